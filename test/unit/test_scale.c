/* The ladder to scale: times, estimates, folds, zoom, crowds. */
#include "tcpladder/ladder.h"

#include <stdio.h>
#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

struct picture {
	struct tracker *tracker;
	struct ladder ladder;
	struct canvas *canvas;
};

static struct picture picture_open(const char *script, int64_t row_ns)
{
	struct picture picture = {.tracker = tracked(script)};

	picture.ladder = picture_scale(picture.tracker);
	picture.ladder.row_ns = row_ns;
	picture.canvas = picture_of(&picture.ladder, GLYPHS_UTF8);
	return picture;
}

static void picture_close(struct picture *picture)
{
	canvas_free(picture->canvas);
	tracker_free(picture->tracker);
}

/* The first row with the text, from one on; -1 for none. */
static int row_with(const struct picture *picture, const char *text, int from)
{
	for (int y = from; y < canvas_height(picture->canvas); y++)
		if (strstr(picture_row(picture->canvas, y), text))
			return y;
	return -1;
}

static void require_rows(const char *script, int64_t row_ns, const char *const *rows)
{
	struct picture picture = picture_open(script, row_ns);
	int y = row_with(&picture, rows[0], 0);

	for (int i = 0; rows[i]; i++)
		ck_assert_str_eq(y < 0 ? "" : picture_row(picture.canvas, y + i), rows[i]);
	picture_close(&picture);
}

static const char *heading_of(const char *script)
{
	static char text[512];
	struct tracker *tracker = tracked(script);
	struct ladder ladder = picture_scale(tracker);
	struct canvas *canvas = canvas_new(80, 2, GLYPHS_UTF8);

	ck_assert_int_eq(ladder_heading_rows(&ladder), 2);
	ladder_heading(&ladder, canvas, 0);
	snprintf(text, sizeof(text), "%s", picture_row(canvas, 1));
	canvas_free(canvas);
	tracker_free(tracker);
	return text;
}

#define MS INT64_C(1000000)

/* --- times --- */

/* Both send before the other's data has come: the way is 10 ms, five rows. */
START_TEST(arrows_cross_where_they_crossed)
{
	static const char *const rows[] = {
		" 0.100000              │⠉⠑⠒⠢⠤⢄⣀⡀ seq=1  100 bytes          ⢀ ⠄⠐ ⠂⠈│",
		"                       │       ⠈⠉⠑⠒⠒⠤⠤⣀⣀          ⢀ ⠄⠠ ⠂⠈ ⠁       │",
		"                       │                ⠉⢉⣒⡲⠤⠄⢂⠐⡀⠁                │",
		"                       │         ⢀⣀⡠⠤⠔⠒⠊⠉⠁       ⠈ ⠂⠠ ⠄⢀          │",
		"                       │ ⢀⣀⡠⠤⠔⠒⠊⠉⠁ seq=1  50 bytes       ⠁⠐ ⠂⠠ ⡀  │",
		" 0.110000              │◄⠁                                      ⠈►│",
		NULL};

	require_rows(TRACKED_OPEN "0.100 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
				  "0.110 B > A P. 4294967201:4294967251(50) ack 4294967001\n",
		     0, rows);
}
END_TEST

/* What was sent again broke in the middle; the wait is one row, at the side of who waited. */
START_TEST(a_loss_ends_half_way_and_the_wait_is_folded)
{
	static const char *const rows[] = {
		" 0.100000              │⠉⠑⠒⠢⠤⢄⣀⡀ seq=1 100 bytes lost (inferred)  │",
		"                       │       ⠈⠉⠑⠒⠒⠤⠤⣀⣀                          │",
		"                       │                ⠉⠉⠒⠒⠤⠄⢀                   │",
		"                       │                        ⠁⠈✗               │",
		"                       │                                          │",
		" 0.11                  │                                          │",
		"     timeout 1.000 s ┊ ⋮                ⋮ 0.988 s                 ⋮",
		" 1.100000              │⠉⠑⠒⠢⠤⢄⣀⡀ seq=1 100 B sent again (timeout) │",
		NULL};

	require_rows(TRACKED_OPEN "0.100 A > B P. 4294967001:4294967101(100) ack 4294967201 lost\n"
				  "1.100 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
				  "1.120 B > A . ack 4294967101\n",
		     0, rows);
}
END_TEST

