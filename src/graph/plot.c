/* Which values are in view, and where they lie. */
#include "graph/plot.h"

#include "graph/lane.h"

static const enum channel channels[GRAPH_KINDS][CHANNEL_COUNT] = {
	[GRAPH_SEQUENCE] = {CHANNEL_EDGE, CHANNEL_ACKED, CHANNEL_SENT, CHANNEL_COUNT},
	[GRAPH_RTT] = {CHANNEL_RTT, CHANNEL_COUNT},
	[GRAPH_FLIGHT] = {CHANNEL_WINDOW, CHANNEL_FLIGHT, CHANNEL_COUNT},
};

const enum channel *kind_channels(enum graph_kind kind)
{
	return channels[kind];
}

struct survey {
	const struct graph *graph;
	struct span span[CHANNEL_COUNT];
};

/* Items beside the view are there for their lines only. */
static void survey_item(const struct graph_item *item, void *context)
{
	struct survey *survey = context;

	if (item->to_ns < survey->graph->from_ns || item->from_ns > survey->graph->to_ns)
		return;
	for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
		if (span_is_empty(item->span[channel]))
			continue;
		span_add(&survey->span[channel], item->span[channel].low);
		span_add(&survey->span[channel], item->span[channel].high);
	}
}

static void widen(struct span *span, struct span by)
{
	if (span_is_empty(by))
		return;
	span_add(span, by.low);
	span_add(span, by.high);
}

/* A window far above the data is left outside: else the data would lie flat. */
static int64_t window_top(struct span data, struct span window)
{
	int64_t most = data.high + (data.high - data.low) / 2;

	return span_is_empty(window) ? data.high : window.high < most ? window.high : most;
}

static struct span values_in_view(const struct graph *graph, const struct survey *survey)
{
	struct span values = {INT64_MAX, INT64_MIN};

	if (graph->kind == GRAPH_RTT) {
		widen(&values, survey->span[CHANNEL_RTT]);
	} else if (graph->kind == GRAPH_FLIGHT) {
		widen(&values, survey->span[CHANNEL_FLIGHT]);
	} else {
		widen(&values, survey->span[CHANNEL_SENT]);
		widen(&values, survey->span[CHANNEL_ACKED]);
	}
	if (graph->kind != GRAPH_SEQUENCE)
		span_add(&values, 0);
	if (span_is_empty(values))
		return (struct span){0, 1};
	if (graph->kind == GRAPH_FLIGHT)
		values.high = window_top(values, survey->span[CHANNEL_WINDOW]);
	if (graph->kind == GRAPH_SEQUENCE)
		values.high = window_top(values, survey->span[CHANNEL_EDGE]);
	return values;
}

/* Whether what the graph is about, and not a line beside it alone, is in view. */
static bool has_nothing(const struct graph *graph, const struct survey *survey)
{
	if (graph->kind == GRAPH_RTT)
		return span_is_empty(survey->span[CHANNEL_RTT]);
	return span_is_empty(survey->span[CHANNEL_SENT]) &&
	       (graph->kind == GRAPH_SEQUENCE || survey->span[CHANNEL_FLIGHT].high <= 0);
}

static bool is_above(struct span window, const struct scale *scale, const struct graph *graph,
		     enum graph_kind kind)
{
	return graph->kind == kind && !span_is_empty(window) && window.low > scale->high;
}

struct scale plot_scale_of(const struct graph *graph, struct graph_box box)
{
	struct survey survey = {.graph = graph};
	struct scale scale = {.from_ns = graph->from_ns, .to_ns = graph->to_ns};
	struct span values;

	spans_clear(survey.span);
	scale.exact = graph_walk(graph->index, graph->side, graph->from_ns, graph->to_ns,
				 survey_item, &survey);
	values = values_in_view(graph, &survey);
	scale.empty = has_nothing(graph, &survey);
	scale.low = values.low;
	scale.high = values.high > values.low ? values.high : values.low + 1;
	/* Neither the top nor the bottom is hidden by a frame. */
	if (graph->kind != GRAPH_SEQUENCE)
		scale.high += (scale.high - scale.low) / 16;
	scale.window_above = is_above(survey.span[CHANNEL_EDGE], &scale, graph, GRAPH_SEQUENCE) ||
			     is_above(survey.span[CHANNEL_WINDOW], &scale, graph, GRAPH_FLIGHT);
	if (scale.to_ns <= scale.from_ns)
		scale.to_ns = scale.from_ns + 1;
	scale.plot = (struct graph_box){box.x + AXIS_WIDTH, box.y, box.width - AXIS_WIDTH,
					box.height - AXIS_HEIGHT};
	return scale;
}

/* Exact before it is rounded: doubles of times since 1970 are hundreds of nanoseconds apart. */
static double distance(int64_t from, int64_t to)
{
	return to >= from ? (double)((uint64_t)to - (uint64_t)from)
			  : -(double)((uint64_t)from - (uint64_t)to);
}

static double share(int64_t value, int64_t low, int64_t high)
{
	return distance(low, value) / distance(low, high);
}

/* A line to what lies far outside is drawn to where it is a screen or two away. */
static int dots(double part, int size)
{
	double bounded = part < -2 ? -2 : part > 3 ? 3 : part;

	return (int)(bounded * (size - 1) + (bounded < 0 ? -0.5 : 0.5));
}

int plot_x(const struct scale *scale, int64_t ns)
{
	return 2 * scale->plot.x +
	       dots(share(ns, scale->from_ns, scale->to_ns), 2 * scale->plot.width);
}

int plot_y(const struct scale *scale, int64_t value)
{
	return 4 * (scale->plot.y + scale->plot.height) - 1 -
	       dots(share(value, scale->low, scale->high), 4 * scale->plot.height);
}
