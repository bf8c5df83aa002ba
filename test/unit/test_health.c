/* What a live capture suffers from, in words. */
#include "load/health.h"

#include "unit/suites.h"

#include <string.h>

static const int64_t second_ns = 1000000000;

static const char *text_of(struct health *health)
{
	return health_text(health, lang_default());
}

START_TEST(all_is_well)
{
	struct health health = {0};

	ck_assert_str_eq(text_of(&health), "");
	ck_assert_str_eq(health_report(&health, lang_default()), "");
}
END_TEST

START_TEST(drops_are_told_one_by_one)
{
	struct health health = {.unknown_links = 7};
	struct capture_health found = {.live = true, .kernel_drops = 12, .forgotten = 300};

	health_take(&health, &found, second_ns);
	ck_assert_str_eq(text_of(&health),
			 "kernel dropped 12, 7 of unknown link type, 300 not kept");
	found.interface_drops = 3;
	health_take(&health, &found, 2 * second_ns);
	ck_assert_str_eq(health_report(&health, lang_default()),
			 "kernel dropped 12, interface dropped 3, 300 not kept");
}
END_TEST

START_TEST(what_memory_was_too_small_for_is_told)
{
	struct health health = {.lost = {.flows = 3, .segments = 70000}};

	ck_assert_str_eq(text_of(&health), "70000 segments forgotten");
	ck_assert_str_eq(health_report(&health, lang_default()),
			 "70000 segments forgotten, 3 flows forgotten");
}
END_TEST

START_TEST(an_interface_comes_back_and_is_news_for_a_while)
{
	struct health health = {0};
	struct capture_health up = {.live = true}, down = {.live = true, .down = true};

	health_take(&health, &down, second_ns);
	ck_assert_str_eq(text_of(&health), "interface is down");
	health_take(&health, &up, 5 * second_ns);
	ck_assert_str_eq(text_of(&health), "interface is up again");
	health_take(&health, &up, 14 * second_ns);
	ck_assert_str_eq(text_of(&health), "interface is up again");
	health_take(&health, &up, 15 * second_ns);
	ck_assert_str_eq(text_of(&health), "");
}
END_TEST

START_TEST(a_clock_that_was_set_is_counted)
{
	struct health health = {0};
	struct capture_health set = {.live = true, .clock_jump_ns = -3600 * second_ns};
	struct capture_health well = {.live = true};

	health_take(&health, &set, second_ns);
	ck_assert_str_eq(text_of(&health), "clock set by -3600.0 s");
	health_take(&health, &set, 2 * second_ns);
	health_take(&health, &well, 30 * second_ns);
	ck_assert_str_eq(text_of(&health), "");
	ck_assert_str_eq(health_report(&health, lang_default()), "clock set (2)");
}
END_TEST

START_TEST(a_text_too_long_is_cut)
{
	struct health health = {.unknown_links = UINT64_MAX};
	struct capture_health found = {UINT64_MAX, UINT64_MAX, UINT64_MAX, INT64_MAX, true, true};

	health_take(&health, &found, second_ns);
	ck_assert_uint_lt(strlen(text_of(&health)), HEALTH_TEXT);
}
END_TEST

Suite *health_suite(void)
{
	Suite *suite = suite_create("health");
	TCase *tcase = tcase_create("words");

	tcase_add_test(tcase, all_is_well);
	tcase_add_test(tcase, drops_are_told_one_by_one);
	tcase_add_test(tcase, what_memory_was_too_small_for_is_told);
	tcase_add_test(tcase, an_interface_comes_back_and_is_news_for_a_while);
	tcase_add_test(tcase, a_clock_that_was_set_is_counted);
	tcase_add_test(tcase, a_text_too_long_is_cut);
	suite_add_tcase(suite, tcase);
	return suite;
}
