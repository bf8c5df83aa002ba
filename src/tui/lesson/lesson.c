/* Room for the ladder and the words of a lesson. */
#include "tui/lesson/lesson.h"

#include "tui/ladder/rows.h"
#include "tui/lesson/caption.h"

enum { CAPTION_LEAST = 3, CAPTION_PART = 3 /* of the height at most: one in so many */ };

/* The newest arrow is the last one that there is room for. */
static void draw_ladder(struct app *app, const struct ladder *ladder, int y, int height)
{
	struct ladder_place span[2], top;

	ladder_span(ladder, ladder->end - 1, span);
	top = span[1];
	rows_up(ladder, &top, height - 1);
	ladder_draw(ladder, app->canvas, y, height, top);
}

int lesson_draw(struct app *app, const struct ladder *ladder, const char *caption)
{
	int y = ladder_heading_rows(ladder), bottom = canvas_height(app->canvas) - 1;
	int most = canvas_height(app->canvas) / CAPTION_PART;
	int lines = caption_lines(app, caption);

	lines = lines < CAPTION_LEAST ? CAPTION_LEAST : lines > most ? most : lines;
	ladder_heading(ladder, app->canvas, 0);
	if (ladder->end > 0)
		draw_ladder(app, ladder, y, bottom - lines - 1 - y);
	caption_draw(app, bottom - lines, lines, caption);
	return bottom - lines - 1;
}
