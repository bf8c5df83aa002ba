/* The index of the flow list. */
#include "tui/flows/order.h"

#include <stdlib.h>

#include "tcpladder/error.h"
#include "tui/clock.h"

enum {
	SHARE = 16,   /* while a capture is read, one part of the time in so many goes into it */
	A_LOOK = 256, /* flows between two looks at the clock */
	FEW = 256     /* of what is picked each one is listed at once */
};

struct flow_order flow_order_of(const struct tracker *tracker)
{
	return (struct flow_order){
		.tracker = tracker,
		.column = COLUMN_NUMBER,
		.resort = true,
		.pick = {.tracker = tracker},
	};
}

void flow_order_close(struct flow_order *order)
{
	flow_pick_close(&order->pick);
	flow_sort_free(order->sort);
	free(order->flow);
}

void flow_order_sort(struct flow_order *order, enum flow_column column)
{
	order->column = column;
	order->descending = flow_list_falls(column);
	order->resort = order->waits = true;
}

void flow_order_reverse(struct flow_order *order)
{
	order->descending = !order->descending;
	order->resort = order->waits = true;
}

void flow_order_pick(struct flow_order *order, const struct query *query)
{
	order->query = query;
	order->picking = false;
	order->repick = query != NULL;
	/* Without a filter there is nothing to watch growing. */
	order->resort = order->waits = !query;
}

/* The capture's own order needs no index. */
static bool is_plain(const struct flow_order *order)
{
	return !order->query && order->column == COLUMN_NUMBER && !order->descending;
}

bool flow_order_is_busy(const struct flow_order *order)
{
	return order->picking || order->sort;
}

int flow_order_percent(const struct flow_order *order)
{
	return order->picking && order->grows ? flow_pick_percent(&order->pick) : -1;
}

/* --- making it --- */

static void append(uint32_t **flow, size_t *room, size_t count, size_t index)
{
	if (count == *room) {
		*room = 2 * *room + FEW;
		*flow = memory_grow(*flow, *room, sizeof(**flow));
	}
	(*flow)[count] = (uint32_t)index;
}

static void list(struct flow_order *order, uint32_t *flow, size_t count)
{
	free(order->flow);
	order->flow = flow;
	order->count = count;
	order->plain = order->room = 0;
}

static void drop_sort(struct flow_order *order)
{
	flow_sort_free(order->sort);
	free(order->kept);
	order->sort = NULL;
	order->kept = NULL;
}

/* All that are there; the caller frees them. NULL where none was forgotten. */
static uint32_t *kept_flows(const struct flow_order *order, size_t *count)
{
	const struct tracker *tracker = order->tracker;
	uint32_t *flow = NULL;
	size_t room = 0;

	*count = order->forgotten > 0 ? 0 : order->flows;
	if (order->forgotten == 0)
		return NULL;
	for (size_t i = tracker_next(tracker, 0); i < order->flows;
	     i = tracker_next(tracker, i + 1))
		append(&flow, &room, (*count)++, i);
	return flow;
}

/* What a filter that looks again has picked so far is not listed: that stays as it was. */
static void begin_sort(struct flow_order *order)
{
	bool listed = order->picking && !order->grows;
	struct flow_sort_job job = {
		.tracker = order->tracker,
		.column = order->column,
		.descending = order->descending,
	};

	if (listed || order->query) {
		job.flow = listed ? order->flow : order->pick.flow;
		job.count = listed ? order->count : order->pick.count;
	} else {
		free(order->kept);
		job.flow = order->kept = kept_flows(order, &job.count);
	}
	order->sorted = job.count;
	order->sort = flow_sort_new(&job, order->sort);
}

/* A filter that was typed shows what it finds, one that looks again does not. */
static void begin_pick(struct flow_order *order, bool typed)
{
	flow_pick_begin(&order->pick, order->query, order->flows);
	order->picking = true;
	order->repick = false;
	order->grows = typed;
	if (typed)
		list(order, memory_zero(1, sizeof(*order->flow)), 0);
}

