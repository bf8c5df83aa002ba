/* What to ask about in a flow with more questions than anybody answers. */
#include "quiz/matter.h"

#include <stdlib.h>

#include "tcpladder/error.h"

enum { LOOKED_AT = 50000 }; /* segments of a long flow, beside those that matter most */

/* A question that could be asked. */
struct candidate {
	uint32_t event;
	uint16_t kind, topic;
};

/* First all that can be asked is counted, then so much of each kind is taken. */
struct quiz_planner {
	struct ladder ladder;
	uint64_t seed;
	size_t most;
	size_t at; /* the next segment to look at */
	struct candidate *candidate;
	size_t count, room;
	size_t chosen;                /* candidates that were judged */
	bool shared;                  /* quota is known */
	size_t *found, *quota, *seen; /* by kind: MSG_COUNT of each */
};

struct quiz_planner *quiz_planner_new(const struct ladder *ladder, uint64_t seed, size_t most)
{
	struct quiz_planner *planner = memory_zero(1, sizeof(*planner));

	planner->ladder = *ladder;
	planner->seed = seed;
	planner->most = most;
	planner->at = flow_first(ladder->flow);
	planner->found = memory_zero(3 * (size_t)MSG_COUNT, sizeof(*planner->found));
	planner->quota = planner->found + MSG_COUNT;
	planner->seen = planner->quota + MSG_COUNT;
	return planner;
}

void quiz_planner_free(struct quiz_planner *planner)
{
	if (!planner)
		return;
	free(planner->candidate);
	free(planner->found);
	free(planner);
}

/* Of a very long flow one segment in so many, and those that begin, end or repeat something. */
static bool is_looked_at(const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);

	return index % (1 + flow_events(flow) / LOOKED_AT) == 0 ||
	       (event->flags & (TCP_SYN | TCP_FIN | TCP_RST)) ||
	       event_has(event, NOTE_RETRANSMISSION);
}

static void look_at(struct quiz_planner *planner, size_t index)
{
	struct quiz quiz;

	if (!is_looked_at(planner->ladder.flow, index) ||
	    !quiz_pick(&planner->ladder, index, planner->seed, &quiz))
		return;
	if (planner->count == planner->room) {
		planner->room = planner->room * 2 + QUIZ_PLAN_MOST;
		planner->candidate =
			memory_grow(planner->candidate, planner->room, sizeof(*planner->candidate));
	}
	planner->candidate[planner->count++] =
		(struct candidate){(uint32_t)index, (uint16_t)quiz.kind, (uint16_t)quiz.topic};
	planner->found[quiz.kind]++;
}

/* In rounds, one more of each kind that has more, until there are enough. */
static void share(struct quiz_planner *planner)
{
	size_t left = planner->most < planner->count ? planner->most : planner->count;

	for (size_t kind = 0; left > 0; kind = (kind + 1) % MSG_COUNT)
		if (planner->quota[kind] < planner->found[kind]) {
			planner->quota[kind]++;
			left--;
		}
	planner->shared = true;
}

/* Is this one of its kind chosen? They are spread evenly, from where the seed says. */
static bool is_chosen(struct quiz_planner *planner, const struct candidate *candidate)
{
	size_t count = planner->found[candidate->kind], quota = planner->quota[candidate->kind];
	size_t from = (size_t)(quiz_mix(planner->seed, candidate->topic) % count);
	size_t at = planner->seen[candidate->kind]++ * quota + from;

	return at / count != (at + quota) / count;
}

static void judge(struct quiz_planner *planner, struct quiz_plan *plan)
{
	const struct candidate *candidate = &planner->candidate[planner->chosen++];

	if (is_chosen(planner, candidate))
		plan->event[plan->count++] = candidate->event;
}

/* Not once they are shared: what is chosen of each kind depends on how many were found of it. */
static bool looks_on(const struct quiz_planner *planner)
{
	return !planner->shared && planner->at < ladder_events(&planner->ladder);
}

bool quiz_planner_step(struct quiz_planner *planner, size_t segments, struct quiz_plan *plan)
{
	size_t first = flow_first(planner->ladder.flow);

	/* What lies before was forgotten. */
	planner->at = planner->at > first ? planner->at : first;
	for (; segments > 0 && looks_on(planner); segments--)
		look_at(planner, planner->at++);
	if (segments == 0)
		return true;
	if (!planner->shared) {
		share(planner);
		*plan = (struct quiz_plan){.all = planner->count <= planner->most,
					   .end = planner->at};
	}
	for (; segments > 0 && planner->chosen < planner->count; segments--)
		judge(planner, plan);
	return planner->chosen < planner->count;
}

int quiz_planner_percent(const struct quiz_planner *planner)
{
	size_t first = flow_first(planner->ladder.flow);
	size_t all = ladder_events(&planner->ladder) - first;
	size_t seen = planner->at > first ? planner->at - first : 0;

	return seen < all ? (int)(seen * 100 / all) : 100;
}

void quiz_plan(const struct ladder *ladder, uint64_t seed, size_t most, struct quiz_plan *plan)
{
	struct quiz_planner *planner = quiz_planner_new(ladder, seed, most);

	while (quiz_planner_step(planner, SIZE_MAX, plan))
		continue;
	quiz_planner_free(planner);
}
