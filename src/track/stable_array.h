/*
 * An array that only grows at its end and whose elements never move.
 *
 * Elements lie in chunks, each twice as large as the one before: a flow of one segment costs one
 * small chunk, a flow of ten million is never copied, and an index finds its chunk by arithmetic.
 */
#ifndef TRACK_STABLE_ARRAY_H
#define TRACK_STABLE_ARRAY_H

#include <stddef.h>
#include <stdint.h>

struct stable_array {
	unsigned char **chunk;
	size_t count;
	uint32_t first; /* elements in the first chunk, a power of two */
	uint32_t size;  /* bytes of an element */
};

/* An empty array; nothing is allocated until the first push. */
struct stable_array stable_array_of(uint32_t element_size, uint32_t first);

/* A new element at the end, its bytes undefined; lent until stable_array_free(). Never NULL. */
void *stable_array_push(struct stable_array *array);

/* Forgets the last elements, so that count remain. Pointers to those that remain stay good. */
void stable_array_truncate(struct stable_array *array, size_t count);

/* The element at index, which must be below count. */
void *stable_array_at(const struct stable_array *array, size_t index);

void stable_array_free(struct stable_array *array);

#endif
