/* Pieces of what was said, worked out block by block. */
#include "track/transcript_step.h"

#include "tcpladder/error.h"

#include <stdlib.h>

enum {
	BLOCK = 4096,       /* pieces between two states that are kept */
	EVENTS_MOST = 16384 /* or events, where few of them make pieces */
};

/* The states stay where they are: there are thousands of them in a long flow. */
static void keep_now(struct transcript *transcript)
{
	struct state *state = memory_alloc(sizeof(*state));

	if (transcript->kept_count == transcript->kept_room) {
		transcript->kept_room = transcript->kept_room * 2 + 1;
		transcript->kept = memory_grow(transcript->kept, transcript->kept_room,
					       sizeof(*transcript->kept));
	}
	*state = transcript->now;
	transcript->kept[transcript->kept_count++] = state;
}

struct transcript *transcript_new(const struct flow *flow)
{
	struct transcript *transcript = memory_zero(1, sizeof(*transcript));
	struct flow_summary summary = flow_summary(flow);

	transcript->flow = flow;
	transcript->now.event = flow_first(flow);
	transcript->from = SIZE_MAX;
	for (int side = 0; side < 2; side++) {
		transcript->base[side] = summary.half[side].base;
		transcript->now.lane[side] = (struct lane){
			.end = INT64_MAX,
			.begun = summary.half[side].have_isn && flow_first(flow) == 0,
		};
	}
	keep_now(transcript);
	return transcript;
}

void transcript_free(struct transcript *transcript)
{
	if (!transcript)
		return;
	for (size_t i = 0; i < transcript->kept_count; i++)
		free(transcript->kept[i]);
	free(transcript->kept);
	free(transcript->block);
	free(transcript);
}

/* --- all --- */

static void keep(struct transcript *transcript)
{
	const struct state *now = &transcript->now;
	const struct state *last = transcript->kept[transcript->kept_count - 1];

	if (now->pieces - last->pieces >= BLOCK || now->event - last->event >= EVENTS_MOST)
		keep_now(transcript);
}

bool transcript_take(struct transcript *transcript, size_t end, bool last, size_t most)
{
	struct state *now = &transcript->now;

	transcript->end = end;
	transcript->last = last;
	for (; most > 0 && now->event < end && !transcript_must_wait(transcript, now); most--) {
		transcript_step(transcript, now);
		keep(transcript);
	}
	if (last && now->event == end && end > 0 && !now->finished)
		transcript_finish(transcript, now);
	return now->event < end && !transcript_must_wait(transcript, now);
}

size_t transcript_events(const struct transcript *transcript)
{
	return transcript->now.event;
}

size_t transcript_pieces(const struct transcript *transcript)
{
	return transcript->now.pieces;
}

/* The kept state behind which the piece comes. */
static size_t find_kept(const struct transcript *transcript, size_t index)
{
	size_t low = 0, high = transcript->kept_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (transcript->kept[middle]->pieces <= index)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Works out the pieces from a kept state on to the next. */
static void fill_block(struct transcript *transcript, size_t from)
{
	bool last = from + 1 == transcript->kept_count;
	size_t end = last ? transcript->now.event : transcript->kept[from + 1]->event;
	struct state state = *transcript->kept[from];

	transcript->block_count = 0;
	transcript->from = from;
	transcript->collecting = true;
	while (state.event < end)
		transcript_step(transcript, &state);
	if (last && transcript->now.finished && !state.finished)
		transcript_finish(transcript, &state);
	transcript->collecting = false;
}

/* Makes the block behind a kept state the one that is at hand, with at least so many pieces. */
static void open_block(struct transcript *transcript, size_t from, size_t pieces)
{
	if (transcript->from != from || pieces > transcript->block_count)
		fill_block(transcript, from);
}

bool transcript_piece(struct transcript *transcript, size_t index, struct piece *piece)
{
	size_t from, at;

	if (index >= transcript->now.pieces)
		return false;
	from = find_kept(transcript, index);
	at = index - transcript->kept[from]->pieces;
	open_block(transcript, from, at + 1);
	/* A label that came by hindsight may have taken a piece away. */
	if (at >= transcript->block_count)
		return false;
	*piece = transcript->block[at];
	return true;
}

/* --- one side's --- */

static const struct state *end_of_block(const struct transcript *transcript, size_t from)
{
	return from + 1 < transcript->kept_count ? transcript->kept[from + 1] : &transcript->now;
}

static bool block_has(const struct transcript *transcript, size_t from, enum side side)
{
	return end_of_block(transcript, from)->of_side[side] >
	       transcript->kept[from]->of_side[side];
}

/* Opens the block if it has any of the side; how many pieces of it there are to look at. */
static size_t pieces_to_look_at(struct transcript *transcript, size_t from, enum side side)
{
	size_t pieces = end_of_block(transcript, from)->pieces - transcript->kept[from]->pieces;

	if (!block_has(transcript, from, side))
		return 0;
	open_block(transcript, from, pieces);
	return transcript->block_count < pieces ? transcript->block_count : pieces;
}

bool transcript_next(struct transcript *transcript, enum side side, size_t *index)
{
	for (size_t from = find_kept(transcript, *index); from < transcript->kept_count; from++) {
		size_t begin = transcript->kept[from]->pieces;
		size_t end = pieces_to_look_at(transcript, from, side);

		for (size_t at = *index > begin ? *index - begin : 0; at < end; at++) {
			if (transcript->block[at].side != side)
				continue;
			*index = begin + at;
			return true;
		}
	}
	return false;
}

bool transcript_before(struct transcript *transcript, enum side side, size_t *index)
{
	for (size_t from = find_kept(transcript, *index) + 1; from-- > 0;) {
		size_t begin = transcript->kept[from]->pieces;
		size_t end = pieces_to_look_at(transcript, from, side);

		for (size_t at = *index - begin < end ? *index - begin : end; at-- > 0;) {
			if (transcript->block[at].side != side)
				continue;
			*index = begin + at;
			return true;
		}
	}
	return false;
}
