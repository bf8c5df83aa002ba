/*
 * The segment that is explained, with what belongs to it found; and the words to be put in.
 */
#ifndef EXPLAIN_SUBJECT_H
#define EXPLAIN_SUBJECT_H

#include "tcpladder/explain.h"

struct subject {
	const struct ladder *ladder;
	struct flow_summary flow;
	const struct tcp_options *options; /* NULL where they are not at hand */
	const struct event *event;
	size_t index;
	size_t answered;    /* whose end its ACK names; beyond the last for none */
	struct proof proof; /* of the note that is explained */
	enum side who;      /* whose state is told */
};

struct subject subject_of(const struct ladder *ladder, size_t index,
			  const struct tcp_options *options);

/* The event at that index; NULL beyond the last, EVENT_NONE too. */
const struct event *subject_event(const struct subject *subject, size_t index);

/* Its ACK tells something that this sender's ACK before did not. */
bool subject_ack_is_news(const struct subject *subject);

/* What its ACK answers: of what it acknowledges, the segment sent last. NULL where it is none. */
const struct event *subject_prompt(const struct subject *subject);

/* The sender's segment before it that carried data filled the receiver's window. */
bool subject_was_full(const struct subject *subject);

/*
 * The first SACK block of its options that tells what came beyond ACK: 1 where one before it
 * reports what came twice. SACK_MAX where it has none, or its options are not at hand.
 */
size_t subject_sacks(const struct subject *subject);

/* The duplicate ACK nearest before it that asks for its first byte; NULL where there is none. */
const struct event *subject_dup_ack(const struct subject *subject);

/* What it belongs to: event.about, or which segment sends a lost one's bytes again. */
const struct event *subject_about(const struct subject *subject);

/* What came before it although it was sent later; NULL where that is not known. */
const struct event *subject_above(const struct subject *subject);

/* In bytes where the scale is known; a SYN's window is never scaled (RFC 7323 §2.2). */
uint32_t subject_window(const struct subject *subject);

/* The one of these that weighs most; NOTE_COUNT for none. */
enum note note_heaviest(struct note_set notes);

/* Puts the sentence into out of SENTENCE_TEXT bytes, each {slot} in it filled. */
void slots_fill(const struct subject *subject, enum message sentence, char *out);

/* Whether there is a slot of that name, of so many bytes. */
bool slots_have(const char *name, size_t length);

/* --- reasons.c --- */

/* The sentence about the note as this segment has it; MSG_COUNT where another says it already. */
enum message reason_of(const struct subject *subject, enum note note);

/* The section that it rests on; for a retransmission that of its cause. */
const char *reason_reference(const struct subject *subject, enum note note);

#endif
