/*
 * What can be asserted of flows: one table.
 */
#ifndef GRADE_FACT_H
#define GRADE_FACT_H

#include "tcpladder/grade.h"

enum { VALUES_MOST = 12 };

/* One of the three is set. */
struct fact {
	const char *name;
	/* A number, summed over the flows. */
	uint64_t (*number)(const struct flow_summary *flow);
	/* Nanoseconds; -1 where they were not measured. */
	int64_t (*time)(const struct flow_summary *flow);
	/* One of the values; NULL values: any state's name. */
	const char *(*word)(const struct flow_summary *flow);
	const char *values[VALUES_MOST];
};

/* NULL where there is none of that name. Lent for ever. */
const struct fact *fact_find(const char *name);

/* True where segments can carry a label of that name. */
bool fact_is_label(const char *name);

/* How many segments of the flow carry the label. */
uint64_t fact_count_label(const struct flow *flow, const char *label);

/* True for what the fact can be. */
bool fact_has_value(const struct fact *fact, const char *value);

#endif
