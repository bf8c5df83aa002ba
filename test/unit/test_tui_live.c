/* The viewer's screens while a capture goes on: what they wait for, follow and hold. */
#include "support/rig.h"
#include "support/screen.h"
#include "support/tracked.h"
#include "tcpladder/script.h"
#include "unit/suites.h"

#include <stdio.h>

/* A live capture on an interface, with these flows so far. */
static void open_live(struct rig *rig, struct tracker *tracker)
{
	rig_open(rig, tracker);
	rig->look = (struct tui_look){.live = true, .condition = ""};
	rig->tui.title = "eth0";
	rig->tui.filter = "tcp port 80";
	rig->percent = -1;
	rig_reopen(rig);
	app_loaded(&rig->app, true);
}

/* So many segments have come in all. */
static void slice(struct rig *rig, uint64_t segments, bool more)
{
	rig->look.frames = rig->look.segments = rig->look.frame = segments;
	app_loaded(&rig->app, more);
	app_draw(&rig->app);
}

#define ENDS "A 10.0.0.1:40000\nB 10.0.0.2:80\n"

/* These segments come between A and B; frames are numbered on. */
static void come(struct rig *rig, const char *lines)
{
	char text[512];
	struct script *script;
	struct error error;

	snprintf(text, sizeof(text), "%s%s", ENDS, lines);
	script = script_parse(text, &error);
	ck_assert_msg(script != NULL, "%s", error.text);
	for (size_t i = 0; i < script->count; i++) {
		script->lines[i].packet.frame = ++rig->look.frame;
		tracker_add(rig->tracker, &script->lines[i].packet);
	}
	script_free(script);
	slice(rig, rig->look.frame, true);
}

/* --- before anything has come --- */

