/* What can be measured at a segment: bytes in flight, and whether its ACK times a round trip. */
#include "explain/subject.h"

#include "tcpladder/seq.h"

/* --- bytes in flight --- */

struct count {
	bool sent, acked, fresh; /* fresh: something new was sent, so that nxt is the greatest */
	bool opened;             /* a SYN is among them */
	uint32_t nxt;            /* one past the greatest number sent */
	bool fin;                /* the greatest number is a FIN's */
	bool more;               /* behind it lies what a first fragment does not tell */
	uint32_t una;            /* the greatest ACK */
	uint32_t edge;           /* up to where the newest ACK's window reaches */
};

static void take_sent(struct count *count, const struct event *event)
{
	uint32_t end = event->seq + event_span(event);

	if (end == event->seq || (event->flags & TCP_RST))
		return;
	count->opened = count->opened || (event->flags & TCP_SYN);
	count->fresh = count->fresh || !event_has(event, NOTE_RETRANSMISSION);
	if (count->sent && seq_diff(count->nxt, end) <= 0)
		return;
	count->sent = true;
	count->nxt = end;
	count->fin = event->flags & TCP_FIN;
	count->more = event_has(event, NOTE_FIRST_FRAGMENT);
}

/* Events come from the newest to the oldest. */
static void take_acked(const struct subject *subject, struct count *count,
		       const struct event *event)
{
	if (!(event->flags & TCP_ACK) || (event->flags & TCP_RST))
		return;
	if (!count->acked)
		count->edge = event->ack + subject_window_of(subject, event);
	if (!count->acked || seq_diff(count->una, event->ack) > 0)
		count->una = event->ack;
	count->acked = true;
}

static struct count count_of(const struct subject *subject, enum side sender)
{
	struct count count = {.sent = false};

	for (size_t i = subject->index + 1; i-- > subject_oldest(subject);) {
		const struct event *event = flow_event(subject->ladder->flow, i);

		if (event->side == sender)
			take_sent(&count, event);
		else
			take_acked(subject, &count, event);
	}
	return count;
}

/* A SYN and a FIN use a number, but are no bytes. */
struct in_flight subject_in_flight(const struct subject *subject, enum side sender)
{
	struct count count = count_of(subject, sender);
	bool whole = subject_oldest(subject) == 0 || count.fresh;
	const struct half_summary *peer = &subject->flow.half[!sender];
	struct in_flight flight = {.known = false};
	int32_t bytes, room;

	if (!count.sent || !count.acked || !whole || count.more)
		return flight;
	bytes = seq_diff(count.una, count.nxt);
	room = seq_diff(count.nxt, count.edge);
	flight.known = bytes >= 0 && !(count.opened && count.una == 0);
	flight.bytes = (uint32_t)bytes - (count.fin && bytes > 0);
	flight.limited = peer->shift_known && room >= 0;
	flight.room = (uint32_t)room;
	return flight;
}

/* --- bytes that come again, and new ones behind them --- */

/* One past the last of the numbers from there on that were all sent before. */
static uint32_t sent_up_to(const struct subject *subject, uint32_t from)
{
	uint32_t reached = from;

	for (bool further = true; further;) {
		further = false;
		for (size_t i = subject->index; i-- > subject_oldest(subject);) {
			const struct event *before = subject_event(subject, i);
			uint32_t end = before->seq + event_span(before);

			if (before->side != subject->event->side || (before->flags & TCP_RST) ||
			    seq_diff(before->seq, reached) < 0 || seq_diff(reached, end) <= 0)
				continue;
			reached = end;
			further = true;
		}
	}
	return reached;
}

/* What was sent before the oldest that is looked at is all below what is new since. */
struct parts subject_parts(const struct subject *subject)
{
	const struct event *event = subject->event;
	struct parts parts = {.mixed = false};
	struct count count = {.sent = false};

	if (event->len == 0 || (event->flags & (TCP_SYN | TCP_RST)))
		return parts;
	for (size_t i = subject->index; i-- > subject_oldest(subject);)
		if (subject_event(subject, i)->side == event->side)
			take_sent(&count, subject_event(subject, i));
	parts.first_new = sent_up_to(subject, event->seq);
	parts.old_bytes = parts.first_new - event->seq;
	parts.mixed = count.sent && !count.more && (count.fresh || subject_oldest(subject) == 0) &&
		      parts.first_new == count.nxt && parts.old_bytes > 0 &&
		      parts.old_bytes < event->len;
	parts.new_bytes = event->len - parts.old_bytes;
	return parts;
}

/* --- the round trip --- */

bool subject_sent_twice(const struct subject *subject)
{
	const struct event *event = subject->event;
	const struct event *old = subject_ack_before(subject);

	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *sent = subject_event(subject, i);
		uint32_t end = sent->seq + event_span(sent);

		if (sent->side == event->side || !event_has(sent, NOTE_RETRANSMISSION))
			continue;
		if (seq_diff(sent->seq, event->ack) > 0 && (!old || seq_diff(old->ack, end) > 0))
			return true;
	}
	return false;
}
