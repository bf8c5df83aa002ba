/* The index of the flow list. */
#include "tui/flow_order.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"
#include "tui/clock.h"

/* While a capture is read, at most one part of the time in so many goes into sorting. */
enum { SHARE = 16 };

struct item {
	uint64_t key;
	uint32_t flow;
};

struct flow_order flow_order_of(const struct tracker *tracker)
{
	return (struct flow_order){.tracker = tracker, .column = COLUMN_NUMBER, .stale = true};
}

void flow_order_close(struct flow_order *order)
{
	free(order->flow);
}

void flow_order_sort(struct flow_order *order, enum flow_column column)
{
	order->column = column;
	order->descending = flow_list_falls(column);
	order->stale = true;
}

void flow_order_reverse(struct flow_order *order)
{
	order->descending = !order->descending;
	order->stale = true;
}

void flow_order_pick(struct flow_order *order, const struct query *query)
{
	order->query = query;
	order->stale = true;
}

/* The capture's own order needs no index. */
static bool is_plain(const struct flow_order *order)
{
	return !order->query && order->column == COLUMN_NUMBER && !order->descending;
}

/* --- sorting --- */

/*
 * Byte by byte from the lowest, each pass stable; bytes that are the same in all keys cost one
 * look. Returns the sorted half of the two.
 */
static struct item *radix_sort(struct item *items, struct item *spare, size_t count)
{
	for (int shift = 0; shift < 64; shift += 8) {
		size_t starts[257] = {0};
		struct item *swap = spare;

		for (size_t i = 0; i < count; i++)
			starts[(items[i].key >> shift & 0xff) + 1]++;
		if (count == 0 || starts[(items[0].key >> shift & 0xff) + 1] == count)
			continue;
		for (int i = 1; i < 257; i++)
			starts[i] += starts[i - 1];
		for (size_t i = 0; i < count; i++)
			spare[starts[items[i].key >> shift & 0xff]++] = items[i];
		spare = items;
		items = swap;
	}
	return items;
}

struct tie {
	const struct tracker *tracker;
	enum flow_column column;
	bool descending;
};

static int compare_tied(const void *a, const void *b, void *context)
{
	const struct tie *tie = context;
	const struct item *x = a, *y = b;
	struct flow_summary first = flow_summary(tracker_flow(tie->tracker, x->flow));
	struct flow_summary second = flow_summary(tracker_flow(tie->tracker, y->flow));
	int order = flow_list_compare(tie->column, &first, &second);

	if (order != 0)
		return tie->descending ? -order : order;
	return x->flow < y->flow ? -1 : 1;
}

/* Keys of long addresses are the same where the addresses begin alike. */
static void sort_ties(const struct flow_order *order, struct item *items, size_t count)
{
	struct tie tie = {order->tracker, order->column, order->descending};
	size_t end;

	if (order->column != COLUMN_A && order->column != COLUMN_B)
		return;
	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count && items[end].key == items[i].key; end++)
			continue;
		/* Of IPv4 the key is the whole. */
		if (end - i > 1 && (items[i].key ^ (order->descending ? UINT64_MAX : 0)) >> 63)
			qsort_r(items + i, end - i, sizeof(*items), compare_tied, &tie);
	}
}

static size_t collect(const struct flow_order *order, struct item *items, size_t flows)
{
	size_t count = 0;

	for (size_t i = 0; i < flows; i++) {
		const struct flow *flow = tracker_flow(order->tracker, i);
		struct flow_summary summary;

		if (order->query && !query_matches(order->query, flow))
			continue;
		summary = flow_summary(flow);
		items[count].key = flow_list_key(order->column, &summary);
		items[count].key ^= order->descending ? UINT64_MAX : 0;
		items[count++].flow = (uint32_t)i;
	}
	return count;
}

static void rebuild(struct flow_order *order, size_t flows)
{
	struct item *items, *sorted;

	free(order->flow);
	order->flow = NULL;
	order->count = flows;
	if (is_plain(order))
		return;
	items = memory_alloc((2 * flows + 1) * sizeof(*items));
	order->count = collect(order, items, flows);
	sorted = radix_sort(items, items + flows, order->count);
	sort_ties(order, sorted, order->count);
	order->flow = memory_zero(order->count + 1, sizeof(*order->flow));
	for (size_t i = 0; i < order->count; i++)
		order->flow[i] = sorted[i].flow;
	free(items);
}

static bool is_due(const struct flow_order *order, uint64_t news, bool busy)
{
	if (order->stale)
		return true;
	if (order->made_of == news)
		return false;
	return !busy || is_plain(order) || clock_ns() - order->made_ns >= SHARE * order->cost_ns;
}

bool flow_order_refresh(struct flow_order *order, size_t flows, uint64_t news, bool busy)
{
	int64_t start;

	if (!is_due(order, news, busy))
		return false;
	start = clock_ns();
	rebuild(order, flows);
	order->stale = false;
	order->made_of = news;
	order->made_ns = clock_ns();
	order->cost_ns = order->made_ns - start;
	return true;
}

size_t flow_order_at(const struct flow_order *order, size_t place)
{
	return order->flow ? order->flow[place] : place;
}

size_t flow_order_find(const struct flow_order *order, size_t flow)
{
	if (!order->flow)
		return flow < order->count ? flow : order->count;
	for (size_t i = 0; i < order->count; i++)
		if (order->flow[i] == flow)
			return i;
	return order->count;
}
