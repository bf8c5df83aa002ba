/* Room for the ladder and the words of a lesson. */
#include "tui/lesson/lesson.h"

#include "tui/ladder/rows.h"
#include "tui/lesson/caption.h"

enum { CAPTION_LEAST = 3, CAPTION_PART = 3 /* of the height at most: one in so many */ };

/* The last rows of a ladder that there is room for: the newest arrow is among them. */
struct part {
	struct ladder_place top;
	int rows;
};

static struct part last_part(const struct ladder *ladder, int room)
{
	struct ladder_place span[2];
	struct part part = {.rows = 0};

	if (ladder->end == 0)
		return part;
	ladder_span(ladder, ladder->end - 1, span);
	part.top = span[1];
	part.rows = 1 + rows_up(ladder, &part.top, room - 1);
	return part;
}

int lesson_draw(struct app *app, const struct ladder *ladder, struct lesson_caption caption)
{
	int heading = ladder_heading_rows(ladder), bottom = canvas_height(app->canvas) - 1;
	int most = canvas_height(app->canvas) / CAPTION_PART;
	int lines = caption_lines(app, caption.text), room, y;
	struct part part;

	lines = lines < CAPTION_LEAST ? CAPTION_LEAST : lines > most ? most : lines;
	room = bottom - lines - 1 - heading;
	part = last_part(ladder, room);
	y = caption.near ? room - part.rows : 0;
	ladder_heading(ladder, app->canvas, y);
	if (part.rows > 0)
		ladder_draw(ladder, app->canvas, y + heading, part.rows, part.top);
	caption_draw(app, bottom - lines, lines, caption.text);
	return bottom - lines - 1;
}
