/* Keys that the user has moved. */
#include "support/rig.h"
#include "support/screen.h"
#include "tui/keymap.h"
#include "unit/suites.h"

#include <curses.h>
#include <locale.h>
#include <string.h>

enum { FLOW = 5 };

START_TEST(a_new_map_is_the_table)
{
	struct keymap *keymap = keymap_new();
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++)
			for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
				if (row->screens >> screen & 1)
					ck_assert_int_eq(
						keymap_action(keymap, screen, row->codes[j]),
						row->action);
	keymap_free(keymap);
}
END_TEST

START_TEST(a_key_is_taken_from_whoever_had_it)
{
	struct keymap *keymap = keymap_new();
	struct error error;

	ck_assert(keymap_bind(keymap, "ladder.next-event", "v F5 ^X Space", &error));
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, 'v'), ACTION_NEXT_EVENT);
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, KEY_FUNCTION | KEY_F(5)),
			 ACTION_NEXT_EVENT);
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, 0x18), ACTION_NEXT_EVENT);
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, ' '), ACTION_NEXT_EVENT);
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, 'e'), ACTION_NONE);
	ck_assert_int_eq(keymap_action(keymap, SCREEN_FLOWS, ' '), ACTION_MARK);
	keymap_free(keymap);
}
END_TEST

static const struct {
	const char *action, *keys, *wrong;
} mistakes[] = {
	{"ladder.next", "n", "'ladder.next' is no action with a key"},
	{"prompt.accept", "n", "'prompt.accept' is no action with a key"},
	{"ladder.help", "F99", "'F99' is no key"},
	{"ladder.help", "a b m o r u B M z", "'z' is one key too many"},
	{"ladder.help", "x", "'x' is a key of ladder.style already"},
};

START_TEST(mistakes_are_told)
{
	struct keymap *keymap = keymap_new();
	struct error error = {""};

	ck_assert(keymap_bind(keymap, "ladder.style", "x", &error));
	ck_assert(!keymap_bind(keymap, mistakes[_i].action, mistakes[_i].keys, &error));
	ck_assert_str_eq(error.text, mistakes[_i].wrong);
	keymap_free(keymap);
}
END_TEST

START_TEST(screens_go_by_the_users_keys)
{
	struct keymap *keymap = keymap_new();
	struct error error;
	struct rig rig;

	ck_assert(keymap_bind(keymap, "flows.down", "m", &error));
	ck_assert(keymap_bind(keymap, "flows.quit", "X", &error));
	rig_open(&rig, sample_flows(3, FLOW));
	rig.tui.keymap = keymap;
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig_press(&rig, "m");
	ck_assert_uint_eq(rig.app.flow, 1);
	rig_press(&rig, "j");
	ck_assert_uint_eq(rig.app.flow, 1);
	ck_assert(rig_shows(&rig, "m next") && rig_shows(&rig, "X quit"));
	rig_press(&rig, "?");
	ck_assert(rig_shows(&rig, "m            one down"));
	rig_press(&rig, "qX");
	ck_assert(rig.app.leaving);
	rig_close(&rig);
	keymap_free(keymap);
}
END_TEST

START_TEST(a_letter_of_any_alphabet_is_a_key)
{
	struct keymap *keymap;
	struct error error;

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return;
	keymap = keymap_new();
	ck_assert(keymap_bind(keymap, "ladder.down", "Down j ㅓ", &error));
	ck_assert_int_eq(keymap_action(keymap, SCREEN_LADDER, 0x3153), ACTION_DOWN);
	keymap_free(keymap);
}
END_TEST

Suite *tui_keymap_suite(void)
{
	Suite *suite = suite_create("tui keymap");
	TCase *tcase = tcase_create("keymap");

	tcase_add_test(tcase, a_new_map_is_the_table);
	tcase_add_test(tcase, a_key_is_taken_from_whoever_had_it);
	tcase_add_loop_test(tcase, mistakes_are_told, 0, sizeof(mistakes) / sizeof(*mistakes));
	tcase_add_test(tcase, screens_go_by_the_users_keys);
	tcase_add_test(tcase, a_letter_of_any_alphabet_is_a_key);
	suite_add_tcase(suite, tcase);
	return suite;
}
