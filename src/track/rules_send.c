/* Rules on what is sent: where its bytes lie in sequence space (RFC 9293 §3.4). */
#include "track/rules.h"

/*
 * The byte before the next: how an idle peer is asked whether it is there, or a closed window
 * whether it has opened, with that byte or none (RFC 9293 §3.8.4, §3.8.6.1); a closed window by new
 * bytes as well, that it has no room for. All that was sent is acknowledged, else it is a
 * retransmission (MUST-26).
 */
static bool is_probe(const struct step *s, bool closed)
{
	bool old_byte = s->from == s->me->board->nxt - 1 && s->segment->len <= 1;
	bool new_bytes = s->from == s->me->board->nxt && closed &&
			 (s->segment->len == 1 || (s->segment->len > 1 && window_exceeded(s)));

	return (old_byte || new_bytes) && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST) &&
	       !step_is_part(s) && s->me->sent_any && s->me->have_una &&
	       s->me->board->una >= s->me->board->nxt &&
	       (!s->has_ack || s->ack >= s->peer->board->una);
}

static bool peer_window_closed(const struct step *s)
{
	return s->peer->have_window && s->peer->window == 0;
}

/* RFC 9293 §3.8.6.1. */
bool rule_zero_window_probe(struct step *s)
{
	return peer_window_closed(s) && is_probe(s, true);
}

/* A byte that is pushed is somebody's data; the garbage byte of a keep-alive is not. */
static bool sends_data(const struct step *s)
{
	return s->segment->len > 0 && step_has(s, TCP_PSH);
}

/* RFC 9293 §3.8.4. */
bool rule_keep_alive(struct step *s)
{
	return !peer_window_closed(s) && is_probe(s, false) && !sends_data(s);
}

/* Nothing is sent below the ISN: what lies there repeats nothing, and fills no hole (§3.4.1). */
static bool below_isn(const struct step *s)
{
	return s->me->have_isn && s->to <= 0;
}

/* Some of its bytes were captured before. */
static bool repeats_bytes(const struct step *s)
{
	return uses_space(s) && s->seen > 0 && !s->joined && !probes(s) && !below_isn(s);
}

/*
 * So old that its range is forgotten: looked for among the last events only. The copy of its first
 * byte, else of another.
 */
static uint32_t find_old_copy(const struct step *s)
{
	uint32_t oldest = s->index > COPY_SEARCH ? s->index - COPY_SEARCH : 0;
	uint32_t other = EVENT_NONE;

	for (uint32_t i = s->index; i-- > oldest;) {
		const struct event *event = event_at(s->flow, i);
		int64_t from = half_offset(s->me, event->seq), to = from + event->len;

		if (event->side != s->event->side || event_has(event, NOTE_DUPLICATE) ||
		    from >= s->to || to <= s->from)
			continue;
		if (from <= s->from)
			return i;
		if (other == EVENT_NONE)
			other = i;
	}
	return other;
}

/* The copy of its first captured byte; NULL where there is none, or it is too long ago. */
static struct event *copy_of(struct step *s)
{
	const struct range *range;

	if (!repeats_bytes(s))
		return NULL;
	if (s->from < s->me->board->forgotten) {
		s->event->about = find_old_copy(s);
	} else {
		range = ranges_after(half_sent(s->me), s->from);
		s->event->about = range->event;
	}
	return step_copy(s);
}

/* Each side's first SYN+ACK of a simultaneous open repeats its SYN's number (RFC 9293 §3.5). */
static bool answers_own_syn(const struct step *s, const struct event *copy)
{
	return step_has(s, TCP_SYN) && step_has(s, TCP_ACK) && !(copy->flags & TCP_ACK);
}

/* Below SND.NXT, in a hole: no byte of it was captured before, but in its own first fragment. */
static bool fills_hole(const struct step *s)
{
	return uses_space(s) && !s->new_data && (s->seen == 0 || s->joined) && !probes(s) &&
	       !below_isn(s);
}

/* The event above the hole stands for it: it learns what filled it. */
static void close_gap(struct step *s)
{
	const struct range *above = ranges_after(half_sent(s->me), s->to);
	struct event *event = above ? event_at(s->flow, above->event) : NULL;

	if (event && above->from == s->to && event_has(event, NOTE_GAP)) {
		event->about = s->index;
		change(s->flow, above->event);
	}
}

