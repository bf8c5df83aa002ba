/*
 * Picking the flows that a query matches, a slice at a time: it may have to look at all of their
 * segments.
 */
#ifndef TUI_FLOWS_PICK_H
#define TUI_FLOWS_PICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/query.h"

struct flow_pick {
	const struct tracker *tracker; /* borrowed, as the query is */
	const struct query *query;
	size_t flows;   /* the first so many of the tracker's are asked */
	size_t seen;    /* have been asked */
	uint32_t *flow; /* the indices of those that matched, in their order; its own */
	size_t count;
	/* --- its own --- */
	size_t room;
	bool looking; /* at the flow that is next */
	struct query_look look;
};

/* Begins afresh. */
void flow_pick_begin(struct flow_pick *pick, const struct query *query, size_t flows);
void flow_pick_close(struct flow_pick *pick);

/* Leaves out those that the tracker has forgotten; to be called before it goes on. */
void flow_pick_forget(struct flow_pick *pick);

/* Goes on with about so many flows or events; true while more is left. */
bool flow_pick_step(struct flow_pick *pick, size_t most);

/* How far it is: 0 to 100. */
int flow_pick_percent(const struct flow_pick *pick);

#endif
