/*
 * How long segments are on their way between the capture and either end.
 *
 * One capture knows the time at one point. What lies beyond it takes half of the shortest time in
 * which an answer came back from there: an estimate, and named so wherever it is drawn.
 */
#ifndef LADDER_FLIGHT_H
#define LADDER_FLIGHT_H

#include "tcpladder/flow.h"

enum end_time {
	END_MEASURED,  /* the capture was taken there */
	END_ESTIMATED, /* from half of a round trip */
	END_UNKNOWN    /* nothing tells: taken as no way at all */
};

struct flight {
	int64_t way_ns[2]; /* from the capture to A and to B */
	enum end_time end[2];
};

struct flight flight_of(const struct flow_summary *flow);

/* When it left its sender, and when it reached the other end. */
int64_t flight_leaves(const struct flight *flight, const struct event *event);
int64_t flight_lands(const struct flight *flight, const struct event *event);

/* From one end to the other. */
int64_t flight_whole(const struct flight *flight);

#endif
