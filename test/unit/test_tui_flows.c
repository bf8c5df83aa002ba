/* The list of flows: its order, its filter, and what is selected. */
#include "support/rig.h"
#include "support/screen.h"
#include "support/tracked.h"
#include "tcpladder/flow_list.h"
#include "unit/suites.h"

#include <stdio.h>
#include <string.h>

/* Four flows: a refused one, one that lost something, a plain one over IPv6, one SYN. */
static const char *const scripts[] = {
	"A 10.0.0.9:40000\nB 10.0.0.2:443\n"
	"0.0 A > B S 1:1(0)\n0.5 B > A R. 0:0(0) ack 2\n",
	TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201 lost\n"
		     "1.2 A > B P. 4294967001:705(1000) ack 4294967201\n"
		     "1.22 B > A . ack 705\n",
	"A [2001:db8::1]:7\nB [2001:db8::2]:9\n"
	"3.0 A > B S 1:1(0)\n3.1 B > A S. 8:8(0) ack 2\n3.2 A > B . ack 9\n"
	"3.3 B > A P. 9:2009(2000) ack 2\n",
	"A [2001:db8::ff]:7\nB [2001:db8::2]:9\n4.0 A > B S 1:1(0)\n",
};

static void open_four(struct rig *rig)
{
	struct tracker *tracker = tracker_new();

	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		tracked_more(tracker, scripts[i]);
	rig_open(rig, tracker);
	app_loaded(&rig->app, false);
	app_draw(&rig->app);
}

/* The numbers of the flows from the top, as "1 2 3 4". */
static const char *order_shown(struct rig *rig)
{
	static char text[64];
	char row[SCREEN_ROW];

	app_draw(&rig->app);
	text[0] = '\0';
	for (int y = 2; y < RIG_HEIGHT - 1; y++) {
		canvas_row(rig->app.canvas, y, row);
		if (strlen(row) > 4 && row[3] >= '0' && row[3] <= '9')
			sprintf(text + strlen(text), "%s%c", *text ? " " : "", row[3]);
	}
	return text;
}

static void heading(struct rig *rig, char *row)
{
	app_draw(&rig->app);
	canvas_row(rig->app.canvas, 1, row);
}

static const struct {
	enum flow_column column;
	const char *order;
	const char *reversed;
	const char *mark; /* in the heading */
} orders[] = {
	{COLUMN_NUMBER, "1 2 3 4", "4 3 2 1", "v#"},
	{COLUMN_A, "2 1 3 4", "4 3 1 2", "A^"},
	{COLUMN_B, "2 1 3 4", "3 4 1 2", "B^"},
	{COLUMN_START, "1 2 3 4", "4 3 1 2", "^start"},
	{COLUMN_DURATION, "2 1 3 4", "4 3 1 2", "vlasts"},
	{COLUMN_RTT, "3 2 1 4", "1 4 2 3", "vRTT"},
	{COLUMN_SEGMENTS, "2 3 1 4", "4 1 3 2", "vsegs"},
	{COLUMN_BYTES_A, "2 1 3 4", "1 3 4 2", "vA sent"},
	{COLUMN_BYTES_B, "3 1 2 4", "1 2 4 3", "vB sent"},
	{COLUMN_PHASES, "1 2 3 4", "4 2 3 1", "phasesv"},
	{COLUMN_AGAIN, "2 1 3 4", "1 3 4 2", "vagain"},
	{COLUMN_BYTES_AGAIN, "2 1 3 4", "1 3 4 2", "v@ bytes"},
	{COLUMN_TROUBLE, "2 1 3 4", "3 4 1 2", "troublev"},
	{COLUMN_STATE, "4 2 3 1", "1 2 3 4", "state^"},
};

enum { ORDERS = sizeof(orders) / sizeof(*orders) };

