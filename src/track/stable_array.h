/*
 * An array that only grows at its end and whose elements never move.
 *
 * Elements lie in chunks from an arena. Chunks double until they hold CHUNK elements and are of
 * that size from then on: a flow of one segment costs little, a flow of ten million is never
 * copied, and an index finds its chunk by arithmetic.
 */
#ifndef TRACK_STABLE_ARRAY_H
#define TRACK_STABLE_ARRAY_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "track/arena.h"

struct stable_array {
	unsigned char **chunk; /* the arena's too */
	size_t count;
	uint32_t size;   /* bytes of an element */
	uint32_t chunks; /* allocated */
};

enum {
	STABLE_FIRST_LOG = 0, /* the first chunk holds 1 */
	STABLE_DOUBLINGS = 6, /* then 2, 4, 8, 16, 32 */
	STABLE_CHUNK_LOG = STABLE_FIRST_LOG + STABLE_DOUBLINGS,
	STABLE_DOUBLED = ((1 << STABLE_DOUBLINGS) - 1) << STABLE_FIRST_LOG /* in all those */
};

/* An empty array; nothing is allocated until the first push. */
struct stable_array stable_array_of(uint32_t element_size);

/* A new element at the end, its bytes undefined; lent as long as the arena. Never NULL. */
void *stable_array_push(struct stable_array *array, struct arena *arena);

/* Forgets the last elements, so that count remain; their memory waits for the next ones. */
void stable_array_truncate(struct stable_array *array, size_t count);

/* The element at index, which must be below count. */
static inline void *stable_array_at(const struct stable_array *array, size_t index)
{
	size_t scaled = (index >> STABLE_FIRST_LOG) + 1, within = index;
	unsigned chunk;

	assert(index < array->count);
	if (index >= STABLE_DOUBLED) {
		within -= STABLE_DOUBLED;
		chunk = STABLE_DOUBLINGS + (unsigned)(within >> STABLE_CHUNK_LOG);
		within &= (1u << STABLE_CHUNK_LOG) - 1;
	} else {
		chunk = 63 - (unsigned)__builtin_clzll(scaled);
		within -= (((size_t)1 << chunk) - 1) << STABLE_FIRST_LOG;
	}
	return array->chunk[chunk] + within * array->size;
}

#endif
