/* What the world refuses: one sentence that names the file, and what could be read is read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/reading.h"
#include "support/saver.h"
#include "tcpladder/capture.h"
#include "unit/suites.h"

static struct saver saver;
static char path[SAVER_PATH];

static void start(void)
{
	saver_folder();
	memset(&saver, 0, sizeof(saver));
}

/* The file must be refused with a sentence that is its name, ": " and what. */
static void refuse(const char *file, const char *filter, const char *what)
{
	struct capture_spec spec = {.files = &file, .file_count = 1, .filter = filter};
	struct error error = {""};

	ck_assert_ptr_null(capture_open(&spec, &error));
	if (!filter) {
		size_t name = strlen(file);

		ck_assert_msg(strncmp(error.text, file, name) == 0 && error.text[name] == ':', "%s",
			      error.text);
	}
	ck_assert_msg(strstr(error.text, what) != NULL, "%s", error.text);
	ck_assert_ptr_null(strchr(error.text, '\n'));
}

static void refuse_bytes(const char *bytes, size_t size, const char *what)
{
	memcpy(saver.data, bytes, size);
	saver.size = size;
	refuse(saver_store(&saver, "x.pcap", path), NULL, what);
}

START_TEST(what_is_no_file)
{
	char other[SAVER_PATH];

	refuse(saver_path("missing.pcap", path), NULL, "No such file or directory");
	refuse(saver_path(".", path), NULL, "is a directory");
	saver_store(&saver, "x", path);
	snprintf(other, sizeof(other), "%.200s/y", path);
	refuse(other, NULL, "Not a directory");
}
END_TEST

