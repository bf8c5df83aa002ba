/* The ladder to scale: zoom, and more segments than a row can hold. */
#include "tcpladder/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

#define MS INT64_C(1000000)

/* --- zoom --- */

START_TEST(zoom_goes_by_1_2_and_5)
{
	static const int64_t steps[] = {1, 2, 5, 10, 20, 50, 100};
	struct tracker *tracker = tracked(TRACKED_OPEN);
	struct ladder ladder = picture_scale(tracker);

	for (size_t i = 0; i + 1 < sizeof(steps) / sizeof(*steps); i++) {
		ladder.row_ns = steps[i] * MS;
		ck_assert_int_eq(ladder_zoom(&ladder, false), steps[i + 1] * MS);
		ladder.row_ns = steps[i + 1] * MS;
		ck_assert_int_eq(ladder_zoom(&ladder, true), steps[i] * MS);
	}
	ladder.row_ns = 3 * MS;
	ck_assert_int_eq(ladder_zoom(&ladder, true), 2 * MS);
	ck_assert_int_eq(ladder_zoom(&ladder, false), 5 * MS);
	tracker_free(tracker);
}
END_TEST

START_TEST(zoom_has_ends)
{
	struct tracker *tracker = tracked(TRACKED_OPEN);
	struct ladder ladder = picture_scale(tracker);

	ladder.row_ns = LADDER_ROW_MOST_NS;
	ck_assert_int_eq(ladder_zoom(&ladder, false), LADDER_ROW_MOST_NS);
	ladder.row_ns = 1;
	/* A flight of 10 ms takes no more than 4096 rows. */
	ck_assert_int_eq(ladder_row_ns(&ladder), 10 * MS / 4096);
	ck_assert_int_eq(ladder_zoom(&ladder, true), ladder_row_ns(&ladder));
	tracker_free(tracker);
}
END_TEST

/* --- crowds --- */

enum { CROWD = 5000 };

static struct tracker *crowd(void)
{
	struct tracker *tracker = tracked(TRACKED_OPEN);
	struct packet packet = {.from = flow_summary(tracker_flow(tracker, 0)).half[0].endpoint,
				.to = flow_summary(tracker_flow(tracker, 0)).half[1].endpoint};

	for (uint32_t i = 0; i < CROWD; i++) {
		packet.time_ns = flow_event(tracker_flow(tracker, 0), 0)->time_ns + 500 * MS + i;
		packet.frame = 4 + i;
		packet.segment = (struct segment){.seq = 4294967001u + 100 * i,
						  .ack = 4294967201u,
						  .len = 100,
						  .flags = TCP_ACK,
						  .window = 1000,
						  .header_hash = (uint16_t)i};
		tracker_add(tracker, &packet);
	}
	return tracker;
}

/* Whatever the scale, no row takes more than 256 segments to make. */
START_TEST(a_crowd_gets_more_rows_and_is_counted)
{
	struct tracker *tracker = crowd();
	struct ladder ladder = picture_scale(tracker);
	struct canvas *canvas;
	int counted = 0, rows = 0;

	ladder.row_ns = 100 * MS;
	canvas = picture_of(&ladder, GLYPHS_UTF8);
	for (int y = 0; y < canvas_height(canvas); y++) {
		const char *plus = strchr(picture_row(canvas, y), '+');

		if (strstr(picture_row(canvas, y), " 0.5") && plus) {
			ck_assert_int_le(atoi(plus), 256);
			counted += atoi(plus);
			rows++;
		}
	}
	ck_assert_int_eq(rows, CROWD / 256 + 1);
	ck_assert_int_ge(counted, CROWD - 2 * rows);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

/* The cursor's segment has words, however many share its row. */
START_TEST(the_cursors_segment_has_words)
{
	struct tracker *tracker = crowd();
	struct ladder ladder = picture_scale(tracker);
	struct canvas *canvas = canvas_new(80, 1, GLYPHS_UTF8);

	ladder.row_ns = 100 * MS;
	ladder.selected = 3 + 2000;
	ladder_draw(&ladder, canvas, 0, 1, ladder_place(&ladder, ladder.selected));
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 0), "seq=200001"));
	ck_assert_int_eq(picture_row(canvas, 0)[0], '>');
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

Suite *zoom_suite(void)
{
	Suite *suite = suite_create("zoom");
	TCase *tcase = tcase_create("zoom");

	tcase_add_test(tcase, zoom_goes_by_1_2_and_5);
	tcase_add_test(tcase, zoom_has_ends);
	tcase_add_test(tcase, a_crowd_gets_more_rows_and_is_counted);
	tcase_add_test(tcase, the_cursors_segment_has_words);
	suite_add_tcase(suite, tcase);
	return suite;
}
