/* The list of flows: which columns fit, and their headings. */
#include "ladder/list.h"

#include "ladder/life.h"

#include <stdio.h>
#include <string.h>

/* In the order in which they are read. */
static const struct {
	enum message heading;
	enum message name; /* where the heading is a sign */
	bool right;
} columns[COLUMN_COUNT] = {
	[COLUMN_NUMBER] = {MSG_COLUMN_NUMBER, MSG_COLUMN_NUMBER_NAME, true},
	[COLUMN_A] = {MSG_COLUMN_A, MSG_COLUMN_A, false},
	[COLUMN_B] = {MSG_COLUMN_B, MSG_COLUMN_B, false},
	[COLUMN_START] = {MSG_COLUMN_START, MSG_COLUMN_START, true},
	[COLUMN_DURATION] = {MSG_COLUMN_DURATION, MSG_COLUMN_DURATION, true},
	[COLUMN_RTT] = {MSG_COLUMN_RTT, MSG_COLUMN_RTT, true},
	[COLUMN_SEGMENTS] = {MSG_COLUMN_SEGMENTS, MSG_COLUMN_SEGMENTS_NAME, true},
	[COLUMN_BYTES_A] = {MSG_COLUMN_BYTES_A, MSG_COLUMN_BYTES_A, true},
	[COLUMN_BYTES_B] = {MSG_COLUMN_BYTES_B, MSG_COLUMN_BYTES_B, true},
	[COLUMN_PHASES] = {MSG_COLUMN_PHASES, MSG_COLUMN_PHASES, false},
	[COLUMN_LIFE] = {MSG_COLUMN_LIFE, MSG_COLUMN_LIFE, false},
	[COLUMN_AGAIN] = {MSG_COLUMN_AGAIN, MSG_COLUMN_AGAIN_NAME, true},
	[COLUMN_BYTES_AGAIN] = {MSG_COLUMN_BYTES_AGAIN, MSG_COLUMN_BYTES_AGAIN_NAME, true},
	[COLUMN_TROUBLE] = {MSG_COLUMN_TROUBLE, MSG_COLUMN_TROUBLE, false},
	[COLUMN_STATE] = {MSG_COLUMN_STATE, MSG_COLUMN_STATE, false},
};

struct step {
	enum flow_column column;
	int width;
	bool if_trouble; /* only where a flow in the list has any */
};

/* By importance: each step is taken where the line is still long enough for it. */
/* clang-format off */
static const struct step steps[] = {
	{COLUMN_NUMBER, 4, false},
	{COLUMN_A, 15, false},
	{COLUMN_B, 15, false},
	{COLUMN_SEGMENTS, 5, false},
	{COLUMN_TROUBLE, 9, true},
	{COLUMN_STATE, 7, false},
	{COLUMN_DURATION, 7, true}, /* before whole ends, which have room without trouble */
	{COLUMN_A, 21, false}, /* every IPv4 address */
	{COLUMN_B, 21, false},
	{COLUMN_TROUBLE, 9, false},
	{COLUMN_DURATION, 7, false},
	{COLUMN_BYTES_A, 6, false},
	{COLUMN_BYTES_B, 6, false},
	{COLUMN_PHASES, 15, false}, /* open data close */
	{COLUMN_START, 9, false},
	{COLUMN_RTT, 7, false},
	{COLUMN_LIFE, 12, false},
	{COLUMN_PHASES, 32, false}, /* SYN SYN+ACK ACK · data · FIN FIN */
	{COLUMN_STATE, 26, false}, /* both ends */
	{COLUMN_TROUBLE, 24, false},
	{COLUMN_LIFE, 24, false},
	{COLUMN_A, 26, false},
	{COLUMN_B, 26, false},
	{COLUMN_TROUBLE, 36, false},
	{COLUMN_AGAIN, 5, false},
	{COLUMN_BYTES_AGAIN, 7, false},
	{COLUMN_LIFE, LIFE_SLOTS, false},
	{COLUMN_A, 47, false}, /* every address */
	{COLUMN_B, 47, false},
};
/* clang-format on */

enum { STEPS = sizeof(steps) / sizeof(*steps) };

/* What the columns take together, with a blank between two. */
static int width_of(const int *widths)
{
	int sum = -1;

	for (int i = 0; i < COLUMN_COUNT; i++)
		sum += widths[i] > 0 ? widths[i] + 1 : 0;
	return sum;
}

static int digits_of(size_t number)
{
	int digits = 1;

	while (number >= 10) {
		number /= 10;
		digits++;
	}
	return digits;
}

/* What the column needs of the step: numbers may be longer, endpoints shorter. */
static int fitted(const struct flow_list *list, const struct step *step)
{
	int need = step->width;

	if (step->column == COLUMN_NUMBER && need < digits_of(list->flows) + 1)
		return digits_of(list->flows) + 1; /* the cursor's sign before it */
	if (step->column == COLUMN_A || step->column == COLUMN_B)
		need = list->ends[step->column == COLUMN_B];
	return need > 0 && need < step->width ? need : step->width;
}

static void widen(int *widths, int line, enum flow_column column, int width)
{
	int before = widths[column];

	if (width <= before)
		return;
	widths[column] = width;
	if (width_of(widths) > line)
		widths[column] = before;
}

