/*
 * Where the capture was taken, told by the handshake's times.
 *
 * SYN to SYN+ACK is the way from the capture to B and back, SYN+ACK to ACK the way to A and back.
 * A way that is ten times shorter than the other means that the capture is at that end.
 */
#include "track/private.h"

static enum vantage vantage_of(int64_t to_b, int64_t to_a)
{
	if (to_b / MUCH_CLOSER >= to_a)
		return VANTAGE_AT_A;
	if (to_a / MUCH_CLOSER >= to_b)
		return VANTAGE_AT_B;
	return VANTAGE_ON_PATH;
}

/*
 * SYNs and SYN+ACKs that were sent again from where the capture was taken had been lost; but a SYN
 * whose SYN+ACK came again had been answered, so that the answer may be what was lost.
 */
static void judge_handshake(struct step *s)
{
	struct flow *flow = s->flow;

	for (uint32_t i = (uint32_t)flow_first(flow); i < s->index; i++) {
		const struct event *event = event_at(flow, i);
		bool from_here = captured_at(flow, &flow->half[event->side]);
		bool answered = !(event->flags & TCP_ACK) && flow->syn_ack_repeated;

		if (from_here && !answered && event_has(event, NOTE_RETRANSMISSION) &&
		    event->about != EVENT_NONE && !echoes_earlier(s, event))
			mark_lost(flow, i, s->index);
	}
}

/* The first SYN+ACK after that SYN, should it have come again. */
static const struct event *first_syn_ack(const struct flow *flow)
{
	for (uint32_t i = flow->syn; i < flow->syn_ack; i++)
		if (event_at(flow, i)->role == ROLE_HS_SYN_ACK)
			return event_at(flow, i);
	return event_at(flow, flow->syn_ack);
}

/*
 * A way measured between the nearest copies of what was sent again is the shortest that it can
 * have been: enough to tell near from far, but no sample (RFC 6298 §3: only first transmissions).
 * Who sent the SYN sends the last ACK, and is A unless both sent one.
 */
static void finish(struct step *s)
{
	struct flow *flow = s->flow;
	int64_t to_peer = first_syn_ack(flow)->time_ns - event_at(flow, flow->syn)->time_ns;
	int64_t to_me = s->event->time_ns - event_at(flow, flow->syn_ack)->time_ns;
	bool by_a = s->me == &flow->half[SIDE_A];

	if (to_peer < 0 || to_me < 0 || to_me + to_peer == 0)
		return;
	flow->vantage = (by_a ? vantage_of(to_peer, to_me) : vantage_of(to_me, to_peer)) & 3u;
	if (flow->handshake_repeated) {
		judge_handshake(s);
		return;
	}
	half_sample_handshake(s->me, flow->arena, to_peer);
	if (s->event->role == ROLE_HS_ACK)
		half_sample_handshake(s->peer, flow->arena, to_me);
	else
		half_board(s->peer, flow->arena)->handshake_ns = to_me;
}

/* A segment of who sent the SYN, after the other's SYN+ACK. */
static bool ends_handshake(const struct step *s)
{
	const struct flow *flow = s->flow;
	const struct half *opener;

	if (!flow->seen_syn || !flow->seen_syn_ack)
		return false;
	opener = &flow->half[event_at(flow, flow->syn)->side];
	return s->me == opener && s->peer == &flow->half[event_at(flow, flow->syn_ack)->side];
}

/* The SYN+ACK again: what had been taken for a lost SYN may have been a lost SYN+ACK. */
static void doubt_lost_syn(struct flow *flow)
{
	flow->syn_ack_repeated = true;
	for (uint32_t i = (uint32_t)flow_first(flow); i < flow->events.count; i++) {
		struct event *event = event_at(flow, i);

		if (event->role != ROLE_HS_SYN)
			break;
		if (!event_has(event, NOTE_LOST_DATA))
			continue;
		event_drop_note(event, NOTE_LOST_DATA);
		flow->hindsight->lost--;
	}
}

void vantage_run(struct step *s)
{
	struct flow *flow = s->flow;
	bool syn = s->event->role == ROLE_HS_SYN, syn_ack = s->event->role == ROLE_HS_SYN_ACK;

	if (syn_ack && flow->seen_syn_ack && !flow->syn_ack_repeated)
		doubt_lost_syn(flow);
	if (flow->vantage != VANTAGE_UNKNOWN || flow->handshake_over)
		return;
	flow->handshake_repeated |= (syn && flow->seen_syn) || (syn_ack && flow->seen_syn_ack);
	if (syn && !flow->seen_syn_ack)
		flow->syn = s->index;
	else if (syn_ack && !flow->seen_syn)
		flow->handshake_over = true; /* nothing to measure from */
	else if (syn_ack)
		flow->syn_ack = s->index;
	else if (!syn && ends_handshake(s)) {
		flow->handshake_over = true;
		if (flow->opening == OPENING_THREE_WAY)
			finish(s);
	}
}
