/* Which flow a packet belongs to, or begins. */
#include <assert.h>
#include <stdlib.h>

#include "tcpladder/error.h"
#include "track/tracker.h"

enum { CACHE_LINE = 64 };

struct tracker *tracker_new(void)
{
	struct tracker *tracker = memory_zero(1, sizeof(*tracker));

	tracker->arena = arena_of();
	tracker->flows = stable_array_of(sizeof(struct flow));
	table_open(&tracker->table);
	return tracker;
}

void tracker_free(struct tracker *tracker)
{
	if (!tracker)
		return;
	for (size_t i = tracker_next(tracker, 0); i < tracker->flows.count;
	     i = tracker_next(tracker, i + 1))
		flow_release(stable_array_at(&tracker->flows, i));
	if (tracker->arena.by_pieces)
		stable_array_free(&tracker->flows, &tracker->arena);
	arena_free(&tracker->arena);
	table_close(&tracker->table);
	free(tracker);
}

static struct flow *flow_at(const struct tracker *tracker, size_t index)
{
	return stable_array_at(&tracker->flows, index);
}

/* The slot of the endpoints from there on, or the empty one where they belong. */
static struct slot *find_slot(const struct tracker *t, struct place place,
			      const struct packet *packet)
{
	struct slot *slot = table_find(&t->table, place);

	while (slot->flow != 0 &&
	       !flow_between(flow_at(t, slot->flow - 1), &packet->from, &packet->to))
		slot = table_find(&t->table, table_behind(&t->table, slot));
	return slot;
}

/* A new flow in this slot, before the one that stood there. */
static struct flow *begin_flow(struct tracker *t, struct slot *slot, uint32_t hash,
			       const struct packet *packet)
{
	struct flow *flow = stable_array_push_zero(&t->flows, &t->arena);
	uint32_t number = t->flows.count;

	flow_init(flow, number, packet, &t->arena);
	table_put(&t->table, slot, (struct slot){hash, number});
	return flow;
}

/* Who sent what begins a flow: A, but for an answer of another than itself. */
static enum side side_of_first(const struct packet *packet)
{
	return packet_is_answer(packet) && !endpoint_same(&packet->from, &packet->to) ? SIDE_B
										      : SIDE_A;
}

/* Where both endpoints are one (a connection to itself), the sequence number tells the sides. */
static enum side side_of(const struct flow *flow, const struct packet *packet)
{
	const struct half *a = &flow->half[SIDE_A], *b = &flow->half[SIDE_B];

	if (!endpoint_same(&packet->from, &packet->to))
		return endpoint_same(&flow->end[SIDE_A], &packet->from) ? SIDE_A : SIDE_B;
	if (!a->have_base)
		return SIDE_A;
	if (!b->have_base)
		return packet->segment.flags & TCP_SYN && packet->segment.seq != a->base ? SIDE_B
											 : SIDE_A;
	return llabs(half_offset(a, packet->segment.seq) - a->board->nxt) <=
			       llabs(half_offset(b, packet->segment.seq) - b->board->nxt)
		       ? SIDE_A
		       : SIDE_B;
}

/* The doubtful SYN and what repeated it leave the old flow for the one that they began. */
static void move_doubtful(struct flow *old, struct flow *flow)
{
	struct packet syn = *flow_doubtful_syn(old);
	uint32_t first = flow_doubtful(old);

	for (size_t i = first; i < old->events.count; i++) {
		const struct event *event = event_at(old, i);

		syn.segment.ip_id = event->ip_id;
		syn.segment.options.tsval = event->tsval;
		syn.frame = event->frame;
		syn.time_ns = event->time_ns;
		syn.offset = event->offset;
		flow_add(flow, &syn, SIDE_A);
		old->half[event->side].segments--;
	}
	stable_array_truncate(&old->events, first);
}

