/* Asks one flow after another. */
#include "tui/flows/pick.h"

#include <stdlib.h>

#include "tcpladder/error.h"

enum { ROOM_FIRST = 1024 };

void flow_pick_begin(struct flow_pick *pick, const struct query *query, size_t flows)
{
	pick->query = query;
	pick->flows = flows;
	pick->seen = pick->count = 0;
	pick->looking = false;
}

void flow_pick_close(struct flow_pick *pick)
{
	free(pick->flow);
}

static void add(struct flow_pick *pick)
{
	if (pick->count == pick->room) {
		pick->room = pick->room ? 2 * pick->room : ROOM_FIRST;
		pick->flow = memory_grow(pick->flow, pick->room, sizeof(*pick->flow));
	}
	pick->flow[pick->count++] = (uint32_t)pick->seen;
}

void flow_pick_forget(struct flow_pick *pick)
{
	size_t kept = 0;

	if (!tracker_has(pick->tracker, pick->seen))
		pick->looking = false;
	for (size_t i = 0; i < pick->count; i++)
		if (tracker_has(pick->tracker, pick->flow[i]))
			pick->flow[kept++] = pick->flow[i];
	pick->count = kept;
}

bool flow_pick_step(struct flow_pick *pick, size_t most)
{
	while (pick->seen < pick->flows && most > 0) {
		size_t before;
		enum query_answer answer;

		if (!pick->looking && !tracker_has(pick->tracker, pick->seen)) {
			pick->seen++;
			most--;
			continue;
		}
		if (!pick->looking)
			pick->look =
				query_look_at(pick->query, tracker_flow(pick->tracker, pick->seen));
		before = pick->look.seen;
		answer = query_look_on(&pick->look, most);
		pick->looking = answer == QUERY_LOOKS_ON;
		if (pick->looking)
			break;
		if (answer == QUERY_YES)
			add(pick);
		pick->seen++;
		most -= pick->look.seen - before;
		most -= most > 0;
	}
	return pick->seen < pick->flows;
}

/* A single flow may be most of a capture. */
int flow_pick_percent(const struct flow_pick *pick)
{
	double seen = (double)pick->seen;

	if (pick->flows == 0)
		return 100;
	if (pick->looking)
		seen += (double)pick->look.seen / (double)flow_events(pick->look.flow);
	return (int)(100 * seen / (double)pick->flows);
}
