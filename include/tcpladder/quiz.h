/*
 * Questions about the next segment of a flow, which the packets decide: for students who predict.
 *
 * A question is asked where the ladder before the segment, or what is said of the segment, leaves
 * one answer. The same seed asks the same questions. No terminal: the same for every sink.
 */
#ifndef TCPLADDER_QUIZ_H
#define TCPLADDER_QUIZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/ladder.h"

enum quiz_topic { QUIZ_ACK, QUIZ_SEQ, QUIZ_FLAGS, QUIZ_STATE, QUIZ_LOSS, QUIZ_TOPICS };

enum { QUIZ_TEXT = 512, QUIZ_ANSWER = 64 };

struct quiz {
	enum quiz_topic topic;
	char question[QUIZ_TEXT]; /* UTF-8, in the ladder's language */
	char answer[QUIZ_ANSWER]; /* as the ladder shows it */
	char why[QUIZ_TEXT];      /* the sentence that explains it */
	uint32_t number[2];       /* ACK and SEQ: relative, as sent; loss: which choice, twice */
};

/* What to ask before that segment is drawn; false where no question is fair. */
bool quiz_ask(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz);

/*
 * Whether what somebody typed is the answer: numbers relative or as sent, "ack=1,401" too; flags
 * in any order; states without regard to case and hyphens.
 */
bool quiz_right(const struct quiz *quiz, const char *typed);

/* What it is about, in words. */
enum message quiz_topic_name(enum quiz_topic topic);

#endif
