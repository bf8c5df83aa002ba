/* The segment that is drawn beside its ladder on a wide screen. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

#define OPEN                                                                                       \
	"A 10.0.0.1:40000\nB 10.0.0.2:80\n"                                                        \
	"0 A > B S 1000:1000(0) win 64240 <mss 1460,sackOK,TS val 5 ecr 0,nop,wscale 7>\n"         \
	"0.02 B > A S. 2000:2000(0) ack 1001 win 65535 <mss 1400,nop,wscale 2>\n"                  \
	"0.0201 A > B . ack 2001 win 502\n"                                                        \
	"0.1 A > B P. 1001:1101(100) ack 2001 win 502 <nop,nop,TS val 9 ecr 7>\n"                  \
	"0.12 B > A . ack 1101 win 100\n"

enum { PANE_X = 127 }; /* the line before it is one column to the left */

static void rig_wide(struct rig *rig, int width, int height)
{
	rig_script(rig, OPEN);
	rig_resize(rig, width, height);
	ck_assert_int_eq(rig_shown(rig), SCREEN_LADDER);
}

/* What the pane has in that row. */
static const char *pane_row(struct rig *rig, int y)
{
	const char *row = rig_row(rig, y);

	return strlen(row) > PANE_X ? row + PANE_X : "";
}

/* The first row of the pane with the text; -1 for none. */
static int pane_find(struct rig *rig, const char *text)
{
	for (int y = 0; y < canvas_height(rig->app.canvas); y++)
		if (strstr(pane_row(rig, y), text))
			return y;
	return -1;
}

