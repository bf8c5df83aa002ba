/* The two directions of a flow, as far as a graph needs them. */
#include "graph/lane.h"

#include "tcpladder/seq.h"

struct lanes lanes_of(const struct flow *flow)
{
	struct flow_summary summary = flow_summary(flow);
	struct lanes lanes = {.lane = {{.base = 0}}};

	for (int side = SIDE_A; side <= SIDE_B; side++) {
		enum side peer = side == SIDE_A ? SIDE_B : SIDE_A;

		lanes.lane[side].base = summary.half[side].base;
		lanes.lane[side].shift = summary.half[peer].shift;
	}
	return lanes;
}

struct span lane_range(const struct lane *lane, const struct event *event)
{
	int64_t first = seq_offset(lane->base, lane->nxt, event->seq);

	return (struct span){first, first + event_span(event)};
}

/* A window on a SYN is never scaled (RFC 7323 §2.2). */
static void take_ack(struct lane *lane, const struct event *event)
{
	int64_t ack = seq_offset(lane->base, lane->nxt, event->ack);

	lane->window = (int64_t)event->window << (event->flags & TCP_SYN ? 0 : lane->shift);
	if (lane->have_una && ack < lane->una)
		return;
	lane->una = ack;
	lane->have_una = true;
}

/* A reset's numbers are often those of another time. */
void lanes_take(struct lanes *lanes, const struct event *event)
{
	struct lane *own = &lanes->lane[event->side], *peers = &lanes->lane[!event->side];
	struct span range;

	if (event->flags & TCP_RST)
		return;
	range = lane_range(own, event);
	if (range.high > range.low && (!own->sent || range.high > own->nxt)) {
		own->nxt = range.high;
		own->sent = true;
	}
	if (event->flags & TCP_ACK)
		take_ack(peers, event);
}

static void note_sent(const struct lane *lane, const struct event *event, struct span *span)
{
	struct span range = lane_range(lane, event);
	bool resent = event_has(event, NOTE_RETRANSMISSION) || event_has(event, NOTE_SPURIOUS);
	bool lost = event_has(event, NOTE_LOST_DATA);

	if (range.low == range.high)
		return;
	for (int channel = CHANNEL_SENT; channel <= CHANNEL_LOST; channel++) {
		if ((channel == CHANNEL_RESENT && !resent) || (channel == CHANNEL_LOST && !lost))
			continue;
		span_add(&span[channel], range.low);
		span_add(&span[channel], range.high);
	}
}

static int64_t in_flight(const struct lane *lane)
{
	return lane->nxt > lane->una ? lane->nxt - lane->una : 0;
}

void lanes_note(const struct lanes *lanes, const struct event *event, enum side side,
		struct span span[CHANNEL_COUNT])
{
	const struct lane *lane = &lanes->lane[side];

	if (event->flags & TCP_RST)
		return;
	if ((enum side)event->side == side)
		note_sent(lane, event, span);
	if (!lane->have_una)
		return;
	span_add(&span[CHANNEL_ACKED], lane->una);
	span_add(&span[CHANNEL_EDGE], lane->una + lane->window);
	span_add(&span[CHANNEL_WINDOW], lane->window);
	span_add(&span[CHANNEL_FLIGHT], in_flight(lane));
}

/* --- spans --- */

void spans_clear(struct span span[CHANNEL_COUNT])
{
	for (int channel = 0; channel < CHANNEL_COUNT; channel++)
		span[channel] = (struct span){INT64_MAX, INT64_MIN};
}

void span_add(struct span *span, int64_t value)
{
	span->low = value < span->low ? value : span->low;
	span->high = value > span->high ? value : span->high;
}

bool span_is_empty(struct span span)
{
	return span.low > span.high;
}
