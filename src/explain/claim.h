/*
 * What an explanation is put together from: claims, each a sentence with the section it rests on.
 */
#ifndef EXPLAIN_CLAIM_H
#define EXPLAIN_CLAIM_H

#include "explain/subject.h"

/* A sentence, the section that it rests on, and how much it matters. */
struct claim {
	enum message message; /* MSG_COUNT: none */
	const char *reference;
	enum weight weight;
};

/* Adds its sentence, with the slots filled; what there is no room for is left out. */
void claim_add(const struct subject *subject, struct claim claim, struct explanation *out);

/* --- labels.c --- */

/* Why it is labelled so; that bytes come again is told before what became of them. */
void claim_notes(struct subject *subject, struct explanation *out);

/* --- states.c --- */

/* The state that one end enters with it, if any. */
void claim_state(struct subject *subject, enum side side, struct explanation *out);

/* The states of both ends, or of the one that does not enter another. */
void claim_states(struct subject *subject, struct explanation *out);

#endif
