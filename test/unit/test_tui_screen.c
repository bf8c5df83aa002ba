/* The viewer in curses, on pipes: what is on the screen, its sizes, its end. */
#include "support/screen.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

static int run(struct tracker *tracker, bool (*step)(struct screen *))
{
	struct screen screen;
	struct error error = {""};
	int result;

	screen_open(&screen, tracker, "xterm-256color");
	screen.step = step;
	result = screen_run(&screen, &error);
	ck_assert_str_eq(error.text, "");
	screen_close(&screen);
	tracker_free(tracker);
	return result;
}

/* --- screens --- */

static bool walk_through(struct screen *screen)
{
	switch (screen->steps) {
	case 0: screen->percent = 37; return true;
	case 1:
		ck_assert(screen_shows("3 flows"));
		ck_assert(screen_shows("37 %"));
		screen_keys(screen, "j\n");
		return true;
	case 2:
		ck_assert(screen_shows("flow 2 of 3"));
		ck_assert(screen_shows("SYN-SENT"));
		ck_assert(screen_shows(" #"));
		screen_keys(screen, "\033OB?");
		return true;
	case 3:
		ck_assert(screen_shows("a screenful down"));
		screen_keys(screen, "q");
		return true;
	case 4: ck_assert(screen_shows("SYN+ACK")); return true;
	default: return false;
	}
}

START_TEST(keys_lead_through_the_screens)
{
	ck_assert_int_eq(run(sample_flows(3, 20), walk_through), 0);
}
END_TEST

static bool leave_at_once(struct screen *screen)
{
	ck_assert_int_lt(screen->steps, 3);
	screen_keys(screen, "q");
	return true;
}

START_TEST(q_at_the_top_leaves)
{
	ck_assert_int_eq(run(sample_flows(2, 1), leave_at_once), 0);
}
END_TEST

static bool show_one_flow(struct screen *screen)
{
	if (screen->steps == 1)
		ck_assert(screen_shows("flow 1 of 1"));
	return screen->steps < 1;
}

START_TEST(one_flow_opens_as_a_ladder_and_the_end_of_keys_leaves)
{
	ck_assert_int_eq(run(sample_flows(1, 1), show_one_flow), 0);
}
END_TEST

static bool type_a_lot(struct screen *screen)
{
	if (screen->steps == 1)
		for (int i = 0; i < 150; i++)
			screen_keys(screen, "\033OBjk");
	if (screen->steps == 12)
		ck_assert(screen_shows(" #151 "));
	return screen->steps < 12;
}

START_TEST(no_key_is_left_over)
{
	ck_assert_int_eq(run(sample_flows(1, 100), type_a_lot), 0);
}
END_TEST

/* --- sizes --- */

static bool grow_and_shrink(struct screen *screen)
{
	switch (screen->steps) {
	case 1: screen_resize(59, 24); return true;
	case 2:
		ck_assert(screen_shows("needs 60 x 12"));
		ck_assert(!screen_shows("SYN"));
		screen_resize(60, 12);
		return true;
	case 3:
		ck_assert(screen_shows("SYN-SENT"));
		screen_resize(200, 50);
		return true;
	case 4:
		ck_assert(screen_shows("SYN-SENT"));
		screen_resize(1, 1);
		return true;
	case 5: screen_resize(80, 24); return true;
	case 6: ck_assert(screen_shows("SYN-SENT")); return true;
	default: return screen->steps < 6;
	}
}

START_TEST(any_size_is_drawn_and_too_small_is_said)
{
	ck_assert_int_eq(run(sample_flows(1, 20), grow_and_shrink), 0);
}
END_TEST

/* --- terminals that cannot --- */

START_TEST(a_terminal_that_cannot_is_refused_in_one_sentence)
{
	static const char *const names[] = {"dumb", "no-such-terminal", ""};
	struct screen screen;
	struct error error = {""};

	screen_open(&screen, sample_flows(1, 1), names[_i]);
	screen.step = leave_at_once;
	ck_assert_int_eq(screen_run(&screen, &error), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "terminal"));
	ck_assert_ptr_nonnull(strstr(error.text, names[_i]));
	tracker_free((struct tracker *)screen.tui.tracker);
	screen_close(&screen);
}
END_TEST

/* --- anything at all --- */

static unsigned next_random(unsigned *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

enum { SESSION_STEPS = 400, KEYS_A_STEP = 12 };

static const char *const session_keys[] = {
	"j",
	"k",
	"g",
	"G",
	"e",
	"E",
	"v",
	"t",
	"s",
	"?",
	"/",
	"n",
	"N",
	"\n",
	"q",
	"\033",
	"\033OB",
	"\033OA",
	"\033[6~",
	"\033[5~",
	"\033[H",
	"\033OF",
	"\006",
	"\002",
	"\004",
	"\025",
	"\014",
	"\177",
	"x",
	"\033[<64;5;5M",
	"\033[<65;5;5M",
	"\033[<0;9;9M",
	"\303\251",
};

static bool wander(struct screen *screen)
{
	unsigned *state = screen->context;
	struct tracker *tracker = (struct tracker *)screen->tui.tracker;

	screen->percent = screen->steps * 100 / SESSION_STEPS;
	for (int i = 0; i < KEYS_A_STEP; i++)
		screen_keys(screen, session_keys[next_random(state) %
						 (sizeof(session_keys) / sizeof(*session_keys))]);
	/* Leaving is for the other tests; here there is always a level to go back from. */
	screen_keys(screen, "?");
	if (next_random(state) % 4 == 0)
		screen_resize((int)(next_random(state) % 180) + 1,
			      (int)(next_random(state) % 60) + 1);
	if (next_random(state) % 8 == 0)
		sample_add(tracker, next_random(state) % 30);
	return screen->steps < SESSION_STEPS;
}

START_TEST(thousands_of_keys_and_resizes_do_no_harm)
{
	unsigned seed = (unsigned)_i + 1;
	struct screen screen;
	struct error error;

	screen_open(&screen, sample_flows(1, 3), _i % 2 ? "vt100" : "xterm-256color");
	screen.step = wander;
	screen.context = &seed;
	screen.tui.glyphs = GLYPHS_ASCII;
	ck_assert_int_eq(screen_run(&screen, &error), 0);
	tracker_free((struct tracker *)screen.tui.tracker);
	screen_close(&screen);
}
END_TEST

Suite *tui_screen_suite(void)
{
	Suite *suite = suite_create("tui screen");
	TCase *tcase = tcase_create("pipes");

	tcase_add_test(tcase, keys_lead_through_the_screens);
	tcase_add_test(tcase, q_at_the_top_leaves);
	tcase_add_test(tcase, one_flow_opens_as_a_ladder_and_the_end_of_keys_leaves);
	tcase_add_test(tcase, no_key_is_left_over);
	tcase_add_test(tcase, any_size_is_drawn_and_too_small_is_said);
	tcase_add_loop_test(tcase, a_terminal_that_cannot_is_refused_in_one_sentence, 0, 3);
	tcase_add_loop_test(tcase, thousands_of_keys_and_resizes_do_no_harm, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
