/*
 * What an arrow is, however it is drawn: who sends, and what becomes of it.
 */
#ifndef LADDER_ARROW_H
#define LADDER_ARROW_H

#include "ladder/layout.h"

struct arrow {
	enum side side; /* who sends */
	bool lost;
	bool damaged; /* arrives, and is thrown away */
	bool resent;
	bool unseen;
	int way; /* how far it has come, in LADDER_WAY parts; 0: it is there */
	enum ink ink;
};

/* How many rows an arrow takes, and the wait before it, where each segment has its own rows. */
int arrow_rows(const struct ladder *ladder);
int arrow_wait_rows(const struct ladder *ladder);

struct arrow arrow_of(const struct event *event);

/* The canvas column of the cell that is n cells from the arrow's tail. */
int arrow_column(const struct view *view, const struct arrow *arrow, int n);

/* Writes a mark upon it, at.x cells from its tail in the row at.y. */
void arrow_mark(const struct view *view, const struct arrow *arrow, struct dot at,
		const char *text);

/* Writes the head, or the cross where a lost segment's line breaks; n cells from the tail. */
void arrow_mark_end(const struct view *view, const struct arrow *arrow, int n, int y);

/* Writes the sign of what is sent again, if it is. */
void arrow_mark_again(const struct view *view, const struct arrow *arrow, int n, int y);

/* The cell where a lost segment's line ends, a little beyond the middle. */
int arrow_break(const struct view *view);

#endif
