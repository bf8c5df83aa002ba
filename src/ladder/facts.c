/* What an arrow's words are made of, found in the event and a few before it. */
#include "ladder/label.h"

#include <inttypes.h>
#include <stdio.h>

/* Farther back no reader looks for the other half of a sum; it bounds the cost of a row. */
enum { LOOK_BACK = 256 };

bool segment_is_resent(const struct event *event)
{
	return event_has(event, NOTE_RETRANSMISSION) || event_has(event, NOTE_SPURIOUS);
}

bool segment_is_lost(const struct event *event)
{
	return event_has(event, NOTE_LOST_DATA) || event_has(event, NOTE_LOST_ACK);
}

bool segment_answers_unseen_syn(const struct event *event, size_t index)
{
	return index == 0 && (event->flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK);
}

bool segment_has_unseen(const struct event *event, size_t index)
{
	return segment_answers_unseen_syn(event, index) || event_has(event, NOTE_GAP) ||
	       event_has(event, NOTE_NOT_CAPTURED) || event_has(event, NOTE_ACK_UNSEEN);
}

enum side unseen_side(const struct event *event, size_t index)
{
	bool of_sender = event_has(event, NOTE_GAP) || event_has(event, NOTE_NOT_CAPTURED);

	if (of_sender && !segment_answers_unseen_syn(event, index))
		return event->side;
	return event->side == SIDE_A ? SIDE_B : SIDE_A;
}

static bool is_timer(enum cause cause)
{
	return cause == CAUSE_RTO || cause == CAUSE_TIMER || cause == CAUSE_TLP;
}

int64_t segment_wait(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);
	int64_t wait;

	if (!is_timer(event->cause) || event->about >= index ||
	    !flow_has(ladder->flow, event->about))
		return 0;
	wait = event->time_ns - flow_event(ladder->flow, event->about)->time_ns;
	return wait > 0 ? wait : 0;
}

/* The nearest earlier event of the side that has the flags, NULL where none is near. */
static const struct event *earlier(const struct view *view, size_t index, enum side side)
{
	size_t stop = index > LOOK_BACK ? index - LOOK_BACK : 0;

	while (index-- > stop && flow_has(view->ladder->flow, index)) {
		const struct event *event = view_event(view, index);

		if (event->side == side && (event->flags & TCP_ACK) != 0)
			return event;
	}
	return NULL;
}

bool segment_ack_is_news(const struct view *view, size_t index)
{
	const struct event *event = view_event(view, index);
	const struct event *before;

	if (!(event->flags & TCP_ACK))
		return false;
	before = earlier(view, index, event->side);
	return !before || before->ack != event->ack;
}

/* Whether an ACK of the other side, of that number, may be the answer to it: a copy is none's. */
static bool asks(const struct event *event, const struct event *answer)
{
	return event->side != answer->side && event_span(event) > 0 &&
	       event->seq + event_span(event) == answer->ack && !event_has(event, NOTE_DUPLICATE);
}

size_t ladder_answered(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);
	size_t stop = index > LOOK_BACK ? index - LOOK_BACK : 0;

	while ((event->flags & TCP_ACK) && index-- > stop && flow_has(ladder->flow, index))
		if (asks(flow_event(ladder->flow, index), event))
			return index;
	return ladder_events(ladder);
}

const struct event *segment_acked(const struct view *view, size_t index)
{
	return view_event(view, ladder_answered(view->ladder, index));
}

/*
 * A relative number just before the base, as a keep-alive has it, is -1 and not 4294967295. In a
 * flow long enough to reach that number it is left as it is.
 */
void ladder_number(const struct ladder *ladder, const struct half_summary *half, uint32_t seq,
		   char *out)
{
	uint32_t relative = seq - half->base;

	if (ladder->absolute)
		snprintf(out, LADDER_NUMBER, "%" PRIu32, seq);
	else if (relative > UINT32_MAX - UINT16_MAX && half->bytes < INT32_MAX)
		snprintf(out, LADDER_NUMBER, "-%" PRIu32, UINT32_MAX - relative + 1);
	else
		snprintf(out, LADDER_NUMBER, "%" PRIu32, relative);
}

void number_text(const struct view *view, enum side side, uint32_t seq, char *out)
{
	ladder_number(view->ladder, &view->flow.half[side], seq, out);
}
