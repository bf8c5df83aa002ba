/* What to ask about in a flow with more questions than anybody answers. */
#include "quiz/matter.h"

#include <stdlib.h>

#include "tcpladder/error.h"

enum { LOOKED_AT = 50000 }; /* segments of a long flow, beside those that matter most */

/* How many questions there are of each kind, and how many of them are asked. */
struct census {
	const struct ladder *ladder;
	uint64_t seed;
	size_t total;
	size_t *count, *quota, *seen; /* by kind: MSG_COUNT of each */
};

/* Of a very long flow one segment in so many, and those that begin, end or repeat something. */
static bool is_looked_at(const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);

	return index % (1 + flow_events(flow) / LOOKED_AT) == 0 ||
	       (event->flags & (TCP_SYN | TCP_FIN | TCP_RST)) ||
	       event_has(event, NOTE_RETRANSMISSION);
}

static bool can_ask(const struct census *census, size_t index, struct quiz *quiz)
{
	return is_looked_at(census->ladder->flow, index) &&
	       quiz_pick(census->ladder, index, census->seed, quiz);
}

/* In rounds, one more of each kind that has more, until there are enough. */
static void share(struct census *census, size_t most)
{
	size_t left = most < census->total ? most : census->total;

	for (size_t kind = 0; left > 0; kind = (kind + 1) % MSG_COUNT)
		if (census->quota[kind] < census->count[kind]) {
			census->quota[kind]++;
			left--;
		}
}

/* Is this one of its kind chosen? They are spread evenly, from where the seed says. */
static bool is_chosen(struct census *census, const struct quiz *quiz)
{
	size_t count = census->count[quiz->kind], quota = census->quota[quiz->kind];
	size_t from = (size_t)(quiz_mix(census->seed, quiz->topic) % count);
	size_t at = census->seen[quiz->kind]++ * quota + from;

	return at / count != (at + quota) / count;
}

static void choose(struct census *census, struct quiz_plan *plan)
{
	struct quiz quiz;

	for (size_t i = flow_first(census->ladder->flow); i < ladder_events(census->ladder); i++)
		if (can_ask(census, i, &quiz) && is_chosen(census, &quiz))
			plan->event[plan->count++] = (uint32_t)i;
}

void quiz_plan(const struct ladder *ladder, uint64_t seed, size_t most, struct quiz_plan *plan)
{
	struct census census = {.ladder = ladder, .seed = seed};
	struct quiz quiz;

	census.count = memory_zero(3 * (size_t)MSG_COUNT, sizeof(*census.count));
	census.quota = census.count + MSG_COUNT;
	census.seen = census.quota + MSG_COUNT;
	for (size_t i = flow_first(ladder->flow); i < ladder_events(ladder); i++)
		if (can_ask(&census, i, &quiz)) {
			census.count[quiz.kind]++;
			census.total++;
		}
	share(&census, most);
	plan->count = 0;
	plan->all = census.total <= most;
	choose(&census, plan);
	free(census.count);
}
