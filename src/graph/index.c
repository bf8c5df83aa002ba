/* The index of a flow: its segments in pieces, each with the least and the greatest of all. */
#include "graph/lane.h"

#include "tcpladder/error.h"
#include "tcpladder/stable_array.h"

#include <stdlib.h>

enum {
	PIECE = 128, /* events in one of the first level */
	LEVELS = 3,  /* of pieces, each of as many of the level before as these */
	LEVEL_STEP = 8,
	EXACT_MOST = 1 << 14, /* events in view that are drawn one by one */
	ITEMS_MOST = 1 << 12  /* pieces in view; of more, those of the next level are taken */
};

struct piece {
	struct lanes before; /* as they were before its first event */
	int64_t from_ns, to_ns;
	struct span span[2][CHANNEL_COUNT];
};

struct level {
	struct stable_array pieces;
	size_t size; /* events in a piece */
};

/* A round trip that an ACK measured; in the order of events. */
struct sample {
	uint32_t event;
	uint32_t unused;
	int64_t rtt_ns;
};

struct graph_index {
	struct arena arena; /* of the pieces and samples: tens of millions are given back at once */
	const struct flow *flow;
	size_t base;   /* the flow's first event then: here they count from 0 */
	size_t events; /* read */
	struct lanes now;
	struct outstanding *outstanding[2];
	struct level level[LEVELS];
	struct stable_array samples[2];
};

static struct piece *piece_at(const struct level *level, size_t at)
{
	return stable_array_at(&level->pieces, at);
}

static struct piece *last_of(const struct level *level)
{
	return piece_at(level, level->pieces.count - 1);
}

static const struct sample *sample_at(const struct stable_array *samples, size_t at)
{
	return stable_array_at(samples, at);
}

struct graph_index *graph_index_new(const struct flow *flow)
{
	struct graph_index *index = memory_zero(1, sizeof(*index));

	index->flow = flow;
	index->base = flow_first(flow);
	index->now = lanes_of(flow);
	index->arena = arena_of();
	for (size_t i = 0, size = PIECE; i < LEVELS; i++, size *= LEVEL_STEP)
		index->level[i] = (struct level){stable_array_of(sizeof(struct piece)), size};
	for (int side = SIDE_A; side <= SIDE_B; side++) {
		index->outstanding[side] = outstanding_new();
		index->samples[side] = stable_array_of(sizeof(struct sample));
	}
	return index;
}

void graph_index_free(struct graph_index *index)
{
	if (!index)
		return;
	for (int side = SIDE_A; side <= SIDE_B; side++)
		outstanding_free(index->outstanding[side]);
	arena_free(&index->arena);
	free(index);
}

size_t graph_index_events(const struct graph_index *index)
{
	return index->base + index->events;
}

size_t graph_index_first(const struct graph_index *index)
{
	return index->base;
}

static struct piece *piece_of(struct graph_index *index, struct level *level,
			      const struct event *event)
{
	struct piece *piece;

	if (index->events % level->size != 0)
		return last_of(level);
	piece = stable_array_push(&level->pieces, &index->arena);
	piece->before = index->now;
	piece->from_ns = piece->to_ns = event->time_ns;
	for (int side = SIDE_A; side <= SIDE_B; side++)
		spans_clear(piece->span[side]);
	return piece;
}

/* Adds what one piece has to another, as often as one likes. */
static void merge(struct piece *piece, const struct piece *part)
{
	piece->from_ns = part->from_ns < piece->from_ns ? part->from_ns : piece->from_ns;
	piece->to_ns = part->to_ns > piece->to_ns ? part->to_ns : piece->to_ns;
	for (int side = SIDE_A; side <= SIDE_B; side++) {
		for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
			struct span span = part->span[side][channel];

			if (span_is_empty(span))
				continue;
			span_add(&piece->span[side][channel], span.low);
			span_add(&piece->span[side][channel], span.high);
		}
	}
}

/* The last piece of the first level into those that hold it. */
static void merge_up(struct graph_index *index)
{
	const struct level *first = &index->level[0];

	for (int i = 1; i < LEVELS && first->pieces.count > 0; i++)
		merge(last_of(&index->level[i]), last_of(first));
}

static void add_sample(struct graph_index *index, enum side side, int64_t rtt_ns)
{
	struct sample *sample = stable_array_push(&index->samples[side], &index->arena);

	*sample = (struct sample){(uint32_t)index->events, 0, rtt_ns};
}

/* What was sent twice measures where a timestamp tells which copy is answered; -1 for nothing. */
static int64_t echoed_ns(const struct graph_index *index, const struct event *event)
{
	size_t echoed = flow_echoed(index->flow, index->base + index->events);

	if (echoed == EVENT_NONE)
		return -1;
	return event->time_ns - flow_event(index->flow, echoed)->time_ns;
}

/* Before the lanes take the event: they tell what it repeats. */
static void measure(struct graph_index *index, const struct event *event, struct piece *piece)
{
	enum side peer = event->side == SIDE_A ? SIDE_B : SIDE_A;
	int64_t rtt_ns = outstanding_take(index->outstanding[peer], &index->now, event);

	outstanding_add(index->outstanding[event->side], &index->now, event);
	if (rtt_ns < 0)
		rtt_ns = echoed_ns(index, event);
	if (rtt_ns < 0)
		return;
	add_sample(index, peer, rtt_ns);
	span_add(&piece->span[peer][CHANNEL_RTT], rtt_ns);
}

