/* What acknowledgments tell of earlier segments: lost, not needed, never captured. */
#include "track/private.h"

/* Stops at the first copy that is marked already. */
void mark_lost(struct flow *flow, uint32_t resent, uint32_t answer)
{
	uint32_t next = resent;

	for (uint32_t i = event_at(flow, resent)->about; i != EVENT_NONE;
	     next = i, i = event_at(flow, i)->about) {
		struct event *copy = event_at(flow, i);

		if (event_has(copy, NOTE_LOST_DATA))
			return;
		prove(flow, i, NOTE_LOST_DATA, (struct proof){next, answer});
		if (!event_has(copy, NOTE_RETRANSMISSION))
			copy->confidence = LIKELY;
		flow->hindsight->lost++;
	}
}

/* Of samples nobody knows what passed between them: RFC 3176 §2. */
static bool sampled(const struct step *s, const struct event *resent)
{
	return event_has(resent, NOTE_SAMPLED) || event_has(s->event, NOTE_SAMPLED);
}

static bool by_timer(const struct event *resent)
{
	return resent->cause == CAUSE_RTO || resent->cause == CAUSE_TIMER;
}

/* What a fast resend mended, or the timer's before, had been lost indeed. */
static bool mended_a_loss(const struct event *resent)
{
	return resent->cause == CAUSE_FAST ||
	       (by_timer(resent) && !event_has(resent, NOTE_SPURIOUS));
}

static void mark_spurious(const struct step *s, uint32_t index, enum confidence confidence)
{
	struct event *resent = event_at(s->flow, index);
	struct event *copy = resent->about == EVENT_NONE ? NULL : event_at(s->flow, resent->about);

	prove(s->flow, index, NOTE_SPURIOUS, (struct proof){s->index, EVENT_NONE});
	resent->confidence = (sampled(s, resent) ? LIKELY : confidence) & 3u;
	/*
	 * The timer was wrong, so its recovery is over (RFC 5682 §3, RFC 3522 §3.2), but where the
	 * loss was true, or its sender cannot tell.
	 */
	if (confidence == SURE && by_timer(resent) && !(copy && mended_a_loss(copy)))
		half_board(&s->flow->half[resent->side], s->flow->arena)->episode = EPISODE_NONE;
	if (copy && event_has(copy, NOTE_LOST_DATA)) {
		event_drop_note(copy, NOTE_LOST_DATA);
		change(s->flow, resent->about);
		s->flow->hindsight->lost--;
	}
}

/* The ACK echoes a timestamp not older than the resend's. */
static bool echoes(const struct step *s, const struct event *resent)
{
	const struct tcp_options *options = &s->segment->options;

	return (options->present & OPT_TIMESTAMPS) && resent->have_tsval &&
	       (int32_t)(options->tsecr - resent->tsval) >= 0;
}

/* An ACK sooner than light: it answers the first copy (half of the smallest response time). */
static bool too_soon(const struct step *s, const struct event *resent)
{
	const struct event *copy = event_at(s->flow, resent->about);
	int64_t fastest = s->peer->board->fastest_ns;

	if (echoes(s, resent) && copy->have_tsval && copy->tsval != resent->tsval)
		return false; /* it answers the resend, however soon: RFC 7323 §4.1 */
	return fastest > 0 && s->event->time_ns - resent->time_ns < fastest / 2;
}

bool echoes_earlier(const struct step *s, const struct event *event)
{
	const struct tcp_options *options = &s->segment->options;

	return (options->present & OPT_TIMESTAMPS) && event->have_tsval &&
	       (int32_t)(options->tsecr - event->tsval) < 0;
}

/* The ACK answers the first copy (RFC 3522 §3.2); an echo of 0 may be none at all. */
static bool eifel(const struct step *s, const struct event *resent)
{
	return s->segment->options.tsecr != 0 && echoes_earlier(s, resent);
}

/* As the ACK echoes what is older than them all, so are the copies before that were sent again. */
static void mark_spurious_by_eifel(const struct step *s, uint32_t index)
{
	mark_spurious(s, index, SURE);
	index = event_at(s->flow, index)->about;
	while (index != EVENT_NONE) {
		const struct event *copy = event_at(s->flow, index);

		if (!event_has(copy, NOTE_RETRANSMISSION) || event_has(copy, NOTE_SPURIOUS) ||
		    copy->about == EVENT_NONE || !eifel(s, copy))
			return;
		mark_spurious(s, index, SURE);
		index = copy->about;
	}
}

/* The ACK covers this resend: was it needed, and what does that say of the copy before it? */
static void judge(const struct step *s, uint32_t index)
{
	const struct event *resent = event_at(s->flow, index);
	bool syn = (resent->flags & TCP_SYN) != 0;

	/* Acknowledged without another copy: it arrived, and the capture saw a wrong checksum. */
	if (event_has(resent, NOTE_CORRUPT)) {
		event_drop_note(event_at(s->flow, index), NOTE_CORRUPT);
		change(s->flow, index);
	}
	if (!event_has(resent, NOTE_RETRANSMISSION) || event_has(resent, NOTE_SPURIOUS) ||
	    resent->cause == CAUSE_TFO || resent->about == EVENT_NONE)
		return;
	if (!syn && eifel(s, resent))
		mark_spurious_by_eifel(s, index);
	else if (!syn && too_soon(s, resent))
		mark_spurious(s, index, LIKELY);
	else if (captured_at(s->flow, s->peer))
		mark_lost(s->flow, index, s->index);
}

/* Bytes before this range were acknowledged and are not in the capture. */
static void note_not_captured(const struct step *s, uint32_t index)
{
	if (event_has(event_at(s->flow, index), NOTE_GAP))
		prove(s->flow, index, NOTE_NOT_CAPTURED, (struct proof){s->index, EVENT_NONE});
}

