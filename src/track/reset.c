/* What an RST means, and whether its receiver takes it: RFC 9293 §3.5.2, §3.5.3, RFC 5961 §3.2. */
#include "track/private.h"

static enum reset reset_in_syn_sent(const struct step *s)
{
	return s->has_ack && s->ack > 0 && s->ack <= s->peer->board->nxt ? RESET_TAKEN
									 : RESET_IGNORED;
}

/* Not the next number: in the window it is challenged, outside ignored (RFC 5961 §3.2). */
static enum reset beyond_next(const struct step *s)
{
	int64_t una = s->me->board->una;

	if (s->from < una || s->from >= una + flow_window_at_most(s->flow, s->peer))
		return RESET_IGNORED;
	return s->peer->segments > 0 && s->from < una + s->peer->window ? RESET_CHALLENGED
									: RESET_UNTOLD;
}

/*
 * In a synchronized state the RST must name RCV.NXT. The capture knows it only between the highest
 * ACK and what was sent since, so any number from there is taken as exact.
 */
enum reset reset_judged(const struct step *s)
{
	int64_t at = s->from;

	if (half_state(s->peer) == STATE_SYN_SENT)
		return reset_in_syn_sent(s);
	if (!s->me->have_base || !s->me->have_una)
		return RESET_TAKEN;
	if (at == s->me->board->una || (at > s->me->board->una && at <= s->me->board->nxt))
		return RESET_TAKEN;
	return beyond_next(s);
}

/*
 * Without an ACK, and its number is that of the ACK that it answers: nothing else tells its sender
 * one, for it knows of no connection, or no longer (RFC 9293 §3.5.1, Figure 10; §3.5.2).
 */
static bool answers_what_it_does_not_know(const struct step *s)
{
	uint32_t previous = step_previous(s);
	const struct event *last;

	if (step_has(s, TCP_ACK) || s->me->sent_fin)
		return false;
	if (!s->me->sent_any && !s->me->have_isn)
		return true;
	last = previous == EVENT_NONE ? NULL : event_at(s->flow, previous);
	return last && last->side != s->event->side && (last->flags & TCP_ACK) &&
	       last->ack == s->event->seq;
}

/* What a taken RST means: RFC 9293 §3.5.2, §3.5.3 and SHLD-3 of §3.6.1. */
enum note reset_kind(const struct step *s)
{
	bool unread = half_outstanding(s->peer) && s->peer->board->nxt > s->peer->board->una;

	if (!half_open(s->peer) && !half_open(s->me))
		return NOTE_RST_AFTER_CLOSE;
	if (half_state(s->peer) == STATE_SYN_SENT)
		return NOTE_RST_REFUSED;
	if (answers_what_it_does_not_know(s))
		return NOTE_RST_NO_CONNECTION;
	return unread || s->me->sent_fin ? NOTE_RST_UNREAD : NOTE_RST_ABORT;
}

/* What an RST that is taken means: one of these, as reset_kind() says. */
static const enum note kinds[] = {NOTE_RST_NO_CONNECTION, NOTE_RST_UNREAD, NOTE_RST_ABORT};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

/* The last RST of the step's peer that ended a live connection; EVENT_NONE for none of late. */
static uint32_t find_ending(const struct step *s)
{
	uint32_t oldest = (uint32_t)flow_first(s->flow) + 1;

	if (s->index > COPY_LOOK_BACK && s->index - COPY_LOOK_BACK > oldest)
		oldest = s->index - COPY_LOOK_BACK;
	for (uint32_t i = s->index; i-- > oldest;) {
		const struct event *event = event_at(s->flow, i);

		if (event->side == s->event->side || !(event->flags & TCP_RST))
			continue;
		for (size_t k = 0; k < KINDS; k++)
			if (event_has(event, kinds[k]))
				return i;
	}
	return EVENT_NONE;
}

/* It acknowledges bytes that were sent for the first time after the RST, at its number or above. */
static bool acks_beyond(const struct step *s, uint32_t reset)
{
	int64_t at = half_offset(s->peer, event_at(s->flow, reset)->seq);
	const struct range *last = s->has_ack ? ranges_after(half_sent(s->peer), s->ack - 1) : NULL;

	return last && last->from >= at && last->from < s->ack && last->event > reset &&
	       !event_has(event_at(s->flow, last->event), NOTE_RETRANSMISSION);
}

static void take_back(struct step *s, uint32_t reset)
{
	const struct event *before = event_at(s->flow, reset - 1);
	struct event *ending = event_at(s->flow, reset);

	for (size_t k = 0; k < KINDS; k++)
		event_drop_note(ending, kinds[k]);
	prove(s->flow, reset, NOTE_RST_IGNORED, (struct proof){s->index, EVENT_NONE});
	s->flow->reset = false;
	s->flow->phase = PHASE_DATA;
	for (int side = 0; side < 2; side++)
		s->flow->half[side].state = before->state[side];
	for (uint32_t i = reset; i <= s->index; i++) {
		struct event *event = event_at(s->flow, i);

		event->state[SIDE_A] = before->state[SIDE_A];
		event->state[SIDE_B] = before->state[SIDE_B];
		event->phase = PHASE_DATA;
		change(s->flow, i);
	}
}

void reset_doubt(struct step *s)
{
	uint32_t reset = s->has_ack ? find_ending(s) : EVENT_NONE;

	if (reset != EVENT_NONE && !s->me->sent_fin && !s->peer->sent_fin && acks_beyond(s, reset))
		take_back(s, reset);
}
