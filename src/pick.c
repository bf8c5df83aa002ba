/* Picks flows by their number, their endpoints, and the query. */
#include "pick.h"

size_t pick_next(const struct tracker *tracker, const struct flow_pick *pick, size_t from)
{
	size_t flows = tracker_flows(tracker);

	if (pick->by == PICK_ENDPOINTS)
		return tracker_find(tracker, from, &pick->ends[0], &pick->ends[1]);
	if (pick->by == PICK_NUMBER && from < pick->number)
		return tracker_has(tracker, pick->number - 1) ? pick->number - 1 : flows;
	return pick->by == PICK_NUMBER ? flows : tracker_next(tracker, from);
}

static bool is_between(const struct flow_summary *flow, const struct endpoint ends[2])
{
	const struct endpoint *a = &flow->half[SIDE_A].endpoint, *b = &flow->half[SIDE_B].endpoint;

	return (endpoint_same(a, &ends[0]) && endpoint_same(b, &ends[1])) ||
	       (endpoint_same(a, &ends[1]) && endpoint_same(b, &ends[0]));
}

bool pick_wants(const struct flow_pick *pick, const struct flow *flow)
{
	struct flow_summary summary = flow_summary(flow);

	switch (pick->by) {
	case PICK_NUMBER: return summary.number == pick->number;
	case PICK_ENDPOINTS: return is_between(&summary, pick->ends);
	default: return true;
	}
}

bool pick_is_there(const struct tracker *tracker, const struct flow_pick *pick, struct error *error)
{
	size_t flows = tracker_flows(tracker);
	char ends[2][ENDPOINT_TEXT];

	if (pick->by == PICK_ALL || pick_next(tracker, pick, 0) < flows)
		return true;
	if (pick->by == PICK_NUMBER && pick->number <= flows) {
		error_set(error, "flow %u is forgotten: it was the oldest; --memory keeps more",
			  pick->number);
		return false;
	}
	if (pick->by == PICK_NUMBER) {
		error_set(error, "no flow %u: there are %zu", pick->number, flows);
		return false;
	}
	endpoint_text(&pick->ends[0], ends[0]);
	endpoint_text(&pick->ends[1], ends[1]);
	error_set(error, "no flow between %s and %s", ends[0], ends[1]);
	return false;
}

size_t *pick_flows(const struct tracker *tracker, const struct options *options, size_t *count)
{
	size_t flows = tracker_flows(tracker);
	size_t *indices = memory_zero(flows + 1, sizeof(*indices));

	*count = 0;
	for (size_t at = pick_next(tracker, &options->flow, 0); at < flows;
	     at = pick_next(tracker, &options->flow, at + 1))
		if (!options->query || query_matches(options->query, tracker_flow(tracker, at)))
			indices[(*count)++] = at;
	return indices;
}
