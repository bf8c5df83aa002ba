/*
 * An array that only grows at its end and whose elements never move.
 *
 * Elements lie in chunks from an arena. The first chunk holds one element; they double until they
 * hold STABLE_CHUNK and are of that size from then on: a flow of one segment costs little, a flow
 * of ten million is never copied, and an index finds its chunk by arithmetic. A single chunk needs
 * no directory. Chunks can be given up, those at the beginning or any but the last: the other
 * elements keep their indices.
 */
#ifndef TCPLADDER_STABLE_ARRAY_H
#define TCPLADDER_STABLE_ARRAY_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tcpladder/arena.h"

struct stable_array {
	union {
		unsigned char *only;   /* with room 0: the chunk, NULL for none */
		unsigned char **chunk; /* else the chunks from the first that is kept on */
	};
	uint32_t count;
	uint32_t chunks; /* ever allocated */
	uint32_t gone;   /* of them, given up at the beginning */
	uint16_t size;   /* bytes of an element */
	uint8_t room;    /* for so many chunks, as a power of two */
};

enum { STABLE_CHUNK_LOG = 6, STABLE_CHUNK = 1 << STABLE_CHUNK_LOG };

/* An empty array; nothing is allocated until the first push. */
struct stable_array stable_array_of(uint16_t element_size);

/* Forgets the last elements, so that count remain; their memory waits for the next ones. */
void stable_array_truncate(struct stable_array *array, size_t count);

/* Where an element lies: in which chunk, and which of that chunk it is. */
struct stable_place {
	size_t chunk;
	size_t within;
};

/* Counted from 1, chunks begin at powers of two, and from STABLE_CHUNK on at its multiples. */
static inline struct stable_place stable_array_place(size_t index)
{
	size_t nth = index + 1, chunk;

	if (nth >= STABLE_CHUNK)
		return (struct stable_place){(nth >> STABLE_CHUNK_LOG) + STABLE_CHUNK_LOG - 1,
					     nth % STABLE_CHUNK};
	chunk = 63 - (unsigned)__builtin_clzll(nth);
	return (struct stable_place){chunk, nth - ((size_t)1 << chunk)};
}

/* The first index in a chunk. */
static inline size_t stable_array_chunk_start(size_t chunk)
{
	if (chunk > STABLE_CHUNK_LOG)
		return ((chunk - STABLE_CHUNK_LOG + 1) << STABLE_CHUNK_LOG) - 1;
	return ((size_t)1 << chunk) - 1;
}

/* The first index that was not given up at the beginning. */
static inline size_t stable_array_first(const struct stable_array *array)
{
	return array->gone == 0 ? 0 : stable_array_chunk_start(array->gone);
}

/* Gives up the chunks at the beginning that lie before the index as a whole. */
void stable_array_cut(struct stable_array *array, struct arena *arena, size_t before);

/* Gives up one chunk, wherever it lies; its indices are not to be asked for any more. */
void stable_array_drop(struct stable_array *array, struct arena *arena, size_t chunk);

/* Where the chunks are, from the first that is kept on. */
static inline unsigned char *const *stable_array_chunks(const struct stable_array *array)
{
	return array->room == 0 ? &array->only : array->chunk;
}

/* Whether the chunk is still there; it must have been there. */
static inline bool stable_array_has(const struct stable_array *array, size_t chunk)
{
	return chunk >= array->gone && stable_array_chunks(array)[chunk - array->gone];
}

/* Asks for the memory of where the last chunk is, soon to be looked at; there must be one. */
static inline void stable_array_fetch_last_chunk(const struct stable_array *array)
{
	__builtin_prefetch(&stable_array_chunks(array)[array->chunks - array->gone - 1]);
}

/* Gives back everything. */
void stable_array_free(struct stable_array *array, struct arena *arena);

/* What lies at a place that is not given up. */
static inline void *stable_array_in(const struct stable_array *array, struct stable_place place)
{
	assert(place.chunk >= array->gone);
	return stable_array_chunks(array)[place.chunk - array->gone] + place.within * array->size;
}

/* The element at index, which must be below count and not given up. */
static inline void *stable_array_at(const struct stable_array *array, size_t index)
{
	assert(index < array->count);
	return stable_array_in(array, stable_array_place(index));
}

/* Makes room for the elements of one more chunk. */
void stable_array_grow(struct stable_array *array, struct arena *arena);

/* A new element at the end, its bytes undefined; lent until it is given up. Never NULL. */
static inline void *stable_array_push(struct stable_array *array, struct arena *arena)
{
	struct stable_place place = stable_array_place(array->count);

	if (place.chunk == array->chunks)
		stable_array_grow(array, arena);
	array->count++;
	return stable_array_in(array, place);
}

/* The same, of zeros. */
static inline void *stable_array_push_zero(struct stable_array *array, struct arena *arena)
{
	return memset(stable_array_push(array, arena), 0, array->size);
}

#endif
