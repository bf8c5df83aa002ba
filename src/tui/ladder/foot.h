/*
 * The rule below the ladder: what holds at its cursor, wherever it was last told above.
 */
#ifndef TUI_LADDER_FOOT_H
#define TUI_LADDER_FOOT_H

#include "tui/app.h"
#include "tui/ladder/filter.h"

/*
 * Draws it in row y: both states, the round trip that was measured last, and how many bytes of the
 * flow were sent again; instead of these the filter that is in force. What there is no room for is
 * said more briefly, and then left out.
 */
void foot_draw(struct app *app, const struct ladder *ladder, const struct ladder_filter *filter,
	       int y);

#endif