START_TEST(the_segment_at_the_cursor_is_beside_the_ladder)
{
	struct rig rig;
	int y;

	rig_wide(&rig, 250, 70);
	ck_assert_str_eq(pane_row(&rig, 1),
			 " segment #1  A -> B  of flow 1   10.0.0.1:40000 -> 10.0.0.2:80");
	rig_press(&rig, "jjj");
	ck_assert_ptr_nonnull(strstr(pane_row(&rig, 1), "segment #4  A -> B"));
	y = pane_find(&rig, "|      Source Port  40000       |     Destination Port  80      |");
	ck_assert_int_gt(y, 0);
	ck_assert_str_eq(pane_row(&rig, y + 2),
			 " |               Sequence Number  1 (as sent 1001)               |");
	ck_assert_int_gt(pane_find(&rig, "| Timestamps TSval 9 TSecr 7  NOP  NOP "), y);
	ck_assert_int_gt(pane_find(&rig, "IPv4      Version 4"), 0);
	ck_assert_int_lt(pane_find(&rig, "IPv4      Version 4"), y);
	/* Sixteen bytes a row, whole. */
	ck_assert_int_gt(
		pane_find(&rig, " 0000  02 00 0a 00 00 02 02 00 0a 00 00 01 08 00 45 00  "), y);
	ck_assert_int_gt(pane_find(&rig, " 00a0  "), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(it_is_the_picture_of_the_segment_screen)
{
	char before[RIG_HEIGHT][SCREEN_ROW];
	struct rig rig;
	int y;

	rig_wide(&rig, 200, 50);
	rig_press(&rig, "jjj");
	y = pane_find(&rig, " +-+-+");
	ck_assert_int_gt(y, 0);
	for (int i = 0; i < RIG_HEIGHT; i++)
		snprintf(before[i], SCREEN_ROW, "%s", pane_row(&rig, y - 2 + i));
	rig_press(&rig, "\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	rig_resize(&rig, 80, 50);
	for (y = 1; strncmp(rig_row(&rig, y), "  0  ", 5) != 0; y++)
		ck_assert_int_lt(y, 20);
	for (int i = 0; strchr(before[i], '|') || i < 3; i++)
		ck_assert_str_eq(rig_row(&rig, y + i), before[i]);
	rig_close(&rig);
}
END_TEST

START_TEST(a_narrower_screen_has_none)
{
	struct rig rig;

	rig_wide(&rig, 199, 50);
	ck_assert(!rig_shows(&rig, "Source Port"));
	ck_assert(!rig_shows(&rig, "segment #"));
	rig_resize(&rig, 200, 50);
	ck_assert(rig_shows(&rig, "Source Port"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_ladder_stays_as_wide_as_it_was)
{
	char before[50][SCREEN_ROW];
	struct rig rig;

	rig_wide(&rig, 199, 50);
	for (int y = 1; y < 49; y++)
		snprintf(before[y], SCREEN_ROW, "%s", rig_row(&rig, y));
	rig_resize(&rig, 200, 50);
	for (int y = 1; y < 49; y++) {
		char row[SCREEN_ROW];

		/* The rule below the ladder goes as far as the line. */
		before[y][PANE_X - 1] = '\0';
		snprintf(row, PANE_X, "%s", rig_row(&rig, y));
		for (size_t end = strlen(row); end > 0 && row[end - 1] == ' '; end--)
			row[end - 1] = '\0';
		ck_assert_str_eq(row, before[y]);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(little_room_begins_with_tcp)
{
	struct rig rig;

	rig_wide(&rig, 200, 24);
	rig_press(&rig, "jjj");
	ck_assert_ptr_nonnull(strstr(pane_row(&rig, 3), "0                   1"));
	ck_assert_int_gt(pane_find(&rig, "Sequence Number  1 (as sent 1001)"), 0);
	ck_assert_int_gt(pane_find(&rig, "Timestamps TSval 9"), 0);
	ck_assert_int_lt(pane_find(&rig, "IPv4"), 0);
	ck_assert_int_lt(pane_find(&rig, " 0000  "), 0);
	/* Bytes beside, where below there is no room. */
	rig_resize(&rig, 250, 24);
	ck_assert_int_gt(pane_find(&rig, "Sequence Number  1 (as sent 1001)"), 0);
	ck_assert_int_gt(pane_find(&rig, " 0000  "), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(boxes_that_would_be_cut_become_lines)
{
	struct rig rig;

	rig_wide(&rig, 200, 12);
	rig_press(&rig, "jjj");
	ck_assert_int_lt(pane_find(&rig, "+-+-+"), 0);
	ck_assert_int_eq(pane_find(&rig, " TCP       Source Port 40000"), 3);
	ck_assert_int_gt(pane_find(&rig, "Timestamps TSval 9"), 0);
	ck_assert_int_lt(pane_find(&rig, "IPv4"), 0);
	rig_resize(&rig, 200, 20);
	ck_assert_int_eq(pane_find(&rig, "IPv4"), 4);
	ck_assert_int_gt(pane_find(&rig, " TCP       Source Port 40000"), 4);
	ck_assert_int_lt(pane_find(&rig, "+-+-+"), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_that_do_not_fit_end_in_a_sign)
{
	struct rig rig;
	int y;

	rig_wide(&rig, 200, 38);
	rig_press(&rig, "jjj");
	y = pane_find(&rig, " 0000  ");
	ck_assert_int_gt(y, 0);
	ck_assert_str_eq(pane_row(&rig, 36), " ~");
	rig_resize(&rig, 200, 60);
	ck_assert_int_lt(pane_find(&rig, " ~"), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(what_cannot_be_read_again_is_said)
{
	struct rig rig;

	rig_wide(&rig, 200, 50);
	rig_lose_frames(&rig);
	ck_assert_int_gt(pane_find(&rig, "eth0: is not kept any more"), 0);
	ck_assert_int_eq(pane_find(&rig, "Source Port"), -1);
	rig_close(&rig);
}
END_TEST

START_TEST(a_click_there_moves_nothing)
{
	struct rig rig;

	rig_wide(&rig, 200, 50);
	for (int y = 0; y < 50; y++) {
		app_point(&rig.app, PANE_X - 1, y);
		app_point(&rig.app, PANE_X + 20, y);
		app_draw(&rig.app);
		ck_assert_int_eq(rig_frame(&rig), 1);
	}
	app_point(&rig.app, 60, 12);
	app_draw(&rig.app);
	ck_assert_int_gt(rig_frame(&rig), 1);
	rig_close(&rig);
}
END_TEST

Suite *tui_glance_suite(void)
{
	Suite *suite = suite_create("tui glance");
	TCase *tcase = tcase_create("glance");

	tcase_add_test(tcase, the_segment_at_the_cursor_is_beside_the_ladder);
	tcase_add_test(tcase, it_is_the_picture_of_the_segment_screen);
	tcase_add_test(tcase, a_narrower_screen_has_none);
	tcase_add_test(tcase, the_ladder_stays_as_wide_as_it_was);
	tcase_add_test(tcase, little_room_begins_with_tcp);
	tcase_add_test(tcase, boxes_that_would_be_cut_become_lines);
	tcase_add_test(tcase, bytes_that_do_not_fit_end_in_a_sign);
	tcase_add_test(tcase, what_cannot_be_read_again_is_said);
	tcase_add_test(tcase, a_click_there_moves_nothing);
	suite_add_tcase(suite, tcase);
	return suite;
}
