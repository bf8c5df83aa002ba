/*
 * Keys that were pressed while a screen was not ready for them, in their order.
 */
#ifndef TUI_HELD_H
#define TUI_HELD_H

#include <stddef.h>

enum { HELD_MOST = 128 };

struct held {
	int key[HELD_MOST];
	size_t first, count;
};

/* There must be room. */
static inline void held_add(struct held *held, int key)
{
	held->key[(held->first + held->count++) % HELD_MOST] = key;
}

/* There must be one. */
static inline int held_first(const struct held *held)
{
	return held->key[held->first];
}

static inline int held_take(struct held *held)
{
	int key = held_first(held);

	held->first = (held->first + 1) % HELD_MOST;
	held->count--;
	return key;
}

#endif