/* How many bytes before the event are missing still, once the step has come. */
static int64_t still_missing(const struct step *s, const struct event *above)
{
	int64_t to = half_offset(s->me, above->seq), from = to - above->count;
	int64_t begin = s->from > from ? s->from : from, end = s->to < to ? s->to : to;

	return above->count - half_seen(s->me, from, to) - (begin < end ? end - begin : 0);
}

/* Whether nothing beyond the event is missing that the ACK acknowledges. */
static bool acks_what_came(const struct step *s, const struct event *above, const struct event *ack)
{
	int64_t from = half_offset(s->me, above->seq), to = half_offset(s->me, ack->ack);

	return event_has(ack, NOTE_ACK_UNSEEN) &&
	       (to <= from || half_seen(s->me, from, to) == to - from);
}

/* Said too soon that bytes before it were not captured: they came, only late (annotations 7.8). */
static void take_back_not_captured(struct step *s, uint32_t index)
{
	struct event *event = event_at(s->flow, index);
	struct proof proof;

	if (!event_has(event, NOTE_NOT_CAPTURED) || still_missing(s, event) > 0)
		return;
	if (flow_proof(s->flow, index, NOTE_NOT_CAPTURED, &proof) && flow_has(s->flow, proof.by) &&
	    acks_what_came(s, event, event_at(s->flow, proof.by))) {
		event_drop_note(event_at(s->flow, proof.by), NOTE_ACK_UNSEEN);
		change(s->flow, proof.by);
	}
	event_drop_note(event, NOTE_NOT_CAPTURED);
	change(s->flow, index);
}

enum { ABOVE_LOOK = 16 };

/* What showed the hole is among the segments above it, or a pure ACK. */
static void doubt_not_captured(struct step *s)
{
	const struct range *above = ranges_after(half_sent(s->me), s->to);

	if (s->me->board->beyond != EVENT_NONE)
		take_back_not_captured(s, s->me->board->beyond);
	for (int i = 0; above && i < ABOVE_LOOK; i++) {
		take_back_not_captured(s, above->event);
		above = ranges_after(half_sent(s->me), above->to);
	}
}

/*
 * What fills the hole was sent again, and the receiver still missed it: the first copy was lost
 * before it came here, as the segment above the hole already showed (RFC 5681 §3.2). At the
 * sender's own end nothing is lost before the capture: there the capture missed it.
 */
static void lost_upstream(struct step *s)
{
	uint32_t above = order_above_hole(s);

	if (s->verdict.order != ORDER_RESENT || above == EVENT_NONE ||
	    captured_at(s->flow, s->me) || (s->me->have_una && s->to <= s->me->board->una))
		return;
	if (event_has(event_at(s->flow, above), NOTE_GAP))
		prove(s->flow, above, NOTE_LOST_UPSTREAM, (struct proof){s->index, EVENT_NONE});
}

/*
 * The original, arriving after its own retransmission, or an original that others overtook:
 * sent once, not lost (RFC 4737 §3, RFC 9293 §3.10.7.4).
 */
bool rule_out_of_order(struct step *s)
{
	struct event *copy = copy_of(s);

	if (copy && s->part == EVENT_NONE && order_is_original(s, copy)) {
		event_note(copy, NOTE_RETRANSMISSION);
		prove(s->flow, s->event->about, NOTE_SPURIOUS,
		      (struct proof){s->index, EVENT_NONE});
		if (copy->cause == CAUSE_NONE)
			copy->cause = CAUSE_UNKNOWN;
		return true;
	}
	if (!fills_hole(s))
		return false;
	s->verdict = order_of_filler(s);
	s->event->confidence = s->verdict.confidence & 3u;
	close_gap(s);
	doubt_not_captured(s);
	lost_upstream(s);
	return s->verdict.order == ORDER_OVERTAKEN;
}

/* Acknowledged before it was captured: the capture swapped them, not the network. */
bool rule_captured_late(struct step *s)
{
	if (!s->me->have_una || s->to > s->me->board->una || probes(s))
		return false;
	if (s->me->progress != EVENT_NONE && s->to >= s->me->board->una) {
		event_drop_note(event_at(s->flow, s->me->progress), NOTE_ACK_UNSEEN);
		change(s->flow, s->me->progress);
	}
	s->event->confidence = LIKELY;
	return true;
}

