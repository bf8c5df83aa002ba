/* The screen that draws an arrow at a time: every key of it, and what it does not tell too soon. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { EXCHANGES = 8, SEGMENTS = 3 + 2 * EXCHANGES + 1 + 2, MIDDLE = 9 };

START_TEST(it_begins_empty_and_draws_an_arrow_at_a_time)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	ck_assert(rig_shows(&rig, "10.9.9.9:80"));
	ck_assert(rig_shows(&rig, "Space draws the first arrow."));
	ck_assert(rig_shows(&rig, "next arrow"));
	ck_assert(!rig_shows(&rig, "SYN"));
	rig_press(&rig, " ");
	ck_assert_int_eq(rig_arrows(&rig), 1);
	ck_assert(rig_shows(&rig, "SYN  seq="));
	ck_assert(!rig_shows(&rig, "next arrow"));
	rig_press(&rig, " ");
	ck_assert(rig_shows(&rig, "SYN+ACK  seq=0"));
	rig_press(&rig, "\b\b");
	ck_assert_int_eq(rig_arrows(&rig), 0);
	ck_assert(!rig_shows(&rig, "seq="));
	rig_close(&rig);
}
END_TEST

/* Far down a long transfer nothing beside the lifelines says so any more. */
START_TEST(the_states_of_both_ends_stay_in_sight)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig_press(&rig, " ");
	ck_assert(rig_shows(&rig, " A SYN-SENT "));
	rig_press(&rig, "15");
	ck_assert_int_eq(rig_arrows(&rig), 15);
	ck_assert(rig_shows(&rig, " A ESTABLISHED "));
	ck_assert(rig_shows(&rig, " B ESTABLISHED"));
	rig_press(&rig, "0");
	ck_assert(!rig_shows(&rig, " A ESTABLISHED "));
	rig_close(&rig);
}
END_TEST

START_TEST(digits_jump)
{
	static const struct {
		const char *keys;
		int arrows;
	} cases[] = {
		{"5", 5}, {"12", 12}, {"0", 0}, {"120", 0}, {"127", 7}, {"1 2", 2}, {"99", 9},
	};
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		rig_press(&rig, "g");
		rig_press(&rig, cases[i].keys);
		ck_assert_msg(rig_arrows(&rig) == cases[i].arrows, "%s: %ld", cases[i].keys,
			      rig_arrows(&rig));
	}
	rig_close(&rig);
}
END_TEST

START_TEST(it_does_not_know_what_comes)
{
	struct ladder_remarks remarks;
	struct rig rig;

	rig_capture(&rig, "lessons/timeout.pcapng");
	rig.tui.ladder.remarks = &remarks;
	remarks = load_remarks(rig.load);
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig_press(&rig, "S");
	ck_assert(rig_shows(&rig, "Loss and timeout"));
	ck_assert(rig_shows(&rig, "Look for: how long A waits"));
	rig_press(&rig, "1");
	ck_assert(rig_shows(&rig, "-- open -"));
	ck_assert(rig_shows(&rig, "The handshake. A's first byte will be 1001."));
	rig_press(&rig, " ");
	ck_assert(rig_shows(&rig, "-- open: three-way handshake -"));
	ck_assert(rig_shows(&rig, "B agrees: ACK 1 = 0 + 1"));
	rig_press(&rig, "8");
	ck_assert(rig_shows(&rig, "Watch: no answer comes."));
	ck_assert(!rig_shows(&rig, "lost (inferred)"));
	rig_press(&rig, "G");
	ck_assert(rig_shows(&rig, "lost (inferred)"));
	rig_press(&rig, "9");
	ck_assert(!rig_shows(&rig, "lost (inferred)"));
	rig_press(&rig, " ");
	ck_assert(rig_shows(&rig, "lost (inferred)"));
	rig_close(&rig);
}
END_TEST

/* What takes long is drawn as it comes; backwards the picture stays until there is another. */
START_TEST(many_arrows_come_in_slices)
{
	struct rig rig;
	long before, all;

	rig_capture(&rig, "lessons/timeout.pcapng");
	rig_press(&rig, "SG");
	all = rig_arrows(&rig);
	rig_press(&rig, "g");
	rig.app.patience_ns = 1;
	rig_press(&rig, "q");
	app_key(&rig.app, 'S');
	app_key(&rig.app, 'G');
	app_draw(&rig.app);
	ck_assert_int_lt(rig_arrows(&rig), all);
	for (before = 0; app_work(&rig.app, 1); before = rig_arrows(&rig)) {
		app_draw(&rig.app);
		ck_assert_int_gt(rig_arrows(&rig), before);
	}
	app_draw(&rig.app);
	ck_assert_int_eq(rig_arrows(&rig), all);
	app_key(&rig.app, '\b');
	app_draw(&rig.app);
	ck_assert_int_eq(rig_arrows(&rig), all);
	rig_press(&rig, "");
	ck_assert_int_eq(rig_arrows(&rig), all - 1);
	rig_close(&rig);
}
END_TEST

