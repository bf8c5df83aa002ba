/*
 * Where the capture was taken, told by the handshake's times (annotations 9).
 *
 * SYN to SYN+ACK is the way from the capture to B and back, SYN+ACK to ACK the way to A and back.
 * A way that is ten times shorter than the other means that the capture is at that end.
 */
#include "track/private.h"

static enum vantage vantage_of(int64_t to_b, int64_t to_a)
{
	if (to_b >= to_a * MUCH_CLOSER)
		return VANTAGE_AT_A;
	if (to_a >= to_b * MUCH_CLOSER)
		return VANTAGE_AT_B;
	return VANTAGE_ON_PATH;
}

/* Only first transmissions measure anything (RFC 6298 §3). */
static void finish(struct flow *flow, int64_t now_ns)
{
	int64_t to_b = flow->syn_ack_ns - flow->syn_ns, to_a = now_ns - flow->syn_ack_ns;

	if (flow->handshake_repeated || to_b < 0 || to_a < 0 || to_a + to_b == 0)
		return;
	flow->handshake_ns[0] = to_b;
	flow->handshake_ns[1] = to_a;
	flow->vantage = (uint8_t)vantage_of(to_b, to_a);
	half_sample(&flow->half[SIDE_A], to_b);
	half_sample(&flow->half[SIDE_B], to_a);
}

void vantage_run(struct step *s)
{
	struct flow *flow = s->flow;
	bool syn = s->event->role == ROLE_HS_SYN, syn_ack = s->event->role == ROLE_HS_SYN_ACK;

	if (flow->handshake_ns[0] >= 0)
		return;
	if ((syn && flow->seen_syn) || (syn_ack && flow->seen_syn_ack))
		flow->handshake_repeated = true;
	else if (syn)
		flow->syn_ns = s->event->time_ns;
	else if (syn_ack)
		flow->syn_ack_ns = s->event->time_ns;
	else if (flow->seen_syn && flow->seen_syn_ack && s->me == &flow->half[SIDE_A] &&
		 flow->opening == OPENING_THREE_WAY)
		finish(flow, s->event->time_ns);
}
