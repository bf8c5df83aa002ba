/*
 * The segment at the cursor of another screen, in a part of that screen.
 */
#ifndef TUI_SEGMENT_GLANCE_H
#define TUI_SEGMENT_GLANCE_H

#include "tui/app.h"

/* Reads the event of the flow that is open again, and draws it; or says why that cannot be. */
void glance_draw(struct app *app, size_t event, struct pane pane);

#endif
