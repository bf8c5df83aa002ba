/* A line that is typed: each of its keys, and what of it is drawn. */
#include "tui/prompt.h"

#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <curses.h>
#include <string.h>

enum { RIGHT = KEY_FUNCTION | KEY_RIGHT, LEFT = KEY_FUNCTION | KEY_LEFT };

/* What each action makes of "one/two three" with the cursor behind "tw". */
static const struct {
	enum action action;
	const char *text;
	size_t at;
	enum prompt_result result;
} cases[] = {
	{ACTION_LEFT, "one/two three", 5, PROMPT_TYPING},
	{ACTION_RIGHT, "one/two three", 7, PROMPT_TYPING},
	{ACTION_FIRST, "one/two three", 0, PROMPT_TYPING},
	{ACTION_LAST, "one/two three", 13, PROMPT_TYPING},
	{ACTION_ERASE, "one/to three", 5, PROMPT_TYPING},
	{ACTION_ERASE_NEXT, "one/tw three", 6, PROMPT_TYPING},
	{ACTION_ERASE_WORD, "one/o three", 4, PROMPT_TYPING},
	{ACTION_ERASE_LEFT, "o three", 0, PROMPT_TYPING},
	{ACTION_ERASE_RIGHT, "one/tw", 6, PROMPT_TYPING},
	{ACTION_ACCEPT, "one/two three", 6, PROMPT_DONE},
	{ACTION_CANCEL, "one/two three", 6, PROMPT_CANCELLED},
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

static void check_key(const struct key_row *row, int key)
{
	struct prompt prompt;
	int found = 0;

	for (int i = 0; i < CASES; i++) {
		if (cases[i].action != row->action)
			continue;
		prompt_begin(&prompt, "one/two three");
		prompt.at = 6;
		ck_assert_int_eq(prompt_key(&prompt, key), cases[i].result);
		ck_assert_str_eq(prompt.text, cases[i].text);
		ck_assert_uint_eq(prompt.at, cases[i].at);
		found++;
	}
	ck_assert_msg(found == 1, "no case for the action %d", row->action);
}

START_TEST(each_key_edits_the_line)
{
	const struct key_row *row;
	int keys = 0;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++) {
		if (!(row->screens >> SCREEN_PROMPT & 1))
			continue;
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++, keys++)
			check_key(row, row->codes[j]);
	}
	ck_assert_int_ge(keys, CASES);
}
END_TEST

static void press(struct prompt *prompt, const char *keys)
{
	for (; *keys; keys++)
		prompt_key(prompt, *keys);
}

START_TEST(typing_goes_in_at_the_cursor)
{
	struct prompt prompt;

	prompt_begin(&prompt, "ac");
	prompt_key(&prompt, LEFT);
	press(&prompt, "b");
	ck_assert_str_eq(prompt.text, "abc");
	prompt_key(&prompt, RIGHT);
	prompt_key(&prompt, RIGHT);
	press(&prompt, "?d q");
	ck_assert_str_eq(prompt.text, "abc?d q");
}
END_TEST

START_TEST(characters_are_erased_whole)
{
	struct prompt prompt;

	prompt_begin(&prompt, "");
	prompt_key(&prompt, 0xe9);
	prompt_key(&prompt, 0xd55c);
	prompt_key(&prompt, 0x1f600);
	ck_assert_str_eq(prompt.text, "\303\251\355\225\234\360\237\230\200");
	prompt_key(&prompt, LEFT);
	ck_assert_uint_eq(prompt.at, 5);
	press(&prompt, "\177");
	ck_assert_str_eq(prompt.text, "\303\251\360\237\230\200");
	press(&prompt, "\004");
	ck_assert_str_eq(prompt.text, "\303\251");
	press(&prompt, "\177");
	ck_assert_str_eq(prompt.text, "");
	ck_assert_int_eq(prompt_key(&prompt, 0x7f), PROMPT_CANCELLED);
}
END_TEST

