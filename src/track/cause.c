/* Why bytes were sent again, from what the sender can have known. */
#include "track/rules.h"

/* The complaint that the ACK of these bytes answered; none where it came in order. */
static struct view view_before_ack(const struct step *s)
{
	const struct views *views = s->me->board->views;

	for (unsigned back = 1; views && back <= views->count && back <= VIEWS; back++) {
		const struct view *view = &views->at[(views->count - back) % VIEWS];

		if (view->una < s->to && s->to <= view->until)
			return *view;
	}
	return (struct view){.una = s->from, .sacked_to = INT64_MIN};
}

/*
 * What the sender knew of the arrival of its bytes. Where the capture has their ACK already, the
 * sender had not: then it is what was known before that ACK.
 */
static struct view view_of(const struct step *s)
{
	bool acked = s->me->have_una && s->to <= s->me->board->una;

	return acked ? view_before_ack(s) : half_view(s->me);
}

/*
 * The timeout as it looks from the capture: at least a whole round trip, and the other way is part
 * of what the sender waits for.
 */
static int64_t timeout_ns(const struct step *s)
{
	int64_t round_trip = s->me->board->srtt_ns + s->peer->board->srtt_ns;
	int64_t rto = half_rto_ns(s->me);

	return (rto > round_trip ? rto : round_trip) + s->peer->board->srtt_ns;
}

/* Whether no ACK moved SND.UNA since the earlier copy, and that is this share of an RTO ago. */
static bool waited_out(const struct step *s, int percent)
{
	const struct event *copy = step_copy(s);
	bool progress = s->me->progress != EVENT_NONE && s->me->progress > s->event->about;

	return copy && !progress &&
	       s->event->time_ns - copy->time_ns >= timeout_ns(s) / 100 * percent;
}

/* Nothing passed either way for most of an RTO: no ACK can have clocked this (RFC 6298 §5.4). */
static bool after_silence(const struct step *s)
{
	const struct event *last = event_at(s->flow, step_previous(s));

	return s->event->time_ns - last->time_ns >= timeout_ns(s) / 100 * 80;
}

/*
 * Sent where it was captured, as soon after a segment of the peer's as this end answers: that
 * brought it about. A timer hits such a moment by chance only.
 */
static bool follows_arrival(const struct step *s)
{
	int64_t answer = 2 * s->peer->board->srtt_ns + ANSWER_SLACK_NS;
	const struct event *last = event_at(s->flow, step_previous(s));

	return captured_at(s->flow, s->me) && last->side != s->event->side &&
	       s->event->time_ns - last->time_ns < answer;
}

static int64_t fastest_round_trip_ns(const struct step *s)
{
	return s->me->board->fastest_ns + s->peer->board->fastest_ns;
}

/* Ticks of its sender's timestamp clock from one segment to a later one; 0 for none. */
static int64_t ticks_between(const struct event *first, const struct event *second)
{
	int32_t ticks = (int32_t)(second->tsval - first->tsval);

	return first->have_tsval && second->have_tsval && ticks > 0 ? ticks : 0;
}

/*
 * How long the sender waited at least, by its own clock: its ticks last a millisecond or more
 * (RFC 7323 §5.4), less where they are so many since its SYN. 0 where that tells nothing.
 */
static int64_t waited_by_clock_ns(const struct step *s, const struct event *copy)
{
	uint32_t first = half_syn(s->me);
	const struct event *syn = first == EVENT_NONE ? NULL : event_at(s->flow, first);
	int64_t ticks = ticks_between(copy, s->event);
	int64_t tick_ns, all = syn ? ticks_between(syn, s->event) : 0;

	if (ticks == 0 || all == 0 || s->event->time_ns <= syn->time_ns)
		return 0;
	tick_ns = (s->event->time_ns - syn->time_ns) / all;
	return ticks * (tick_ns < NS_PER_MS ? tick_ns : NS_PER_MS);
}

/*
 * Sooner after its copy than an answer could come: no timer is so fast (RFC 6298 §2). Away from the
 * sender what was held on the way comes at once, however long the sender waited meanwhile.
 */
