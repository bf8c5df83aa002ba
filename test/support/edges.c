#include "support/edges.h"

#include <check.h>
#include <string.h>

#include "support/copies.h"

static size_t labelled(const char *labels)
{
	size_t count = 1;

	for (; (labels = strchr(labels, ';')) != NULL; labels++)
		count++;
	return count;
}

/* Of the flow's last so many events, as an edge_case has them. */
static void labels_of(const struct tracker *tracker, size_t flow, size_t last, char *out)
{
	size_t events = flow_events(tracker_flow(tracker, flow));

	*out = '\0';
	ck_assert_uint_ge(events, last);
	for (size_t i = events - last; i < events; i++) {
		strcat(out, *out ? "; " : "");
		strcat(out, tracked_labels(tracker, flow, i));
	}
}

void edges_check(const struct edge_case *edge)
{
	struct tracker *tracker = tracked(edge->script);
	char labels[2048];

	labels_of(tracker, tracker_flows(tracker) - 1, labelled(edge->labels), labels);
	ck_assert_msg(strcmp(labels, edge->labels) == 0, "%s:\n  %s instead of\n  %s", edge->what,
		      labels, edge->labels);
	tracker_free(tracker);
}

void edges_check_doubled(const struct edge_case *edge)
{
	struct tracker *once = tracked_numbered(edge->script, 0);
	struct tracker *twice = tracked_numbered(edge->script, 1);
	struct copies_difference found = copies_compare(once, twice);

	ck_assert_msg(!found.what, "%s: %s, event %zu of flow %zu", edge->what, found.what,
		      found.event, found.flow);
	tracker_free(once);
	tracker_free(twice);
}
