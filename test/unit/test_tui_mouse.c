/* One click and two, on each screen. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

START_TEST(two_clicks_open_what_is_there)
{
	struct rig rig;

	rig_open(&rig, sample_flows(3, 5));
	app_loaded(&rig.app, false);
	app_point_twice(&rig.app, 30, 1);
	app_point_twice(&rig.app, 30, 20);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	app_point_twice(&rig.app, 30, 4);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	ck_assert_uint_eq(rig.app.flow, 2);
	app_draw(&rig.app);
	app_point_twice(&rig.app, 30, RIG_HEIGHT - 2);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	app_point_twice(&rig.app, 30, 6);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	/* Nothing is below a segment. */
	app_draw(&rig.app);
	app_point_twice(&rig.app, 5, 5);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_SEGMENT);
	rig_close(&rig);
}
END_TEST

/* And opens nothing while the name of a file is asked for. */
START_TEST(a_click_takes_away_what_is_said)
{
	struct rig rig;

	rig_open(&rig, sample_flows(3, 5));
	rig.message = "3 frames not drawn";
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "not drawn"));
	app_point(&rig.app, 0, 4);
	ck_assert(!rig_shows(&rig, "not drawn"));
	rig_press(&rig, "w");
	app_point_twice(&rig.app, 0, 4);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_close(&rig);
}
END_TEST

START_TEST(a_click_moves_the_cursor)
{
	struct rig rig;

	rig_open(&rig, sample_flows(3, 5));
	app_loaded(&rig.app, false);
	app_point(&rig.app, 0, 4);
	ck_assert_uint_eq(rig.app.flow, 2);
	app_point(&rig.app, 0, 20);
	ck_assert_uint_eq(rig.app.flow, 2);
	rig_press(&rig, "\n");
	app_point(&rig.app, 0, 6);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), 2);
	app_point(&rig.app, 0, 0);
	app_point(&rig.app, 0, RIG_HEIGHT - 2);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_frame(&rig), 2);
	rig_close(&rig);
}
END_TEST

Suite *tui_mouse_suite(void)
{
	Suite *suite = suite_create("tui mouse");
	TCase *tcase = tcase_create("clicks");

	tcase_add_test(tcase, a_click_moves_the_cursor);
	tcase_add_test(tcase, a_click_takes_away_what_is_said);
	tcase_add_test(tcase, two_clicks_open_what_is_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
