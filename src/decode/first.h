/*
 * First fragments whose rest has not come: segments of which the header is known, but not the
 * length, for that is the whole datagram's.
 *
 * Each waits until its datagram is whole, or until something shows that the rest does not come. How
 * many wait is bounded.
 */
#ifndef DECODE_FIRST_H
#define DECODE_FIRST_H

#include "decode/walk.h"

/* A frame adds at most PACKETS_MAX to those that were kept. */
enum { FIRSTS_KEPT = 32, FIRSTS_MAX = FIRSTS_KEPT + PACKETS_MAX };

struct first {
	struct packet packet;
	uint32_t id; /* of the datagram */
};

/* In the order in which they came; made by {0}. */
struct firsts {
	size_t count;
	struct first first[FIRSTS_MAX];
	struct first last; /* that was given up */
};

/* The content of a first fragment, at which the walk is: if it is TCP with its header, it waits. */
void firsts_add(struct firsts *firsts, const struct walk *walk, uint32_t id);

/* The datagram between the walk's addresses is whole: its first fragment is no segment of its own.
 */
void firsts_drop(struct firsts *firsts, const struct walk *walk, uint32_t id);

/*
 * Puts those of which the rest does not come before the count packets of a frame, for which there
 * is room for PACKETS_MAX; returns how many there are then. The rest does not come after a later
 * segment the same way (the second, of those in fragments, or the same bytes again), an ACK of the
 * bytes of a first fragment that way, or FRAGMENT_SECONDS.
 */
size_t firsts_release(struct firsts *firsts, int64_t now_ns, struct packet *packets, size_t count);

/* Nothing more comes at all: moves up to PACKETS_MAX of them to packets; how many. */
size_t firsts_rest(struct firsts *firsts, struct packet *packets);

#endif
