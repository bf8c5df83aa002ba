/* Tracks a flow's first segments once more. */
#include "tui/lesson/past.h"

void past_free(struct past *past)
{
	tracker_free(past->tracker);
	*past = (struct past){NULL, 0};
}

static bool add_segment(struct past *past, const struct tui_source *source,
			const struct event *event)
{
	struct dissection parts;
	struct error error;

	if (!source->reread || !source->reread(source->context, event, &parts, &error))
		return false;
	tracker_add(past->tracker, &parts.packet);
	past->count++;
	return true;
}

const struct flow *past_at(struct past *past, const struct tui_source *source,
			   const struct flow *flow, size_t count)
{
	const struct flow *then;

	if (count < past->count)
		past_free(past);
	if (!past->tracker)
		past->tracker = tracker_new();
	while (past->count < count && count <= PAST_MOST)
		if (!add_segment(past, source, flow_event(flow, past->count)))
			break;
	if (past->count != count || tracker_flows(past->tracker) != 1)
		return NULL;
	then = tracker_flow(past->tracker, 0);
	return flow_events(then) == count ? then : NULL;
}
