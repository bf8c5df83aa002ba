/*
 * The state of each endpoint, as its segments prove it and as arrivals suggest it.
 *
 * What an endpoint sends proves its state (RFC 9293 §3.10); what it is sent is assumed to arrive.
 * So each segment first moves its sender, then its receiver: the state after departure, and the
 * state after arrival, as in the figures of RFC 9293 §3.5 and §3.6.
 */
#include "track/private.h"

/* One step of the diagram of RFC 9293 §3.3.2, Figure 5; the table ends with STATE_UNKNOWN. */
struct move {
	enum tcp_state from, to;
};

static void go(struct half *half, enum tcp_state to, unsigned how)
{
	if (how & STATE_ASSUMED)
		half->before_assumed = half->state;
	half->state = (uint8_t)(to | how);
}

/* The events since it entered its state show this one instead. */
static void undo_to(struct flow *flow, struct half *half, uint8_t before)
{
	enum side side = half == &flow->half[SIDE_A] ? SIDE_A : SIDE_B;

	for (size_t i = flow->events.count - 1u; i-- > flow_first(flow);) {
		struct event *event = event_at(flow, i);

		if (event->state[side] != half->state)
			break;
		event->state[side] = before;
		change(flow, (uint32_t)i);
	}
	half->state = before;
}

/* The last arrival that was assumed at this endpoint had not happened. */
static void undo(struct flow *flow, struct half *half)
{
	undo_to(flow, half, half->before_assumed ? half->before_assumed : STATE_CLOSED);
}

/* Takes the first move that begins in the half's state. */
static void move(struct half *half, const struct move *moves, unsigned how)
{
	for (; moves->to != STATE_UNKNOWN; moves++)
		if (half_state(half) == moves->from) {
			go(half, moves->to, how | (half->state & STATE_GUESSED));
			return;
		}
}

static const struct move end = {STATE_UNKNOWN, STATE_UNKNOWN};

/* The peer's FIN has reached this endpoint. */
static void hear_fin(struct half *half, unsigned how)
{
	const struct move moves[] = {{STATE_SYN_RECEIVED, STATE_CLOSE_WAIT},
				     {STATE_ESTABLISHED, STATE_CLOSE_WAIT},
				     {STATE_FIN_WAIT_1, STATE_CLOSING},
				     {STATE_FIN_WAIT_2, STATE_TIME_WAIT},
				     end};

	move(half, moves, how);
}

/* It sends a FIN. */
static void send_fin(struct half *half)
{
	const struct move moves[] = {{STATE_SYN_RECEIVED, STATE_FIN_WAIT_1},
				     {STATE_ESTABLISHED, STATE_FIN_WAIT_1},
				     {STATE_CLOSE_WAIT, STATE_LAST_ACK},
				     end};

	move(half, moves, 0);
}

/* Its own FIN is acknowledged. */
static void hear_ack_of_fin(struct half *half)
{
	const struct move moves[] = {{STATE_FIN_WAIT_1, STATE_FIN_WAIT_2},
				     {STATE_CLOSING, STATE_TIME_WAIT},
				     {STATE_LAST_ACK, STATE_CLOSED},
				     end};

	move(half, moves, STATE_ASSUMED);
}

/* Picked up mid-way: both are taken to be established, until something shows otherwise. */
static void begin_midway(struct step *s)
{
	if (half_state(s->me) == STATE_UNKNOWN)
		go(s->me, STATE_ESTABLISHED, STATE_GUESSED);
	if (half_state(s->peer) == STATE_UNKNOWN)
		go(s->peer, STATE_ESTABLISHED, STATE_GUESSED);
}

/* --- what the segment proves of its sender --- */

/* Entered on an arrival that its next segment belies. */
static bool unheard(const struct half *half, enum tcp_state state)
{
	return (half->state & STATE_ASSUMED) != 0 && half_state(half) == state;
}

/* On its way already when the ACK of its SYN was captured: it says nothing of that. */
static bool sent_before_ack(const struct step *s)
{
	return s->me->progress != EVENT_NONE &&
	       step_too_soon_to_answer(s, event_at(s->flow, s->me->progress));
}

static void sent_syn(struct step *s)
{
	const struct move active[] = {{STATE_UNKNOWN, STATE_SYN_SENT},
				      {STATE_CLOSED, STATE_SYN_SENT},
				      {STATE_LISTEN, STATE_SYN_SENT},
				      end};

	if (s->me->passive && unheard(s->me, STATE_SYN_RECEIVED)) {
		s->me->passive = false; /* it opens itself: the peer's SYN had not arrived */
		undo(s->flow, s->me);
	}
	if (unheard(s->me, STATE_ESTABLISHED) && !sent_before_ack(s))
		undo(s->flow, s->me); /* the SYN+ACK had not arrived */
	if (half_state(s->me) == STATE_SYN_SENT && unheard(s->peer, STATE_SYN_RECEIVED))
		undo_to(s->flow, s->peer,
			STATE_LISTEN | STATE_ASSUMED); /* it comes now, if at all */
	move(s->me, active, 0);
}

