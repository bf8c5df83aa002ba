/*
 * The table of flows: finds the flow of a packet by its endpoints.
 *
 * The hash is keyed with random numbers, so that no capture can be made whose flows all collide.
 */
#ifndef TRACK_TABLE_H
#define TRACK_TABLE_H

#include "track/private.h"

struct slot {
	uint32_t hash;
	uint32_t flow; /* index + 1; 0 for an empty slot */
};

struct table {
	struct slot *slot;
	size_t slots; /* a power of two */
	size_t used;
	uint64_t key[4];
};

/* Where to look for a hash: none of the slots from its own one up to there has it. */
struct place {
	size_t slot;
	uint32_t hash;
};

/* An empty one; the caller closes it. */
void table_open(struct table *table);
void table_close(struct table *table);

/* How many bytes it takes. */
static inline size_t table_size(const struct table *table)
{
	return table->slots * sizeof(*table->slot);
}

/* The hash of two endpoints, in whichever order. */
uint32_t table_hash(const struct table *table, const struct endpoint *x, const struct endpoint *y);

/* Where to look first for a hash. */
static inline struct place table_home(const struct table *table, uint32_t hash)
{
	return (struct place){hash & (table->slots - 1), hash};
}

/* Asks for its memory, which will soon be looked at. */
static inline void table_fetch(const struct table *table, struct place place)
{
	__builtin_prefetch(&table->slot[place.slot], 1);
}

/*
 * The first slot from there on with that hash, which others may have, too; or the empty one where
 * it belongs. Good until the next put or remove.
 */
struct slot *table_find(const struct table *table, struct place place);

/* Where to look for another with the hash of that slot. */
struct place table_behind(const struct table *table, const struct slot *slot);

/* Fills the slot, an empty one or that of an older flow between the same endpoints. May grow. */
void table_put(struct table *table, struct slot *slot, struct slot content);

/* Takes the flow out; it may not be in it. */
void table_remove(struct table *table, const struct flow *flow);

#endif
