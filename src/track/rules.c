/*
 * The rules: each says of one segment whether one annotation holds (annotations 5 to 8).
 *
 * They run in the order of the table, against the halves as they were before the segment. A rule
 * reads the step; what it finds out beside yes or no (which copy, how many) it writes on the event.
 */
#include "track/private.h"

/* SYN, FIN and data take part in retransmission; an RST uses no sequence space (RFC 9293 §3.4). */
static bool uses_space(const struct step *s)
{
	return s->to > s->from && !step_has(s, TCP_RST);
}

/*
 * The byte before the next: how an idle peer is asked whether it is there, or a closed window
 * whether it has opened, with that byte or none (RFC 9293 §3.8.4, §3.8.6.1). All that was sent is
 * acknowledged, else it is a retransmission (MUST-26).
 */
static bool is_probe(const struct step *s)
{
	bool old_byte = s->from == s->me->nxt - 1 && s->segment->len <= 1;
	bool new_byte = s->from == s->me->nxt && s->segment->len == 1 && s->peer->have_window &&
			s->peer->window == 0;

	return (old_byte || new_byte) && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST) &&
	       s->me->sent_any && s->me->have_una && s->me->una >= s->me->nxt;
}

static bool peer_window_closed(const struct step *s)
{
	return s->peer->have_window && s->peer->window == 0;
}

/* RFC 9293 §3.8.6.1. */
static bool zero_window_probe(struct step *s)
{
	return is_probe(s) && peer_window_closed(s);
}

/* RFC 9293 §3.8.4. */
static bool keep_alive(struct step *s)
{
	return is_probe(s) && !peer_window_closed(s);
}

/* Each side's first SYN+ACK of a simultaneous open repeats its SYN's number (RFC 9293 §3.5). */
static bool answers_own_syn(const struct step *s, const struct event *copy)
{
	return step_has(s, TCP_SYN) && step_has(s, TCP_ACK) && !(copy->flags & TCP_ACK);
}

/* Bytes that were captured before are sent again: RFC 9293 §3.8.1. */
static bool retransmission(struct step *s)
{
	const struct range *copy = ranges_after(&s->me->sent, s->from);
	struct event *first;

	if (!uses_space(s) || s->seen == 0 || is_probe(s) || !copy)
		return false;
	first = event_at(s->flow, copy->event);
	if (answers_own_syn(s, first))
		return false;
	s->event->about = copy->event;
	s->event->copies = first->copies < 3 ? first->copies + 1u : 3u;
	s->event->cause = cause_of(s) & 15u;
	s->event->confidence = s->event->cause == CAUSE_TIMER ? LIKELY : SURE;
	return true;
}

/* Fills a hole: overtaken on the way, or sent again after a first copy that never came by here. */
static bool late(struct step *s)
{
	if (!uses_space(s) || s->new_data || s->seen > 0)
		return false;
	s->event->confidence = GUESS;
	return true;
}

/* Every byte was acknowledged before: the resend was for nothing (RFC 3522 §3.2, RFC 2883 §4). */
static bool needless(struct step *s)
{
	return event_has(s->event, NOTE_RETRANSMISSION) && s->me->have_una && s->to <= s->me->una;
}

/* Bytes below this segment have not been captured, so far (RFC 9293 §3.10.7.4). */
static bool gap(struct step *s)
{
	int64_t missing = s->from - s->me->nxt;

	if (!uses_space(s) || missing <= 0 || !s->me->sent_any)
		return false;
	s->event->count = missing > UINT32_MAX ? UINT32_MAX : (uint32_t)missing;
	return true;
}

/* Acknowledges bytes that are not in the capture (RFC 9293 §3.4). */
static bool ack_unseen(struct step *s)
{
	return s->has_ack && !step_has(s, TCP_RST) && s->peer->sent_any && s->ack > s->peer->nxt;
}

/* Overtaken by a newer ACK: it moves nothing (RFC 9293 §3.10.7.4). */
static bool old_ack(struct step *s)
{
	return step_pure_ack(s) && s->peer->have_una && s->ack < s->peer->una;
}

/* An ACK that names the byte that the last one named, of a half that waits to hear (7.3 to 7.7). */
static bool repeats_ack(const struct step *s)
{
	return step_pure_ack(s) && s->peer->have_una && s->ack == s->peer->una && s->me->sent_any &&
	       !is_probe(s);
}

