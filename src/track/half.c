/* The scoreboard and the round-trip estimate of a half. */
#include "track/half.h"

int64_t half_rto_ns(const struct half *half)
{
	int64_t rto = half->srtt_ns + 4 * half->rttvar_ns;

	if (half->srtt_ns == 0)
		return RTO_FIRST_NS;
	return rto > RTO_FLOOR_NS ? rto : RTO_FLOOR_NS;
}

void half_sample(struct half *half, int64_t rtt_ns)
{
	int64_t error;

	if (rtt_ns <= 0)
		return;
	if (half->fastest_ns == 0 || rtt_ns < half->fastest_ns)
		half->fastest_ns = rtt_ns;
	if (half->srtt_ns == 0) {
		half->srtt_ns = rtt_ns;
		half->rttvar_ns = rtt_ns / 2;
		return;
	}
	error = half->srtt_ns - rtt_ns;
	half->rttvar_ns += ((error < 0 ? -error : error) - half->rttvar_ns) / 4;
	half->srtt_ns -= error / 8;
}

static const struct ranges nothing;

struct scoreboard *half_board(struct half *half, struct arena *arena)
{
	uint32_t seed = (uint32_t)(uintptr_t)half ^ half->base;

	if (half->board)
		return half->board;
	half->board = arena_alloc(arena, sizeof(*half->board));
	*half->board = (struct scoreboard){
		.sent = ranges_of(seed * 0x9e3779b9u),
		.sacked = ranges_of(~seed * 0x9e3779b9u),
		.forgotten = INT64_MIN,
	};
	if (half->syn != EVENT_NONE)
		ranges_put(&half->board->sent, (struct range){0, 1, half->syn});
	return half->board;
}

void half_release(struct half *half)
{
	if (!half->board)
		return;
	ranges_free(&half->board->sent);
	ranges_free(&half->board->sacked);
	half->board = NULL;
}

const struct ranges *half_sent(const struct half *half)
{
	return half->board ? &half->board->sent : &nothing;
}

const struct ranges *half_sacked(const struct half *half)
{
	return half->board ? &half->board->sacked : &nothing;
}

int64_t half_seen(const struct half *half, int64_t from, int64_t to)
{
	int64_t old = 0;

	if (!half->board)
		return 0;
	if (from < half->board->forgotten) {
		int64_t end = to < half->board->forgotten ? to : half->board->forgotten;

		old = end - from;
		from = end;
	}
	return from < to ? old + ranges_covered(&half->board->sent, from, to) : old;
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

void half_forget_numbers(struct half *half)
{
	half_release(half);
	half->syn = EVENT_NONE;
	half->have_base = half->have_isn = half->have_una = half->have_early_ack = false;
}
