/* Draws a graph: its strokes, its marks, and the cursor. */
#include "tcpladder/graph.h"

#include "graph/lane.h"
#include "graph/plot.h"

#include <limits.h>
#include <stdio.h>

enum {
	DOTTED = 4,      /* the cursor's line */
	SACKS_MOST = 200 /* segments read again for one picture */
};

/* Where the last stroke of a channel ended, in dots. */
struct pen {
	int x, y;
	int low, high; /* of the strokes in this column of dots */
	bool down;
};

struct drawing {
	const struct graph *graph;
	struct canvas *canvas;
	struct scale scale;
	struct pen pen[CHANNEL_COUNT];
	int sacks; /* segments read so far */
};

static enum ink ink_of(const struct graph *graph, enum channel channel)
{
	bool of_a = graph->side == SIDE_A;

	switch (channel) {
	case CHANNEL_SENT:
	case CHANNEL_FLIGHT:
	case CHANNEL_RTT: return of_a ? INK_A : INK_B;
	case CHANNEL_ACKED: return of_a ? INK_B : INK_A;
	case CHANNEL_RESENT: return INK_RESENT;
	case CHANNEL_LOST: return INK_LOST;
	default: return INK_DIM;
	}
}

/*
 * The window, and what SACKs report, are told from other lines without colours too: they have
 * every other dot, and in ASCII, which shows no single dots, every other cell.
 */
static int thin_step(const struct drawing *d)
{
	return canvas_glyphs(d->canvas) == GLYPHS_ASCII ? 4 : 2;
}

static int step_of(const struct drawing *d, enum channel channel)
{
	return channel == CHANNEL_EDGE || channel == CHANNEL_WINDOW ? thin_step(d) : 1;
}

/* To the next value at or above low that dots of all lines share, or short ones would fill up. */
static int aligned(int low, int step)
{
	return low + (step - low % step) % step;
}

/* Across or upright: where the first of its dots is; false where it has none. */
static bool align(struct dot *from, struct dot *to, int step)
{
	if (from->y == to->y) {
		from->x = aligned(from->x, step);
		return from->x <= to->x;
	}
	if (from->x != to->x)
		return true;
	if (from->y > to->y) {
		int swap = from->y;

		from->y = to->y;
		to->y = swap;
	}
	from->y = aligned(from->y > 0 ? from->y : 0, step);
	return from->y <= to->y;
}

static void line(const struct drawing *d, const struct dot *ends, int step, enum ink ink)
{
	struct dot from = ends[0], to = ends[1];
	const struct graph_box *plot = &d->scale.plot;
	int left = 2 * plot->x, right = 2 * (plot->x + plot->width) - 1;

	if (from.x > right || to.x < left)
		return;
	from.x = from.x < left ? left : from.x;
	to.x = to.x > right ? right : to.x;
	if (step > 1 && !align(&from, &to, step))
		return;
	canvas_line(d->canvas, from, to, step, ink);
}

/* A value that holds until the next: a line to it, and the step. */
static void draw_step(struct drawing *d, enum channel channel, struct span span,
		      const struct graph_item *item)
{
	struct pen *pen = &d->pen[channel];
	enum ink ink = ink_of(d->graph, channel);
	int step = step_of(d, channel);
	int from = plot_x(&d->scale, item->from_ns), to = plot_x(&d->scale, item->to_ns);
	int low = plot_y(&d->scale, span.low), high = plot_y(&d->scale, span.high);

	/* Nothing new in this column of dots. */
	if (pen->down && pen->x == to && low <= pen->low && high >= pen->high)
		return;
	if (pen->down && from > pen->x)
		line(d, (struct dot[]){{pen->x, pen->y}, {from, pen->y}}, step, ink);
	if (pen->down && low != pen->y)
		line(d, (struct dot[]){{from, pen->y}, {from, low}}, step, ink);
	line(d, (struct dot[]){{from, low}, {to, high}}, step, ink);
	if (!pen->down || pen->x != to) {
		pen->low = low;
		pen->high = high;
	}
	pen->low = low > pen->low ? low : pen->low;
	pen->high = high < pen->high ? high : pen->high;
	pen->x = to;
	pen->y = high;
	pen->down = true;
}

