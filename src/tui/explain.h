/* The few lines below the ladder about the segment under the cursor. */
#ifndef TUI_EXPLAIN_H
#define TUI_EXPLAIN_H

#include "tui/app.h"

enum { EXPLAIN_LINES = 3 };

struct explain {
	const struct ladder *ladder;
	size_t event;
	int y;     /* first line */
	int lines; /* EXPLAIN_LINES, or fewer for the first alone */
};

void explain_draw(struct app *app, const struct explain *what);

#endif
