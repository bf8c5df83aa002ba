/* A grid of cells: text over braille dots, clipped at its edges. */
#include "tcpladder/canvas.h"

#include "ladder/glyph.h"
#include "tcpladder/error.h"

#include <stdlib.h>
#include <string.h>

enum { COORDINATE_MAX = 1 << 28 }; /* of dots; beyond it a slope may differ, unseen */

struct canvas {
	int width;
	int height;
	int top; /* rows before it and from bottom on are not drawn upon */
	int bottom;
	enum glyphs glyphs;
	struct cell *cells; /* width * height, row by row */
};

struct canvas *canvas_new(int width, int height, enum glyphs glyphs)
{
	struct canvas *canvas = memory_alloc(sizeof(*canvas));

	canvas->width = width < 1 ? 1 : width;
	canvas->height = height < 1 ? 1 : height;
	canvas->glyphs = glyphs;
	canvas_clip(canvas, 0, -1);
	canvas->cells =
		memory_zero((size_t)canvas->width * (size_t)canvas->height, sizeof(*canvas->cells));
	return canvas;
}

void canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	free(canvas->cells);
	free(canvas);
}

void canvas_clip(struct canvas *canvas, int y, int height)
{
	bool all = height < 0;

	canvas->top = all || y < 0 ? 0 : y;
	canvas->bottom = all || height > canvas->height - y ? canvas->height : y + height;
}

void canvas_clear(struct canvas *canvas)
{
	canvas_clip(canvas, 0, -1);
	memset(canvas->cells, 0,
	       (size_t)canvas->width * (size_t)canvas->height * sizeof(*canvas->cells));
}

int canvas_width(const struct canvas *canvas)
{
	return canvas->width;
}

int canvas_height(const struct canvas *canvas)
{
	return canvas->height;
}

enum glyphs canvas_glyphs(const struct canvas *canvas)
{
	return canvas->glyphs;
}

