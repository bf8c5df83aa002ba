/* Waits that are compared: how a timer backs off. */
#include "explain/subject.h"

static bool of_a_timer(const struct event *event)
{
	return event->cause == CAUSE_RTO || event->cause == CAUSE_TIMER;
}

static const struct event *repeated(const struct subject *subject, const struct event *event)
{
	return event_has(event, NOTE_RETRANSMISSION) && of_a_timer(event)
		       ? subject_event(subject, event->about)
		       : NULL;
}

/* The wait before ended with the copy that is sent again, and began with what that repeats. */
struct waits subject_waits(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *copy = repeated(subject, event);
	const struct event *first = copy ? repeated(subject, copy) : NULL;
	struct waits waits = {.known = false};

	if (!first || copy->seq != event->seq || first->seq != event->seq)
		return waits;
	waits.now_ns = event->time_ns - copy->time_ns;
	waits.before_ns = copy->time_ns - first->time_ns;
	waits.known = waits.now_ns > 0 && waits.before_ns > 0;
	return waits;
}
