/* The picture of a segment that is read for one look at it. */
#include "tui/segment/glance.h"

#include "tcpladder/error.h"
#include "tui/hex.h"
#include "tui/segment/picture.h"

#include <stdlib.h>

enum { TITLE_ROWS = 2 }; /* the title, and a row that sets it off */

/* How many lines its headers take, and those of TCP alone. */
struct lines {
	int all, tcp;
};

static struct lines measure(struct app *app, const struct picture *picture, struct pane room)
{
	const struct layout whole = {.sheet = room};
	struct sheet *sheet = picture_sheet(app, picture, &whole);
	struct lines lines = {sheet->height, sheet->height - sheet->tcp_y};

	free(sheet);
	return lines;
}

/*
 * All headers where there is room for them, else TCP's; its boxes become lines before they are
 * cut. Bytes go below.
 */
static struct layout layout_of(struct app *app, struct picture *picture, struct pane room)
{
	struct lines lines = measure(app, picture, room);

	if (lines.tcp > room.height) {
		picture->in_lines = true;
		lines = measure(app, picture, room);
	}
	return lay_out_pane(room, lines.all > room.height ? lines.tcp : lines.all);
}

static bool is_cut(const struct picture *picture, const struct pane *bytes)
{
	size_t shown = (size_t)hex_per_row(bytes->width) * (size_t)bytes->height;

	return picture->segment.size > shown;
}

/* Says in place of their last row that there are more. */
static void draw_cut(struct app *app, struct pane *bytes)
{
	bytes->height--;
	canvas_text(app->canvas, bytes->x, bytes->y + bytes->height, 1, INK_DIM, "…");
}

static void draw_picture(struct app *app, struct picture *picture, struct pane room)
{
	struct layout layout;

	if (!picture->segment.have) {
		room.x++;
		room.width -= 2;
		app_wrap(app, room, INK_NOTICE, picture->segment.why.text);
		return;
	}
	layout = layout_of(app, picture, room);
	if (layout.bytes.height > 0 && is_cut(picture, &layout.bytes))
		draw_cut(app, &layout.bytes);
	picture_draw(app, picture, &layout);
}

void glance_draw(struct app *app, size_t event, struct pane pane)
{
	struct picture *picture = memory_zero(1, sizeof(*picture));
	struct line title = {.used = 0};

	picture->field = SIZE_MAX;
	picture->from_tcp = true;
	sighting_read(&picture->segment, app, event);
	picture_title(app, &picture->segment, &title);
	app_write_parts(app, (struct pane){pane.x + 1, pane.y, pane.width - 2, 1}, INK_HEADING,
			title.text);
	pane.y += TITLE_ROWS;
	pane.height -= TITLE_ROWS;
	draw_picture(app, picture, pane);
	sighting_free(&picture->segment);
	free(picture);
}
