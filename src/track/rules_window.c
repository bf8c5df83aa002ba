/* Rules on windows (annotations 8). */
#include "track/rules.h"

/* The receiver cannot take data now: RFC 9293 §3.8.6. */
bool rule_zero_window(struct step *s)
{
	return s->segment->window == 0 && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST);
}

/*
 * Data that ends exactly at the right edge that the sender can have known: the newest one, or one
 * in force within about a response time, which is how old its knowledge may be at the receiver.
 */
static bool ends_at_edge(const struct step *s)
{
	const struct edges *edges = &s->me->board->edges;
	int64_t oldest = s->event->time_ns;

	if (!captured_at(s->flow, s->me))
		oldest -= s->peer->board->srtt_ns / 100 * EDGE_PERCENT + EDGE_SLACK_NS;
	for (unsigned back = 1; back <= edges->count && back <= EDGES; back++) {
		unsigned i = (edges->count - back) % EDGES;

		if (edges->at[i].edge == s->to)
			return true;
		if (edges->at[i].time_ns < oldest)
			return false; /* in force when that knowledge was new; none before it */
	}
	return false;
}

/* RFC 9293 §3.8.6; no claim without the shift of the handshake or with MPTCP (RFC 8684 §4). */
bool rule_window_full(struct step *s)
{
	if (s->segment->len == 0 || s->me->board->edges.count == 0 || probes(s) ||
	    event_has(s->event, NOTE_RETRANSMISSION) || event_has(s->event, NOTE_OUT_OF_ORDER))
		return false;
	if (!s->flow->seen_syn || !s->flow->seen_syn_ack || s->flow->mptcp)
		return false;
	return ends_at_edge(s);
}
