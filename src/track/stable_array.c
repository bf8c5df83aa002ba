/* Chunks that double. */
#include "track/stable_array.h"

#include <assert.h>
#include <stdlib.h>

#include "tcpladder/error.h"

struct spot {
	unsigned chunk;
	size_t index;
};

/* Chunk k begins at element first * (2^k - 1). */
static struct spot spot_of(const struct stable_array *array, size_t index)
{
	size_t scaled = index / array->first + 1;
	unsigned k = 63 - (unsigned)__builtin_clzll(scaled);

	return (struct spot){k, index - array->first * (((size_t)1 << k) - 1)};
}

struct stable_array stable_array_of(uint32_t element_size, uint32_t first)
{
	return (struct stable_array){.first = first, .size = element_size};
}

static void add_chunk(struct stable_array *array, unsigned k)
{
	array->chunk = memory_grow(array->chunk, k + 1, sizeof(*array->chunk));
	array->chunk[k] = memory_alloc(((size_t)array->first << k) * array->size);
}

void *stable_array_push(struct stable_array *array)
{
	struct spot spot = spot_of(array, array->count);

	if (spot.index == 0)
		add_chunk(array, spot.chunk);
	array->count++;
	return array->chunk[spot.chunk] + spot.index * array->size;
}

void *stable_array_at(const struct stable_array *array, size_t index)
{
	struct spot spot = spot_of(array, index);

	assert(index < array->count);
	return array->chunk[spot.chunk] + spot.index * array->size;
}

static unsigned chunks_for(const struct stable_array *array, size_t count)
{
	return count == 0 ? 0 : spot_of(array, count - 1).chunk + 1;
}

void stable_array_truncate(struct stable_array *array, size_t count)
{
	unsigned had = chunks_for(array, array->count);

	assert(count <= array->count);
	for (unsigned k = chunks_for(array, count); k < had; k++)
		free(array->chunk[k]);
	array->count = count;
}

void stable_array_free(struct stable_array *array)
{
	stable_array_truncate(array, 0);
	free(array->chunk);
	array->chunk = NULL;
}
