/* Which question is asked about a segment, and which sentence explains its answer. */
#include "tcpladder/quiz.h"

#include "quiz/matter.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tcpladder/explain.h"

/* --- what the topics share --- */

const char *side_name(enum side side)
{
	return side == SIDE_A ? "A" : "B";
}

const char *text_of(const struct matter *matter, enum message message)
{
	return lang_text(matter->ladder->lang, message);
}

bool is_resend(const struct event *event)
{
	return event_has(event, NOTE_RETRANSMISSION);
}

const struct event *before_of(const struct matter *matter, enum side side, uint16_t flags)
{
	size_t stop = look_from(matter);

	for (size_t i = matter->index; i-- > stop;) {
		const struct event *event = flow_event(matter->ladder->flow, i);

		if (event->side == side && (event->flags & flags))
			return event;
	}
	return NULL;
}

void sum_of(const struct matter *matter, const struct event *event, char *out)
{
	const struct half_summary *half = &matter->flow.half[event->side];
	char seq[LADDER_NUMBER], next[LADDER_NUMBER], length[LADDER_NUMBER] = "";

	ladder_number(matter->ladder, half, event->seq, seq);
	ladder_number(matter->ladder, half, event->seq + event_span(event), next);
	if (event->len > 0)
		snprintf(length, sizeof(length), " + %" PRIu32, event->len);
	snprintf(out, QUIZ_TEXT / 2, "%s%s%s%s = %s", seq, event->flags & TCP_SYN ? " + 1" : "",
		 length, event->flags & TCP_FIN ? " + 1" : "", next);
}

void set_number(const struct matter *matter, const struct half_summary *half, uint32_t number,
		struct quiz *quiz)
{
	char shown[LADDER_NUMBER];

	ladder_number(matter->ladder, half, number, shown);
	quiz->form = QUIZ_NUMBER;
	snprintf(quiz->answer, QUIZ_ANSWER, "%s", shown);
	quiz->number[0] = number - half->base;
	quiz->number[1] = number;
}

void ask(struct quiz *quiz, enum message kind, unsigned blank, const char *format, ...)
{
	va_list arguments;

	quiz->kind = kind;
	quiz->blank.parts = blank;
	va_start(arguments, format);
	vsnprintf(quiz->question, QUIZ_TEXT, format, arguments);
	va_end(arguments);
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

/* SplitMix64, by Steele, Lea and Flood. */
uint64_t quiz_mix(uint64_t seed, size_t place)
{
	uint64_t z = seed + UINT64_C(0x9e3779b97f4a7c15) * (place + 1);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Not what its sender did next, what no endpoint takes, or an answer to no more than a probe. */
static bool is_out_of_turn(const struct event *event)
{
	static const enum note notes[] = {NOTE_DUPLICATE,
					  NOTE_OUT_OF_ORDER,
					  NOTE_LATE,
					  NOTE_CAPTURED_LATE,
					  NOTE_CORRUPT,
					  NOTE_PAWS_OLD,
					  NOTE_RST_IGNORED,
					  NOTE_RST_CHALLENGED,
					  NOTE_RST_AFTER_CLOSE,
					  NOTE_CHALLENGE_ACK,
					  NOTE_KEEP_ALIVE,
					  NOTE_KEEP_ALIVE_ACK,
					  NOTE_ZERO_WINDOW_PROBE,
					  NOTE_ZERO_WINDOW_PROBE_ACK};

	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++)
		if (event_has(event, notes[i]))
			return true;
	return false;
}

bool quiz_pick(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz)
{
	struct matter matter = {.ladder = ladder,
				.event = flow_event(ladder->flow, event),
				.flow = flow_summary(ladder->flow),
				.index = event};
	uint64_t luck = quiz_mix(seed, event);

	matter.me = &matter.flow.half[matter.event->side];
	matter.peer = &matter.flow.half[!matter.event->side];
	matter.luck = luck / QUIZ_TOPICS;
	for (uint64_t i = 0; i < QUIZ_TOPICS && !is_out_of_turn(matter.event); i++) {
		quiz->topic = (enum quiz_topic)((luck % QUIZ_TOPICS + i) % QUIZ_TOPICS);
		quiz->lang = ladder->lang;
		quiz->blank.event = event;
		quiz->may = 0;
		*quiz->why = '\0';
		if (topics[quiz->topic].ask(&matter, quiz))
			return true;
	}
	return false;
}

/* --- why --- */

/* Does the text name the number, and not only as a part of another? */
static bool names(const char *text, const char *number)
{
	size_t length = strlen(number);

	for (; (text = strstr(text, number)); text++)
		if (strspn(text + length, "0123456789") == 0)
			return true;
	return false;
}

/* The sentence that has the answer, the last one of what an arrival means. */
static size_t telling(const struct explanation *explanation, const struct quiz *quiz)
{
	char wanted[QUIZ_ANSWER + 4];
	size_t found = 0, count = 0;

	if (quiz->form == QUIZ_FLAG_NAMES)
		return 0;
	snprintf(wanted, sizeof(wanted), "%s%s", quiz->form == QUIZ_NUMBER ? "ACK " : "",
		 quiz->answer);
	for (size_t i = 0; i < explanation->told; i++)
		if (names(explanation->sentence[i].text, wanted) &&
		    (count++ == 0 || quiz->kind == MSG_QUIZ_STATE_PEER))
			found = i;
	return found;
}

static void explain_why(const struct ladder *ladder, size_t event, struct quiz *quiz)
{
	struct explanation explanation;

	explain(ladder, event, NULL, &explanation);
	snprintf(quiz->why, QUIZ_TEXT, "%s",
		 explanation.sentence[telling(&explanation, quiz)].text);
}

bool quiz_ask(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz)
{
	if (!quiz_pick(ladder, event, seed, quiz))
		return false;
	if (!*quiz->why)
		explain_why(ladder, event, quiz);
	return true;
}