/* Whether the window is the one that this endpoint sent last; a SYN's cannot be compared. */
static bool same_window(const struct step *s)
{
	return s->me->have_window && step_window(s) == s->me->window;
}

static struct event *last_of_peer(const struct step *s)
{
	return s->peer->last_event == EVENT_NONE ? NULL : event_at(s->flow, s->peer->last_event);
}

/* The answer to a question about the window or about being there. */
static bool answers(const struct step *s, enum note question)
{
	const struct event *last = last_of_peer(s);

	return last && repeats_ack(s) && !s->sacks_new && event_has(last, question);
}

static bool keep_alive_ack(struct step *s)
{
	return answers(s, NOTE_KEEP_ALIVE);
}

static bool zero_window_probe_ack(struct step *s)
{
	return answers(s, NOTE_ZERO_WINDOW_PROBE) && s->segment->window == 0;
}

static bool answers_probe(const struct step *s)
{
	return event_has(s->event, NOTE_KEEP_ALIVE_ACK) ||
	       event_has(s->event, NOTE_ZERO_WINDOW_PROBE_ACK);
}

/* The same ACK because something later arrived: RFC 5681 §2, with SACK RFC 6675 §2. */
static bool dup_ack(struct step *s)
{
	if (!repeats_ack(s) || !half_outstanding(s->peer) || answers_probe(s))
		return false;
	if (!s->sacks_new && (s->dsack || !same_window(s)))
		return false;
	s->event->count = s->peer->dup_acks + 1;
	s->event->about = s->peer->progress;
	return true;
}

/* Reports bytes received twice: RFC 2883 §4. */
static bool dsack(struct step *s)
{
	return s->dsack;
}

/* Only the window grew: RFC 9293 §3.8.6.2.2. */
static bool window_update(struct step *s)
{
	return repeats_ack(s) && !s->sacks_new && !s->dsack && !answers_probe(s) &&
	       s->me->have_window && step_window(s) > s->me->window;
}

/* The same ACK with nothing outstanding: no sign of loss (RFC 5681 §2 a). */
static bool repeated_ack(struct step *s)
{
	return repeats_ack(s) && !half_outstanding(s->peer) && same_window(s) && !s->dsack &&
	       !answers_probe(s) && s->segment->window > 0 && half_state(s->me) != STATE_TIME_WAIT;
}

/* The receiver cannot take data now: RFC 9293 §3.8.6. */
static bool zero_window(struct step *s)
{
	return s->segment->window == 0 && !step_has(s, TCP_SYN | TCP_FIN | TCP_RST);
}

/* The snapshot length cut the payload. */
static bool truncated(struct step *s)
{
	return (s->segment->capture & SEGMENT_TRUNCATED) != 0;
}

/* Neither SYN nor RST, and no ACK: no such segment belongs to a connection (RFC 9293 §3.10.7.4). */
static bool odd(struct step *s)
{
	return !step_has(s, TCP_ACK | TCP_SYN | TCP_RST);
}

static const struct {
	enum note note;
	bool (*holds)(struct step *step);
} rules[] = {
	{NOTE_ZERO_WINDOW_PROBE, zero_window_probe},
	{NOTE_KEEP_ALIVE, keep_alive},
	{NOTE_RETRANSMISSION, retransmission},
	{NOTE_LATE, late},
	{NOTE_SPURIOUS, needless},
	{NOTE_GAP, gap},
	{NOTE_ACK_UNSEEN, ack_unseen},
	{NOTE_OLD_ACK, old_ack},
	{NOTE_KEEP_ALIVE_ACK, keep_alive_ack},
	{NOTE_ZERO_WINDOW_PROBE_ACK, zero_window_probe_ack},
	{NOTE_DUP_ACK, dup_ack},
	{NOTE_DSACK, dsack},
	{NOTE_WINDOW_UPDATE, window_update},
	{NOTE_REPEATED_ACK, repeated_ack},
	{NOTE_ZERO_WINDOW, zero_window},
	{NOTE_TRUNCATED, truncated},
	{NOTE_ODD, odd},
};

void rules_run(struct step *step)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (rules[i].holds(step))
			event_note(step->event, rules[i].note);
}
