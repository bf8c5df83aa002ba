/* The key table, and the names of keys. */
#include "tui/keys.h"

#include "tcpladder/tui.h"

#include <ctype.h>
#include <curses.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { FUNCTION_KEYS = 63 };

#define ON(screen) (1U << SCREEN_##screen)
#define ABOVE      (ON(SEGMENT) | ON(STREAM) | ON(GRAPH) | ON(COMPARE)) /* a ladder */
#define LESSONS    (ON(STEP) | ON(PREDICT))
#define ALL        (ON(FLOWS) | ON(LADDER) | ABOVE | ON(HELP))
#define FINDING    (ON(FLOWS) | ON(STREAM))
#define LISTS      (ALL & ~ON(GRAPH))
#define CONTROL(c) ((c)&0x1f)
#define FN(key)    (KEY_FUNCTION | (key))
#define NO_HINT    MSG_COUNT

/* In the order of the help; the key line takes its hints in the same order. */
static const struct key_row rows[] = {
	{ALL & ~ON(LADDER), ACTION_DOWN, MSG_KEY_DOWN, MSG_HINT_DOWN, {FN(KEY_DOWN), 'j'}},
	{ON(LADDER), ACTION_DOWN, MSG_KEY_DOWN, NO_HINT, {FN(KEY_DOWN), 'j'}},
	{ALL, ACTION_UP, MSG_KEY_UP, NO_HINT, {FN(KEY_UP), 'k'}},
	{ON(FLOWS) | ON(LADDER),
	 ACTION_PAGE_DOWN,
	 MSG_KEY_PAGE_DOWN,
	 NO_HINT,
	 {FN(KEY_NPAGE), CONTROL('F')}},
	/* As in less, where Space has nothing to choose. */
	{LISTS & ~(ON(FLOWS) | ON(LADDER)),
	 ACTION_PAGE_DOWN,
	 MSG_KEY_PAGE_DOWN,
	 NO_HINT,
	 {FN(KEY_NPAGE), CONTROL('F'), ' '}},
	{LISTS, ACTION_PAGE_UP, MSG_KEY_PAGE_UP, NO_HINT, {FN(KEY_PPAGE), CONTROL('B')}},
	{LISTS, ACTION_HALF_DOWN, MSG_KEY_HALF_DOWN, NO_HINT, {CONTROL('D')}},
	{LISTS, ACTION_HALF_UP, MSG_KEY_HALF_UP, NO_HINT, {CONTROL('U')}},
	{ALL, ACTION_FIRST, MSG_KEY_FIRST, NO_HINT, {'g', FN(KEY_HOME)}},
	{ALL, ACTION_LAST, MSG_KEY_LAST, NO_HINT, {'G', FN(KEY_END)}},
	{ON(FLOWS) | ON(LADDER), ACTION_FOLLOW, MSG_KEY_FOLLOW, MSG_HINT_FOLLOW, {'A'}},
	{ON(FLOWS) | ON(LADDER), ACTION_FREEZE, MSG_KEY_FREEZE, MSG_HINT_FREEZE, {'p'}},
	{ON(FLOWS), ACTION_OPEN, MSG_KEY_OPEN, MSG_HINT_OPEN, {'\n', '\r', FN(KEY_ENTER)}},
	{ON(SEGMENT) | ON(GRAPH), ACTION_LEFT, MSG_KEY_LEFT, NO_HINT, {FN(KEY_LEFT), 'h'}},
	{ON(SEGMENT) | ON(GRAPH), ACTION_RIGHT, MSG_KEY_RIGHT, NO_HINT, {FN(KEY_RIGHT), 'l'}},
	{ON(SEGMENT), ACTION_NEXT_SEGMENT, MSG_KEY_NEXT_SEGMENT, MSG_HINT_NEXT_SEGMENT, {'J'}},
	{ON(SEGMENT), ACTION_PREVIOUS_SEGMENT, MSG_KEY_PREVIOUS_SEGMENT, NO_HINT, {'K'}},
	{ON(LADDER),
	 ACTION_SEGMENT,
	 MSG_KEY_SEGMENT,
	 MSG_HINT_SEGMENT,
	 {'\n', '\r', FN(KEY_ENTER), 'd', '\t'}},
	{ON(SEGMENT), ACTION_SEGMENT, MSG_KEY_PANES, MSG_HINT_PANES, {'\t', 'd'}},
	{ON(PREDICT),
	 ACTION_DOWN,
	 MSG_KEY_PREDICT_NEXT,
	 MSG_HINT_PREDICT_NEXT,
	 {' ', '\n', '\r', FN(KEY_ENTER), FN(KEY_DOWN), 'j'}},
	{ON(STEP),
	 ACTION_DOWN,
	 MSG_KEY_STEP_NEXT,
	 MSG_HINT_STEP_NEXT,
	 {' ', FN(KEY_DOWN), 'j', FN(KEY_NPAGE), '\n', '\r'}},
	{ON(STEP),
	 ACTION_UP,
	 MSG_KEY_STEP_BACK,
	 MSG_HINT_STEP_BACK,
	 {FN(KEY_BACKSPACE), 0x7f, CONTROL('H'), FN(KEY_UP), 'k', FN(KEY_PPAGE)}},
	{ON(STEP), ACTION_PLAY, MSG_KEY_PLAY, MSG_HINT_PLAY, {'a'}},
	{ON(STEP), ACTION_FASTER, MSG_KEY_FASTER, NO_HINT, {'+', '='}},
	{ON(STEP), ACTION_SLOWER, MSG_KEY_SLOWER, NO_HINT, {'-'}},
	{ON(STEP), ACTION_FIRST, MSG_KEY_STEP_NONE, NO_HINT, {'g', FN(KEY_HOME)}},
	{ON(STEP), ACTION_LAST, MSG_KEY_STEP_ALL, MSG_HINT_STEP_ALL, {'G', FN(KEY_END)}},
	{ON(GRAPH), ACTION_BACK, MSG_KEY_LADDER, MSG_HINT_LADDER, {'\n', '\r', FN(KEY_ENTER)}},
	{ON(GRAPH), ACTION_PAGE_DOWN, MSG_KEY_GRAPH_ON, NO_HINT, {FN(KEY_NPAGE), CONTROL('F')}},
	{ON(GRAPH), ACTION_PAGE_UP, MSG_KEY_GRAPH_BACK, NO_HINT, {FN(KEY_PPAGE), CONTROL('B')}},
	{ON(GRAPH), ACTION_HALF_DOWN, MSG_KEY_GRAPH_STEP, NO_HINT, {CONTROL('D')}},
	{ON(GRAPH), ACTION_HALF_UP, MSG_KEY_GRAPH_STEP_BACK, NO_HINT, {CONTROL('U')}},
	{ON(GRAPH), ACTION_KIND, MSG_KEY_KIND, MSG_HINT_KIND, {'\t'}},
	{ON(GRAPH), ACTION_SIDE, MSG_KEY_SIDE, MSG_HINT_SIDE, {'x'}},
	{ON(GRAPH), ACTION_ZOOM_IN, MSG_KEY_GRAPH_IN, MSG_HINT_ZOOM, {'+', '='}},
	{ON(GRAPH), ACTION_ZOOM_OUT, MSG_KEY_GRAPH_OUT, NO_HINT, {'-'}},
	{ON(GRAPH), ACTION_ZOOM_RESET, MSG_KEY_GRAPH_WHOLE, NO_HINT, {'0'}},
	{ON(COMPARE), ACTION_DIFFERENCES, MSG_KEY_DIFFERENCES, MSG_HINT_DIFFERENCES, {'\t'}},
	{ON(STREAM),
	 ACTION_OPEN,
	 MSG_KEY_TO_SEGMENT,
	 MSG_HINT_TO_SEGMENT,
	 {'\n', '\r', FN(KEY_ENTER)}},
	{ON(STREAM), ACTION_SIDES, MSG_KEY_SIDES, MSG_HINT_SIDES, {'\t'}},
	{ON(STREAM), ACTION_BYTES, MSG_KEY_DIGITS, MSG_HINT_DIGITS, {'x'}},
	{ON(SEGMENT), ACTION_BYTES, MSG_KEY_SHOW_BYTES, MSG_HINT_BYTES, {'x'}},
	{ON(LADDER) | ON(GRAPH), ACTION_NEXT_EVENT, MSG_KEY_NEXT_EVENT, MSG_HINT_EVENT, {'e'}},
	{ON(LADDER) | ON(GRAPH), ACTION_PREVIOUS_EVENT, MSG_KEY_PREVIOUS_EVENT, NO_HINT, {'E'}},
	{ON(LADDER) | ON(GRAPH), ACTION_SEARCH, MSG_KEY_FIND, MSG_HINT_SEARCH, {'/'}},
	{ON(LADDER) | ON(GRAPH), ACTION_SEARCH_NEXT, MSG_KEY_FIND_NEXT, NO_HINT, {'n'}},
	{ON(LADDER) | ON(GRAPH), ACTION_SEARCH_PREVIOUS, MSG_KEY_FIND_PREVIOUS, NO_HINT, {'N'}},
	{ON(LADDER) | ON(STEP), ACTION_STYLE, MSG_KEY_STYLE, MSG_HINT_STYLE, {'v'}},
	{ON(LADDER), ACTION_GRAPH, MSG_KEY_GRAPH, MSG_HINT_GRAPH, {'o'}},
	{ON(LADDER), ACTION_STEP, MSG_KEY_STEP, MSG_HINT_STEP, {'S'}},
	{ON(LADDER), ACTION_FILTER, MSG_KEY_FILTER, MSG_HINT_FILTER, {'f', FN(KEY_F(7))}},
	{ON(LADDER), ACTION_STREAM, MSG_KEY_STREAM, MSG_HINT_STREAM, {'b'}},
	{ON(LADDER), ACTION_PREDICT, MSG_KEY_PREDICT, MSG_HINT_PREDICT, {'P'}},
	{ON(LADDER), ACTION_BYTES, MSG_KEY_BYTES, NO_HINT, {'x'}},
	{ON(LADDER), ACTION_COMPARE, MSG_KEY_COMPARE, NO_HINT, {' '}},
	{ON(FLOWS), ACTION_WORST, MSG_KEY_WORST, MSG_HINT_WORST, {'!'}},
	{ON(FLOWS), ACTION_SORT_LEFT, MSG_KEY_SORT_LEFT, NO_HINT, {'<'}},
	{ON(FLOWS), ACTION_SORT_RIGHT, MSG_KEY_SORT_RIGHT, MSG_HINT_SORT, {'>'}},
	{ON(FLOWS), ACTION_SORT_REVERSE, MSG_KEY_SORT_REVERSE, NO_HINT, {'z'}},
	{ON(FLOWS), ACTION_MARK, MSG_KEY_MARK, NO_HINT, {' '}},
	{ON(FLOWS), ACTION_FILTER, MSG_KEY_FILTER_FLOWS, MSG_HINT_FILTER, {'f', FN(KEY_F(7))}},
	{ON(LADDER), ACTION_ZOOM_IN, MSG_KEY_ZOOM_IN, NO_HINT, {'+', '='}},
	{ON(LADDER), ACTION_ZOOM_OUT, MSG_KEY_ZOOM_OUT, NO_HINT, {'-'}},
	{ON(LADDER), ACTION_ZOOM_RESET, MSG_KEY_ZOOM_RESET, NO_HINT, {'0'}},
	{ON(LADDER) | ON(STEP), ACTION_TIME, MSG_KEY_TIME, MSG_HINT_TIME, {'t'}},
	{ON(LADDER) | ON(SEGMENT) | ON(GRAPH) | ON(COMPARE) | ON(STEP),
	 ACTION_NUMBERS,
	 MSG_KEY_NUMBERS,
	 MSG_HINT_NUMBERS,
	 {'s'}},
	{ON(LADDER), ACTION_EXPLAIN, MSG_KEY_EXPLAIN, NO_HINT, {'i'}},
	{ON(FLOWS), ACTION_SEARCH, MSG_KEY_FIND_FLOW, MSG_HINT_SEARCH, {'/'}},
	{ON(STREAM), ACTION_SEARCH, MSG_KEY_FIND_SAID, MSG_HINT_SEARCH, {'/'}},
	{FINDING, ACTION_SEARCH_NEXT, MSG_KEY_FIND_NEXT, NO_HINT, {'n'}},
	{FINDING, ACTION_SEARCH_PREVIOUS, MSG_KEY_FIND_PREVIOUS, NO_HINT, {'N'}},
	{ON(HELP), ACTION_SEARCH, MSG_KEY_SEARCH, MSG_HINT_SEARCH, {'/'}},
	{ON(HELP), ACTION_SEARCH_NEXT, MSG_KEY_SEARCH_NEXT, MSG_HINT_SEARCH_NEXT, {'n'}},
	{ON(HELP), ACTION_SEARCH_PREVIOUS, MSG_KEY_SEARCH_PREVIOUS, NO_HINT, {'N'}},
	{ON(STREAM), ACTION_SAVE, MSG_KEY_SAVE_SAID, MSG_HINT_SAVE, {'w', FN(KEY_F(2))}},
	{ON(FLOWS) | ON(LADDER), ACTION_SAVE, MSG_KEY_SAVE, MSG_HINT_SAVE, {'w', FN(KEY_F(2))}},
	{ON(PROMPT), ACTION_LEFT, MSG_KEY_LEFT, NO_HINT, {FN(KEY_LEFT), CONTROL('B')}},
	{ON(PROMPT), ACTION_RIGHT, MSG_KEY_RIGHT, NO_HINT, {FN(KEY_RIGHT), CONTROL('F')}},
	{ON(PROMPT), ACTION_FIRST, MSG_KEY_LINE_START, NO_HINT, {FN(KEY_HOME), CONTROL('A')}},
	{ON(PROMPT), ACTION_LAST, MSG_KEY_LINE_END, NO_HINT, {FN(KEY_END), CONTROL('E')}},
	{ON(PROMPT), ACTION_ERASE, MSG_KEY_ERASE, NO_HINT, {FN(KEY_BACKSPACE), 0x7f, CONTROL('H')}},
	{ON(PROMPT), ACTION_ERASE_NEXT, MSG_KEY_ERASE_NEXT, NO_HINT, {FN(KEY_DC), CONTROL('D')}},
	{ON(PROMPT), ACTION_ERASE_WORD, MSG_KEY_ERASE_WORD, NO_HINT, {CONTROL('W')}},
	{ON(PROMPT), ACTION_ERASE_LEFT, MSG_KEY_ERASE_LEFT, NO_HINT, {CONTROL('U')}},
	{ON(PROMPT), ACTION_ERASE_RIGHT, MSG_KEY_ERASE_RIGHT, NO_HINT, {CONTROL('K')}},
	{ON(PROMPT), ACTION_ACCEPT, MSG_KEY_ACCEPT, NO_HINT, {'\n', '\r', FN(KEY_ENTER)}},
	{ON(PROMPT), ACTION_CANCEL, MSG_KEY_CANCEL, NO_HINT, {CONTROL('['), CONTROL('G')}},
	{ON(FLOWS) | ON(LADDER) | ABOVE | LESSONS,
	 ACTION_HELP,
	 MSG_KEY_HELP,
	 MSG_HINT_HELP,
	 {'?', FN(KEY_F(1))}},
	{ALL | LESSONS, ACTION_THEME, MSG_KEY_THEME, NO_HINT, {'c'}},
	{ALL | LESSONS, ACTION_REDRAW, MSG_KEY_REDRAW, NO_HINT, {CONTROL('L')}},
	{ON(FLOWS), ACTION_BACK, MSG_KEY_CLEAR, NO_HINT, {CONTROL('[')}},
	{ON(LADDER) | ABOVE | LESSONS | ON(HELP),
	 ACTION_BACK,
	 MSG_KEY_BACK,
	 NO_HINT,
	 {CONTROL('[')}},
	{ALL | LESSONS, ACTION_QUIT, MSG_KEY_QUIT, MSG_HINT_BACK, {'q'}},
};

