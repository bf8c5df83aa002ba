#include "support/copies.h"

#define DIFFERENT(member) (once->member != twice->member)

/* What an event is about is no copy, but for what is one more copy itself. */
static bool same_about(const struct event *once, const struct event *twice)
{
	if (once->about == EVENT_NONE || twice->about == EVENT_NONE)
		return once->about == twice->about;
	return twice->about == 2 * once->about ||
	       (event_has(once, NOTE_DUPLICATE) && twice->about == 2 * once->about + 1);
}

static const char *compare_events(const struct event *once, const struct event *twice)
{
	if (DIFFERENT(notes) || DIFFERENT(rare))
		return "the notes depend on copies";
	if (DIFFERENT(cause) || DIFFERENT(confidence))
		return "the cause depends on copies";
	if (DIFFERENT(count) || DIFFERENT(copies))
		return "the counts depend on copies";
	if (DIFFERENT(role) || DIFFERENT(phase) || DIFFERENT(side))
		return "the role depends on copies";
	if (DIFFERENT(state[0]) || DIFFERENT(state[1]))
		return "the states depend on copies";
	return same_about(once, twice) ? NULL : "about depends on copies";
}

static const char *compare_halves(const struct half_summary *once, const struct half_summary *twice)
{
	if (DIFFERENT(response_ns) || DIFFERENT(fastest_ns) || DIFFERENT(rto_ns))
		return "the times measured depend on copies";
	if (DIFFERENT(bytes) || DIFFERENT(bytes_again) || DIFFERENT(in_flight) ||
	    DIFFERENT(peak_in_flight))
		return "the bytes depend on copies";
	return DIFFERENT(retransmissions) || DIFFERENT(shift) || DIFFERENT(mss)
		       ? "what a side has sent depends on copies"
		       : NULL;
}

static const char *compare_summaries(const struct flow_summary *once,
				     const struct flow_summary *twice)
{
	const char *what = compare_halves(&once->half[SIDE_A], &twice->half[SIDE_A]);

	if (!what)
		what = compare_halves(&once->half[SIDE_B], &twice->half[SIDE_B]);
	if (DIFFERENT(resets) || DIFFERENT(zero_windows) || DIFFERENT(lost))
		return "the flow's counts depend on copies";
	if (DIFFERENT(opening) || DIFFERENT(closing) || DIFFERENT(vantage))
		return "how the flow began or ended depends on copies";
	if (DIFFERENT(handshake_ns[0]) || DIFFERENT(handshake_ns[1]))
		return "the handshake's times depend on copies";
	return what;
}

static struct copies_difference compare_flows(const struct flow *once, const struct flow *twice)
{
	const struct flow_summary plain = flow_summary(once), doubled = flow_summary(twice);
	struct copies_difference found = {.what = NULL};

	if (2 * flow_events(once) != flow_events(twice)) {
		found.what = "not every packet has its copy";
		return found;
	}
	for (; found.event < flow_events(once); found.event++) {
		found.what = compare_events(flow_event(once, found.event),
					    flow_event(twice, 2 * found.event));
		if (!event_has(flow_event(twice, 2 * found.event + 1), NOTE_DUPLICATE))
			found.what = "a copy is no duplicate";
		if (found.what)
			return found;
	}
	found.what = compare_summaries(&plain, &doubled);
	return found;
}

struct copies_difference copies_compare(const struct tracker *once, const struct tracker *twice)
{
	struct copies_difference found = {.what = NULL};

	if (tracker_flows(once) != tracker_flows(twice)) {
		found.what = "the flows depend on copies";
		return found;
	}
	for (size_t i = 0; i < tracker_flows(once) && !found.what; i++) {
		found = compare_flows(tracker_flow(once, i), tracker_flow(twice, i));
		found.flow = i;
	}
	return found;
}
