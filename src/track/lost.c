/* What acknowledgments tell of earlier segments: lost, not needed, never captured. */
#include "track/private.h"

/*
 * The copies before this retransmission did not arrive: it was needed, and it was acknowledged
 * (RFC 9293 §3.8.1). Stops at the first that is marked already.
 */
static void mark_lost(struct flow *flow, const struct event *resent)
{
	for (uint32_t i = resent->about; i != EVENT_NONE; i = event_at(flow, i)->about) {
		struct event *copy = event_at(flow, i);

		if (event_has(copy, NOTE_LOST_DATA))
			return;
		event_note(copy, NOTE_LOST_DATA);
		if (!event_has(copy, NOTE_RETRANSMISSION))
			copy->confidence = LIKELY;
		flow->lost++;
	}
}

static void mark_spurious(struct flow *flow, struct event *resent, enum confidence confidence)
{
	struct event *copy = resent->about == EVENT_NONE ? NULL : event_at(flow, resent->about);

	event_note(resent, NOTE_SPURIOUS);
	resent->confidence = confidence & 3u;
	if (copy && event_has(copy, NOTE_LOST_DATA)) {
		event_drop_note(copy, NOTE_LOST_DATA);
		flow->lost--;
	}
}

/* An ACK sooner than light: it answers the first copy (half of the smallest response time). */
static bool too_soon(const struct step *s, const struct event *resent)
{
	int64_t fastest = s->peer->fastest_ns;

	return fastest > 0 && s->event->time_ns - resent->time_ns < fastest / 2;
}

/* The ACK echoes a timestamp from before the resend: it answers the first copy (RFC 3522 §3.2). */
static bool eifel(const struct step *s, const struct event *resent)
{
	const struct tcp_options *options = &s->segment->options;

	return (options->present & OPT_TIMESTAMPS) && resent->have_tsval && options->tsecr != 0 &&
	       (int32_t)(options->tsecr - resent->tsval) < 0;
}

static void judge(const struct step *s, struct event *resent)
{
	if (!event_has(resent, NOTE_RETRANSMISSION) || event_has(resent, NOTE_SPURIOUS) ||
	    resent->cause == CAUSE_TFO || resent->about == EVENT_NONE)
		return;
	if (eifel(s, resent) && !(resent->flags & TCP_SYN))
		mark_spurious(s->flow, resent, SURE);
	else if (too_soon(s, resent) && !(resent->flags & TCP_SYN))
		mark_spurious(s->flow, resent, LIKELY);
	else if (captured_at(s->flow, s->peer))
		mark_lost(s->flow, resent);
}

/* Bytes before this range were acknowledged and are not in the capture. */
static void note_not_captured(const struct step *s, struct event *event)
{
	if (event_has(event, NOTE_GAP) && s->peer->have_una)
		event_note(event, NOTE_NOT_CAPTURED);
}

void lost_by_ack(struct step *s)
{
	int64_t at = s->acked_from;
	const struct range *range = ranges_after(&s->peer->sent, at);
	struct event *event = NULL;
	bool resent = false, exact = false;

	for (; range && range->to <= s->ack; range = ranges_after(&s->peer->sent, at)) {
		event = event_at(s->flow, range->event);
		if (range->from > at)
			note_not_captured(s, event);
		resent |= event_has(event, NOTE_RETRANSMISSION);
		exact = range->to == s->ack;
		judge(s, event);
		at = range->to;
	}
	/* Karn: what was sent twice measures nothing (RFC 6298 §3). */
	if (exact && !resent)
		half_sample(s->peer, s->event->time_ns - event->time_ns);
}

void lost_by_dsack(struct step *s)
{
	const struct sack_block *block = &s->segment->options.sack[0];
	int64_t from = half_offset(s->peer, block->left);
	int64_t to = from + seq_diff(block->left, block->right);
	const struct range *range = ranges_after(&s->peer->sent, from);

	for (int i = 0; i < DSACK_LOOK && range && range->from < to; i++) {
		struct event *event = event_at(s->flow, range->event);

		if (event_has(event, NOTE_RETRANSMISSION))
			mark_spurious(s->flow, event, SURE);
		else if (s->peer->copy != EVENT_NONE)
			event_note(event_at(s->flow, s->peer->copy), NOTE_DUPLICATE_NETWORK);
		range = ranges_after(&s->peer->sent, range->to);
	}
}