static const enum message screen_names[SCREEN_COUNT] = {
	[SCREEN_FLOWS] = MSG_SCREEN_FLOWS,     [SCREEN_LADDER] = MSG_SCREEN_LADDER,
	[SCREEN_SEGMENT] = MSG_SCREEN_SEGMENT, [SCREEN_STREAM] = MSG_SCREEN_STREAM,
	[SCREEN_GRAPH] = MSG_SCREEN_GRAPH,     [SCREEN_COMPARE] = MSG_SCREEN_COMPARE,
	[SCREEN_HELP] = MSG_SCREEN_HELP,       [SCREEN_PROMPT] = MSG_SCREEN_PROMPT,
	[SCREEN_STEP] = MSG_SCREEN_STEP,       [SCREEN_PREDICT] = MSG_SCREEN_PREDICT,
};

/* Keys that no single character names. */
static const struct {
	int code;
	const char *utf8;
	const char *ascii;
} names[] = {
	{FN(KEY_DOWN), "↓", "Down"},       {FN(KEY_UP), "↑", "Up"},
	{FN(KEY_NPAGE), "PgDn", "PgDn"},   {FN(KEY_PPAGE), "PgUp", "PgUp"},
	{FN(KEY_HOME), "Home", "Home"},    {FN(KEY_END), "End", "End"},
	{FN(KEY_F(1)), "F1", "F1"},        {FN(KEY_F(2)), "F2", "F2"},
	{FN(KEY_F(7)), "F7", "F7"},        {' ', "Space", "Space"},
	{FN(KEY_ENTER), "Enter", "Enter"}, {'\t', "Tab", "Tab"},
	{'\n', "Enter", "Enter"},          {'\r', "Enter", "Enter"},
	{CONTROL('['), "Esc", "Esc"},      {FN(KEY_LEFT), "←", "Left"},
	{FN(KEY_RIGHT), "→", "Right"},     {FN(KEY_BACKSPACE), "Backspace", "Backspace"},
	{0x7f, "Backspace", "Backspace"},  {FN(KEY_DC), "Del", "Del"},
};

