/*
 * Themes: how each ink looks, as plain values. The sinks turn them into a terminal's colours.
 *
 * Colour repeats what words, signs and attributes say: the theme without colours lacks nothing.
 */
#ifndef TCPLADDER_THEME_H
#define TCPLADDER_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/canvas.h"

/* One colour for each kind of terminal; the terminal's own where it is not set. */
struct theme_color {
	bool set;
	uint32_t rgb;   /* 0xrrggbb */
	uint8_t of_256; /* of xterm's 256 */
	uint8_t of_16;  /* of ANSI's: 0 to 7, and 8 to 15 their bright ones */
};

struct theme_look {
	bool bold, faint, reverse;
	struct theme_color ink, ground;
};

struct theme;

/* The name of each theme ("okabe-ito"), NULL beyond the last. Lent for ever. */
const char *theme_name(size_t index);

/* The theme of that name, NULL where there is none. Lent for ever, as all of them. */
const struct theme *theme_find(const char *name);

/* The one that reads on light and dark grounds and for all eyes; the one without colours. */
const struct theme *theme_default(void);
const struct theme *theme_mono(void);

/* The one behind it, round the end. */
const struct theme *theme_next(const struct theme *theme);

const char *theme_title(const struct theme *theme);

struct theme_look theme_look(const struct theme *theme, enum ink ink);

/* What is under the cursor. */
struct theme_look theme_selected(const struct theme *theme);

/* How many colours: what a terminal of that name has, where the environment knows no better. */
enum theme_depth { THEME_16, THEME_256, THEME_TRUE };

/*
 * By the values of COLORTERM and TERM, each may be NULL. Where TERM says nothing, 256: what is
 * written to a file is looked at elsewhere.
 */
enum theme_depth theme_depth(const char *colorterm, const char *term);

enum { THEME_ESCAPE = 64 };

/* "1;38;5;166": the look as ECMA-48 select graphic rendition has it; "" for plain. */
void theme_escape(const struct theme_look *look, enum theme_depth depth, char out[THEME_ESCAPE]);

#endif
