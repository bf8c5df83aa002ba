/*
 * Memory that is given out piece by piece and taken back all at once, or piece by piece.
 *
 * Records that live as long as what they belong to come from large blocks, for which the kernel is
 * asked for huge pages: touching fresh memory page by page, or giving it back so, would cost more
 * than the tracking. Where the tracker forgets, each piece comes from the heap, to which it is
 * given back.
 */
#ifndef TCPLADDER_ARENA_H
#define TCPLADDER_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* the newest first */
	unsigned char *next;
	size_t left;
	size_t block_size; /* of the next block */
	bool by_pieces;    /* from the heap; set before the first piece */
	size_t in_use;     /* by pieces: bytes that were not given back */
};

struct arena arena_of(void);

/*
 * size bytes, undefined and aligned to 16, from a block to a line of the cache; good until
 * arena_free(), by pieces until they are given back. Never NULL.
 */
void *arena_alloc(struct arena *arena, size_t size);

/* Gives a piece of that size back. One that is not from the heap waits for arena_free(). */
void arena_give(struct arena *arena, void *piece, size_t size);

/* Gives back all but what was given out by pieces. */
void arena_free(struct arena *arena);

/* size bytes of zeros, on huge pages where they are worth it. Never NULL. */
void *huge_zero(size_t size);

/* Gives those back, by the same size. */
void huge_free(void *memory, size_t size);

#endif