/* 1 s in rows of 2 ms, of which five are the flight after the handshake. */
START_TEST(a_fold_says_how_long_it_is)
{
	struct picture picture = picture_open(
		TRACKED_OPEN "1.020 A > B P. 4294967001:4294967101(100) ack 4294967201\n", 2 * MS);
	int y = row_with(&picture, "⋮ 0.988 s ", 0);

	ck_assert_int_gt(y, 0);
	ck_assert_int_eq(row_with(&picture, "── data", 0), y + 1);
	ck_assert_int_eq(row_with(&picture, " 1.020000 ", 0), y + 2);
	picture_close(&picture);
}
END_TEST

START_TEST(a_short_pause_is_not_folded)
{
	struct picture picture = picture_open(
		TRACKED_OPEN "0.036 A > B P. 4294967001:4294967101(100) ack 4294967201\n", 2 * MS);

	ck_assert_int_eq(row_with(&picture, "⋮", 0), -1);
	ck_assert_int_eq(row_with(&picture, " 0.036000 ", 0) - row_with(&picture, " 0.020000 ", 0),
			 8 + 1);
	picture_close(&picture);
}
END_TEST

START_TEST(neighbours_that_were_swapped_share_a_row)
{
	struct picture picture = picture_open(
		TRACKED_OPEN "0.1021 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			     "0.1019 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
			     "0.1221 B > A . ack 4294967201\n",
		2 * MS);

	ck_assert_int_gt(row_with(&picture, " 0.102100 ", 0), 0);
	ck_assert_int_eq(row_with(&picture, " 0.101900 ", 0), -1);
	ck_assert_int_eq(ladder_rows(&picture.ladder, 4), 0);
	ck_assert_uint_eq(ladder_place(&picture.ladder, 4).event, 3);
	picture_close(&picture);
}
END_TEST

START_TEST(a_clock_that_was_set_back_begins_anew)
{
	struct picture picture = picture_open(
		TRACKED_OPEN "9.5 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			     "9.52 B > A . ack 4294967101\n"
			     "4.52 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
			     "4.54 B > A . ack 4294967201\n",
		2 * MS);
	int y = row_with(&picture, "⋮ time went back: 5.000 s", 0);

	ck_assert_int_gt(y, 0);
	ck_assert_int_eq(row_with(&picture, " 9.520000 ", 0), y - 1);
	ck_assert_int_eq(row_with(&picture, " 4.520000 ", 0), y + 1);
	ck_assert_int_eq(row_with(&picture, " 4.540000 ", 0), y + 11);
	picture_close(&picture);
}
END_TEST

/* --- what is known of the ends --- */

#define AT_B                                                                                       \
	TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0)\n"                                    \
		     "0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001\n"                   \
		     "0.0201 A > B . ack 4294967201\n"
#define ON_PATH                                                                                    \
	TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0)\n"                                    \
		     "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001\n"                    \
		     "0.030 A > B . ack 4294967201\n"

START_TEST(the_heading_says_what_is_estimated)
{
	ck_assert_str_eq(
		heading_of(TRACKED_OPEN),
		" 1 row = 2 ms   A measured, B estimated (dotted): one way ≈ RTT/2 = 10.0 ms");
	ck_assert_str_eq(
		heading_of(AT_B),
		" 1 row = 2 ms   B measured, A estimated (dotted): one way ≈ RTT/2 = 10.0 ms");
	ck_assert_str_eq(
		heading_of(ON_PATH),
		" 1 row = 5 ms   both ends estimated (dotted): way to A ≈ 5.0 ms, to B ≈ 10.0 ms");
	ck_assert_str_eq(heading_of(TRACKED_ENDS "0.1 A > B P. 5:105(100) ack 9\n"),
			 " 1 row = 1 ms   times on the way not known: drawn flat");
}
END_TEST

/* How many dots there are in the row's cells. */
static int dots_of(const struct picture *picture, int y, int from, int to)
{
	int count = 0;

	for (int x = from; x < to; x++)
		for (uint8_t dots = canvas_cell(picture->canvas, x, y)->dots; dots;
		     dots &= dots - 1)
			count++;
	return count;
}

enum { INNER_X = 24, MIDDLE_X = 45, END_X = 65 };

