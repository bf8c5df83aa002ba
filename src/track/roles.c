/* What each segment does, and which part of the connection's life it belongs to. */
#include "track/private.h"

static bool acks_syn(const struct step *s)
{
	return s->has_ack && s->me->have_isn && s->peer->have_isn && s->ack >= 1;
}

static bool acks_fin_first(const struct step *s)
{
	return s->has_ack && s->peer->sent_fin && s->ack > s->peer->board->fin &&
	       s->peer->board->una <= s->peer->board->fin;
}

/*
 * The first ACK of the peer's FIN, or a pure one that says it again: nothing new can follow a FIN,
 * so what it answers had come before. A probe only has to name some ACK.
 */
static bool answers_fin(const struct step *s)
{
	bool probes =
		event_has(s->event, NOTE_KEEP_ALIVE) || event_has(s->event, NOTE_ZERO_WINDOW_PROBE);

	return acks_fin_first(s) ||
	       (step_pure_ack(s) && s->peer->sent_fin && s->ack > s->peer->board->fin && !probes);
}

static bool sent_syn_ack(const struct step *s)
{
	for (uint32_t i = (uint32_t)flow_first(s->flow); i < s->index; i++) {
		const struct event *event = event_at(s->flow, i);

		if (event->side == s->event->side && event->role == ROLE_HS_SYN_ACK)
			return true;
	}
	return false;
}

/*
 * Where both open at once (Figure 7) and both answer, A counts as the one whose ACK completes, if
 * it acknowledges no more than the SYN: that of data is no part of opening.
 */
static bool opens(const struct step *s)
{
	if (s->flow->opening != OPENING_SIMULTANEOUS)
		return !s->me->passive;
	return (s->event->side == SIDE_A && s->ack == 1) || !sent_syn_ack(s);
}

/* The opener's first ACK of the peer's SYN, without data (RFC 9293 §3.5, Figure 6 line 4). */
static bool completes_handshake(const struct step *s)
{
	return !s->flow->seen_handshake_ack && acks_syn(s) && s->flow->seen_syn_ack &&
	       !s->me->sent_any && opens(s);
}

enum role role_of(const struct step *s)
{
	if (step_has(s, TCP_RST))
		return ROLE_CLOSE_RST;
	if (step_has(s, TCP_SYN))
		return step_has(s, TCP_ACK) ? ROLE_HS_SYN_ACK : ROLE_HS_SYN;
	if (step_has(s, TCP_FIN))
		return ROLE_CLOSE_FIN;
	if (s->segment->len > 0 || step_is_part(s))
		return ROLE_DATA;
	if (completes_handshake(s))
		return ROLE_HS_ACK;
	return acks_fin_first(s) ? ROLE_CLOSE_ACK : ROLE_ACK;
}

/*
 * Between the FINs the side that has sent none may go on sending (RFC 9293 §3.6.1): that is data,
 * and so is what acknowledges it. All else belongs to closing, such as the ACKs of what was under
 * way when the first FIN was sent, and bytes from before that FIN again.
 */
static enum phase phase_after_fin(struct step *s)
{
	if (s->event->role == ROLE_DATA && !s->me->sent_fin) {
		event_note(s->event, NOTE_HALF_CLOSED);
		s->flow->half_closed = true;
	}
	if (s->me->sent_fin && s->peer->sent_fin)
		return PHASE_CLOSE;
	return s->flow->half_closed ? PHASE_DATA : PHASE_CLOSE;
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
	else if (s->has_ack && s->ack > s->peer->board->fin)
		s->flow->closing = CLOSING_FOUR_WAY;
	else {
		s->flow->closing = CLOSING_SIMULTANEOUS;
		event_note(s->event, NOTE_SIMULTANEOUS_CLOSE);
	}
}

/* Both sides' SYN+ACKs prove that the SYNs crossed (RFC 9293 §3.5, Figure 7). */
static void note_crossing(struct step *s)
{
	bool second = s->event->role == ROLE_HS_SYN_ACK && s->flow->seen_syn_ack;

	if (second && s->flow->opening == OPENING_SIMULTANEOUS &&
	    !event_has(s->event, NOTE_RETRANSMISSION))
		prove(s->flow, s->flow->hindsight->crossing, NOTE_SIMULTANEOUS_OPEN,
		      (struct proof){s->index, EVENT_NONE});
}

static void note_opening(struct step *s)
{
	struct flow *flow = s->flow;
	bool syn = s->event->role == ROLE_HS_SYN;

	note_crossing(s);
	if (syn && flow->seen_syn && s->me->segments == 0) {
		flow->opening = OPENING_SIMULTANEOUS;
		flow_hindsight(flow)->crossing = s->index;
	}
	if (syn && flow->opening == OPENING_NOT_CAPTURED && flow->events.count == 1)
		flow->opening = OPENING_NO_ANSWER;
	else if (s->event->role == ROLE_HS_SYN_ACK && flow->opening != OPENING_SIMULTANEOUS)
		flow->opening = OPENING_THREE_WAY;
	else if (flow->opening == OPENING_NO_ANSWER && flow->reset && !flow->seen_syn_ack)
		flow->opening = OPENING_REFUSED;
}

/* Data and ACKs between opening and closing move nothing: the event has the flow's phase. */
static bool goes_on(const struct step *s)
{
	bool again =
		s->event->role == ROLE_ACK || (s->event->role == ROLE_DATA && s->flow->seen_data);

	return s->flow->phase == PHASE_DATA && again && !s->me->sent_fin && !s->peer->sent_fin;
}

static void note_seen(struct step *s)
{
	switch ((enum role)s->event->role) {
	case ROLE_HS_SYN: s->flow->seen_syn = true; break;
	case ROLE_HS_SYN_ACK: s->flow->seen_syn_ack = true; break;
	case ROLE_HS_ACK: s->flow->seen_handshake_ack = true; break;
	default: break;
	}
	if (s->segment->len > 0)
		s->flow->seen_data = true;
}

void phase_run(struct step *s)
{
	struct flow *flow = s->flow;

	if (goes_on(s))
		return;
	if (answers_fin(s) && !step_has(s, TCP_RST))
		event_note(s->event, NOTE_CLOSE_ACK);
	note_opening(s);
	note_closing(s);
	flow->phase = (flow->reset ? PHASE_RESET : phase_of(s)) & 7u;
	s->event->phase = flow->phase;
	note_seen(s);
}
