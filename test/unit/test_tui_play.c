/* Arrows that come by themselves: when, how fast, and that nothing wakes the viewer else. */
#include "support/rig.h"
#include "support/screen.h"
#include "tui/lesson/play.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { EXCHANGES = 8, SEGMENTS = 3 + 2 * EXCHANGES + 1 + 2, TICK_MS = 10 };

/* Lets so much time pass; returns how often something was drawn. */
static int pass(struct rig *rig, int ms)
{
	int drawings = 0;
	bool drawing;

	for (; ms > 0; ms -= TICK_MS) {
		app_wake(&rig->app, rig->app.now_ns + TICK_MS * 1000000, &drawing);
		drawings += drawing;
	}
	return drawings;
}

/* When it wants to be woken, from now; -1 for never. */
static int64_t woken_in(struct rig *rig)
{
	bool drawing;
	int64_t next = app_wake(&rig->app, rig->app.now_ns, &drawing);

	return next == INT64_MAX ? -1 : next - rig->app.now_ns;
}

START_TEST(arrows_come_at_their_times)
{
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	ck_assert_int_eq(woken_in(&rig), -1);
	rig_press(&rig, "9a");
	ck_assert(rig_shows(&rig, "playing x1   9 / 22"));
	/* What is sent again comes 1.02 s behind. */
	ck_assert_int_eq(woken_in(&rig), 10000000);
	pass(&rig, 1000);
	ck_assert_int_eq(rig_arrows(&rig), 10);
	ck_assert_int_eq(woken_in(&rig), 30000000);
	ck_assert(!rig_shows(&rig, "Waited"));
	pass(&rig, 40);
	ck_assert_int_eq(rig_arrows(&rig), 11);
	ck_assert(rig_shows(&rig, "Waited 1.020 s."));
	pass(&rig, 2000);
	ck_assert_int_eq(rig_arrows(&rig), SEGMENTS);
	ck_assert(!rig_shows(&rig, "playing"));
	ck_assert_int_eq(woken_in(&rig), -1);
	rig_press(&rig, "a");
	pass(&rig, TICK_MS);
	ck_assert_int_eq(rig_arrows(&rig), 1);
	rig_close(&rig);
}
END_TEST

START_TEST(the_key_pauses_and_others_stop)
{
	static const char others[] = " \bgGvtsc?3\f";
	struct rig rig;
	long before;

	rig_step(&rig, EXCHANGES);
	rig_press(&rig, "9a");
	pass(&rig, 500);
	rig_press(&rig, "a");
	ck_assert(rig_shows(&rig, "paused x1   10 / 22"));
	ck_assert_int_eq(woken_in(&rig), -1);
	pass(&rig, 5000);
	ck_assert_int_eq(rig_arrows(&rig), 10);
	rig_press(&rig, "a");
	ck_assert_int_eq(woken_in(&rig), 1030000000 - 500000000);
	for (size_t i = 0; others[i]; i++) {
		rig_press(&rig, "9a");
		ck_assert(rig_shows(&rig, "playing"));
		rig_press(&rig, (char[]){others[i], '\0'});
		if (others[i] == '?')
			rig_press(&rig, "q");
		before = rig_arrows(&rig);
		ck_assert_int_eq(woken_in(&rig), -1);
		pass(&rig, 5000);
		ck_assert_int_eq(rig_arrows(&rig), before);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(it_plays_faster_and_slower)
{
	static const char *const slower[] = {"1/2", "1/4", "1/8", "1/8"};
	char text[32];
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig_press(&rig, "9+");
	ck_assert(rig_shows(&rig, "Speed: x2"));
	rig_press(&rig, "-");
	rig_press(&rig, "a");
	pass(&rig, 500);
	rig_press(&rig, "=");
	ck_assert(rig_shows(&rig, "playing x2   10 / 22"));
	ck_assert_int_eq(woken_in(&rig), (1030000000 - 500000000) / 2);
	rig_press(&rig, "-");
	for (size_t i = 0; i < sizeof(slower) / sizeof(*slower); i++) {
		rig_press(&rig, "-");
		snprintf(text, sizeof(text), "playing x%s ", slower[i]);
		ck_assert_msg(rig_shows(&rig, text), "%s", text);
	}
	/* 8.16 s are too long. */
	ck_assert_int_eq(woken_in(&rig), PLAY_WAIT_MOST_NS);
	pass(&rig, 3000);
	ck_assert(rig_shows(&rig, "Waited 1.020 s, shortened to 3 s."));
	for (int i = 0; i < 20; i++)
		rig_press(&rig, "+");
	ck_assert(rig_shows(&rig, "playing x1000 "));
	rig_close(&rig);
}
END_TEST

START_TEST(it_draws_at_most_twenty_times_a_second)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 300));
	rig.tui.lesson = LESSON_STEP;
	rig.tui.play = PLAY_NORMAL;
	rig_reopen(&rig);
	rig.app.patience_ns = INT64_MAX; /* how long it takes decides nothing */
	app_loaded(&rig.app, false);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_STEP);
	for (int second = 0; second < 5; second++)
		ck_assert_int_le(pass(&rig, 1000), 20);
	ck_assert_int_gt(rig_arrows(&rig), 50);
	ck_assert(rig_shows(&rig, "playing x1 "));
	rig_close(&rig);
}
END_TEST

/* How many cells show something of A's arrows. */
static int line_cells(struct rig *rig)
{
	const struct canvas *canvas = rig->app.canvas;
	char cell[CELL_TEXT];
	int cells = 0;

	app_draw(&rig->app);
	for (int i = 0; i < canvas_width(canvas) * canvas_height(canvas); i++) {
		int x = i % canvas_width(canvas), y = i / canvas_width(canvas);

		canvas_cell_text(canvas, x, y, cell);
		cells += strcmp(cell, " ") != 0 && canvas_cell(canvas, x, y)->ink == INK_A;
	}
	return cells;
}

START_TEST(an_arrow_grows_on_its_way)
{
	int before = 0, grew = 0;
	struct rig rig;

	rig_step(&rig, EXCHANGES);
	rig.app.show.style = LADDER_SLOPED;
	rig_press(&rig, "a");
	for (int i = 0; i < 14; i++)
		rig_press(&rig, "-");
	for (int ms = 0; ms < 150; ms += TICK_MS) {
		pass(&rig, TICK_MS);
		ck_assert_int_ge(line_cells(&rig), before);
		grew += line_cells(&rig) > before;
		before = line_cells(&rig);
	}
	ck_assert_int_ge(grew, 3);
	ck_assert_int_eq(rig_arrows(&rig), 1);
	rig_press(&rig, "1");
	ck_assert_int_eq(line_cells(&rig), before);
	rig_close(&rig);
}
END_TEST

Suite *tui_play_suite(void)
{
	Suite *suite = suite_create("tui_play");
	TCase *tests = tcase_create("playing");

	tcase_add_test(tests, arrows_come_at_their_times);
	tcase_add_test(tests, the_key_pauses_and_others_stop);
	tcase_add_test(tests, it_plays_faster_and_slower);
	tcase_add_test(tests, it_draws_at_most_twenty_times_a_second);
	tcase_add_test(tests, an_arrow_grows_on_its_way);
	suite_add_tcase(suite, tests);
	return suite;
}
