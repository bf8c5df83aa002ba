/* Scrolls a ladder so that its cursor stays in view. */
#include "tui/ladder/window.h"

#include "tui/ladder/rows.h"

/* What must be visible of the cursor's segment: all of its rows with context, if there is room. */
static void cursor_span(const struct ladder *ladder, int height, struct ladder_place *first,
			struct ladder_place *last)
{
	struct ladder_place span[2];
	int rows;

	ladder_span(ladder, ladder->selected, span);
	rows = 1 + rows_between(ladder, span[0], span[1], height);
	*first = span[0];
	*last = span[1];
	if (rows + 2 * LADDER_CONTEXT <= height) {
		rows_up(ladder, first, LADDER_CONTEXT);
		rows_down(ladder, last, LADDER_CONTEXT);
	} else if (rows > height) {
		*first = ladder_place(ladder, ladder->selected);
		*last = *first;
		rows_down(ladder, last, 1);
	}
}

/* A later segment, or another style or scale, may have changed what the top event takes. */
static void keep_top(struct ladder_window *window, const struct ladder *ladder)
{
	int rows;

	if (ladder->style != LADDER_SCALE && !ladder_picked(ladder, window->top.event))
		window->top.event = ladder->selected;
	rows = ladder_rows(ladder, window->top.event);
	if (rows == 0)
		window->top = ladder_place(ladder, window->top.event);
	else if (window->top.row >= rows)
		window->top.row = rows - 1;
}

void ladder_window_follow(struct ladder_window *window, const struct ladder *ladder, int height)
{
	struct ladder_place first, last, bottom;

	keep_top(window, ladder);
	if (window->zoomed == ladder->selected)
		first = last = ladder_place(ladder, ladder->selected);
	else
		cursor_span(ladder, height, &first, &last);
	if (rows_between(ladder, window->top, last, height) >= height) {
		window->top = last;
		rows_up(ladder, &window->top, height - 1);
	}
	if (place_before(first, window->top))
		window->top = first;
	bottom = window->top;
	rows_up(ladder, &window->top, height - 1 - rows_down(ladder, &bottom, height - 1));
}

void ladder_window_zoom(struct ladder_window *window, struct ladder *ladder, int64_t row_ns,
			int height)
{
	int y = rows_between(ladder, window->top, ladder_place(ladder, ladder->selected), height);

	window->zoomed = ladder->selected;
	ladder->row_ns = row_ns;
	window->top = ladder_place(ladder, ladder->selected);
	rows_up(ladder, &window->top, y);
}