static bool sooner_than_answer(const struct step *s)
{
	const struct event *copy = step_copy(s);
	int64_t most = fastest_round_trip_ns(s);

	return copy && s->event->time_ns - copy->time_ns < most &&
	       (captured_at(s->flow, s->me) || waited_by_clock_ns(s, copy) < most);
}

/* Sooner after an ACK that moved SND.UNA than a round trip takes: that ACK brought it about. */
static bool clocked_by_ack(const struct step *s)
{
	const struct event *progress;

	if (s->me->progress == EVENT_NONE || s->me->board->una <= 1)
		return false;
	progress = event_at(s->flow, s->me->progress);
	return s->event->time_ns - progress->time_ns < fastest_round_trip_ns(s);
}

/* SYN data that the SYN+ACK did not acknowledge goes again with the handshake (RFC 7413 §4.2.2). */
static bool refused_with_syn(const struct step *s)
{
	const struct event *copy = step_copy(s);

	return copy && (copy->flags & TCP_SYN) && copy->len > 0 && s->me->board->una == 1;
}

/* Whether any timer waits so long, and so short: else a clock was set, or the times are wrong. */
static bool timer_may_wait(int64_t wait_ns)
{
	return wait_ns > 0 && wait_ns <= RTO_MOST_NS;
}

/* The same bytes a third time: the second wait tells what the first resend was (RFC 8985 §7). */
static enum cause cause_again(const struct step *s)
{
	struct event *copy = event_at(s->flow, s->event->about);
	int64_t first, second = s->event->time_ns - copy->time_ns;

	if (copy->cause != CAUSE_TIMER || copy->about == EVENT_NONE)
		return CAUSE_RTO;
	first = copy->time_ns - event_at(s->flow, copy->about)->time_ns;
	if (!timer_may_wait(first) || !timer_may_wait(second))
		return CAUSE_RTO;
	copy->cause = second < first / 100 * BACK_OFF_PERCENT ? CAUSE_TLP : CAUSE_RTO;
	change(s->flow, s->event->about);
	return CAUSE_RTO;
}

/* All that is outstanding, for which a timer or a probe has been sent, and no answer came. */
static bool alone_again(const struct step *s)
{
	const struct event *copy = step_copy(s);
	bool progress = s->me->progress != EVENT_NONE && s->me->progress > s->event->about;

	return copy && copy->cause == CAUSE_TIMER && !progress && s->to == s->me->board->nxt;
}

/* RACK and TLP need SACK: RFC 8985 §4. What was not captured may have offered it. */
static bool may_use_rack(const struct step *s)
{
	return !s->me->have_isn || !s->peer->have_isn ||
	       (s->me->offers_sack && s->peer->offers_sack);
}

/* Only the timer or a loss probe resends what is outstanding alone. */
static enum cause cause_of_lone(const struct step *s)
{
	const struct event *copy = step_copy(s);

	if (s->segment->len == 0 && s->to <= s->me->board->una && captured_at(s->flow, s->me))
		return CAUSE_UNKNOWN; /* a FIN whose ACK had come to where it was sent from */
	if (copy && event_has(copy, NOTE_RETRANSMISSION))
		return cause_again(s);
	if (may_use_rack(s))
		return CAUSE_TIMER;
	/* Some stacks send a FIN again with every ACK: no timer is so fast. */
	return s->segment->len > 0 || waited_out(s, 80) ? CAUSE_RTO : CAUSE_UNKNOWN;
}

static enum cause cause_in_silence(const struct step *s, const struct view *view)
{
	bool lowest = s->from <= view->una;

	if (sooner_than_answer(s))
		return CAUSE_UNKNOWN;
	if (clocked_by_ack(s) && s->to > s->me->board->una)
		return may_use_rack(s) && recovery_outran(s) ? CAUSE_FAST : CAUSE_UNKNOWN;
	if (lowest && s->to < s->me->board->nxt)
		return CAUSE_RTO; /* the timer resends the earliest: RFC 6298 §5.4 */
	if (lowest)
		return cause_of_lone(s);
	if (s->to == s->me->board->nxt && may_use_rack(s))
		return CAUSE_TLP; /* a probe the last: RFC 8985 §7.3 */
	return CAUSE_UNKNOWN;
}