static void sent_syn_ack(struct step *s)
{
	const struct move answer[] = {{STATE_UNKNOWN, STATE_SYN_RECEIVED},
				      {STATE_LISTEN, STATE_SYN_RECEIVED},
				      {STATE_SYN_SENT, STATE_SYN_RECEIVED},
				      {STATE_SYN_RECEIVED, STATE_SYN_RECEIVED},
				      end};

	if (unheard(s->me, STATE_ESTABLISHED) && !sent_before_ack(s))
		undo(s->flow, s->me); /* the ACK of its SYN had not arrived */
	move(s->me, answer, 0);
}

/* Data in a SYN may be answered with data before the handshake is over (RFC 7413 §4.2.2). */
static bool fast_open_answer(const struct step *s)
{
	return s->segment->len > 0 && s->me->passive &&
	       !(s->me->have_una && s->me->board->una >= 1);
}

/* Whether what it sends proves the arrival by which it entered its state. */
static bool confirms_arrival(const struct step *s)
{
	switch (half_state(s->me)) {
	case STATE_CLOSE_WAIT:
	case STATE_CLOSING: return fin_covered(s);
	case STATE_FIN_WAIT_2:
	case STATE_TIME_WAIT: return fin_ack_passed(s);
	case STATE_CLOSED:
	case STATE_LISTEN: return false;
	default: return true;
	}
}

/* Whoever acknowledges the peer's SYN has it (RFC 9293 §3.5); an ACK of less tells nothing. */
static void prove_synchronized(struct step *s)
{
	const struct move moves[] = {
		{STATE_SYN_SENT, STATE_ESTABLISHED}, {STATE_SYN_RECEIVED, STATE_ESTABLISHED}, end};

	if (!fast_open_answer(s) && !(s->has_ack && s->ack < 1))
		move(s->me, moves, 0);
	if (confirms_arrival(s))
		s->me->state &= (uint8_t)~STATE_ASSUMED;
}

/*
 * An ACK of the peer's FIN proves that it arrived. A FIN that does not acknowledge it was sent
 * before it arrived: both close at once (RFC 9293 §3.6, Figure 13).
 */
static void prove_fin(struct step *s)
{
	if (fin_covered(s)) {
		if (!s->peer->fin_heard)
			hear_fin(s->me, 0);
		s->peer->fin_heard = true;
		if (half_state(s->me) == STATE_CLOSING && s->me->board->una > s->me->board->fin)
			hear_ack_of_fin(s->me);
	} else if (step_has(s, TCP_FIN) && !s->me->sent_fin && unheard(s->me, STATE_CLOSE_WAIT)) {
		undo(s->flow, s->me);
		s->peer->fin_heard = false;
	}
}

/* It sends its FIN again, unanswered: the first one had not arrived, as far as its end can tell. */
static void doubt_fin(struct step *s)
{
	bool answered = s->me->have_una && s->me->board->una > s->me->board->fin;

	if (answered || !captured_at(s->flow, s->me) || !unheard(s->peer, STATE_CLOSE_WAIT))
		return;
	undo(s->flow, s->peer);
	s->me->fin_heard = false;
}

/* It sends its FIN again, long after the ACK of it, and after the peer's FIN if that had both. */
static void doubt_ack_of_fin(struct step *s)
{
	bool both = unheard(s->me, STATE_TIME_WAIT) && !fin_covered(s);

	if (!fin_ack_lost(s->flow, s->me))
		return;
	if (both)
		s->peer->fin_heard = false;
	if (both || unheard(s->me, STATE_CLOSED) || unheard(s->me, STATE_FIN_WAIT_2))
		undo(s->flow, s->me);
}

/* What a segment without SYN and RST says of its sender. */
static void sent_other(struct step *s)
{
	begin_midway(s);
	if (step_has(s, TCP_FIN))
		doubt_ack_of_fin(s);
	if (!step_has(s, TCP_ACK))
		return;
	prove_fin(s);
	prove_synchronized(s);
	if (step_has(s, TCP_FIN) && !s->me->sent_fin)
		send_fin(s->me);
	else if (step_has(s, TCP_FIN))
		doubt_fin(s);
}

/* --- what its arrival means for its receiver (RFC 9293 §3.10.7) --- */