static void read_event(struct graph_index *index)
{
	const struct event *event = flow_event(index->flow, index->base + index->events);
	struct piece *piece = NULL;

	if (index->events % PIECE == 0)
		merge_up(index);
	for (int i = LEVELS - 1; i >= 0; i--)
		piece = piece_of(index, &index->level[i], event);
	measure(index, event, piece);
	lanes_take(&index->now, event);
	for (int side = SIDE_A; side <= SIDE_B; side++)
		lanes_note(&index->now, event, (enum side)side, piece->span[side]);
	piece->from_ns = event->time_ns < piece->from_ns ? event->time_ns : piece->from_ns;
	piece->to_ns = event->time_ns > piece->to_ns ? event->time_ns : piece->to_ns;
	index->events++;
}

bool graph_index_read(struct graph_index *index, size_t events, size_t end)
{
	while (events-- > 0 && graph_index_events(index) < end)
		read_event(index);
	merge_up(index);
	return graph_index_events(index) < end;
}

/* --- walking --- */

static struct graph_item item_of_piece(const struct graph_index *index, const struct level *level,
				       size_t at, enum side side)
{
	const struct piece *piece = piece_at(level, at);
	struct graph_item item = {
		at * level->size, (at + 1) * level->size, piece->from_ns, piece->to_ns, {{0}}};

	if (item.end > index->events)
		item.end = index->events;
	item.first += index->base;
	item.end += index->base;
	for (int channel = 0; channel < CHANNEL_COUNT; channel++)
		item.span[channel] = piece->span[side][channel];
	return item;
}

/* The first sample of the side at or behind the event. */
static size_t first_sample(const struct stable_array *samples, size_t event)
{
	size_t low = 0, high = samples->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sample_at(samples, middle)->event < event)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Goes over events of one or several pieces, with the lanes as they were. */
struct replay {
	const struct graph_index *index;
	enum side side;
	struct lanes lanes;
	size_t event;
	size_t sample;
};

static struct replay replay_from(const struct graph_index *index, enum side side, size_t event)
{
	size_t first = event / PIECE * PIECE;

	return (struct replay){index, side, piece_at(&index->level[0], event / PIECE)->before,
			       first, first_sample(&index->samples[side], first)};
}

static struct graph_item replay_next(struct replay *replay)
{
	size_t at = replay->index->base + replay->event;
	const struct event *event = flow_event(replay->index->flow, at);
	const struct stable_array *samples = &replay->index->samples[replay->side];
	struct graph_item item = {
		.first = at, .end = at + 1, .from_ns = event->time_ns, .to_ns = event->time_ns};

	spans_clear(item.span);
	lanes_take(&replay->lanes, event);
	lanes_note(&replay->lanes, event, replay->side, item.span);
	if (replay->sample < samples->count &&
	    sample_at(samples, replay->sample)->event == replay->event)
		span_add(&item.span[CHANNEL_RTT], sample_at(samples, replay->sample++)->rtt_ns);
	replay->event++;
	return item;
}

/*
 * Times go back in few captures and never for long: pieces are taken to ascend, and what does not
 * is drawn where its piece is.
 */
static size_t first_piece(const struct level *level, int64_t from_ns)
{
	size_t low = 0, high = level->pieces.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (piece_at(level, middle)->to_ns < from_ns)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

static size_t last_piece(const struct level *level, size_t first, int64_t to_ns)
{
	size_t low = first, high = level->pieces.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (piece_at(level, middle)->from_ns <= to_ns)
			low = middle + 1;
		else
			high = middle;
	}
	return low < level->pieces.count ? low + 1 : level->pieces.count;
}

static void visit_events(const struct graph_index *index, enum side side, size_t first, size_t end,
			 graph_visit *visit, void *context)
{
	struct replay replay = replay_from(index, side, first);

	while (replay.event < end && replay.event < index->events) {
		struct graph_item item = replay_next(&replay);

		visit(&item, context);
	}
}

bool graph_walk(const struct graph_index *index, enum side side, int64_t from_ns, int64_t to_ns,
		graph_visit *visit, void *context)
{
	const struct level *level = index->level;
	size_t first = first_piece(level, from_ns), end = last_piece(level, first, to_ns);

	if (index->events == 0)
		return true;
	if ((end - first) * PIECE <= EXACT_MOST) {
		visit_events(index, side, first * PIECE, end * PIECE, visit, context);
		return true;
	}
	while (end - first > ITEMS_MOST && level < &index->level[LEVELS - 1]) {
		level++;
		first = first_piece(level, from_ns);
		end = last_piece(level, first, to_ns);
	}
	for (size_t at = first; at < end; at++) {
		struct graph_item item = item_of_piece(index, level, at, side);

		visit(&item, context);
	}
	return false;
}

struct graph_item graph_at(const struct graph_index *index, enum side side, size_t event)
{
	struct graph_item item = {.first = event, .end = event};
	struct replay replay;

	spans_clear(item.span);
	if (event < index->base || event >= graph_index_events(index))
		return item;
	replay = replay_from(index, side, event - index->base);
	while (replay.event <= event - index->base)
		item = replay_next(&replay);
	return item;
}

int64_t graph_rtt_until(const struct graph_index *index, enum side side, size_t event)
{
	const struct stable_array *samples = &index->samples[side];
	size_t behind = first_sample(samples, event < index->base ? 0 : event - index->base + 1);

	return behind > 0 ? sample_at(samples, behind - 1)->rtt_ns : -1;
}
