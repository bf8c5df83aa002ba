/* The ladder: the figure, and that any window of it shows the same rows. */
#include "tcpladder/ladder.h"

#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

static const char blog[] = TRACKED_ENDS "0.000000 A > B S 1000:1000(0)\n"
					"0.020112 B > A S. 2000:2000(0) ack 1001\n"
					"0.020145 A > B . ack 2001\n"
					"0.050000 A > B P. 1001:1301(300) ack 2001\n"
					"0.070110 B > A . ack 1301\n"
					"0.100000 A > B P. 1301:1401(100) ack 2001\n"
					"0.120114 B > A . ack 1401\n"
					"0.120200 A > B P. 1401:1501(100) ack 2001 lost\n"
					"1.140203 A > B P. 1401:1501(100) ack 2001\n"
					"1.160310 B > A . ack 1501\n"
					"2.000000 A > B F. 1501:1501(0) ack 2001\n"
					"2.020112 B > A . ack 1502\n"
					"2.350000 B > A F. 2001:2001(0) ack 1502\n"
					"2.370031 A > B . 1502:1502(0) ack 2002\n";

/* clang-format off */
static const char *const figure[] = {
	"── open: three-way handshake ───────────────────────────────────────────────────",
	"                CLOSED │                                          │ LISTEN",
	" 0.000000     SYN-SENT │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀       SYN  seq=1000 │",
	"                       │                     ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│ SYN-RECEIVED",
	" 0.020112              │ SYN+ACK  seq=2000   ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│",
	"           ESTABLISHED │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉   ack=1001 = 1000+1 │",
	" 0.020145              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀                 ACK │",
	"                       │ ack=2001 = 2000+1   ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│ ESTABLISHED",
	"── data ────────────────────────────────────────────────────────────────────────",
	" 0.050000              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀ seq=1001  300 bytes │",
	"                       │                     ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│",
	" 0.070110              │ ACK                 ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│",
	"                       │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉ ack=1301 = 1001+300 │",
	" 0.100000              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀ seq=1301  100 bytes │",
	"                       │                     ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│",
	" 0.120114              │ ACK                 ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│",
	"                       │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉ ack=1401 = 1301+100 │",
	" 0.120200              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀ seq=1401  100 bytes │",
	"                       │ lost (inferred)     ⠉⠉⠉⠉⠉✗               │",
	"                     ┌ │                                          │",
	"             timeout │ │                                          │",
	"             1.020 s └ │                                          │",
	" 1.140203              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀↻ seq=1401  100 bytes │",
	"                       │ sent again (RTO)    ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│",
	" 1.160310              │ ACK                 ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│",
	"                       │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉ ack=1501 = 1401+100 │",
	"── close: four-way handshake ───────────────────────────────────────────────────",
	" 2.000000   FIN-WAIT-1 │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀   FIN+ACK  seq=1501 │",
	"                       │                     ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│ CLOSE-WAIT",
	" 2.020112              │ ACK                 ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│",
	"            FIN-WAIT-2 │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉   ack=1502 = 1501+1 │",
	" 2.350000              │ FIN+ACK  seq=2001   ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉│ LAST-ACK",
	"             TIME-WAIT │◄⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉                     │",
	" 2.370031              │⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀                 ACK │",
	"                       │ ack=2002 = 2001+1   ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀►│ CLOSED",
};
/* clang-format on */

