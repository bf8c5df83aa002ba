/* Which rows of a ladder are on the screen: those around its cursor, moved as little as can be. */
#ifndef TUI_LADDER_WINDOW_H
#define TUI_LADDER_WINDOW_H

#include "tcpladder/ladder.h"

enum { LADDER_CONTEXT = 2 }; /* rows kept visible above and below the cursor */

struct ladder_window {
	struct ladder_place top; /* the first row shown */
	size_t zoomed; /* the cursor when the scale was changed; it keeps its row. SIZE_MAX: none */
};

/*
 * Moves the window of so many rows until ladder->selected is in it, and leaves no empty rows at
 * the end of the ladder.
 */
void ladder_window_follow(struct ladder_window *window, const struct ladder *ladder, int height);

/* Gives rows that time in *ladder; the selected segment stays in its row of the screen. */
void ladder_window_zoom(struct ladder_window *window, struct ladder *ladder, int64_t row_ns,
			int height);

#endif
