/* Large blocks on huge pages, or the heap. */
#include "tcpladder/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "tcpladder/error.h"

enum { ALIGNMENT = 64, FIRST_BLOCK = 1 << 16, HUGE_PAGE = 1 << 21, LARGEST_BLOCK = 1 << 23 };

enum { HEAP_ALIGNMENT = 16, HEAP_PIECE = 16 }; /* what the heap itself needs for a piece */

struct arena_block {
	struct arena_block *older;
	size_t size;
};

struct arena arena_of(void)
{
	return (struct arena){.block_size = FIRST_BLOCK};
}

/* A small capture must not cost megabytes, so blocks begin small and grow. */
static void add_block(struct arena *arena, size_t least)
{
	size_t size = arena->block_size;
	size_t page = size >= HUGE_PAGE ? (size_t)HUGE_PAGE : 4096;
	struct arena_block *block;

	while (size < least + 2 * ALIGNMENT)
		size *= 2;
	block = aligned_alloc(page, size);
	if (!block)
		die("no memory left");
	if (size >= HUGE_PAGE)
		madvise(block, size, MADV_HUGEPAGE); /* a wish: without it all works, slower */
	*block = (struct arena_block){arena->blocks, size};
	arena->blocks = block;
	arena->next = (unsigned char *)block + ALIGNMENT;
	arena->left = size - ALIGNMENT;
	if (arena->block_size < LARGEST_BLOCK)
		arena->block_size *= 2;
}

static size_t rounded(size_t size, size_t alignment)
{
	return (size + alignment - 1) & ~(alignment - 1);
}

static size_t piece_size(size_t size)
{
	return rounded(size, HEAP_ALIGNMENT) + HEAP_PIECE;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t need = rounded(size, ALIGNMENT);
	void *memory;

	if (arena->by_pieces) {
		arena->in_use += piece_size(size);
		return memory_alloc(size);
	}
	if (need > arena->left)
		add_block(arena, need);
	memory = arena->next;
	arena->next += need;
	arena->left -= need;
	return memory;
}

void arena_give(struct arena *arena, void *piece, size_t size)
{
	if (!arena->by_pieces || !piece)
		return;
	arena->in_use -= piece_size(size);
	free(piece);
}

void arena_free(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->older;
		free(block);
	}
	*arena = arena_of();
}

void *huge_zero(size_t size)
{
	unsigned char *memory = memory_zero(1, size);
	uintptr_t first = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
	uintptr_t end = (uintptr_t)memory + size;

	if (first + HUGE_PAGE <= end)
		madvise((void *)first, end - first, MADV_HUGEPAGE);
	return memory;
}
