/*
 * What a tracker with a bound forgets, the oldest first.
 *
 * Age counts in frames, for clocks jump. In rounds, from what is older than seven eighths of all
 * that is kept to what is newer, in each: the events of flows that are closed, then those flows,
 * then flows that never opened, then the events of those that are open. Only where all that does
 * not help go the events that labels may rest on, and flows that are open.
 */
#include <assert.h>

#include "track/tracker.h"

enum {
	ROUNDS = 8,
	SHARE = 16,   /* of the bound is given up in one go */
	RESERVE = 640 /* events of an open flow that rules may look back on */
};

_Static_assert((int)RESERVE > COPY_SEARCH && (int)RESERVE > 4 * COPY_LOOK_BACK,
	       "rules look back no further");

struct round {
	struct tracker *tracker;
	size_t target; /* bytes */
	uint32_t age;  /* in frames, from which on it is old */
};

/* --- how full it is --- */

size_t tracker_size(const struct tracker *t)
{
	return t->arena.in_use + table_size(&t->table);
}

static bool is_done(const struct round *round)
{
	return tracker_size(round->tracker) <= round->target;
}

void tracker_bound(struct tracker *t, size_t most)
{
	assert(t->flows.count == 0);
	t->most = t->full = most;
	t->arena.by_pieces = most > 0;
}

bool tracker_full(const struct tracker *t)
{
	return t->most > 0 && tracker_size(t) > t->full;
}

/* --- how old --- */

static uint32_t age_of(const struct tracker *t, const struct flow *flow, size_t event)
{
	return t->newest - event_at(flow, event)->frame;
}

static bool is_old(const struct round *round, const struct flow *flow)
{
	return age_of(round->tracker, flow, flow->events.count - 1u) >= round->age;
}