START_TEST(the_ends_are_the_end)
{
	static const char keys[] = "\002\006\004\027\025\013";
	struct prompt prompt;

	prompt_begin(&prompt, "");
	for (size_t i = 0; keys[i]; i++)
		ck_assert_int_eq(prompt_key(&prompt, keys[i]), PROMPT_TYPING);
	ck_assert_str_eq(prompt.text, "");
	prompt_begin(&prompt, "a/ b  ");
	press(&prompt, "\027");
	ck_assert_str_eq(prompt.text, "a/ ");
	press(&prompt, "\027");
	ck_assert_str_eq(prompt.text, "");
}
END_TEST

/* What cannot be typed is for the caller: a completion, a history. */
START_TEST(other_keys_are_handed_back)
{
	static const int keys[] = {'\t', KEY_FUNCTION | KEY_UP, KEY_FUNCTION | KEY_DOWN, 0x85};
	struct prompt prompt;

	prompt_begin(&prompt, "a");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		ck_assert_int_eq(prompt_key(&prompt, keys[i]), PROMPT_OTHER);
	ck_assert_str_eq(prompt.text, "a");
}
END_TEST

START_TEST(a_full_line_takes_no_more)
{
	struct prompt prompt;

	prompt_begin(&prompt, "");
	for (int i = 0; i < 2 * PROMPT_SIZE; i++)
		prompt_key(&prompt, 0x2193);
	ck_assert_uint_eq(strlen(prompt.text), (PROMPT_SIZE - 1) / 3 * 3);
	press(&prompt, "a\005");
	ck_assert_uint_eq(prompt.at, strlen(prompt.text));
}
END_TEST

static void shows(struct rig *rig, const struct prompt *prompt, const char *want)
{
	char row[SCREEN_ROW];

	canvas_clear(rig->app.canvas);
	prompt_draw(&rig->app, prompt, "name: ");
	canvas_row(rig->app.canvas, RIG_HEIGHT - 1, row);
	ck_assert_str_eq(row, want);
}

START_TEST(the_cursor_is_seen_wherever_it_is)
{
	struct prompt prompt;
	char long_line[91];
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	prompt_begin(&prompt, "ab");
	shows(&rig, &prompt, " name: ab_");
	prompt.at = 1;
	shows(&rig, &prompt, " name: ab");
	ck_assert(canvas_cell(rig.app.canvas, 8, RIG_HEIGHT - 1)->ink & INK_SELECTED);
	ck_assert(!(canvas_cell(rig.app.canvas, 9, RIG_HEIGHT - 1)->ink & INK_SELECTED));
	for (int i = 0; i < 90; i++)
		long_line[i] = (char)('a' + i % 26);
	long_line[90] = '\0';
	prompt_begin(&prompt, long_line);
	shows(&rig, &prompt,
	      " name:~uvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl_");
	prompt.at = 0;
	shows(&rig, &prompt,
	      " name: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst");
	ck_assert(canvas_cell(rig.app.canvas, 7, RIG_HEIGHT - 1)->ink & INK_SELECTED);
	rig_close(&rig);
}
END_TEST

START_TEST(wide_characters_take_two_cells)
{
	struct prompt prompt;
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	rig.tui.glyphs = GLYPHS_UTF8;
	rig_reopen(&rig);
	prompt_begin(&prompt, "\355\225\234a");
	shows(&rig, &prompt, " name: \355\225\234a_");
	prompt.at = 3;
	shows(&rig, &prompt, " name: \355\225\234a");
	ck_assert(canvas_cell(rig.app.canvas, 9, RIG_HEIGHT - 1)->ink & INK_SELECTED);
	rig_close(&rig);
}
END_TEST

Suite *tui_prompt_suite(void)
{
	Suite *suite = suite_create("tui prompt");
	TCase *tcase = tcase_create("line");

	tcase_add_test(tcase, each_key_edits_the_line);
	tcase_add_test(tcase, typing_goes_in_at_the_cursor);
	tcase_add_test(tcase, characters_are_erased_whole);
	tcase_add_test(tcase, the_ends_are_the_end);
	tcase_add_test(tcase, other_keys_are_handed_back);
	tcase_add_test(tcase, a_full_line_takes_no_more);
	tcase_add_test(tcase, the_cursor_is_seen_wherever_it_is);
	tcase_add_test(tcase, wide_characters_take_two_cells);
	suite_add_tcase(suite, tcase);
	return suite;
}
