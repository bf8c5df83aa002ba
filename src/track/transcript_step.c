/* One direction's bytes in their order: what comes late, twice, or never. */
#include "track/transcript_step.h"

#include "tcpladder/error.h"
#include "tcpladder/seq.h"

#include <string.h>

enum {
	PATIENCE = 64,     /* events in which an acknowledged byte may come late to the capture */
	FAR_AWAY = 1 << 30 /* no window is larger (RFC 7323 §2.3) */
};

/* --- one direction --- */

static void emit(struct transcript *transcript, struct state *state, struct piece piece)
{
	state->pieces++;
	state->of_side[piece.side]++;
	state->lane[piece.side].next = piece.offset + (int64_t)piece.len;
	if (!transcript->collecting)
		return;
	if (transcript->block_count == transcript->block_room) {
		transcript->block_room = transcript->block_room * 2 + WAITING_MAX;
		transcript->block = memory_grow(transcript->block, transcript->block_room,
						sizeof(*transcript->block));
	}
	transcript->block[transcript->block_count++] = piece;
}

/* Says what is new in the piece, which does not begin beyond what was said. */
static void say(struct transcript *transcript, struct state *state, struct piece piece)
{
	int64_t known = state->lane[piece.side].next - piece.offset;

	if (known >= (int64_t)piece.len)
		return;
	piece.offset += known;
	piece.skip += (uint32_t)known;
	piece.len -= (uint64_t)known;
	emit(transcript, state, piece);
}

/* Says what waited for what has just come. */
static void drain(struct transcript *transcript, struct state *state, enum side side)
{
	struct lane *lane = &state->lane[side];
	uint32_t said = 0;

	while (said < lane->count && lane->waiting[said].offset <= lane->next)
		say(transcript, state, lane->waiting[said++]);
	lane->count -= said;
	memmove(lane->waiting, lane->waiting + said, lane->count * sizeof(*lane->waiting));
}

/* Bytes up to end will not come any more. */
static void give_up(struct transcript *transcript, struct state *state, enum side side, int64_t end)
{
	struct lane *lane = &state->lane[side];

	if (lane->count > 0 && lane->waiting[0].offset < end)
		end = lane->waiting[0].offset;
	if (end > lane->next)
		emit(transcript, state,
		     (struct piece){.offset = lane->next,
				    .len = (uint64_t)(end - lane->next),
				    .event = (uint32_t)state->event,
				    .side = side,
				    .missing = true});
	drain(transcript, state, side);
}

static void wait(struct transcript *transcript, struct state *state, struct piece piece)
{
	struct lane *lane = &state->lane[piece.side];
	uint32_t at;

	if (lane->count == WAITING_MAX)
		give_up(transcript, state, piece.side, INT64_MAX);
	at = lane->count++;
	for (; at > 0 && lane->waiting[at - 1].offset > piece.offset; at--)
		lane->waiting[at] = lane->waiting[at - 1];
	lane->waiting[at] = piece;
}

/* --- one event --- */

/* The byte that a sequence number names, near where the direction is. */
static int64_t byte_of(const struct transcript *transcript, const struct lane *lane, enum side side,
		       uint32_t seq)
{
	return seq_offset(transcript->base[side], lane->next + 1, seq) - 1;
}

static void take_data(struct transcript *transcript, struct state *state, const struct event *event)
{
	struct lane *lane = &state->lane[event->side];
	struct piece piece = {
		.len = event->len, .event = (uint32_t)state->event, .side = event->side};

	piece.offset = byte_of(transcript, lane, event->side,
			       event->seq + ((event->flags & TCP_SYN) != 0));
	if (!lane->begun)
		lane->next = piece.offset;
	lane->begun = true;
	if (piece.offset - lane->next > FAR_AWAY || lane->next - piece.offset > FAR_AWAY)
		return;
	if (event->flags & TCP_FIN)
		lane->end = piece.offset + event->len;
	if (event->len == 0)
		return;
	if (piece.offset > lane->next) {
		wait(transcript, state, piece);
	} else {
		say(transcript, state, piece);
		drain(transcript, state, piece.side);
	}
}

static enum side other(enum side side)
{
	return side == SIDE_A ? SIDE_B : SIDE_A;
}

static bool is_ack(const struct event *event)
{
	return (event->flags & TCP_ACK) && !(event->flags & TCP_RST);
}

/* Up to which byte the event says that all has arrived, where that is news. */
static int64_t acked_by(const struct transcript *transcript, const struct lane *lane,
			const struct event *event)
{
	int64_t acked = byte_of(transcript, lane, other(event->side), event->ack);

	if (acked > lane->end)
		acked = lane->end;
	return acked > lane->acked && acked - lane->next <= FAR_AWAY ? acked : lane->acked;
}

/* One byte more than was seen may be a FIN that was not captured, and no data. */
static bool is_missing(const struct lane *lane, int64_t acked)
{
	int64_t more = acked - lane->next;

	return more > 1 || (more == 1 && (lane->count > 0 || lane->end != INT64_MAX));
}

/* Whether one of the next events brings the byte that comes next. */
static bool comes_late(const struct transcript *transcript, const struct state *state,
		       enum side side)
{
	const struct lane *lane = &state->lane[side];

	for (size_t i = state->event + 1; i < transcript->end && i <= state->event + PATIENCE;
	     i++) {
		const struct event *event = flow_event(transcript->flow, i);
		int64_t first = byte_of(transcript, lane, side, event->seq);

		if (event->side == side && event->len > 0 && first <= lane->next &&
		    first + event->len > lane->next)
			return true;
	}
	return false;
}

static void take_ack(struct transcript *transcript, struct state *state, const struct event *event)
{
	enum side side = other(event->side);
	struct lane *lane = &state->lane[side];

	if (!lane->begun)
		lane->next = byte_of(transcript, lane, side, event->ack);
	lane->begun = true;
	lane->acked = acked_by(transcript, lane, event);
	while (is_missing(lane, lane->acked) && !comes_late(transcript, state, side))
		give_up(transcript, state, side, lane->acked);
}

bool transcript_must_wait(const struct transcript *transcript, const struct state *state)
{
	const struct event *event = flow_event(transcript->flow, state->event);
	const struct lane *lane = &state->lane[other(event->side)];

	if (transcript->last || state->event + PATIENCE < transcript->end || !is_ack(event))
		return false;
	return lane->begun && is_missing(lane, acked_by(transcript, lane, event));
}

void transcript_step(struct transcript *transcript, struct state *state)
{
	const struct event *event = flow_event(transcript->flow, state->event);

	/* Damaged bytes did not get to anybody. */
	if (!event_has(event, NOTE_CORRUPT)) {
		/* Who answers has read what he acknowledges. */
		if (is_ack(event))
			take_ack(transcript, state, event);
		take_data(transcript, state, event);
	}
	state->event++;
}

void transcript_finish(struct transcript *transcript, struct state *state)
{
	state->event--;
	for (enum side side = SIDE_A; side <= SIDE_B; side++) {
		struct lane *lane = &state->lane[side];

		while (lane->count > 0)
			give_up(transcript, state, side, INT64_MAX);
		if (is_missing(lane, lane->acked))
			give_up(transcript, state, side, lane->acked);
	}
	state->event++;
	state->finished = true;
}