static bool is_due(const struct flow_order *order, const struct flow_news *news)
{
	if (order->resort || order->repick)
		return true;
	if (order->made_of == news->number || flow_order_is_busy(order))
		return false;
	return !news->busy || clock_ns() - order->made_ns >= SHARE * order->cost_ns;
}

static void begin(struct flow_order *order, const struct flow_news *news)
{
	bool same_flows = order->query && order->resort && !order->repick;

	order->resort = false;
	if (same_flows) {
		begin_sort(order);
		return;
	}
	order->cost_ns = 0;
	order->flows = news->flows;
	order->news = news->number;
	if (!order->query) {
		begin_sort(order);
		return;
	}
	drop_sort(order);
	begin_pick(order, order->repick);
}

static void end_sort(struct flow_order *order)
{
	list(order, flow_sort_take(order->sort), order->sorted);
	drop_sort(order);
	order->waits = false;
	if (order->picking)
		return;
	order->made_of = order->news;
	order->made_ns = clock_ns();
}

/* What was picked is listed at the end, and each time it is half as much again. */
static void pick_on(struct flow_order *order)
{
	size_t more = order->count < FEW ? 1 : order->count / 2;

	order->picking = flow_pick_step(&order->pick, A_LOOK);
	if (!order->picking || (order->grows && order->pick.count >= order->count + more))
		begin_sort(order);
}

/* In the capture's order no index is needed, while all are there. */
static void list_plain(struct flow_order *order, size_t flows)
{
	size_t at = tracker_next(order->tracker, order->plain);

	if (order->forgotten == 0 || flows < order->plain) {
		list(order, NULL, flows);
		at = tracker_next(order->tracker, 0);
	}
	if (order->forgotten == 0)
		return;
	if (order->plain == 0)
		list(order, memory_zero(1, sizeof(*order->flow)), 0);
	for (; at < flows; at = tracker_next(order->tracker, at + 1))
		append(&order->flow, &order->room, order->count++, at);
	order->plain = flows;
}

/* Leaves out what the tracker has forgotten; true where that is anything. */
static bool forget(struct flow_order *order)
{
	size_t forgotten = tracker_forgotten(order->tracker).flows, kept = 0;
	bool sorting = order->sort != NULL;

	if (order->forgotten == forgotten)
		return false;
	order->forgotten = forgotten;
	drop_sort(order);
	flow_pick_forget(&order->pick);
	for (size_t i = 0; order->flow && i < order->count; i++)
		if (tracker_has(order->tracker, order->flow[i]))
			order->flow[kept++] = order->flow[i];
	if (order->flow)
		order->count = kept;
	else
		list_plain(order, order->count);
	if (sorting)
		begin_sort(order);
	return true;
}

bool flow_order_work(struct flow_order *order, int64_t budget_ns)
{
	int64_t start = clock_ns(), now = start;
	bool changed = forget(order);

	while (flow_order_is_busy(order) && now - start < budget_ns) {
		if (!order->sort) {
			pick_on(order);
		} else if (!flow_sort_step(order->sort, A_LOOK)) {
			end_sort(order);
			changed = true;
		}
		now = clock_ns();
	}
	order->cost_ns += now - start;
	return changed;
}

static bool refresh_plain(struct flow_order *order, const struct flow_news *news)
{
	if (!order->resort && order->made_of == news->number && !flow_order_is_busy(order))
		return false;
	drop_sort(order);
	list_plain(order, news->flows);
	order->picking = order->resort = order->waits = false;
	order->made_of = news->number;
	return true;
}

bool flow_order_refresh(struct flow_order *order, const struct flow_news *news, int64_t budget_ns)
{
	bool changed = forget(order);

	if (is_plain(order))
		return refresh_plain(order, news) || changed;
	if (!is_due(order, news))
		return changed;
	begin(order, news);
	/* A filter that was typed has emptied the list. */
	return flow_order_work(order, budget_ns) | order->grows | changed;
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
