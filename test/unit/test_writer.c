/* Files that are written, and what of them can be read again. */
#include "capture/writer.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/reading.h"
#include "support/saver.h"
#include "unit/suites.h"

enum { SIZE = 10000, RECORDS = 100, ETHERNET = 1, SLL = 113 };

static uint8_t bytes[SIZE];
static char path[SAVER_PATH];

static struct record number(int i)
{
	memset(bytes, i, sizeof(bytes));
	return (struct record){.time_ns = INT64_C(1700000000000000007) + i,
			       .data = bytes,
			       .caplen = (uint32_t)(i % 5 ? SIZE - i % 7 : 0),
			       .len = (uint32_t)(SIZE + i),
			       .link_type = ETHERNET};
}

static void is_number(struct writer *writer, uint64_t offset, int i)
{
	struct record want = number(i), got;

	ck_assert(writer_get(writer, offset, &got));
	ck_assert_int_eq(got.time_ns, want.time_ns);
	ck_assert_uint_eq(got.len, want.len);
	ck_assert_int_eq(got.link_type, want.link_type);
	ck_assert_uint_eq(got.caplen, want.caplen);
	ck_assert_uint_eq(got.offset, offset);
	if (want.caplen > 0)
		ck_assert_mem_eq(got.data, want.data, want.caplen);
}

static struct writer *open_as(const char *name, struct capture_write spec)
{
	struct writer_facts facts = {.link_type = ETHERNET};
	struct writer *writer;
	struct error error;

	spec.path = *name == '/' ? name : saver_path(name, path);
	writer = writer_open(&spec, &error);
	ck_assert_ptr_nonnull(writer);
	ck_assert(writer_start(writer, &facts, &error));
	return writer;
}

static void add_all(struct writer *writer, uint64_t offsets[RECORDS])
{
	for (int i = 0; i < RECORDS; i++) {
		struct record record = number(i);
		struct error error;

		writer_add(writer, &record, &error);
		offsets[i] = writer_latest(writer);
	}
}

/* Most lie in the file, the last ones in the buffer, then all in the file. */
START_TEST(all_of_one_file)
{
	static const char *const names[] = {"all.pcap", "all.pcapng"};
	struct writer *writer = open_as(names[_i], (struct capture_write){0});
	uint64_t offsets[RECORDS];
	struct record record;
	struct error error;

	ck_assert(writer_can_read(writer));
	add_all(writer, offsets);
	for (int round = 0; round < 2; round++) {
		for (int i = RECORDS - 1; i >= 0; i--)
			is_number(writer, offsets[i], i);
		ck_assert(writer_flush(writer, &error));
	}
	ck_assert_uint_eq(writer_missing(writer), 0);
	ck_assert(!writer_get(writer, WRITER_NOWHERE, &record));
	writer_close(writer);
}
END_TEST

START_TEST(of_several_link_types)
{
	struct writer *writer = open_as("links.pcapng", (struct capture_write){0});
	struct record record = number(1), got;
	struct error error;
	uint64_t first;

	ck_assert(writer_add(writer, &record, &error));
	first = writer_latest(writer);
	record.link_type = SLL;
	ck_assert(writer_add(writer, &record, &error));
	ck_assert(writer_get(writer, writer_latest(writer), &got));
	ck_assert_int_eq(got.link_type, SLL);
	is_number(writer, first, 1);
	writer_close(writer);
}
END_TEST

START_TEST(another_link_type_is_missing)
{
	struct writer *writer = open_as("links.pcap", (struct capture_write){0});
	struct record record = number(1);
	struct error error;

	record.link_type = SLL;
	ck_assert(!writer_add(writer, &record, &error));
	ck_assert_uint_eq(writer_latest(writer), WRITER_NOWHERE);
	ck_assert_uint_eq(writer_missing(writer), 1);
	writer_close(writer);
}
END_TEST

/* Its number stands in the file as it was; pcapng has no room for so large a one. */
START_TEST(a_link_type_that_nobody_knows)
{
	static const struct {
		const char *name;
		int given, got;
	} rows[] = {
		{"odd.pcap", 0x202020, 0x202020},
		{"odd.pcapng", 0x202020, UINT16_MAX},
		{"odd.pcapng", 0x2020, 0x2020},
	};
	struct writer_facts facts = {.link_type = rows[_i].given};
	struct capture_write spec = {.path = saver_path(rows[_i].name, path)};
	struct record record = number(1);
	struct capture *capture;
	struct writer *writer;
	struct error error;

	record.link_type = rows[_i].given;
	writer = writer_open(&spec, &error);
	ck_assert(writer && writer_start(writer, &facts, &error));
	ck_assert(writer_add(writer, &record, &error));
	writer_close(writer);
	capture = reading_open_one(path);
	ck_assert_int_eq(reading_next(capture).link_type, rows[_i].got);
	reading_end(capture);
}
END_TEST

