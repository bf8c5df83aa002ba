/* Headers and bytes of a segment, drawn where they are asked for. */
#include "tui/segment/picture.h"

#include "tcpladder/error.h"
#include "tui/hex.h"

#include <stdio.h>
#include <stdlib.h>

enum { RULER_LINES = 3 }; /* kept in sight above the first fields */

struct sheet *picture_sheet(struct app *app, const struct picture *picture,
			    const struct layout *layout)
{
	struct sheet *sheet = memory_alloc(sizeof(*sheet));

	*sheet = (struct sheet){
		.app = app,
		.reading = sighting_reading(&picture->segment, app),
		.width = layout->sheet.width,
		.x = layout->sheet.x,
		.y = layout->sheet.y - picture->top,
		.chosen = picture->field,
		.in_lines = picture->in_lines,
	};
	canvas_clip(app->canvas, 0, 0);
	sheet_draw(sheet);
	canvas_clip(app->canvas, 0, -1);
	return sheet;
}

/* Scrolls the sheet as little as shows the field, or to the TCP header. */
static void follow_field(struct picture *picture, const struct sheet *sheet, int height)
{
	int most = sheet->height > height ? sheet->height - height : 0;

	if (picture->from_tcp)
		picture->top = sheet->tcp_y;
	picture->from_tcp = false;
	if (picture->field != SIZE_MAX) {
		const struct spot *spot = &sheet->spot[picture->field];

		if (spot->y - RULER_LINES < picture->top)
			picture->top = spot->y > RULER_LINES ? spot->y - RULER_LINES : 0;
		if (spot->y + spot->height > picture->top + height)
			picture->top = spot->y + spot->height - height;
	}
	picture->top = picture->top > most ? most : picture->top;
}

static void draw_headers(struct app *app, struct picture *picture, const struct layout *layout)
{
	const struct pane *pane = &layout->sheet;
	struct sheet *sheet = picture_sheet(app, picture, layout);

	follow_field(picture, sheet, pane->height);
	sheet->y = pane->y - picture->top;
	canvas_clip(app->canvas, pane->y, pane->height);
	sheet_draw(sheet);
	canvas_clip(app->canvas, 0, -1);
	free(sheet);
}
/* The TCP header stands out from what lies around it, and the data is its sender's. */
static enum ink byte_ink(const void *context, size_t offset)
{
	const struct sighting *segment = context;
	const struct dissection *parts = &segment->parts;
	const struct field *last = &parts->field[parts->count - 1];

	if (offset < parts->field[parts->tcp].offset)
		return INK_DIM;
	if (last->name == FIELD_TRAILER && offset >= last->offset)
		return INK_DIM;
	if (offset < segment->data_offset)
		return INK_PLAIN;
	return segment->event->side == SIDE_A ? INK_A : INK_B;
}

static struct hex hex_of(const struct picture *picture)
{
	const struct sighting *segment = &picture->segment;
	struct hex hex = {
		.data = segment->data,
		.size = segment->size,
		.cursor = picture->on_bytes ? picture->byte : SIZE_MAX,
		.ink = byte_ink,
		.context = segment,
	};

	if (picture->field != SIZE_MAX) {
		const struct field *field = &segment->parts.field[picture->field];

		hex.first = field->offset;
		hex.end = field->offset + field->size;
	}
	return hex;
}

static void draw_bytes(struct app *app, struct picture *picture, const struct layout *layout)
{
	const struct pane *sheet = &layout->sheet, *bytes = &layout->bytes;
	struct hex hex = hex_of(picture);
	size_t per_row = (size_t)hex_per_row(bytes->width);
	size_t rows = (hex.size + per_row - 1) / per_row;

	if (bytes->height == 0)
		return;
	picture->byte_top = list_scroll(picture->byte_top, picture->byte / per_row, rows,
					(size_t)bytes->height);
	hex_draw(&hex, app->canvas, bytes, picture->byte_top);
	if (bytes->y > sheet->y)
		app_rule_between(app, (struct title_room){sheet->x, sheet->x + sheet->width},
				 bytes->y - 1);
}

void picture_draw(struct app *app, struct picture *picture, const struct layout *layout)
{
	draw_headers(app, picture, layout);
	draw_bytes(app, picture, layout);
}

void picture_title(const struct app *app, const struct sighting *segment, struct line *line)
{
	const struct event *event = segment->event;
	const char *arrow = app->tui->glyphs != GLYPHS_ASCII ? "→" : "->";
	char from[ENDPOINT_TEXT], to[ENDPOINT_TEXT], ends[2 * ENDPOINT_TEXT + 8], sides[16];

	endpoint_text(&segment->flow.half[event->side].endpoint, from);
	endpoint_text(&segment->flow.half[!event->side].endpoint, to);
	snprintf(sides, sizeof(sides), "%c %s %c", event->side == SIDE_A ? 'A' : 'B', arrow,
		 event->side == SIDE_A ? 'B' : 'A');
	snprintf(ends, sizeof(ends), "%s %s %s", from, arrow, to);
	line_add(line, app_text(app, MSG_SEGMENT_TITLE), event->frame, sides, segment->flow.number,
		 ends);
}
