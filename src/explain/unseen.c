/* What the capture did not show, as far as a segment tells of it. */
#include "explain/subject.h"

enum { LOOK_AHEAD = 512 }; /* segments after it, in which the other side may say more */

/* What it sends after its own FIN is a pure ACK; anything else shows that it had not closed. */
static bool is_open_peer(const struct subject *subject)
{
	size_t end = ladder_events(subject->ladder);

	end = end < subject->index + LOOK_AHEAD ? end : subject->index + LOOK_AHEAD;
	for (size_t i = subject_oldest(subject); i < end; i++) {
		const struct event *event = subject_event(subject, i);

		if (event->side != subject->event->side && event_span(event) > 0)
			return true;
	}
	return false;
}

/* Picked up at the end: a FIN is the first of two or the second (RFC 9293 §3.6). */
static bool may_be_last_fin(const struct subject *subject)
{
	const struct event *event = subject->event;

	return event->role == ROLE_CLOSE_FIN &&
	       event->state[event->side] == (STATE_FIN_WAIT_1 | STATE_GUESSED) &&
	       !is_open_peer(subject);
}

/* It waited for a SYN+ACK, of which none is here, and now sends what only one lets it send. */
static bool has_heard_syn_ack(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *before =
		subject->index > 0 ? subject_event(subject, subject->index - 1) : NULL;

	return before && (before->state[event->side] & STATE_MASK) == STATE_SYN_SENT &&
	       (event->state[event->side] & STATE_MASK) == STATE_ESTABLISHED &&
	       !(event->flags & (TCP_SYN | TCP_RST));
}

enum message unseen_sentence(const struct subject *subject, const char **reference)
{
	if (may_be_last_fin(subject)) {
		*reference = "RFC 9293 §3.6";
		return MSG_SAY_FIN_EITHER;
	}
	*reference = "RFC 9293 §3.5";
	return has_heard_syn_ack(subject) ? MSG_SAY_SYN_ACK_MISSED : MSG_COUNT;
}
