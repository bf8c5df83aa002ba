/*
 * Where the parts of the segment's screen go: headers, bytes below or beside them where there is
 * room or the user wants them, and at the foot the lines about the field.
 */
#ifndef TUI_SEGMENT_LAYOUT_H
#define TUI_SEGMENT_LAYOUT_H

#include "tui/app.h"
#include "tui/hex.h"

enum bytes_mode { BYTES_WHERE_ROOM, BYTES_SHOWN, BYTES_HIDDEN };

enum { LAYOUT_Y = 1 }; /* the first row below the title */

struct layout {
	int sheet_width;
	int sheet_height;
	struct pane bytes; /* height 0: not shown */
	int about_y;
	int about_lines;
};

/* For so many bytes on the screen as it is now. */
struct layout lay_out(const struct app *app, enum bytes_mode mode, size_t size);

#endif
