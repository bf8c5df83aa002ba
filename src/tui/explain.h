/* The few lines below the ladder about the segment under the cursor. */
#ifndef TUI_EXPLAIN_H
#define TUI_EXPLAIN_H

#include "tui/app.h"

struct explain {
	const struct ladder *ladder;
	size_t event;
	int y;     /* first line */
	int lines; /* the first says the most; of three, the others say why and what follows */
};

void explain_draw(struct app *app, const struct explain *what);

#endif
