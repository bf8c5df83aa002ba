/*
 * What a question is made of: the segment, what is near it, and the questions of each topic.
 */
#ifndef QUIZ_MATTER_H
#define QUIZ_MATTER_H

#include "tcpladder/quiz.h"

struct matter {
	const struct ladder *ladder;
	const struct event *event;
	const struct half_summary *me, *peer;
	struct flow_summary flow;
	size_t index;
	uint64_t luck; /* chooses among the questions of a topic */
};

/*
 * Each asks what it can about the segment; false where nothing of the topic is fair. quiz->why is
 * left empty where a sentence of the segment's explanation tells it.
 */
bool ask_ack(const struct matter *matter, struct quiz *quiz);
bool ask_seq(const struct matter *matter, struct quiz *quiz);
bool ask_flags(const struct matter *matter, struct quiz *quiz);
bool ask_state(const struct matter *matter, struct quiz *quiz);
bool ask_loss(const struct matter *matter, struct quiz *quiz);

/* --- what they share --- */

enum { LOOK_BACK = 256 }; /* farther back nobody looks for what a number follows from */

const char *side_name(enum side side);
const char *text_of(const struct matter *matter, enum message message);

/* Data that was sent before, and not only captured twice. */
bool is_resend(const struct event *event);

/* The nearest event before of that side that has one of the flags; NULL where none is near. */
const struct event *before_of(const struct matter *matter, enum side side, uint16_t flags);

/* "1301 + 100 = 1401": where a segment ends. out has room for QUIZ_TEXT. */
void sum_of(const struct matter *matter, const struct event *event, char *out);

/* The answer is a number of that half: as the ladder shows it, and both ways. */
void set_number(const struct matter *matter, const struct half_summary *half, uint32_t number,
		struct quiz *quiz);

/* Asks, in the words of the message. */
__attribute__((format(printf, 4, 5))) void ask(struct quiz *quiz, enum message kind, unsigned blank,
					       const char *format, ...);

/* The same without a sentence that explains it, as far as one of the segment's own tells it. */
bool quiz_pick(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz);

/* Spreads a seed and a place over all bits. */
uint64_t quiz_mix(uint64_t seed, size_t place);

/* The first event that is looked back at; none is that was forgotten. */
static inline size_t look_from(const struct matter *matter)
{
	size_t first = flow_first(matter->ladder->flow);

	return matter->index > first + LOOK_BACK ? matter->index - LOOK_BACK : first;
}

#endif
