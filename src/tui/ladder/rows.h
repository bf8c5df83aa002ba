/*
 * Walks over the rows of a ladder.
 */
#ifndef TUI_LADDER_ROWS_H
#define TUI_LADDER_ROWS_H

#include "tcpladder/ladder.h"

/* Move by up to that many rows; return by how many. */
int rows_down(const struct ladder *ladder, struct ladder_place *place, int rows);
int rows_up(const struct ladder *ladder, struct ladder_place *place, int rows);

/* Is a above b? */
bool place_before(struct ladder_place a, struct ladder_place b);

/* Rows from one place down to another, counted no further than limit. */
int rows_between(const struct ladder *ladder, struct ladder_place from, struct ladder_place to,
		 int limit);

/* Move the cursor, and the window with it, by as many segments as fit in that many rows. */
void rows_page_down(const struct ladder *ladder, size_t *cursor, struct ladder_place *top,
		    int rows);
void rows_page_up(const struct ladder *ladder, size_t *cursor, struct ladder_place *top, int rows);

#endif
