/*
 * In which order the flows are listed, and which of them: an index, made anew where a key asked
 * for it or the capture has gone on.
 *
 * It is made a slice at a time. Until another order is there the list stays as it was; what a
 * filter picks is listed as it is found.
 */
#ifndef TUI_FLOWS_ORDER_H
#define TUI_FLOWS_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow_list.h"
#include "tui/flows/pick.h"
#include "tui/flows/sort.h"

struct flow_order {
	const struct tracker *tracker;
	const struct query *query; /* borrowed; NULL lists all */
	enum flow_column column;
	bool descending;
	size_t count; /* listed */
	bool waits;   /* a key asked for another order, and that is not there yet */
	/* --- its own --- */
	uint32_t *flow;      /* indices of flows in order; NULL while they stand in the capture's */
	size_t flows;        /* of which it is made */
	bool resort, repick; /* is to be begun */
	bool picking, grows; /* what is picked is listed at once */
	struct flow_pick pick;
	struct flow_sort *sort; /* NULL: none is under way */
	size_t sorted;          /* flows that it is about */
	uint32_t *kept;         /* those of the tracker's that are there, while it sorts them */
	size_t forgotten;       /* flows by the tracker, so far as is known here */
	size_t plain, room;     /* flow[] has so many of the tracker's in its order; its room */
	uint64_t news;          /* of what it is being made */
	uint64_t made_of;       /* and what is listed */
	int64_t made_ns;        /* when, by a clock that never goes back */
	int64_t cost_ns;        /* what that took so far */
};

/* How the flows are: the first so many; a number that changes when they have. */
struct flow_news {
	size_t flows;
	uint64_t number;
	bool busy; /* more is to come: little of the time goes into sorting */
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
 * Begins what there is to do, and does it for about so many ns; what is under way already is left
 * to flow_order_work(). Says whether the list changed.
 */
bool flow_order_refresh(struct flow_order *order, const struct flow_news *news, int64_t budget_ns);

/* Goes on for about so many ns. Says whether the list changed. */
bool flow_order_work(struct flow_order *order, int64_t budget_ns);

/* Is it still being made? */
bool flow_order_is_busy(const struct flow_order *order);

/* How much of the capture the filter has seen, 0 to 100; -1 where none is looking. */
int flow_order_percent(const struct flow_order *order);

/* The flow at a place, and the place of a flow: the count where it is not listed. */
size_t flow_order_at(const struct flow_order *order, size_t place);
size_t flow_order_find(const struct flow_order *order, size_t flow);

#endif
