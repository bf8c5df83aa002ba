/* What is written around a graph: its heading, and the values at the cursor. */
#include "graph/lane.h"
#include "graph/plot.h"

#include <inttypes.h>
#include <stdio.h>

enum { WORDS = 256 };

static const char *say(const struct graph *graph, enum message message)
{
	return lang_text(graph->lang, message);
}

/* --- the heading --- */

struct key {
	const char *sign;
	enum ink ink[2]; /* by side */
	enum message what;
};

static const struct key sequence_keys[] = {
	{"▎", {INK_A, INK_B}, MSG_GRAPH_SENT},
	{"─", {INK_B, INK_A}, MSG_GRAPH_ACKED},
	{"─", {INK_DIM, INK_DIM}, MSG_GRAPH_EDGE},
	{"↻", {INK_RESENT, INK_RESENT}, MSG_NOTE_RETRANSMISSION},
	{"✗", {INK_LOST, INK_LOST}, MSG_LOST},
	{"▎", {INK_NOTICE, INK_NOTICE}, MSG_GRAPH_SACK},
};
static const struct key rtt_keys[] = {{"·", {INK_A, INK_B}, MSG_GRAPH_SAMPLE}};
static const struct key flight_keys[] = {
	{"─", {INK_A, INK_B}, MSG_GRAPH_IN_FLIGHT},
	{"─", {INK_DIM, INK_DIM}, MSG_GRAPH_WINDOW},
};

static const struct {
	const struct key *keys;
	size_t count;
	enum message name;
} kinds[GRAPH_KINDS] = {
	[GRAPH_SEQUENCE] = {sequence_keys, 6, MSG_GRAPH_SEQUENCE},
	[GRAPH_RTT] = {rtt_keys, 1, MSG_GRAPH_RTT},
	[GRAPH_FLIGHT] = {flight_keys, 2, MSG_GRAPH_FLIGHT},
};

void graph_heading(const struct graph *graph, struct canvas *canvas, int y)
{
	char from = graph->side == SIDE_A ? 'A' : 'B', to = graph->side == SIDE_A ? 'B' : 'A';
	char text[WORDS];
	int x;

	snprintf(text, sizeof(text), "%s  %c → %c", say(graph, kinds[graph->kind].name), from, to);
	x = 1 + canvas_text(canvas, 1, y, -1, INK_HEADING, text) + 2;
	for (size_t i = 0; i < kinds[graph->kind].count; i++) {
		const struct key *key = &kinds[graph->kind].keys[i];
		const char *what = say(graph, key->what);

		if (key->what == MSG_GRAPH_SACK && !graph->sacks)
			continue;
		if (x + 2 + canvas_text_width(canvas, what) >= canvas_width(canvas))
			return;
		canvas_text(canvas, x, y, 1, key->ink[graph->side], key->sign);
		x += 2 + canvas_text(canvas, x + 2, y, -1, INK_DIM, what) + 2;
	}
}

/* --- at the cursor --- */

static int add(char *text, int used, const char *format, const char *value)
{
	if (used >= WORDS)
		return used;
	return used + snprintf(text + used, (size_t)(WORDS - used), format, value);
}

static int add_octets(const struct graph *graph, enum message message, struct span span, char *text,
		      int used)
{
	char number[TICK_TEXT];

	if (span_is_empty(span))
		return used;
	snprintf(number, sizeof(number), "%" PRId64, span.high);
	return add(text, used, say(graph, message), number);
}

/* A sequence number as the graph shows them. */
static int add_number(const struct graph *graph, enum message message, struct span span, char *text,
		      int used)
{
	uint32_t base = graph->absolute ? flow_summary(graph->flow).half[graph->side].base : 0;
	char number[TICK_TEXT];

	if (span_is_empty(span))
		return used;
	snprintf(number, sizeof(number), "%" PRId64, span.high);
	if (graph->absolute)
		snprintf(number, sizeof(number), "%" PRIu32, base + (uint32_t)span.high);
	return add(text, used, say(graph, message), number);
}

/* Where the segment itself measured none: the one that was measured last before it. */
static int add_rtt(const struct graph *graph, struct span span, char *text, int used)
{
	enum message message = span_is_empty(span) ? MSG_GRAPH_AT_RTT_LAST : MSG_GRAPH_AT_RTT;
	int64_t rtt_ns = graph_rtt_until(graph->index, graph->side, graph->selected);
	char number[TICK_TEXT];

	if (!span_is_empty(span))
		rtt_ns = span.low;
	if (rtt_ns < 0)
		return used;
	span_text(rtt_ns, number);
	return add(text, used, say(graph, message), number);
}

void graph_readout(const struct graph *graph, struct canvas *canvas, int y)
{
	struct graph_item at = graph_at(graph->index, graph->side, graph->selected);
	const struct event *event = flow_event(graph->flow, graph->selected);
	int64_t since = event->time_ns - flow_summary(graph->flow).first_ns;
	struct span rtt = at.span[CHANNEL_RTT];
	char text[WORDS];
	int used = snprintf(text, sizeof(text), "#%" PRIu32 "  %c → %c  %.6f s", event->frame,
			    event->side == SIDE_A ? 'A' : 'B', event->side == SIDE_A ? 'B' : 'A',
			    (double)since / 1e9);

	if (graph->kind == GRAPH_RTT) /* what the picture is of comes first */
		used = add_rtt(graph, rtt, text, used);
	used = add_number(graph, MSG_GRAPH_AT_SENT, at.span[CHANNEL_SENT], text, used);
	used = add_number(graph, MSG_GRAPH_AT_ACKED, at.span[CHANNEL_ACKED], text, used);
	used = add_octets(graph, MSG_GRAPH_AT_FLIGHT, at.span[CHANNEL_FLIGHT], text, used);
	used = add_octets(graph, MSG_GRAPH_AT_WINDOW, at.span[CHANNEL_WINDOW], text, used);
	if (graph->kind != GRAPH_RTT)
		add_rtt(graph, rtt, text, used);
	canvas_text(canvas, 1, y, canvas_width(canvas) - 2, INK_PLAIN, text);
}
