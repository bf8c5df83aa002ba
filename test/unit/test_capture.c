/* Reading pcap files: formats, order, filters, and reading again. */
#include "tcpladder/capture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

enum { ETHERNET = 1, SLL = 113 };

static struct saver saver;
static char path[SAVER_PATH];

static void start(void)
{
	saver_folder();
	memset(&saver, 0, sizeof(saver));
}

START_TEST(pcap_in_both_orders_and_precisions)
{
	static const uint32_t magics[] = {PCAP_MICRO, PCAP_NANO};

	for (int i = 0; i < 4; i++) {
		uint32_t magic = magics[i / 2];
		int64_t tick = magic == PCAP_NANO ? 1 : 1000;
		struct capture *capture;
		struct frame frame;

		saver.size = 0;
		saver.big = i % 2;
		saver_pcap(&saver, magic, SLL);
		saver_record(&saver, magic, (struct saved){.time = 5, .size = 60, .fill = 1});
		saver_record(&saver, magic,
			     (struct saved){.time = 3, .size = 20, .len = 1500, .fill = 2});
		capture = reading_open_one(saver_store(&saver, "x.pcap", path));
		frame = reading_next(capture);
		ck_assert_uint_eq(frame.number, 1);
		ck_assert_int_eq(frame.time_ns, 5 * tick);
		ck_assert_int_eq(frame.link_type, SLL);
		ck_assert_uint_eq(frame.len, 60);
		reading_fill(&frame, 60, 1);
		frame = reading_next(capture);
		ck_assert_uint_eq(frame.number, 2);
		ck_assert_int_eq(frame.time_ns, 3 * tick); /* the file's order stays */
		ck_assert_uint_eq(frame.len, 1500);
		reading_fill(&frame, 20, 2);
		reading_end(capture);
	}
}
END_TEST

static void save_times(const char *name, const uint64_t *times, size_t count, char *to)
{
	saver.size = 0;
	saver_pcap(&saver, PCAP_MICRO, ETHERNET);
	for (size_t i = 0; i < count; i++)
		saver_record(&saver, PCAP_MICRO,
			     (struct saved){.time = times[i],
					    .size = 20 + (uint32_t)i,
					    .fill = (uint8_t)times[i]});
	saver_store(&saver, name, to);
}

START_TEST(files_are_merged_by_time)
{
	static const uint64_t a[] = {10, 30, 20, 50}, b[] = {5, 30, 40},
			      want[] = {5, 10, 30, 20, 30, 40, 50};
	char paths[2][SAVER_PATH];
	const char *files[] = {paths[0], paths[1]};
	struct capture *capture;
	uint64_t offsets[7];
	struct error error;
	struct frame frame;

	save_times("a.pcap", a, 4, paths[0]);
	save_times("b.pcap", b, 3, paths[1]);
	capture = reading_open(files, 2, NULL, 0);
	for (size_t i = 0; i < 7; i++) {
		frame = reading_next(capture);
		ck_assert_uint_eq(frame.number, i + 1);
		ck_assert_int_eq(frame.time_ns, (int64_t)want[i] * 1000);
		offsets[i] = frame.offset;
	}
	for (size_t i = 7; i-- > 0;) {
		ck_assert(capture_reread(capture, offsets[i], &frame, &error));
		ck_assert_uint_eq(frame.data[0], want[i]);
	}
	reading_end(capture);
}
END_TEST

/* Larger than the file says that its records are, and a time after 2038: between plain ones. */
START_TEST(odd_records_between_plain_ones)
{
	static const struct saved records[] = {{.time = 1, .size = 20, .fill = 1},
					       {.time = 2, .size = 90, .fill = 2},
					       {.time = 3, .size = 30, .fill = 3},
					       {.time = 3000000000u * UINT64_C(1000000), .fill = 4},
					       {.time = 5, .size = 40, .fill = 5}};
	static const uint32_t kept[] = {20, 64, 30, 0, 40};
	uint64_t offset = 24, offsets[5];
	struct capture *capture;
	struct error error;
	struct frame frame;

	saver_pcap(&saver, PCAP_MICRO, ETHERNET);
	memset(saver.data + 16, 0, 4);
	saver.data[16] = 64; /* the snapshot length */
	for (size_t i = 0; i < 5; i++)
		saver_record(&saver, PCAP_MICRO, records[i]);
	capture = reading_open_one(saver_store(&saver, "x.pcap", path));
	for (size_t i = 0; i < 5; i++) {
		frame = reading_next(capture);
		ck_assert_uint_eq(frame.offset, offset);
		reading_fill(&frame, kept[i], (uint8_t)(i + 1));
		offsets[i] = frame.offset;
		offset += 16 + records[i].size;
	}
	for (size_t i = 5; i-- > 0;) {
		ck_assert(capture_reread(capture, offsets[i], &frame, &error));
		reading_fill(&frame, kept[i], (uint8_t)(i + 1));
	}
	reading_end(capture);
}
END_TEST

