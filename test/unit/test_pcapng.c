/* pcapng, which one capture may mix everything in, and standard input, which cannot be sought. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

enum { ETHERNET = 1, SLL = 113, RAW_IN_FILES = 101, RAW = 12 };

#define SECOND INT64_C(1000000000)

static struct saver saver;
static char path[SAVER_PATH];

static void start(void)
{
	saver_folder();
	memset(&saver, 0, sizeof(saver));
}

/* Two interfaces of different link types, resolutions and offsets; other blocks between. */
static void save_pcapng(bool big)
{
	saver.big = big;
	saver_section(&saver);
	saver_interface(&saver, ETHERNET, 0, 0);
	saver_unknown_block(&saver);
	saver_enhanced(&saver, 0, (struct saved){.time = 1000001, .size = 61, .fill = 3});
	saver_interface(&saver, RAW_IN_FILES, 9, 7);
	saver_enhanced(&saver, 1, (struct saved){.time = 5, .size = 40, .len = 99, .fill = 4});
	saver_enhanced(&saver, 0, (struct saved){.time = 2000000, .size = 0});
	saver_interface(&saver, SLL, 0x80 | 10, -1);
	saver_enhanced(&saver, 2, (struct saved){.time = 3 * 1024 + 512, .size = 1, .fill = 5});
	saver_simple(&saver, (struct saved){.size = 10, .fill = 6});
	saver_simple(&saver, (struct saved){.size = 101, .len = 120, .fill = 7});
	saver_old_packet(&saver, 1, (struct saved){.time = 6, .size = 3, .fill = 8});
}

static const struct expected {
	int64_t time_ns;
	uint32_t size;
	uint32_t len;
	uint8_t fill;
	int link_type;
} expected[] = {
	{SECOND + 1000, 61, 61, 3, ETHERNET},
	{7 * SECOND + 5, 40, 99, 4, RAW},
	{2 * SECOND, 0, 0, 0, ETHERNET},
	{2 * SECOND + SECOND / 2, 1, 1, 5, SLL},
	{0, 10, 10, 6, ETHERNET},
	{0, 101, 120, 7, ETHERNET},
	{7 * SECOND + 6, 3, 3, 8, RAW},
};

enum { EXPECTED = sizeof(expected) / sizeof(*expected) };

static void expect_frame(const struct frame *frame, const struct expected *want)
{
	ck_assert_int_eq(frame->time_ns, want->time_ns);
	ck_assert_uint_eq(frame->len, want->len);
	ck_assert_int_eq(frame->link_type, want->link_type);
	reading_fill(frame, want->size, want->fill);
}

START_TEST(pcapng_of_every_kind_of_packet)
{
	for (int big = 0; big < 2; big++) {
		struct capture *capture;

		saver.size = 0;
		save_pcapng(big);
		capture = reading_open_one(saver_store(&saver, "x.pcapng", path));
		for (size_t i = 0; i < EXPECTED; i++) {
			struct frame frame = reading_next(capture);

			ck_assert_uint_eq(frame.number, i + 1);
			expect_frame(&frame, &expected[i]);
		}
		reading_end(capture);
	}
}
END_TEST

/* Interfaces are numbered anew in each section, and each has its own byte order. */
START_TEST(pcapng_sections_read_again_in_any_order)
{
	uint64_t offsets[3 * EXPECTED];
	struct capture *capture;
	struct error error;
	struct frame frame;

	save_pcapng(false);
	save_pcapng(true);
	save_pcapng(false);
	capture = reading_open_one(saver_store(&saver, "x.pcapng", path));
	for (size_t i = 0; i < 3 * EXPECTED; i++) {
		frame = reading_next(capture);
		offsets[i] = frame.offset;
	}
	for (size_t i = 0; i < 3 * EXPECTED; i++) {
		size_t one = i * 8 % (3 * EXPECTED);

		ck_assert_msg(capture_reread(capture, offsets[one], &frame, &error), "%s",
			      error.text);
		ck_assert_uint_eq(frame.number, 0);
		ck_assert_uint_eq(frame.offset, offsets[one]);
		expect_frame(&frame, &expected[one % EXPECTED]);
	}
	reading_end(capture);
}
END_TEST

