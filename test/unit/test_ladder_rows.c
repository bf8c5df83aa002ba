/* What stands in the rows of a ladder: words, numbers, times, names. */
#include "tcpladder/ladder.h"

#include <stdio.h>
#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

/* Draws the script and says whether the text stands in some row; fails the test if not. */
static void require_row(const char *script, struct ladder how, const char *wanted)
{
	struct tracker *tracker = tracked(script);
	struct ladder ladder = how;
	struct canvas *canvas;
	bool found = false;

	ladder.flow = tracker_flow(tracker, 0);
	ladder.lang = lang_default();
	ladder.selected = SIZE_MAX;
	canvas = picture_of(&ladder, GLYPHS_UTF8);
	for (int y = 0; y < canvas_height(canvas) && !found; y++)
		found = strstr(picture_row(canvas, y), wanted) != NULL;
	for (int y = 0; y < canvas_height(canvas) && !found; y++)
		printf("%s\n", picture_row(canvas, y));
	ck_assert_msg(found, "no row has: %s", wanted);
	canvas_free(canvas);
	tracker_free(tracker);
}

/* B answers, and again after a second. */
#define B_TIMEOUT                                                                                  \
	TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0)\n"                                    \
		     "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001\n"                    \
		     "1.021 B > A S. 4294967200:4294967200(0) ack 4294967001\n"

static const struct {
	int width;
	enum ladder_style style;
	const char *script;
	const char *row;
} rows[] = {
	/* what was not captured is dotted */
	{80, LADDER_SLOPED, TRACKED_ENDS "0.02 B > A S. 7:7(0) ack 1001\n",
	 "│⠁ ⠁ ⠂ ⠂ ⠂ ⠄ ⠄ ⠄ ⡀ ⡀ ⡀"},
	{80, LADDER_SLOPED, TRACKED_OPEN "0.3 B > A . ack 4294967101\n", "⡀     bytes below 101 │"},
	{80, LADDER_COMPACT, TRACKED_OPEN "0.3 B > A . ack 4294967101\n",
	 "│╌╌ bytes below 101  not captured ╌╌╌╌╌╌╌╌►│"},
	{80, LADDER_COMPACT,
	 TRACKED_OPEN "0.3 A > B P. 4294967101:4294967201(100) ack 4294967201\n",
	 "│╌╌ seq=1  100 bytes  missing so far ╌╌╌╌╌►│"},
	/* mid-way */
	{80, LADDER_COMPACT, TRACKED_ENDS "0.1 A > B P. 5:105(100) ack 9\n",
	 "── (established, start not captured) ──"},
	{80, LADDER_COMPACT, TRACKED_ENDS "0.1 A > B P. 5:105(100) ack 9\n", "ESTABLISHED? │"},
	{80, LADDER_COMPACT, TRACKED_ENDS "0.1 A > B R 5:5(0)\n", "── (start not captured) ──"},
	/* sums */
	{80, LADDER_COMPACT,
	 TRACKED_OPEN "0.3 A > B F. 4294967001:4294967101(100) ack 4294967201\n"
		      "0.4 B > A . ack 4294967102\n",
	 "ack=102 = 1+100+1 ──│"},
	{80, LADDER_SLOPED,
	 TRACKED_OPEN "0.3 A > B . 4294967001:705(1000) ack 4294967201\n"
		      "0.3 A > B . 705:1705(1000) ack 4294967201\n"
		      "0.4 B > A . ack 1705\n",
	 "= 1001+1000 │"},
	/* verdicts */
	{80, LADDER_SLOPED, TRACKED_OPEN "0.3 B > A . ack 4294967001 win 0\n", "zero window"},
	{80, LADDER_COMPACT,
	 TRACKED_OPEN "0.3 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
		      "0.32 B > A . ack 4294967101\n"
		      "9.0 A > B . 4294967100:4294967100(0) ack 4294967201\n",
	 "│── ACK  seq=100  keep-alive ─"},
	{80, LADDER_COMPACT,
	 TRACKED_OPEN "0.2 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
		      "0.3 A > B P. 4294967101:4294967201(100) ack 4294967201 corrupt\n",
	 "│── seq=101  100 bytes  damaged ──────────✗│"},
	/* waits keep out of each other's way */
	{60, LADDER_SLOPED, B_TIMEOUT, "│ │timeout"},
	{60, LADDER_SLOPED, B_TIMEOUT, "│ ┘1.001 s"},
	{60, LADDER_COMPACT, B_TIMEOUT, "│ ┊1.001 s"},
	{80, LADDER_SLOPED, B_TIMEOUT, "│ ┘ 1.001 s"},
	{80, LADDER_COMPACT, B_TIMEOUT, "│ ┊ 1.001 s"},
	/* times that no column was made for */
	{60, LADDER_COMPACT,
	 TRACKED_ENDS "900000000 A > B S 4294967000:4294967000(0)\n"
		      "0 B > A S. 1:1(0) ack 4294967001\n",
	 "  -28 y"},
	/* seldom seen */
	{80, LADDER_COMPACT, TRACKED_OPEN "0.3 A > B - 4294967001:4294967001(0)\n", "no flags"},
	{80, LADDER_COMPACT, TRACKED_OPEN "0.3 A > B R 4294967001:4294967001(0)\n",
	 "── RST  seq=1  aborted ─"},
	{80, LADDER_COMPACT, TRACKED_OPEN "0.3 A > B P. 4294967001:4294967002(1) ack 4294967201\n",
	 "seq=1  1 byte ─"},
};

