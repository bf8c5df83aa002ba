/*
 * A scoreboard: what became of the bytes that one endpoint sent (the word of RFC 6675 §1).
 *
 * A half gets one when it sends more than its first SYN: a flood of SYNs need not pay for it.
 */
#ifndef TRACK_SCOREBOARD_H
#define TRACK_SCOREBOARD_H

#include <stdint.h>

#include "track/constants.h"
#include "track/ranges.h"

/* Right edges of the windows that the sender was offered, as a ring. */
struct edges {
	struct {
		int64_t time_ns, edge;
	} at[EDGES];
	unsigned count; /* ever offered; the newest is the one before it */
};

/* What the sender can know of its bytes' arrival. */
struct view {
	int64_t una;
	int64_t sacked_to; /* right edge of the highest SACK block; INT64_MIN where there is none */
	int64_t until;     /* the ACK that ended it: una after it */
	uint32_t dup_acks; /* ACKs that repeated una since it moved last */
};

/* The last views that held a complaint (dup ACK or SACK) when an ACK ended them, as a ring. */
struct views {
	struct view at[VIEWS];
	unsigned count; /* ever kept */
};

struct scoreboard {
	struct ranges sent;   /* bytes sent, each with the last event that carried them */
	struct ranges sacked; /* bytes above una that the peer reported by SACK */
	int64_t forgotten;    /* below it all counts as sent, and is no longer in ranges */
	struct views views;
	struct edges edges;
};

#endif
