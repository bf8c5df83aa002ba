/* The list of flows: which columns fit, and what stands in them. */
#include "ladder/layout.h"

#include "ladder/list.h"

#include <stdio.h>

/* In the order in which they are read. */
static const struct {
	enum message heading;
	bool right;
} columns[COLUMN_COUNT] = {
	[COLUMN_NUMBER] = {MSG_COLUMN_NUMBER, true},
	[COLUMN_A] = {MSG_COLUMN_A, false},
	[COLUMN_B] = {MSG_COLUMN_B, false},
	[COLUMN_START] = {MSG_COLUMN_START, true},
	[COLUMN_DURATION] = {MSG_COLUMN_DURATION, true},
	[COLUMN_RTT] = {MSG_COLUMN_RTT, true},
	[COLUMN_SEGMENTS] = {MSG_COLUMN_SEGMENTS, true},
	[COLUMN_BYTES_A] = {MSG_COLUMN_BYTES_A, true},
	[COLUMN_BYTES_B] = {MSG_COLUMN_BYTES_B, true},
	[COLUMN_PHASES] = {MSG_COLUMN_PHASES, false},
	[COLUMN_TROUBLE] = {MSG_COLUMN_TROUBLE, false},
	[COLUMN_STATE] = {MSG_COLUMN_STATE, false},
};

/* By importance: each step is taken where the line is still long enough for it. */
static const struct {
	enum column column;
	int width;
} steps[] = {
	{COLUMN_NUMBER, 4},   {COLUMN_A, 15},       {COLUMN_B, 15},
	{COLUMN_SEGMENTS, 5}, {COLUMN_TROUBLE, 9},  {COLUMN_STATE, 7},
	{COLUMN_DURATION, 7}, {COLUMN_A, 21}, /* every IPv4 address */
	{COLUMN_B, 21},       {COLUMN_BYTES_A, 6},  {COLUMN_BYTES_B, 6},
	{COLUMN_PHASES, 15},                       /* open data close */
	{COLUMN_START, 9},    {COLUMN_PHASES, 32}, /* SYN SYN+ACK ACK · data · FIN FIN */
	{COLUMN_RTT, 7},      {COLUMN_TROUBLE, 24}, {COLUMN_STATE, 26}, /* both ends */
	{COLUMN_A, 26},       {COLUMN_B, 26},       {COLUMN_TROUBLE, 32},
	{COLUMN_A, 47}, /* every address */
	{COLUMN_B, 47},
};

/* What the columns take together, with a blank between two. */
static int width_of(const int *widths)
{
	int sum = -1;

	for (int i = 0; i < COLUMN_COUNT; i++)
		sum += widths[i] > 0 ? widths[i] + 1 : 0;
	return sum;
}

/* The width of each column, 0 for those that do not fit. */
static void choose_widths(int width, int *widths)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		widths[i] = 0;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		int before = widths[steps[i].column];

		widths[steps[i].column] = steps[i].width;
		if (width_of(widths) > width)
			widths[steps[i].column] = before;
	}
}

static void draw_cell(struct canvas *canvas, struct dot at, int width, const struct list_cell *cell)
{
	int used = canvas_text_width(canvas, cell->text);

	if (cell->right && used < width)
		at.x += width - used;
	canvas_text(canvas, at.x, at.y, width, cell->ink, cell->text);
}

void flow_list_heading(const struct lang *lang, struct canvas *canvas, int y)
{
	int widths[COLUMN_COUNT];
	int x = 0;

	choose_widths(canvas_width(canvas), widths);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		struct list_cell cell = {.ink = INK_HEADING, .right = columns[i].right};

		if (widths[i] == 0)
			continue;
		snprintf(cell.text, sizeof(cell.text), "%s", lang_text(lang, columns[i].heading));
		draw_cell(canvas, (struct dot){x, y}, widths[i], &cell);
		x += widths[i] + 1;
	}
}

void flow_list_row(const struct lang *lang, struct canvas *canvas, int y,
		   const struct flow_summary *flow, int64_t start_ns)
{
	struct list_row row = {.lang = lang, .canvas = canvas, .flow = flow, .start_ns = start_ns};
	int widths[COLUMN_COUNT];
	int x = 0;

	choose_widths(canvas_width(canvas), widths);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		struct list_cell cell = {.ink = INK_PLAIN, .right = columns[i].right};

		if (widths[i] == 0)
			continue;
		list_cell_fill(&row, (enum column)i, widths[i], &cell);
		draw_cell(canvas, (struct dot){x, y}, widths[i], &cell);
		x += widths[i] + 1;
	}
}
