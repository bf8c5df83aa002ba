/*
 * The key table: every key of every screen, what it does, and what the help calls it.
 *
 * The help screen, the key line and the man page come from this one table.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "tcpladder/canvas.h"
#include "tcpladder/lang.h"

enum screen_kind {
	SCREEN_FLOWS,
	SCREEN_LADDER,
	SCREEN_SEGMENT,
	SCREEN_STREAM,
	SCREEN_GRAPH,
	SCREEN_COMPARE,
	SCREEN_STEP,
	SCREEN_PREDICT,
	SCREEN_HELP,
	SCREEN_PROMPT, /* a line being typed, on whatever screen: prompt.h */
	SCREEN_COUNT
};

enum action {
	ACTION_NONE,
	ACTION_DOWN,
	ACTION_UP,
	ACTION_PAGE_DOWN,
	ACTION_PAGE_UP,
	ACTION_HALF_DOWN,
	ACTION_HALF_UP,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_OPEN,
	ACTION_MARK,
	ACTION_SORT_LEFT,
	ACTION_SORT_RIGHT,
	ACTION_SORT_REVERSE,
	ACTION_WORST,
	ACTION_FILTER,
	ACTION_NEXT_EVENT,
	ACTION_PREVIOUS_EVENT,
	ACTION_STYLE,
	ACTION_ZOOM_IN,
	ACTION_ZOOM_OUT,
	ACTION_ZOOM_RESET,
	ACTION_TIME,
	ACTION_NUMBERS,
	ACTION_EXPLAIN,
	ACTION_SEARCH,
	ACTION_SEARCH_NEXT,
	ACTION_SEARCH_PREVIOUS,
	ACTION_SEGMENT,
	ACTION_BYTES,
	ACTION_STREAM,
	ACTION_SIDES,
	ACTION_GRAPH,
	ACTION_STEP,
	ACTION_PLAY,
	ACTION_FASTER,
	ACTION_SLOWER,
	ACTION_PREDICT,
	ACTION_KIND,
	ACTION_SIDE,
	ACTION_COMPARE,
	ACTION_DIFFERENCES,
	ACTION_NEXT_SEGMENT,
	ACTION_PREVIOUS_SEGMENT,
	ACTION_SAVE,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_ERASE,
	ACTION_ERASE_NEXT,
	ACTION_ERASE_WORD,
	ACTION_ERASE_LEFT,
	ACTION_ERASE_RIGHT,
	ACTION_ACCEPT,
	ACTION_CANCEL,
	ACTION_FOLLOW,
	ACTION_FREEZE,
	ACTION_HELP,
	ACTION_THEME,
	ACTION_REDRAW,
	ACTION_BACK,
	ACTION_QUIT,
	ACTION_COUNT
};

/* A key is a code point, or one of curses' KEY_ numbers with this bit. */
enum { KEY_FUNCTION = 1 << 24, KEY_CODES = 8, KEY_NAMES = 64 };

struct key_row {
	unsigned screens; /* bits 1 << SCREEN_… */
	enum action action;
	enum message what;
	enum message hint;    /* on the key line; MSG_COUNT for none */
	int codes[KEY_CODES]; /* 0 ends them */
};

/* The row at index; NULL beyond the last. Lent for ever. */
const struct key_row *key_row(size_t index);

/* What the key does on that screen; ACTION_NONE for nothing. */
enum action key_action(enum screen_kind screen, int key);

/* The name of a screen, as the help and the man page head its keys. */
enum message key_screen_name(enum screen_kind screen);

/* The name of one key: "PgDn", "^F", "↓". text has room for KEY_NAMES bytes. */
void key_text(int key, enum glyphs glyphs, char *text);

/*
 * The codes that go by that name, as key_text() has it in ASCII: "^F", "Enter", "F5", or any
 * character. Returns how many, at most KEY_CODES; 0 where there is no such key.
 */
size_t key_codes(const char *name, int codes[KEY_CODES]);

/* All names of a row with spaces between. text has room for KEY_NAMES bytes. */
void key_texts(const struct key_row *row, enum glyphs glyphs, char *text);

#endif