/* Values that hold for their moment only. */
static void draw_stroke(struct drawing *d, enum channel channel, struct span span,
			const struct graph_item *item)
{
	int from = plot_x(&d->scale, item->from_ns), to = plot_x(&d->scale, item->to_ns);

	line(d,
	     (struct dot[]){{from, plot_y(&d->scale, span.low)},
			    {to, plot_y(&d->scale, span.high)}},
	     1, ink_of(d->graph, channel));
}

/*
 * Round trips do not rise with time: those of a piece are one upright stroke. A single one is made
 * large enough to be seen.
 */
static void draw_rtt(struct drawing *d, struct span span, const struct graph_item *item)
{
	int from = plot_x(&d->scale, item->from_ns), to = plot_x(&d->scale, item->to_ns);
	int x = from + (to - from) / 2;
	int low = plot_y(&d->scale, span.low), high = plot_y(&d->scale, span.high);

	if (low == high)
		high--;
	for (int i = 0; i < 2; i++)
		line(d, (struct dot[]){{x + i, low}, {x + i, high}}, 1,
		     ink_of(d->graph, CHANNEL_RTT));
}

/* --- marks --- */

static bool is_in_view(const struct drawing *d, const struct graph_item *item)
{
	return item->to_ns >= d->scale.from_ns && item->from_ns <= d->scale.to_ns;
}

/* Of a piece that begins before the view, at the edge of it. */
static void draw_mark(struct drawing *d, const struct graph_item *item, enum channel channel,
		      const char *sign)
{
	struct span span = item->span[channel];
	int x = plot_x(&d->scale, item->from_ns) / 2;
	int y;

	if (span_is_empty(span) || !is_in_view(d, item))
		return;
	y = plot_y(&d->scale, span.low + (span.high - span.low) / 2) / 4;
	if (y >= d->scale.plot.y)
		canvas_text(d->canvas, x < d->scale.plot.x ? d->scale.plot.x : x, y, 1,
			    ink_of(d->graph, channel), sign);
}

static void draw_item(const struct graph_item *item, void *context)
{
	struct drawing *d = context;
	const enum channel *channel = kind_channels(d->graph->kind);

	for (; *channel != CHANNEL_COUNT; channel++) {
		struct span span = item->span[*channel];

		if (span_is_empty(span))
			continue;
		if (*channel == CHANNEL_RTT)
			draw_rtt(d, span, item);
		else if (*channel == CHANNEL_SENT)
			draw_stroke(d, *channel, span, item);
		else
			draw_step(d, *channel, span, item);
	}
	if (d->graph->kind != GRAPH_SEQUENCE)
		return;
	draw_mark(d, item, CHANNEL_LOST, "✗");
	draw_mark(d, item, CHANNEL_RESENT, "↻");
}

/* --- SACKs --- */

static void draw_block(const struct drawing *d, const struct graph_item *item,
		       const struct sack_block *block)
{
	uint32_t base = flow_summary(d->graph->flow).half[d->graph->side].base;
	int64_t near = span_is_empty(item->span[CHANNEL_ACKED]) ? 0 : item->span[CHANNEL_ACKED].low;
	int64_t left = near + (int32_t)(block->left - (base + (uint32_t)near));
	int x = plot_x(&d->scale, item->from_ns);

	line(d,
	     (struct dot[]){{x, plot_y(&d->scale, left)},
			    {x, plot_y(&d->scale, left + (uint32_t)(block->right - block->left))}},
	     thin_step(d), INK_NOTICE);
}

/* Those that report something beyond their ACK: they repeat it, or tell of bytes come twice. */
static bool may_have_sacks(const struct event *event, enum side side)
{
	return event->side != (unsigned)side &&
	       (event_has(event, NOTE_DUP_ACK) || event_has(event, NOTE_DSACK));
}

static void sack_item(const struct graph_item *item, void *context)
{
	struct drawing *d = context;
	const struct event *event = flow_event(d->graph->flow, item->first);
	struct sack_block blocks[SACK_MAX];
	int count;

	if (!may_have_sacks(event, d->graph->side) || !is_in_view(d, item) ||
	    d->sacks++ >= SACKS_MOST)
		return;
	count = d->graph->sacks(d->graph->context, event, blocks);
	for (int i = 0; i < count; i++)
		draw_block(d, item, &blocks[i]);
}

/* --- all of it --- */

