/* What can be asked of a segment, and which of it is asked. */
#include "tcpladder/quiz.h"

#include "quiz/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tcpladder/explain.h"

/* What all of these need. */
struct matter {
	const struct ladder *ladder;
	const struct event *event;
	const struct half_summary *me, *peer;
	struct flow_summary flow;
	size_t index;
};

static const char *side_name(enum side side)
{
	return side == SIDE_A ? "A" : "B";
}

static const char *text_of(const struct matter *matter, enum message message)
{
	return lang_text(matter->ladder->lang, message);
}

static bool is_resend(const struct event *event)
{
	return event_has(event, NOTE_RETRANSMISSION);
}

/* A number of that half, as it is shown and both ways. */
static void set_number(const struct matter *matter, const struct half_summary *half,
		       uint32_t number, struct quiz *quiz)
{
	char shown[LADDER_NUMBER];

	ladder_number(matter->ladder, half, number, shown);
	snprintf(quiz->answer, QUIZ_ANSWER, "%s", shown);
	quiz->number[0] = number - half->base;
	quiz->number[1] = number;
}

/* --- ACK: the end of a segment that was drawn, in order --- */

static bool ask_ack(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;
	size_t answered = ladder_answered(matter->ladder, matter->index);

	if (!(event->flags & TCP_ACK) || (event->flags & (TCP_RST | TCP_FIN)) || event->len > 0 ||
	    answered >= matter->index || event_has(event, NOTE_DUP_ACK))
		return false;
	set_number(matter, matter->peer, event->ack, quiz);
	snprintf(quiz->question, QUIZ_TEXT, text_of(matter, MSG_QUIZ_ACK), side_name(event->side));
	return true;
}

/* --- SEQ: it goes on where this side's segment before ended --- */

/* This side's segment before; NULL for none. */
static const struct event *sent_before(const struct matter *matter)
{
	for (size_t i = matter->index; i-- > 0;)
		if (flow_event(matter->ladder->flow, i)->side == matter->event->side)
			return flow_event(matter->ladder->flow, i);
	return NULL;
}

static bool ask_seq(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event, *before = sent_before(matter);

	if (event->len == 0 || is_resend(event) || !before ||
	    before->seq + event_span(before) != event->seq)
		return false;
	set_number(matter, matter->me, event->seq, quiz);
	snprintf(quiz->question, QUIZ_TEXT, text_of(matter, MSG_QUIZ_SEQ), side_name(event->side),
		 event->len);
	return true;
}

/* --- flags: of what answers a SYN, a SYN+ACK, a FIN --- */

static bool ask_flags(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;

	if (event->role != ROLE_HS_SYN_ACK && event->role != ROLE_HS_ACK &&
	    event->role != ROLE_CLOSE_ACK)
		return false;
	if (event->len > 0 || matter->index == 0 || is_resend(event))
		return false;
	words_flags(event->flags, quiz->answer);
	snprintf(quiz->question, QUIZ_TEXT, text_of(matter, MSG_QUIZ_FLAGS),
		 side_name(event->side));
	return true;
}

/* --- state: of who sends, which knows it for certain --- */

static bool ask_state(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;
	uint8_t state = event->state[event->side];
	uint8_t before =
		matter->index > 0
			? flow_event(matter->ladder->flow, matter->index - 1)->state[event->side]
			: STATE_CLOSED;
	char flags[QUIZ_ANSWER];

	if (state == (before & STATE_MASK) || state == STATE_UNKNOWN || (state & ~STATE_MASK) ||
	    (before & STATE_GUESSED) || is_resend(event) || (event->flags & TCP_RST))
		return false;
	words_flags(event->flags, flags);
	snprintf(quiz->answer, QUIZ_ANSWER, "%s", state_name((enum tcp_state)state));
	snprintf(quiz->question, QUIZ_TEXT, text_of(matter, MSG_QUIZ_STATE), side_name(event->side),
		 flags);
	return true;
}

/* --- loss: what makes the sender send again --- */

static bool ask_loss(const struct matter *matter, struct quiz *quiz)
{
	const struct event *event = matter->event;
	bool timer = event->cause == CAUSE_RTO || event->cause == CAUSE_TIMER;
	char seq[LADDER_NUMBER];

	if (!is_resend(event) || event->len == 0 || event->about >= matter->index ||
	    (!timer && event->cause != CAUSE_FAST))
		return false;
	ladder_number(matter->ladder, matter->me, event->seq, seq);
	quiz->number[0] = quiz->number[1] = timer ? 1 : 2;
	snprintf(quiz->answer, QUIZ_ANSWER, "%d", timer ? 1 : 2);
	snprintf(quiz->question, QUIZ_TEXT, text_of(matter, MSG_QUIZ_LOSS), side_name(event->side),
		 seq);
	return true;
}

static const struct topic {
	bool (*ask)(const struct matter *matter, struct quiz *quiz);
	enum message name;
} topics[QUIZ_TOPICS] = {
	[QUIZ_ACK] = {ask_ack, MSG_QUIZ_TOPIC_ACK},
	[QUIZ_SEQ] = {ask_seq, MSG_QUIZ_TOPIC_SEQ},
	[QUIZ_FLAGS] = {ask_flags, MSG_QUIZ_TOPIC_FLAGS},
	[QUIZ_STATE] = {ask_state, MSG_QUIZ_TOPIC_STATE},
	[QUIZ_LOSS] = {ask_loss, MSG_QUIZ_TOPIC_LOSS},
};

enum message quiz_topic_name(enum quiz_topic topic)
{
	return topics[topic].name;
}

/* --- which one --- */

/* Spreads seed and place over all bits (Steele, Lea and Flood: SplitMix64). */
static uint64_t mix(uint64_t seed, size_t event)
{
	uint64_t z = seed + UINT64_C(0x9e3779b97f4a7c15) * (event + 1);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* The sentence with the answer in it, else the one that tells most. */
static void explain_why(const struct matter *matter, struct quiz *quiz)
{
	struct explanation explanation;
	size_t at;

	explain(matter->ladder, matter->index, NULL, &explanation);
	at = quiz->topic == QUIZ_LOSS ? explanation.why : 0;
	for (size_t i = 0; quiz->topic == QUIZ_STATE && i < explanation.count; i++)
		if (strstr(explanation.sentence[i].text, quiz->answer))
			at = i;
	snprintf(quiz->why, QUIZ_TEXT, "%s", explanation.sentence[at].text);
}

bool quiz_ask(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz)
{
	struct matter matter = {.ladder = ladder,
				.event = flow_event(ladder->flow, event),
				.flow = flow_summary(ladder->flow),
				.index = event};
	uint64_t first = mix(seed, event) % QUIZ_TOPICS;

	matter.me = &matter.flow.half[matter.event->side];
	matter.peer = &matter.flow.half[!matter.event->side];
	for (uint64_t i = 0; i < QUIZ_TOPICS; i++) {
		*quiz = (struct quiz){.topic = (enum quiz_topic)((first + i) % QUIZ_TOPICS)};
		if (topics[quiz->topic].ask(&matter, quiz)) {
			explain_why(&matter, quiz);
			return true;
		}
	}
	return false;
}
