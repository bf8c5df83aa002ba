/* Every key of every screen, pressed: the key table has no row that is not in the list here. */
#include "support/rig.h"
#include "support/screen.h"
#include "tui/keymap.h"
#include "unit/suites.h"

#include <stdio.h>
#include <string.h>

enum { FLOWS = 40, EXCHANGES = 12 };

/* Instead of a text. */
#define LEAVES "(leaves the program)"
#define CLEARS "(draws from nothing)"

/* Before a text: what is lit, from the top, ends with it. */
#define LIT "(lit)"

static const struct press {
	enum screen_kind screen;
	enum action action;
	bool live;
	const char *way;
	const char *shows;
} presses[] = {
#define ROW(screen, action)                    SCREEN_##screen, ACTION_##action
#define PRESS(screen, action, way, shows)      {ROW(screen, action), false, way, shows},
#define LIVE_PRESS(screen, action, way, shows) {ROW(screen, action), true, way, shows},
#include "unit/pressed.def"
#undef LIVE_PRESS
#undef PRESS
#undef ROW
};

enum { PRESSES = sizeof(presses) / sizeof(*presses) };

/* From the list of flows. */
static const char *const ways[SCREEN_COUNT] = {
	[SCREEN_FLOWS] = "",        [SCREEN_LADDER] = "\n",   [SCREEN_SEGMENT] = "\njjj\n",
	[SCREEN_STREAM] = "\nb",    [SCREEN_GRAPH] = "\no",   [SCREEN_COMPARE] = "\n jj ",
	[SCREEN_STEP] = "\nS",      [SCREEN_PREDICT] = "\nP", [SCREEN_HELP] = "?",
	[SCREEN_PROMPT] = "/ab cd",
};

static void open_at(struct rig *rig, const struct press *press)
{
	rig_open(rig, sample_flows(FLOWS, EXCHANGES));
	rig->look.live = press->live;
	app_loaded(&rig->app, press->live);
	app_draw(&rig->app);
	rig_press(rig, ways[press->screen]);
	rig_press(rig, press->way);
	if (press->screen != SCREEN_PROMPT)
		ck_assert_int_eq(rig_shown(rig), press->screen);
}

/* Without the blanks at its end. */
static const char *lit(struct rig *rig)
{
	static char text[SCREEN_ROW];
	size_t length;

	snprintf(text, sizeof(text), "%s", rig_lit(rig, 0, 0, RIG_WIDTH, RIG_HEIGHT));
	length = strlen(text);
	while (length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}

static bool ends_with(const char *text, const char *end)
{
	return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

/* Is what the key is to bring there? */
static bool is_there(struct rig *rig, const char *shows)
{
	if (strcmp(shows, LEAVES) == 0)
		return rig->app.leaving;
	if (strcmp(shows, CLEARS) == 0)
		return rig->app.cleared;
	if (strncmp(shows, LIT, strlen(LIT)) == 0)
		return ends_with(lit(rig), shows + strlen(LIT));
	return rig_shows(rig, shows);
}

static void press_key(const struct press *press, int key)
{
	char name[KEY_NAMES];
	struct rig rig;

	key_text(key, GLYPHS_ASCII, name);
	open_at(&rig, press);
	ck_assert_msg(!is_there(&rig, press->shows), "%s: before %s", press->shows, name);
	app_key(&rig.app, key);
	rig_press(&rig, "");
	ck_assert_msg(is_there(&rig, press->shows), "%s: not behind %s", press->shows, name);
	rig_close(&rig);
}

/* The row of the key table that is meant. */
static const struct key_row *row_of(const struct press *press)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++)
		if ((row->screens >> press->screen & 1) && row->action == press->action)
			return row;
	return NULL;
}

START_TEST(every_key_does_what_it_says)
{
	const struct press *press = &presses[_i];

	for (const struct key_row *row = row_of(press); row; row = NULL)
		for (size_t i = 0; i < KEY_CODES && row->codes[i]; i++)
			press_key(press, row->codes[i]);
}
END_TEST

static int times_listed(enum screen_kind screen, enum action action)
{
	int times = 0;

	for (size_t i = 0; i < PRESSES; i++)
		times += presses[i].screen == screen && presses[i].action == action;
	return times;
}

START_TEST(no_key_is_left_out)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++)
		for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++)
			if (row->screens >> screen & 1)
				ck_assert_msg(times_listed(screen, row->action) > 0,
					      "%s: no press of %s",
					      lang_text(lang_default(), key_screen_name(screen)),
					      lang_text(lang_default(), row->what));
	for (size_t i = 0; i < PRESSES; i++)
		ck_assert_msg(row_of(&presses[i]) != NULL, "%zu is no key", i);
}
END_TEST

/* A key that two rows of a screen have would do only what the first says. */
START_TEST(no_key_has_two_meanings)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++)
		for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++)
			for (size_t k = 0; k < KEY_CODES && row->codes[k]; k++)
				if (row->screens >> screen & 1)
					ck_assert_int_eq(key_action(screen, row->codes[k]),
							 row->action);
}
END_TEST

Suite *tui_keys_suite(void)
{
	Suite *suite = suite_create("tui keys");
	TCase *tcase = tcase_create("keys");

	tcase_add_test(tcase, no_key_is_left_out);
	tcase_add_test(tcase, no_key_has_two_meanings);
	tcase_add_loop_test(tcase, every_key_does_what_it_says, 0, PRESSES);
	suite_add_tcase(suite, tcase);
	return suite;
}
