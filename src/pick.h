/*
 * Which flows the user asked for.
 */
#ifndef PICK_H
#define PICK_H

#include "options/options.h"
#include "tcpladder/flow.h"

/* The index of the first one at or after from; the number of flows for none. */
size_t pick_next(const struct tracker *tracker, const struct flow_pick *pick, size_t from);

/* Whether the flow is one. */
bool pick_wants(const struct flow_pick *pick, const struct flow *flow);

/* false and *error where the flow that was asked for is not there. */
bool pick_is_there(const struct tracker *tracker, const struct flow_pick *pick,
		   struct error *error);

/* The indices of all of them, which the query picks too; the caller frees them. */
size_t *pick_flows(const struct tracker *tracker, const struct options *options, size_t *count);

#endif