START_TEST(what_is_no_capture)
{
	refuse_bytes("", 0, "empty file");
	refuse_bytes("hello, world, this is text", 26, "not a capture file");
	refuse_bytes("\x0a\x0d\x0d\x0a garbage that follows", 26, "not a capture file");
	refuse_bytes("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 16, "not a capture file");
	refuse_bytes("\xd4\xc3\xb2\xa1\x02\x00\x04\x00", 8, "cut off");
	refuse_bytes("\xd4\xc3", 2, "cut off");
	refuse_bytes("\x0a\x0d\x0d\x0a\x1c\x00\x00\x00\x4d\x3c\x2b\x1a", 12, "cut off");
	refuse_bytes("\x1f\x8b\x08\x00\x00\x00\x00\x00", 8, "the gzip data is cut off");
	refuse_bytes("\x28\xb5\x2f\xfd", 4, "the zstd data is cut off");
}
END_TEST

static const char *save_pcap(const char *name, uint64_t time, char *to)
{
	saver.size = 0;
	saver_pcap(&saver, PCAP_MICRO, 1);
	saver_record(&saver, PCAP_MICRO, (struct saved){.time = time, .size = 40, .fill = 1});
	saver_record(&saver, PCAP_MICRO, (struct saved){.time = time + 2, .size = 40, .fill = 2});
	return saver_store(&saver, name, to);
}

START_TEST(a_filter_that_is_wrong_and_where)
{
	const char *file = save_pcap("x.pcap", 1, path);

	refuse(file, "tcp prot 80", "from character 5 on: \"prot 80\"");
	refuse(file, "tcp port 80)", "from character 12 on: \")\"");
	refuse(file, "tcp port", "ends too early");
	refuse(file, "host 10.0.0.1 and and", "from character 19 on: \"and\"");
	refuse(file, "port no-such-port", "no-such-port");
	refuse(file, "foo", "from character 1 on: \"foo\"");
}
END_TEST

/* Reads to the end; returns the frames, and the sentence of the file that is broken. */
static size_t read_all(const char *const *files, size_t count, struct error *broken)
{
	struct capture_spec spec = {.files = files, .file_count = count};
	struct error error = {""};
	struct capture *capture = capture_open(&spec, &error);
	enum capture_read got;
	struct frame frame;
	size_t frames = 0, reports = 0;

	ck_assert_msg(capture != NULL, "%s", error.text);
	while ((got = capture_next(capture, &frame, &error)) != CAPTURE_END) {
		frames += got == CAPTURE_FRAME;
		if (got == CAPTURE_BROKEN && reports++ == 0)
			*broken = error;
	}
	ck_assert_uint_le(reports, 1);
	capture_close(capture);
	return frames;
}

START_TEST(a_file_cut_off_anywhere)
{
	const char *file = save_pcap("x.pcap", 1, path);
	size_t whole = saver.size;
	char want[SAVER_PATH + 64];

	for (size_t size = 24; size <= whole; size++) {
		struct error error = {""};
		size_t frames;

		saver.size = size;
		saver_store(&saver, "x.pcap", path);
		frames = read_all(&file, 1, &error);
		ck_assert_uint_eq(frames, (size - 24) / 56);
		snprintf(want, sizeof(want), "%s: cut off in the middle of frame %zu", path,
			 frames + 1);
		ck_assert_str_eq(error.text, (size - 24) % 56 ? want : "");
	}
}
END_TEST

START_TEST(a_pcapng_file_cut_off_anywhere)
{
	const char *file = path;
	size_t head, whole;

	saver_section(&saver);
	saver_interface(&saver, 1, 0, 0);
	head = saver.size;
	saver_enhanced(&saver, 0, (struct saved){.time = 1, .size = 40, .fill = 1});
	saver_enhanced(&saver, 0, (struct saved){.time = 2, .size = 40, .fill = 1});
	whole = saver.size;
	for (size_t size = head; size <= whole; size++) {
		size_t block = (whole - head) / 2;
		struct error error = {""};

		saver.size = size;
		saver_store(&saver, "x.pcapng", path);
		ck_assert_uint_eq(read_all(&file, 1, &error), (size - head) / block);
		ck_assert_int_eq(strstr(error.text, "cut off in the middle of frame") != NULL,
				 (size - head) % block != 0);
	}
}
END_TEST

START_TEST(other_files_go_on)
{
	char paths[3][SAVER_PATH];
	const char *files[] = {paths[0], paths[1], paths[2]};
	struct error error = {""};

	save_pcap("a.pcap", 1, paths[0]);
	save_pcap("b.pcap", 2, paths[1]);
	saver.size -= 10;
	saver_store(&saver, "b.pcap", paths[1]);
	save_pcap("c.pcap", 30, paths[2]);
	ck_assert_uint_eq(read_all(files, 3, &error), 5);
	ck_assert_ptr_nonnull(strstr(error.text, "b.pcap: cut off in the middle of frame 2"));
}
END_TEST

/* Writes value over four bytes of what is saved. */
static void overwrite(size_t at, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		saver.data[at + i] = (uint8_t)(value >> 8 * i);
}

static void expect_damage(const char *what)
{
	const char *file = saver_store(&saver, "x.pcapng", path);
	struct error error = {""};

	ck_assert_uint_eq(read_all(&file, 1, &error), 1);
	ck_assert_msg(strstr(error.text, "damaged at frame 2") && strstr(error.text, what), "%s",
		      error.text);
}

START_TEST(blocks_that_contradict_themselves)
{
	static const struct {
		size_t at; /* in the second packet's block */
		uint32_t value;
		const char *what;
	} damages[] = {
		{4, 8, "impossible length"},         {4, 0xfffffffc, "impossible length"},
		{4, 70, "impossible length"},        {68, 76, "two lengths differ"},
		{8, 1, "interface that is not"},     {20, 41, "longer than its block"},
		{20, 0xffffffff, "longer than its"},
	};
	size_t second;

	saver_section(&saver);
	saver_interface(&saver, 1, 0, 0);
	saver_enhanced(&saver, 0, (struct saved){.time = 1, .size = 40, .fill = 1});
	second = saver.size;
	saver_enhanced(&saver, 0, (struct saved){.time = 2, .size = 40, .fill = 1});
	for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
		struct saver good = saver;

		overwrite(second + damages[i].at, damages[i].value);
		expect_damage(damages[i].what);
		saver = good;
	}
}
END_TEST