/* Its end has arrived, a FIN mostly, and its beginning has not. */
static bool reported_in_part(const struct step *s)
{
	const struct ranges *sacked = half_sacked(s->me);

	return s->from >= s->me->board->una && ranges_covered(sacked, s->from, s->from + 1) == 0 &&
	       ranges_covered(sacked, s->from, s->to) > 0;
}

/* Dup ACKs or SACK above tell that it is missing: RFC 5681 §3.2, RFC 6675 §4. */
static bool reported_missing(const struct step *s, const struct view *view)
{
	return view->sacked_to > s->to || view->dup_acks >= DUP_THRESHOLD || reported_in_part(s);
}

/*
 * The newest report of bytes above, where all of them are less than what RFC 6675 §4 IsLost asks
 * for; EVENT_NONE where they are enough, or none. Each range here is by itself or another ACK's.
 */
static uint32_t thin_report(const struct step *s, const struct view *view)
{
	int64_t mss =
		s->peer->mss > 0 && s->peer->mss < s->to - s->from ? s->peer->mss : s->to - s->from;
	const struct range *range = ranges_after(half_sacked(s->me), s->to);
	uint32_t newest = EVENT_NONE;
	int64_t bytes = 0;

	if (view->dup_acks >= DUP_THRESHOLD || s->to <= s->me->board->una)
		return EVENT_NONE;
	for (int count = 1; range; count++, range = ranges_after(half_sacked(s->me), range->to)) {
		bytes += range->to - (range->from > s->to ? range->from : s->to);
		if (count >= DUP_THRESHOLD || bytes > (DUP_THRESHOLD - 1) * mss)
			return EVENT_NONE;
		if (newest == EVENT_NONE || range->event > newest)
			newest = range->event;
	}
	return newest;
}

/* How long the timer has run, restarted by the last ACK that moved SND.UNA (RFC 6298 §5.3). */
static int64_t timer_ran_ns(const struct step *s)
{
	const struct event *copy = step_copy(s);
	bool progress = s->me->progress != EVENT_NONE && s->me->board->una > 1;
	int64_t since = copy ? copy->time_ns : s->event->time_ns;

	if (progress && (!copy || s->me->progress > s->event->about))
		since = event_at(s->flow, s->me->progress)->time_ns;
	return s->event->time_ns - since;
}

/*
 * Too few reports make a sender wait a quarter of a round trip (RFC 8985 §6.2), and its resend may
 * pass here a round trip after them. As much again is chance; later than that the timer sent it.
 */
static bool outlasts_report(const struct step *s, const struct view *view)
{
	int64_t round_trip = s->me->board->srtt_ns + s->peer->board->srtt_ns;
	uint32_t report = s->from <= view->una ? thin_report(s, view) : EVENT_NONE;

	return report != EVENT_NONE &&
	       s->event->time_ns - event_at(s->flow, report)->time_ns > round_trip / 2 * 3 &&
	       timer_ran_ns(s) >= timeout_ns(s) / 100 * 80;
}

/* In a recovery its ACKs clock what is resent, and only what they leave waiting the timer. */
static bool expired(const struct step *s, bool waited)
{
	return !follows_arrival(s) && (waited || after_silence(s));
}

/* Some stacks send a FIN again with every ACK: what came just then brought it about. */
static bool fin_answers(const struct step *s)
{
	const struct event *last = event_at(s->flow, step_previous(s));
	bool news = last->side != s->event->side && s->has_ack && s->ack > s->peer->board->una;

	return step_has(s, TCP_FIN) && s->segment->len == 0 && (news || sooner_than_answer(s));
}

/* The same again, unanswered: no ACK clocks what is sent while nothing comes (RFC 6298 §5.5). */
static bool unprompted(const struct step *s)
{
	const struct event *copy = step_copy(s);
	bool silent = s->peer->last_event == EVENT_NONE || s->peer->last_event < s->event->about;

	return copy && silent && s->event->time_ns - copy->time_ns >= RTO_FLOOR_NS;
}

