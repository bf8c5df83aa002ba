/* Boxes two cells a bit, as the figure in the standard has them. */
#include "tui/segment/diagram.h"

#include <string.h>

enum { LEFT = 1, WORD_BITS = 32, FLAG_LINES = 4, NAME_LINES = 3, FIXED_BITS = 160 };

static const char ruler[2][DIAGRAM_WIDTH + 1] = {
	" 0                   1                   2                   3",
	" 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1",
};

static struct canvas *canvas_of(const struct sheet *sheet)
{
	return sheet->app->canvas;
}

static void put(const struct sheet *sheet, int x, int y, enum ink ink, const char *text)
{
	canvas_text(canvas_of(sheet), sheet->x + LEFT + x, sheet->y + y, DIAGRAM_WIDTH - x, ink,
		    text);
}

/* The line of +-+-+ between two words. */
static void draw_rule(struct sheet *sheet)
{
	for (int x = 0; x < DIAGRAM_WIDTH; x++)
		put(sheet, x, sheet->height, INK_DIM, x % 2 ? "─" : "┼");
	sheet->height++;
}

static void draw_edge(const struct sheet *sheet, int bit, int y, int lines)
{
	for (int i = 0; i < lines; i++)
		put(sheet, 2 * bit, y + i, INK_DIM, "│");
}

/* In the middle of so many cells, cut to them. */
static void put_centered(const struct sheet *sheet, const struct spot *spot, int line, enum ink ink,
			 const char *text)
{
	int width = canvas_text_width(canvas_of(sheet), text);
	int x = sheet->x + spot->x;

	if (width < spot->width)
		x += (spot->width - width) / 2;
	canvas_text(canvas_of(sheet), x, sheet->y + spot->y + line, spot->width, ink, text);
}

static void light(const struct sheet *sheet, size_t index)
{
	const struct spot *spot = &sheet->spot[index];

	if (index == sheet->chosen)
		canvas_select(canvas_of(sheet), sheet->x + spot->x, sheet->y + spot->y, spot->width,
			      spot->height);
}

/* Gives the field its place in the word that begins at line y: bits from bit on. */
static void place(struct sheet *sheet, size_t index, unsigned bit, unsigned bits, int lines)
{
	sheet->spot[index] =
		(struct spot){LEFT + 2 * (int)bit + 1, sheet->height, 2 * (int)bits - 1, lines};
	draw_edge(sheet, (int)bit, sheet->height, lines);
	draw_edge(sheet, (int)(bit + bits), sheet->height, lines);
}

/* "Source Port  40000", or the value alone where both do not fit. */
static void draw_in_line(struct sheet *sheet, size_t index)
{
	const struct field *field = &sheet->reading.parts->field[index];
	const struct spot *spot = &sheet->spot[index];
	const char *name = field_text(field->name);
	struct line value = {.used = 0}, both = {.used = 0};
	int x;

	field_value(&sheet->reading, field, &value);
	line_add(&both, "%s  %s", name, value.text);
	x = spot->width - canvas_text_width(canvas_of(sheet), both.text);
	if (x < 0) {
		put_centered(sheet, spot, 0, INK_PLAIN, value.text);
		return;
	}
	x = sheet->x + spot->x + x / 2;
	x += canvas_text(canvas_of(sheet), x, sheet->y + spot->y, -1, INK_DIM, name) + 2;
	canvas_text(canvas_of(sheet), x, sheet->y + spot->y, -1, INK_HEADING, value.text);
}

/* The letters of a flag below one another, and its bit. */
static void draw_flag(struct sheet *sheet, size_t index)
{
	const struct field *field = &sheet->reading.parts->field[index];
	enum ink ink = field->value ? INK_BAND : INK_DIM;
	const char *name = field_text(field->name);

	for (int i = 0; i < NAME_LINES && name[i]; i++)
		put_centered(sheet, &sheet->spot[index], i, ink, (char[]){name[i], '\0'});
	put_centered(sheet, &sheet->spot[index], NAME_LINES, ink, field->value ? "1" : "0");
}

/* How much of it the first of two lines takes: up to a remark, if that can be. */
static size_t first_line(const struct sheet *sheet, const struct spot *spot, const char *text)
{
	const char *remark = strstr(text, " (");
	struct line before = {.used = 0};

	line_add(&before, "%.*s", remark ? (int)(remark - text) : 0, text);
	if (remark && canvas_text_width(canvas_of(sheet), before.text) <= spot->width)
		return before.used;
	return canvas_text_fit(canvas_of(sheet), text, spot->width);
}

/* In the last line, or in two where it is too long for one. */
static void put_value(const struct sheet *sheet, const struct spot *spot, const char *text)
{
	struct line first = {.used = 0};
	size_t length;

	if (canvas_text_width(canvas_of(sheet), text) > spot->width) {
		length = first_line(sheet, spot, text);
		line_add(&first, "%.*s", (int)length, text);
		put_centered(sheet, spot, NAME_LINES - 1, INK_HEADING, first.text);
		text += length;
		text += strspn(text, " ");
	}
	put_centered(sheet, spot, NAME_LINES, INK_HEADING, text);
}

