/* Why bytes were sent again, from what the sender can have known (annotations 6). */
#include "track/private.h"

enum { DUP_THRESHOLD = 3 }; /* RFC 5681 §3.2 */

/* The time from the earlier copy to this one. */
static int64_t waited_ns(const struct step *s)
{
	return s->event->time_ns - event_at(s->flow, s->event->about)->time_ns;
}

/* Whether no ACK has moved SND.UNA since the earlier copy, and that is most of an RTO ago. */
static bool waited_out(const struct step *s, int percent)
{
	bool progress = s->me->progress != EVENT_NONE && s->me->progress > s->event->about;

	return !progress && waited_ns(s) >= half_rto_ns(s->me) / 100 * percent;
}

/* A SYN+ACK again: because the SYN came again, or because the timer ran out (RFC 6298 §2.1). */
static enum cause cause_of_syn(const struct step *s)
{
	if (!step_has(s, TCP_ACK) || s->peer->last_event == EVENT_NONE)
		return CAUSE_RTO;
	if (!(event_at(s->flow, s->peer->last_event)->flags & TCP_SYN))
		return CAUSE_RTO;
	return s->peer->last_event > s->me->last_event ? CAUSE_REPLY : CAUSE_RTO;
}

/* SYN data that the SYN+ACK did not acknowledge goes again with the handshake (RFC 7413 §4.2.2). */
static bool refused_with_syn(const struct step *s)
{
	const struct event *copy = event_at(s->flow, s->event->about);

	return (copy->flags & TCP_SYN) && copy->len > 0 && s->me->una == 1;
}

/* The peer reported bytes above these, so it misses these (RFC 6675 §4). */
static bool sacked_above(const struct step *s)
{
	const struct range *last = ranges_last(&s->me->sacked);

	return last && last->to > s->to;
}

static enum cause cause_in_silence(const struct step *s)
{
	bool lowest = s->from <= s->me->una;
	bool highest = s->to == s->me->nxt;
	bool probes = s->me->offers_sack && s->peer->offers_sack; /* RFC 8985 §4 */

	if (highest && !lowest)
		return CAUSE_TLP; /* a probe repeats the last segment: RFC 8985 §7.3 */
	if (lowest && s->to < s->me->nxt)
		return CAUSE_RTO; /* the timer the earliest: RFC 6298 §5.4 */
	if (lowest && s->me->have_isn && !probes)
		return CAUSE_RTO;
	return lowest ? CAUSE_TIMER : CAUSE_UNKNOWN;
}

enum cause cause_of(const struct step *s)
{
	bool recovering = s->me->una < s->me->recovery;
	bool again = event_has(event_at(s->flow, s->event->about), NOTE_RETRANSMISSION);

	if (step_has(s, TCP_SYN))
		return cause_of_syn(s);
	if (refused_with_syn(s))
		return CAUSE_TFO;
	if (recovering && s->me->episode == EPISODE_RTO)
		return s->from <= s->me->una && waited_out(s, 80) ? CAUSE_RTO : CAUSE_SLOWSTART;
	if (sacked_above(s) || s->me->dup_acks >= DUP_THRESHOLD ||
	    (recovering && s->me->episode == EPISODE_FAST))
		return again && waited_out(s, 90) ? CAUSE_RTO : CAUSE_FAST;
	return cause_in_silence(s);
}