/* The first event that is not old; the number of events where all are. */
static size_t first_young(const struct round *round, const struct flow *flow)
{
	size_t low = flow_first(flow), high = flow->events.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (age_of(round->tracker, flow, middle) >= round->age)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* --- what can be done about a flow --- */

/* Its place among the flows stays until those of its chunk are all dropped. */
static void free_chunk(struct tracker *t, size_t index)
{
	size_t chunk = stable_array_place(index).chunk;
	size_t end = stable_array_chunk_start(chunk + 1);

	if (end > t->flows.count)
		return;
	for (size_t i = stable_array_chunk_start(chunk); i < end; i++)
		if (!((struct flow *)stable_array_at(&t->flows, i))->gone)
			return;
	stable_array_drop(&t->flows, &t->arena, chunk);
}

static void drop(struct tracker *t, struct flow *flow)
{
	t->lapsed += flow->events.count;
	t->events += flow->events.count - flow_first(flow);
	t->dropped++;
	table_remove(&t->table, flow);
	flow_release(flow);
	free_chunk(t, flow->number - 1);
}

static void strip_closed(const struct round *round, struct flow *flow)
{
	if (flow->stripped || flow->held || !is_old(round, flow) || !flow_closed(flow))
		return;
	round->tracker->events -= flow_first(flow);
	flow_strip(flow);
	round->tracker->events += flow_first(flow);
	flow->stripped = true;
}

static void drop_closed(const struct round *round, struct flow *flow)
{
	if (!flow->held && is_old(round, flow) && flow_closed(flow))
		drop(round->tracker, flow);
}

/* Nobody answered, or nothing came of it. */
static void drop_unopened(const struct round *round, struct flow *flow)
{
	bool both = flow->half[SIDE_A].segments > 0 && flow->half[SIDE_B].segments > 0;
	bool opened = both && (flow->seen_handshake_ack || !flow->seen_syn);

	if (!flow->held && !opened && !flow->seen_data && is_old(round, flow))
		drop(round->tracker, flow);
}

static void cut(const struct round *round, struct flow *flow, size_t reserve)
{
	size_t before = first_young(round, flow);

	if (flow->events.count <= reserve)
		return;
	if (before > flow->events.count - reserve)
		before = flow->events.count - reserve;
	round->tracker->events -= flow_first(flow);
	flow_cut(flow, before);
	round->tracker->events += flow_first(flow);
}

static void cut_open(const struct round *round, struct flow *flow)
{
	if (!flow_closed(flow))
		cut(round, flow, RESERVE);
}

static void cut_any(const struct round *round, struct flow *flow)
{
	cut(round, flow, 1);
}

static void drop_any(const struct round *round, struct flow *flow)
{
	if (!flow->held && is_old(round, flow))
		drop(round->tracker, flow);
}

typedef void give_up(const struct round *round, struct flow *flow);

static void each_flow(const struct round *round, give_up *step)
{
	struct tracker *t = round->tracker;
	size_t at = tracker_next(t, 0);

	for (; at < t->flows.count && !is_done(round); at = tracker_next(t, at + 1))
		step(round, stable_array_at(&t->flows, at));
}

/* --- all together --- */

static uint32_t oldest_age(const struct tracker *t)
{
	uint32_t oldest = 0;

	for (size_t i = tracker_next(t, 0); i < t->flows.count; i = tracker_next(t, i + 1)) {
		const struct flow *flow = stable_array_at(&t->flows, i);
		size_t event = flow->stripped ? flow->events.count - 1u : flow_first(flow);
		uint32_t age = age_of(t, flow, event);

		oldest = age > oldest ? age : oldest;
	}
	return oldest;
}

void tracker_forget(struct tracker *t)
{
	static give_up *const usual[] = {strip_closed, drop_closed, drop_unopened, cut_open};
	static give_up *const last[] = {cut_any, drop_any};
	struct round round = {.tracker = t, .target = t->most - t->most / SHARE};
	uint64_t oldest = oldest_age(t);

	for (uint64_t i = 1; i <= 2 * ROUNDS && !is_done(&round); i++) {
		bool helps = i <= ROUNDS;
		size_t count =
			helps ? sizeof(usual) / sizeof(*usual) : sizeof(last) / sizeof(*last);

		round.age = (uint32_t)(oldest - oldest * (helps ? i : i - ROUNDS) / ROUNDS);
		for (size_t k = 0; k < count && !is_done(&round); k++)
			each_flow(&round, helps ? usual[k] : last[k]);
	}
	/* Should all be needed, not every packet is to look for more. */
	t->full = tracker_size(t) > round.target ? tracker_size(t) + t->most / SHARE : t->most;
}

/* --- what is left --- */

void tracker_hold(struct tracker *t, const size_t *flows, size_t count)
{
	for (size_t i = 0; i < t->held_count; i++)
		if (tracker_has(t, t->held[i]))
			((struct flow *)stable_array_at(&t->flows, t->held[i]))->held = false;
	t->held_count = 0;
	for (size_t i = 0; i < count && i < TRACKER_HELD; i++) {
		if (!tracker_has(t, flows[i]))
			continue;
		((struct flow *)stable_array_at(&t->flows, flows[i]))->held = true;
		t->held[t->held_count++] = flows[i];
	}
}

bool tracker_has(const struct tracker *t, size_t index)
{
	return index < t->flows.count &&
	       stable_array_has(&t->flows, stable_array_place(index).chunk) &&
	       !((const struct flow *)stable_array_at(&t->flows, index))->gone;
}

size_t tracker_next(const struct tracker *t, size_t from)
{
	while (from < t->flows.count && !tracker_has(t, from)) {
		size_t chunk = stable_array_place(from).chunk;

		from = stable_array_has(&t->flows, chunk) ? from + 1
							  : stable_array_chunk_start(chunk + 1);
	}
	return from < t->flows.count ? from : t->flows.count;
}

struct forgotten tracker_forgotten(const struct tracker *t)
{
	return (struct forgotten){t->dropped, t->events};
}

uint64_t tracker_segments(const struct tracker *t)
{
	uint64_t segments = t->lapsed;

	for (size_t i = tracker_next(t, 0); i < t->flows.count; i = tracker_next(t, i + 1))
		segments += flow_events(tracker_flow(t, i));
	return segments;
}
