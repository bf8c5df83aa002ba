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

static size_t rounded(size_t size, size_t alignment)
{
	return (size + alignment - 1) & ~(alignment - 1);
}

/*
 * Straight from the kernel, which gives huge pages only where address and size are whole ones: so
 * it asks for one more, and what lies around the whole ones goes back.
 */
static void *map_huge(size_t size)
{
	size_t all = size + HUGE_PAGE, before;
	char *memory = mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		die("no memory left");
	before = rounded((uintptr_t)memory, HUGE_PAGE) - (uintptr_t)memory;
	if (before > 0)
		munmap(memory, before);
	munmap(memory + before + size, HUGE_PAGE - before);
	madvise(memory + before, size, MADV_HUGEPAGE); /* a wish: without it all works, slower */
	return memory + before;
}

void *huge_zero(size_t size)
{
	return size < HUGE_PAGE ? memory_zero(1, size) : map_huge(rounded(size, HUGE_PAGE));
}

void huge_free(void *memory, size_t size)
{
	if (size < HUGE_PAGE)
		free(memory);
	else
		munmap(memory, rounded(size, HUGE_PAGE));
}

/* A small capture must not cost megabytes, so blocks begin small and grow. */
static void add_block(struct arena *arena, size_t least)
{
	size_t size = arena->block_size;
	struct arena_block *block;

	while (size < least + 2 * ALIGNMENT)
		size *= 2;
	block = huge_zero(size);
	*block = (struct arena_block){arena->blocks, size};
	arena->blocks = block;
	arena->next = (unsigned char *)rounded((uintptr_t)(block + 1), ALIGNMENT);
	arena->left = size - (size_t)(arena->next - (unsigned char *)block);
	if (arena->block_size < LARGEST_BLOCK)
		arena->block_size *= 2;
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
		huge_free(block, block->size);
	}
	*arena = arena_of();
}
