/* The round-trip estimate of a half. */
#include "track/half.h"

enum { RTO_FIRST_MS = 1000, RTO_FLOOR_MS = 200 };

static const int64_t ns_per_ms = 1000000;

int64_t half_rto_ns(const struct half *half)
{
	int64_t rto = half->srtt_ns + 4 * half->rttvar_ns;

	if (half->srtt_ns == 0)
		return RTO_FIRST_MS * ns_per_ms;
	return rto > RTO_FLOOR_MS * ns_per_ms ? rto : RTO_FLOOR_MS * ns_per_ms;
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