START_TEST(what_is_waited_for_is_said)
{
	struct rig rig;

	open_live(&rig, tracker_new());
	ck_assert(rig_shows(&rig, "waiting for the first TCP segment on eth0"));
	ck_assert(rig_shows(&rig, "that passes the filter: tcp port 80"));
	ck_assert(!rig_shows(&rig, "frames so far"));
	ck_assert(!rig_shows(&rig, "segs"));
	rig.look.frames = 7;
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "7 frames so far, none of them with TCP"));
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "no TCP segment in this capture"));
	ck_assert(rig_shows(&rig, "ended"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_pipe_is_called_standard_input)
{
	struct rig rig;

	open_live(&rig, tracker_new());
	rig.tui.title = "-";
	rig.tui.filter = NULL;
	ck_assert(rig_shows(&rig, "waiting for the first TCP segment on standard input"));
	ck_assert(!rig_shows(&rig, "that passes the filter:"));
	rig_close(&rig);
}
END_TEST

/* --- following --- */

START_TEST(the_ladder_follows_the_newest_segment)
{
	struct rig rig;

	open_live(&rig, tracker_new());
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(rig_shows(&rig, "following"));
	ck_assert_int_eq(rig_frame(&rig), 1);
	come(&rig, "0.020 B > A S. 2000:2000(0) ack 1001\n");
	ck_assert_int_eq(rig_frame(&rig), 2);
	ck_assert(rig_shows(&rig, "#2  B -> A  SYN+ACK"));
	rig_close(&rig);
}
END_TEST

START_TEST(who_moves_away_is_left_where_he_is)
{
	struct rig rig;

	open_live(&rig, sample_flows(1, 3));
	rig_press(&rig, "g");
	ck_assert(!rig_shows(&rig, "following"));
	ck_assert(rig_shows(&rig, "live"));
	ck_assert_int_eq(rig_frame(&rig), 1);
	rig_press(&rig, "G");
	ck_assert(rig_shows(&rig, "following"));
	rig_press(&rig, "k");
	ck_assert(!rig_shows(&rig, "following"));
	rig_press(&rig, "j");
	ck_assert(rig_shows(&rig, "following"));
	rig_press(&rig, "A");
	ck_assert(!rig_shows(&rig, "following"));
	rig_press(&rig, "gA");
	ck_assert(rig_shows(&rig, "following"));
	ck_assert_int_gt(rig_frame(&rig), 1);
	rig_close(&rig);
}
END_TEST

START_TEST(the_flow_between_two_endpoints_is_waited_for)
{
	struct endpoint ends[2];
	struct rig rig;

	ck_assert(endpoint_parse("10.0.0.2:80", &ends[0]));
	ck_assert(endpoint_parse("10.0.0.1:40000", &ends[1]));
	open_live(&rig, tracker_new());
	rig.tui.ends = ends;
	rig_reopen(&rig);
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "waiting for the first TCP segment"));
	tracked_more(rig.tracker, "A 10.9.9.9:1\nB 10.0.0.2:80\n0.000 A > B S 1000:1000(0)\n");
	slice(&rig, 1, true);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(rig_shows(&rig, "flow 2 of 2"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_list_follows_the_newest_flow)
{
	struct rig rig;

	open_live(&rig, sample_flows(30, 1));
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_shows(&rig, "");
	ck_assert_uint_eq(rig.app.flow, 29);
	sample_add(rig.tracker, 1);
	slice(&rig, 1000, true);
	ck_assert_uint_eq(rig.app.flow, 30);
	rig_press(&rig, "k");
	sample_add(rig.tracker, 1);
	slice(&rig, 1001, true);
	ck_assert_uint_eq(rig.app.flow, 29);
	rig_close(&rig);
}
END_TEST

/* One flow that was refused, and one that is open. */
static struct tracker *closed_and_open(void)
{
	struct tracker *tracker = tracked(TRACKED_ENDS "0.000 A > B S 1000:1000(0)\n"
						       "0.020 B > A R. 0:0(0) ack 1001\n");

	sample_add(tracker, 1);
	return tracker;
}

START_TEST(an_open_flow_is_read_at_its_end)
{
	struct rig rig;

	open_live(&rig, closed_and_open());
	rig_press(&rig, "\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(rig_shows(&rig, "following"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_closed_flow_is_read_from_its_beginning)
{
	struct rig rig;

	open_live(&rig, closed_and_open());
	rig_press(&rig, "k\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert(!rig_shows(&rig, "following"));
	ck_assert_int_eq(rig_frame(&rig), 1);
	rig_close(&rig);
}
END_TEST

static enum ink ink_of_row(struct rig *rig, int y)
{
	app_draw(&rig->app);
	return canvas_cell(rig->app.canvas, 6, y)->ink & INK_MASK;
}

START_TEST(closed_flows_are_dim)
{
	struct rig rig;

	open_live(&rig, closed_and_open());
	ck_assert_int_eq(ink_of_row(&rig, 2), INK_DIM);
	ck_assert_int_eq(ink_of_row(&rig, 3), INK_PLAIN);
	rig.look.live = false;
	app_loaded(&rig.app, true);
	ck_assert_int_eq(ink_of_row(&rig, 2), INK_PLAIN);
	rig_close(&rig);
}
END_TEST

/* --- holding the picture --- */

START_TEST(a_held_ladder_stays_as_it_is)
{
	char before[SCREEN_ROW], after[SCREEN_ROW];
	struct rig rig;

	open_live(&rig, tracker_new());
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	rig_press(&rig, "p");
	ck_assert(rig_shows(&rig, "frozen, 0 new"));
	canvas_row(rig.app.canvas, 5, before);
	come(&rig, "0.020 B > A S. 2000:2000(0) ack 1001\n0.021 A > B . ack 2001\n");
	ck_assert(rig_shows(&rig, "frozen, 2 new"));
	ck_assert(!rig_shows(&rig, "SYN+ACK"));
	canvas_row(rig.app.canvas, 5, after);
	ck_assert_str_eq(after, before);
	rig_press(&rig, "jG");
	ck_assert_int_eq(rig_frame(&rig), 1);
	ck_assert(!rig_shows(&rig, "SYN+ACK"));
	rig_press(&rig, "p");
	ck_assert(!rig_shows(&rig, "frozen"));
	ck_assert(rig_shows(&rig, "SYN+ACK"));
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_close(&rig);
}
END_TEST

START_TEST(a_held_list_has_the_flows_of_then)
{
	struct rig rig;

	open_live(&rig, sample_flows(3, 1));
	slice(&rig, 50, true);
	rig_press(&rig, "p");
	sample_add(rig.tracker, 1);
	slice(&rig, 60, true);
	rig_press(&rig, "jj");
	ck_assert(rig_shows(&rig, "3 flows"));
	ck_assert(rig_shows(&rig, "frozen, 10 new"));
	ck_assert_uint_eq(rig.app.flow, 2);
	slice(&rig, 60, false);
	rig_press(&rig, "p");
	ck_assert(rig_shows(&rig, "4 flows"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_file_has_nothing_to_follow_or_hold)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	app_loaded(&rig.app, false);
	rig_press(&rig, "A");
	ck_assert(rig_shows(&rig, "nothing more comes from this capture"));
	rig_press(&rig, "p");
	ck_assert(rig_shows(&rig, "nothing more comes from this capture"));
	ck_assert(!rig_shows(&rig, "frozen"));
	rig_press(&rig, "j");
	ck_assert(!rig_shows(&rig, "freeze"));
	rig_close(&rig);
}
END_TEST

/* --- what the capture suffers from --- */

START_TEST(the_title_says_what_is_wrong)
{
	struct rig rig;

	open_live(&rig, sample_flows(1, 1));
	rig.look.condition = "kernel dropped 12";
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "kernel dropped 12   following"));
	rig.look.condition = "interface is down, clock set by +3600.0 s, kernel dropped 123456789";
	app_loaded(&rig.app, true);
	ck_assert(rig_shows(&rig, "interface is down, clock"));
	ck_assert(rig_shows(&rig, "  following"));
	ck_assert(rig_shows(&rig, "eth0"));
	rig_close(&rig);
}
END_TEST

START_TEST(only_what_is_new_is_drawn)
{
	struct rig rig;

	open_live(&rig, sample_flows(1, 1));
	ck_assert(!app_loaded(&rig.app, true));
	rig.look.frames = 5;
	ck_assert(app_loaded(&rig.app, true));
	ck_assert(!app_loaded(&rig.app, true));
	rig.look.condition = "interface is down";
	ck_assert(app_loaded(&rig.app, true));
	ck_assert(app_loaded(&rig.app, false));
	rig_close(&rig);
}
END_TEST

/* A SYN within a connection turns out to have begun another. */
START_TEST(a_segment_that_goes_to_another_flow_leaves_the_cursor_on_one)
{
	struct rig rig;

	open_live(&rig, tracker_new());
	come(&rig, "0.000 A > B S 1000:1000(0)\n0.020 B > A S. 2000:2000(0) ack 1001\n"
		   "0.021 A > B . ack 2001\n");
	rig_press(&rig, "G");
	come(&rig, "9.000 A > B S 900000:900000(0)\n");
	ck_assert_int_eq(rig_frame(&rig), 4);
	come(&rig, "9.020 B > A S. 70000:70000(0) ack 900001\n");
	ck_assert_uint_eq(tracker_flows(rig.tracker), 2);
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_close(&rig);
}
END_TEST

Suite *tui_live_suite(void)
{
	Suite *suite = suite_create("tui live");
	TCase *tcase = tcase_create("live");

	tcase_add_test(tcase, what_is_waited_for_is_said);
	tcase_add_test(tcase, a_pipe_is_called_standard_input);
	tcase_add_test(tcase, the_ladder_follows_the_newest_segment);
	tcase_add_test(tcase, who_moves_away_is_left_where_he_is);
	tcase_add_test(tcase, the_flow_between_two_endpoints_is_waited_for);
	tcase_add_test(tcase, the_list_follows_the_newest_flow);
	tcase_add_test(tcase, a_closed_flow_is_read_from_its_beginning);
	tcase_add_test(tcase, an_open_flow_is_read_at_its_end);
	tcase_add_test(tcase, closed_flows_are_dim);
	tcase_add_test(tcase, a_held_ladder_stays_as_it_is);
	tcase_add_test(tcase, a_held_list_has_the_flows_of_then);
	tcase_add_test(tcase, a_file_has_nothing_to_follow_or_hold);
	tcase_add_test(tcase, the_title_says_what_is_wrong);
	tcase_add_test(tcase, only_what_is_new_is_drawn);
	tcase_add_test(tcase, a_segment_that_goes_to_another_flow_leaves_the_cursor_on_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
