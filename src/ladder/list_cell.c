/* The flow list's columns: each a small function from the flow to a text that fits. */
#include "ladder/layout.h"
#include "ladder/list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void flow_list_count(uint64_t count, char *out, size_t size)
{
	static const char units[] = "kMGTPE";
	int unit = -1;
	uint64_t rest = 0;

	if (count < 100000) {
		snprintf(out, size, "%" PRIu64, count);
		return;
	}
	while (count >= 1000) {
		rest = count % 1000;
		count /= 1000;
		unit++;
	}
	if (count < 100)
		snprintf(out, size, "%" PRIu64 ".%" PRIu64 "%c", count, rest / 100, units[unit]);
	else
		snprintf(out, size, "%" PRIu64 "%c", count, units[unit]);
}

static const char *say(const struct list_row *row, enum message message)
{
	return lang_text(row->list->lang, message);
}

/* Puts a further piece behind the others if the whole still fits. */
static bool append(const struct list_row *row, const char *piece, int width, struct list_cell *cell)
{
	size_t length = strlen(cell->text);
	size_t room = sizeof(cell->text) - length;

	snprintf(cell->text + length, room, "%s%s", length > 0 ? " " : "", piece);
	if (canvas_text_width(row->canvas, cell->text) <= width)
		return true;
	cell->text[length] = '\0';
	return false;
}

static void fill_number(const struct list_row *row, int width, struct list_cell *cell)
{
	(void)width;
	snprintf(cell->text, sizeof(cell->text), "%" PRIu32, row->flow->number);
	cell->ink = INK_DIM;
}

static void fill_a(const struct list_row *row, int width, struct list_cell *cell)
{
	endpoint_fit(&row->flow->half[SIDE_A].endpoint, width, cell->text);
}

static void fill_b(const struct list_row *row, int width, struct list_cell *cell)
{
	endpoint_fit(&row->flow->half[SIDE_B].endpoint, width, cell->text);
}

static void fill_start(const struct list_row *row, int width, struct list_cell *cell)
{
	span_fit(row->flow->first_ns - row->list->start_ns, width, cell->text);
}

static void fill_duration(const struct list_row *row, int width, struct list_cell *cell)
{
	(void)width;
	if (row->flow->segments > 1)
		wait_text(row->flow->last_ns - row->flow->first_ns, cell->text);
}

int64_t list_rtt_ns(const struct flow_summary *flow)
{
	const int64_t *ways = flow->handshake_ns;

	return ways[0] >= 0 && ways[1] >= 0 ? ways[0] + ways[1] : -1;
}

static void fill_rtt(const struct list_row *row, int width, struct list_cell *cell)
{
	int64_t ns = list_rtt_ns(row->flow);

	(void)width;
	if (ns >= 0)
		wait_text(ns, cell->text);
}

static void fill_segments(const struct list_row *row, int width, struct list_cell *cell)
{
	(void)width;
	flow_list_count(row->flow->segments, cell->text, sizeof(cell->text));
}

static void fill_bytes_a(const struct list_row *row, int width, struct list_cell *cell)
{
	(void)width;
	flow_list_count(row->flow->half[SIDE_A].bytes, cell->text, sizeof(cell->text));
	cell->ink = INK_A;
}

static void fill_bytes_b(const struct list_row *row, int width, struct list_cell *cell)
{
	(void)width;
	flow_list_count(row->flow->half[SIDE_B].bytes, cell->text, sizeof(cell->text));
	cell->ink = INK_B;
}

/* --- phases --- */

/* Groups in a row, with what stands between two. */
struct groups {
	struct list_cell *cell;
	const char *between;
};

static void add_group(const struct groups *groups, const char *group)
{
	struct list_cell *cell = groups->cell;
	size_t length = strlen(cell->text);

	if (*group)
		snprintf(cell->text + length, sizeof(cell->text) - length, "%s%s",
			 length > 0 ? groups->between : "", group);
}

/* "SYN SYN+ACK ACK · data · FIN FIN": what was captured of each phase. */
static void fill_phases_long(const struct list_row *row, const char *between,
			     struct list_cell *cell)
{
	const struct flow_summary *flow = row->flow;
	const struct groups groups = {cell, between};
	char group[32];

	cell->text[0] = '\0';
	snprintf(group, sizeof(group), "%s%s%s", flow->seen_syn ? "SYN" : "",
		 flow->seen_syn_ack ? flow->seen_syn ? " SYN+ACK" : "SYN+ACK" : "",
		 flow->seen_handshake_ack ? " ACK" : "");
	add_group(&groups, group);
	add_group(&groups, flow->seen_data ? say(row, MSG_BAND_DATA) : "");
	snprintf(group, sizeof(group), "%s%s", flow->seen_fin[SIDE_A] ? "FIN" : "",
		 flow->seen_fin[SIDE_B] ? flow->seen_fin[SIDE_A] ? " FIN" : "FIN" : "");
	add_group(&groups, group);
	add_group(&groups, flow->resets > 0 ? "RST" : "");
}

/* Data may come with the handshake's last ACK. */
static bool has_opened(const struct flow_summary *flow)
{
	return flow->seen_handshake_ack ||
	       (flow->seen_syn && flow->seen_syn_ack && flow->seen_data);
}

/* "open data close", with "SYN" or "FIN" for a phase that is not through. */
static void fill_phases_short(const struct list_row *row, struct list_cell *cell)
{
	const struct flow_summary *flow = row->flow;
	bool fin = flow->seen_fin[SIDE_A] || flow->seen_fin[SIDE_B];
	const char *open = has_opened(flow) ? say(row, MSG_BAND_OPEN)
			   : flow->seen_syn ? "SYN "
					    : "·   ";
	const char *end = flow->closing != CLOSING_NONE ? say(row, MSG_BAND_CLOSE)
			  : flow->resets > 0            ? "RST"
			  : fin                         ? "FIN"
							: "·";

	snprintf(cell->text, sizeof(cell->text), "%s %s %s", open,
		 flow->seen_data ? say(row, MSG_BAND_DATA) : "·   ", end);
}