/* A quarter of a second before 1970: what pcap can say of it. */
START_TEST(a_time_before_all)
{
	struct writer *writer = open_as("early.pcap", (struct capture_write){0});
	struct record record = number(1), got;
	struct error error;

	record.time_ns = -250000000;
	ck_assert(writer_add(writer, &record, &error));
	ck_assert(writer_get(writer, writer_latest(writer), &got));
	ck_assert_int_eq(got.time_ns, INT64_C(4294967295750000000));
	writer_close(writer);
}
END_TEST

START_TEST(no_ring_pipe_or_device)
{
	struct writer *writer = open_as("ring", (struct capture_write){.rotate_bytes = 1000000});

	ck_assert(!writer_can_read(writer));
	writer_close(writer);
	writer = open_as("/dev/null", (struct capture_write){0});
	ck_assert(!writer_can_read(writer));
	writer_close(writer);
}
END_TEST

START_TEST(a_file_that_was_there)
{
	uint64_t offsets[RECORDS];
	struct writer *writer;

	writer_close(open_as("there.pcap", (struct capture_write){0}));
	writer = open_as("there.pcap", (struct capture_write){0});
	ck_assert(writer_can_read(writer));
	add_all(writer, offsets);
	is_number(writer, offsets[1], 1);
	writer_close(writer);
}
END_TEST

/* So that write() gives up within a record. */
static void add_with_limit(struct writer *writer, uint64_t offsets[RECORDS], rlim_t size)
{
	struct rlimit before, limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = (struct rlimit){size, before.rlim_max};
	setrlimit(RLIMIT_FSIZE, &limit);
	add_all(writer, offsets);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
}

START_TEST(full_disk)
{
	static const char *const names[] = {"full.pcap", "full.pcapng"};
	struct writer *writer = open_as(names[_i], (struct capture_write){0});
	uint64_t offsets[RECORDS], kept = 0;
	struct record record;
	struct stat status;

	add_with_limit(writer, offsets, 345678);
	for (int i = 0; i < RECORDS; i++) {
		if (!writer_get(writer, offsets[i], &record))
			continue;
		ck_assert_uint_eq((uint64_t)i, kept); /* those before are there too */
		is_number(writer, offsets[i], i);
		kept++;
	}
	ck_assert_uint_gt(kept, 300000 / SIZE);
	ck_assert_uint_lt(kept, RECORDS);
	ck_assert_uint_eq(writer_missing(writer), RECORDS - kept);
	ck_assert_uint_eq(offsets[RECORDS - 1], WRITER_NOWHERE);
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq((uint64_t)status.st_size, offsets[kept]); /* behind a whole record */
	writer_close(writer);
}
END_TEST

START_TEST(cut_by_somebody)
{
	struct writer *writer = open_as("cut.pcap", (struct capture_write){0});
	uint64_t offsets[RECORDS];
	struct record record;

	add_all(writer, offsets);
	ck_assert_int_eq(truncate(path, 20000), 0);
	is_number(writer, offsets[1], 1);
	ck_assert(!writer_get(writer, offsets[3], &record));
	writer_close(writer);
}
END_TEST

Suite *writer_suite(void)
{
	Suite *suite = suite_create("writer");
	TCase *tests = tcase_create("writer");

	tcase_add_checked_fixture(tests, saver_folder, saver_clean);
	tcase_add_loop_test(tests, all_of_one_file, 0, 2);
	tcase_add_test(tests, of_several_link_types);
	tcase_add_test(tests, another_link_type_is_missing);
	tcase_add_loop_test(tests, a_link_type_that_nobody_knows, 0, 3);
	tcase_add_test(tests, a_time_before_all);
	tcase_add_test(tests, no_ring_pipe_or_device);
	tcase_add_test(tests, a_file_that_was_there);
	tcase_add_loop_test(tests, full_disk, 0, 2);
	tcase_add_test(tests, cut_by_somebody);
	suite_add_tcase(suite, tests);
	return suite;
}