/*
 * It goes on where its sender's last resend ended, and that was just now: so soon after a resend no
 * timer runs out (RFC 6298 §5.3), an ACK clocks what follows.
 */
static bool follows_resend(const struct step *s)
{
	const struct event *last =
		s->me->last_event == EVENT_NONE ? NULL : event_at(s->flow, s->me->last_event);

	return last && event_has(last, NOTE_RETRANSMISSION) &&
	       last->seq + event_span(last) == s->segment->seq &&
	       s->event->time_ns - last->time_ns < RTO_FLOOR_NS;
}

/* What the timer gave up is sent again as ACKs come, unless that had to wait for the timer, too. */
static enum cause cause_after_timer(const struct step *s, bool lowest)
{
	const struct event *copy = step_copy(s);
	bool again = lowest && copy && event_has(copy, NOTE_RETRANSMISSION);

	if (follows_resend(s) || !expired(s, again && (waited_out(s, 80) || unprompted(s))))
		return CAUSE_SLOWSTART;
	return CAUSE_RTO;
}

/*
 * What was sent again last, by the timer or a probe, lies above these bytes, which the sender still
 * misses, whatever has been acknowledged here: the timer would have sent these (RFC 6298 §5.4). So
 * it was a probe (RFC 8985 §7.3), and no recovery.
 */
static void tell_probe(const struct step *s)
{
	const struct scoreboard *board = s->me->board;
	const struct range *range;
	struct event *probe;

	if (board->episode != EPISODE_RTO)
		return;
	range = ranges_after(half_sent(s->me), board->recovery - 1);
	probe = range && range->from >= s->to ? event_at(s->flow, range->event) : NULL;
	if (!probe || probe->cause != CAUSE_TIMER || order_is_before(s, probe))
		return;
	probe->cause = CAUSE_TLP;
	change(s->flow, range->event);
	half_board(s->me, s->flow->arena)->episode = EPISODE_NONE;
}

static enum cause cause_by_evidence(const struct step *s)
{
	struct view view = view_of(s);
	bool recovering = recovery_lasts(s, view.una);
	const struct event *copy = step_copy(s);
	bool again = copy && event_has(copy, NOTE_RETRANSMISSION);

	if (step_has(s, TCP_SYN))
		return step_has(s, TCP_ACK) && syn_came_again(s) ? CAUSE_REPLY : CAUSE_RTO;
	if (refused_with_syn(s)) /* or lost with it, where the SYN had to be sent again */
		return s->me->board->retransmissions > 0 ? CAUSE_SLOWSTART : CAUSE_TFO;
	if (fin_answers(s))
		return CAUSE_UNKNOWN;
	if (recovering && alone_again(s))
		return cause_again(s);
	if (recovering && s->me->board->episode == EPISODE_RTO)
		return cause_after_timer(s, s->from <= view.una);
	if (reported_missing(s, &view) || (recovering && !after_silence(s))) {
		bool waited = again ? waited_out(s, 90) : !recovering && outlasts_report(s, &view);

		return expired(s, waited) ? CAUSE_RTO : CAUSE_FAST;
	}
	return cause_in_silence(s, &view);
}

static bool of_timer(enum cause cause)
{
	return cause == CAUSE_RTO || cause == CAUSE_TLP || cause == CAUSE_TIMER;
}

/* What comes together with its copy, or before it by the times given, no timer has sent again. */
enum cause cause_of(const struct step *s)
{
	const struct event *copy = step_copy(s);
	enum cause cause;
	bool waited = !copy || s->event->time_ns > copy->time_ns ||
		      (!captured_at(s->flow, s->me) && waited_by_clock_ns(s, copy) > 0);

	tell_probe(s);
	cause = cause_by_evidence(s);
	return of_timer(cause) && !waited ? CAUSE_UNKNOWN : cause;
}

enum confidence cause_confidence(const struct step *s)
{
	enum cause cause = (enum cause)s->event->cause;
	const struct event *copy = step_copy(s);
	bool odd = copy && !timer_may_wait(s->event->time_ns - copy->time_ns);

	return cause == CAUSE_TIMER || (of_timer(cause) && odd) ? LIKELY : SURE;
}
