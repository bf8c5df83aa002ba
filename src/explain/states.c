/* Which states a segment leads to, and which stay. */
#include "explain/claim.h"

static const enum message states[STATE_COUNT] = {
	[STATE_UNKNOWN] = MSG_COUNT,
	[STATE_CLOSED] = MSG_ENTERS_CLOSED,
	[STATE_LISTEN] = MSG_ENTERS_LISTEN,
	[STATE_SYN_SENT] = MSG_ENTERS_SYN_SENT,
	[STATE_SYN_RECEIVED] = MSG_ENTERS_SYN_RECEIVED,
	[STATE_ESTABLISHED] = MSG_ENTERS_ESTABLISHED,
	[STATE_FIN_WAIT_1] = MSG_ENTERS_FIN_WAIT_1,
	[STATE_FIN_WAIT_2] = MSG_ENTERS_FIN_WAIT_2,
	[STATE_CLOSE_WAIT] = MSG_ENTERS_CLOSE_WAIT,
	[STATE_CLOSING] = MSG_ENTERS_CLOSING,
	[STATE_LAST_ACK] = MSG_ENTERS_LAST_ACK,
	[STATE_TIME_WAIT] = MSG_ENTERS_TIME_WAIT,
};

/* What the receiver would have become, had it come, or had anybody listened there. */
static bool never_was(const struct subject *subject, enum side side)
{
	if (side == subject->event->side)
		return false;
	return event_has(subject->event, NOTE_LOST_DATA) ||
	       (subject->event->role == ROLE_HS_SYN && subject->flow.opening == OPENING_REFUSED);
}

/* Nothing has begun there: it is in the state that it was in. */
static bool is_not_begun(const struct subject *subject, uint8_t state)
{
	return subject->event->role == ROLE_HS_SYN &&
	       ((state & STATE_MASK) == STATE_CLOSED || (state & STATE_MASK) == STATE_LISTEN);
}

static bool is_captured_at(const struct subject *subject, enum side side)
{
	return subject->flow.vantage == (side == SIDE_A ? VANTAGE_AT_A : VANTAGE_AT_B);
}

/* Only that it was sent is seen: that it arrived, no later segment of its receiver shows. */
static bool is_never_shown(const struct subject *subject, enum side side)
{
	size_t end = ladder_events(subject->ladder);

	if (!(subject->event->state[side] & STATE_ASSUMED) || is_captured_at(subject, side))
		return false;
	for (size_t i = subject->index + 1; i < end; i++)
		if (subject_event(subject, i)->side == side)
			return false;
	return true;
}

static bool enters(const struct subject *subject, enum side side)
{
	uint8_t state = subject->event->state[side];
	uint8_t before = subject->index > flow_first(subject->ladder->flow)
				 ? subject_event(subject, subject->index - 1)->state[side]
				 : STATE_UNKNOWN;

	return !(state & STATE_GUESSED) && (state & STATE_MASK) != (before & STATE_MASK) &&
	       !never_was(subject, side) && !is_not_begun(subject, state);
}

void claim_state(struct subject *subject, enum side side, struct explanation *out)
{
	enum tcp_state state = subject->event->state[side] & STATE_MASK;

	if (!enters(subject, side))
		return;
	subject->who = side;
	claim_add(subject, (struct claim){states[state], "RFC 9293 §3.3.2", WEIGHT_ENTERS}, out);
	if (is_never_shown(subject, side))
		claim_add(subject, (struct claim){MSG_IF_IT_ARRIVED, NULL, WEIGHT_SURE}, out);
}

void claim_states(struct subject *subject, struct explanation *out)
{
	const struct event *event = subject->event;
	bool entered[2] = {enters(subject, SIDE_A), enters(subject, SIDE_B)};
	struct claim claim = {MSG_STATES, "RFC 9293 §3.3.2", WEIGHT_STATE};

	if ((entered[SIDE_A] && entered[SIDE_B]) ||
	    (event->state[SIDE_A] & STATE_MASK) == STATE_UNKNOWN ||
	    (event->state[SIDE_B] & STATE_MASK) == STATE_UNKNOWN)
		return;
	subject->who = entered[SIDE_A] ? SIDE_B : SIDE_A;
	if (entered[SIDE_A] || entered[SIDE_B])
		claim.message = MSG_STATE_STAYS;
	claim_add(subject, claim, out);
}