/* The same, for bytes that left a hole. */
bool rule_captured_late_in_hole(struct step *s)
{
	return fills_hole(s) && s->verdict.order == ORDER_CAPTURE;
}

/* The whole of a first fragment that was sent again: all that is known of that holds of it. */
static void resend_as_part(struct step *s)
{
	const struct event *part = event_at(s->flow, s->part);

	s->event->about = part->about;
	s->event->copies = part->copies;
	s->event->cause = part->cause;
	s->event->confidence = part->confidence;
}

/* Bytes that were captured before are sent again: RFC 9293 §3.8.1. */
bool rule_retransmission(struct step *s)
{
	struct event *copy;

	if (event_has(s->event, NOTE_OUT_OF_ORDER))
		return false;
	if (s->part != EVENT_NONE && !s->joined) {
		resend_as_part(s);
		return true;
	}
	if (fills_hole(s) && s->verdict.order == ORDER_RESENT) {
		s->event->cause = cause_of(s) & 15u;
		return true;
	}
	if (!repeats_bytes(s))
		return false;
	copy = copy_of(s);
	if (copy && answers_own_syn(s, copy)) {
		s->event->about = EVENT_NONE;
		return false;
	}
	s->event->copies = !copy ? 1u : copy->copies < 3 ? copy->copies + 1u : 3u;
	s->event->cause = cause_of(s) & 15u;
	s->event->confidence = cause_confidence(s) & 3u;
	return true;
}

/* Fills a hole: overtaken on the way, or sent again; nothing tells which. */
bool rule_late(struct step *s)
{
	return fills_hole(s) && s->verdict.order == ORDER_UNKNOWN;
}

/* The answer that this sender had already been given cannot have reached it (RFC 2883 §5.3). */
static void lost_ack(struct step *s)
{
	struct event *answer;

	if (s->me->progress == EVENT_NONE)
		return;
	answer = event_at(s->flow, s->me->progress);
	if (s->event->time_ns - answer->time_ns > 2 * s->peer->board->srtt_ns + RTO_FLOOR_NS / 2)
		prove(s->flow, s->me->progress, NOTE_LOST_ACK,
		      (struct proof){s->index, EVENT_NONE});
}

/* Every byte was acknowledged before: the resend was for nothing (RFC 3522 §3.2, RFC 2883 §4). */
bool rule_needless(struct step *s)
{
	if (!event_has(s->event, NOTE_RETRANSMISSION) || step_has(s, TCP_SYN) || !s->me->have_una ||
	    s->to > s->me->board->una)
		return false;
	lost_ack(s);
	return true;
}

/* A pure ACK carries SND.NXT; one below it is a probe, or was overtaken, or fits nothing (§3.4). */
bool rule_odd_seq(struct step *s)
{
	return s->from < s->me->board->nxt - 1 && s->me->sent_any &&
	       s->ack >= s->peer->board->una &&
	       !order_is_before(s, event_at(s->flow, s->me->last_event));
}

/* Bytes of an earlier connection, or of none: not acceptable (RFC 9293 §3.4). */
bool rule_odd_bytes(struct step *s)
{
	return below_isn(s);
}

/* Bytes below it that had been acknowledged before: they were sent, and not captured. */
static void note_not_captured(struct step *s)
{
	if (s->me->have_una && s->me->board->una > s->me->board->nxt &&
	    s->me->progress != EVENT_NONE)
		prove(s->flow, s->index, NOTE_NOT_CAPTURED,
		      (struct proof){s->me->progress, EVENT_NONE});
}

/* Bytes below this segment have not been captured, so far (RFC 9293 §3.10.7.4). */
bool rule_gap(struct step *s)
{
	int64_t missing = s->from - s->me->board->nxt;

	if (missing <= 0 || !(s->me->sent_any || s->me->have_isn))
		return false;
	note_not_captured(s);
	s->event->count = missing > UINT32_MAX ? UINT32_MAX : (uint32_t)missing;
	return true;
}

/* A pure ACK carries SND.NXT: what it skips was sent before it, if the window allowed it. */
bool rule_gap_before_ack(struct step *s)
{
	return s->me->board->probe == 0 && s->peer->have_window &&
	       s->from - s->me->board->nxt <= flow_window_at_most(s->flow, s->peer) && rule_gap(s);
}
