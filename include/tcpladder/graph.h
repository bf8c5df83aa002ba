/*
 * Graphs of a flow over time, on a canvas: sequence numbers as tcptrace draws them, round-trip
 * times, bytes in flight against the window.
 *
 * An index of the flow is read once, in pieces. A picture then costs no more for ten million
 * segments than for ten thousand: where there are many in view, the segments of a piece are drawn
 * as one stroke from its least to its greatest value, and whatever was sent again or lost among
 * them is marked.
 */
#ifndef TCPLADDER_GRAPH_H
#define TCPLADDER_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/canvas.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"
#include "tcpladder/segment.h"

enum graph_kind { GRAPH_SEQUENCE, GRAPH_RTT, GRAPH_FLIGHT, GRAPH_KINDS };

/* What there is to draw about the data of one side. Offsets count from the side's base. */
enum channel {
	CHANNEL_EDGE,   /* up to where the peer's window reaches */
	CHANNEL_ACKED,  /* up to where the peer acknowledges */
	CHANNEL_SENT,   /* bytes sent, and their end */
	CHANNEL_RESENT, /* those sent again */
	CHANNEL_LOST,   /* those said to be lost */
	CHANNEL_WINDOW, /* octets that the peer's window has room for */
	CHANNEL_FLIGHT, /* octets sent and not acknowledged */
	CHANNEL_RTT,    /* ns from the capture to the peer and back (RFC 6298 §3) */
	CHANNEL_COUNT
};

struct span {
	int64_t low, high; /* low > high: nothing */
};

/* One segment, or the segments of one piece. */
struct graph_item {
	size_t first, end; /* events */
	int64_t from_ns, to_ns;
	struct span span[CHANNEL_COUNT];
};

struct graph_index;

/* An index that has read nothing yet. The caller frees it; the flow is borrowed. */
struct graph_index *graph_index_new(const struct flow *flow);
void graph_index_free(struct graph_index *index);

/* Reads at most so many further events, of the first end; true while more are left. */
bool graph_index_read(struct graph_index *index, size_t events, size_t end);

/* How many events it has read. */
size_t graph_index_events(const struct graph_index *index);

/* The first segment that it has: once flow_first() is another, it is of no use any more. */
size_t graph_index_first(const struct graph_index *index);

/* What an item is given to, in order of the capture. */
typedef void graph_visit(const struct graph_item *item, void *context);

/*
 * Visits the data of a side from one time to another, with one item before and behind. Says
 * whether each item was one segment; else each is a piece.
 */
bool graph_walk(const struct graph_index *index, enum side side, int64_t from_ns, int64_t to_ns,
		graph_visit *visit, void *context);

/* What is known right after the event; the RTT where this very event measured it. */
struct graph_item graph_at(const struct graph_index *index, enum side side, size_t event);

/* The round trip in ns that was measured last, up to that event; -1 where none was. */
int64_t graph_rtt_until(const struct graph_index *index, enum side side, size_t event);

/* A flow's graph and how to show it: a plain value, everything borrowed. */
struct graph {
	const struct graph_index *index;
	const struct flow *flow;
	const struct lang *lang;
	enum graph_kind kind;
	enum side side;  /* whose data */
	bool absolute;   /* sequence numbers as sent, else relative to the base */
	size_t selected; /* event under the cursor */
	int64_t from_ns; /* the time in view, of the flow's clock */
	int64_t to_ns;
	/* The SACK blocks of an event's segment; how many, -1 where it cannot be read. Or NULL. */
	int (*sacks)(void *context, const struct event *event, struct sack_block blocks[SACK_MAX]);
	void *context;
};

struct graph_box {
	int x, y, width, height;
};

/* Draws it with its axes. */
void graph_draw(const struct graph *graph, struct canvas *canvas, struct graph_box box);

/* Writes in row y which graph it is, of whose data, and what its strokes are. */
void graph_heading(const struct graph *graph, struct canvas *canvas, int y);

/* Writes in row y what the graph knows about the segment under the cursor. */
void graph_readout(const struct graph *graph, struct canvas *canvas, int y);

/* The event whose time is nearest to that column of the canvas, of those that are read. */
size_t graph_event_at(const struct graph *graph, struct graph_box box, int x);

#endif
