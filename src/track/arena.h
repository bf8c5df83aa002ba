/*
 * Memory that is given out piece by piece and taken back all at once.
 *
 * The tracker's records live as long as it does. They come from large blocks for which the kernel
 * is asked for huge pages: touching fresh memory page by page would cost more than the tracking.
 */
#ifndef TRACK_ARENA_H
#define TRACK_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* the newest first */
	unsigned char *next;
	size_t left;
	size_t block_size; /* of the next block */
};

struct arena arena_of(void);

/* size bytes, aligned to 16 and undefined, good until arena_free(). Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

void arena_free(struct arena *arena);

/* size bytes of zeros, on huge pages where they are worth it; the caller frees with free(). */
void *huge_zero(size_t size);

#endif
