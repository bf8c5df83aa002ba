/* Rules on pure ACKs: no data, no SYN, FIN or RST. */
#include "track/rules.h"

/* Acknowledges bytes that are not in the capture (RFC 9293 §3.4). */
bool rule_ack_unseen(struct step *s)
{
	const struct half *peer = s->peer;
	bool begun, said, probe_taken;

	if (!s->has_ack || s->ack <= peer->board->nxt || step_has(s, TCP_RST))
		return false;
	begun = peer->sent_any || (peer->have_isn && peer->segments > 0);
	said = peer->have_una && s->ack <= peer->board->una;
	probe_taken = peer->board->probe != 0 && s->ack <= peer->board->probe;
	return begun && !said && !probe_taken;
}

/*
 * Moves SND.UNA into a captured segment, of which a part is acknowledged: the network card split
 * what the capture shows as one, or the receiver took a part (RFC 9293 §3.10.7.4).
 */
bool rule_ack_partial(struct step *s)
{
	const struct range *range;

	if (s->ack <= s->peer->board->una || s->ack >= s->peer->board->nxt)
		return false;
	range = ranges_after(half_sent(s->peer), s->ack);
	return range && range->from < s->ack;
}

static bool takes_room_back(const struct step *s)
{
	return s->me->have_window && step_window(s) < s->me->window;
}

/* Sent before the last that was captured of its sender, as its IP ID or timestamp tells. */
static bool sent_earlier(const struct step *s)
{
	return s->me->last_event != EVENT_NONE &&
	       order_is_before(s, event_at(s->flow, s->me->last_event));
}

/*
 * Overtaken by a newer ACK, or by a window update with the same number: it moves nothing
 * (RFC 9293 §3.10.7.4: SND.WL1, SND.WL2).
 */
bool rule_old_ack(struct step *s)
{
	if (!step_pure_ack(s) || !s->peer->have_una)
		return false;
	if (s->ack == s->peer->board->una)
		return takes_room_back(s) && sent_earlier(s);
	return s->ack < s->peer->board->una;
}

/* It was under way when that was asked, as the times measured here tell. */
static bool was_under_way(const struct step *s, const struct event *question)
{
	int64_t fastest = s->peer->board->fastest_ns;

	return fastest > 2 * ANSWER_SLACK_NS &&
	       s->event->time_ns - question->time_ns < fastest / 100 * UNDER_WAY_PERCENT;
}

/* The answer to a question about the window or about being there. */
static bool answers(const struct step *s, enum note question)
{
	uint32_t asked = s->peer->board->asked;

	if (asked == EVENT_NONE || !event_has(event_at(s->flow, asked), question))
		return false;
	if (!repeats_ack(s) || s->sacks_new || s->from != s->me->board->nxt)
		return false;
	if (was_under_way(s, event_at(s->flow, asked)))
		return false;
	s->event->about = asked;
	return true;
}

bool rule_keep_alive_ack(struct step *s)
{
	return answers(s, NOTE_KEEP_ALIVE);
}

bool rule_zero_window_probe_ack(struct step *s)
{
	return answers(s, NOTE_ZERO_WINDOW_PROBE);
}

static bool answers_probe(const struct step *s)
{
	return event_has(s->event, NOTE_KEEP_ALIVE_ACK) ||
	       event_has(s->event, NOTE_ZERO_WINDOW_PROBE_ACK);
}

/*
 * Whether the window is larger than the one that this endpoint sent last, in bytes; after a SYN,
 * whose window is never scaled, only growth tells something (RFC 7323 §2.2).
 */
static bool grows_window(const struct step *s)
{
	return s->me->segments > 0 && step_window(s) > s->me->window;
}

static bool same_window(const struct step *s)
{
	return s->me->have_window ? step_window(s) == s->me->window : !grows_window(s);
}

/* MPTCP: an ACK that signals something else repeats the number without complaint (RFC 8684 §4). */
static bool signals_mptcp(const struct step *s)
{
	return (s->segment->options.present & OPT_MPTCP) &&
	       s->segment->options.mptcp_subtype != MPTCP_DSS;
}

/* The same ACK because something later arrived: RFC 5681 §2, with SACK RFC 6675 §2. */
bool rule_dup_ack(struct step *s)
{
	if (!repeats_ack(s) || !half_outstanding(s->peer) || answers_probe(s) || signals_mptcp(s))
		return false;
	if (!s->sacks_new && !same_window(s))
		return false;
	/* One that only reports a repeat is no sign of loss: it is not counted (RFC 2883 §4). */
	s->event->count = s->dsack && !s->sacks_new ? 0 : s->peer->board->dup_acks + 1;
	s->event->about = s->peer->progress;
	return true;
}

/* Reports bytes received twice and nothing else: RFC 2883 §4. */
bool rule_dsack(struct step *s)
{
	return s->dsack && !s->sacks_new && repeats_ack(s);
}