const struct key_row *key_row(size_t index)
{
	return index < sizeof(rows) / sizeof(*rows) ? &rows[index] : NULL;
}

static bool row_has(const struct key_row *row, int key)
{
	for (size_t i = 0; i < KEY_CODES && row->codes[i]; i++)
		if (row->codes[i] == key)
			return true;
	return false;
}

enum action key_action(enum screen_kind screen, int key)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if ((rows[i].screens >> screen & 1) && row_has(&rows[i], key))
			return rows[i].action;
	return ACTION_NONE;
}

enum message key_screen_name(enum screen_kind screen)
{
	return screen_names[screen];
}

/* In UTF-8, or '?' where the locale cannot. */
static void write_character(int key, char *text)
{
	mbstate_t state = {0};
	char bytes[MB_LEN_MAX + 1] = "";
	size_t length = wcrtomb(bytes, (wchar_t)key, &state);

	snprintf(text, KEY_NAMES, "%.*s", length > MB_LEN_MAX ? 1 : (int)length,
		 length > MB_LEN_MAX ? "?" : bytes);
}

void key_text(int key, enum glyphs glyphs, char *text)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].code == key) {
			strcpy(text, glyphs == GLYPHS_UTF8 ? names[i].utf8 : names[i].ascii);
			return;
		}
	}
	if (key > FN(KEY_F0) && key <= FN(KEY_F(FUNCTION_KEYS)))
		snprintf(text, KEY_NAMES, "F%d", key - FN(KEY_F0));
	else if (key < 0x20)
		snprintf(text, KEY_NAMES, "^%c", key + '@');
	else if (key < KEY_FUNCTION)
		write_character(key, text);
	else
		strcpy(text, "?");
}

