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
