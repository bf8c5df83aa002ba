/* Questions about states: which one an endpoint enters by what it sends, and by what arrives. */
#include "quiz/matter.h"
#include "quiz/words.h"

#include <stdio.h>

static uint8_t state_before(const struct matter *matter, enum side side)
{
	if (!flow_has(matter->ladder->flow, matter->index - 1))
		return STATE_UNKNOWN;
	return flow_event(matter->ladder->flow, matter->index - 1)->state[side];
}

/* Another one than before, which is known as well: before a SYN it need not be told. */
static bool enters(const struct matter *matter, enum side side)
{
	uint8_t state = matter->event->state[side], before = state_before(matter, side);
	bool opens = (matter->event->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN;

	return (opens || (before & STATE_MASK) != STATE_UNKNOWN) &&
	       (state & STATE_MASK) != STATE_UNKNOWN && !((state | before) & STATE_GUESSED) &&
	       (state & STATE_MASK) != (before & STATE_MASK);
}

static bool sender_enters(const struct matter *matter)
{
	const struct event *event = matter->event;

	return !(event->flags & TCP_RST) && enters(matter, (enum side)event->side) &&
	       !(event->state[event->side] & STATE_ASSUMED);
}

/* What the arrival makes of the receiver: RFC 9293 says, where the segment arrives. */
static bool receiver_enters(const struct matter *matter)
{
	const struct event *event = matter->event;
	bool refused = event->role == ROLE_HS_SYN && matter->flow.opening == OPENING_REFUSED;

	return !refused && !event_has(event, NOTE_LOST_DATA) && !event_has(event, NOTE_LOST_ACK) &&
	       enters(matter, (enum side) !event->side);
}

bool ask_state(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;
	bool sends = sender_enters(matter), hears = receiver_enters(matter);
	bool sender = sends && (!hears || matter->luck % 2 == 0);
	enum side side = sender ? (enum side)event->side : (enum side) !event->side;
	enum message kind = sender ? MSG_QUIZ_STATE : MSG_QUIZ_STATE_PEER;
	char flags[QUIZ_ANSWER];

	if (is_resend(event) || (!sends && !hears))
		return false;
	words_flags(event->flags, flags);
	quiz->form = QUIZ_STATE_NAME;
	snprintf(quiz->answer, QUIZ_ANSWER, "%s",
		 state_name((enum tcp_state)(event->state[side] & STATE_MASK)));
	ask(quiz, kind, side == SIDE_A ? BLANK_STATE_A : BLANK_STATE_B, text_of(matter, kind),
	    side_name((enum side)event->side), flags, side_name(side));
	return true;
}
