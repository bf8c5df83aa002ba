/* Rows of a canvas to a stream, each in one piece. */
#include "render/rows.h"

#include "render/stream.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLOR_TEXT = THEME_ESCAPE + 8, /* the longest change of colour */
	LINE_CELL = CELL_TEXT + COLOR_TEXT,
	LINE_END = COLOR_TEXT + 2
};

/* The escape of each ink, made once for all rows of a canvas. */
struct paints {
	char of[INK_COUNT][THEME_ESCAPE];
};

static struct paints paints_of(const struct render *render)
{
	struct paints paints = {{""}};

	for (int ink = 0; render->color && ink < INK_COUNT; ink++) {
		const struct theme *theme = render->theme ? render->theme : theme_default();
		struct theme_look look = theme_look(theme, (enum ink)ink);

		look.reverse = false; /* a whole line of it is for screens */
		look.bold |= ink == INK_TITLE;
		theme_escape(&look, render->depth, paints.of[ink]);
	}
	return paints;
}

static const char *color_of(const struct paints *paints, const struct cell *cell)
{
	uint8_t ink = cell->ink & INK_MASK;

	return ink < INK_COUNT && (cell->text || cell->dots) ? paints->of[ink] : "";
}

static bool is_blank(const struct cell *cell)
{
	return cell->text ? cell->text == ' ' : cell->dots == 0;
}

static int used_width(const struct canvas *canvas, int y)
{
	int width = canvas_width(canvas);

	while (width > 0 && is_blank(canvas_cell(canvas, width - 1, y)))
		width--;
	return width;
}

static char *append(char *to, const char *text)
{
	size_t length = strlen(text);

	memcpy(to, text, length);
	return to + length;
}

static char *append_color(char *to, const char *before, const char *color)
{
	if (strcmp(color, before) == 0)
		return to;
	if (*before)
		to = append(to, "\033[0m");
	if (*color)
		to = append(append(append(to, "\033["), color), "m");
	return to;
}

/* Rows go out in one piece each: line has room for LINE_CELL bytes a cell and LINE_END more. */
struct pen {
	FILE *out;
	struct paints paints;
	char *line;
};

static void write_row(const struct pen *pen, const struct canvas *canvas, int y)
{
	const char *now = "";
	int width = used_width(canvas, y);
	char *end = pen->line;

	for (int x = 0; x < width; x++) {
		const char *color = color_of(&pen->paints, canvas_cell(canvas, x, y));

		end = append_color(end, now, color);
		now = color;
		canvas_cell_text(canvas, x, y, end);
		end += strlen(end);
	}
	end = append(append_color(end, now, ""), "\n");
	fwrite(pen->line, 1, (size_t)(end - pen->line), pen->out);
}

int rows_write(const struct render *render, const struct canvas *canvas, int rows,
	       struct error *error)
{
	struct pen pen = {render->out, paints_of(render), NULL};

	pen.line = memory_alloc((size_t)canvas_width(canvas) * LINE_CELL + LINE_END);
	for (int y = 0; y < rows; y++)
		write_row(&pen, canvas, y);
	free(pen.line);
	return stream_check(render->out, error);
}
