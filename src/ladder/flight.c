/* Times at both ends from the time of capture. */
#include "ladder/flight.h"

/*
 * A's response time is that from the capture to B and back (flow.h). Without the handshake it may
 * have been spent thinking, and none of it on the way.
 */
static void estimate(struct flight *flight, const struct flow_summary *flow, enum side side)
{
	enum side sender = side == SIDE_A ? SIDE_B : SIDE_A;
	bool known = flow->vantage != VANTAGE_UNKNOWN;
	int64_t round_ns = known ? flow->half[sender].fastest_ns : 0;

	flight->end[side] = round_ns > 0 ? END_ESTIMATED : END_UNKNOWN;
	flight->way_ns[side] = round_ns / 2;
}

struct flight flight_of(const struct flow_summary *flow)
{
	struct flight flight = {{0, 0}, {END_MEASURED, END_MEASURED}};

	if (flow->vantage != VANTAGE_AT_A)
		estimate(&flight, flow, SIDE_A);
	if (flow->vantage != VANTAGE_AT_B)
		estimate(&flight, flow, SIDE_B);
	return flight;
}

int64_t flight_leaves(const struct flight *flight, const struct event *event)
{
	return event->time_ns - flight->way_ns[event->side];
}

int64_t flight_lands(const struct flight *flight, const struct event *event)
{
	return event->time_ns + flight->way_ns[event->side == SIDE_A ? SIDE_B : SIDE_A];
}

int64_t flight_whole(const struct flight *flight)
{
	return flight->way_ns[SIDE_A] + flight->way_ns[SIDE_B];
}