static void walk(struct drawing *d, graph_visit *visit)
{
	graph_walk(d->graph->index, d->graph->side, d->scale.from_ns, d->scale.to_ns, visit, d);
}

static void draw_cursor(const struct drawing *d)
{
	const struct graph_box *plot = &d->scale.plot;
	int64_t ns = flow_event(d->graph->flow, d->graph->selected)->time_ns;
	int x = plot_x(&d->scale, ns);

	if (ns < d->scale.from_ns || ns > d->scale.to_ns)
		return;
	canvas_line(d->canvas, (struct dot){x, 4 * plot->y},
		    (struct dot){x, 4 * (plot->y + plot->height) - 1}, DOTTED, INK_PLAIN);
	canvas_text(d->canvas, x / 2, plot->y + plot->height, 1, INK_PLAIN, "▲");
	canvas_select(d->canvas, x / 2, plot->y, 1, plot->height + 1);
}

/* An empty picture would be taken for a broken one. */
static void draw_nothing(const struct drawing *d)
{
	const struct graph_box *plot = &d->scale.plot;
	const struct lang *lang = d->graph->lang;
	char text[128];

	if (d->graph->kind == GRAPH_RTT)
		snprintf(text, sizeof(text), "%s", lang_text(lang, MSG_GRAPH_NO_RTT));
	else
		snprintf(text, sizeof(text), lang_text(lang, MSG_GRAPH_NO_DATA),
			 d->graph->side == SIDE_A ? 'A' : 'B');
	canvas_text(d->canvas, plot->x + 2, plot->y + plot->height / 2, plot->width - 2, INK_DIM,
		    text);
}

/* Upon nothing that is drawn in the row, if there is such a place. */
static void draw_in_the_clear(const struct drawing *d, int y, const char *text)
{
	const struct graph_box *plot = &d->scale.plot;
	int width = canvas_text_width(d->canvas, text);
	int left = plot->x + 1, end = plot->x + plot->width, clear = 0, x = plot->x;

	/* With a blank before it. */
	for (; x < end && clear <= width; x++) {
		const struct cell *cell = canvas_cell(d->canvas, x, y);

		clear = cell->text || cell->dots ? 0 : clear + 1;
	}
	if (clear > width)
		left = x - width;
	canvas_text(d->canvas, left, y, end - left, INK_DIM, text);
}

/* What cannot be seen is said: a window that is far away, and segments drawn in pieces. */
static void draw_remark(const struct drawing *d)
{
	const struct graph_box *plot = &d->scale.plot;
	const char *above = lang_text(d->graph->lang, MSG_GRAPH_ABOVE);
	const char *pieces = lang_text(d->graph->lang, MSG_GRAPH_PIECES);

	if (d->scale.window_above)
		draw_in_the_clear(d, plot->y, above);
	if (!d->scale.exact)
		draw_in_the_clear(d, plot->y + d->scale.window_above, pieces);
}

void graph_draw(const struct graph *graph, struct canvas *canvas, struct graph_box box)
{
	struct drawing d = {.graph = graph, .canvas = canvas, .scale = plot_scale_of(graph, box)};

	axes_draw(graph, &d.scale, canvas);
	canvas_clip(canvas, d.scale.plot.y, d.scale.plot.height);
	walk(&d, draw_item);
	if (graph->kind == GRAPH_SEQUENCE && graph->sacks && d.scale.exact)
		walk(&d, sack_item);
	canvas_clip(canvas, 0, -1);
	draw_cursor(&d);
	draw_remark(&d);
	if (d.scale.empty)
		draw_nothing(&d);
}

size_t graph_event_at(const struct graph *graph, struct graph_box box, int x)
{
	int cells = box.width - AXIS_WIDTH;
	double part = (double)(x - box.x - AXIS_WIDTH) / (cells > 1 ? cells - 1 : 1);
	int64_t ns = graph->from_ns + (int64_t)(part * (double)(graph->to_ns - graph->from_ns));
	size_t low = graph_index_first(graph->index), high = graph_index_events(graph->index);

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (flow_event(graph->flow, middle)->time_ns <= ns)
			low = middle;
		else
			high = middle;
	}
	if (high < graph_index_events(graph->index) &&
	    flow_event(graph->flow, high)->time_ns - ns <
		    ns - flow_event(graph->flow, low)->time_ns)
		return high;
	return low;
}
