/* Tests of scripts and comments through the capture: read, written as pcapng, read again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

static char path[SAVER_PATH], other[SAVER_PATH];

static void store(const char *name, const char *text, char *where)
{
	FILE *file = fopen(saver_path(name, where), "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
}

static void start(void)
{
	saver_folder();
	store("x.ladder",
	      "# Title\n# [ko] 제목\nstart 1700000000\n"
	      "# [en] one\n# [ko] 하나\nA > B syn\nB > A syn ack\nA > B ack\n"
	      "A > B data \"hello\" # two\n",
	      path);
}

/* A list of comments, a '|' before each. */
static const char *joined(const char *comments)
{
	static char text[256];

	text[0] = '\0';
	for (; comments && *comments; comments += strlen(comments) + 1)
		strcat(strcat(text, "|"), comments);
	return text;
}

static const char *const expected[] = {"|[en] one|[ko] 하나", "", "", "|two"};

/* Reads all of it, and each frame a second time; returns how many bytes there were. */
static size_t expect_all(const char *name, bool comments)
{
	struct capture *capture = reading_open_one(name);
	struct error error = {""};
	struct frame frame, again;
	uint64_t offsets[4];
	size_t size = 0;

	ck_assert_str_eq(joined(capture_comments(capture)), comments ? "|Title|[ko] 제목" : "");
	for (size_t i = 0; i < 4; i++) {
		frame = reading_next(capture);
		ck_assert_str_eq(joined(frame.comments), comments ? expected[i] : "");
		ck_assert_uint_eq(frame.number, i + 1);
		offsets[i] = frame.offset;
		size += frame.caplen;
	}
	ck_assert_mem_eq(frame.data + frame.caplen - 5, "hello", 5);
	for (size_t i = 4; i-- > 0;) {
		ck_assert(capture_reread(capture, offsets[i], &again, &error));
		ck_assert_str_eq(joined(again.comments), comments ? expected[i] : "");
		ck_assert_int_ge(again.time_ns, INT64_C(1700000000) * 1000000000);
	}
	reading_end(capture);
	return size;
}

START_TEST(a_script_is_a_capture)
{
	ck_assert_uint_eq(expect_all(path, true), 58 + 58 + 54 + 59);
}
END_TEST

static void copy_to(const char *from, const char *to)
{
	struct capture_spec spec = {.files = &from, .file_count = 1, .write = {.path = to}};
	struct error error = {""};
	struct capture *capture = capture_open(&spec, &error);
	struct frame frame;

	ck_assert_msg(capture != NULL, "%s", error.text);
	while (capture_next(capture, &frame, &error) == CAPTURE_FRAME)
		;
	capture_close(capture);
}

static size_t bytes_in(const char *name, char *to, size_t room)
{
	FILE *file = fopen(name, "rb");
	size_t size;

	ck_assert_ptr_nonnull(file);
	size = fread(to, 1, room, file);
	fclose(file);
	return size;
}

/* A file that can hold the comments holds them; one that is to be pcap is pcap. */
START_TEST(what_is_written_says_the_same)
{
	copy_to(path, saver_path("y", other));
	expect_all(other, true);
	copy_to(path, saver_path("y.pcap", other));
	expect_all(other, false);
	copy_to(path, saver_path("y.pcapng", other));
	expect_all(other, true);
}
END_TEST

START_TEST(a_copy_of_a_copy_is_the_same)
{
	static char first[4096], second[4096], copy[SAVER_PATH];
	size_t size;

	copy_to(path, saver_path("y.pcapng", other));
	copy_to(other, saver_path("z.pcapng", copy));
	size = bytes_in(other, first, sizeof(first));
	ck_assert_uint_eq(bytes_in(copy, second, sizeof(second)), size);
	ck_assert_mem_eq(first, second, size);
}
END_TEST

START_TEST(mistakes_name_the_file)
{
	const char *file = path;
	struct capture_spec spec = {.files = &file, .file_count = 1};
	struct error error = {""};

	store("wrong.ladder", "A > B syn\nA > B sun\n", path);
	ck_assert_ptr_null(capture_open(&spec, &error));
	ck_assert_ptr_nonnull(
		strstr(error.text, "wrong.ladder: line 2, character 7: expected syn, "));
	ck_assert_ptr_nonnull(strstr(error.text, "A > B ^sun"));
}
END_TEST

Suite *script_file_suite(void)
{
	Suite *suite = suite_create("script file");
	TCase *reading = tcase_create("reading");

	tcase_add_checked_fixture(reading, start, saver_clean);
	tcase_add_test(reading, a_script_is_a_capture);
	tcase_add_test(reading, what_is_written_says_the_same);
	tcase_add_test(reading, a_copy_of_a_copy_is_the_same);
	tcase_add_test(reading, mistakes_name_the_file);
	suite_add_tcase(suite, reading);
	return suite;
}
