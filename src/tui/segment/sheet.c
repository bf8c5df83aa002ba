/* Headers in lines, and the header of TCP in its boxes. */
#include "tui/segment/sheet.h"

#include "tui/segment/diagram.h"

#include <stdlib.h>
#include <string.h>

enum { LEFT = 1, LABEL_WIDTH = 10, GAP = 2 };

static const struct field *field_of(const struct sheet *sheet, size_t index)
{
	return &sheet->reading.parts->field[index];
}

/* The place in running text where the next field goes. */
struct run {
	struct sheet *sheet;
	int left;  /* column where lines begin */
	int right; /* one past the last column */
	int x, y;
};

/* "Total Length 60"; an option that is all in its name has no value. */
static void say_field(const struct sheet *sheet, size_t index, struct line *line)
{
	const struct field *field = field_of(sheet, index);
	size_t used;

	line_add(line, "%s ", field_text(field->name));
	used = line->used;
	field_value(&sheet->reading, field, line);
	if (line->used == used)
		line->text[--line->used] = '\0';
}

static void run_field(struct run *run, size_t index)
{
	struct canvas *canvas = run->sheet->app->canvas;
	const struct field *field = field_of(run->sheet, index);
	struct line line = {.used = 0};
	const char *name = field_text(field->name);
	int width, at, x, y;

	say_field(run->sheet, index, &line);
	width = canvas_text_width(canvas, line.text);
	if (run->x > run->left && run->x + width > run->right) {
		run->x = run->left;
		run->y++;
	}
	if (width > run->right - run->x)
		width = run->right - run->x;
	run->sheet->spot[index] = (struct spot){run->x, run->y, width, 1};
	x = run->sheet->x + run->x;
	y = run->sheet->y + run->y;
	at = canvas_text(canvas, x, y, width, INK_DIM, name);
	canvas_text(canvas, x + at, y, width - at, INK_PLAIN, line.text + strlen(name));
	if (width < canvas_text_width(canvas, line.text))
		canvas_text(canvas, x + width - 1, y, 1, INK_DIM, "…");
	if (index == run->sheet->chosen)
		canvas_select(canvas, x, y, width, 1);
	run->x += width + GAP;
}

/* The layer's name; returns where its fields begin, behind a name that needs more room. */
static int begin_layer(const struct run *run, const char *layer)
{
	const struct sheet *sheet = run->sheet;
	int end = LEFT + canvas_text(sheet->app->canvas, sheet->x + LEFT, sheet->y + run->y, -1,
				     INK_HEADING, layer);

	return end < run->left ? run->left : end + 1;
}

/* Fields from first to last of one header or more, each header with its name before it. */
static void draw_run(struct sheet *sheet, size_t first, size_t end)
{
	struct run run = {sheet, LEFT + LABEL_WIDTH, sheet->width - 1, 0, sheet->height};
	const struct field *before = NULL;

	for (size_t i = first; i < end; i++) {
		const struct field *field = field_of(sheet, i);

		if (!before || field->header != before->header ||
		    strcmp(field->layer, before->layer) != 0) {
			run.y += before != NULL;
			run.x = begin_layer(&run, field->layer);
		}
		run_field(&run, i);
		before = field;
	}
	sheet->height = run.y + (before != NULL);
}

void sheet_draw(struct sheet *sheet)
{
	const struct dissection *parts = sheet->reading.parts;
	size_t trailer = parts->count;

	memset(sheet->spot, 0, sizeof(sheet->spot));
	sheet->height = 0;
	draw_run(sheet, 0, parts->tcp);
	sheet->tcp_y = sheet->height;
	if (trailer > 0 && field_of(sheet, trailer - 1)->name == FIELD_TRAILER)
		trailer--;
	if (sheet->width >= DIAGRAM_WIDTH + 2 && !sheet->in_lines)
		diagram_draw(sheet, trailer);
	else
		draw_run(sheet, parts->tcp, trailer);
	draw_run(sheet, trailer, parts->count);
}

static int distance(const struct spot *a, const struct spot *b)
{
	int x = a->x + a->width / 2;

	if (x < b->x)
		return b->x - x;
	return x >= b->x + b->width ? x - b->x - b->width + 1 : 0;
}

/* How many lines b lies below a, or above with step -1; 0 or less where it does not. */
static int lines_away(const struct spot *a, const struct spot *b, int step)
{
	return step > 0 ? b->y - (a->y + a->height - 1) : a->y - (b->y + b->height - 1);
}

size_t sheet_beside(const struct sheet *sheet, size_t field, int step)
{
	const struct spot *here = &sheet->spot[field];
	size_t best = field;
	int best_lines = 0;

	for (size_t i = 0; i < sheet->reading.parts->count; i++) {
		const struct spot *spot = &sheet->spot[i];
		int lines = lines_away(here, spot, step);

		if (spot->width == 0 || lines <= 0)
			continue;
		if (best_lines == 0 || lines < best_lines ||
		    (lines == best_lines &&
		     distance(here, spot) < distance(here, &sheet->spot[best]))) {
			best = i;
			best_lines = lines;
		}
	}
	return best;
}

size_t sheet_next(const struct sheet *sheet, size_t field, int step)
{
	size_t count = sheet->reading.parts->count;

	for (size_t i = field + (size_t)step; i < count; i += (size_t)step)
		if (sheet->spot[i].width > 0)
			return i;
	return field;
}

size_t sheet_field_at(const struct sheet *sheet, int x, int line)
{
	const struct spot cell = {x, line, 1, 1};
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < sheet->reading.parts->count; i++) {
		const struct spot *spot = &sheet->spot[i];

		if (spot->width == 0 || line < spot->y || line >= spot->y + spot->height)
			continue;
		if (best == SIZE_MAX || distance(&cell, spot) < distance(&cell, &sheet->spot[best]))
			best = i;
	}
	return best;
}