/* What makes no sense for one of the link types lets nothing of that type pass. */
START_TEST(a_filter_is_compiled_for_each_link_type)
{
	const char *file;
	struct capture *capture;
	struct frame frame;

	save_pcapng(false);
	file = saver_store(&saver, "x.pcapng", path);
	capture = reading_open(&file, 1, "ether src 03:03:03:03:03:03 or len = 99", 0);
	frame = reading_next(capture);
	ck_assert_uint_eq(frame.number, 1);
	reading_end(capture);
}
END_TEST

/* Puts the file on standard input, as it is or through a pipe. Returns the old descriptor. */
static int take_stdin(bool pipe_it)
{
	int old = dup(STDIN_FILENO), ends[2];

	if (!pipe_it) {
		ck_assert_ptr_nonnull(freopen(path, "rb", stdin));
		return old;
	}
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], saver.data, saver.size), (ssize_t)saver.size);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	return old;
}

/* Reads standard input to its end and then, backwards, again. */
static void read_stdin(bool pipe_it)
{
	int old = take_stdin(pipe_it);
	struct capture *capture = reading_open_one("-");
	uint64_t offsets[EXPECTED], done, total;
	struct error error;
	struct frame frame;

	capture_progress(capture, &done, &total);
	ck_assert_uint_eq(total, pipe_it ? 0 : saver.size);
	for (size_t i = 0; i < EXPECTED; i++) {
		frame = reading_next(capture);
		expect_frame(&frame, &expected[i]);
		offsets[i] = frame.offset;
		ck_assert(capture_reread(capture, offsets[0], &frame, &error));
	}
	for (size_t i = EXPECTED; i-- > 0;) {
		ck_assert(capture_reread(capture, offsets[i], &frame, &error));
		expect_frame(&frame, &expected[i]);
	}
	reading_end(capture);
	dup2(old, STDIN_FILENO);
	close(old);
}

START_TEST(standard_input_can_be_read_again)
{
	save_pcapng(true);
	saver_store(&saver, "x.pcapng", path);
	read_stdin(true);
	read_stdin(false);
}
END_TEST

START_TEST(a_pipe_of_pcap_too)
{
	struct frame first, second, again;
	struct capture *capture;
	struct error error;
	int old;

	saver_pcap(&saver, PCAP_MICRO, ETHERNET);
	for (uint8_t i = 1; i <= 3; i++)
		saver_record(&saver, PCAP_MICRO,
			     (struct saved){.time = i, .size = 19u + i, .fill = i});
	old = take_stdin(true);
	capture = reading_open_one("-");
	first = reading_next(capture);
	second = reading_next(capture);
	ck_assert(capture_reread(capture, second.offset, &again, &error));
	reading_fill(&again, 21, 2);
	ck_assert(capture_reread(capture, first.offset, &again, &error));
	reading_fill(&again, 20, 1);
	reading_next(capture);
	reading_end(capture);
	dup2(old, STDIN_FILENO);
	close(old);
}
END_TEST

Suite *pcapng_suite(void)
{
	Suite *suite = suite_create("pcapng");
	TCase *tcase = tcase_create("blocks and pipes");

	tcase_add_checked_fixture(tcase, start, saver_clean);
	tcase_add_test(tcase, pcapng_of_every_kind_of_packet);
	tcase_add_test(tcase, pcapng_sections_read_again_in_any_order);
	tcase_add_test(tcase, a_filter_is_compiled_for_each_link_type);
	tcase_add_test(tcase, standard_input_can_be_read_again);
	tcase_add_test(tcase, a_pipe_of_pcap_too);
	suite_add_tcase(suite, tcase);
	return suite;
}