/* The columns by which it sorts come in turn, each marked in the heading. */
START_TEST(every_column_sorts)
{
	char row[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	for (int i = 0; i < ORDERS; i++) {
		if (i > 0) {
			rig_press(&rig, ">");
			heading(&rig, row);
			ck_assert_msg(strstr(row, orders[i].mark) || i == 0, "%s", row);
		}
		ck_assert_msg(strcmp(order_shown(&rig), orders[i].order) == 0, "%s: %s",
			      orders[i].mark, order_shown(&rig));
		rig_press(&rig, "z");
		ck_assert_msg(strcmp(order_shown(&rig), orders[i].reversed) == 0, "%s: %s",
			      orders[i].mark, order_shown(&rig));
		rig_press(&rig, "z");
	}
	rig_press(&rig, ">");
	ck_assert_str_eq(order_shown(&rig), "1 2 3 4");
	rig_press(&rig, "<");
	heading(&rig, row);
	ck_assert_ptr_nonnull(strstr(row, "state^"));
	rig_close(&rig);
}
END_TEST

START_TEST(columns_go_round_at_every_width)
{
	static const int widths[] = {60, 80, 132, 200, 250};
	char row[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	app_resize(&rig.app, widths[_i], RIG_HEIGHT);
	for (int i = 1; i < ORDERS; i++) {
		rig_press(&rig, ">");
		heading(&rig, row);
		ck_assert_msg(strstr(row, orders[i].mark), "%s: %s", orders[i].mark, row);
		ck_assert_uint_le(strlen(row), (size_t)widths[_i]);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(the_cursor_stays_on_its_flow)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, ">");
	ck_assert(rig_shows(&rig, ">  2 10.0.0.1:40000")); /* at the top it stays there */
	rig_press(&rig, "<gjj");
	rig_press(&rig, "<<z>>>>z");
	ck_assert_uint_eq(rig.app.flow, 2);
	rig_press(&rig, "!");
	ck_assert_uint_eq(rig.app.flow, 1);
	ck_assert(rig_shows(&rig, ">  2 10.0.0.1:40000"));
	ck_assert(rig_shows(&rig, "by trouble"));
	rig_press(&rig, "jj\n");
	ck_assert(rig_shows(&rig, "flow 3 of 4"));
	rig_press(&rig, "q");
	ck_assert(rig_shows(&rig, ">  3 [2001:db8::1]:7"));
	rig_close(&rig);
}
END_TEST

START_TEST(new_flows_are_sorted_in)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "!");
	sample_add(rig.tracker, 30);
	ck_assert_str_eq(order_shown(&rig), "2 1 3 4");
	app_loaded(&rig.app, false);
	ck_assert_str_eq(order_shown(&rig), "5 2 1 3 4");
	ck_assert_uint_eq(rig.app.flow, 1);
	rig_close(&rig);
}
END_TEST

START_TEST(a_click_on_a_heading_sorts)
{
	char row[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	heading(&rig, row);
	app_point(&rig.app, (int)(strstr(row, "segs") - row), 1);
	ck_assert_str_eq(order_shown(&rig), "2 3 1 4");
	app_point(&rig.app, (int)(strstr(row, "segs") - row), 1);
	ck_assert_str_eq(order_shown(&rig), "4 1 3 2");
	app_point(&rig.app, RIG_WIDTH - 1, 1);
	app_point(&rig.app, 2, 1);
	ck_assert_str_eq(order_shown(&rig), "1 2 3 4");
	app_point(&rig.app, 30, 4);
	ck_assert_uint_eq(rig.app.flow, 2);
	rig_close(&rig);
}
END_TEST

/* --- selecting --- */

START_TEST(space_selects_and_esc_takes_back)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, " j ");
	ck_assert(marks_has(&rig.app.marks, 0));
	ck_assert(!marks_has(&rig.app.marks, 1));
	ck_assert(marks_has(&rig.app.marks, 2));
	ck_assert(rig_shows(&rig, "2 selected"));
	ck_assert(rig_shows(&rig, "   1*10.0.0.9"));
	ck_assert(rig_shows(&rig, "   3*[2001"));
	rig_press(&rig, "g ");
	ck_assert(rig_shows(&rig, "1 selected"));
	rig_press(&rig, "\033");
	ck_assert(!rig_shows(&rig, "selected"));
	ck_assert_uint_eq(rig.app.marks.count, 0);
	ck_assert(!marks_has(&rig.app.marks, 1000000));
	rig_close(&rig);
}
END_TEST

/* --- the filter --- */

