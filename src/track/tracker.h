/*
 * What the two files of the tracker share: tracker.c finds the flow of a packet, forget.c gives up
 * the oldest where there is a bound.
 */
#ifndef TRACK_TRACKER_H
#define TRACK_TRACKER_H

#include "track/table.h"

struct tracker {
	struct arena arena;
	struct stable_array flows; /* struct flow */
	struct table table;
	size_t most;     /* bytes, beyond which the oldest is given up; 0 for no bound */
	size_t full;     /* bytes, beyond which to look for what can be given up */
	size_t dropped;  /* flows that were given up */
	uint64_t lapsed; /* segments of those */
	uint64_t events; /* that were given up, theirs and others' */
	uint32_t newest; /* frame */
	int64_t start_ns;
	uint32_t held_count;
	size_t held[TRACKER_HELD]; /* flows */
};

#endif
