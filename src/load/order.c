/* A heap of flows, the one whose next frame is the first of all on top. */
#include "load/order.h"

#include <stdlib.h>

#include "tcpladder/error.h"

struct place {
	const struct flow *flow;
	size_t next, end; /* events */
};

struct frame_order {
	struct place *heap;
	size_t count;
};

static uint32_t frame_of(const struct place *place)
{
	return flow_event(place->flow, place->next)->frame;
}

/* Moves the place down until none below it comes earlier. */
static void sink(struct frame_order *order, size_t at)
{
	struct place place = order->heap[at];
	uint32_t frame = frame_of(&place);

	for (size_t below; (below = 2 * at + 1) < order->count; at = below) {
		if (below + 1 < order->count &&
		    frame_of(&order->heap[below + 1]) < frame_of(&order->heap[below]))
			below++;
		if (frame <= frame_of(&order->heap[below]))
			break;
		order->heap[at] = order->heap[below];
	}
	order->heap[at] = place;
}

struct frame_order *frame_order_new(const struct tracker *tracker, const size_t *flows,
				    size_t count)
{
	struct frame_order *order = memory_zero(1, sizeof(*order));

	order->heap = memory_zero(count, sizeof(*order->heap));
	for (size_t i = 0; i < count; i++) {
		const struct flow *flow = tracker_flow(tracker, flows[i]);
		struct place place = {flow, flow_first(flow), flow_events(flow)};

		if (place.next < place.end)
			order->heap[order->count++] = place;
	}
	for (size_t i = order->count / 2; i-- > 0;)
		sink(order, i);
	return order;
}

void frame_order_free(struct frame_order *order)
{
	free(order->heap);
	free(order);
}

const struct event *frame_order_next(struct frame_order *order)
{
	struct place *top = order->heap;
	const struct event *event;

	if (order->count == 0)
		return NULL;
	event = flow_event(top->flow, top->next++);
	if (top->next == top->end)
		*top = order->heap[--order->count];
	if (order->count > 0)
		sink(order, 0);
	return event;
}
