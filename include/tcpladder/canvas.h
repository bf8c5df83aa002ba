/*
 * A canvas: a grid of character cells on which ladders are drawn, before any terminal.
 *
 * A cell holds text or, beneath it, braille dots (2 across, 4 down): text wins over dots. Lines
 * are drawn in dots, so any slope is smooth and lines may cross. What falls outside is clipped.
 * The same canvas goes to a stream, into a golden file and to curses. Cell (0, 0) is top left.
 */
#ifndef TCPLADDER_CANVAS_H
#define TCPLADDER_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cell means, not how it looks: the sinks choose colours. */
enum ink {
	INK_PLAIN,
	INK_DIM,     /* lifelines, rules, what is said in passing */
	INK_A,       /* arrows of A */
	INK_B,       /* arrows of B */
	INK_STATE,   /* endpoint states */
	INK_BAND,    /* phase bands */
	INK_LOST,    /* lost, reset */
	INK_RESENT,  /* sent again */
	INK_NOTICE,  /* other verdicts: dup ACK, gap, windows */
	INK_TITLE,   /* title and key lines */
	INK_HEADING, /* column headings */
	INK_COUNT
};

enum { INK_MASK = 0x1f, INK_SELECTED = 0x80 }; /* the cursor is here: OR-ed to an ink */

struct cell {
	uint32_t text; /* a code point; 0 for none; CELL_RIGHT for the second half of a wide one */
	uint32_t mark; /* a combining mark on it, or 0 */
	uint8_t dots;  /* braille dots, as the low byte of U+2800 */
	uint8_t ink;   /* enum ink, perhaps with INK_SELECTED */
};

#define CELL_RIGHT UINT32_MAX

enum glyphs {
	GLYPHS_UTF8,
	GLYPHS_ASCII, /* nothing beyond ASCII */
	GLYPHS_MIXED  /* drawn like ASCII, but letters that have no stand-in there stay */
};

struct canvas;

/* An empty canvas. The caller frees it. Never NULL; sizes below 1 count as 1. */
struct canvas *canvas_new(int width, int height, enum glyphs glyphs);
void canvas_free(struct canvas *canvas);

/* Empties it, keeping its size; nothing is clipped any more. */
void canvas_clear(struct canvas *canvas);

int canvas_width(const struct canvas *canvas);
int canvas_height(const struct canvas *canvas);
enum glyphs canvas_glyphs(const struct canvas *canvas);

/*
 * Writes UTF-8 text from cell (x, y) to the right, at most max cells (a negative max: to the
 * edge). Control characters and broken UTF-8 become '?' (U+FFFD in UTF-8 form); in the ASCII
 * form what has no ASCII stand-in becomes '?' too. Returns the cells used.
 */
int canvas_text(struct canvas *canvas, int x, int y, int max, enum ink ink, const char *text);

/* How many cells the text takes on this canvas. */
int canvas_text_width(const struct canvas *canvas, const char *text);

/*
 * How many bytes of the text fit into so many cells if it is broken at a blank: as many words as
 * fit, and the first one in any case. The blanks behind them are not counted. A formula, words
 * around "=", "+" or "×", and "ACK 1401" or "RFC 9293" stay whole where they do not begin the line.
 */
size_t canvas_text_fit(const struct canvas *canvas, const char *text, int width);

/*
 * Draws a line between two dots, both included; dot (2x, 4y) is the top left one of cell (x, y).
 * step is 1 for a full line, 2 or more to draw each step-th dot alone: dotted.
 */
struct dot {
	int x, y;
};
void canvas_line(struct canvas *canvas, struct dot from, struct dot to, int step, enum ink ink);

/*
 * Lets what follows touch only height rows from y: a drawing that is partly out of its window. A
 * negative height lets it touch all rows again.
 */
void canvas_clip(struct canvas *canvas, int y, int height);

/* Marks a rectangle of cells as under the cursor. */
void canvas_select(struct canvas *canvas, int x, int y, int width, int height);

/* Makes dim what of row y is plain, an endpoint's or a state; verdicts stay as they are. */
void canvas_fade(struct canvas *canvas, int y);

/* The cell as drawn; lent until the canvas changes. Outside of it: an empty cell. */
const struct cell *canvas_cell(const struct canvas *canvas, int x, int y);

enum { CELL_TEXT = 12 };

/*
 * What to print for the cell: UTF-8 (or ASCII) with an end, in out of CELL_TEXT bytes. "" for the
 * second half of a wide character, " " for an empty cell.
 */
void canvas_cell_text(const struct canvas *canvas, int x, int y, char *out);

#endif