/* It acknowledges what its receiver has not sent: the answer's own number lies below that. */
static bool acks_unsent(const struct step *s, const struct event *last)
{
	return event_has(last, NOTE_ACK_UNSEEN) && s->from == s->me->board->nxt &&
	       s->from < s->me->board->una;
}

/* So old an ACK that no window reaches back to it: RFC 5961 §5.2. */
static bool acks_too_old(const struct step *s, const struct event *last)
{
	int64_t behind = s->me->board->una - half_offset(s->me, last->ack);

	return event_has(last, NOTE_OLD_ACK) && behind > flow_window_limit(s->flow, s->peer);
}

/*
 * Just before came what this endpoint cannot take: any such segment is answered by what it expects
 * (RFC 9293 §3.5.2 group 3, RFC 7323 §5.3), unless the answer to something else is still due.
 */
static bool answers_unacceptable(const struct step *s, const struct event *last)
{
	bool bad = event_has(last, NOTE_ODD_SEQ) || event_has(last, NOTE_PAWS_OLD) ||
		   acks_unsent(s, last) || acks_too_old(s, last);

	return bad && s->peer->last_event == step_previous(s) && !half_outstanding(s->peer) &&
	       same_window(s) && !s->dsack && !step_too_soon_to_answer(s, last);
}

/* The first ACK that named the highest number which was sent; EVENT_NONE for none of late. */
static uint32_t find_progress(const struct step *s)
{
	uint32_t oldest = s->index > COPY_SEARCH ? s->index - COPY_SEARCH : 0;
	uint32_t found = EVENT_NONE;
	int64_t highest = INT64_MIN;

	for (uint32_t i = s->index; i-- > oldest;) {
		const struct event *event = event_at(s->flow, i);
		int64_t ack = half_offset(s->me, event->ack);

		if (event->side == s->event->side || !(event->flags & TCP_ACK) ||
		    (event->flags & TCP_RST) || ack > s->me->board->nxt || ack < highest)
			continue;
		highest = ack;
		found = i;
	}
	return found;
}

/* An ACK of what was never sent moves nothing (RFC 9293 §3.10.7.4): what it moved goes back. */
static void take_back_ack(struct step *s)
{
	struct scoreboard *board = half_board(s->me, s->flow->arena);
	uint32_t progress = find_progress(s);

	prove(s->flow, s->peer->last_event, NOTE_ACK_UNSEEN, (struct proof){s->index, EVENT_NONE});
	s->me->progress = progress;
	board->una = progress == EVENT_NONE ? board->nxt
					    : half_offset(s->me, event_at(s->flow, progress)->ack);
	if (board->whole > board->nxt)
		board->whole = board->nxt;
}

/* The peer must prove itself: RFC 5961 §3.2, §4.2; RFC 9293 §3.10.7.4. */
bool rule_challenge_ack(struct step *s)
{
	const struct event *last = last_of_peer(s);

	if (!last || !repeats_ack(s))
		return false;
	if (!event_has(last, NOTE_SYN_IN_CONNECTION) && !event_has(last, NOTE_RST_CHALLENGED) &&
	    !answers_unacceptable(s, last))
		return false;
	s->event->about = s->peer->last_event;
	if (acks_unsent(s, last))
		take_back_ack(s);
	return true;
}

/* Only the window grew: RFC 9293 §3.8.6.2.2. */
bool rule_window_update(struct step *s)
{
	return repeats_ack(s) && !s->sacks_new && !s->dsack &&
	       !event_has(s->event, NOTE_KEEP_ALIVE_ACK) && grows_window(s);
}

/* Room that was offered is taken back: the right edge moves left (RFC 7323 §2.4). */
bool rule_window_shrink(struct step *s)
{
	return repeats_ack(s) && !s->sacks_new && !s->dsack && !answers_probe(s) &&
	       !event_has(s->event, NOTE_OLD_ACK) && takes_room_back(s);
}

/* What the peer sent again is acknowledged again: it can have come twice (RFC 9293 §3.10.7.4). */
static bool answers_resend(const struct step *s)
{
	const struct event *last = last_of_peer(s);

	return last && event_has(last, NOTE_RETRANSMISSION) &&
	       s->peer->last_event == step_previous(s);
}

/*
 * The first ACK of who has answered with a SYN+ACK repeats its number; where both have opened at
 * once it answers the other's, and says that that has come (RFC 9293 §3.5, Figure 7).
 */
static bool completes_opening(const struct step *s)
{
	bool both = s->flow->opening == OPENING_SIMULTANEOUS && !s->me->sent_any;

	return s->event->role == ROLE_HS_ACK || both;
}

/* The same ACK with nothing outstanding: no sign of loss (RFC 5681 §2 a). */
bool rule_repeated_ack(struct step *s)
{
	if (!repeats_ack(s) || half_outstanding(s->peer) || !same_window(s) || s->dsack ||
	    answers_probe(s) || event_has(s->event, NOTE_CHALLENGE_ACK) ||
	    s->segment->window == 0 || completes_opening(s))
		return false;
	if (answers_resend(s))
		s->event->about = s->peer->last_event;
	return true;
}