static void draw_tall(struct sheet *sheet, size_t index)
{
	const struct field *field = &sheet->reading.parts->field[index];
	const struct spot *spot = &sheet->spot[index];
	struct line value = {.used = 0};

	field_value(&sheet->reading, field, &value);
	if (field->name == FIELD_TCP_OFFSET) {
		/* In the standard's two lines; the bytes stand below the diagram's edge. */
		put_centered(sheet, spot, 0, INK_DIM, "Data");
		put_centered(sheet, spot, 1, INK_DIM, "Offset");
		value.text[strcspn(value.text, " ")] = '\0';
	} else {
		put_centered(sheet, spot, 1, INK_DIM, field_text(field->name));
	}
	put_value(sheet, spot, value.text);
}

/* The last reserved bit became AE (RFC 9768): it is drawn apart where it is set. */
static bool is_part_of_reserved(const struct field *field)
{
	return field->name == FIELD_TCP_FLAG_AE && field->value == 0;
}

static bool is_flag(enum field_name name)
{
	return name >= FIELD_TCP_FLAG_AE && name <= FIELD_TCP_FLAG_FIN;
}

static bool is_in_flag_word(enum field_name name)
{
	return name >= FIELD_TCP_OFFSET && name <= FIELD_TCP_WINDOW;
}

/* One field of the fixed header; a rule goes below the word's last one. */
static void draw_fixed(struct sheet *sheet, size_t index, unsigned bit)
{
	const struct field *field = &sheet->reading.parts->field[index];
	bool tall = is_in_flag_word(field->name);
	unsigned bits = field_bits(field->name);
	int lines = tall ? FLAG_LINES : 1;

	if (is_part_of_reserved(field))
		return;
	if (field->name == FIELD_TCP_RESERVED && is_part_of_reserved(field + 1))
		bits++;
	place(sheet, index, bit % WORD_BITS, bits, lines);
	if (is_flag(field->name))
		draw_flag(sheet, index);
	else if (tall)
		draw_tall(sheet, index);
	else
		draw_in_line(sheet, index);
	light(sheet, index);
	if ((bit + bits) % WORD_BITS == 0) {
		sheet->height += lines;
		draw_rule(sheet);
	}
}

static void begin_line(struct sheet *sheet)
{
	draw_edge(sheet, 0, sheet->height, 1);
	draw_edge(sheet, WORD_BITS, sheet->height, 1);
}

/* Options one behind another, as many as a line holds. */
static void draw_options(struct sheet *sheet, size_t first, size_t end)
{
	int x = 2, width;

	if (first < end)
		begin_line(sheet);
	for (size_t i = first; i < end; i++) {
		const struct field *field = &sheet->reading.parts->field[i];
		const char *name = field_text(field->name);
		struct line line = {.used = 0}, value = {.used = 0};
		struct spot *spot = &sheet->spot[i];

		field_value(&sheet->reading, field, &value);
		line_add(&line, "%s%s%s", name, value.used > 0 ? " " : "", value.text);
		width = canvas_text_width(canvas_of(sheet), line.text);
		if (x > 2 && x + width > DIAGRAM_WIDTH - 2) {
			sheet->height++;
			begin_line(sheet);
			x = 2;
		}
		if (width > DIAGRAM_WIDTH - 2 - x)
			width = DIAGRAM_WIDTH - 2 - x;
		*spot = (struct spot){LEFT + x, sheet->height, width, 1};
		canvas_text(canvas_of(sheet), sheet->x + spot->x, sheet->y + spot->y, width,
			    INK_PLAIN, line.text);
		light(sheet, i);
		x += width + 2;
	}
	if (first < end) {
		sheet->height++;
		draw_rule(sheet);
	}
}

static void draw_data(struct sheet *sheet, size_t index)
{
	begin_line(sheet);
	sheet->spot[index] = (struct spot){LEFT + 1, sheet->height, DIAGRAM_WIDTH - 2, 1};
	draw_in_line(sheet, index);
	light(sheet, index);
	sheet->height++;
}

void diagram_draw(struct sheet *sheet, size_t end)
{
	const struct dissection *parts = sheet->reading.parts;
	unsigned bit = 0;
	size_t i = parts->tcp, options;

	for (int line = 0; line < 2; line++)
		put(sheet, 0, sheet->height++, INK_DIM, ruler[line]);
	draw_rule(sheet);
	for (; i < end && bit < FIXED_BITS; i++) {
		draw_fixed(sheet, i, bit);
		bit += field_bits(parts->field[i].name);
	}
	options = i;
	while (i < end && parts->field[i].name != FIELD_DATA)
		i++;
	draw_options(sheet, options, i);
	if (i < end)
		draw_data(sheet, i);
}
