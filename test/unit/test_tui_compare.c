/* Two segments side by side: what differs is lit and said. */
#include "support/rig.h"
#include "support/screen.h"
#include "tui/segment/difference.h"
#include "unit/suites.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#define TALK                                                                                       \
	"A 10.0.0.1:40000\nB 10.0.0.2:80\nipid A 7\n"                                              \
	"0 A > B S 1000:1000(0) <mss 1460,TS val 5 ecr 0>\n"                                       \
	"+0.02 B > A S. 2000:2000(0) ack 1001 <mss 1400,TS val 90 ecr 5>\n"                        \
	"+0.01 A > B . ack 2001 <TS val 6 ecr 90>\n"                                               \
	"+0.1 A > B P. 1001:1101(100) ack 2001 <TS val 16 ecr 90>\n"                               \
	"+1 A > B P. 1001:1101(100) ack 2001 <TS val 116 ecr 90>\n"                                \
	"+0.1 A > B P. 1001:1201(200) ack 2001 <TS val 126 ecr 90>\n"

#define SCALED                                                                                     \
	"A 10.0.0.1:40000\nB 10.0.0.2:80\n"                                                        \
	"0 A > B S 1000:1000(0) win 64240 <mss 1460,wscale 7,TS val 5 ecr 0>\n"                    \
	"+0.02 B > A S. 2000:2000(0) ack 1001 <mss 1400,wscale 7,TS val 90 ecr 5>\n"               \
	"+0.01 A > B . ack 2001 win 502 <TS val 6 ecr 90>\n"                                       \
	"+0.01 A > B . ack 2001 win 500 <TS val 8 ecr 90>\n"

/* Segments one and other of the script, counted from 0, compared. */
static void rig_compare_of(struct rig *rig, const char *script, size_t one, size_t other,
			   int height)
{
	rig_script(rig, script);
	rig_resize(rig, 100, height);
	rig_walk(rig, one);
	rig_press(rig, " ");
	ck_assert_int_eq(rig_shown(rig), SCREEN_LADDER);
	rig_walk(rig, other);
	rig_press(rig, " ");
	ck_assert_int_eq(rig_shown(rig), SCREEN_COMPARE);
}

static void rig_compare(struct rig *rig, size_t one, size_t other, int height)
{
	rig_compare_of(rig, TALK, one, other, height);
}

/* The row of a field, as it is shown; fails where it is not. */
static const char *row_of(struct rig *rig, const char *name)
{
	for (int y = 3; y < canvas_height(rig->app.canvas) - 3; y++)
		if (strncmp(rig_row(rig, y) + 3, name, strlen(name)) == 0)
			return rig_row(rig, y);
	ck_abort_msg("no row %s", name);
	return "";
}

START_TEST(names_are_whole_where_values_leave_room)
{
	struct rig rig;

	rig_compare(&rig, 3, 4, 60);
	rig_resize(&rig, 60, 60);
	ck_assert_ptr_nonnull(row_of(&rig, "TCP Sequence Number "));
	rig_close(&rig);
}
END_TEST

START_TEST(a_copy_differs_in_little)
{
	struct rig rig;

	rig_compare(&rig, 3, 4, 60);
	ck_assert(rig_shows(&rig, " #4 and #5 of flow 1 compared"));
	ck_assert_str_eq(rig_row(&rig, 1), " the same 100 bytes of data; 4 of 38 fields differ");
	ck_assert(strstr(rig_row(&rig, 2), "#4  A -> B"));
	ck_assert(strstr(rig_row(&rig, 2), "#5  A -> B  +1.000000 s"));
	ck_assert(strstr(row_of(&rig, "IPv4 Identification"), "# IPv4"));
	ck_assert(strstr(row_of(&rig, "IPv4 Identification"), "+1  0x000a"));
	ck_assert(strstr(row_of(&rig, "TCP Timestamps"), "+100, +0  TSval 116"));
	ck_assert_int_eq(row_of(&rig, "TCP Sequence Number")[1], ' ');
	ck_assert_int_eq(row_of(&rig, "TCP Data")[1], ' ');
	rig_close(&rig);
}
END_TEST

