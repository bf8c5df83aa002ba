/*
 * The round trip that was measured last before a segment, found backwards from it: an ACK times
 * the data that it is the first to acknowledge.
 */
#include "explain/subject.h"

#include "tcpladder/seq.h"

enum { LOOK_MOST = 1 << 15 }; /* events looked at for one answer; it bounds the cost of a key */

#define RTT_MOST_NS (INT64_C(240) * 1000 * 1000 * 1000)

struct search {
	const struct flow *flow;
	enum side sender; /* of the data that is timed */
	int left;         /* how many events may still be looked at */
};

/* An ACK, and what is found out about the data that it acknowledges and no ACK before it. */
struct ack {
	const struct event *event;
	const struct event *before;   /* the ACK before it; NULL for none */
	const struct event *answered; /* of the data what was sent last */
	bool exact;                   /* it acknowledges all of a segment, and no more */
	bool twice;                   /* some was sent again: RFC 6298 §3 */
};

/* The event before that one; NULL where there is none, or where the search ends. */
static const struct event *step_back(struct search *search, size_t *index)
{
	if (*index <= flow_first(search->flow) || search->left <= 0)
		return NULL;
	search->left--;
	return flow_event(search->flow, --*index);
}

static bool acknowledges(const struct search *search, const struct event *event)
{
	return (enum side)event->side != search->sender &&
	       (event->flags & (TCP_ACK | TCP_RST)) == TCP_ACK && !event_has(event, NOTE_CORRUPT) &&
	       !event_has(event, NOTE_DUPLICATE);
}

static const struct event *ack_before(struct search *search, size_t index)
{
	const struct event *event;

	while ((event = step_back(search, &index)))
		if (acknowledges(search, event))
			return event;
	return NULL;
}

static bool is_news(const struct ack *ack, const struct event *before)
{
	return seq_diff(before->ack, ack->event->ack) > 0;
}

/* Whether the segment has some of the data. */
static bool is_answered(const struct ack *ack, const struct event *sent)
{
	uint32_t end = sent->seq + event_span(sent);

	return end != sent->seq && !(sent->flags & TCP_RST) && !event_has(sent, NOTE_CORRUPT) &&
	       seq_diff(sent->seq, ack->event->ack) > 0 &&
	       (!ack->before || seq_diff(ack->before->ack, end) > 0);
}

static void take_sent(struct ack *ack, const struct event *sent)
{
	if (!is_answered(ack, sent))
		return;
	ack->exact |= sent->seq + event_span(sent) == ack->event->ack;
	ack->twice |= event_has(sent, NOTE_RETRANSMISSION);
	if (!ack->answered && !event_has(sent, NOTE_SPURIOUS) && !event_has(sent, NOTE_DUPLICATE))
		ack->answered = sent;
}

/* What it sends for the first time lies behind all that was sent before it. */
static bool is_all(const struct ack *ack, const struct event *sent)
{
	return ack->before && event_span(sent) > 0 && !event_has(sent, NOTE_RETRANSMISSION) &&
	       seq_diff(sent->seq, ack->before->ack) >= 0;
}

/* Looks at all that was sent since the first of the data; false where the ACK is no news. */
static bool gather(struct search *search, size_t index, struct ack *ack)
{
	const struct event *event;

	while ((event = step_back(search, &index))) {
		if ((enum side)event->side == search->sender) {
			take_sent(ack, event);
			if (is_all(ack, event))
				return true;
		} else if (acknowledges(search, event) && !is_news(ack, event)) {
			return false;
		}
	}
	return search->left > 0;
}

/* When it was sent, the capture does not tell. */
static bool is_overtaken(const struct event *event)
{
	return event_has(event, NOTE_OUT_OF_ORDER) || event_has(event, NOTE_LATE) ||
	       event_has(event, NOTE_CAPTURED_LATE);
}

/* What the ACK times; 0 for nothing. */
static int64_t measure(struct search *search, size_t index)
{
	struct ack ack = {.event = flow_event(search->flow, index)};
	size_t echoed = flow_echoed(search->flow, index);
	int64_t ns;

	ack.before = ack_before(search, index);
	if ((ack.before && !is_news(&ack, ack.before)) || !gather(search, index, &ack))
		return 0;
	if (ack.twice)
		ack.answered = echoed == EVENT_NONE ? NULL : flow_event(search->flow, echoed);
	else if (!ack.exact)
		ack.answered = NULL;
	if (!ack.answered || is_overtaken(ack.answered))
		return 0;
	ns = ack.event->time_ns - ack.answered->time_ns;
	return ns > 0 && ns <= RTT_MOST_NS ? ns : 0;
}

struct round_trip explain_round_trip(const struct flow *flow, size_t event, enum side side)
{
	struct search search = {flow, side, LOOK_MOST};
	struct round_trip none = {.event = NULL};
	size_t index = event + 1;
	const struct event *ack;

	if (!flow_has(flow, event))
		return none;
	while ((ack = step_back(&search, &index))) {
		int64_t ns = acknowledges(&search, ack) ? measure(&search, index) : 0;

		if (ns > 0)
			return (struct round_trip){ack, ns};
	}
	return none;
}

/* --- the round trip before what is explained --- */

bool explain_near(enum vantage vantage, enum side *near)
{
	*near = vantage == VANTAGE_AT_B ? SIDE_B : SIDE_A;
	return vantage == VANTAGE_AT_A || vantage == VANTAGE_AT_B;
}

struct round_trip subject_round_trip(const struct subject *subject)
{
	enum side side;

	if (!explain_near(subject->flow.vantage, &side))
		side = subject->event->side;
	if (subject->index == 0)
		return (struct round_trip){.event = NULL};
	return explain_round_trip(subject->ladder->flow, subject->index - 1, side);
}
