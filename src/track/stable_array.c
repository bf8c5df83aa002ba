/* Chunks that double at first. */
#include "track/stable_array.h"

#include <string.h>

struct stable_array stable_array_of(uint32_t element_size)
{
	return (struct stable_array){.size = element_size};
}

/* How many elements all chunks together have room for. */
static size_t room_of(const struct stable_array *array)
{
	if (array->chunks <= STABLE_DOUBLINGS)
		return (((size_t)1 << array->chunks) - 1) << STABLE_FIRST_LOG;
	return STABLE_DOUBLED + ((size_t)(array->chunks - STABLE_DOUBLINGS) << STABLE_CHUNK_LOG);
}

/* The directory has room for a power of two of chunks; a full one is left behind in the arena. */
static void add_chunk(struct stable_array *array, struct arena *arena)
{
	uint32_t n = array->chunks;
	unsigned log = STABLE_FIRST_LOG + (n < STABLE_DOUBLINGS ? n : STABLE_DOUBLINGS);

	if ((n & (n - 1)) == 0) {
		size_t used = n * sizeof(*array->chunk);
		unsigned char **larger = arena_alloc(arena, n ? 2 * used : sizeof(*array->chunk));

		if (n > 0)
			memcpy(larger, array->chunk, used);
		array->chunk = larger;
	}
	array->chunk[array->chunks++] = arena_alloc(arena, (size_t)array->size << log);
}

void *stable_array_push(struct stable_array *array, struct arena *arena)
{
	if (array->count == room_of(array))
		add_chunk(array, arena);
	array->count++;
	return stable_array_at(array, array->count - 1);
}

void stable_array_truncate(struct stable_array *array, size_t count)
{
	assert(count <= array->count);
	array->count = count;
}