/* The cell to draw upon, NULL outside. */
static struct cell *cell_at(const struct canvas *canvas, int x, int y)
{
	if (x < 0 || x >= canvas->width || y < canvas->top || y >= canvas->bottom)
		return NULL;
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* --- text --- */

static bool stays(const struct canvas *canvas, uint32_t code)
{
	if (canvas->glyphs == GLYPHS_UTF8 || code < 0x80)
		return true;
	return canvas->glyphs == GLYPHS_MIXED && code != GLYPH_REPLACEMENT &&
	       glyph_ascii(code) == '?';
}

/* The next character as this canvas shows it. */
static uint32_t next_shown(const struct canvas *canvas, const char **text, int *width)
{
	uint32_t code = glyph_next(text);

	*width = glyph_width(code);
	if (!stays(canvas, code)) {
		code = (uint32_t)(unsigned char)glyph_ascii(code);
		*width = *width > 1 ? 1 : *width;
	}
	return code;
}

/* What is left of a wide character when one of its halves is written over. */
static void break_wide(struct canvas *canvas, int x, int y)
{
	const struct cell *cell = cell_at(canvas, x, y);
	struct cell *left = cell_at(canvas, x - 1, y);
	struct cell *right = cell_at(canvas, x + 1, y);

	if (cell && cell->text == CELL_RIGHT && left)
		*left = (struct cell){.text = ' ', .dots = left->dots, .ink = left->ink};
	if (cell && cell->text != CELL_RIGHT && right && right->text == CELL_RIGHT)
		right->text = ' ';
}

static void put(struct canvas *canvas, struct dot at, uint32_t code, enum ink ink)
{
	struct cell *cell = cell_at(canvas, at.x, at.y);

	if (!cell)
		return;
	break_wide(canvas, at.x, at.y);
	cell->text = code;
	cell->mark = 0;
	cell->ink = (uint8_t)ink;
}

/* A wide character of which only one half lies on the canvas becomes a blank. */
static void put_wide(struct canvas *canvas, struct dot at, uint32_t code, enum ink ink)
{
	struct dot right = {at.x + 1, at.y};
	bool whole = at.x >= 0 && right.x < canvas->width;

	put(canvas, at, whole ? code : ' ', ink);
	put(canvas, right, whole ? CELL_RIGHT : ' ', ink);
}

static void put_mark(struct canvas *canvas, struct dot after, uint32_t code)
{
	struct cell *cell = cell_at(canvas, after.x - 1, after.y);

	if (cell && cell->text == CELL_RIGHT)
		cell = cell_at(canvas, after.x - 2, after.y);
	if (cell && cell->text && canvas->glyphs != GLYPHS_ASCII)
		cell->mark = code;
}

int canvas_text(struct canvas *canvas, int x, int y, int max, enum ink ink, const char *text)
{
	int used = 0;

	if (max < 0 || max > canvas->width - x)
		max = canvas->width - x;
	while (*text) {
		int width;
		uint32_t code = next_shown(canvas, &text, &width);
		struct dot at = {x + used, y};

		if (used + width > max)
			break;
		if (width == 0 && used > 0)
			put_mark(canvas, at, code);
		else if (width == 2)
			put_wide(canvas, at, code, ink);
		else if (width == 1)
			put(canvas, at, code, ink);
		used += width;
	}
	return used;
}

int canvas_text_width(const struct canvas *canvas, const char *text)
{
	int used = 0;

	while (*text) {
		int width;

		next_shown(canvas, &text, &width);
		used += width;
	}
	return used;
}

static bool begins(const char *at, const char *const *words)
{
	for (; *words; words++)
		if (strncmp(at, *words, strlen(*words)) == 0)
			return true;
	return false;
}

/* Within "ACK 1401 = 1301 + 100", or "RFC 9293"; *word is where what is before the blank began. */
static bool is_bound(const char *blank, const char *word)
{
	static const char *const signs[] = {"= ", "+ ", "× ", NULL};
	static const char *const names[] = {"ACK ", "RFC ", "(RFC ", NULL};

	if (!*blank)
		return false;
	return begins(blank + 1, signs) || begins(word, signs) ||
	       (begins(word, names) && strchr("0123456789", blank[1]));
}

size_t canvas_text_fit(const struct canvas *canvas, const char *text, int width)
{
	const char *at = text, *word = text;
	size_t fits = 0, whole = 0; /* up to a blank, and to one that binds nothing */
	int used = 0;

	while (*at) {
		const char *before = at;
		int cells;

		next_shown(canvas, &at, &cells);
		used += cells;
		if (used > width && fits > 0)
			return whole > 0 ? whole : fits;
		if (*before == ' ')
			word = at;
		if (*before == ' ' || (*at != ' ' && *at))
			continue;
		fits = (size_t)(at - text);
		whole = is_bound(at, word) ? whole : fits;
	}
	return fits;
}

/* --- dots --- */

/* By row and column of the dot in its cell, as Unicode orders braille. */
static const uint8_t dot_bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static void put_dot(struct canvas *canvas, int64_t x, int64_t y, enum ink ink)
{
	struct cell *cell;

	if (x < 0 || y < 0 || x >= 2 * (int64_t)canvas->width || y >= 4 * (int64_t)canvas->height)
		return;
	cell = cell_at(canvas, (int)(x / 2), (int)(y / 4));
	if (!cell)
		return;
	cell->dots |= dot_bits[y % 4][x % 2];
	if (!cell->text)
		cell->ink = (uint8_t)ink;
}

static int64_t bounded(int64_t value, int64_t low, int64_t high)
{
	return value < low ? low : value > high ? high : value;
}

/* n * part / whole, to the nearest; whole > 0. */
static int64_t share(int64_t n, int64_t part, int64_t whole)
{
	int64_t twice = 2 * n * part;

	return (twice >= 0 ? twice + whole : twice - whole) / (2 * whole);
}

/*
 * The longer axis is walked dot by dot. Only the part of the walk that can touch the canvas is
 * made, however far away the ends lie.
 */
void canvas_line(struct canvas *canvas, struct dot from, struct dot to, int step, enum ink ink)
{
	int64_t x = bounded(from.x, -COORDINATE_MAX, COORDINATE_MAX);
	int64_t y = bounded(from.y, -COORDINATE_MAX, COORDINATE_MAX);
	int64_t dx = bounded(to.x, -COORDINATE_MAX, COORDINATE_MAX) - x;
	int64_t dy = bounded(to.y, -COORDINATE_MAX, COORDINATE_MAX) - y;
	bool flat = llabs(dx) >= llabs(dy);
	int64_t length = flat ? llabs(dx) : llabs(dy);
	int64_t start = flat ? x : y;
	int64_t size = flat ? 2 * (int64_t)canvas->width : 4 * (int64_t)canvas->height;
	bool onward = flat ? dx >= 0 : dy >= 0;
	int64_t first = bounded(onward ? -start : start - size + 1, 0, length);
	int64_t last = bounded(onward ? size - 1 - start : start, 0, length);

	step = step < 1 ? 1 : step;
	first += (step - first % step) % step;
	for (int64_t i = first; i <= last; i += step)
		put_dot(canvas, length ? x + share(dx, i, length) : x,
			length ? y + share(dy, i, length) : y, ink);
}

/* --- reading --- */

static void select_row(struct canvas *canvas, int x, int y, int width)
{
	for (int column = x < 0 ? 0 : x; column < x + width; column++) {
		struct cell *cell = cell_at(canvas, column, y);

		if (!cell)
			return;
		cell->ink |= INK_SELECTED;
	}
}

void canvas_select(struct canvas *canvas, int x, int y, int width, int height)
{
	for (int row = y < canvas->top ? canvas->top : y; row < y + height && row < canvas->bottom;
	     row++)
		select_row(canvas, x, row, width);
}

void canvas_fade(struct canvas *canvas, int y)
{
	struct cell *cell;

	for (int x = 0; (cell = cell_at(canvas, x, y)) != NULL; x++) {
		enum ink ink = cell->ink & INK_MASK;

		if (ink == INK_PLAIN || ink == INK_A || ink == INK_B || ink == INK_STATE)
			cell->ink = (uint8_t)((cell->ink & ~INK_MASK) | INK_DIM);
	}
}

const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
	static const struct cell empty;
	if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
		return &empty;
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

void canvas_cell_text(const struct canvas *canvas, int x, int y, char *out)
{
	const struct cell *cell = canvas_cell(canvas, x, y);
	int length = 0;

	if (cell->text == CELL_RIGHT)
		out[0] = '\0';
	else if (cell->text)
		length = glyph_write(cell->text, out);
	else if (cell->dots && canvas->glyphs == GLYPHS_UTF8)
		glyph_write(0x2800u | cell->dots, out);
	else
		glyph_write((uint32_t)glyph_ascii_dots(cell->dots), out);
	if (cell->mark && length > 0)
		glyph_write(cell->mark, out + length);
}
