/* What is written around a graph: its heading, and the values at the cursor. */
#include "graph/lane.h"
#include "graph/plot.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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
	{"╌", {INK_DIM, INK_DIM}, MSG_GRAPH_EDGE},
	{"↻", {INK_RESENT, INK_RESENT}, MSG_NOTE_RETRANSMISSION},
	{"✗", {INK_LOST, INK_LOST}, MSG_LOST},
	{"┊", {INK_NOTICE, INK_NOTICE}, MSG_GRAPH_SACK},
};
static const struct key rtt_keys[] = {{"·", {INK_A, INK_B}, MSG_GRAPH_SAMPLE}};
static const struct key flight_keys[] = {
	{"─", {INK_A, INK_B}, MSG_GRAPH_IN_FLIGHT},
	{"╌", {INK_DIM, INK_DIM}, MSG_GRAPH_WINDOW},
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

/* A line that grows while there is room: what would be cut is left out, or it would say less. */
struct readout {
	const struct graph *graph;
	const struct canvas *canvas;
	char text[WORDS];
	bool full;
};

static void add(struct readout *readout, enum message message, const char *value)
{
	size_t used = strlen(readout->text);

	if (readout->full)
		return;
	snprintf(readout->text + used, WORDS - used, say(readout->graph, message), value);
	readout->full = canvas_text_width(readout->canvas, readout->text) >
			canvas_width(readout->canvas) - 2;
	if (readout->full)
		readout->text[used] = '\0';
}

static void add_octets(struct readout *readout, enum message message, struct span span)
{
	char number[TICK_TEXT];

	snprintf(number, sizeof(number), "%" PRId64, span.high);
	if (!span_is_empty(span))
		add(readout, message, number);
}

/* A sequence number as the graph shows them. */
static void add_number(struct readout *readout, enum message message, struct span span)
{
	const struct graph *graph = readout->graph;
	uint32_t base = graph->absolute ? flow_summary(graph->flow).half[graph->side].base : 0;
	char number[TICK_TEXT];

	snprintf(number, sizeof(number), "%" PRId64, span.high);
	if (graph->absolute)
		snprintf(number, sizeof(number), "%" PRIu32, base + (uint32_t)span.high);
	if (!span_is_empty(span))
		add(readout, message, number);
}

/* To the microsecond, as it was captured. */
static void exact_text(int64_t ns, char *text)
{
	if (ns >= 1000000000)
		snprintf(text, TICK_TEXT, "%.6f s", (double)ns / 1e9);
	else if (ns >= 1000000)
		snprintf(text, TICK_TEXT, "%.3f ms", (double)ns / 1e6);
	else
		snprintf(text, TICK_TEXT, "%.3g µs", (double)ns / 1e3);
}

/* Where the segment itself measured none: the one that was measured last before it. */
static void add_rtt(struct readout *readout, struct span span)
{
	const struct graph *graph = readout->graph;
	enum message message = span_is_empty(span) ? MSG_GRAPH_AT_RTT_LAST : MSG_GRAPH_AT_RTT;
	int64_t rtt_ns = graph_rtt_until(graph->index, graph->side, graph->selected);
	char number[TICK_TEXT];

	if (!span_is_empty(span))
		rtt_ns = span.low;
	if (rtt_ns < 0)
		return;
	exact_text(rtt_ns, number);
	add(readout, message, number);
}

/* How the peer's window is scaled the handshake tells; a closed one is closed. */
static enum message window_words(const struct graph *graph, struct span window)
{
	struct flow_summary flow = flow_summary(graph->flow);
	bool exact = flow.half[!graph->side].shift_known || window.high == 0;

	return exact ? MSG_GRAPH_AT_WINDOW : MSG_GRAPH_AT_LEAST;
}

void graph_readout(const struct graph *graph, struct canvas *canvas, int y)
{
	struct graph_item at = graph_at(graph->index, graph->side, graph->selected);
	const struct event *event = flow_event(graph->flow, graph->selected);
	int64_t since = event->time_ns - flow_summary(graph->flow).first_ns;
	struct span rtt = at.span[CHANNEL_RTT], window = at.span[CHANNEL_WINDOW];
	struct readout readout = {.graph = graph, .canvas = canvas};

	snprintf(readout.text, WORDS, "#%" PRIu32 "  %c → %c  %.6f s", event->frame,
		 event->side == SIDE_A ? 'A' : 'B', event->side == SIDE_A ? 'B' : 'A',
		 (double)since / 1e9);
	if (graph->kind == GRAPH_RTT) /* what the picture is of comes first */
		add_rtt(&readout, rtt);
	if (graph->kind == GRAPH_FLIGHT) {
		add_octets(&readout, MSG_GRAPH_AT_FLIGHT, at.span[CHANNEL_FLIGHT]);
		add_octets(&readout, window_words(graph, window), window);
	}
	add_number(&readout, MSG_GRAPH_AT_SENT, at.span[CHANNEL_SENT]);
	add_number(&readout, MSG_GRAPH_AT_ACKED, at.span[CHANNEL_ACKED]);
	if (graph->kind != GRAPH_FLIGHT) {
		add_octets(&readout, MSG_GRAPH_AT_FLIGHT, at.span[CHANNEL_FLIGHT]);
		add_octets(&readout, window_words(graph, window), window);
	}
	if (graph->kind != GRAPH_RTT)
		add_rtt(&readout, rtt);
	canvas_text(canvas, 1, y, canvas_width(canvas) - 2, INK_PLAIN, readout.text);
}
