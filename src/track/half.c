/* The scoreboard and the round-trip estimate of a half. */
#include "track/half.h"

const struct scoreboard half_nothing = {
	.forgotten = INT64_MIN,
	.asked = EVENT_NONE,
	.beyond = EVENT_NONE,
	.copy = EVENT_NONE,
};

void half_init(struct half *half, const struct endpoint *endpoint)
{
	half->endpoint = *endpoint;
	half->board = &half_nothing;
	half->syn = half->last_event = half->progress = EVENT_NONE;
}

void half_make_board(struct half *half, struct arena *arena)
{
	uint32_t seed = (uint32_t)(uintptr_t)half ^ half->base;
	struct scoreboard *board = arena_alloc(arena, sizeof(*board));

	*board = half_nothing;
	board->sent = ranges_of(seed * 0x9e3779b9u);
	board->sacked = ranges_of(~seed * 0x9e3779b9u);
	if (half->syn != EVENT_NONE)
		ranges_put(&board->sent, (struct range){0, 1, half->syn});
	half->board = board;
}

void half_release(struct half *half, struct arena *arena)
{
	struct scoreboard *board;

	if (half->board == &half_nothing)
		return;
	board = half_board(half, NULL);
	ranges_free(&board->sent);
	ranges_free(&board->sacked);
	arena_give(arena, board, sizeof(*board));
	half->board = &half_nothing;
}

void half_forget_ranges(struct half *half, uint32_t most)
{
	struct scoreboard *board;

	if (half->board == &half_nothing)
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
	int64_t error = board->srtt_ns - rtt_ns;

	if (rtt_ns <= 0)
		return;
	if (board->fastest_ns == 0 || rtt_ns < board->fastest_ns)
		board->fastest_ns = rtt_ns;
	if (board->srtt_ns == 0) {
		board->srtt_ns = rtt_ns;
		board->rttvar_ns = rtt_ns / 2;
		return;
	}
	board->rttvar_ns += ((error < 0 ? -error : error) - board->rttvar_ns) / 4;
	board->srtt_ns -= error / 8;
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
		.una = half->una,
		.sacked_to = last ? last->to : INT64_MIN,
		.dup_acks = half->dup_acks,
	};
}

void half_forget_numbers(struct half *half, struct arena *arena)
{
	half_release(half, arena);
	half->syn = EVENT_NONE;
	half->have_base = half->have_isn = half->have_una = half->have_early_ack = false;
}
