/* Chunks that double at first. */
#include "tcpladder/stable_array.h"

#include <string.h>

struct stable_array stable_array_of(uint16_t element_size)
{
	return (struct stable_array){.size = element_size};
}

static size_t chunk_bytes(const struct stable_array *array, size_t chunk)
{
	return (size_t)array->size << (chunk < STABLE_CHUNK_LOG ? chunk : STABLE_CHUNK_LOG);
}

static size_t directory_bytes(const struct stable_array *array)
{
	return sizeof(*array->chunk) << array->room;
}

static void give_directory(const struct stable_array *array, struct arena *arena)
{
	if (array->room > 0)
		arena_give(arena, array->chunk, directory_bytes(array));
}

/* What stable_array_chunks() gives, to write on. */
static unsigned char **chunks_of(struct stable_array *array)
{
	return array->room == 0 ? &array->only : array->chunk;
}

/* The directory has room for a power of two of chunks. */
static void grow_directory(struct stable_array *array, struct arena *arena)
{
	struct stable_array old = *array;

	array->room++;
	array->chunk = arena_alloc(arena, directory_bytes(array));
	memcpy(array->chunk, chunks_of(&old), (old.chunks - old.gone) * sizeof(*array->chunk));
	give_directory(&old, arena);
}

void stable_array_grow(struct stable_array *array, struct arena *arena)
{
	size_t used = array->chunks - array->gone;

	if (used == (size_t)1 << array->room)
		grow_directory(array, arena);
	chunks_of(array)[used] = arena_alloc(arena, chunk_bytes(array, array->chunks));
	array->chunks++;
}

void stable_array_truncate(struct stable_array *array, size_t count)
{
	assert(count <= array->count && count >= stable_array_first(array));
	array->count = (uint32_t)count;
}

void stable_array_drop(struct stable_array *array, struct arena *arena, size_t chunk)
{
	unsigned char **at = &chunks_of(array)[chunk - array->gone];

	arena_give(arena, *at, chunk_bytes(array, chunk));
	*at = NULL;
}

void stable_array_cut(struct stable_array *array, struct arena *arena, size_t before)
{
	size_t chunk = stable_array_place(before).chunk, gone = array->gone;
	unsigned char **chunks = chunks_of(array);

	if (chunk <= gone)
		return;
	for (size_t i = gone; i < chunk; i++)
		stable_array_drop(array, arena, i);
	memmove(chunks, chunks + (chunk - gone), (array->chunks - chunk) * sizeof(*chunks));
	array->gone = (uint32_t)chunk;
}

void stable_array_free(struct stable_array *array, struct arena *arena)
{
	for (size_t i = array->gone; i < array->chunks; i++)
		stable_array_drop(array, arena, i);
	give_directory(array, arena);
	*array = stable_array_of(array->size);
}