START_TEST(what_one_lacks_is_said)
{
	struct rig rig;

	rig_compare(&rig, 0, 3, 60);
	ck_assert(strstr(rig_row(&rig, 1), "data in one of them only"));
	ck_assert(strstr(row_of(&rig, "TCP MSS"), "1460 bytes"));
	ck_assert(strstr(row_of(&rig, "TCP MSS"), "none"));
	ck_assert(strstr(row_of(&rig, "TCP SYN"), "#"));
	ck_assert(strstr(row_of(&rig, "TCP Sequence Number"), "+1  1 (as sent 1001)"));
	ck_assert(strstr(row_of(&rig, "TCP Data   "), "none"));
	rig_close(&rig);
}
END_TEST

START_TEST(data_is_compared_as_far_as_it_goes)
{
	struct rig rig;

	rig_compare(&rig, 3, 5, 60);
	ck_assert(strstr(rig_row(&rig, 1), "the same data, but one goes on from byte 101;"));
	rig_close(&rig);
	rig_compare(&rig, 0, 2, 60);
	ck_assert(strstr(rig_row(&rig, 1), "no data in either;"));
	rig_close(&rig);
}
END_TEST

START_TEST(ends_count_for_themselves)
{
	struct rig rig;

	rig_compare(&rig, 0, 1, 60);
	ck_assert(!strstr(row_of(&rig, "TCP Sequence Number"), "+"));
	ck_assert(!strstr(row_of(&rig, "TCP Timestamps"), "+"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_mark_is_set_shown_and_taken_away)
{
	struct rig rig;

	rig_script(&rig, TALK);
	rig_press(&rig, "j ");
	ck_assert(rig_shows(&rig, " marked: Space on another segment compares the two"));
	rig_press(&rig, "k");
	ck_assert(rig_shows(&rig, "*0.020000"));
	rig_press(&rig, "j ");
	ck_assert(rig_shows(&rig, " no longer marked"));
	rig_press(&rig, "k");
	ck_assert(!rig_shows(&rig, "*0.020000"));
	rig_close(&rig);
}
END_TEST

/* 502 × 128 are 16 more than the 64240 of a SYN, which is not scaled. */
START_TEST(windows_are_compared_in_bytes)
{
	struct rig rig;

	rig_compare_of(&rig, SCALED, 0, 2, 60);
	ck_assert(strstr(row_of(&rig, "TCP Window"), "+16  502 x 128 = 64256"));
	rig_close(&rig);
	rig_compare_of(&rig, SCALED, 2, 3, 60);
	ck_assert(strstr(row_of(&rig, "TCP Window"), "-256  500 x 128 = 64000"));
	rig_close(&rig);
}
END_TEST

/* Nor does the echo of a stamp, which goes with it. */
START_TEST(without_the_ack_bit_a_number_means_nothing)
{
	struct rig rig;

	rig_compare_of(&rig, SCALED, 0, 2, 60);
	ck_assert(!strstr(row_of(&rig, "TCP Acknowledgment Number"), "+"));
	ck_assert(strstr(row_of(&rig, "TCP Timestamps"), "+1  TSval 6 TSecr 90"));
	rig_close(&rig);
}
END_TEST

START_TEST(what_a_field_is_for_takes_two_rows_where_it_must)
{
	static const char first[] = " the number of the first byte of data here; of a SYN, the";
	struct rig rig;

	rig_compare(&rig, 0, 3, 60);
	rig_resize(&rig, 60, 12);
	for (int i = 0; i < 64 && strcmp(rig_row(&rig, 9), first) != 0; i++)
		rig_press(&rig, "j");
	ck_assert_str_eq(rig_row(&rig, 9), first);
	ck_assert_str_eq(rig_row(&rig, 10), " initial one");
	rig_close(&rig);
}
END_TEST

/* A key tells the number as sent. */
START_TEST(brackets_go_where_there_is_no_room)
{
	struct rig rig;

	rig_compare(&rig, 0, 3, 60);
	rig_resize(&rig, 60, 24);
	ck_assert(strstr(row_of(&rig, "TCP Sequence Numb"), "+1  1"));
	ck_assert(!strstr(row_of(&rig, "TCP Sequence Numb"), "1 (as"));
	rig_press(&rig, "s");
	ck_assert(strstr(row_of(&rig, "TCP Sequence Numb"), "+1  1001"));
	rig_close(&rig);
}
END_TEST

/* Addresses and ports of an answer are those of the question, the other way round. */
START_TEST(the_ends_of_an_answer_do_not_differ)
{
	struct rig rig;

	rig_compare(&rig, 0, 1, 60);
	ck_assert_int_eq(row_of(&rig, "TCP Source Port")[1], '-');
	ck_assert_int_eq(row_of(&rig, "TCP Destination Port")[1], '-');
	ck_assert_int_eq(row_of(&rig, "IPv4 Source")[1], '-');
	ck_assert_int_eq(row_of(&rig, "Ethernet Destination")[1], '-');
	ck_assert_int_eq(row_of(&rig, "TCP Sequence Number")[1], '#');
	rig_press(&rig, "\t");
	ck_assert(!rig_shows(&rig, "TCP Source Port"));
	ck_assert(rig_shows(&rig, "TCP Sequence Number"));
	rig_close(&rig);
}
END_TEST

/* --- each key, on a screen with six rows --- */

static const struct key_case {
	enum action action;
	const char *before; /* keys */
	const char *name;   /* of the field under the cursor then */
} cases[] = {
	{ACTION_DOWN, "", "TCP Destination Port"},
	{ACTION_UP, "jj", "TCP Destination Port"},
	{ACTION_PAGE_DOWN, "", "TCP AE"},
	{ACTION_PAGE_UP, "G", "IPv4 Flags"},
	{ACTION_HALF_DOWN, "", "TCP Acknowledgment Number"},
	{ACTION_HALF_UP, "G", "IPv4 Protocol"},
	{ACTION_FIRST, "jjj", "TCP Source Port"},
	{ACTION_LAST, "", "IPv4 Destination"},
	{ACTION_DIFFERENCES, "G", "IPv4 Header Checksum"},
	{ACTION_NUMBERS, "j", "TCP Destination Port"},
	{ACTION_REDRAW, "j", "TCP Destination Port"},
	{ACTION_THEME, "j", "TCP Destination Port"},
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

static const char *under_cursor(struct rig *rig)
{
	for (int y = 3; y < canvas_height(rig->app.canvas) - 3; y++)
		if (rig_row(rig, y)[0] == '>')
			return rig_row(rig, y) + 3;
	return "nothing";
}

static void check_key(enum action action, int key)
{
	struct rig rig;
	int found = 0;

	rig_compare(&rig, 3, 4, 12);
	if (action == ACTION_HELP || action == ACTION_BACK || action == ACTION_QUIT) {
		app_key(&rig.app, key);
		ck_assert_int_eq(rig_shown(&rig),
				 action == ACTION_HELP ? SCREEN_HELP : SCREEN_LADDER);
		found++;
	}
	for (int i = 0; i < CASES; i++) {
		if (cases[i].action != action)
			continue;
		rig_press(&rig, cases[i].before);
		app_key(&rig.app, key);
		ck_assert_msg(strncmp(under_cursor(&rig), cases[i].name, strlen(cases[i].name)) ==
				      0,
			      "%s, not %s", under_cursor(&rig), cases[i].name);
		found++;
	}
	ck_assert_msg(found == 1, "no case for the action %d", action);
	rig_close(&rig);
}

START_TEST(each_key_does_what_it_says)
{
	ck_assert_int_gt(rig_keys(SCREEN_COMPARE, check_key), CASES);
}
END_TEST

START_TEST(what_is_equal_is_hidden)
{
	struct rig rig;

	rig_compare(&rig, 3, 4, 24);
	rig_press(&rig, "\t");
	ck_assert(rig_shows(&rig, "IPv4 Identification"));
	ck_assert(!rig_shows(&rig, "IPv4 TTL"));
	ck_assert_str_eq(rig_row(&rig, 7), "");
	app_point(&rig.app, 5, 4);
	ck_assert(strncmp(under_cursor(&rig), "TCP Timestamps", 14) == 0);
	app_point(&rig.app, 5, 15);
	ck_assert(strncmp(under_cursor(&rig), "TCP Timestamps", 14) == 0);
	rig_press(&rig, "\t");
	ck_assert(strncmp(under_cursor(&rig), "TCP Timestamps", 14) == 0);
	rig_close(&rig);
}
END_TEST

/* Of each segment 100 bytes, of which so many were captured; the other's differ from a byte on. */
static enum message compared(size_t captured, size_t other_captured, size_t differs_from)
{
	static const struct event event = {.len = 100};
	uint8_t data[100] = {0}, other_data[100] = {0};
	struct sighting one = {.event = &event, .data = data, .size = captured};
	struct sighting other = {.event = &event, .data = other_data, .size = other_captured};
	unsigned number;

	memset(other_data + differs_from, 1, sizeof(other_data) - differs_from);
	return difference_data(&one, &other, &number);
}

START_TEST(only_what_was_captured_is_compared)
{
	ck_assert_int_eq(compared(100, 100, 100), MSG_COMPARE_SAME_DATA);
	ck_assert_int_eq(compared(100, 100, 0), MSG_COMPARE_OTHER_DATA);
	ck_assert_int_eq(compared(40, 100, 100), MSG_COMPARE_CUT_DATA);
	ck_assert_int_eq(compared(100, 40, 39), MSG_COMPARE_OTHER_DATA);
	ck_assert_int_eq(compared(0, 100, 0), MSG_COMPARE_UNSEEN_DATA);
	ck_assert_int_eq(compared(0, 0, 100), MSG_COMPARE_UNSEEN_DATA);
}
END_TEST

START_TEST(what_is_gone_is_said)
{
	struct rig rig;

	rig_script(&rig, TALK);
	rig_lose_frames(&rig);
	rig_press(&rig, " j ");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_COMPARE);
	ck_assert(rig_shows(&rig, " eth0: is not kept any more"));
	rig_press(&rig, "jkGg\tsq");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

Suite *tui_compare_suite(void)
{
	Suite *suite = suite_create("tui compare");
	TCase *tcase = tcase_create("two");

	tcase_add_test(tcase, names_are_whole_where_values_leave_room);
	tcase_add_test(tcase, a_copy_differs_in_little);
	tcase_add_test(tcase, the_ends_of_an_answer_do_not_differ);
	tcase_add_test(tcase, what_one_lacks_is_said);
	tcase_add_test(tcase, data_is_compared_as_far_as_it_goes);
	tcase_add_test(tcase, ends_count_for_themselves);
	tcase_add_test(tcase, windows_are_compared_in_bytes);
	tcase_add_test(tcase, without_the_ack_bit_a_number_means_nothing);
	tcase_add_test(tcase, what_a_field_is_for_takes_two_rows_where_it_must);
	tcase_add_test(tcase, brackets_go_where_there_is_no_room);
	tcase_add_test(tcase, the_mark_is_set_shown_and_taken_away);
	tcase_add_test(tcase, each_key_does_what_it_says);
	tcase_add_test(tcase, what_is_equal_is_hidden);
	tcase_add_test(tcase, only_what_was_captured_is_compared);
	tcase_add_test(tcase, what_is_gone_is_said);
	suite_add_tcase(suite, tcase);
	return suite;
}