static void fill_phases(const struct list_row *row, int width, struct list_cell *cell)
{
	fill_phases_long(row, " · ", cell);
	if (canvas_text_width(row->canvas, cell->text) > width)
		fill_phases_long(row, "·", cell);
	if (canvas_text_width(row->canvas, cell->text) > width)
		fill_phases_short(row, cell);
}

/* --- trouble --- */

struct trouble {
	uint64_t count;
	enum message brief;
	enum message full;
	enum ink ink;
};

/* From the worst; what does not fit is left to the ladder. */
static void fill_trouble(const struct list_row *row, int width, struct list_cell *cell)
{
	const struct flow_summary *flow = row->flow;
	const struct trouble troubles[] = {
		{flow->lost, MSG_TROUBLE_LOST_BRIEF, MSG_TROUBLE_LOST, INK_LOST},
		{flow->half[SIDE_A].retransmissions + flow->half[SIDE_B].retransmissions,
		 MSG_TROUBLE_AGAIN_BRIEF, MSG_TROUBLE_AGAIN, INK_RESENT},
		{flow->resets, MSG_TROUBLE_RESET, MSG_TROUBLE_RESETS, INK_LOST},
		{flow->zero_windows, MSG_TROUBLE_ZERO_BRIEF, MSG_TROUBLE_ZERO, INK_NOTICE},
	};
	bool brief = width < 24;

	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++) {
		const struct trouble *trouble = &troubles[i];
		char count[16];
		char piece[64];

		if (trouble->count == 0)
			continue;
		if (!*cell->text)
			cell->ink = trouble->ink;
		flow_list_count(trouble->count, count, sizeof(count));
		snprintf(piece, sizeof(piece), say(row, brief ? trouble->brief : trouble->full),
			 count);
		append(row, piece, width, cell);
	}
}

static void fill_resent(uint64_t count, struct list_cell *cell)
{
	if (count == 0)
		return;
	flow_list_count(count, cell->text, sizeof(cell->text));
	cell->ink = INK_RESENT;
}

static void fill_again(const struct list_row *row, int width, struct list_cell *cell)
{
	const struct half_summary *half = row->flow->half;

	(void)width;
	fill_resent(half[SIDE_A].retransmissions + half[SIDE_B].retransmissions, cell);
}

static void fill_bytes_again(const struct list_row *row, int width, struct list_cell *cell)
{
	const struct half_summary *half = row->flow->half;

	(void)width;
	fill_resent(half[SIDE_A].bytes_again + half[SIDE_B].bytes_again, cell);
}

/* --- state --- */

static bool is_in(const struct flow_summary *flow, enum tcp_state state)
{
	return (flow->half[SIDE_A].state & STATE_MASK) == state ||
	       (flow->half[SIDE_B].state & STATE_MASK) == state;
}

enum message list_state_message(const struct flow_summary *flow)
{
	if (flow->opening == OPENING_REFUSED)
		return MSG_STATE_REFUSED;
	if (flow->closing != CLOSING_NONE)
		return MSG_STATE_CLOSED;
	if (flow->resets > 0 && is_in(flow, STATE_CLOSED))
		return MSG_STATE_RESET;
	if (flow->seen_fin[SIDE_A] || flow->seen_fin[SIDE_B])
		return MSG_STATE_CLOSING;
	if (is_in(flow, STATE_SYN_SENT) || is_in(flow, STATE_SYN_RECEIVED))
		return MSG_STATE_OPENING;
	return MSG_STATE_OPEN;
}

bool flow_is_over(const struct flow_summary *flow)
{
	enum message word = list_state_message(flow);

	return word == MSG_STATE_REFUSED || word == MSG_STATE_CLOSED || word == MSG_STATE_RESET;
}

static void fill_state(const struct list_row *row, int width, struct list_cell *cell)
{
	char a[STATE_TEXT];
	char b[STATE_TEXT];

	cell->ink = INK_STATE;
	state_text(row->flow->half[SIDE_A].state, 12, a);
	state_text(row->flow->half[SIDE_B].state, 12, b);
	snprintf(cell->text, sizeof(cell->text), "%s, %s", a, b);
	if (!*a || !*b || canvas_text_width(row->canvas, cell->text) > width)
		snprintf(cell->text, sizeof(cell->text), "%s",
			 say(row, list_state_message(row->flow)));
}

static void (*const fills[COLUMN_COUNT])(const struct list_row *row, int width,
					 struct list_cell *cell) = {
	[COLUMN_NUMBER] = fill_number,
	[COLUMN_A] = fill_a,
	[COLUMN_B] = fill_b,
	[COLUMN_START] = fill_start,
	[COLUMN_DURATION] = fill_duration,
	[COLUMN_RTT] = fill_rtt,
	[COLUMN_SEGMENTS] = fill_segments,
	[COLUMN_BYTES_A] = fill_bytes_a,
	[COLUMN_BYTES_B] = fill_bytes_b,
	[COLUMN_PHASES] = fill_phases,
	[COLUMN_AGAIN] = fill_again,
	[COLUMN_BYTES_AGAIN] = fill_bytes_again,
	[COLUMN_TROUBLE] = fill_trouble,
	[COLUMN_STATE] = fill_state,
};

void list_cell_fill(const struct list_row *row, enum flow_column column, int width,
		    struct list_cell *cell)
{
	cell->text[0] = '\0';
	if (fills[column])
		fills[column](row, width, cell);
}
