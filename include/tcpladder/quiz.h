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

/* What an answer is. */
enum quiz_form { QUIZ_NUMBER, QUIZ_FLAG_NAMES, QUIZ_STATE_NAME, QUIZ_CAUSE };

enum { QUIZ_TEXT = 512, QUIZ_ANSWER = 64 };

struct quiz {
	enum quiz_topic topic;
	enum quiz_form form;
	enum message kind;        /* which question it is; the same for those of one kind */
	const struct lang *lang;  /* lent, as the ladder has it */
	char question[QUIZ_TEXT]; /* UTF-8, in the ladder's language */
	char answer[QUIZ_ANSWER]; /* as the ladder shows it; of a cause, its number and its name */
	char why[QUIZ_TEXT];      /* the sentences that explain it */
	uint32_t number[2]; /* relative, as sent; of a cause, which of the two it is, from 1 */
	uint16_t flags;     /* TCP_… that the answer has */
	uint16_t may;       /* others that it may have, or lack */
	struct ladder_blank blank; /* where the arrow would tell it */
};

/* What to ask before that segment is drawn; false where no question is fair. */
bool quiz_ask(const struct ladder *ladder, size_t event, uint64_t seed, struct quiz *quiz);

enum { QUIZ_PLAN_MOST = 100 };

/* Which segments to ask about. */
struct quiz_plan {
	size_t count;
	uint32_t event[QUIZ_PLAN_MOST]; /* indices, ascending */
	bool all;                       /* whatever can be asked is in it */
	size_t end;                     /* it is about the segments before that one */
};

/*
 * Plans at most so many questions about a flow, QUIZ_PLAN_MOST or less. Where it has more, as many
 * of each kind as go, spread over the flow as the seed says; of a very long flow only some segments
 * are looked at.
 */
void quiz_plan(const struct ladder *ladder, uint64_t seed, size_t most, struct quiz_plan *plan);

/*
 * The same little by little, for a long flow. What the ladder borrows is borrowed until the end;
 * the flow may grow and forget meanwhile. The caller frees it, in the middle as well.
 */
struct quiz_planner;

struct quiz_planner *quiz_planner_new(const struct ladder *ladder, uint64_t seed, size_t most);
void quiz_planner_free(struct quiz_planner *planner);

/*
 * Goes on with so many segments. true while more is left: *plan, one and the same each time, is
 * whole only after that.
 */
bool quiz_planner_step(struct quiz_planner *planner, size_t segments, struct quiz_plan *plan);

/* How much of the flow it has looked at, 0 to 100. */
int quiz_planner_percent(const struct quiz_planner *planner);

/*
 * Whether what somebody typed is the answer: numbers relative or as sent, "ack=1,401" and
 * "1301+100" too; flags in any order, by name or in tcpdump's letters; states without regard to
 * case and hyphens; a cause by its number, or in words of English or of the quiz's language.
 */
bool quiz_right(const struct quiz *quiz, const char *typed);

/* What it is about, in words. */
enum message quiz_topic_name(enum quiz_topic topic);

#endif
