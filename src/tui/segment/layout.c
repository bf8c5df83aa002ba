/* Room for headers, bytes and words. */
#include "tui/segment/layout.h"

enum {
	ROOMY_HEIGHT = 20,
	NARROW = 80,        /* sentences take another line */
	TALL_HEIGHT = 34,   /* bytes are shown below unasked */
	BESIDE_WIDTH = 108, /* bytes are shown beside */
	SHEET_BESIDE = 68,  /* cells of the headers where they are */
	BYTES_PART = 3,     /* of the height, one in so many for bytes below */
	BYTES_LEAST = 3     /* rows for which they are shown below the whole headers */
};

static int rows_of_bytes(size_t size, int width)
{
	size_t per_row = (size_t)hex_per_row(width);

	return (int)((size + per_row - 1) / per_row);
}

static void lay_out_bytes(const struct app *app, size_t size, struct layout *layout)
{
	int width = canvas_width(app->canvas);
	int most = layout->sheet.height / BYTES_PART;
	int rows = rows_of_bytes(size, width - 2);

	if (width >= BESIDE_WIDTH) {
		layout->sheet.width = SHEET_BESIDE;
		layout->bytes = (struct pane){SHEET_BESIDE + 1, LAYOUT_Y, width - SHEET_BESIDE - 2,
					      layout->sheet.height};
		return;
	}
	most = most < 2 ? 2 : most;
	layout->bytes = (struct pane){1, 0, width - 2, rows < most ? rows : most};
	layout->sheet.height -= layout->bytes.height + 1;
	layout->bytes.y = LAYOUT_Y + layout->sheet.height + 1;
}

struct layout lay_out(const struct app *app, enum bytes_mode mode, size_t size)
{
	int width = canvas_width(app->canvas);
	int height = canvas_height(app->canvas);
	bool room = width >= BESIDE_WIDTH || height >= TALL_HEIGHT;
	struct layout layout = {
		.sheet = {0, LAYOUT_Y, width, 0},
	};

	layout.brief = height < ROOMY_HEIGHT;
	layout.about_lines = (layout.brief ? 1 : 2) + (width < NARROW);
	layout.about_y = height - 1 - layout.about_lines;
	layout.sheet.height = layout.about_y - 1 - LAYOUT_Y;
	if (mode == BYTES_SHOWN || (mode == BYTES_WHERE_ROOM && room))
		lay_out_bytes(app, size, &layout);
	return layout;
}

struct layout lay_out_pane(struct pane room, int lines)
{
	struct layout layout = {.sheet = room};
	int left = room.height - lines - 1;

	if (lines < room.height)
		layout.sheet.height = lines;
	if (left >= BYTES_LEAST) {
		layout.bytes = (struct pane){room.x + 1, room.y + lines + 1, room.width - 1, left};
	} else if (room.width >= BESIDE_WIDTH) {
		layout.sheet.width = SHEET_BESIDE;
		layout.bytes = (struct pane){room.x + SHEET_BESIDE + 1, room.y,
					     room.width - SHEET_BESIDE - 1, room.height};
	}
	return layout;
}
