/* Text on a screen's canvas: cut, broken into lines, underlined. */
#include "tui/app.h"

#include "tui/line.h"

#include <stdio.h>
#include <string.h>

int app_write_cut(struct app *app, struct title_room room, int y, enum ink ink, const char *text)
{
	if (room.x + canvas_text_width(app->canvas, text) <= room.end)
		return room.x + canvas_text(app->canvas, room.x, y, -1, ink, text);
	if (room.end - 1 > room.x)
		canvas_text(app->canvas, room.x, y, room.end - 1 - room.x, ink, text);
	canvas_text(app->canvas, room.end - 1, y, 1, ink, "…");
	return room.end;
}

int app_write(struct app *app, int x, int y, enum ink ink, const char *text)
{
	struct title_room room = {x, canvas_width(app->canvas) - 1};

	return app_write_cut(app, room, y, ink, text);
}

void app_wrap(struct app *app, struct pane pane, enum ink ink, const char *text)
{
	const struct title_room room = {pane.x, pane.x + pane.width};
	int last = pane.y + pane.height - 1, y = pane.y;

	for (; y < last && *text; y++) {
		size_t length = canvas_text_fit(app->canvas, text, pane.width);
		char part[LINE_TEXT];

		snprintf(part, sizeof(part), "%.*s", (int)length, text);
		app_write_cut(app, room, y, ink, part);
		text += length;
		text += strspn(text, " ");
	}
	if (*text)
		app_write_cut(app, room, y, ink, text);
}

void app_write_above(struct app *app, const char *text)
{
	int y = canvas_height(app->canvas) - 2;

	app_fill(app, y, INK_PLAIN);
	app_write(app, 1, y, INK_NOTICE, text);
}

void app_rule_between(struct app *app, struct title_room room, int y)
{
	for (int x = room.x; x < room.end; x++)
		canvas_text(app->canvas, x, y, 1, INK_DIM, "─");
}

void app_rule(struct app *app, int y)
{
	app_rule_between(app, (struct title_room){0, canvas_width(app->canvas)}, y);
}

void app_fill(struct app *app, int y, enum ink ink)
{
	for (int x = 0; x < canvas_width(app->canvas); x++)
		canvas_text(app->canvas, x, y, 1, ink, " ");
}
