/* Rules on windows (RFC 9293 §3.8.6). */
#include "track/rules.h"

/* The receiver cannot take data now: RFC 9293 §3.8.6. */
bool rule_zero_window(struct step *s)
{
	return s->segment->window == 0 && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST);
}

/*
 * Whether the sender had the ACK that offered this edge when it sent the segment. What it echoes
 * tells (RFC 7323 §3: TSecr is the newest TSval it had); else its distance from the capture does.
 */
static bool had_edge(const struct step *s, const struct edge *edge)
{
	const struct tcp_options *options = &s->segment->options;

	if (captured_at(s->flow, s->me))
		return true;
	if (edge->have_tsval && (options->present & OPT_TIMESTAMPS))
		return (int32_t)(options->tsecr - edge->tsval) >= 0;
	return s->event->time_ns - edge->time_ns >=
	       s->peer->board->fastest_ns / 100 * REORDER_PERCENT;
}

/*
 * Data that ends exactly at the right edge that the sender knew: at the newest one, which it then
 * had, or at the newest one that it can be shown to have had. An older edge was the limit no more.
 */
static bool ends_at_edge(const struct step *s)
{
	const struct edges *edges = s->me->board->edges;

	for (unsigned back = 1; back <= edges->count && back <= EDGES; back++) {
		const struct edge *edge = &edges->at[(edges->count - back) % EDGES];

		if ((back == 1 || had_edge(s, edge)) && edge->edge == s->to)
			return true;
		if (had_edge(s, edge))
			return false;
	}
	return false;
}

/* Not with MPTCP (RFC 8684 §4). */
bool window_binds(const struct step *s)
{
	if (!s->me->board->edges || probes(s) || step_is_part(s) ||
	    event_has(s->event, NOTE_RETRANSMISSION) || event_has(s->event, NOTE_OUT_OF_ORDER))
		return false;
	return !s->flow->mptcp;
}

/* RFC 9293 §3.8.6. */
bool rule_window_full(struct step *s)
{
	return flow_scales_known(s->flow) && ends_at_edge(s);
}

/* Whether it ends beyond them; of windows whose shift is not known by the shift assumed. */
static bool ends_beyond(const struct step *s, bool assume)
{
	const struct edges *edges = s->me->board->edges;
	int64_t end = s->to - step_has(s, TCP_FIN);

	for (unsigned back = 1; edges && back <= edges->count && back <= EDGES; back++) {
		const struct edge *edge = &edges->at[(edges->count - back) % EDGES];

		if (edge->edge >= end || (!assume && edge->window > 0))
			return false;
		if (had_edge(s, edge))
			return true;
	}
	return edges != NULL;
}

bool window_exceeded(const struct step *s)
{
	return ends_beyond(s, flow_scales_known(s->flow));
}

/* One bit more: the windows offered before were twice as large, too. */
static void shift_further(struct half *half, struct edges *edges)
{
	for (unsigned i = 0; i < edges->count && i < EDGES; i++)
		edges->at[i].edge += (int64_t)edges->at[i].window << half->scale;
	half->window *= 2;
	half->scale++;
}

/*
 * More is in flight than the windows allow by the shift known so far: so it is larger. Not
 * where the peer has been silent for long, or bytes are missing: then ACKs may not be captured.
 */
static void learn_scale(struct step *s)
{
	struct edges *edges = s->me->board->edges;
	const struct event *last;

	if (!s->me->have_una || !s->peer->have_window || event_has(s->event, NOTE_GAP))
		return;
	last = event_at(s->flow, s->peer->last_event);
	if (s->event->time_ns - last->time_ns > half_rto_ns(s->me))
		return;
	while (s->peer->scale < SHIFT_MOST && s->peer->window > 0 && ends_beyond(s, true))
		shift_further(s->peer, edges);
}

/* Beyond every edge that it can have had: the receiver need not take it (RFC 9293 §3.4). */
bool rule_beyond_window(struct step *s)
{
	if (flow_scales_known(s->flow))
		return window_exceeded(s);
	learn_scale(s);
	return false;
}
