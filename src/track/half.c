/* The scoreboard and the round-trip estimate of a half. */
#include "track/half.h"

#define NOTHING_ELSE                                                                               \
	.forgotten = INT64_MIN, .asked = EVENT_NONE, .beyond = EVENT_NONE, .copy = EVENT_NONE,     \
	.ended = EVENT_NONE, .handshake_ns = -1

/* Shared by all that have none of their own; never written on. */
static const struct scoreboard silent = {NOTHING_ELSE};
static const struct scoreboard syn_sent = {.nxt = 1, .whole = 1, NOTHING_ELSE};
static const struct scoreboard syn_acked = {.nxt = 1, .whole = 1, .una = 1, NOTHING_ELSE};

void half_init(struct half *half)
{
	half->board = &silent;
	half->first_syn = half->last_event = half->progress = EVENT_NONE;
}

void half_make_board(struct half *half, struct arena *arena)
{
	uint32_t seed = (uint32_t)(uintptr_t)half ^ half->base;
	struct scoreboard *board = arena_alloc(arena, sizeof(*board));

	*board = *half->board;
	board->sent = ranges_of(seed * 0x9e3779b9u);
	board->sacked = ranges_of(~seed * 0x9e3779b9u);
	if (half_syn(half) != EVENT_NONE)
		ranges_put(&board->sent, (struct range){0, 1, half_syn(half)});
	half->board = board;
	half->own_board = true;
}

void half_begin(struct half *half, struct arena *arena, int64_t offset)
{
	struct scoreboard *board;

	if (offset == 0 && half->board == &silent)
		return;
	board = half_board(half, arena);
	board->nxt = board->una = board->whole = offset;
}

void half_send_syn(struct half *half, uint32_t event)
{
	half->first_syn = event;
	if (half->board == &silent)
		half->board = &syn_sent;
}

void half_skip_syn(struct half *half)
{
	struct scoreboard *board;

	if (!half->own_board) {
		half->board = &syn_sent;
		return;
	}
	board = half_board(half, NULL);
	board->nxt = board->whole = 1;
}

void half_acknowledge(struct half *half, struct arena *arena, int64_t offset)
{
	if (offset == 1 && half->board == &syn_sent)
		half->board = &syn_acked;
	else
		half_board(half, arena)->una = offset;
}

void half_raise_nxt(struct half *half, struct arena *arena, int64_t to)
{
	if (to > half->board->nxt)
		half_board(half, arena)->nxt = to;
}

void half_extend_whole(struct half *half, struct arena *arena, int64_t to)
{
	int64_t whole = to > half->board->whole ? to : half->board->whole;
	const struct range *next;

	/* None lies beyond SND.NXT. */
	while (whole < half->board->nxt && (next = ranges_after(half_sent(half), whole)) != NULL &&
	       next->from <= whole)
		whole = next->to;
	if (whole > half->board->whole)
		half_board(half, arena)->whole = whole;
}

void half_release(struct half *half, struct arena *arena)
{
	if (half->own_board) {
		struct scoreboard *board = half_board(half, NULL);

		ranges_free(&board->sent);
		ranges_free(&board->sacked);
		arena_give(arena, board->edges, sizeof(*board->edges));
		arena_give(arena, board->views, sizeof(*board->views));
		arena_give(arena, board, sizeof(*board));
	}
	half->own_board = false;
	half->board = &silent;
}

void half_forget_ranges(struct half *half, uint32_t most)
{
	struct scoreboard *board;

	if (!half->own_board)
		return;
	board = half_board(half, NULL);
	for (; board->sent.count > most; ranges_drop_first(&board->sent))
		board->forgotten = ranges_first(&board->sent)->to;
	if (most > 0)
		return;
	ranges_free(&board->sent);
	ranges_free(&board->sacked);
}

int64_t half_rto_ns(const struct half *half)
{
	int64_t rto = half->board->srtt_ns + 4 * half->board->rttvar_ns;

	if (half->board->srtt_ns == 0)
		return RTO_FIRST_NS;
	return rto > RTO_FLOOR_NS ? rto : RTO_FLOOR_NS;
}

void half_sample(struct half *half, struct arena *arena, int64_t rtt_ns)
{
	struct scoreboard *board = half_board(half, arena);
	int64_t error;

	if (rtt_ns <= 0 || rtt_ns > RTT_MOST_NS)
		return;
	if (board->fastest_ns == 0 || rtt_ns < board->fastest_ns)
		board->fastest_ns = rtt_ns;
	if (board->srtt_ns == 0) {
		board->srtt_ns = rtt_ns;
		board->rttvar_ns = rtt_ns / 2;
		return;
	}
	error = board->srtt_ns - rtt_ns;
	board->rttvar_ns += ((error < 0 ? -error : error) - board->rttvar_ns) / 4;
	board->srtt_ns -= error / 8;
}

void half_sample_handshake(struct half *half, struct arena *arena, int64_t rtt_ns)
{
	half_board(half, arena)->handshake_ns = rtt_ns;
	half_sample(half, arena, rtt_ns);
}

int64_t half_seen(const struct half *half, int64_t from, int64_t to)
{
	int64_t forgotten = half->board->forgotten, old = 0;

	if (from < forgotten) {
		int64_t end = to < forgotten ? to : forgotten;

		old = end - from;
		from = end;
	}
	return from < to ? old + ranges_covered(half_sent(half), from, to) : old;
}

struct view half_view(const struct half *half)
{
	const struct range *last = ranges_last(half_sacked(half));

	return (struct view){
		.una = half->board->una,
		.sacked_to = last ? last->to : INT64_MIN,
		.dup_acks = half->board->dup_acks,
	};
}

void half_forget_numbers(struct half *half, struct arena *arena)
{
	half_release(half, arena);
	half->first_syn = EVENT_NONE;
	half->have_base = half->have_isn = half->have_una = half->have_early_ack = false;
}
