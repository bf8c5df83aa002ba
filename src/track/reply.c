/* SYN+ACKs that were sent again because the SYN came again (RFC 9293 §3.10.7.4). */
#include "track/rules.h"

/* The peer's last SYN before the event; NULL where there is none among the few before it. */
static const struct event *syn_before(const struct step *s, uint32_t index)
{
	uint32_t oldest = index > COPY_LOOK_BACK ? index - COPY_LOOK_BACK : 0;

	for (uint32_t i = index; i-- > oldest;) {
		const struct event *event = event_at(s->flow, i);

		if (event->side != s->event->side && event->role == ROLE_HS_SYN &&
		    !event_has(event, NOTE_DUPLICATE))
			return event;
	}
	return NULL;
}

/*
 * Two SYN+ACKs sooner one after the other than any timer: one of them answers a SYN that came
 * again. It is the earlier one if that followed such a SYN after as long as an answer takes.
 */
static bool one_of_two_answers(const struct step *s)
{
	const struct event *copy = step_copy(s), *syn;
	int64_t fastest = s->peer->board->fastest_ns;

	if (!copy || s->event->time_ns - copy->time_ns >= RTO_FLOOR_NS)
		return false;
	syn = syn_before(s, s->event->about);
	if (!syn || !event_has(syn, NOTE_RETRANSMISSION) || fastest == 0)
		return true;
	return fastest > 2 * ANSWER_SLACK_NS &&
	       copy->time_ns - syn->time_ns < fastest / 100 * REORDER_PERCENT;
}

bool syn_came_again(const struct step *s)
{
	const struct event *syn;

	if (one_of_two_answers(s))
		return true;
	if (s->peer->last_event == EVENT_NONE || s->peer->last_event < s->me->last_event)
		return false;
	syn = event_at(s->flow, s->peer->last_event);
	return (syn->flags & TCP_SYN) && !step_too_soon_to_answer(s, syn) &&
	       s->event->time_ns - syn->time_ns <= 2 * s->me->board->fastest_ns + REPLY_SLACK_NS;
}
