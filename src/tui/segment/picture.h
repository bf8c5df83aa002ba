/*
 * The picture of one segment: its headers field by field, and its bytes, wherever there is room.
 */
#ifndef TUI_SEGMENT_PICTURE_H
#define TUI_SEGMENT_PICTURE_H

#include "tui/segment/layout.h"
#include "tui/segment/sheet.h"
#include "tui/segment/sighting.h"

struct picture {
	struct sighting segment;
	size_t field;    /* lit; SIZE_MAX for none */
	size_t byte;     /* of the field, and lit alone where the cursor is among the bytes */
	bool on_bytes;   /* it is */
	bool from_tcp;   /* the headers are to be shown from TCP's on where not all have room */
	bool in_lines;   /* the header of TCP, too, and not in its boxes */
	int top;         /* first line of the headers that is shown */
	size_t byte_top; /* first row of bytes */
};

/* Where its headers would be drawn, without drawing them. The caller frees it. Never NULL. */
struct sheet *picture_sheet(struct app *app, const struct picture *picture,
			    const struct layout *layout);

/* Draws a segment that has been read, scrolled as little as shows the field. */
void picture_draw(struct app *app, struct picture *picture, const struct layout *layout);

/* "segment #9  A → B  of flow 1   10.0.0.1:40000 → 10.0.0.2:80" */
void picture_title(const struct app *app, const struct sighting *segment, struct line *line);

#endif
