/*
 * From times and values to dots of the canvas, and the marks on the axes.
 */
#ifndef GRAPH_PLOT_H
#define GRAPH_PLOT_H

#include "tcpladder/graph.h"

enum { AXIS_WIDTH = 9, AXIS_HEIGHT = 2, TICK_TEXT = 32 };

struct scale {
	struct graph_box plot; /* in cells, within the axes */
	int64_t from_ns, to_ns;
	int64_t low, high; /* of the values; low < high */
	bool exact;        /* segments are drawn one by one */
	bool window_above; /* all of the window is above what is shown */
	bool empty;        /* nothing of what it is about is in view */
};

/* The scale that shows what the graph has in its time. */
struct scale plot_scale_of(const struct graph *graph, struct graph_box box);

/* The dot, which may be outside of the plot where the time or the value is. */
int plot_x(const struct scale *scale, int64_t ns);
int plot_y(const struct scale *scale, int64_t value);

/* The channels of a kind, from the one that is drawn first; CHANNEL_COUNT ends them. */
const enum channel *kind_channels(enum graph_kind kind);

/* Draws the axes with their marks. */
void axes_draw(const struct graph *graph, const struct scale *scale, struct canvas *canvas);

/* "12.3k", "1.5M": a number of octets in at most seven characters. */
void octets_text(int64_t octets, char *text);

/* "20.1 ms": a time. */
void span_text(int64_t ns, char *text);

#endif
