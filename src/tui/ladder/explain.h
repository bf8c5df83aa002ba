/* The few lines below the ladder about the segment under the cursor. */
#ifndef TUI_LADDER_EXPLAIN_H
#define TUI_LADDER_EXPLAIN_H

#include "tui/app.h"

struct explain_box {
	const struct ladder *ladder;
	size_t event;
	int y;     /* first line */
	int lines; /* at least 1: its numbers; what it means follows */
};

void explain_draw(struct app *app, const struct explain_box *box);

#endif