/* The number behind the F of a function key; 0 for what is none. */
static int function_key(const char *name)
{
	char *end;
	long number = *name == 'F' && name[1] ? strtol(name + 1, &end, 10) : 0;

	return number >= 1 && number <= FUNCTION_KEYS && !*end ? (int)number : 0;
}

/* The only character of the name; 0 where it has more or none. */
static int only_character(const char *name)
{
	mbstate_t state = {0};
	wchar_t character;
	size_t length = mbrtowc(&character, name, strlen(name), &state);

	return length == strlen(name) && length > 0 ? (int)character : 0;
}

size_t key_codes(const char *name, int codes[KEY_CODES])
{
	size_t count = 0;
	int letter = toupper((unsigned char)name[0] == '^' ? (unsigned char)name[1] : 0);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && count < KEY_CODES; i++)
		if (strcmp(names[i].ascii, name) == 0)
			codes[count++] = names[i].code;
	if (count > 0)
		return count;
	if (function_key(name))
		codes[count++] = FN(KEY_F(function_key(name)));
	else if (letter >= '@' && letter <= '_' && !name[2])
		codes[count++] = CONTROL(letter);
	else if (only_character(name))
		codes[count++] = only_character(name);
	return count;
}

void key_texts(const struct key_row *row, enum glyphs glyphs, char *text)
{
	char name[KEY_NAMES], last[KEY_NAMES] = "";
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < KEY_CODES && row->codes[i]; i++) {
		key_text(row->codes[i], glyphs, name);
		/* Enter comes as several codes; it has one name. */
		if (strcmp(name, last) == 0)
			continue;
		snprintf(text + used, KEY_NAMES - used, "%s%s", used > 0 ? " " : "", name);
		used = strlen(text);
		strcpy(last, name);
	}
}

void tui_print_keys(FILE *out, const struct lang *lang)
{
	char keys[KEY_NAMES];

	for (enum screen_kind screen = 0; screen < SCREEN_COUNT; screen++) {
		for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
			if (!(rows[i].screens >> screen & 1))
				continue;
			key_texts(&rows[i], GLYPHS_ASCII, keys);
			fprintf(out, "%s\t%s\t%s\n", lang_text(lang, screen_names[screen]), keys,
				lang_text(lang, rows[i].what));
		}
	}
}
