/* The ladder to scale in the viewer: zoom about the cursor, and the cursor always in sight. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <string.h>

enum { LOTS = 40 };

static void open_to_scale(struct rig *rig)
{
	rig_open(rig, sample_flows(1, LOTS));
	app_loaded(&rig->app, false);
	rig_press(rig, "vv");
	ck_assert_int_eq(rig->app.show.style, LADDER_SCALE);
}

/* The row of the screen that begins with the cursor's sign; -1 where there is none or two. */
static int cursor_row(struct rig *rig)
{
	char row[SCREEN_ROW];
	int found = -1;

	app_draw(&rig->app);
	for (int y = 1; y < canvas_height(rig->app.canvas) - 1; y++) {
		canvas_row(rig->app.canvas, y, row);
		if (row[0] == '>')
			found = found < 0 ? y : -2;
	}
	return found;
}

START_TEST(zoom_keys_change_the_time_of_a_row)
{
	struct rig rig;

	open_to_scale(&rig);
	ck_assert(rig_shows(&rig, "+ and - change the time of a row"));
	ck_assert(rig_shows(&rig, "1 row = 1 ms   A measured, B estimated (dotted): one way"));
	rig_press(&rig, "+");
	ck_assert(rig_shows(&rig, "1 row = 500 us"));
	rig_press(&rig, "=");
	ck_assert(rig_shows(&rig, "1 row = 200 us"));
	rig_press(&rig, "---");
	ck_assert(rig_shows(&rig, "1 row = 2 ms"));
	rig_press(&rig, "0");
	ck_assert(rig_shows(&rig, "1 row = 1 ms"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_cursor_keeps_its_row_when_zoomed)
{
	struct rig rig;
	int y;

	open_to_scale(&rig);
	rig_press(&rig, "jjjjjjjjjjjjjjjjjjjj");
	y = cursor_row(&rig);
	ck_assert_int_gt(y, 3);
	for (const char *key = "++---+0-"; *key; key++) {
		rig_press(&rig, (char[]){*key, '\0'});
		ck_assert_int_eq(cursor_row(&rig), y);
		ck_assert_int_eq(rig_frame(&rig), 21);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(zoom_says_where_it_ends)
{
	struct rig rig;

	open_to_scale(&rig);
	for (int i = 0; i < 40; i++)
		rig_press(&rig, "-");
	ck_assert(rig_shows(&rig, "no further: 1 row = 1000 s"));
	for (int i = 0; i < 60; i++)
		rig_press(&rig, "+");
	ck_assert(rig_shows(&rig, "no further: 1 row = "));
	rig_press(&rig, "v+");
	ck_assert(rig_shows(&rig, "v: to scale"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_cursor_is_always_in_sight)
{
	static const char keys[] = "GkkkkgjjjeeeE\006\006\002\004\025+G+g-j---jG--g0\006+\006tsGkk";
	struct rig rig;

	open_to_scale(&rig);
	for (int height = APP_MIN_HEIGHT; height < 60; height += 3) {
		app_resize(&rig.app, APP_MIN_WIDTH + height, height);
		for (size_t i = 0; keys[i]; i++) {
			rig_press(&rig, (char[]){keys[i], '\0'});
			ck_assert_int_ge(cursor_row(&rig), 0);
		}
	}
	rig_close(&rig);
}
END_TEST

/* The rows between two segments are the later one's. */
START_TEST(a_click_takes_the_rows_segment)
{
	struct rig rig;
	int y;

	open_to_scale(&rig);
	rig_press(&rig, "jjjjk");
	y = cursor_row(&rig);
	ck_assert_int_eq(rig_frame(&rig), 4);
	app_point(&rig.app, 1, y);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), 4);
	app_point(&rig.app, 1, y + 1);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_close(&rig);
}
END_TEST

Suite *tui_scale_suite(void)
{
	Suite *suite = suite_create("tui scale");
	TCase *tcase = tcase_create("zoom");

	tcase_add_test(tcase, zoom_keys_change_the_time_of_a_row);
	tcase_add_test(tcase, the_cursor_keeps_its_row_when_zoomed);
	tcase_add_test(tcase, zoom_says_where_it_ends);
	tcase_add_test(tcase, the_cursor_is_always_in_sight);
	tcase_add_test(tcase, a_click_takes_the_rows_segment);
	suite_add_tcase(suite, tcase);
	return suite;
}
