/* The round-trip estimate of a half. */
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

void half_forget_numbers(struct half *half)
{
	ranges_free(&half->sent);
	ranges_free(&half->sacked);
	half->have_base = half->have_isn = half->have_una = half->have_early_ack = false;
}