START_TEST(the_figure_is_drawn_to_the_character)
{
	struct tracker *tracker = tracked(blog);
	struct ladder ladder = picture_ladder(tracker, 80);
	struct canvas *canvas;

	ladder.absolute = true;
	canvas = picture_of(&ladder, GLYPHS_UTF8);
	ck_assert_int_eq(canvas_height(canvas), (int)(sizeof(figure) / sizeof(*figure)));
	for (int y = 0; y < canvas_height(canvas); y++)
		ck_assert_str_eq(picture_row(canvas, y), figure[y]);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

START_TEST(an_odd_width_leaves_the_arrows_even)
{
	struct tracker *tracker = tracked(blog);
	struct ladder even = picture_ladder(tracker, 80);
	struct ladder odd = picture_ladder(tracker, 81);
	struct canvas *a = picture_of(&even, GLYPHS_UTF8);
	struct canvas *b = picture_of(&odd, GLYPHS_UTF8);
	char row[1024];

	for (int y = 0; y < canvas_height(a); y++) {
		strcpy(row, picture_row(a, y));
		if (strncmp(row, "──", strlen("──")) != 0)
			ck_assert_str_eq(picture_row(b, y), row);
	}
	canvas_free(a);
	canvas_free(b);
	tracker_free(tracker);
}
END_TEST

static const char busy[] = TRACKED_OPEN "0.1 A > B . 4294967001:705(1000) ack 4294967201 lost\n"
					"0.1 A > B . 705:1705(1000) ack 4294967201\n"
					"0.12 B > A . ack 4294967001 <sack 705:1705>\n"
					"1.2 A > B . 4294967001:705(1000) ack 4294967201\n"
					"1.22 B > A . ack 1705\n"
					"1.3 A > B . 2705:3705(1000) ack 4294967201\n"
					"1.4 B > A . ack 9704\n"
					"2.0 B > A F. 4294967201:4294967201(0) ack 9704\n"
					"2.1 A > B R 9704:9704(0)\n";

/* The last event with rows. */
static size_t last_head(const struct ladder *ladder)
{
	size_t event = flow_events(ladder->flow) - 1;

	while (ladder_rows(ladder, event) == 0)
		event--;
	return event;
}

START_TEST(up_undoes_down)
{
	struct tracker *tracker = tracked(busy);
	struct ladder ladder = picture_ladder(tracker, 80);
	struct ladder_place place = {0, 0};
	struct ladder_place before = place;
	int rows_below = 0;

	ladder.style = (enum ladder_style)_i;
	ck_assert(!ladder_up(&ladder, &place));
	while (ladder_down(&ladder, &place)) {
		struct ladder_place back = place;

		ck_assert_int_lt(place.row, ladder_rows(&ladder, place.event));
		ck_assert(ladder_up(&ladder, &back));
		ck_assert(back.event == before.event && back.row == before.row);
		before = place;
		rows_below++;
	}
	ck_assert(place.event == before.event && place.row == before.row);
	ck_assert_uint_eq(place.event, last_head(&ladder));
	for (size_t i = 0; i < flow_events(ladder.flow); i++)
		rows_below -= ladder_rows(&ladder, i);
	ck_assert_int_eq(rows_below, -1);
	ck_assert_int_eq(ladder_rows(&ladder, flow_events(ladder.flow)), 0);
	tracker_free(tracker);
}
END_TEST

/* The window's rows lie among others, which must stay as they are. */
static void compare_window(const struct ladder *ladder, struct canvas *whole,
			   struct ladder_place place, int from)
{
	enum { TOP = 2, HEIGHT = 3 };
	struct canvas *canvas = canvas_new(ladder->width, TOP + HEIGHT + 1, GLYPHS_UTF8);
	char row[1024];

	ladder_draw(ladder, canvas, TOP, HEIGHT, place);
	for (int y = 0; y < HEIGHT; y++) {
		strcpy(row, picture_row(whole, from + y));
		ck_assert_str_eq(picture_row(canvas, TOP + y), row);
	}
	ck_assert_str_eq(picture_row(canvas, TOP - 1), "");
	ck_assert_str_eq(picture_row(canvas, TOP + HEIGHT), "");
	canvas_free(canvas);
}

static void compare_windows(const char *script, enum ladder_style style)
{
	struct tracker *tracker = tracked(script);
	struct ladder ladder = picture_ladder(tracker, 97);
	struct ladder_place place = {0, 0};
	struct canvas *whole;
	int from = 0;

	ladder.style = style;
	whole = picture_of(&ladder, GLYPHS_UTF8);
	do
		compare_window(&ladder, whole, place, from++);
	while (ladder_down(&ladder, &place));
	ck_assert_int_eq(from, canvas_height(whole));
	canvas_free(whole);
	tracker_free(tracker);
}

/*
 * What B sent and nobody captured was under way a whole time of travel before A, far from where
 * this was captured, answered it. Meanwhile SYN+ACKs sent again begin phase after phase.
 */
static const char banded[] = TRACKED_ENDS "0.0000 A > B S 1000:1000(0)\n"
					  "0.0001 B > A S. 2000:2000(0) ack 1001\n"
					  "0.0201 A > B . ack 2001\n"
					  "0.1000 A > B P. 1001:1101(100) ack 2001\n"
					  "0.1010 B > A S. 2000:2000(0) ack 1001\n"
					  "0.1020 A > B P. 1101:1201(100) ack 2001\n"
					  "0.1030 B > A S. 2000:2000(0) ack 1001\n"
					  "0.1040 A > B P. 1201:1301(100) ack 2001\n"
					  "0.1050 B > A S. 2000:2000(0) ack 1001\n"
					  "0.1060 A > B P. 1301:1401(100) ack 2001\n"
					  "0.1070 B > A S. 2000:2000(0) ack 1001\n"
					  "0.1080 A > B P. 1401:1501(100) ack 2101\n";

START_TEST(every_window_shows_the_same_rows)
{
	compare_windows(busy, (enum ladder_style)_i);
	compare_windows(banded, (enum ladder_style)_i);
}
END_TEST

/* Every row but a band has both lifelines; to scale, dots where nothing happened for long. */
static void require_lifelines(const struct canvas *canvas)
{
	for (int y = 0; y < canvas_height(canvas); y++) {
		const char *row = picture_row(canvas, y);
		const char *line = strstr(row, "│") ? "│" : "⋮";
		const char *first = strstr(row, line);

		if (strncmp(row, "──", strlen("──")) != 0)
			ck_assert_msg(first && strstr(first + 1, line), "width %d: %s",
				      canvas_width(canvas), row);
	}
}

START_TEST(both_hosts_are_visible_at_every_width)
{
	struct tracker *tracker = tracked(busy);

	for (int width = LADDER_MIN_WIDTH; width <= 220; width++) {
		struct ladder ladder = picture_ladder(tracker, width);
		struct canvas *canvas;
		struct canvas *heading = canvas_new(width, 1, GLYPHS_UTF8);

		ladder.time = (enum ladder_time)(width % TIME_MODES);
		ladder.style = (enum ladder_style)_i;
		ladder.absolute = width % 3 == 0;
		canvas = picture_of(&ladder, GLYPHS_UTF8);
		require_lifelines(canvas);
		ladder_heading(&ladder, heading, 0);
		ck_assert_ptr_nonnull(strstr(picture_row(heading, 0), "A 10.0.0.1:40000 "));
		ck_assert_ptr_nonnull(strstr(picture_row(heading, 0), " B 10.0.0.2:80"));
		canvas_free(canvas);
		canvas_free(heading);
	}
	tracker_free(tracker);
}
END_TEST

START_TEST(the_cursor_is_on_a_segment)
{
	struct tracker *tracker = tracked(busy);
	struct ladder ladder = picture_ladder(tracker, 80);
	struct ladder_place place;
	struct canvas *canvas = canvas_new(80, 2, GLYPHS_UTF8);

	ladder.selected = 3;
	place = ladder_place(&ladder, 3);
	ladder_draw(&ladder, canvas, 0, 2, place);
	ck_assert_int_eq(picture_row(canvas, 0)[0], '>');
	ck_assert(canvas_cell(canvas, 5, 0)->ink & INK_SELECTED);
	ck_assert(canvas_cell(canvas, 5, 1)->ink & INK_SELECTED);
	canvas_clear(canvas);
	ladder_draw(&ladder, canvas, 0, 1, (struct ladder_place){4, 0});
	ck_assert_int_ne(picture_row(canvas, 0)[0], '>');
	place = ladder_place(&ladder, 99);
	ck_assert(place.event == 0 && place.row == 0);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

START_TEST(ascii_takes_the_same_cells)
{
	struct tracker *tracker = tracked(busy);
	struct ladder ladder = picture_ladder(tracker, 80);
	struct canvas *ascii;
	struct canvas *utf8;

	ladder.style = (enum ladder_style)_i;
	ascii = picture_of(&ladder, GLYPHS_ASCII);
	utf8 = picture_of(&ladder, GLYPHS_UTF8);
	for (int y = 0; y < canvas_height(ascii); y++) {
		for (const char *at = picture_row(ascii, y); *at; at++)
			ck_assert_int_lt((unsigned char)*at, 0x80);
		for (int x = 0; x < 80; x++)
			ck_assert_int_eq(canvas_cell(ascii, x, y)->ink,
					 canvas_cell(utf8, x, y)->ink);
		ck_assert_ptr_null(strchr(picture_row(ascii, y), '?'));
	}
	canvas_free(ascii);
	canvas_free(utf8);
	tracker_free(tracker);
}
END_TEST

/* Every packet was captured twice: what travelled was answered, not its copy. */
START_TEST(an_answer_is_to_no_copy)
{
	struct tracker *tracker =
		tracked_numbered(TRACKED_OPEN "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
					      "0.2 B > A . ack 205\n",
				 1);
	struct ladder ladder = {.flow = tracker_flow(tracker, 0), .width = 80};

	ck_assert(event_has(flow_event(ladder.flow, 7), NOTE_DUPLICATE));
	ck_assert_uint_eq(ladder_answered(&ladder, 8), 6);
	ck_assert_uint_eq(ladder_answered(&ladder, 6), 2);
	tracker_free(tracker);
}
END_TEST

static void add_windows(Suite *suite)
{
	TCase *tcase = tcase_create("windows");

	tcase_add_loop_test(tcase, up_undoes_down, 0, LADDER_STYLES);
	tcase_add_loop_test(tcase, every_window_shows_the_same_rows, 0, LADDER_STYLES);
	tcase_add_loop_test(tcase, both_hosts_are_visible_at_every_width, 0, LADDER_STYLES);
	tcase_add_loop_test(tcase, ascii_takes_the_same_cells, 0, LADDER_STYLES);
	tcase_add_test(tcase, the_cursor_is_on_a_segment);
	tcase_add_test(tcase, an_answer_is_to_no_copy);
	suite_add_tcase(suite, tcase);
}

Suite *ladder_suite(void)
{
	Suite *suite = suite_create("ladder");
	TCase *tcase = tcase_create("figure");

	tcase_add_test(tcase, the_figure_is_drawn_to_the_character);
	tcase_add_test(tcase, an_odd_width_leaves_the_arrows_even);
	suite_add_tcase(suite, tcase);
	add_windows(suite);
	return suite;
}
