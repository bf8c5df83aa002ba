/*
 * Sorting many flows by a column of the list, a slice at a time: a million take longer than a key
 * may wait.
 */
#ifndef TUI_FLOWS_SORT_H
#define TUI_FLOWS_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow_list.h"

/* What is sorted. Flows that the column does not tell apart stay in their order. */
struct flow_sort_job {
	const struct tracker *tracker;
	const uint32_t *flow; /* indices, borrowed till the end; NULL for the tracker's first */
	size_t count;
	enum flow_column column;
	bool descending;
};

struct flow_sort;

/*
 * The caller frees it, in the middle as well; NULL is allowed there. An old one, or NULL, is given
 * up for it: that its memory is used again is quicker than to free it.
 */
struct flow_sort *flow_sort_new(const struct flow_sort_job *job, struct flow_sort *old);
void flow_sort_free(struct flow_sort *sort);

/* Goes on with about so many flows; true while more is left. */
bool flow_sort_step(struct flow_sort *sort, size_t most);

/* The indices in order, once nothing is left; the caller frees them. */
uint32_t *flow_sort_take(struct flow_sort *sort);

#endif
