/*
 * What a graph has to know of both directions to place a segment: two lanes.
 */
#ifndef GRAPH_LANE_H
#define GRAPH_LANE_H

#include "tcpladder/graph.h"

/* The data of one side. Offsets from its base, so that nothing wraps. */
struct lane {
	uint32_t base;
	uint8_t shift;       /* of the peer's window */
	bool have_una, sent; /* the peer acknowledged, and the side sent, something */
	int64_t nxt;         /* one past the highest byte sent */
	int64_t una;         /* the highest that the peer acknowledged */
	int64_t window;      /* the peer's latest, in octets */
};

struct lanes {
	struct lane lane[2];
};

struct lanes lanes_of(const struct flow *flow);

/* Takes the next event. */
void lanes_take(struct lanes *lanes, const struct event *event);

/* Adds what the event, just taken, says about the data of the side. */
void lanes_note(const struct lanes *lanes, const struct event *event, enum side side,
		struct span span[CHANNEL_COUNT]);

/* The segment's first and last offset plus one; without a number both the same. */
struct span lane_range(const struct lane *lane, const struct event *event);

/* --- spans --- */

void spans_clear(struct span span[CHANNEL_COUNT]);
void span_add(struct span *span, int64_t value);
bool span_is_empty(struct span span);

/* --- round trips --- */

/* Segments of one side that are not acknowledged, with their times. */
struct outstanding;

struct outstanding *outstanding_new(void);
void outstanding_free(struct outstanding *outstanding);

/* The side sent the event; lanes as they were before it. */
void outstanding_add(struct outstanding *outstanding, const struct lanes *lanes,
		     const struct event *event);

/*
 * The peer sent the event. The round trip in ns that its ACK measures, -1 for none: nothing new,
 * or among the bytes that it acknowledges some were sent twice (Karn, RFC 6298 §3).
 */
int64_t outstanding_take(struct outstanding *outstanding, const struct lanes *lanes,
			 const struct event *event);

#endif
