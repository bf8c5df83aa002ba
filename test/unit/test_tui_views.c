/* The viewer's screens without a terminal: which one comes first, and what each shows. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { LOTS = 40 };

/* --- which screen comes first --- */

START_TEST(one_flow_is_a_ladder_until_there_are_two)
{
	struct rig rig;

	rig_open(&rig, tracker_new());
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "no TCP segment so far"));
	sample_add(rig.tracker, 1);
	app_loaded(&rig.app, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(rig_shows(&rig, "flow 1 of 1"));
	sample_add(rig.tracker, 1);
	app_loaded(&rig.app, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	ck_assert(rig_shows(&rig, "2 flows"));
	rig_close(&rig);
}
END_TEST

START_TEST(what_was_touched_stays)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	app_loaded(&rig.app, true);
	rig_press(&rig, "j");
	sample_add(rig.tracker, 1);
	app_loaded(&rig.app, false);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(rig_shows(&rig, "q back"));
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	ck_assert(!rig.app.leaving);
	rig_close(&rig);
}
END_TEST

START_TEST(the_only_flow_has_no_list_behind_it)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "q quit"));
	rig_press(&rig, "\033");
	ck_assert(!rig.app.leaving);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_press(&rig, "q");
	ck_assert(rig.app.leaving);
	rig_close(&rig);
}
END_TEST

START_TEST(the_flow_asked_for_opens_when_it_comes)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.tui.flow = 2;
	rig_reopen(&rig);
	app_loaded(&rig.app, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	sample_add(rig.tracker, 1);
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "flow 3 of 3"));
	rig_press(&rig, "qk\n");
	ck_assert(rig_shows(&rig, "flow 2 of 3"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_capture_without_flows_says_so)
{
	struct rig rig;

	rig_open(&rig, tracker_new());
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "no TCP segment in this capture"));
	rig_press(&rig, "jkGg\n\006\002");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_press(&rig, "?q");
	ck_assert(rig_shows(&rig, "0 flows"));
	rig_close(&rig);
}
END_TEST

/* --- title and key line --- */

START_TEST(progress_runs_while_loading)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.percent = 37;
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "37 %"));
	rig.percent = -1;
	ck_assert(rig_shows(&rig, "reading"));
	app_loaded(&rig.app, false);
	ck_assert(!rig_shows(&rig, "reading"));
	ck_assert(rig_shows(&rig, " sample.pcap   2 flows"));
	ck_assert(!rig_shows(&rig, "where"));
	rig_close(&rig);
}
END_TEST

START_TEST(what_the_source_met_is_said_until_a_key)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.message = "sample is cut off";
	app_loaded(&rig.app, true);
	ck_assert(!rig_shows(&rig, "cut off"));
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "sample is cut off"));
	rig_press(&rig, "j");
	ck_assert(!rig_shows(&rig, "cut off"));
	ck_assert(rig_shows(&rig, "? help  q quit"));
	rig_close(&rig);
}
END_TEST

