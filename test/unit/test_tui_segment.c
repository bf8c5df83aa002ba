/* The screen of one segment: each of its keys, its boxes, and the bytes that light up. */
#include "support/rig.h"
#include "support/screen.h"
#include "tui/segment/field.h"
#include "unit/suites.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#define OPEN                                                                                       \
	"A 10.0.0.1:40000\nB 10.0.0.2:80\n"                                                        \
	"0 A > B S 1000:1000(0) win 64240 <mss 1460,sackOK,TS val 5 ecr 0,nop,wscale 7>\n"         \
	"0.02 B > A S. 2000:2000(0) ack 1001 win 65535 <mss 1400,nop,wscale 2>\n"                  \
	"0.0201 A > B . ack 2001 win 502\n"                                                        \
	"0.1 A > B P. 1001:1101(100) ack 2001 win 502 <nop,nop,TS val 9 ecr 7>\n"                  \
	"0.12 B > A . ack 1101 win 100\n"

enum { LEFT = KEY_FUNCTION | KEY_LEFT, RIGHT = KEY_FUNCTION | KEY_RIGHT };

/* The segment of that index on a screen of that size. */
static void rig_segment(struct rig *rig, size_t index, int width, int height)
{
	rig_script(rig, OPEN);
	rig_resize(rig, width, height);
	rig_walk(rig, index);
	rig_press(rig, "\n");
	ck_assert_int_eq(rig_shown(rig), SCREEN_SEGMENT);
}

/* What is lit among the headers, and among the bytes of the screen with both side by side. */
static const char *lit_field(struct rig *rig)
{
	return rig_lit(rig, 0, 1, 68, 40);
}

static const char *lit_bytes(struct rig *rig)
{
	return rig_lit(rig, 68, 1, 132, 40);
}

START_TEST(the_header_is_drawn_as_the_standard_draws_it)
{
	static const char *const lines[] = {
		"  0                   1                   2                   3",
		"  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1",
		" +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
		" |      Source Port  40000       |     Destination Port  80      |",
		" +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
		" |               Sequence Number  1 (as sent 1001)               |",
		" +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
		" |            Acknowledgment Number  1 (as sent 2001)            |",
		" +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
		" | Data  |       |C|E|U|A|P|R|S|F|                               |",
		" |Offset | Rsrvd |W|C|R|C|S|S|Y|I|            Window             |",
		" |       |       |R|E|G|K|H|T|N|N|                               |",
		" |   8   |   0   |0|0|0|1|1|0|0|0|       502 x 128 = 64256       |",
		" +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
	};
	char row[SCREEN_ROW];
	struct rig rig;

	rig_segment(&rig, 3, 80, 24);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		canvas_row(rig.app.canvas, 1 + (int)i, row);
		ck_assert_str_eq(row, lines[i]);
	}
	ck_assert(rig_shows(&rig, "right     |       Urgent Pointer  0"));
	ck_assert(rig_shows(&rig, " | Timestamps TSval 9 TSecr 7  NOP  NOP "));
	ck_assert(rig_shows(&rig, "Data  100 bytes  "));
	ck_assert(rig_shows(&rig, "segment #4  A -> B  of flow 1   10.0.0.1:40000 -> 10.0.0.2:80"));
	rig_close(&rig);
}
END_TEST

/* Where the handshake was not captured; in two lines, for one would be cut. */
START_TEST(a_window_of_unknown_scale_is_whole)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0.1 A > B P. 1001:1101(100) ack 2001 win 33120\n");
	rig_press(&rig, "\n");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	ck_assert(rig_shows(&rig, "|        33120 at least         |"));
	ck_assert(rig_shows(&rig, "|     (scale not captured)      |"));
	rig_close(&rig);
}
END_TEST

