/*
 * The table of flows: finds the flow of a packet by its endpoints.
 *
 * Open addressing; a slot holds the newest flow between two endpoints. The hash is keyed with
 * random numbers, so that no capture can be made whose flows all collide.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "tcpladder/error.h"
#include "track/table.h"

enum { FIRST_SLOTS = 64, CACHE_LINE = 64 };

static void draw_key(uint64_t *key, size_t size)
{
	if (getrandom(key, size, GRND_NONBLOCK) == (ssize_t)size)
		return;
	/* Too early after boot for randomness: the clock and an address have to do. */
	key[0] = (uint64_t)time(NULL) * 0x9e3779b97f4a7c15u;
	key[1] = (uint64_t)(uintptr_t)key;
}

struct tracker *tracker_new(void)
{
	struct tracker *tracker = memory_zero(1, sizeof(*tracker));

	tracker->arena = arena_of();
	tracker->flows = stable_array_of(sizeof(struct flow));
	tracker->slots = FIRST_SLOTS;
	tracker->slot = huge_zero(tracker->slots * sizeof(*tracker->slot));
	draw_key(tracker->key, sizeof(tracker->key));
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
	huge_free(tracker->slot, tracker->slots * sizeof(*tracker->slot));
	free(tracker);
}

__extension__ typedef unsigned __int128 wide;

static uint64_t fold(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_endpoint(const struct tracker *tracker, const struct endpoint *endpoint)
{
	uint64_t low, high, rest = (uint64_t)endpoint->port << 8 | endpoint->address.version;

	memcpy(&low, endpoint->address.bytes, sizeof(low));
	memcpy(&high, endpoint->address.bytes + sizeof(low), sizeof(high));
	return fold(fold(low ^ tracker->key[0], high ^ tracker->key[1]) ^ tracker->key[2],
		    rest ^ tracker->key[3]);
}

/* The same for both directions: the order of the endpoints does not count. */
static uint32_t hash_pair(const struct tracker *t, const struct endpoint *x,
			  const struct endpoint *y)
{
	uint64_t sum = hash_endpoint(t, x) + hash_endpoint(t, y);

	return (uint32_t)(sum ^ sum >> 32);
}

static bool between(const struct flow *flow, const struct endpoint *x, const struct endpoint *y)
{
	const struct endpoint *a = &flow->end[SIDE_A], *b = &flow->end[SIDE_B];

	return (endpoint_same(a, x) && endpoint_same(b, y)) ||
	       (endpoint_same(a, y) && endpoint_same(b, x));
}

static struct flow *flow_at(const struct tracker *tracker, size_t index)
{
	return stable_array_at(&tracker->flows, index);
}

/* The first slot from there on with this hash, or the empty one where it belongs. */
static struct slot *next_slot(const struct tracker *t, size_t from, uint32_t hash)
{
	size_t at = from & (t->slots - 1);

	while (t->slot[at].flow != 0 && t->slot[at].hash != hash)
		at = (at + 1) & (t->slots - 1);
	return &t->slot[at];
}

/* The slot of the endpoints, or the empty one where they belong. */
static struct slot *find_slot(const struct tracker *t, uint32_t hash, const struct packet *packet)
{
	struct slot *slot = next_slot(t, hash, hash);

	while (slot->flow != 0 && !between(flow_at(t, slot->flow - 1), &packet->from, &packet->to))
		slot = next_slot(t, (size_t)(slot - t->slot) + 1, hash);
	return slot;
}

static void grow_table(struct tracker *t)
{
	struct slot *old = t->slot;
	size_t count = t->slots;

	t->slots = count * 2;
	t->slot = huge_zero(t->slots * sizeof(*t->slot));
	for (size_t i = 0; i < count; i++) {
		size_t at = old[i].hash & (t->slots - 1);

		if (old[i].flow == 0)
			continue;
		while (t->slot[at].flow != 0)
			at = (at + 1) & (t->slots - 1);
		t->slot[at] = old[i];
	}
	huge_free(old, count * sizeof(*old));
}

void table_remove(struct tracker *t, const struct flow *flow)
{
	size_t last = t->slots - 1, hole, at;

	hole = hash_pair(t, &flow->end[SIDE_A], &flow->end[SIDE_B]) & last;
	while (t->slot[hole].flow != flow->number) {
		if (t->slot[hole].flow == 0)
			return;
		hole = (hole + 1) & last;
	}
	/* What was put behind for want of room moves up. */
	for (at = (hole + 1) & last; t->slot[at].flow != 0; at = (at + 1) & last) {
		size_t home = t->slot[at].hash & last;

		if (((at - home) & last) < ((at - hole) & last))
			continue;
		t->slot[hole] = t->slot[at];
		hole = at;
	}
	t->slot[hole].flow = 0;
	t->used--;
}

/* A new flow in this slot, before the one that stood there. */
static struct flow *begin_flow(struct tracker *t, struct slot *slot, uint32_t hash,
			       const struct packet *packet)
{
	struct flow *flow = stable_array_push_zero(&t->flows, &t->arena);
	uint32_t number = t->flows.count;

	flow_init(flow, number, packet, &t->arena);
	t->used += slot->flow == 0;
	*slot = (struct slot){hash, number};
	if (t->used * 4 > t->slots * 3)
		grow_table(t);
	return flow;
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

/* Returns the flow that it went to. */
static const struct flow *add(struct tracker *t, const struct packet *packet, uint32_t hash)
{
	struct slot *slot = find_slot(t, hash, packet);
	struct flow *flow, *old;
	enum side side;

	t->newest = (uint32_t)packet->frame;
	if (t->flows.count == 0)
		t->start_ns = packet->time_ns;
	if (slot->flow == 0) {
		flow = begin_flow(t, slot, hash, packet);
		take(flow, packet, side_of(flow, packet));
		return flow;
	}
	old = flow = flow_at(t, slot->flow - 1);
	side = side_of(old, packet);
	switch (kinship_of(old, packet, side)) {
	case KIN_NEW: flow = begin_flow(t, slot, hash, packet); break;
	case KIN_SPLIT: flow = split(t, slot, old, packet); break;
	default: break;
	}
	take(flow, packet, flow == old ? side : side_of(flow, packet));
	if (flow != old)
		event_note(event_at(flow, 0), NOTE_PORT_REUSE);
	return flow;
}

void tracker_add(struct tracker *t, const struct packet *packet)
{
	add(t, packet, hash_pair(t, &packet->from, &packet->to));
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

/* With many flows most of the time goes by waiting for memory; the waits of a batch overlap. */
void tracker_add_batch(struct tracker *t, const struct packet *packets, size_t count, size_t *flows)
{
	const struct flow *known[TRACKER_BATCH], *last = NULL;
	uint32_t hash[TRACKER_BATCH];
	size_t met = 0;

	assert(count <= TRACKER_BATCH);
	for (size_t i = 0; i < count; i++) {
		hash[i] = hash_pair(t, &packets[i].from, &packets[i].to);
		__builtin_prefetch(&t->slot[hash[i] & (t->slots - 1)], 1);
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t number = next_slot(t, hash[i], hash[i])->flow;

		if (number == 0 || flow_at(t, number - 1) == last)
			continue;
		known[met++] = last = flow_at(t, number - 1);
		fetch(last, sizeof(*last));
	}
	fetch_rest(known, met);
	for (size_t i = 0; i < count; i++) {
		const struct flow *flow = add(t, &packets[i], hash[i]);

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
	while (from < count && !between(flow_at(tracker, from), x, y))
		from = tracker_next(tracker, from + 1);
	return from;
}