/* The ends are in the heading below; where the packets were seen is nowhere else. */
START_TEST(the_title_says_where_it_was_captured)
{
	struct rig rig;

	rig_script(&rig, "A [2001:db8:1234::10]:40000\nB [2001:db8:1234::20]:8080\n"
			 "0.000 A > B S 100:100(0)\n"
			 "0.020 B > A S. 300:300(0) ack 101\n"
			 "0.0201 A > B . 101:101(0) ack 301\n");
	rig_resize(&rig, 200, 24);
	ck_assert_ptr_nonnull(strstr(rig_row(&rig, 0), "::10]:40000"));
	rig_resize(&rig, 80, 24);
	ck_assert_ptr_nonnull(
		strstr(rig_row(&rig, 0), "flow 1 of 1   captured at A   RTT 20.1 ms"));
	ck_assert_ptr_null(strstr(rig_row(&rig, 0), "::10]:40000"));
	ck_assert_ptr_nonnull(strstr(rig_row(&rig, 1), "::10]:40000"));
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_too_long_is_cut_with_a_sign)
{
	char row[SCREEN_ROW];
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.message = "a sentence that is rather longer than the screen is wide, by just a few "
		      "letters and cells";
	app_loaded(&rig.app, false);
	app_draw(&rig.app);
	canvas_row(rig.app.canvas, RIG_HEIGHT - 1, row);
	ck_assert_str_eq(row, " a sentence that is rather longer than the screen is wide, b~"
			      "  ? help  q quit");
	/* One that fits as a whole is not cut for the hints' sake. */
	rig.message = "a sentence that has room on the screen, but with nothing to spare for it";
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "to spare for it"));
	ck_assert(!rig_shows(&rig, "? help"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_long_name_is_cut_with_a_sign)
{
	char row[SCREEN_ROW];
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.tui.title = "a-folder/a-name-that-is-rather-long.pcap";
	app_draw(&rig.app);
	canvas_row(rig.app.canvas, 0, row);
	ck_assert_ptr_nonnull(strstr(row, " a-name-that-is-rath~   2 flows"));
	rig.tui.more_files = 12;
	app_draw(&rig.app);
	canvas_row(rig.app.canvas, 0, row);
	ck_assert_ptr_nonnull(strstr(row, " a-name-that-is-~ +12   2 flows"));
	rig_close(&rig);
}
END_TEST

/* --- ladder --- */

/* How many rows begin with the cursor's sign. */
static int cursors(const struct rig *rig)
{
	char row[SCREEN_ROW];
	int count = 0;

	for (int y = 2; y < canvas_height(rig->app.canvas); y++) {
		canvas_row(rig->app.canvas, y, row);
		count += row[0] == '>';
	}
	return count;
}

START_TEST(the_cursor_is_always_on_the_screen)
{
	static const char keys[] = "GkkkkgjjjeeeE\006\006\002\004\025vGggjjv\006\006tsG";
	struct rig rig;

	rig_open(&rig, sample_flows(1, LOTS));
	app_loaded(&rig.app, false);
	for (int height = APP_MIN_HEIGHT; height < 60; height += 3) {
		app_resize(&rig.app, APP_MIN_WIDTH + height, height);
		for (size_t i = 0; keys[i]; i++) {
			rig_press(&rig, (char[]){keys[i], '\0'});
			ck_assert_int_eq(cursors(&rig), 1);
		}
	}
	rig_close(&rig);
}
END_TEST

START_TEST(the_last_segment_is_at_the_foot)
{
	char row[SCREEN_ROW];
	struct rig rig;

	rig_open(&rig, sample_flows(1, LOTS));
	app_loaded(&rig.app, false);
	rig_press(&rig, "G");
	/* Above rule, explanation and key line the ladder ends with the arrow's second row. */
	canvas_row(rig.app.canvas, RIG_HEIGHT - 8, row);
	ck_assert_int_eq(row[0], '>');
	rig_close(&rig);
}
END_TEST

START_TEST(events_are_found_both_ways)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 5));
	app_loaded(&rig.app, false);
	rig_press(&rig, "e");
	ck_assert_int_eq(rig_frame(&rig), 2); /* a state changes */
	rig_press(&rig, "e");
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_press(&rig, "e");
	ck_assert_int_eq(rig_frame(&rig), 10);
	ck_assert(rig_shows(&rig, "#11 sends the same again 1.020 s later"));
	rig_press(&rig, "e");
	ck_assert_int_eq(rig_frame(&rig), 11);
	ck_assert(rig_shows(&rig, "No acknowledgment of #10"));
	ck_assert(rig_shows(&rig, "sent again (RTO)"));
	rig_press(&rig, "E");
	ck_assert_int_eq(rig_frame(&rig), 10);
	rig_press(&rig, "EEE");
	ck_assert_int_eq(rig_frame(&rig), 1);
	rig_press(&rig, "E");
	ck_assert(rig_shows(&rig, "no event before this one"));
	rig_press(&rig, "Ge");
	ck_assert(rig_shows(&rig, "no event further on"));
	rig_close(&rig);
}
END_TEST

START_TEST(style_time_and_numbers_change_what_is_drawn)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 5));
	app_loaded(&rig.app, false);
	rig_press(&rig, "jjj");
	ck_assert(rig_shows(&rig, "seq=1 ack=1 len=100"));
	ck_assert(rig_shows(&rig, "bytes 1 to 100"));
	rig_press(&rig, "s");
	ck_assert(rig_shows(&rig, "seq=4294967197 ack=2001 len=100"));
	rig_press(&rig, "ttt");
	ck_assert(rig_shows(&rig, "1700000000"));
	ck_assert(!rig_shows(&rig, "-- SYN"));
	rig_press(&rig, "tv");
	ck_assert(rig_shows(&rig, "-- SYN"));
	ck_assert(!rig_shows(&rig, "1700000000"));
	rig_close(&rig);
}
END_TEST

static void add_ladder_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_cursor_is_always_on_the_screen);
	tcase_add_test(tcase, the_last_segment_is_at_the_foot);
	tcase_add_test(tcase, events_are_found_both_ways);
	tcase_add_test(tcase, style_time_and_numbers_change_what_is_drawn);
}

Suite *tui_views_suite(void)
{
	Suite *suite = suite_create("tui views");
	TCase *tcase = tcase_create("screens");

	tcase_add_test(tcase, one_flow_is_a_ladder_until_there_are_two);
	tcase_add_test(tcase, what_was_touched_stays);
	tcase_add_test(tcase, the_only_flow_has_no_list_behind_it);
	tcase_add_test(tcase, the_flow_asked_for_opens_when_it_comes);
	tcase_add_test(tcase, a_capture_without_flows_says_so);
	tcase_add_test(tcase, progress_runs_while_loading);
	tcase_add_test(tcase, what_the_source_met_is_said_until_a_key);
	tcase_add_test(tcase, the_title_says_where_it_was_captured);
	tcase_add_test(tcase, what_is_too_long_is_cut_with_a_sign);
	tcase_add_test(tcase, a_long_name_is_cut_with_a_sign);
	add_ladder_tests(tcase);
	suite_add_tcase(suite, tcase);
	return suite;
}
