/* A sign beside a segment, and what it is for. */
#include "tui/ladder/mark.h"

void ladder_mark(struct app *app, const struct ladder *ladder, size_t *marked)
{
	size_t cursor = ladder->selected;

	if (*marked != SIZE_MAX && !ladder_picked(ladder, *marked))
		*marked = SIZE_MAX;
	if (*marked == cursor) {
		*marked = SIZE_MAX;
		app_note(app, "%s", app_text(app, MSG_MARK_GONE));
	} else if (*marked == SIZE_MAX) {
		*marked = cursor;
		app_note(app, "%s", app_text(app, MSG_MARK_SET));
	} else {
		app->other = *marked;
		app->event = cursor;
		app_push(app, &view_compare);
	}
}

void ladder_mark_draw(struct app *app, const struct ladder *ladder, struct ladder_place place,
		      struct pane rows, size_t marked)
{
	struct ladder_place sign;

	if (marked == SIZE_MAX || !ladder_picked(ladder, marked))
		return;
	sign = ladder_place(ladder, marked);
	for (int i = 0; i < rows.height; i++) {
		if (place.event == sign.event && place.row == sign.row)
			canvas_text(app->canvas, rows.x, rows.y + i, 1, INK_NOTICE, "*");
		if (!ladder_down(ladder, &place))
			return;
	}
}
