/* Whether a packet belongs to the flow between its endpoints or begins another. */
#include "track/private.h"

/* Idle time alone never parts flows; only sequence numbers and what was closed do. */
static enum kinship kinship_of_syn(const struct flow *flow, const struct segment *segment,
				   enum side side)
{
	const struct half *me = &flow->half[side], *peer = &flow->half[!side];

	if (flow_closed(flow) || half_state(me) == STATE_TIME_WAIT ||
	    half_state(peer) == STATE_TIME_WAIT)
		return KIN_NEW; /* RFC 9293 §3.6.1, RFC 6191: even with the same ISN */
	if (me->have_isn && segment->seq == me->base)
		return KIN_SAME;
	if (me->have_isn && peer->segments == 0)
		return KIN_NEW; /* nobody answered the first attempt */
	if (!me->have_isn && me->segments == 0 && peer->have_isn && !peer->sent_any)
		return KIN_SAME; /* simultaneous open: RFC 9293 §3.5 */
	return KIN_DOUBTFUL;
}

static bool answers_doubtful(const struct flow *flow, const struct segment *segment, enum side side)
{
	const struct packet *syn = flow_doubtful_syn(flow);

	return syn && event_at(flow, flow_doubtful(flow))->side != side &&
	       (segment->ack == syn->segment.seq + 1 ||
		segment->ack == syn->segment.seq + 1 + syn->segment.len);
}

/* A SYN+ACK for the SYN of a flow in which nobody has sent anything else. */
static bool answers_syn(const struct flow *flow, const struct segment *segment, enum side side)
{
	const struct half *me = &flow->half[side], *peer = &flow->half[!side];

	return !flow_closed(flow) && peer->have_isn && segment->ack == peer->base + 1 &&
	       !peer->sent_any && !me->sent_any;
}

static enum kinship kinship_of_syn_ack(const struct flow *flow, const struct segment *segment,
				       enum side side)
{
	const struct half *me = &flow->half[side];

	if (answers_doubtful(flow, segment, side))
		return KIN_SPLIT;
	if (!me->have_base || segment->seq == me->base)
		return KIN_SAME;
	if (answers_syn(flow, segment, side))
		return KIN_SAME; /* with another ISN: the listener began anew */
	return KIN_NEW;          /* its SYN was not captured */
}

enum kinship kinship_of_opener(const struct flow *flow, const struct segment *segment,
			       enum side side)
{
	if (flow->events.count == 0)
		return KIN_SAME;
	if (segment->flags & TCP_ACK)
		return kinship_of_syn_ack(flow, segment, side);
	return kinship_of_syn(flow, segment, side);
}
