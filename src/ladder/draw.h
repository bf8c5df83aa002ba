/*
 * The parts that a segment's rows are made of, and the drawing of arrows.
 */
#ifndef LADDER_DRAW_H
#define LADDER_DRAW_H

#include "ladder/layout.h"

/* From the top; each may be missing but the last. */
enum part {
	PART_MIDWAY, /* the start was not captured */
	PART_BAND,
	PART_BEFORE, /* the states before the first segment */
	PART_WAIT,
	PART_UNSEEN, /* must have been sent, was not captured */
	PART_ARROW,
	PART_COUNT
};

/* How many rows the part of the event takes, 0 for none. */
int part_rows(const struct ladder *ladder, size_t index, enum part part);

/* Draws the part with its first row at y. */
void part_draw(const struct view *view, size_t index, enum part part, int y);

/* Draws the arrow of the segment, or of what was not captured before it, with its words. */
void arrow_draw(const struct view *view, size_t index, int y);
void arrow_draw_unseen(const struct view *view, size_t index, int y);

/* Draws both lifelines in so many rows from y. */
void lifelines_draw(const struct view *view, int y, int rows);

/* Writes a side's state beside its lifeline; nothing for STATE_UNKNOWN. */
void state_draw(const struct view *view, enum side side, uint8_t state, int y);

#endif
