/* The screen of graphs: every key of it, and the cursor that it shares with the ladder. */
#include "support/rig.h"
#include "support/screen.h"
#include "tcpladder/graph.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { LOTS = 40, SEGMENTS = 3 + 2 * LOTS + LOTS / 10 + 2, MIDDLE = 25 };

static void open_graph(struct rig *rig)
{
	rig_open(rig, sample_flows(1, LOTS));
	app_loaded(&rig->app, false);
	rig_press(rig, "jjjjjjjjjjjjjjjjjjjjjjjjo");
	ck_assert_int_eq(rig_shown(rig), SCREEN_GRAPH);
	ck_assert_int_eq(rig_frame(rig), MIDDLE);
}

START_TEST(it_opens_at_the_ladders_segment_and_goes_back)
{
	static const char *const ways[] = {"\n", "\033", "q"};
	struct rig rig;

	for (size_t i = 0; i < 3; i++) {
		open_graph(&rig);
		ck_assert(rig_shows(&rig, "sequence numbers  A > B  | sent  - ACK  . window"));
		rig_press(&rig, "jj");
		ck_assert_int_eq(rig_frame(&rig), MIDDLE + 2);
		rig_press(&rig, ways[i]);
		ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
		ck_assert_int_eq(rig_frame(&rig), MIDDLE + 2);
		rig_close(&rig);
	}
}
END_TEST

/* Whichever graph it is, and however the ladder is drawn. */
START_TEST(its_cursor_is_the_ladders)
{
	struct rig rig;
	long there;

	open_graph(&rig);
	for (int i = 0; i < LADDER_STYLES * GRAPH_KINDS; i++) {
		rig_press(&rig, (const char *[]){"\006", "kkk", "e", "\025", "lll"}[i % 5]);
		there = rig_frame(&rig);
		rig_press(&rig, "\n");
		ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
		ck_assert_int_eq(rig_frame(&rig), there);
		rig_press(&rig, i % GRAPH_KINDS == 2 ? "jjv" : "jj");
		there = rig_frame(&rig);
		rig_press(&rig, (const char *[]){"o", "o\t", "o\t\t"}[i % GRAPH_KINDS]);
		ck_assert_int_eq(rig_shown(&rig), SCREEN_GRAPH);
		ck_assert_int_eq(rig_frame(&rig), there);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(kinds_and_directions_change)
{
	struct rig rig;

	open_graph(&rig);
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "round-trip times  A > B"));
	ck_assert(rig_shows(&rig, "10 ms+"));
	rig_press(&rig, "x");
	ck_assert(rig_shows(&rig, "round-trip times  B > A"));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "bytes in flight  B > A"));
	rig_press(&rig, "x\t");
	ck_assert(rig_shows(&rig, "sequence numbers  A > B"));
	ck_assert(!rig_shows(&rig, "42949"));
	rig_press(&rig, "s");
	ck_assert(rig_shows(&rig, "42949"));
	ck_assert_int_eq(rig_frame(&rig), MIDDLE);
	rig_close(&rig);
}
END_TEST

/* The column of the cursor's sign on the axis. */
static long cursor_column(struct rig *rig)
{
	char row[SCREEN_ROW];
	const char *sign;

	app_draw(&rig->app);
	for (int y = 2; y < canvas_height(rig->app.canvas); y++) {
		canvas_row(rig->app.canvas, y, row);
		sign = strchr(row, '^');
		if (sign)
			return sign - row;
	}
	return -1;
}

START_TEST(zoom_is_about_the_cursor)
{
	struct rig rig;
	long column;

	open_graph(&rig);
	column = cursor_column(&rig);
	ck_assert(rig_shows(&rig, " 2 s"));
	rig_press(&rig, "+++");
	ck_assert(!rig_shows(&rig, " 2 s"));
	ck_assert_int_le(labs(cursor_column(&rig) - column), 1);
	rig_press(&rig, "-");
	ck_assert_int_le(labs(cursor_column(&rig) - column), 1);
	rig_press(&rig, "0");
	ck_assert(rig_shows(&rig, " 2 s"));
	ck_assert_int_eq(cursor_column(&rig), column);
	for (int i = 0; i < 60; i++)
		rig_press(&rig, "=");
	ck_assert(rig_shows(&rig, "no further"));
	rig_press(&rig, "0");
	ck_assert_int_eq(rig_frame(&rig), MIDDLE);
	rig_close(&rig);
}
END_TEST

/* The cursor is decades before what is in view; zooming out of a part ends at the whole. */
START_TEST(a_clock_that_went_back_by_decades)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "1400000000 A > B P. 1:101(100) ack 1\n"
			 "1700000000 A > B P. 101:201(100) ack 1\n"
			 "+1 B > A . ack 201\n"
			 "0 A > B P. 201:301(100) ack 1\n"
			 "1700000002 A > B P. 301:401(100) ack 1\n");
	rig_press(&rig, "jjjo+++++");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_GRAPH);
	ck_assert_int_eq(rig_frame(&rig), 4);
	rig_press(&rig, "---------");
	ck_assert_int_eq(rig_frame(&rig), 4);
	ck_assert(rig_shows(&rig, "sequence numbers  A > B"));
	rig_close(&rig);
}
END_TEST

