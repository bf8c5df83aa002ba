/* Questions about flags: of what answers a SYN, a SYN+ACK, a FIN. */
#include "quiz/matter.h"
#include "quiz/words.h"

#include <stdio.h>

/* What the sender is about to do; MSG_COUNT where that leaves more than one answer. */
static enum message of_fin_ack(const struct event *event)
{
	switch (event->state[event->side] & STATE_MASK) {
	case STATE_CLOSE_WAIT: return MSG_QUIZ_FLAGS_STAYS;
	case STATE_CLOSING:
	case STATE_TIME_WAIT: return MSG_QUIZ_FLAGS_LAST;
	default: return MSG_COUNT;
	}
}

static bool answers(const struct matter *matter, uint16_t flags)
{
	size_t answered = ladder_answered(matter->ladder, matter->index);
	const uint16_t telling = TCP_SYN | TCP_FIN | TCP_ACK;

	return answered < matter->index &&
	       (flow_event(matter->ladder->flow, answered)->flags & telling) == flags;
}

static enum message doing(const struct matter *matter)
{
	const struct event *event = matter->event;

	if (event->role == ROLE_HS_SYN_ACK)
		return MSG_QUIZ_FLAGS_AGREES;
	if (event->role == ROLE_HS_ACK && answers(matter, TCP_SYN | TCP_ACK))
		return MSG_QUIZ_FLAGS_CONFIRMS;
	if (event_has(event, NOTE_RST_REFUSED) && answers(matter, TCP_SYN))
		return MSG_QUIZ_FLAGS_REFUSES;
	if (event->role == ROLE_CLOSE_ACK)
		return of_fin_ack(event);
	if (event->role == ROLE_CLOSE_FIN && event_has(event, NOTE_CLOSE_ACK) &&
	    (event->state[event->side] & STATE_MASK) == STATE_LAST_ACK)
		return MSG_QUIZ_FLAGS_CLOSES;
	return MSG_COUNT;
}

/* The numbers tell why it has an ACK. */
static void tell_both(const struct matter *matter, enum message kind, struct quiz *quiz)
{
	const char *me = side_name((enum side)matter->event->side);
	const char *peer = side_name((enum side) !matter->event->side);
	size_t answered = ladder_answered(matter->ladder, matter->index);
	char sum[QUIZ_TEXT / 2];

	if (answered >= matter->index)
		return;
	sum_of(matter, flow_event(matter->ladder->flow, answered), sum);
	if (kind == MSG_QUIZ_FLAGS_REFUSES)
		snprintf(quiz->why, QUIZ_TEXT, text_of(matter, MSG_QUIZ_WHY_REFUSED), sum);
	else if (kind == MSG_QUIZ_FLAGS_CLOSES)
		snprintf(quiz->why, QUIZ_TEXT, text_of(matter, MSG_QUIZ_WHY_CLOSES), me, peer, sum);
}

bool ask_flags(const struct matter *matter, struct quiz *quiz)
{
	const uint16_t told = TCP_SYN | TCP_FIN | TCP_RST | TCP_ACK;
	const struct event *event = matter->event;
	enum message kind = doing(matter);
	char what[QUIZ_TEXT / 2];

	if (kind == MSG_COUNT || event->len > 0 || matter->index == 0 || is_resend(event))
		return false;
	quiz->form = QUIZ_FLAG_NAMES;
	quiz->flags = event->flags & told;
	quiz->may = event->flags & (uint16_t)~told;
	if (kind == MSG_QUIZ_FLAGS_REFUSES)
		quiz->may |= TCP_ACK;
	tell_both(matter, kind, quiz);
	words_flags(event->flags, quiz->answer);
	snprintf(what, sizeof(what), text_of(matter, kind), side_name(event->side),
		 side_name(!event->side));
	ask(quiz, kind, BLANK_FLAGS, "%s %s", what, text_of(matter, MSG_QUIZ_FLAGS));
	return true;
}
