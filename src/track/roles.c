/* What each segment does, and which part of the connection's life it belongs to (annotations 4.3).
 */
#include "track/private.h"

static bool acks_syn(const struct step *s)
{
	return s->has_ack && s->me->have_isn && s->peer->have_isn && s->ack >= 1;
}

static bool acks_fin_first(const struct step *s)
{
	return s->has_ack && s->peer->sent_fin && s->ack > s->peer->fin &&
	       s->peer->una <= s->peer->fin;
}

/* The opener's first ACK of the peer's SYN, without data (RFC 9293 §3.5, Figure 6 line 4). */
static bool completes_handshake(const struct step *s)
{
	bool opener = s->me == &s->flow->half[SIDE_A];

	return opener && !s->flow->seen_handshake_ack && !s->flow->seen_data && acks_syn(s) &&
	       s->flow->seen_syn_ack;
}

enum role role_of(const struct step *s)
{
	if (step_has(s, TCP_RST))
		return ROLE_CLOSE_RST;
	if (step_has(s, TCP_SYN))
		return step_has(s, TCP_ACK) ? ROLE_HS_SYN_ACK : ROLE_HS_SYN;
	if (step_has(s, TCP_FIN))
		return ROLE_CLOSE_FIN;
	if (s->segment->len > 0)
		return ROLE_DATA;
	if (completes_handshake(s))
		return ROLE_HS_ACK;
	return acks_fin_first(s) ? ROLE_CLOSE_ACK : ROLE_ACK;
}

/* Between two FINs data may still flow one way (RFC 9293 §3.6.1): that is data, not closing. */
static enum phase phase_after_fin(struct step *s)
{
	struct flow *flow = s->flow;
	bool both = flow->half[SIDE_A].sent_fin && flow->half[SIDE_B].sent_fin;

	if (both)
		return PHASE_CLOSE;
	if (s->event->role == ROLE_DATA && !event_has(s->event, NOTE_RETRANSMISSION))
		flow->half_closed = true;
	return flow->half_closed ? PHASE_DATA : PHASE_CLOSE;
}

static enum phase phase_of(struct step *s)
{
	bool closing = s->flow->half[SIDE_A].sent_fin || s->flow->half[SIDE_B].sent_fin;

	switch ((enum role)s->event->role) {
	case ROLE_HS_SYN:
	case ROLE_HS_SYN_ACK:
	case ROLE_HS_ACK: return PHASE_OPEN;
	case ROLE_CLOSE_FIN:
	case ROLE_CLOSE_ACK: return PHASE_CLOSE;
	case ROLE_CLOSE_RST: return s->flow->phase;
	default: return closing ? phase_after_fin(s) : PHASE_DATA;
	}
}

/* Which way the connection was closed, told by the second FIN (RFC 9293 §3.6). */
static void note_closing(struct step *s)
{
	if (!step_has(s, TCP_FIN) || s->me->sent_fin || !s->peer->sent_fin)
		return;
	if (acks_fin_first(s))
		s->flow->closing = CLOSING_THREE_WAY;
	else if (s->has_ack && s->ack > s->peer->fin)
		s->flow->closing = CLOSING_FOUR_WAY;
	else
		s->flow->closing = CLOSING_SIMULTANEOUS;
}

static void note_opening(struct step *s)
{
	struct flow *flow = s->flow;
	bool syn = s->event->role == ROLE_HS_SYN;

	if (syn && flow->seen_syn && s->me->segments == 0)
		flow->opening = OPENING_SIMULTANEOUS;
	else if (syn && flow->opening == OPENING_NOT_CAPTURED && flow->events.count == 1)
		flow->opening = OPENING_NO_ANSWER;
	else if (s->event->role == ROLE_HS_SYN_ACK && flow->opening != OPENING_SIMULTANEOUS)
		flow->opening = OPENING_THREE_WAY;
	else if (flow->opening == OPENING_NO_ANSWER && flow->reset && !flow->seen_syn_ack)
		flow->opening = OPENING_REFUSED;
}

void phase_run(struct step *s)
{
	struct flow *flow = s->flow;

	note_opening(s);
	note_closing(s);
	if (s->event->role == ROLE_HS_SYN && flow->opening == OPENING_SIMULTANEOUS)
		event_note(s->event, NOTE_SIMULTANEOUS_OPEN);
	flow->phase = (uint8_t)(flow->reset ? PHASE_RESET : phase_of(s));
	s->event->phase = flow->phase & 7u;
	flow->seen_syn |= s->event->role == ROLE_HS_SYN;
	flow->seen_syn_ack |= s->event->role == ROLE_HS_SYN_ACK;
	flow->seen_handshake_ack |= s->event->role == ROLE_HS_ACK;
	flow->seen_data |= s->segment->len > 0;
}
