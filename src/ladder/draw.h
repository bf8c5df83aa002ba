/*
 * The parts that a segment's rows are made of, and the drawing of arrows.
 */
#ifndef LADDER_DRAW_H
#define LADDER_DRAW_H

#include "ladder/layout.h"

/* From the top; each may be missing but the last. */
enum part {
	PART_LEFT_OUT, /* segments before it are not shown */
	PART_MIDWAY,   /* the start was not captured */
	PART_BAND,
	PART_BEFORE, /* the states before the first segment */
	PART_REMARK, /* what the capture says of the segment */
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

/* The rows of what the capture says of the segment. */
int remark_rows(const struct ladder *ladder, size_t index);
void remark_draw(const struct view *view, size_t index, int y);

/* Draws both lifelines in so many rows from y. */
void lifelines_draw(const struct view *view, int y, int rows);

/* Is the side's state another one after the event than before? Its certainty alone is no news. */
bool state_is_news(const struct view *view, size_t index, enum side side);

/* A sign and words at a lifeline. */
struct beside {
	const char *sign;
	const char *full;
	const char *brief;
};

/*
 * Writes the sign beside a lifeline and the words beyond it. Where the room outside of the lifeline
 * is short, the blank between them goes first, then the words of lesser weight.
 */
void beside_draw(const struct view *view, enum side side, const struct beside *beside, int y);

/* "timeout" or "probe": what the wait that ended with this resend was for. */
const char *wait_word(const struct view *view, size_t index);

/* Writes a side's state beside its lifeline; nothing for STATE_UNKNOWN. */
void state_draw(const struct view *view, enum side side, uint8_t state, int y);

#endif
