/*
 * The segment of a ladder that another is to be compared with.
 */
#ifndef TUI_LADDER_MARK_H
#define TUI_LADDER_MARK_H

#include "tui/app.h"
#include "tui/hex.h"

/* Marks the event at the cursor; of the marked one takes the mark away; else compares the two. */
void ladder_mark(struct app *app, const struct ladder *ladder, size_t *marked);

/* Draws the mark's sign in height rows from y on, which show the ladder from place. */
void ladder_mark_draw(struct app *app, const struct ladder *ladder, struct ladder_place place,
		      struct pane rows, size_t marked);

#endif