/* The transmission of what an ACK covers whose TSval the ACK echoes, where it is the only one. */
struct echoed {
	uint32_t event; /* EVENT_NONE for none */
	bool several;
};

/* Looks among those of one range: the last, and the copies before it. */
static void find_echoed(const struct step *s, uint32_t index, struct echoed *echoed)
{
	uint32_t next;

	for (int look = 0; look < ECHO_LOOK && index != EVENT_NONE; look++, index = next) {
		const struct event *copy = event_at(s->flow, index);

		next = event_has(copy, NOTE_RETRANSMISSION) ? copy->about : EVENT_NONE;
		if (!copy->have_tsval || copy->tsval != s->segment->options.tsecr)
			continue;
		echoed->several |= echoed->event != EVENT_NONE && echoed->event != index;
		echoed->event = index;
	}
}

/*
 * What was sent twice measures nothing (Karn, RFC 6298 §3), but where the timestamp that comes
 * back tells which copy is answered (RFC 7323 §4.1).
 */
static void sample_resent(const struct step *s, struct echoed echoed)
{
	if (echoed.event == EVENT_NONE || echoed.several)
		return;
	if (s->event->about == EVENT_NONE)
		s->event->about = echoed.event;
	half_sample(s->peer, s->flow->arena,
		    s->event->time_ns - event_at(s->flow, echoed.event)->time_ns);
}

/* Those that belong to a segment of the other side for another reason acknowledge nothing new. */
size_t flow_echoed(const struct flow *flow, size_t index)
{
	static const enum note others[] = {NOTE_KEEP_ALIVE_ACK, NOTE_ZERO_WINDOW_PROBE_ACK,
					   NOTE_CHALLENGE_ACK, NOTE_REPEATED_ACK};
	const struct event *event = flow_event(flow, index);

	if (event->about >= index || !flow_has(flow, event->about) ||
	    flow_event(flow, event->about)->side == event->side)
		return EVENT_NONE;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (event_has(event, others[i]))
			return EVENT_NONE;
	return event->about;
}

/*
 * A SYN alone is measured with the rest of the handshake (vantage.c), and not once more here; where
 * both have opened at once its number was sent twice, and measures nothing (RFC 6298 §3).
 */
static bool may_sample(const struct event *event)
{
	return !(event->flags & TCP_SYN) || event_span(event) > 1;
}

void lost_by_ack(struct step *s)
{
	bool stamped = (s->segment->options.present & OPT_TIMESTAMPS) != 0;
	struct echoed echoed = {EVENT_NONE, false};
	int64_t at = s->acked_from;
	const struct range *range = ranges_after(half_sent(s->peer), at);
	struct event *event = NULL;
	bool resent = false, exact = false;

	for (; range && range->to <= s->ack; range = ranges_after(half_sent(s->peer), at)) {
		event = event_at(s->flow, range->event);
		if (range->from > at)
			note_not_captured(s, range->event);
		resent |= event_has(event, NOTE_RETRANSMISSION);
		exact = range->to == s->ack;
		judge(s, range->event);
		if (stamped)
			find_echoed(s, range->event, &echoed);
		at = range->to;
	}
	if (range && range->from > at && s->ack > at)
		note_not_captured(s, range->event);
	if (resent)
		sample_resent(s, echoed);
	else if (exact && may_sample(event))
		half_sample(s->peer, s->flow->arena, s->event->time_ns - event->time_ns);
}

/*
 * Of bytes that were sent again several times each report tells of one more copy that came for
 * nothing (RFC 2883 §4): the last resend, or the one before those of which it was told already.
 */
static uint32_t not_reported_yet(const struct step *s, uint32_t resent)
{
	uint32_t index = resent;
	struct proof proof;

	while (flow_proof(s->flow, index, NOTE_SPURIOUS, &proof) &&
	       event_has(event_at(s->flow, proof.by), NOTE_DSACK)) {
		index = event_at(s->flow, index)->about;
		if (index == EVENT_NONE ||
		    !event_has(event_at(s->flow, index), NOTE_RETRANSMISSION))
			return resent;
	}
	return index;
}

/*
 * Whether the report holds all of the resend: of one with more, the rest arrived for the first time
 * (RFC 2883 §4.2). What the network card split is reported piece by piece.
 */
static bool reports_all(const struct step *s, const struct event *resent, int64_t from, int64_t to)
{
	int64_t begin = half_offset(s->peer, resent->seq);
	int64_t end = begin + resent->len + ((resent->flags & TCP_SYN) != 0) +
		      ((resent->flags & TCP_FIN) != 0);

	return (from <= begin && end <= to) || (s->me->mss > 0 && resent->len > s->me->mss);
}

void lost_by_dsack(struct step *s)
{
	const struct sack_block *block = &s->segment->options.sack[0];
	int64_t from = half_offset(s->peer, block->left);
	int64_t to = from + seq_diff(block->left, block->right);
	const struct range *range = ranges_after(half_sent(s->peer), from);

	for (int i = 0; i < DSACK_LOOK && range && range->from < to; i++) {
		struct event *event = event_at(s->flow, range->event);
		uint32_t resent = event_has(event, NOTE_RETRANSMISSION)
					  ? not_reported_yet(s, range->event)
					  : EVENT_NONE;

		if (resent == EVENT_NONE && s->peer->board->copy != EVENT_NONE)
			prove(s->flow, s->peer->board->copy, NOTE_DUPLICATE_NETWORK,
			      (struct proof){s->index, EVENT_NONE});
		else if (resent != EVENT_NONE &&
			 reports_all(s, event_at(s->flow, resent), from, to))
			mark_spurious(s, resent, SURE);
		range = ranges_after(half_sent(s->peer), range->to);
	}
}
