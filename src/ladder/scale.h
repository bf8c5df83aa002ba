/*
 * Rows that are time: which there are, near any segment, without a look at the rest of the flow.
 *
 * Time is cut into rows of one length. Segments captured within one row, after those before, share
 * it: the first of them heads it. The rows since the head before belong to a head:
 *
 *	tail    what was on its way still travels         \
 *	fold    one row for the time in which nothing is   } where nothing is on its way for long,
 *	above   phase bands and first states              }  or the time went back
 *	lead    what comes next has left already          /
 *	plain   rows in which nothing is captured         \  elsewhere
 *	band    a phase band                              /
 *	own     the row of the head
 *
 * and to the last head those in which its segments still travel.
 */
#ifndef LADDER_SCALE_H
#define LADDER_SCALE_H

#include "ladder/flight.h"
#include "ladder/layout.h"
#include "ladder/style.h"

/* A row has at most so many segments; more of one time get more rows. */
enum { SCALE_CROWD = 256, SCALE_DOTS = 4 /* that a row is high */ };

struct scale {
	const struct ladder *ladder;
	size_t count; /* of events */
	int64_t origin_ns;
	int64_t row_ns;
	struct flight flight;
};

struct scale scale_of(const struct ladder *ladder, const struct flow_summary *flow);

/* Which row of the grid the time lies in, and the dot within it. */
int64_t scale_row(const struct scale *scale, int64_t ns);
int scale_dot(const struct scale *scale, int64_t ns);

/* The time that the event has on the grid: its own, or the latest just before. */
int64_t scale_time(const struct scale *scale, size_t event);

bool scale_is_head(const struct scale *scale, size_t event);

/* The head of the event's row, and the first event after a head that is none of its row. */
size_t scale_head(const struct scale *scale, size_t event);
size_t scale_end(const struct scale *scale, size_t head);

/* What lies above the own row of a head, in rows. */
struct gap {
	int tail;
	bool fold;
	bool back; /* the fold is where the time went back */
	int above;
	int lead;
	int plain;
	int band;
	int64_t folded_ns; /* what the fold stands for */
};

struct gap scale_gap(const struct scale *scale, size_t head);

static inline int gap_rows(const struct gap *gap)
{
	return gap->tail + gap->fold + gap->above + gap->lead + gap->plain + gap->band;
}

/* Rows below the last head's own; 0 for any other. */
int scale_trail(const struct scale *scale, size_t head);

/* The style's drawing (scale_draw.c) and its line of the heading (scale_heading.c). */
void scale_draw(const struct view *view, const struct window *window);
void scale_heading(const struct view *view, int y);

/* How many rows there are at most between a head and the end of a line that belongs to it. */
int scale_flight_rows(const struct scale *scale);

#endif