/* The sorted column has room for its mark, and comes before all others but the ends. */
static void make_room_for_sorted(const struct flow_list *list, int line,
				 const struct canvas *canvas, int *widths)
{
	const char *heading = lang_text(list->lang, columns[list->sorted].heading);
	int width = 0;

	for (int i = STEPS - 1; i >= 0; i--)
		if (steps[i].column == list->sorted)
			width = fitted(list, &steps[i]);
	if (width < canvas_text_width(canvas, heading) + 1)
		width = canvas_text_width(canvas, heading) + 1;
	widen(widths, line, list->sorted, width);
}

static int lack_of(const struct flow_list *list, const int *widths, enum flow_column column)
{
	return list->ends[column == COLUMN_B] - widths[column];
}

/* What no column takes whole goes to the ends as far as they are cut, then to the pictures. */
static void share_rest(const struct flow_list *list, int rest, int *widths)
{
	for (; rest > 0; rest--) {
		int lack_a = lack_of(list, widths, COLUMN_A);
		int lack_b = lack_of(list, widths, COLUMN_B);
		enum flow_column column = lack_a > lack_b ? COLUMN_A : COLUMN_B;

		if (lack_a <= 0 && lack_b <= 0)
			column = COLUMN_LIFE;
		if (widths[column] == 0 || widths[column] == LIFE_SLOTS)
			return;
		widths[column]++;
	}
}

/* The width of each column, 0 for those that do not fit. */
static void choose_widths(const struct flow_list *list, const struct canvas *canvas, int line,
			  int *widths)
{
	enum { ENDS = 3 };

	for (int i = 0; i < COLUMN_COUNT; i++)
		widths[i] = 0;
	for (int i = 0; i < STEPS; i++) {
		if (i == ENDS && list->sorted < COLUMN_COUNT)
			make_room_for_sorted(list, line, canvas, widths);
		if (list->troubled || !steps[i].if_trouble)
			widen(widths, line, steps[i].column, fitted(list, &steps[i]));
	}
	share_rest(list, line - width_of(widths), widths);
}

void flow_list_fit(struct flow_list *list, const struct flow_summary *flow)
{
	char text[ENDPOINT_TEXT];

	for (int side = 0; side < 2; side++) {
		int width;

		endpoint_text(&flow->half[side].endpoint, text);
		width = (int)strlen(text);
		if (list->ends[side] < width)
			list->ends[side] = width;
	}
	if (flow_trouble(flow) > 0)
		list->troubled = true;
}

static void draw_cell(struct canvas *canvas, struct dot at, int width, const struct list_cell *cell)
{
	int used = canvas_text_width(canvas, cell->text);

	if (cell->right && used < width)
		at.x += width - used;
	canvas_text(canvas, at.x, at.y, width, cell->ink, cell->text);
}

/* "▼segs", "A▲": the mark is where the column ends that is flush. */
static void fill_heading(const struct flow_list *list, enum flow_column column,
			 struct list_cell *cell)
{
	const char *heading = lang_text(list->lang, columns[column].heading);
	const char *mark = list->descending ? "▼" : "▲";

	if (column != list->sorted)
		mark = "";
	snprintf(cell->text, sizeof(cell->text), "%s%s", cell->right ? mark : heading,
		 cell->right ? heading : mark);
}

void flow_list_heading(const struct flow_list *list, struct canvas *canvas, int y)
{
	int widths[COLUMN_COUNT];
	int x = 0;

	choose_widths(list, canvas, canvas_width(canvas), widths);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		struct list_cell cell = {.ink = INK_HEADING, .right = columns[i].right};

		if (widths[i] == 0)
			continue;
		fill_heading(list, (enum flow_column)i, &cell);
		draw_cell(canvas, (struct dot){x, y}, widths[i], &cell);
		x += widths[i] + 1;
	}
}

enum flow_column flow_list_column(const struct flow_list *list, const struct canvas *canvas, int x)
{
	int widths[COLUMN_COUNT];
	int end = 0;

	choose_widths(list, canvas, canvas_width(canvas), widths);
	for (int i = 0; i < COLUMN_COUNT && x >= 0; i++) {
		end += widths[i] > 0 ? widths[i] + 1 : 0;
		if (x < end)
			return (enum flow_column)i;
	}
	return COLUMN_COUNT;
}

int flow_list_mark_x(const struct flow_list *list)
{
	return fitted(list, &steps[0]);
}

bool flow_list_has_life(const struct flow_list *list, const struct canvas *canvas)
{
	int widths[COLUMN_COUNT];

	choose_widths(list, canvas, canvas_width(canvas), widths);
	return widths[COLUMN_LIFE] > 0;
}

void flow_list_row(const struct flow_list *list, struct canvas *canvas, int y,
		   const struct flow_summary *flow, const struct flow_life *life)
{
	struct list_row row = {.list = list, .canvas = canvas, .flow = flow};
	int widths[COLUMN_COUNT];
	int x = 0;

	choose_widths(list, canvas, canvas_width(canvas), widths);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		struct list_cell cell = {.ink = INK_PLAIN, .right = columns[i].right};

		if (widths[i] == 0)
			continue;
		list_cell_fill(&row, (enum flow_column)i, widths[i], &cell);
		draw_cell(canvas, (struct dot){x, y}, widths[i], &cell);
		if (i == COLUMN_LIFE && life)
			life_draw(life, canvas, (struct dot){x, y}, widths[i]);
		x += widths[i] + 1;
	}
}

enum message flow_list_name(enum flow_column column)
{
	return columns[column].name;
}