START_TEST(options_are_named_with_their_values)
{
	struct rig rig;

	rig_segment(&rig, 0, 80, 30);
	ck_assert(rig_shows(&rig, "MSS 1460 bytes  Window Scale 7 (x 128)  SACK Permitted "));
	ck_assert(rig_shows(&rig, "Timestamps TSval 5 TSecr 0  NOP "));
	ck_assert(rig_shows(&rig, "Acknowledgment Number  0 (no ACK bit: means nothing)"));
	/* A window in a SYN is never scaled. */
	ck_assert(rig_shows(&rig, "|             64240             |"));
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_without_room_end_in_a_sign)
{
	struct rig rig;

	rig_segment(&rig, 3, 70, 24);
	ck_assert(rig_shows(&rig, "bytes 38-41: 0~  RFC 9293"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_field_lights_its_bytes)
{
	struct rig rig;

	rig_segment(&rig, 3, 200, 50);
	ck_assert_str_eq(lit_bytes(&rig), "000003e9....");
	ck_assert(rig_shows(&rig, "bytes 38-41: 00 00 03 e9"));
	ck_assert(rig_shows(&rig, "the number of the first byte of data here"));
	ck_assert(rig_shows(&rig, "RFC 9293 S3.4"));
	rig_press(&rig, "l");
	ck_assert_str_eq(lit_bytes(&rig), "000007d1....");
	rig_press(&rig, "kk");
	ck_assert_str_eq(lit_field(&rig), "      Source Port  40000       ");
	ck_assert_str_eq(lit_bytes(&rig), "9c40.@");
	rig_press(&rig, "l");
	ck_assert_str_eq(lit_bytes(&rig), "0050.P");
	/* Four bits of a byte that has a field more. */
	rig_press(&rig, "lll");
	ck_assert(rig_shows(&rig, "TCP Data Offset 8 (32 bytes)  byte 46: 80"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_byte_lights_its_field)
{
	struct rig rig;

	rig_segment(&rig, 3, 200, 50);
	rig_press(&rig, "\t");
	ck_assert_str_eq(lit_bytes(&rig), "00.");
	app_key(&rig.app, RIGHT);
	app_key(&rig.app, RIGHT);
	app_key(&rig.app, RIGHT);
	ck_assert_str_eq(lit_bytes(&rig), "e9.");
	ck_assert(strstr(lit_field(&rig), "Sequence Number  1 (as sent 1001)"));
	app_key(&rig.app, RIGHT);
	ck_assert(strstr(lit_field(&rig), "Acknowledgment Number  1 (as sent 2001)"));
	rig_press(&rig, "g");
	ck_assert_str_eq(lit_field(&rig), "Destination 02:00:0a:00:00:02");
	rig_press(&rig, "G");
	ck_assert(strstr(lit_field(&rig), "Data  100 bytes"));
	rig_press(&rig, "\tg");
	ck_assert_str_eq(lit_bytes(&rig), "02000a000002......");
	rig_close(&rig);
}
END_TEST

/* --- each key --- */

/* What the screen is about: the field, and whether the cursor is among the bytes. */
static const char *about(struct rig *rig)
{
	static char row[SCREEN_ROW];

	app_draw(&rig->app);
	canvas_row(rig->app.canvas, canvas_height(rig->app.canvas) - 3, row);
	return row + 1;
}

static const struct key_case {
	enum action action;
	const char *before; /* keys */
	const char *about;  /* how the line about the field then begins */
} cases[] = {
	{ACTION_DOWN, "", "TCP Acknowledgment Number 1"},
	{ACTION_UP, "", "TCP Source Port 40000"},
	{ACTION_LEFT, "", "TCP Destination Port 80"},
	{ACTION_RIGHT, "", "TCP Acknowledgment Number 1"},
	{ACTION_PAGE_DOWN, "", "TCP Data 100 bytes"},
	{ACTION_PAGE_UP, "G", "IPv4 Destination 10.0.0.2"},
	{ACTION_HALF_DOWN, "", "TCP Checksum 0x"},
	{ACTION_HALF_UP, "G", "TCP Rsrvd 0"},
	{ACTION_FIRST, "", "Ethernet Destination 02:00:0a:00:00:02"},
	{ACTION_LAST, "", "TCP Data 100 bytes"},
	{ACTION_SEGMENT, "", "TCP Sequence Number 1"},
	{ACTION_BYTES, "", "TCP Sequence Number 1"},
	{ACTION_NEXT_SEGMENT, "", "TCP Sequence Number 1 (as sent 2001)"},
	{ACTION_PREVIOUS_SEGMENT, "", "TCP Sequence Number 1 (as sent 1001)"},
	{ACTION_NUMBERS, "", "TCP Sequence Number 1001 (relative 1)"},
	{ACTION_REDRAW, "", "TCP Sequence Number 1"},
	{ACTION_THEME, "", "TCP Sequence Number 1"},
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

static void check_case(const struct key_case *test, int key)
{
	struct rig rig;

	rig_segment(&rig, 3, 80, 24);
	rig_press(&rig, test->before);
	app_key(&rig.app, key);
	ck_assert_msg(strncmp(about(&rig), test->about, strlen(test->about)) == 0, "%s, not %s",
		      about(&rig), test->about);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	rig_close(&rig);
}

static void check_way(enum action action, int key)
{
	struct rig rig;

	rig_segment(&rig, 3, 80, 24);
	app_key(&rig.app, key);
	ck_assert_int_eq(rig_shown(&rig), action == ACTION_HELP ? SCREEN_HELP : SCREEN_LADDER);
	ck_assert(!rig.app.leaving);
	rig_close(&rig);
}

static bool leads_away(enum action action)
{
	return action == ACTION_HELP || action == ACTION_BACK || action == ACTION_QUIT;
}

static void check_key(enum action action, int key)
{
	int found = 0;

	if (leads_away(action)) {
		check_way(action, key);
		return;
	}
	for (int i = 0; i < CASES; i++) {
		if (cases[i].action != action)
			continue;
		check_case(&cases[i], key);
		found++;
	}
	ck_assert_msg(found == 1, "no case for the action %d", action);
}

START_TEST(each_key_does_what_it_says)
{
	ck_assert_int_gt(rig_keys(SCREEN_SEGMENT, check_key), CASES);
}
END_TEST

START_TEST(bytes_are_shown_and_hidden)
{
	struct rig rig;

	rig_segment(&rig, 0, 80, 24);
	ck_assert(!rig_shows(&rig, "0000  02 00"));
	rig_press(&rig, "x");
	ck_assert(rig_shows(&rig, "0000  02 00"));
	rig_press(&rig, "x");
	ck_assert(!rig_shows(&rig, "0000  02 00"));
	rig_press(&rig, "qx");
	ck_assert(rig_shows(&rig, "0000  02 00"));
	rig_press(&rig, "j\t");
	ck_assert(rig_shows(&rig, "TCP MSS 1460 bytes"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_ladder_follows_to_another_segment)
{
	struct rig rig;

	rig_segment(&rig, 3, 80, 24);
	rig_press(&rig, "JJ");
	ck_assert(rig_shows(&rig, "no segment further on"));
	ck_assert(rig_shows(&rig, "segment #5  B -> A"));
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_press(&rig, "\nKKKKK");
	ck_assert(rig_shows(&rig, "no segment before this one"));
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_frame(&rig), 1);
	rig_press(&rig, "jj?q");
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_close(&rig);
}
END_TEST

START_TEST(a_small_screen_names_the_field)
{
	struct rig rig;

	rig_segment(&rig, 3, 60, 12);
	ck_assert_str_eq(rig_row(&rig, 9),
			 " TCP Sequence Number: the number of the first byte of data");
	ck_assert_str_eq(rig_row(&rig, 10), " here; of a SYN, the initial one");
	rig_resize(&rig, 80, 19);
	ck_assert(rig_shows(&rig, " TCP Sequence Number: the number of the first byte of data"));
	rig_close(&rig);
}
END_TEST

START_TEST(nothing_is_lost_on_a_small_screen)
{
	static const char *const fields[] = {"Destination 02:00:0a:00:00:02",
					     "Version 4",
					     "Source 10.0.0.1",
					     "Source Port 40000",
					     "Acknowledgment Number 1 (as sent 2001)",
					     "PSH 1",
					     "Window 502 x 128 = 64256",
					     "Timestamps TSval 9 TSecr 7",
					     "Data 100 bytes"};
	struct rig rig;

	rig_segment(&rig, 3, 60, 12);
	rig_press(&rig, "g");
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		int steps = 0;

		while (!rig_shows(&rig, fields[i]) && steps++ < 80)
			app_key(&rig.app, RIGHT);
		ck_assert_msg(rig_shows(&rig, fields[i]), "%s", fields[i]);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_gone_is_said)
{
	struct rig rig;

	rig_script(&rig, OPEN);
	rig_lose_frames(&rig);
	rig_press(&rig, "jjj\n");
	ck_assert(rig_shows(&rig, " eth0: is not kept any more"));
	ck_assert(rig_shows(&rig, "seq=1 ack=1 len=100"));
	rig_press(&rig, "jkhlxJK\tGg");
	app_point(&rig.app, 0, 5);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

START_TEST(a_click_chooses_a_field_or_a_byte)
{
	struct rig rig;

	rig_segment(&rig, 3, 200, 50);
	app_point(&rig.app, 30, 13);
	ck_assert(strstr(lit_field(&rig), "  Sequence Number  1 (as sent 1001)  "));
	app_point(&rig.app, 50, 11);
	ck_assert(strstr(lit_field(&rig), "  Destination Port  80  "));
	ck_assert_str_eq(lit_bytes(&rig), "0050.P");
	/* The sixth byte of the third row, by its digits and by its text. */
	app_point(&rig.app, 69 + 6 + 15, 3);
	ck_assert_str_eq(lit_bytes(&rig), "50P");
	app_point(&rig.app, 69 + 6 + 48 + 1 + 4, 3);
	ck_assert_str_eq(lit_bytes(&rig), "00.");
	app_point(&rig.app, 150, 48);
	ck_assert_str_eq(lit_bytes(&rig), "00.");
	rig_close(&rig);
}
END_TEST

START_TEST(every_field_says_what_it_is_for)
{
	for (enum field_name name = 0; name < FIELD_COUNT; name++)
		ck_assert_str_ne(field_about(lang_default(), name), "");
}
END_TEST

Suite *tui_segment_suite(void)
{
	Suite *suite = suite_create("tui segment");
	TCase *tcase = tcase_create("segment");

	tcase_add_test(tcase, the_header_is_drawn_as_the_standard_draws_it);
	tcase_add_test(tcase, a_window_of_unknown_scale_is_whole);
	tcase_add_test(tcase, options_are_named_with_their_values);
	tcase_add_test(tcase, bytes_without_room_end_in_a_sign);
	tcase_add_test(tcase, a_field_lights_its_bytes);
	tcase_add_test(tcase, a_byte_lights_its_field);
	tcase_add_test(tcase, each_key_does_what_it_says);
	tcase_add_test(tcase, bytes_are_shown_and_hidden);
	tcase_add_test(tcase, the_ladder_follows_to_another_segment);
	tcase_add_test(tcase, a_small_screen_names_the_field);
	tcase_add_test(tcase, nothing_is_lost_on_a_small_screen);
	tcase_add_test(tcase, what_is_gone_is_said);
	tcase_add_test(tcase, a_click_chooses_a_field_or_a_byte);
	tcase_add_test(tcase, every_field_says_what_it_is_for);
	suite_add_tcase(suite, tcase);
	return suite;
}
