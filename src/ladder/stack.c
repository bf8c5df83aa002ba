/* Rows for each segment alone, one below the other: the sloped and the compact style. */
#include "ladder/draw.h"
#include "ladder/style.h"

static int stack_rows(const struct ladder *ladder, size_t event)
{
	int rows = 0;

	for (int part = 0; part < PART_COUNT; part++)
		rows += part_rows(ladder, event, (enum part)part);
	return rows;
}

static struct ladder_place stack_place(const struct ladder *ladder, size_t event)
{
	int rows = stack_rows(ladder, event) - part_rows(ladder, event, PART_ARROW);

	return (struct ladder_place){event, rows};
}

static void stack_span(const struct ladder *ladder, size_t event, struct ladder_place span[2])
{
	span[0] = (struct ladder_place){event, 0};
	span[1] = (struct ladder_place){event, stack_rows(ladder, event) - 1};
}

static bool stack_down(const struct ladder *ladder, struct ladder_place *place)
{
	size_t next;

	if (place->row + 1 < stack_rows(ladder, place->event)) {
		place->row++;
		return true;
	}
	next = ladder_next(ladder, place->event + 1);
	if (next >= ladder_events(ladder))
		return false;
	place->event = next;
	place->row = 0;
	return true;
}

static bool stack_up(const struct ladder *ladder, struct ladder_place *place)
{
	size_t before;

	if (place->row > 0) {
		place->row--;
		return true;
	}
	before = ladder_before(ladder, place->event);
	if (before == SIZE_MAX)
		return false;
	place->event = before;
	place->row = stack_rows(ladder, place->event) - 1;
	return true;
}

/* Draws all the rows of an event; returns the row after the last. */
static int draw_event(const struct view *view, size_t event, int y)
{
	for (int part = 0; part < PART_COUNT; part++) {
		int rows = part_rows(view->ladder, event, (enum part)part);

		if (rows > 0)
			part_draw(view, event, (enum part)part, y);
		y += rows;
	}
	return y;
}

static void stack_draw(const struct view *view, const struct window *window)
{
	int row = window->y - window->from.row;
	size_t event = window->from.event;

	while (row < window->y + window->height && event < ladder_events(view->ladder)) {
		row = draw_event(view, event, row);
		event = ladder_next(view->ladder, event + 1);
	}
}

const struct style style_stack = {
	.rows = stack_rows,
	.place = stack_place,
	.span = stack_span,
	.down = stack_down,
	.up = stack_up,
	.draw = stack_draw,
};
