/* The viewer's screens without a terminal: each key of each screen, and what is then drawn. */
#include "tui/app.h"

#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = RIG_WIDTH, HEIGHT = RIG_HEIGHT, FLOWS = 60, EXCHANGES = 40 };

/* A viewer on that screen, with the capture read to its end; the help is long for its screen. */
static void rig_on(struct rig *rig, enum screen_kind screen, int height)
{
	rig_open(rig, sample_flows(FLOWS, EXCHANGES));
	app_loaded(&rig->app, false);
	app_resize(&rig->app, WIDTH, screen == SCREEN_HELP ? height / 2 : height);
	rig_press(rig, screen == SCREEN_FLOWS ? "" : screen == SCREEN_LADDER ? "\n" : "\n?");
	ck_assert_int_eq(rig_shown(rig), screen);
}

static bool rows_agree(const struct canvas *part, const struct canvas *whole, int offset)
{
	char row[SCREEN_ROW], other[SCREEN_ROW];

	for (int y = 1; y < canvas_height(part) - 1; y++) {
		canvas_row(part, y, row);
		canvas_row(whole, y + offset, other);
		if (strcmp(row, other) != 0)
			return false;
	}
	return true;
}

/* How far the help is scrolled: its rows are looked for on a screen that shows it whole. */
static long help_offset(const struct rig *rig)
{
	struct rig tall;
	int offset = 0;

	rig_on(&tall, SCREEN_HELP, 4 * HEIGHT);
	while (offset < 2 * HEIGHT && !rows_agree(rig->app.canvas, tall.app.canvas, offset))
		offset++;
	rig_close(&tall);
	return offset;
}

/* Where the cursor is: the flow, the segment's frame or the help's first line. */
static long cursor(struct rig *rig)
{
	app_draw(&rig->app);
	switch (rig_shown(rig)) {
	case SCREEN_FLOWS: return (long)rig->app.flow;
	case SCREEN_LADDER: return rig_frame(rig);
	default: return help_offset(rig);
	}
}

/* --- what each action must do, from a place in the middle --- */

struct moved {
	long before;
	long after;
	long first;
	long last;
};

static void went_one_down(const struct moved *m)
{
	ck_assert_int_eq(m->after, m->before + 1);
}

static void went_one_up(const struct moved *m)
{
	ck_assert_int_eq(m->after, m->before - 1);
}

static void went_down(const struct moved *m)
{
	ck_assert_int_gt(m->after, m->before + 1);
	ck_assert_int_lt(m->after, m->last);
}

static void went_up(const struct moved *m)
{
	ck_assert_int_lt(m->after, m->before - 1);
	ck_assert_int_gt(m->after, m->first);
}

static void went_to_first(const struct moved *m)
{
	ck_assert_int_eq(m->after, m->first);
}

static void went_to_last(const struct moved *m)
{
	ck_assert_int_eq(m->after, m->last);
}

static void stayed(const struct moved *m)
{
	ck_assert_int_eq(m->after, m->before);
}

static void (*const expected[ACTION_COUNT])(const struct moved *) = {
	[ACTION_DOWN] = went_one_down,     [ACTION_UP] = went_one_up,
	[ACTION_PAGE_DOWN] = went_down,    [ACTION_PAGE_UP] = went_up,
	[ACTION_HALF_DOWN] = went_down,    [ACTION_HALF_UP] = went_up,
	[ACTION_FIRST] = went_to_first,    [ACTION_LAST] = went_to_last,
	[ACTION_NEXT_EVENT] = went_down,   [ACTION_PREVIOUS_EVENT] = went_up,
	[ACTION_STYLE] = stayed,           [ACTION_TIME] = stayed,
	[ACTION_NUMBERS] = stayed,         [ACTION_REDRAW] = stayed,
	[ACTION_SEARCH] = stayed,          [ACTION_SEARCH_NEXT] = stayed,
	[ACTION_SEARCH_PREVIOUS] = stayed, [ACTION_EXPLAIN] = stayed,
	[ACTION_FOLLOW] = stayed,          [ACTION_FREEZE] = stayed,
	[ACTION_WORST] = went_to_first,    [ACTION_SORT_LEFT] = stayed,
	[ACTION_SORT_RIGHT] = stayed,      [ACTION_SORT_REVERSE] = stayed,
	[ACTION_MARK] = went_one_down,     [ACTION_COMPARE] = stayed,
	[ACTION_FILTER] = stayed,          [ACTION_ZOOM_IN] = stayed,
	[ACTION_ZOOM_OUT] = stayed,        [ACTION_ZOOM_RESET] = stayed,
	[ACTION_THEME] = stayed,           [ACTION_SAVE] = stayed,
};

/* Screens whose keys are tried one by one where the screens are tested. */
static bool is_tried_elsewhere(enum screen_kind screen)
{
	return screen == SCREEN_PROMPT || screen == SCREEN_SEGMENT || screen == SCREEN_STREAM ||
	       screen == SCREEN_GRAPH || screen == SCREEN_COMPARE || screen == SCREEN_STEP ||
	       screen == SCREEN_PREDICT;
}

static void check_movement(enum screen_kind screen, enum action action, int key)
{
	struct moved m;
	struct rig rig;

	rig_on(&rig, screen, HEIGHT);
	m.first = cursor(&rig);
	rig_press(&rig, "G");
	m.last = cursor(&rig);
	rig_press(&rig, screen == SCREEN_HELP ? "gjjjjjjjjjjjjjj" : "gjjjjjjjjjjjjjjjjjjjjjjjjj");
	m.before = cursor(&rig);
	ck_assert_int_eq(m.before, m.first + (screen == SCREEN_HELP ? 14 : 25));
	app_key(&rig.app, key);
	m.after = cursor(&rig);
	expected[action](&m);
	ck_assert_int_eq(rig_shown(&rig), screen);
	rig_close(&rig);
}

