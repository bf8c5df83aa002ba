/* The screen that asks what comes next: every key of it, verdicts, the score. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <string.h>

enum { ROUNDS = 64, SEED = 2 /* asks for the sender of the SYN first */ };

static void open_predict(struct rig *rig, const char *language)
{
	rig_open(rig, sample_flows(1, 4));
	rig->tui.lesson = LESSON_PREDICT;
	rig->tui.seed = SEED;
	rig->tui.ladder.lang = lang_find(language);
	rig_reopen(rig);
	app_loaded(&rig->app, false);
	rig_press(rig, "");
	ck_assert_int_eq(rig_shown(rig), SCREEN_PREDICT);
}

START_TEST(it_asks_before_it_draws)
{
	struct rig rig;

	open_predict(&rig, "en");
	ck_assert(rig_shows(&rig, "A sends SYN. Which state does A enter?"));
	ck_assert(rig_shows(&rig, "Answer (Esc leaves):"));
	ck_assert(!rig_shows(&rig, "SYN-SENT"));
	rig_press(&rig, "syn sent");
	ck_assert(rig_shows(&rig, "syn sent_"));
	rig_press(&rig, "\n");
	ck_assert(rig_shows(&rig, "Right: SYN-SENT."));
	ck_assert(rig_shows(&rig, "it waits for the answer to its SYN"));
	ck_assert(rig_shows(&rig, "So far: 1 of 1."));
	ck_assert(rig_shows(&rig, "SYN  seq="));
	ck_assert(!rig_shows(&rig, "SYN+ACK"));
	rig_press(&rig, " 4711\n");
	ck_assert(rig_shows(&rig, "Not 4711: it is "));
	ck_assert(rig_shows(&rig, "So far: 1 of 2."));
	rig_close(&rig);
}
END_TEST

/* The eye goes from the newest arrow to what is asked, and not over an empty screen. */
START_TEST(the_ladder_ends_above_the_question)
{
	struct rig rig;

	open_predict(&rig, "en");
	rig_resize(&rig, 200, 50);
	ck_assert(strstr(rig_row(&rig, 44), "A 10.0.0.1:"));
	ck_assert(strstr(rig_row(&rig, 46), "Which state does A enter?"));
	rig_press(&rig, "syn sent\n");
	ck_assert_str_eq(rig_row(&rig, 0), "");
	ck_assert(strstr(rig_row(&rig, 43), "SYN-SENT"));
	ck_assert(strchr(rig_row(&rig, 44), '>'));
	ck_assert(strstr(rig_row(&rig, 46), "Right: SYN-SENT."));
	rig_close(&rig);
}
END_TEST

START_TEST(a_summary_ends_it)
{
	struct rig rig;

	open_predict(&rig, "en");
	for (int i = 0; i < ROUNDS && !rig_shows(&rig, "That was all."); i++)
		rig_press(&rig, "1\n ");
	ck_assert(rig_shows(&rig, "You were right "));
	ck_assert(rig_shows(&rig, "ACK numbers: "));
	ck_assert(rig_shows(&rig, "what follows a loss: "));
	ck_assert(rig_shows(&rig, "FIN+ACK"));
	rig_press(&rig, " \nj");
	ck_assert(rig_shows(&rig, "That was all."));
	rig_close(&rig);
}
END_TEST

/* Nothing else is done between the keys. */
static void type_at_once(struct rig *rig, const char *keys)
{
	for (; *keys; keys++)
		app_key(&rig->app, *keys);
}

/* In a long flow it takes some looks until there is a question: who types meanwhile answers it. */
START_TEST(what_is_typed_too_early_waits_for_its_question)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 3000));
	rig.tui.seed = SEED;
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig.app.patience_ns = 0;
	type_at_once(&rig, "P");
	ck_assert(rig_shows(&rig, "Choosing what to ask: 1 % (Esc leaves)"));
	type_at_once(&rig, "syn sent\n");
	ck_assert(rig_shows(&rig, "Choosing what to ask: 1 %"));
	rig_resize(&rig, 60, 12);
	while (app_work(&rig.app, 0))
		continue;
	ck_assert(rig_shows(&rig, "Right: SYN-SENT."));
	type_at_once(&rig, "\033\033P");
	ck_assert(rig_shows(&rig, "Choosing what to ask: 1 %"));
	type_at_once(&rig, "\033");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

