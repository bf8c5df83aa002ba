/* What segments tell of the FINs: whether they and their ACKs arrived (RFC 9293 §3.6). */
#include "track/private.h"

bool fin_covered(const struct step *s)
{
	return s->has_ack && s->peer->sent_fin && s->ack > s->peer->board->fin;
}

bool fin_ack_passed(const struct step *s)
{
	const struct event *ack;

	if (!s->has_ack || s->me->progress == EVENT_NONE)
		return false;
	ack = event_at(s->flow, s->me->progress);
	return seq_diff(ack->seq, s->segment->ack) > 0 && !event_has(ack, NOTE_RETRANSMISSION);
}

bool fin_ack_lost(const struct flow *flow, const struct half *half)
{
	return half->sent_fin && half->progress != EVENT_NONE &&
	       event_has(event_at(flow, half->progress), NOTE_LOST_ACK);
}

bool fin_is_whole(const struct step *s)
{
	const struct half *me = s->me;

	if (!step_has(s, TCP_ACK))
		return false; /* dropped without it: RFC 9293 §3.10.7.4 */
	if (step_has(s, TCP_FIN))
		return s->from <= me->board->whole;
	return me->sent_fin && !fin_ack_lost(s->flow, s->peer) && s->from <= me->board->whole &&
	       (s->to >= me->board->fin || me->board->whole >= me->board->fin ||
		ranges_covered(half_sent(me), s->to, me->board->fin) == me->board->fin - s->to);
}