static const struct {
	enum action action;
	int least, most; /* how far the cursor goes */
} moves[] = {
	{ACTION_DOWN, 1, 1},
	{ACTION_RIGHT, 1, 1},
	{ACTION_UP, -1, -1},
	{ACTION_LEFT, -1, -1},
	{ACTION_PAGE_DOWN, 2, 60},
	{ACTION_PAGE_UP, -24, -2},
	{ACTION_HALF_DOWN, 1, 30},
	{ACTION_HALF_UP, -24, -1},
	{ACTION_FIRST, -24, -24},
	{ACTION_LAST, SEGMENTS - MIDDLE, SEGMENTS - MIDDLE},
	{ACTION_NEXT_EVENT, 1, 30},
	{ACTION_PREVIOUS_EVENT, -24, -1},
	{ACTION_KIND, 0, 0},
	{ACTION_SIDE, 0, 0},
	{ACTION_ZOOM_IN, 0, 0},
	{ACTION_ZOOM_OUT, 0, 0},
	{ACTION_ZOOM_RESET, 0, 0},
	{ACTION_NUMBERS, 0, 0},
	{ACTION_SEARCH, 0, 0},
	{ACTION_SEARCH_NEXT, 0, 0},
	{ACTION_SEARCH_PREVIOUS, 0, 0},
	{ACTION_REDRAW, 0, 0},
	{ACTION_THEME, 0, 0},
};

enum { MOVES = sizeof(moves) / sizeof(*moves) };

static bool leads_away(enum action action)
{
	return action == ACTION_BACK || action == ACTION_QUIT || action == ACTION_HELP;
}

static void check_key(const struct key_row *row, int key)
{
	struct rig rig;
	long went;

	open_graph(&rig);
	app_key(&rig.app, key);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_shown(&rig) != SCREEN_GRAPH, leads_away(row->action));
	for (int i = 0; i < MOVES; i++) {
		if (moves[i].action != row->action)
			continue;
		went = rig_frame(&rig) - MIDDLE;
		ck_assert_msg(went >= moves[i].least && went <= moves[i].most, "action %d: %ld",
			      row->action, went);
		rig_close(&rig);
		return;
	}
	ck_assert_msg(leads_away(row->action), "action %d is not tried", row->action);
	rig_close(&rig);
}

START_TEST(every_key_does_what_it_says)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
			if (row->screens >> SCREEN_GRAPH & 1)
				check_key(row, row->codes[j]);
}
END_TEST

START_TEST(a_click_moves_the_cursor)
{
	struct rig rig;

	open_graph(&rig);
	app_point(&rig.app, 11, 8);
	app_draw(&rig.app);
	ck_assert_int_lt(rig_frame(&rig), MIDDLE);
	app_point(&rig.app, RIG_WIDTH - 2, 8);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), SEGMENTS);
	app_point(&rig.app, 11, 0);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), SEGMENTS);
	rig_close(&rig);
}
END_TEST

START_TEST(a_capture_that_goes_on_is_read_on)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, LOTS));
	app_loaded(&rig.app, true);
	rig_press(&rig, "o");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_GRAPH);
	ck_assert(!rig_shows(&rig, "reading:"));
	app_loaded(&rig.app, false);
	ck_assert(!app_work(&rig.app, 1000000));
	rig_press(&rig, "G");
	ck_assert_int_eq(rig_frame(&rig), SEGMENTS);
	rig_close(&rig);
}
END_TEST

/* In ASCII it has every other cell, between dots in every one. */
START_TEST(the_window_is_a_dotted_line)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0.05 A > B . 5:5(0) ack 9\n"
			 "0.1 B > A . 9:9(0) ack 5 win 1000\n"
			 "0.2 A > B P. 5:905(900) ack 9\n"
			 "2.0 B > A . ack 905 win 1000\n");
	rig_press(&rig, "o\t\t");
	ck_assert(rig_shows(&rig, "bytes in flight  A > B  - sent, not acknowledged  . window"));
	ck_assert(rig_shows(&rig, ". . . . . . . . . . . . .") ||
		  rig_shows(&rig, "- - - - - - - - - - - - -") ||
		  rig_shows(&rig, "' ' ' ' ' ' ' ' ' ' ' ' '"));
	rig_close(&rig);
}
END_TEST

START_TEST(an_empty_graph_says_so)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0.1 A > B P. 5:105(100) ack 9\n"
			 "0.2 B > A . 9:9(0) ack 105\n");
	rig_press(&rig, "o");
	ck_assert(!rig_shows(&rig, "sends nothing"));
	rig_press(&rig, "x");
	ck_assert(rig_shows(&rig, "B sends nothing in this time; x shows the other direction"));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "no round trip was measured in this time"));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "B sends nothing in this time"));
	rig_close(&rig);
}
END_TEST

START_TEST(any_size_shows_a_graph)
{
	struct rig rig;

	open_graph(&rig);
	for (int height = APP_MIN_HEIGHT; height < 60; height += 7) {
		app_resize(&rig.app, APP_MIN_WIDTH + 2 * height, height);
		rig_press(&rig, "\t+jG-ge");
		ck_assert_int_gt(cursor_column(&rig), 0);
	}
	rig_close(&rig);
}
END_TEST

Suite *tui_graph_suite(void)
{
	Suite *suite = suite_create("tui graph");
	TCase *tcase = tcase_create("screen");

	tcase_add_test(tcase, it_opens_at_the_ladders_segment_and_goes_back);
	tcase_add_test(tcase, its_cursor_is_the_ladders);
	tcase_add_test(tcase, kinds_and_directions_change);
	tcase_add_test(tcase, zoom_is_about_the_cursor);
	tcase_add_test(tcase, a_clock_that_went_back_by_decades);
	tcase_add_test(tcase, every_key_does_what_it_says);
	tcase_add_test(tcase, a_click_moves_the_cursor);
	tcase_add_test(tcase, a_capture_that_goes_on_is_read_on);
	tcase_add_test(tcase, the_window_is_a_dotted_line);
	tcase_add_test(tcase, an_empty_graph_says_so);
	tcase_add_test(tcase, any_size_shows_a_graph);
	suite_add_tcase(suite, tcase);
	return suite;
}
