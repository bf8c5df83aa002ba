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
	struct pane sheet;
	struct pane bytes; /* height 0: not shown */
	int about_y;
	int about_lines;
	bool brief; /* of the field only its name and what it is for */
};

/* For so many bytes on the screen as it is now. */
struct layout lay_out(const struct app *app, enum bytes_mode mode, size_t size);

/* In a pane, for headers of so many lines: they come first, and nothing is said of a field. */
struct layout lay_out_pane(struct pane room, int lines);

#endif