START_TEST(rows_say)
{
	require_row(rows[_i].script,
		    (struct ladder){.width = rows[_i].width, .style = rows[_i].style},
		    rows[_i].row);
}
END_TEST

START_TEST(long_numbers_fit_in_sixty_columns)
{
	static const char script[] =
		TRACKED_OPEN "0.3 A > B . 4294967001:705(1000) ack 4294967201\n"
			     "0.4 B > A . 4294967201:4294967201(0) ack 705\n";
	struct ladder ladder = {.width = 60, .absolute = true};

	require_row(script, ladder, " seq=4294967001 │");
	require_row(script, ladder, "│ 1000 bytes ");
	ladder.style = LADDER_COMPACT;
	require_row(script, ladder, "─ seq=4294967001  1000 bytes ─►│");
	require_row(script, ladder, "◄─────────────── ACK  ack=705 ──│");
}
END_TEST

static const struct {
	enum ladder_time time;
	int width;
	const char *row;
} times[] = {
	{TIME_RELATIVE, 60, " 3661.5"},
	{TIME_RELATIVE, 80, " 3661.500"},
	{TIME_RELATIVE, 132, " 3661.500000"},
	{TIME_DELTA, 80, " 3661.000"},
	{TIME_ABSOLUTE, 60, " 23:14:21 "},
	{TIME_ABSOLUTE, 80, " 23:14:21.500 "},
	{TIME_ABSOLUTE, 132, " 23:14:21.500000 "},
	{TIME_EPOCH, 60, " 1700003661.5 "},
	{TIME_EPOCH, 132, " 1700003661.500000 "},
};

START_TEST(times_are_told_in_four_ways)
{
	static const char script[] =
		"start 1700000000\n" TRACKED_ENDS "0.0 A > B S 4294967000:4294967000(0)\n"
		"0.5 B > A S. 1:1(0) ack 4294967001\n"
		"3661.5 A > B . ack 2\n";
	struct ladder ladder = {
		.width = times[_i].width, .time = times[_i].time, .style = LADDER_COMPACT};

	require_row(script, ladder, times[_i].row);
}
END_TEST

START_TEST(a_time_before_the_first_keeps_to_its_column)
{
	static const char script[] = TRACKED_ENDS "5.0 A > B S 4294967000:4294967000(0)\n"
						  "4.5 B > A S. 1:1(0) ack 4294967001\n";

	require_row(script, (struct ladder){.width = 80}, " -0.50000 ");
}
END_TEST

START_TEST(a_time_before_1970_has_its_hour)
{
	struct tracker *tracker = tracker_new();
	struct packet packet = {.time_ns = -1500000, .segment.flags = TCP_SYN};
	struct ladder ladder;
	struct canvas *canvas;

	packet.from.port = 1;
	packet.from.address.version = IP_VERSION_4;
	packet.to.address.version = IP_VERSION_4;
	tracker_add(tracker, &packet);
	ladder = picture_ladder(tracker, 80);
	ladder.time = TIME_ABSOLUTE;
	canvas = picture_of(&ladder, GLYPHS_UTF8);
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 2), " 23:59:59.998 "));
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