static void check_row(const struct key_row *row, enum screen_kind screen)
{
	if (!(row->screens >> screen & 1) || is_tried_elsewhere(screen) || !expected[row->action])
		return;
	for (size_t i = 0; i < KEY_CODES && row->codes[i]; i++)
		check_movement(screen, row->action, row->codes[i]);
}

START_TEST(each_key_moves_the_cursor_as_it_says)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		check_row(row, (enum screen_kind)_i);
}
END_TEST

/* --- keys that lead from screen to screen --- */

static const struct {
	enum screen_kind from;
	enum action action;
	enum screen_kind to;
	bool leaves;
} ways[] = {
	{SCREEN_FLOWS, ACTION_OPEN, SCREEN_LADDER, false},
	{SCREEN_FLOWS, ACTION_HELP, SCREEN_HELP, false},
	{SCREEN_FLOWS, ACTION_BACK, SCREEN_FLOWS, false},
	{SCREEN_FLOWS, ACTION_QUIT, SCREEN_FLOWS, true},
	{SCREEN_LADDER, ACTION_SEGMENT, SCREEN_SEGMENT, false},
	{SCREEN_LADDER, ACTION_BYTES, SCREEN_SEGMENT, false},
	{SCREEN_LADDER, ACTION_STREAM, SCREEN_STREAM, false},
	{SCREEN_LADDER, ACTION_GRAPH, SCREEN_GRAPH, false},
	{SCREEN_LADDER, ACTION_STEP, SCREEN_STEP, false},
	{SCREEN_LADDER, ACTION_PREDICT, SCREEN_PREDICT, false},
	{SCREEN_LADDER, ACTION_HELP, SCREEN_HELP, false},
	{SCREEN_LADDER, ACTION_BACK, SCREEN_FLOWS, false},
	{SCREEN_LADDER, ACTION_QUIT, SCREEN_FLOWS, false},
	{SCREEN_HELP, ACTION_BACK, SCREEN_LADDER, false},
	{SCREEN_HELP, ACTION_QUIT, SCREEN_LADDER, false},
};

enum { WAYS = sizeof(ways) / sizeof(*ways) };

static void check_way(int way, int key)
{
	struct rig rig;

	rig_on(&rig, ways[way].from, HEIGHT);
	ck_assert_int_eq(key_action(ways[way].from, key), ways[way].action);
	app_key(&rig.app, key);
	app_draw(&rig.app);
	ck_assert_int_eq(rig_shown(&rig), ways[way].to);
	ck_assert_int_eq(rig.app.leaving, ways[way].leaves);
	rig_close(&rig);
}

START_TEST(each_key_leads_where_it_says)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		if (row->action == ways[_i].action && (row->screens >> ways[_i].from & 1))
			for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
				check_way(_i, row->codes[j]);
}
END_TEST

static bool is_tried(const struct key_row *row, enum screen_kind screen)
{
	if (is_tried_elsewhere(screen))
		return true;
	for (int i = 0; i < WAYS; i++)
		if (ways[i].from == screen && ways[i].action == row->action)
			return true;
	return expected[row->action] != NULL;
}

START_TEST(no_key_is_without_a_test_or_a_meaning)
{
	const struct key_row *row;
	char keys[KEY_NAMES];

	for (size_t i = 0; (row = key_row(i)) != NULL; i++) {
		for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++)
			ck_assert(!(row->screens >> screen & 1) || is_tried(row, screen));
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
			for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++)
				ck_assert(!(row->screens >> screen & 1) ||
					  key_action(screen, row->codes[j]) == row->action);
		key_texts(row, GLYPHS_ASCII, keys);
		ck_assert_str_ne(keys, "");
		ck_assert_ptr_null(strchr(keys, '?') && row->action != ACTION_HELP ? keys : NULL);
	}
	ck_assert_int_eq(key_action(SCREEN_LADDER, 'h'), ACTION_NONE);
	ck_assert_int_eq(key_action(SCREEN_FLOWS, 'v'), ACTION_NONE);
}
END_TEST

START_TEST(keys_are_printed_for_the_man_page)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	tui_print_keys(out, lang_default());
	fclose(out);
	ck_assert_ptr_nonnull(strstr(text, "flow list\tDown j\tone down\n"));
	ck_assert_ptr_nonnull(strstr(text, "flow list\tEnter\topen"));
	ck_assert_ptr_nonnull(strstr(text, "ladder\tPgDn ^F\ta screenful down\n"));
	ck_assert_ptr_nonnull(strstr(text, "ladder\t? F1\thelp\n"));
	ck_assert_ptr_nonnull(strstr(text, "help\tEsc\tone level back\n"));
	free(text);
}
END_TEST

Suite *tui_suite(void)
{
	Suite *suite = suite_create("tui");
	TCase *tcase = tcase_create("keys");

	tcase_add_loop_test(tcase, each_key_moves_the_cursor_as_it_says, 0, SCREEN_COUNT);
	tcase_add_loop_test(tcase, each_key_leads_where_it_says, 0, WAYS);
	tcase_add_test(tcase, no_key_is_without_a_test_or_a_meaning);
	tcase_add_test(tcase, keys_are_printed_for_the_man_page);
	suite_add_tcase(suite, tcase);
	return suite;
}