/* The dotted half has a third of the dots of the other. */
static void require_dotted(const char *script, const char *row, bool left)
{
	struct picture picture = picture_open(script, 1000 * MS);
	int y = row_with(&picture, row, 0);
	int near_a = dots_of(&picture, y, INNER_X, MIDDLE_X);
	int near_b = dots_of(&picture, y, MIDDLE_X, END_X);

	ck_assert_int_gt(y, 0);
	if (left)
		ck_assert_int_lt(2 * near_a, near_b);
	else
		ck_assert_int_lt(2 * near_b, near_a);
	picture_close(&picture);
}

/* Rows so long that an arrow is flat, and segments too far apart to share one. */
START_TEST(the_estimated_half_is_dotted)
{
	require_dotted(TRACKED_OPEN "9 A > B P. 4294967001:4294967101(100) ack 4294967201\n",
		       " 9.000000 ", false);
	require_dotted(TRACKED_OPEN "9 B > A P. 4294967201:5(100) ack 4294967001\n", " 9.000000 ",
		       false);
	require_dotted(AT_B "9 A > B P. 4294967001:4294967101(100) ack 4294967201\n", " 9.000000 ",
		       true);
}
END_TEST

START_TEST(captured_at_b_the_senders_time_is_before)
{
	struct picture picture = picture_open(AT_B, 2 * MS);
	int y = row_with(&picture, " 0.000000 ", 0);

	ck_assert_int_eq(row_with(&picture, "SYN-SENT", 0), y - 5);
	ck_assert_int_eq(row_with(&picture, "SYN-RECEIVED", 0), y);
	ck_assert_int_eq(row_with(&picture, "  ESTABLISHED │", 0), y + 5);
	ck_assert_int_eq(row_with(&picture, "│ ESTABLISHED", 0), y + 10);
	picture_close(&picture);
}
END_TEST

START_TEST(one_segment_is_one_row)
{
	struct picture picture = picture_open(TRACKED_ENDS "0.1 A > B P. 5:105(100) ack 9\n", 0);

	ck_assert_int_eq(canvas_height(picture.canvas), 2);
	ck_assert_ptr_nonnull(strstr(picture_row(picture.canvas, 1), "seq=1  100 bytes  ack=9"));
	ck_assert(canvas_cell(picture.canvas, END_X, 1)->text == 0x25ba);
	picture_close(&picture);
}
END_TEST

START_TEST(what_was_not_captured_is_dotted_more_widely)
{
	struct picture picture = picture_open(
		TRACKED_OPEN "9 A > B P. 4294967101:4294967201(100) ack 4294967201\n", 2 * MS);
	int y = row_with(&picture, "after a gap", 0);

	ck_assert_int_gt(y, 0);
	ck_assert_int_eq(row_with(&picture, "seq=1  missing so far", 0), y + 1);
	picture_close(&picture);
}
END_TEST

/* SYN to SYN+ACK are 20 ms. */
START_TEST(rows_follow_the_scale)
{
	static const int64_t scales[] = {1, 2, 5, 10};

	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
		struct picture picture = picture_open(TRACKED_OPEN, scales[i] * MS);

		ck_assert_int_eq(row_with(&picture, " 0.020000 ", 0) -
					 row_with(&picture, " 0.000000 ", 0),
				 20 / scales[i]);
		picture_close(&picture);
	}
}
END_TEST

static void add_ends(Suite *suite)
{
	TCase *tcase = tcase_create("ends");

	tcase_add_test(tcase, the_heading_says_what_is_estimated);
	tcase_add_test(tcase, the_estimated_half_is_dotted);
	tcase_add_test(tcase, captured_at_b_the_senders_time_is_before);
	tcase_add_test(tcase, one_segment_is_one_row);
	tcase_add_test(tcase, what_was_not_captured_is_dotted_more_widely);
	suite_add_tcase(suite, tcase);
}

Suite *scale_suite(void)
{
	Suite *suite = suite_create("scale");
	TCase *tcase = tcase_create("times");

	tcase_add_test(tcase, arrows_cross_where_they_crossed);
	tcase_add_test(tcase, a_loss_ends_half_way_and_the_wait_is_folded);
	tcase_add_test(tcase, rows_follow_the_scale);
	tcase_add_test(tcase, a_fold_says_how_long_it_is);
	tcase_add_test(tcase, a_short_pause_is_not_folded);
	tcase_add_test(tcase, neighbours_that_were_swapped_share_a_row);
	tcase_add_test(tcase, a_clock_that_was_set_back_begins_anew);
	suite_add_tcase(suite, tcase);
	add_ends(suite);
	return suite;
}
