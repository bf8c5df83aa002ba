/* Segments on their way, for the round trips that their ACKs measure. */
#include "graph/lane.h"

#include "tcpladder/error.h"
#include "tcpladder/seq.h"

#include <stdlib.h>

/* More than any window holds; of more, the oldest are not measured. */
enum { OUTSTANDING_MOST = 1 << 14 };

struct flying {
	int64_t end; /* offset one past its last byte */
	int64_t time_ns;
};

struct outstanding {
	size_t first, count;
	struct span again; /* bytes sent twice and not acknowledged yet */
	struct flying flying[OUTSTANDING_MOST];
};

struct outstanding *outstanding_new(void)
{
	struct outstanding *outstanding = memory_zero(1, sizeof(*outstanding));

	outstanding->again = (struct span){INT64_MAX, INT64_MIN};
	return outstanding;
}

void outstanding_free(struct outstanding *outstanding)
{
	free(outstanding);
}

static void push(struct outstanding *outstanding, struct flying flying)
{
	if (outstanding->count == OUTSTANDING_MOST) {
		outstanding->first = (outstanding->first + 1) % OUTSTANDING_MOST;
		outstanding->count--;
	}
	outstanding->flying[(outstanding->first + outstanding->count) % OUTSTANDING_MOST] = flying;
	outstanding->count++;
}

void outstanding_add(struct outstanding *outstanding, const struct lanes *lanes,
		     const struct event *event)
{
	const struct lane *lane = &lanes->lane[event->side];
	struct span range = lane_range(lane, event);

	if ((event->flags & TCP_RST) || range.low == range.high ||
	    event_has(event, NOTE_DUPLICATE)) /* captured twice, not sent twice */
		return;
	if (lane->sent && range.low < lane->nxt) {
		span_add(&outstanding->again, range.low);
		span_add(&outstanding->again, range.high);
	}
	if (!lane->sent || range.high > lane->nxt)
		push(outstanding, (struct flying){range.high, event->time_ns});
}

/* Takes off all that the ACK covers; the last of it. */
static bool pop(struct outstanding *outstanding, int64_t ack, struct flying *last)
{
	bool found = false;

	while (outstanding->count > 0) {
		struct flying *first = &outstanding->flying[outstanding->first];

		if (first->end > ack)
			break;
		*last = *first;
		found = true;
		outstanding->first = (outstanding->first + 1) % OUTSTANDING_MOST;
		outstanding->count--;
	}
	return found;
}

int64_t outstanding_take(struct outstanding *outstanding, const struct lanes *lanes,
			 const struct event *event)
{
	const struct lane *lane = &lanes->lane[!event->side];
	int64_t ack = seq_offset(lane->base, lane->nxt, event->ack);
	bool twice = outstanding->again.low < ack;
	struct flying last;

	if (!(event->flags & TCP_ACK) || (event->flags & TCP_RST) || !lane->sent ||
	    !pop(outstanding, ack, &last))
		return -1;
	if (outstanding->again.high <= ack)
		outstanding->again = (struct span){INT64_MAX, INT64_MIN};
	return twice || event->time_ns < last.time_ns ? -1 : event->time_ns - last.time_ns;
}
