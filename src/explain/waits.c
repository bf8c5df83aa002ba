/* Waits: how a timer backs off, and how long a window was closed. */
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

/* --- how a timer backs off --- */

static struct waits between(const struct event *first, const struct event *second,
			    const struct event *third)
{
	struct waits waits = {.now_ns = third->time_ns - second->time_ns,
			      .before_ns = second->time_ns - first->time_ns};

	waits.known = waits.now_ns > 0 && waits.before_ns > 0;
	return waits;
}

/* The wait before ended with the copy that is sent again, and began with what that repeats. */
static struct waits of_resends(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *copy = repeated(subject, event);
	const struct event *first = copy ? repeated(subject, copy) : NULL;

	if (!first || copy->seq != event->seq || first->seq != event->seq)
		return (struct waits){.known = false};
	return between(first, copy, event);
}

/* Its window is open, or closed: what was sent before or twice does not tell. */
static bool tells_window(const struct event *event)
{
	return !(event->flags & (TCP_SYN | TCP_RST)) && (event->flags & TCP_ACK) &&
	       !event_has(event, NOTE_OLD_ACK) && !event_has(event, NOTE_OUT_OF_ORDER) &&
	       !event_has(event, NOTE_DUPLICATE) && !event_has(event, NOTE_CORRUPT);
}

/* The probes before it, with the window closed all the while. */
static struct waits of_probes(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *second = NULL;

	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != event->side && tells_window(before) && before->window > 0)
			break;
		if (before->side != event->side || !event_has(before, NOTE_ZERO_WINDOW_PROBE))
			continue;
		if (second)
			return between(before, second, event);
		second = before;
	}
	return (struct waits){.known = false};
}

struct waits subject_waits(const struct subject *subject)
{
	return event_has(subject->event, NOTE_ZERO_WINDOW_PROBE) ? of_probes(subject)
								 : of_resends(subject);
}

/* --- how long a window was closed --- */

const struct event *subject_closing(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *first = NULL;

	if (!tells_window(event) || event->window == 0)
		return NULL;
	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != event->side)
			continue;
		if (before->window > 0 && (tells_window(before) || (before->flags & TCP_SYN)))
			return first && first->time_ns < event->time_ns ? first : NULL;
		if (tells_window(before))
			first = before;
	}
	return NULL;
}
