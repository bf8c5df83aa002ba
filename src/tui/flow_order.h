/*
 * In which order the flows are listed, and which of them: an index, sorted anew only where a key
 * asked for it or the capture has gone on.
 */
#ifndef TUI_FLOW_ORDER_H
#define TUI_FLOW_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow_list.h"
#include "tcpladder/query.h"

struct flow_order {
	const struct tracker *tracker;
	const struct query *query; /* borrowed; NULL lists all */
	enum flow_column column;
	bool descending;
	/* --- its own --- */
	uint32_t *flow; /* indices of flows in order; NULL while they stand in the capture's */
	size_t count;
	bool stale;       /* what it is sorted by has changed */
	int64_t made_ns;  /* when, by a clock that never goes back */
	int64_t cost_ns;  /* what that took */
	uint64_t made_of; /* the news that it had seen */
};

/* By number, all flows. The caller closes it. */
struct flow_order flow_order_of(const struct tracker *tracker);
void flow_order_close(struct flow_order *order);

/* Sorts by another column, in the direction that suits it. */
void flow_order_sort(struct flow_order *order, enum flow_column column);
void flow_order_reverse(struct flow_order *order);

/* Lists only what the query picks; NULL for all. */
void flow_order_pick(struct flow_order *order, const struct query *query);

/*
 * Brings it up to date with the first so many flows where need be. news is a number that changes
 * when the flows have; while more of it is to come (busy), little of the time goes into sorting.
 * Says whether it changed.
 */
bool flow_order_refresh(struct flow_order *order, size_t flows, uint64_t news, bool busy);

/* The flow at a place, and the place of a flow: the count where it is not listed. */
size_t flow_order_at(const struct flow_order *order, size_t place);
size_t flow_order_find(const struct flow_order *order, size_t flow);

#endif
