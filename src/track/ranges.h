/*
 * Ranges of sequence space, each with the event that covered it last.
 *
 * The ranges are disjoint and in order. As long as each lies behind all others, as in a flow that
 * goes well, they form a queue. One that does not makes them a treap, until all are dropped: a
 * search tree balanced by random priorities, so that nothing that a capture holds can make an
 * operation slower than O(log n), the change from queue to tree shared among those queued.
 */
#ifndef TRACK_RANGES_H
#define TRACK_RANGES_H

#include <stddef.h>
#include <stdint.h>

struct range {
	int64_t from; /* offset of the first byte */
	int64_t to;   /* one past the last */
	uint32_t event;
};

struct range_node;

struct ranges {
	struct range *queue; /* a ring that holds all while root is 0 */
	uint32_t head, queue_room;
	struct range_node *node; /* node[0] stands for none */
	uint32_t used, room;     /* of node[] */
	uint32_t unused;         /* head of the list of nodes given back */
	uint32_t root;
	uint32_t first, last; /* where most questions end; 0 for none */
	uint32_t count;
	uint32_t random;
};

/* No range at all; nothing is allocated until the first put. seed makes priorities unguessable. */
struct ranges ranges_of(uint32_t seed);
void ranges_free(struct ranges *ranges);

/* Covers [from, to), which must not be empty; what lay there before is replaced, byte by byte. */
void ranges_put(struct ranges *ranges, struct range range);

/* The first range that ends after the offset (it may contain it); NULL where there is none. */
const struct range *ranges_after(const struct ranges *ranges, int64_t offset);

/* The first and last; NULL where there is none. Pointers are good until the next change. */
const struct range *ranges_first(const struct ranges *ranges);
const struct range *ranges_last(const struct ranges *ranges);

/* Asks for the memory of the first ones and of the next, which will soon be looked at. */
void ranges_fetch(const struct ranges *ranges);

/* How many bytes of [from, to) lie in ranges. */
int64_t ranges_covered(const struct ranges *ranges, int64_t from, int64_t to);

/* How many bytes they take. */
size_t ranges_size(const struct ranges *ranges);

/* Forgets the first range; there must be one. */
void ranges_drop_first(struct ranges *ranges);

#endif