START_TEST(a_filter_picks_flows)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "G");
	rig_press(&rig, "fport 9 and not data\n");
	ck_assert_str_eq(order_shown(&rig), "4");
	ck_assert(rig_shows(&rig, "1 of 4 flows"));
	ck_assert(rig_shows(&rig, "filter: port 9 and not data"));
	rig_press(&rig, "f\025lost or rst\n");
	ck_assert_str_eq(order_shown(&rig), "1 2");
	ck_assert_uint_eq(rig.app.flow, 0);
	rig_press(&rig, "!");
	ck_assert_str_eq(order_shown(&rig), "2 1");
	rig_press(&rig, "\033");
	ck_assert_str_eq(order_shown(&rig), "2 1 3 4");
	ck_assert(!rig_shows(&rig, "filter:"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_filter_that_picks_nothing_says_so)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "fport 12345\n");
	ck_assert(rig_shows(&rig, "no flow matches the filter"));
	ck_assert(rig_shows(&rig, "0 of 4 flows"));
	rig_press(&rig, "jkG \n!<>z/");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_press(&rig, "\033\033");
	ck_assert(rig_shows(&rig, "4 flows"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_mistake_is_pointed_at)
{
	char row[SCREEN_ROW], prompt[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "fport 9 and len > big\n");
	canvas_row(rig.app.canvas, RIG_HEIGHT - 2, row);
	canvas_row(rig.app.canvas, RIG_HEIGHT - 1, prompt);
	ck_assert_ptr_nonnull(strstr(row, "^ expected a number"));
	ck_assert_int_eq(strstr(row, "^") - row, strstr(prompt, "big") - prompt);
	ck_assert_str_eq(order_shown(&rig), "1 2 3 4");
	rig_press(&rig, "\b\b\b0\n");
	ck_assert_str_eq(order_shown(&rig), "3");
	rig_press(&rig, "f\033");
	ck_assert_str_eq(order_shown(&rig), "3");
	rig_close(&rig);
}
END_TEST

/* Where the mistake is so far to the right that the sentence has no room behind it. */
START_TEST(a_mistake_at_the_end_is_pointed_at_too)
{
	char row[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "fport 9 and port 9 and port 9 and port 9 and port 9 and port x\n");
	canvas_row(rig.app.canvas, RIG_HEIGHT - 2, row);
	ck_assert_str_eq(row + strlen(row) - 1, "^");
	ck_assert_ptr_nonnull(strstr(row, "expected a port, such as 443 or 8000-8080 ^"));
	rig_close(&rig);
}
END_TEST

/* On a narrow screen it has room on neither side. */
START_TEST(a_mistake_in_the_middle_has_a_row_of_its_own)
{
	char row[SCREEN_ROW];
	struct rig rig;

	open_four(&rig);
	app_resize(&rig.app, APP_MIN_WIDTH, APP_MIN_HEIGHT);
	rig_press(&rig, "fport 80 and len > x\n");
	canvas_row(rig.app.canvas, APP_MIN_HEIGHT - 3, row);
	ck_assert_str_eq(row, " expected a number, such as 1000 or 1.5M");
	canvas_row(rig.app.canvas, APP_MIN_HEIGHT - 2, row);
	ck_assert_str_eq(row + strspn(row, " "), "^");
	/* And as many rows as it takes. */
	rig_press(&rig, "\025port 80 and (len > 1 xor\n");
	canvas_row(rig.app.canvas, APP_MIN_HEIGHT - 4, row);
	ck_assert_str_eq(row, " expected a word such as port, host, len, syn or");
	canvas_row(rig.app.canvas, APP_MIN_HEIGHT - 3, row);
	ck_assert_str_eq(row, " retransmission");
	rig_close(&rig);
}
END_TEST

START_TEST(tab_completes_words)
{
	struct rig rig;

	open_four(&rig);
	rig_press(&rig, "fretr");
	ck_assert(rig_shows(&rig, " retransmission  retransmission.fast"));
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "filter: retransmission_"));
	rig_press(&rig, "\t\t");
	ck_assert(rig_shows(&rig, "filter: retransmission.fast_"));
	rig_press(&rig, "\n");
	ck_assert(rig_shows(&rig, "0 of 4 flows"));
	rig_press(&rig, "f\025state t\t\n");
	ck_assert(rig_shows(&rig, "filter: state TIME-WAIT"));
	rig_press(&rig, "f\025xyzzy\t");
	ck_assert(rig_shows(&rig, "filter: xyzzy_"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_command_line_may_bring_a_filter)
{
	struct rig rig;

	open_four(&rig);
	rig.tui.only = "lost";
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig_press(&rig, ""); /* the list is filtered in slices */
	ck_assert_str_eq(order_shown(&rig), "2");
	rig_close(&rig);
}
END_TEST

Suite *tui_flows_suite(void)
{
	Suite *suite = suite_create("tui flows");
	TCase *tcase = tcase_create("list");

	tcase_add_test(tcase, every_column_sorts);
	tcase_add_loop_test(tcase, columns_go_round_at_every_width, 0, 5);
	tcase_add_test(tcase, the_cursor_stays_on_its_flow);
	tcase_add_test(tcase, new_flows_are_sorted_in);
	tcase_add_test(tcase, a_click_on_a_heading_sorts);
	tcase_add_test(tcase, space_selects_and_esc_takes_back);
	tcase_add_test(tcase, a_filter_picks_flows);
	tcase_add_test(tcase, a_filter_that_picks_nothing_says_so);
	tcase_add_test(tcase, a_mistake_is_pointed_at);
	tcase_add_test(tcase, a_mistake_at_the_end_is_pointed_at_too);
	tcase_add_test(tcase, a_mistake_in_the_middle_has_a_row_of_its_own);
	tcase_add_test(tcase, tab_completes_words);
	tcase_add_test(tcase, the_command_line_may_bring_a_filter);
	suite_add_tcase(suite, tcase);
	return suite;
}
