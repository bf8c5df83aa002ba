/* What belongs to a segment, found among those near it. */
#include "explain/subject.h"

#include "tcpladder/seq.h"

/* Farther off nobody looks for the other half; it bounds the cost of a screen. */
enum { LOOK_BACK = 256, LOOK_AHEAD = 4096 };

struct subject subject_of(const struct ladder *ladder, size_t index,
			  const struct explain_reread *reread)
{
	return (struct subject){
		.ladder = ladder,
		.flow = flow_summary(ladder->flow),
		.reread = reread,
		.options = reread ? reread->options : NULL,
		.event = flow_event(ladder->flow, index),
		.index = index,
		.answered = ladder_answered(ladder, index),
		.proof = {EVENT_NONE, EVENT_NONE},
	};
}

const struct event *subject_event(const struct subject *subject, size_t index)
{
	const struct flow *flow = subject->ladder->flow;

	return index < ladder_events(subject->ladder) && flow_has(flow, index)
		       ? flow_event(flow, index)
		       : NULL;
}

size_t subject_oldest(const struct subject *subject)
{
	size_t first = flow_first(subject->ladder->flow);

	return subject->index > first + LOOK_BACK ? subject->index - LOOK_BACK : first;
}

const struct event *subject_ack_before(const struct subject *subject)
{
	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side == subject->event->side && (before->flags & TCP_ACK))
			return before;
	}
	return NULL;
}

/* It acknowledges some of that segment, and the ACK before it did not. */
static bool acknowledges(const struct event *ack, const struct event *before,
			 const struct event *segment)
{
	uint32_t end = segment->seq + event_span(segment);

	if (segment->side == ack->side || end == segment->seq ||
	    seq_diff(segment->seq, ack->ack) <= 0)
		return false;
	return !before || seq_diff(before->ack, end) > 0;
}

bool subject_ack_is_news(const struct subject *subject)
{
	const struct event *event = subject->event;

	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side == event->side && (before->flags & TCP_ACK) &&
		    seq_diff(before->ack, event->ack) <= 0)
			return false;
	}
	return event->flags & TCP_ACK;
}

const struct event *subject_echoed(const struct subject *subject)
{
	return subject_event(subject, flow_echoed(subject->ladder->flow, subject->index));
}

const struct event *subject_prompt(const struct subject *subject)
{
	const struct event *before = subject_ack_before(subject);
	const struct event *echoed = subject_echoed(subject);

	if (echoed)
		return echoed;
	if (!subject_event(subject, subject->answered))
		return NULL;
	for (size_t i = subject->index; i-- > subject->answered;) {
		const struct event *segment = subject_event(subject, i);

		if (acknowledges(subject->event, before, segment) &&
		    !event_has(segment, NOTE_SPURIOUS) && !event_has(segment, NOTE_DUPLICATE))
			return segment;
	}
	return subject_event(subject, subject->answered);
}

bool subject_answers_late(const struct subject *subject)
{
	const int64_t most_ns = 500 * 1000 * 1000;
	const struct event *event = subject->event, *prompt = subject_prompt(subject);

	return event->role == ROLE_ACK && prompt && event->time_ns - prompt->time_ns > most_ns;
}

bool subject_was_full(const struct subject *subject)
{
	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != subject->event->side && before->len > 0)
			return event_has(before, NOTE_WINDOW_FULL);
	}
	return false;
}

/* RFC 2883 §4: a first block below ACK, or within the second, reports what came twice. */
size_t subject_sacks(const struct subject *subject)
{
	const struct tcp_options *options = subject->options;
	const struct sack_block *sack;

	if (!options || !(options->present & OPT_SACK) || options->sack_count == 0)
		return SACK_MAX;
	sack = options->sack;
	if (seq_diff(sack[0].right, subject->event->ack) >= 0)
		return 1;
	return options->sack_count > 1 && seq_diff(sack[1].left, sack[0].left) >= 0 &&
	       seq_diff(sack[0].right, sack[1].right) >= 0;
}

const struct event *subject_dup_ack(const struct subject *subject)
{
	const struct event *event = subject->event;

	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != event->side && event_has(before, NOTE_DUP_ACK) &&
		    before->ack == event->seq && before->count > 0)
			return before;
	}
	return NULL;
}

const struct event *subject_about(const struct subject *subject)
{
	size_t end = ladder_events(subject->ladder);

	if (subject->event->about < end && flow_has(subject->ladder->flow, subject->event->about))
		return subject_event(subject, subject->event->about);
	if (!event_has(subject->event, NOTE_LOST_DATA))
		return NULL;
	if (end - subject->index > LOOK_AHEAD)
		end = subject->index + LOOK_AHEAD;
	for (size_t i = subject->index + 1; i < end; i++) {
		const struct event *later = subject_event(subject, i);

		if (later->about == subject->index && event_has(later, NOTE_RETRANSMISSION))
			return later;
	}
	return NULL;
}

const struct event *subject_above(const struct subject *subject)
{
	const struct event *last = NULL;

	if (subject->event->about < subject->index &&
	    flow_has(subject->ladder->flow, subject->event->about))
		return subject_event(subject, subject->event->about);
	for (size_t i = subject->index; i-- > subject_oldest(subject);) {
		const struct event *before = subject_event(subject, i);

		if (before->side != subject->event->side)
			continue;
		last = last ? last : before;
		if (event_has(before, NOTE_GAP) && before->about == subject->index)
			return before;
	}
	return last;
}

uint32_t subject_window_of(const struct subject *subject, const struct event *event)
{
	const struct half_summary *half = &subject->flow.half[event->side];

	return (uint32_t)event->window << (event->flags & TCP_SYN ? 0 : half->shift);
}

bool subject_window_exact(const struct subject *subject)
{
	const struct event *event = subject->event;

	return subject->flow.half[event->side].shift_known ||
	       (event->flags & (TCP_SYN | TCP_RST)) || event->window == 0;
}

uint32_t subject_window(const struct subject *subject)
{
	return subject_window_of(subject, subject->event);
}

enum note note_heaviest(struct note_set notes)
{
	enum note found = NOTE_COUNT;

	for (enum note note = 0; note < NOTE_COUNT; note++)
		if (note_set_has(notes, note) &&
		    (found == NOTE_COUNT || note_weight(note) > note_weight(found)))
			found = note;
	return found;
}
