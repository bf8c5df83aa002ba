/*
 * Open addressing, a slot after the other. Of two flows between the same endpoints the newest is
 * in the table.
 */
#include "track/table.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { FIRST_SLOTS = 64 };

static void draw_key(uint64_t *key, size_t size)
{
	if (getrandom(key, size, GRND_NONBLOCK) == (ssize_t)size)
		return;
	/* Too early after boot for randomness: the clock and an address have to do. */
	key[0] = (uint64_t)time(NULL) * 0x9e3779b97f4a7c15u;
	key[1] = (uint64_t)(uintptr_t)key;
}

void table_open(struct table *table)
{
	*table = (struct table){.slots = FIRST_SLOTS};
	table->slot = huge_zero(table_size(table));
	draw_key(table->key, sizeof(table->key));
}

void table_close(struct table *table)
{
	huge_free(table->slot, table_size(table));
}

__extension__ typedef unsigned __int128 wide;

static uint64_t fold(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_endpoint(const struct table *table, const struct endpoint *endpoint)
{
	uint64_t low, high, rest = (uint64_t)endpoint->port << 8 | endpoint->address.version;

	memcpy(&low, endpoint->address.bytes, sizeof(low));
	memcpy(&high, endpoint->address.bytes + sizeof(low), sizeof(high));
	return fold(fold(low ^ table->key[0], high ^ table->key[1]) ^ table->key[2],
		    rest ^ table->key[3]);
}

uint32_t table_hash(const struct table *t, const struct endpoint *x, const struct endpoint *y)
{
	uint64_t sum = hash_endpoint(t, x) + hash_endpoint(t, y);

	return (uint32_t)(sum ^ sum >> 32);
}

struct place table_behind(const struct table *t, const struct slot *slot)
{
	return (struct place){((size_t)(slot - t->slot) + 1) & (t->slots - 1), slot->hash};
}

struct slot *table_find(const struct table *t, struct place place)
{
	size_t at = place.slot;

	while (t->slot[at].flow != 0 && t->slot[at].hash != place.hash)
		at = (at + 1) & (t->slots - 1);
	return &t->slot[at];
}

static void grow(struct table *t)
{
	struct slot *old = t->slot;
	size_t count = t->slots;

	t->slots = count * 2;
	t->slot = huge_zero(table_size(t));
	for (size_t i = 0; i < count; i++) {
		size_t at = old[i].hash & (t->slots - 1);

		if (old[i].flow == 0)
			continue;
		while (t->slot[at].flow != 0)
			at = (at + 1) & (t->slots - 1);
		t->slot[at] = old[i];
	}
	huge_free(old, count * sizeof(*old));
}

void table_put(struct table *t, struct slot *slot, struct slot content)
{
	t->used += slot->flow == 0;
	*slot = content;
	if (t->used * 4 > t->slots * 3)
		grow(t);
}

void table_remove(struct table *t, const struct flow *flow)
{
	size_t last = t->slots - 1, hole, at;

	hole = table_hash(t, &flow->end[SIDE_A], &flow->end[SIDE_B]) & last;
	while (t->slot[hole].flow != flow->number) {
		if (t->slot[hole].flow == 0)
			return;
		hole = (hole + 1) & last;
	}
	/* What was put behind for want of room moves up. */
	for (at = (hole + 1) & last; t->slot[at].flow != 0; at = (at + 1) & last) {
		size_t home = t->slot[at].hash & last;

		if (((at - home) & last) < ((at - hole) & last))
			continue;
		t->slot[hole] = t->slot[at];
		hole = at;
	}
	t->slot[hole].flow = 0;
	t->used--;
}