/* Where blocks are whole, the next packet is found behind one that makes no sense. */
START_TEST(a_damaged_packet_is_passed)
{
	const char *file;
	struct error error = {""};

	saver_section(&saver);
	saver_interface(&saver, 1, 0, 0);
	for (uint64_t i = 1; i <= 5; i++) {
		size_t at = saver.size;

		saver_enhanced(&saver, 0, (struct saved){.time = i, .size = 40, .fill = 1});
		if (i % 2 == 0)
			overwrite(at + 20, (uint32_t)(40 + i));
	}
	file = saver_store(&saver, "x.pcapng", path);
	ck_assert_uint_eq(read_all(&file, 1, &error), 3);
	ck_assert_ptr_nonnull(strstr(error.text, ": damaged at frame 2 (a packet is longer than "
						 "its block), and 1 more left out"));
	saver.size -= 4;
	saver_store(&saver, "x.pcapng", path);
	ck_assert_uint_eq(read_all(&file, 1, &error), 2);
	ck_assert_ptr_nonnull(strstr(error.text, ": cut off in the middle of frame 3; 2 damaged "
						 "before it left out"));
}
END_TEST

static void require_times_that_subtract(const char *file)
{
	struct capture *capture = reading_open_one(file);
	struct frame frame;
	struct error error;

	while (capture_next(capture, &frame, &error) == CAPTURE_FRAME) {
		ck_assert_int_le(frame.time_ns, INT64_MAX / 2);
		ck_assert_int_ge(frame.time_ns, -(INT64_MAX / 2));
	}
	capture_close(capture);
}

START_TEST(times_and_resolutions_beyond_all_measure)
{
	static const uint8_t resolutions[] = {1, 9, 10, 19, 0x80 | 1, 0x80 | 40, 0x80 | 63};
	const char *file;
	struct error error = {""};

	saver_section(&saver);
	for (uint32_t i = 0; i < sizeof(resolutions); i++)
		saver_interface(&saver, 1, resolutions[i], i % 2 ? INT64_MAX : INT64_MIN);
	for (uint32_t i = 0; i < sizeof(resolutions); i++)
		saver_enhanced(&saver, i, (struct saved){.time = UINT64_MAX, .size = 4});
	file = saver_store(&saver, "x.pcapng", path);
	ck_assert_uint_eq(read_all(&file, 1, &error), sizeof(resolutions));
	ck_assert_str_eq(error.text, "");
	require_times_that_subtract(file);
	saver_interface(&saver, 1, 20, 0);
	saver_store(&saver, "x.pcapng", path);
	ck_assert_uint_eq(read_all(&file, 1, &error), sizeof(resolutions));
	ck_assert_ptr_nonnull(strstr(error.text, "interface cannot be understood"));
}
END_TEST

Suite *capture_errors_suite(void)
{
	Suite *suite = suite_create("capture errors");
	TCase *tcase = tcase_create("refusals");

	tcase_add_checked_fixture(tcase, start, saver_clean);
	tcase_add_test(tcase, what_is_no_file);
	tcase_add_test(tcase, what_is_no_capture);
	tcase_add_test(tcase, a_filter_that_is_wrong_and_where);
	tcase_add_test(tcase, a_file_cut_off_anywhere);
	tcase_add_test(tcase, a_pcapng_file_cut_off_anywhere);
	tcase_add_test(tcase, other_files_go_on);
	tcase_add_test(tcase, blocks_that_contradict_themselves);
	tcase_add_test(tcase, a_damaged_packet_is_passed);
	tcase_add_test(tcase, times_and_resolutions_beyond_all_measure);
	suite_add_tcase(suite, tcase);
	return suite;
}
