/* The rows of a ladder: how many, how to go from one to the next, and which to draw. */
#include "tcpladder/ladder.h"

#include "ladder/draw.h"

size_t ladder_events(const struct ladder *ladder)
{
	size_t count = flow_events(ladder->flow);

	return ladder->end > 0 && ladder->end < count ? ladder->end : count;
}

int ladder_rows(const struct ladder *ladder, size_t event)
{
	int rows = 0;

	if (event >= ladder_events(ladder))
		return 0;
	for (int part = 0; part < PART_COUNT; part++)
		rows += part_rows(ladder, event, (enum part)part);
	return rows;
}

int ladder_arrow_row(const struct ladder *ladder, size_t event)
{
	if (event >= ladder_events(ladder))
		return 0;
	return ladder_rows(ladder, event) - part_rows(ladder, event, PART_ARROW);
}

bool ladder_down(const struct ladder *ladder, struct ladder_place *place)
{
	if (place->row + 1 < ladder_rows(ladder, place->event)) {
		place->row++;
		return true;
	}
	if (place->event >= ladder_events(ladder) || place->event + 1 >= ladder_events(ladder))
		return false;
	place->event++;
	place->row = 0;
	return true;
}

bool ladder_up(const struct ladder *ladder, struct ladder_place *place)
{
	if (place->row > 0) {
		place->row--;
		return true;
	}
	if (place->event == 0)
		return false;
	place->event--;
	place->row = ladder_rows(ladder, place->event) - 1;
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

void ladder_draw(const struct ladder *ladder, struct canvas *canvas, int y, int height,
		 struct ladder_place place)
{
	struct view view = view_of(ladder, canvas);
	int row = y - place.row;

	if (height < 1)
		return;
	canvas_clip(canvas, y, height);
	for (size_t event = place.event; row < y + height && view_event(&view, event); event++)
		row = draw_event(&view, event, row);
	canvas_clip(canvas, 0, -1);
}
