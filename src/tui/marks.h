/*
 * The flows that the user has selected.
 */
#ifndef TUI_MARKS_H
#define TUI_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"

struct marks {
	uint64_t *bits;
	size_t words;
	size_t count; /* of flows that are marked */
};

void marks_free(struct marks *marks);

/* Is the flow of that index marked? */
bool marks_has(const struct marks *marks, size_t flow);

/* Marks it, or takes the mark away. */
void marks_toggle(struct marks *marks, size_t flow);

/* Takes it from those that the tracker has forgotten. */
void marks_keep(struct marks *marks, const struct tracker *tracker);

/* The first marked one at or after *flow; false where there is none. */
bool marks_next(const struct marks *marks, size_t *flow);

void marks_clear(struct marks *marks);

#endif