static bool cannot_reread(void *context, const struct event *event, struct dissection *dissection,
			  struct error *error)
{
	(void)context;
	(void)event;
	(void)dissection;
	(void)error;
	return false;
}

START_TEST(hindsight_is_left_where_nothing_can_be_read_again)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig.source.reread = cannot_reread;
	rig_press(&rig, "G");
	ck_assert_int_eq(rig_arrows(&rig), SEGMENTS);
	ck_assert(rig_shows(&rig, "FIN+ACK"));
	rig_press(&rig, "1");
	ck_assert(rig_shows(&rig, "open: three-way"));
	ck_assert(!rig_shows(&rig, "SYN+ACK"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_newest_arrow_is_visible)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	for (int style = 0; style < LADDER_STYLES; style++) {
		for (int height = APP_MIN_HEIGHT; height < 60; height += 9) {
			rig_resize(&rig, APP_MIN_WIDTH + height, height);
			rig_press(&rig, "G\b");
			ck_assert(rig_shows(&rig, "FIN"));
			rig_press(&rig, "\b");
			ck_assert(!rig_shows(&rig, "FIN"));
		}
		rig_press(&rig, "v");
	}
	rig_close(&rig);
}
END_TEST

START_TEST(it_is_what_the_viewer_may_begin_with)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, EXCHANGES));
	rig.tui.lesson = LESSON_STEP;
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_press(&rig, "\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_STEP);
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_close(&rig);
}
END_TEST

/* A second flow, found while the first one's ladder is up, brings the list back. */
START_TEST(a_second_flow_brings_the_list_back)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, EXCHANGES));
	rig.tui.lesson = LESSON_STEP;
	rig_reopen(&rig);
	app_loaded(&rig.app, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_STEP);
	sample_add(rig.tracker, EXCHANGES);
	app_loaded(&rig.app, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_close(&rig);
}
END_TEST

/* --- every key --- */

static const struct {
	enum action action;
	int arrows; /* from MIDDLE; -1: it leads away */
} keys[] = {
	{ACTION_DOWN, MIDDLE + 1}, {ACTION_UP, MIDDLE - 1}, {ACTION_FIRST, 0},
	{ACTION_LAST, SEGMENTS},   {ACTION_STYLE, MIDDLE},  {ACTION_TIME, MIDDLE},
	{ACTION_NUMBERS, MIDDLE},  {ACTION_THEME, 0},       {ACTION_REDRAW, MIDDLE},
	{ACTION_HELP, -1},         {ACTION_BACK, -1},       {ACTION_QUIT, -1},
	{ACTION_PLAY, MIDDLE},     {ACTION_FASTER, 0},      {ACTION_SLOWER, 0},
};

static void check_key(enum action action, int key)
{
	size_t i = 0;
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig_press(&rig, "9");
	app_key(&rig.app, key);
	while (i < sizeof(keys) / sizeof(*keys) && keys[i].action != action)
		i++;
	ck_assert_msg(i < sizeof(keys) / sizeof(*keys), "action %d is not tried", action);
	ck_assert_int_eq(rig_shown(&rig) != SCREEN_STEP, keys[i].arrows < 0);
	if (keys[i].arrows >= 0)
		ck_assert_int_eq(rig_arrows(&rig), keys[i].arrows);
	rig_close(&rig);
}

START_TEST(every_key_does_what_it_says)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
			if (row->screens >> SCREEN_STEP & 1)
				check_key(row->action, row->codes[j]);
}
END_TEST

START_TEST(styles_times_and_numbers_change)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig_press(&rig, "2");
	ck_assert(rig_shows(&rig, "ack=1 = 0+1"));
	rig_press(&rig, "s");
	ck_assert(rig_shows(&rig, "seq=2000"));
	rig_press(&rig, "t");
	ck_assert(rig_shows(&rig, "0.020000"));
	rig_press(&rig, "tt");
	ck_assert(rig_shows(&rig, "1700000000"));
	rig_press(&rig, "vv");
	ck_assert(rig_shows(&rig, "1 row ="));
	rig_close(&rig);
}
END_TEST

Suite *tui_step_suite(void)
{
	Suite *suite = suite_create("tui_step");
	TCase *tests = tcase_create("step by step");

	tcase_add_test(tests, it_begins_empty_and_draws_an_arrow_at_a_time);
	tcase_add_test(tests, the_states_of_both_ends_stay_in_sight);
	tcase_add_test(tests, digits_jump);
	tcase_add_test(tests, it_does_not_know_what_comes);
	tcase_add_test(tests, many_arrows_come_in_slices);
	tcase_add_test(tests, hindsight_is_left_where_nothing_can_be_read_again);
	tcase_add_test(tests, the_newest_arrow_is_visible);
	tcase_add_test(tests, it_is_what_the_viewer_may_begin_with);
	tcase_add_test(tests, a_second_flow_brings_the_list_back);
	tcase_add_test(tests, every_key_does_what_it_says);
	tcase_add_test(tests, styles_times_and_numbers_change);
	suite_add_tcase(suite, tests);
	return suite;
}