static void heard_syn(struct step *s)
{
	enum tcp_state state = half_state(s->peer);

	if (!step_has(s, TCP_ACK)) {
		if (state == STATE_UNKNOWN || state == STATE_LISTEN) {
			s->peer->passive = true;
			go(s->peer, STATE_SYN_RECEIVED, STATE_ASSUMED);
		} else if (state == STATE_SYN_SENT) {
			go(s->peer, STATE_SYN_RECEIVED, STATE_ASSUMED);
		}
	} else if (state == STATE_UNKNOWN) {
		go(s->peer, STATE_ESTABLISHED, STATE_ASSUMED);
	} else if ((state == STATE_SYN_SENT || state == STATE_SYN_RECEIVED) && s->has_ack &&
		   s->ack > 0 && s->ack <= s->peer->board->nxt) {
		go(s->peer, STATE_ESTABLISHED, STATE_ASSUMED);
	}
}

static void heard_ack(struct step *s)
{
	/* Where nothing of the peer is captured, any number of its own is taken. */
	bool acks_syn = s->peer->have_base ? s->has_ack && s->ack > 0 : step_has(s, TCP_ACK);

	if (half_state(s->peer) == STATE_SYN_RECEIVED && acks_syn)
		go(s->peer, STATE_ESTABLISHED, STATE_ASSUMED);
	if (s->has_ack && s->peer->sent_fin && s->ack > s->peer->board->fin)
		hear_ack_of_fin(s->peer);
}

static void heard_fin(struct step *s)
{
	if (s->me->fin_heard || !fin_is_whole(s))
		return;
	s->me->fin_heard = true;
	hear_fin(s->peer, STATE_ASSUMED);
}

/*
 * An earlier FIN that was still on its way when the peer sent its own came before this segment. The
 * peer answers it in CLOSING, and what this acknowledges counts from then on (Figure 13, line 3).
 */
static bool fins_crossed(struct step *s)
{
	if (!s->me->sent_fin || s->from <= s->me->board->fin || s->me->fin_heard)
		return false;
	heard_fin(s);
	return half_state(s->peer) == STATE_CLOSING;
}

/* What one arrival brings about is taken back as one, should it not have happened. */
static void heard_other(struct step *s)
{
	uint8_t before = s->peer->state;

	if (!fins_crossed(s))
		heard_ack(s);
	heard_fin(s);
	if (s->peer->state != before)
		s->peer->before_assumed = before;
}

/* --- RST --- */

static void take_reset(struct step *s)
{
	bool ends = half_open(s->peer) || half_open(s->me);
	enum note kind = reset_kind(s);

	event_note(s->event, kind);
	if (kind == NOTE_RST_REFUSED && unheard(s->me, STATE_SYN_RECEIVED))
		undo(s->flow, s->me); /* nobody listened (RFC 9293 §3.5.2) */
	if (half_state(s->peer) == STATE_SYN_RECEIVED && s->peer->passive)
		go(s->peer, STATE_LISTEN, STATE_ASSUMED); /* RFC 9293 §3.5.3 */
	else if (half_open(s->peer))
		go(s->peer, STATE_CLOSED, STATE_ASSUMED);
	go(s->me, STATE_CLOSED, 0);
	s->flow->reset |= ends;
}

/*
 * An endpoint in SYN-SENT answers an ACK of something else with an RST and goes on waiting; the
 * listener returns to LISTEN (RFC 9293 §3.5, Figure 8; §3.5.3).
 */
static bool disowns(struct step *s)
{
	if (half_state(s->me) != STATE_SYN_SENT || half_state(s->peer) != STATE_SYN_RECEIVED ||
	    !s->peer->passive)
		return false;
	go(s->peer, STATE_LISTEN, STATE_ASSUMED);
	half_forget_numbers(s->peer, s->flow->arena);
	return true;
}

static void run_reset(struct step *s)
{
	if (disowns(s))
		return;
	switch (reset_judged(s)) {
	case RESET_TAKEN: take_reset(s); break;
	case RESET_CHALLENGED: event_note(s->event, NOTE_RST_CHALLENGED); break;
	case RESET_IGNORED: event_note(s->event, NOTE_RST_IGNORED); break;
	case RESET_UNTOLD: break; /* the window's edge is not known */
	}
}

/* Both are known to be established, and this neither closes nor follows what does. */
static bool moves_nothing(const struct step *s)
{
	return s->me->state == STATE_ESTABLISHED && s->peer->state == STATE_ESTABLISHED &&
	       !s->me->sent_fin && !s->peer->sent_fin && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST);
}

void states_run(struct step *s)
{
	if (moves_nothing(s))
		return;
	if (step_has(s, TCP_RST)) {
		run_reset(s);
		return;
	}
	if (step_has(s, TCP_SYN)) {
		if (step_has(s, TCP_ACK))
			sent_syn_ack(s);
		else
			sent_syn(s);
		heard_syn(s);
		return;
	}
	if (s->flow->reset)
		reset_doubt(s);
	sent_other(s);
	heard_other(s);
}
