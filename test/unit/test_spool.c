/* What is kept of sources that cannot be read twice. */
#include "capture/spool.h"

#include <stdlib.h>
#include <string.h>

#include "unit/suites.h"

enum { SIZE = 10000, MEGABYTE = 1024 * 1024 };

static uint8_t bytes[SIZE];

static struct record number(int i)
{
	memset(bytes, i, sizeof(bytes));
	return (struct record){.time_ns = i,
			       .data = bytes,
			       .caplen = (uint32_t)(SIZE - i % 7),
			       .len = (uint32_t)(SIZE + i),
			       .link_type = i % 3};
}

static void is_number(const struct record *record, int i)
{
	struct record want = number(i);

	ck_assert_int_eq(record->time_ns, i);
	ck_assert_uint_eq(record->len, want.len);
	ck_assert_int_eq(record->link_type, want.link_type);
	ck_assert_uint_eq(record->caplen, want.caplen);
	ck_assert_mem_eq(record->data, want.data, want.caplen);
}

START_TEST(everything_without_a_limit)
{
	struct spool *spool = spool_new(0);
	uint64_t offsets[300];
	struct record record;

	for (int i = 0; i < 300; i++) {
		record = number(i);
		offsets[i] = spool_add(spool, &record);
	}
	for (int i = 299; i >= 0; i--) {
		ck_assert(spool_get(spool, offsets[i], &record));
		is_number(&record, i);
	}
	ck_assert_uint_eq(spool_forgotten(spool), 0);
	ck_assert(!spool_get(spool, spool_end(spool), &record));
	ck_assert(!spool_get(spool, SPOOL_NOWHERE, &record));
	spool_free(spool);
}
END_TEST

START_TEST(the_oldest_make_room)
{
	struct spool *spool = spool_new(MEGABYTE);
	uint64_t offsets[1000], forgotten;
	struct record record;

	for (int i = 0; i < 1000; i++) {
		record = number(i);
		offsets[i] = spool_add(spool, &record);
	}
	forgotten = spool_forgotten(spool);
	/* a chunk is given up as a whole: not all of the room is always used */
	ck_assert_uint_ge(forgotten, 1000 - (MEGABYTE + 512 * 1024) / (SIZE - 7));
	ck_assert_uint_le(forgotten, 1000 - (MEGABYTE - 512 * 1024) / (SIZE + 32));
	ck_assert_uint_eq(offsets[forgotten], spool_start(spool));
	for (int i = 0; i < 1000; i++) {
		bool kept = spool_get(spool, offsets[i], &record);

		ck_assert_int_eq(kept, (uint64_t)i >= forgotten);
		if (kept)
			is_number(&record, i);
	}
	spool_free(spool);
}
END_TEST

START_TEST(one_behind_the_other)
{
	struct spool *spool = spool_new(0);
	struct record record;
	uint64_t at;

	for (int i = 0; i < 100; i++) {
		record = number(i);
		spool_add(spool, &record);
	}
	at = spool_start(spool);
	for (int i = 0; i < 100; i++) {
		ck_assert(spool_get(spool, at, &record));
		is_number(&record, i);
		at = spool_behind(at, &record);
	}
	ck_assert_uint_eq(at, spool_end(spool));
	spool_free(spool);
}
END_TEST

START_TEST(no_place_for_it)
{
	struct record record = number(1);
	struct spool *spool;

	setenv("TMPDIR", "/nowhere/at/all", 1);
	spool = spool_new(0);
	unsetenv("TMPDIR");
	ck_assert_int_ne(spool_failure(spool), 0);
	ck_assert_uint_eq(spool_add(spool, &record), SPOOL_NOWHERE);
	ck_assert_uint_eq(spool_forgotten(spool), 1);
	ck_assert(!spool_get(spool, SPOOL_NOWHERE, &record));
	spool_free(spool);
}
END_TEST

Suite *spool_suite(void)
{
	Suite *suite = suite_create("spool");
	TCase *tests = tcase_create("spool");

	tcase_add_test(tests, everything_without_a_limit);
	tcase_add_test(tests, the_oldest_make_room);
	tcase_add_test(tests, one_behind_the_other);
	tcase_add_test(tests, no_place_for_it);
	suite_add_tcase(suite, tests);
	return suite;
}