/* Whether the event sends that SYN, again or in one more copy of the packet. */
static bool sends_syn(const struct event *event, const struct event *syn)
{
	return (event->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && event->seq == syn->seq &&
	       event->side == syn->side;
}

/* Whether the doubtful SYN is followed only by itself, so that it can be moved. */
static bool doubtful_is_last(const struct flow *flow)
{
	uint32_t first = flow_doubtful(flow);
	const struct event *syn = event_at(flow, first);

	if (first < flow_first(flow))
		return false;
	for (size_t i = first; i < flow->events.count; i++)
		if (!sends_syn(event_at(flow, i), syn))
			return false;
	return true;
}

/* The new flow that the answer to a doubtful SYN reveals; A is who sent that SYN. */
static struct flow *split(struct tracker *t, struct slot *slot, struct flow *old,
			  const struct packet *packet)
{
	bool movable = doubtful_is_last(old);
	struct flow *flow = begin_flow(t, slot, slot->hash, packet);

	if (movable)
		move_doubtful(old, flow);
	flow_settle(old);
	return flow;
}

/* The other side's SYN while there are only SYNs: both open, and nobody is the client. */
static bool opens_too(const struct flow *flow, const struct packet *packet, enum side side)
{
	return (packet->segment.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && side == SIDE_B &&
	       flow->opening == OPENING_NO_ANSWER && flow->half[SIDE_B].segments == 0;
}

/* In a simultaneous open A is the lower endpoint, whichever SYN was captured first. */
static void take(struct flow *flow, const struct packet *packet, enum side side)
{
	if (opens_too(flow, packet, side) && endpoint_compare(&packet->from, &packet->to) < 0) {
		flow_swap_sides(flow);
		side = SIDE_A;
	}
	flow_add(flow, packet, side);
}

/* Its slot is at that place, or behind it. Returns the flow that it went to. */
static const struct flow *add(struct tracker *t, const struct packet *packet, struct place place)
{
	struct slot *slot = find_slot(t, place, packet);
	struct flow *flow, *old;
	enum side side;

	t->newest = (uint32_t)packet->frame;
	if (t->flows.count == 0)
		t->start_ns = packet->time_ns;
	if (slot->flow == 0) {
		flow = begin_flow(t, slot, place.hash, packet);
		take(flow, packet, side_of_first(packet));
		return flow;
	}
	old = flow = flow_at(t, slot->flow - 1);
	side = side_of(old, packet);
	switch (kinship_of(old, packet, side)) {
	case KIN_NEW: flow = begin_flow(t, slot, place.hash, packet); break;
	case KIN_SPLIT: flow = split(t, slot, old, packet); break;
	default: break;
	}
	take(flow, packet, flow == old ? side : side_of(flow, packet));
	if (flow != old)
		event_note(event_at(flow, 0), NOTE_PORT_REUSE);
	return flow;
}

static struct place home_of(const struct tracker *t, const struct packet *packet)
{
	return table_home(&t->table, table_hash(&t->table, &packet->from, &packet->to));
}

void tracker_add(struct tracker *t, const struct packet *packet)
{
	add(t, packet, home_of(t, packet));
}

/* Asks for its cache lines. */
static void fetch(const void *what, size_t size)
{
	for (size_t i = 0; i < size; i += CACHE_LINE)
		__builtin_prefetch((const char *)what + i, 1);
}

static void fetch_boards(const struct flow *flow)
{
	fetch(flow->half[SIDE_A].board, offsetof(struct scoreboard, last_id_ns));
	fetch(flow->half[SIDE_B].board, offsetof(struct scoreboard, last_id_ns));
	stable_array_fetch_last_chunk(&flow->events);
}

static void fetch_newest_edge(const struct edges *edges)
{
	if (edges)
		__builtin_prefetch(&edges->at[(edges->count - 1) % EDGES], 1);
}

static void fetch_ends(const struct flow *flow)
{
	for (int i = 0; i < 2; i++) {
		ranges_fetch(half_sent(&flow->half[i]));
		fetch_newest_edge(flow->half[i].board->edges);
	}
	fetch(event_at(flow, flow->events.count - 1u), 2 * sizeof(struct event));
}

/* What something points at can be asked for once that is there itself. */
static void fetch_rest(const struct flow *const *flows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fetch_boards(flows[i]);
	for (size_t i = 0; i < count; i++)
		fetch_ends(flows[i]);
}

/* Asks for what will be looked at first: the slots of packets, and the flows found there. */
static void look_ahead(const struct tracker *t, const struct packet *packets, size_t count,
		       struct place *places)
{
	const struct flow *known[TRACKER_BATCH], *last = NULL;
	size_t met = 0;

	for (size_t i = 0; i < count; i++) {
		places[i] = home_of(t, &packets[i]);
		table_fetch(&t->table, places[i]);
	}
	for (size_t i = 0; i < count; i++) {
		const struct slot *slot = table_find(&t->table, places[i]);

		places[i].slot = (size_t)(slot - t->table.slot);
		if (slot->flow == 0 || flow_at(t, slot->flow - 1) == last)
			continue;
		known[met++] = last = flow_at(t, slot->flow - 1);
		fetch(last, sizeof(*last));
	}
	fetch_rest(known, met);
}

/* With many flows most of the time goes by waiting for memory; the waits of a batch overlap. */
void tracker_add_batch(struct tracker *t, const struct packet *packets, size_t count, size_t *flows)
{
	struct place places[TRACKER_BATCH];
	size_t slots = t->table.slots;

	assert(count <= TRACKER_BATCH);
	look_ahead(t, packets, count, places);
	for (size_t i = 0; i < count; i++) {
		const struct flow *flow;

		if (t->table.slots != slots) /* it has grown: all places are others */
			places[i] = table_home(&t->table, places[i].hash);
		flow = add(t, &packets[i], places[i]);
		if (flows)
			flows[i] = flow->number - 1;
	}
}

size_t tracker_flows(const struct tracker *tracker)
{
	return tracker->flows.count;
}

const struct flow *tracker_flow(const struct tracker *tracker, size_t index)
{
	return flow_at(tracker, index);
}

int64_t tracker_start_ns(const struct tracker *tracker)
{
	return tracker->start_ns;
}

size_t tracker_find(const struct tracker *tracker, size_t from, const struct endpoint *x,
		    const struct endpoint *y)
{
	size_t count = tracker_flows(tracker);

	from = tracker_next(tracker, from);
	while (from < count && !flow_between(flow_at(tracker, from), x, y))
		from = tracker_next(tracker, from + 1);
	return from;
}
