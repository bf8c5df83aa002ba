/* The viewer's help screen: it fits, and it is searched. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <curses.h>
#include <string.h>

/* One past the last column in which something is written, below the title. */
static int widest(const struct canvas *canvas)
{
	char row[SCREEN_ROW];
	int most = 0;

	for (int y = 1; y + 1 < canvas_height(canvas); y++) {
		canvas_row(canvas, y, row);
		most = (int)strlen(row) > most ? (int)strlen(row) : most;
	}
	return most;
}

START_TEST(the_help_fits_the_narrowest_screen)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	app_loaded(&rig.app, false);
	/* What is too long for it would show in the three columns that it has not. */
	app_resize(&rig.app, APP_MIN_WIDTH + 3, 100);
	rig_press(&rig, "?");
	ck_assert_int_gt(widest(rig.app.canvas), 40);
	ck_assert_int_le(widest(rig.app.canvas), APP_MIN_WIDTH);
	ck_assert(rig_shows(&rig, "how to read the ladder"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_help_is_searched)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	app_loaded(&rig.app, false);
	app_resize(&rig.app, RIG_WIDTH, APP_MIN_HEIGHT);
	rig_press(&rig, "\n?/Drawnn");
	ck_assert(rig_shows(&rig, "search: Drawnn"));
	ck_assert(!rig_shows(&rig, "slopes are drawn"));
	rig_press(&rig, "\177\n");
	ck_assert(rig_shows(&rig, "slopes are drawn"));
	rig_press(&rig, "/screenful\n");
	ck_assert(rig_shows(&rig, "a screenful down"));
	rig_press(&rig, "/nowhere\n");
	ck_assert(rig_shows(&rig, "not found"));
	rig_press(&rig, "/q\033");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_HELP);
	ck_assert(!rig_shows(&rig, "search: "));
	rig_close(&rig);
}
END_TEST

/* The row that is lit, -1 for none. */
static int lit(struct rig *rig)
{
	app_draw(&rig->app);
	for (int y = 0; y < canvas_height(rig->app.canvas); y++)
		if (canvas_cell(rig->app.canvas, 5, y)->ink & INK_SELECTED)
			return y;
	return -1;
}

START_TEST(the_search_goes_on_both_ways_and_round)
{
	struct rig rig;
	int first, second;

	rig_open(&rig, sample_flows(2, 1));
	app_loaded(&rig.app, false);
	app_resize(&rig.app, RIG_WIDTH, 60);
	rig_press(&rig, "?");
	ck_assert_int_eq(lit(&rig), -1);
	rig_press(&rig, "/screenful up\n");
	first = lit(&rig);
	ck_assert_int_gt(first, 0);
	rig_press(&rig, "n");
	second = lit(&rig);
	ck_assert_int_gt(second, first);
	rig_press(&rig, "N");
	ck_assert_int_eq(lit(&rig), first);
	rig_press(&rig, "nnnn");
	ck_assert_int_eq(lit(&rig), first);
	rig_close(&rig);
}
END_TEST

START_TEST(a_search_takes_any_character)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 1));
	rig.tui.glyphs = GLYPHS_UTF8;
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig_press(&rig, "?/");
	app_key(&rig.app, 0xe9);
	app_key(&rig.app, 0x2193);
	app_key(&rig.app, KEY_FUNCTION | KEY_DOWN);
	ck_assert(rig_shows(&rig, "search: \303\251\342\206\223_"));
	app_key(&rig.app, KEY_FUNCTION | KEY_BACKSPACE);
	ck_assert(rig_shows(&rig, "search: \303\251_"));
	for (int i = 0; i < 500; i++)
		app_key(&rig.app, 0x2193);
	ck_assert(rig_shows(&rig, "search:\342\200\246\342\206\223"));
	ck_assert(rig_shows(&rig, "\342\206\223_"));
	rig_close(&rig);
}
END_TEST

Suite *tui_help_suite(void)
{
	Suite *suite = suite_create("tui help");
	TCase *tcase = tcase_create("help");

	tcase_add_test(tcase, the_help_fits_the_narrowest_screen);
	tcase_add_test(tcase, the_help_is_searched);
	tcase_add_test(tcase, the_search_goes_on_both_ways_and_round);
	tcase_add_test(tcase, a_search_takes_any_character);
	suite_add_tcase(suite, tcase);
	return suite;
}
