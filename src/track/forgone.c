/*
 * What a flow keeps of the events that it has given up: those that its halves still refer to, so
 * that what is said of later segments is the same.
 */
#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"
#include "track/private.h"

enum {
	CHAIN = 16,         /* copies of one range that are followed back */
	OUTSTANDING = 16384 /* ranges of a half: more than windows hold */
};

/* Nothing can be read again from there. */
#define NOWHERE ((UINT64_C(1) << 48) - 1)

struct kept {
	uint32_t index;
	struct event event;
};

struct forgone {
	int64_t first_ns; /* of the first event ever */
	uint32_t first_frame;
	struct kept *kept; /* in order; the arena's */
	size_t count;
	struct event blank; /* of what is not even here */
};

/* --- which are referred to --- */

struct references {
	const struct flow *flow;
	size_t before; /* those below it will be given up */
	uint32_t *index;
	size_t count, room;
};

static void refer_to(struct references *r, uint32_t index)
{
	for (int i = 0; i < CHAIN && index != EVENT_NONE; i++) {
		if (index < r->before) {
			if (r->count == r->room) {
				r->room = r->room * 2 + 64;
				r->index = memory_grow(r->index, r->room, sizeof(*r->index));
			}
			r->index[r->count++] = index;
		}
		index = event_at(r->flow, index)->about;
	}
}

static void refer_to_ranges(struct references *r, const struct ranges *ranges)
{
	const struct range *range = ranges_first(ranges);

	for (; range; range = ranges_after(ranges, range->to))
		refer_to(r, range->event);
}

static void refer_to_half(struct references *r, const struct half *half)
{
	refer_to(r, half_syn(half));
	refer_to(r, half->last_event);
	refer_to(r, half->progress);
	refer_to(r, half->board->asked);
	refer_to(r, half->board->beyond);
	refer_to(r, half->board->copy);
	refer_to_ranges(r, half_sent(half));
	refer_to_ranges(r, half_sacked(half));
}

static int by_index(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

/* In order, each once. */
static struct references references_below(const struct flow *flow, size_t before)
{
	struct references r = {.flow = flow, .before = before};
	size_t count = 0;

	refer_to(&r, flow->hindsight->doubtful);
	refer_to(&r, flow->hindsight->crossing);
	refer_to(&r, flow->handshake_over ? EVENT_NONE : flow->syn);
	refer_to(&r, flow->handshake_over ? EVENT_NONE : flow->syn_ack);
	for (int side = 0; side < 2; side++)
		refer_to_half(&r, &flow->half[side]);
	if (r.count > 0)
		qsort(r.index, r.count, sizeof(*r.index), by_index);
	for (size_t i = 0; i < r.count; i++)
		if (i == 0 || r.index[i] != r.index[i - 1])
			r.index[count++] = r.index[i];
	r.count = count;
	return r;
}

/* --- what is kept of them --- */

static struct kept *find(const struct forgone *forgone, size_t index)
{
	size_t low = 0, high = forgone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (forgone->kept[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < forgone->count && forgone->kept[low].index == index ? &forgone->kept[low]
									 : NULL;
}

/* An ACK that says nothing: whatever is written on one is forgotten. */
static struct event *blank(struct forgone *forgone)
{
	forgone->blank = (struct event){
		.time_ns = forgone->first_ns,
		.offset = NOWHERE,
		.flags = TCP_ACK,
		.role = ROLE_ACK,
		.about = EVENT_NONE,
	};
	return &forgone->blank;
}

struct event *forgone_event(const struct flow *flow, size_t index)
{
	struct forgone *forgone = flow->hindsight->forgone;
	struct kept *kept = find(forgone, index);

	return kept ? &kept->event : blank(forgone);
}

void forgone_first(const struct flow *flow, int64_t *ns, uint32_t *frame)
{
	*ns = flow->hindsight->forgone->first_ns;
	*frame = flow->hindsight->forgone->first_frame;
}

static struct forgone *forgone_of(struct flow *flow)
{
	struct hindsight *hindsight = flow_hindsight(flow);

	if (hindsight->forgone)
		return hindsight->forgone;
	hindsight->forgone = arena_alloc(flow->arena, sizeof(*hindsight->forgone));
	*hindsight->forgone = (struct forgone){
		.first_ns = event_at(flow, 0)->time_ns,
		.first_frame = event_at(flow, 0)->frame,
	};
	return hindsight->forgone;
}

static void keep(struct flow *flow, size_t before)
{
	struct forgone *forgone = forgone_of(flow), old = *forgone;
	struct references r = references_below(flow, before);
	size_t first = flow_first(flow);
	struct kept *kept = r.count > 0 ? arena_alloc(flow->arena, r.count * sizeof(*kept)) : NULL;

	for (size_t i = 0; i < r.count; i++) {
		kept[i] = (struct kept){r.index[i], *event_at(flow, r.index[i])};
		if (r.index[i] < first && !find(&old, r.index[i]))
			kept[i].event.about = EVENT_NONE;
	}
	forgone->kept = kept;
	forgone->count = r.count;
	arena_give(flow->arena, old.kept, old.count * sizeof(*kept));
	free(r.index);
}

/* --- giving up --- */

/*
 * So much is outstanding only where the acknowledgments do not pass the capture. It would keep all
 * events; what is older counts as sent.
 */
static void forget_outstanding(struct flow *flow)
{
	size_t outside = flow_outside(flow);

	for (int side = 0; side < 2; side++)
		half_forget_ranges(&flow->half[side], OUTSTANDING);
	flow->arena->in_use -= outside - flow_outside(flow);
}

void flow_cut(struct flow *flow, size_t before)
{
	size_t to = stable_array_chunk_start(stable_array_place(before).chunk);

	if (to <= flow_first(flow))
		return;
	forget_outstanding(flow);
	keep(flow, to);
	stable_array_cut(&flow->events, flow->arena, to);
	hindsight_cut(flow, to);
}

void flow_strip(struct flow *flow)
{
	size_t outside = flow_outside(flow);

	for (int side = 0; side < 2; side++)
		half_forget_ranges(&flow->half[side], 0);
	flow->arena->in_use -= outside - flow_outside(flow);
	flow_cut(flow, flow->events.count - 1u);
}

size_t flow_outside(const struct flow *flow)
{
	size_t size = hindsight_outside(flow);

	for (int side = 0; side < 2; side++)
		size += ranges_size(half_sent(&flow->half[side])) +
			ranges_size(half_sacked(&flow->half[side]));
	return size;
}

void forgone_free(struct flow *flow)
{
	struct forgone *forgone = flow->hindsight->forgone;

	if (!forgone)
		return;
	arena_give(flow->arena, forgone->kept, forgone->count * sizeof(*forgone->kept));
	arena_give(flow->arena, forgone, sizeof(*forgone));
}

size_t flow_first(const struct flow *flow)
{
	return stable_array_first(&flow->events);
}
