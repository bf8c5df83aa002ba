/* Tracks a flow's first segments once more. */
#include "tui/lesson/past.h"

#include "tui/clock.h"

static void drop(struct replayed *replayed)
{
	tracker_free(replayed->tracker);
	*replayed = (struct replayed){NULL, 0};
}

void past_free(struct past *past)
{
	drop(&past->now);
	drop(&past->next);
}

static bool add_segment(struct replayed *replayed, const struct past_of *of)
{
	const struct event *event = flow_event(of->flow, replayed->count);
	struct dissection parts;
	struct error error;

	if (!of->source->reread || !of->source->reread(of->source->context, event, &parts, &error))
		return false;
	if (!replayed->tracker)
		replayed->tracker = tracker_new();
	tracker_add(replayed->tracker, &parts.packet);
	replayed->count++;
	return true;
}

/* At least one; true while more is left. */
static bool go_on(struct replayed *replayed, const struct past_of *of, int64_t budget_ns)
{
	int64_t start = clock_ns();

	while (replayed->count < of->count) {
		if (!add_segment(replayed, of))
			return false;
		if (clock_ns() - start >= budget_ns)
			break;
	}
	return replayed->count < of->count;
}

bool past_work(struct past *past, const struct past_of *of, int64_t budget_ns)
{
	past->busy = false;
	if (of->count > PAST_MOST)
		return false;
	if (of->count >= past->now.count) {
		drop(&past->next);
		past->busy = go_on(&past->now, of, budget_ns);
		return past->busy;
	}
	if (of->count < past->next.count)
		drop(&past->next);
	past->busy = go_on(&past->next, of, budget_ns);
	if (!past->busy) {
		drop(&past->now);
		past->now = past->next;
		past->next = (struct replayed){NULL, 0};
	}
	return past->busy;
}

const struct flow *past_flow(const struct past *past, size_t count)
{
	const struct flow *then;

	if (past->now.count != count || !past->now.tracker || tracker_flows(past->now.tracker) != 1)
		return NULL;
	then = tracker_flow(past->now.tracker, 0);
	return flow_events(then) == count ? then : NULL;
}