START_TEST(it_speaks_korean)
{
	struct rig rig;

	open_predict(&rig, "ko");
	rig.tui.glyphs = GLYPHS_UTF8;
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "어떤 상태가 될까요?"));
	rig_press(&rig, "syn-sent\n");
	ck_assert(rig_shows(&rig, "맞습니다: SYN-SENT."));
	rig_close(&rig);
}
END_TEST

/* While it asks, Esc leaves and all else is typed; then the table's keys do what they say. */
static void check_key(enum action action, int key)
{
	bool away = action == ACTION_BACK || action == ACTION_QUIT || action == ACTION_HELP;
	struct rig rig;

	open_predict(&rig, "en");
	app_key(&rig.app, key);
	ck_assert_int_eq(rig_shown(&rig) == SCREEN_LADDER, action == ACTION_BACK);
	rig_close(&rig);
	open_predict(&rig, "en");
	rig_press(&rig, "x\n");
	app_key(&rig.app, key);
	app_draw(&rig.app);
	if (action == ACTION_BACK) {
		ck_assert(rig_shows(&rig, "You were right 0 of 1 times so far; Esc again leaves."));
		app_key(&rig.app, key);
	}
	ck_assert_int_eq(rig_shown(&rig) != SCREEN_PREDICT, away);
	if (!away)
		ck_assert_int_eq(rig_shows(&rig, "Answer (Esc"), action == ACTION_DOWN);
	rig_close(&rig);
}

START_TEST(every_key_does_what_it_says)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
			if (row->screens >> SCREEN_PREDICT & 1)
				check_key(row->action, row->codes[j]);
}
END_TEST

/* Who leaves while a question stands open has answered the ones before. */
START_TEST(leaving_tells_the_score)
{
	struct rig rig;

	open_predict(&rig, "en");
	rig_press(&rig, "syn sent\n 12");
	app_key(&rig.app, 0x1b);
	ck_assert(rig_shows(&rig, "You were right 1 of 1 times so far; Esc again leaves."));
	ck_assert(rig_shows(&rig, "states: 1 of 1"));
	ck_assert(!rig_shows(&rig, "Answer (Esc"));
	app_key(&rig.app, 0x1b);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

START_TEST(nothing_to_ask_is_said)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n0 A > B R 7:7(0)\n");
	rig_press(&rig, "P");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_PREDICT);
	ck_assert(rig_shows(&rig, "Nothing can be asked about this flow."));
	rig_close(&rig);
}
END_TEST

START_TEST(any_size_will_do)
{
	struct rig rig;

	for (int height = APP_MIN_HEIGHT; height < 60; height += 9) {
		open_predict(&rig, "en");
		rig_resize(&rig, APP_MIN_WIDTH + height, height);
		ck_assert(rig_shows(&rig, "Which state"));
		rig_press(&rig, "1\n");
		ck_assert(rig_shows(&rig, "SYN  seq="));
		rig_close(&rig);
	}
}
END_TEST

Suite *tui_predict_suite(void)
{
	Suite *suite = suite_create("tui_predict");
	TCase *tests = tcase_create("predict");

	tcase_add_test(tests, it_asks_before_it_draws);
	tcase_add_test(tests, the_ladder_ends_above_the_question);
	tcase_add_test(tests, a_summary_ends_it);
	tcase_add_test(tests, what_is_typed_too_early_waits_for_its_question);
	tcase_add_test(tests, it_speaks_korean);
	tcase_add_test(tests, every_key_does_what_it_says);
	tcase_add_test(tests, leaving_tells_the_score);
	tcase_add_test(tests, nothing_to_ask_is_said);
	tcase_add_test(tests, any_size_will_do);
	suite_add_tcase(suite, tests);
	return suite;
}
