/* Sequence arithmetic just below and across 2^32. */
#include "tcpladder/seq.h"

#include "unit/suites.h"

START_TEST(difference_is_the_shorter_way_round)
{
	ck_assert_int_eq(seq_diff(0xfffffff0u, 0x10u), 0x20);
	ck_assert_int_eq(seq_diff(0x10u, 0xfffffff0u), -0x20);
	ck_assert_int_eq(seq_diff(5, 5), 0);
	ck_assert_int_eq(seq_diff(0, 0x7fffffffu), INT32_MAX);
	ck_assert_int_eq(seq_diff(0, 0x80000000u), INT32_MIN);
}
END_TEST

START_TEST(offsets_do_not_wrap)
{
	uint32_t base = 0xffffff00u;

	ck_assert_int_eq(seq_offset(base, 0, 0xffffff01u), 1);
	ck_assert_int_eq(seq_offset(base, 200, 0x20), 0x120);
	ck_assert_int_eq(seq_offset(base, 0x120, 0xffffff01u), 1);
	ck_assert_int_eq(seq_offset(base, INT64_C(5) << 32, base + 7), (INT64_C(5) << 32) + 7);
	ck_assert_int_eq(seq_offset(base, 0, base - 1), -1);
}
END_TEST

Suite *seq_suite(void)
{
	Suite *suite = suite_create("seq");
	TCase *tcase = tcase_create("arithmetic");

	tcase_add_test(tcase, difference_is_the_shorter_way_round);
	tcase_add_test(tcase, offsets_do_not_wrap);
	suite_add_tcase(suite, tcase);
	return suite;
}