START_TEST(long_addresses_are_shortened)
{
	struct tracker *tracker = tracked("A [2001:db8:1111:2222:3333:4444:5555:6666]:40000\n"
					  "B [2001:db8:1111:2222:3333:4444:5555:7777]:65535\n"
					  "0.0 A > B S 4294967000:4294967000(0)\n");
	struct ladder ladder = picture_ladder(tracker, 60);
	struct canvas *canvas = canvas_new(60, 2, GLYPHS_UTF8);
	const char *row;

	ladder_heading(&ladder, canvas, 0);
	row = picture_row(canvas, 0);
	ck_assert_ptr_nonnull(strstr(row, "A [2001"));
	ck_assert_ptr_nonnull(strstr(row, "6666]:40000"));
	ck_assert_ptr_nonnull(strstr(row, "7777]:65535"));
	ck_assert_ptr_nonnull(strstr(row, "…"));
	canvas_clear(canvas);
	ladder_title(&ladder, canvas, (struct title_room){1, ladder.width}, 3);
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 0), "7777]:65535"));
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

#define SHORT_ENDS "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
#define LONG_ENDS  "A [2001:db8::1]:40000\nB [2001:db8:1111:2222:3333:4444:5555:7777]:80\n"

static const struct {
	const char *ends, *first, *second; /* rows of the title */
	int width;
} titles[] = {
	{SHORT_ENDS, " flow 1 of 3   10.0.0.1:40000 ⇄ 10.0.0.2:80   captured at A   RTT 20.1 ms",
	 "", 80},
	{SHORT_ENDS, " flow 1 of 3   10.0.0.1:40000 ⇄ 10.0.0.2:80", " captured at A   RTT 20.1 ms",
	 60},
	{LONG_ENDS, " flow 1 of 3   captured at A   RTT 20.1 ms",
	 " [2001:db8::1]:40000 ⇄ [2001:db8:1111:2222:3333:4444:5555:7777]:80", 76},
	{LONG_ENDS, " flow 1 of 3   captured at A   RTT 20.1 ms",
	 " [2001:db8::1]:40000 ⇄ [2001:db8…4444:5555:7777]:80", 60},
};

START_TEST(a_title_takes_a_second_row_for_what_does_not_fit)
{
	char script[512];
	struct tracker *tracker;
	struct ladder ladder;
	struct canvas *canvas = canvas_new(titles[_i].width, 2, GLYPHS_UTF8);

	snprintf(script, sizeof(script),
		 "%s0 A > B S 1:1(0)\n0.02 B > A S. 1:1(0) ack 2\n"
		 "0.0201 A > B . ack 2\n",
		 titles[_i].ends);
	tracker = tracked(script);
	ladder = picture_ladder(tracker, titles[_i].width);
	ck_assert_int_eq(ladder_title_rows(&ladder, canvas, 3), *titles[_i].second ? 2 : 1);
	ck_assert_str_eq(picture_row(canvas, 0), titles[_i].first);
	ck_assert_str_eq(picture_row(canvas, 1), titles[_i].second);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

/* The heading has the ends. */
START_TEST(a_narrow_title_over_a_heading_keeps_the_number)
{
	struct tracker *tracker =
		tracked(SHORT_ENDS "0 A > B S 1:1(0)\n0.02 B > A S. 1:1(0) ack 2\n"
				   "0.0201 A > B . ack 2\n");
	struct ladder ladder = picture_ladder(tracker, 60);
	struct canvas *canvas = canvas_new(60, 1, GLYPHS_UTF8);

	ladder_title_over_heading(&ladder, canvas, (struct title_room){1, 21}, 3);
	ck_assert_str_eq(picture_row(canvas, 0), " flow 1 of 3");
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

Suite *ladder_rows_suite(void)
{
	Suite *suite = suite_create("ladder rows");
	TCase *tcase = tcase_create("words");

	tcase_add_loop_test(tcase, rows_say, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(tcase, long_numbers_fit_in_sixty_columns);
	tcase_add_loop_test(tcase, times_are_told_in_four_ways, 0, sizeof(times) / sizeof(*times));
	tcase_add_test(tcase, a_time_before_the_first_keeps_to_its_column);
	tcase_add_test(tcase, a_time_before_1970_has_its_hour);
	tcase_add_test(tcase, long_addresses_are_shortened);
	tcase_add_test(tcase, a_narrow_title_over_a_heading_keeps_the_number);
	tcase_add_loop_test(tcase, a_title_takes_a_second_row_for_what_does_not_fit, 0,
			    sizeof(titles) / sizeof(*titles));
	suite_add_tcase(suite, tcase);
	return suite;
}