START_TEST(reading_again_does_not_move_the_reader)
{
	static const uint64_t times[] = {1, 2, 3};
	struct frame first, again, second;
	struct capture *capture;
	struct error error;

	save_times("x.pcap", times, 3, path);
	capture = reading_open_one(path);
	first = reading_next(capture);
	second = reading_next(capture);
	ck_assert(capture_reread(capture, first.offset, &again, &error));
	reading_fill(&second, 21, 2);
	reading_fill(&again, 20, 1);
	second = reading_next(capture);
	reading_fill(&second, 22, 3);
	reading_end(capture);
}
END_TEST

START_TEST(a_file_that_shrank_cannot_be_read_again)
{
	static const uint64_t times[] = {1, 2, 3};
	struct capture *capture;
	struct error error = {""};
	struct frame frame;

	save_times("x.pcap", times, 3, path);
	capture = reading_open_one(path);
	frame = reading_next(capture);
	ck_assert_int_eq(truncate(path, 30), 0);
	ck_assert(!capture_reread(capture, frame.offset, &frame, &error));
	ck_assert_ptr_nonnull(strstr(error.text, "x.pcap: has changed since it was read"));
	capture_close(capture);
}
END_TEST

START_TEST(as_many_frames_as_asked_for)
{
	static const uint64_t times[] = {1, 2, 3};
	const char *file = path;
	struct capture *capture;

	save_times("x.pcap", times, 3, path);
	capture = reading_open(&file, 1, NULL, 2);
	reading_next(capture);
	reading_next(capture);
	reading_end(capture);
}
END_TEST

START_TEST(a_filter_passes_what_it_says)
{
	static const uint64_t times[] = {1, 2, 3, 4, 5};
	const char *file = path;
	struct capture *capture;
	struct frame frame;

	save_times("x.pcap", times, 5, path);
	capture = reading_open(&file, 1, "len >= 22 and ether[0] != 4", 0);
	frame = reading_next(capture);
	ck_assert_uint_eq(frame.number, 3); /* the number that other tools show */
	frame = reading_next(capture);
	ck_assert_uint_eq(frame.number, 5);
	reading_end(capture);
	capture = reading_open(&file, 1, "less 22", 1);
	reading_next(capture);
	reading_end(capture);
}
END_TEST

START_TEST(progress_goes_up_to_the_size)
{
	static const uint64_t times[] = {1, 2, 3};
	struct capture *capture;
	uint64_t done, total;
	struct error error;
	struct frame frame;

	save_times("x.pcap", times, 3, path);
	capture = reading_open_one(path);
	capture_progress(capture, &done, &total);
	ck_assert_uint_eq(total, saver.size);
	ck_assert_uint_lt(done, total);
	while (capture_next(capture, &frame, &error) == CAPTURE_FRAME)
		continue;
	capture_progress(capture, &done, &total);
	ck_assert_uint_eq(done, total);
	capture_close(capture);
}
END_TEST

Suite *capture_suite(void)
{
	Suite *suite = suite_create("capture");
	TCase *tcase = tcase_create("reading");

	tcase_add_checked_fixture(tcase, start, saver_clean);
	tcase_add_test(tcase, pcap_in_both_orders_and_precisions);
	tcase_add_test(tcase, files_are_merged_by_time);
	tcase_add_test(tcase, odd_records_between_plain_ones);
	tcase_add_test(tcase, reading_again_does_not_move_the_reader);
	tcase_add_test(tcase, a_file_that_shrank_cannot_be_read_again);
	tcase_add_test(tcase, as_many_frames_as_asked_for);
	tcase_add_test(tcase, a_filter_passes_what_it_says);
	tcase_add_test(tcase, progress_goes_up_to_the_size);
	suite_add_tcase(suite, tcase);
	return suite;
}
