/*
 * The segment that is explained, with what belongs to it found; and the words to be put in.
 */
#ifndef EXPLAIN_SUBJECT_H
#define EXPLAIN_SUBJECT_H

#include "tcpladder/explain.h"

struct subject {
	const struct ladder *ladder;
	struct flow_summary flow;
	const struct explain_reread *reread; /* NULL for nothing */
	const struct tcp_options *options;   /* NULL where they are not at hand */
	const struct event *event;
	size_t index;
	size_t answered;    /* whose end its ACK names; beyond the last for none */
	struct proof proof; /* of the note that is explained */
	enum side who;      /* whose state is told, or whose bytes are counted */
};

struct subject subject_of(const struct ladder *ladder, size_t index,
			  const struct explain_reread *reread);

/* The event at that index; NULL beyond the last, EVENT_NONE too. */
const struct event *subject_event(const struct subject *subject, size_t index);

/* Its ACK tells something that none of this sender's ACKs near before it did. */
bool subject_ack_is_news(const struct subject *subject);

/* The ACK before it of the same side, NULL where none is near. */
const struct event *subject_ack_before(const struct subject *subject);

/*
 * Of what its ACK acknowledges and was sent twice the transmission whose timestamp it echoes, and
 * no other's (RFC 7323 §4.1). NULL where there is none.
 */
const struct event *subject_echoed(const struct subject *subject);

/*
 * What its ACK answers: what it echoes; else of what it acknowledges the segment sent last. NULL
 * where it is none.
 */
const struct event *subject_prompt(const struct subject *subject);

/* A pure ACK that comes later after that than ACKs may be delayed: 0.5 s (RFC 5681 §4.2). */
bool subject_answers_late(const struct subject *subject);

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

/* Whether its window is just that; where the handshake was not captured it is at least that. */
bool subject_window_exact(const struct subject *subject);

/* The one of these that weighs most; NOTE_COUNT for none. */
enum note note_heaviest(struct note_set notes);

/* Puts the sentence into out of SENTENCE_TEXT bytes, each {slot} in it filled. */
void slots_fill(const struct subject *subject, enum message sentence, char *out);

/* Whether there is a slot of that name, of so many bytes. */
bool slots_have(const char *name, size_t length);

/* How far back it is looked: the index of the oldest event. It bounds the cost of a screen. */
size_t subject_oldest(const struct subject *subject);

/* The window of one of the flow's events, scaled likewise. */
uint32_t subject_window_of(const struct subject *subject, const struct event *event);

/* --- measure.c --- */

/* One side's bytes that were sent and not acknowledged when the segment had passed. */
struct in_flight {
	bool known;
	uint32_t bytes;
	bool limited;  /* the window is known in bytes, and room is left in it */
	uint32_t room; /* of it */
};

struct in_flight subject_in_flight(const struct subject *subject, enum side sender);

/* Bytes that were sent before, and others behind them that were not. */
struct parts {
	bool mixed; /* it has both, and nothing but these */
	uint32_t old_bytes, new_bytes;
	uint32_t first_new; /* the number, as sent */
};

struct parts subject_parts(const struct subject *subject);

/* What the event's ACK says for the first time was sent twice: only an echo tells which copy. */
bool subject_sent_twice(const struct subject *subject);

/* --- roundtrip.c --- */

/*
 * The last round trip before the segment: of the end's data where it was captured; elsewhere of its
 * sender's, which is a part.
 */
struct round_trip subject_round_trip(const struct subject *subject);

/* --- waits.c --- */

/* The wait that ends with the segment, and the one before it by the same timer. */
struct waits {
	bool known;
	int64_t now_ns, before_ns; /* both above 0 */
};

struct waits subject_waits(const struct subject *subject);

/* With what the window was closed that opens here; NULL where it was open, or that is not near. */
const struct event *subject_closing(const struct subject *subject);

/* --- unseen.c --- */

/* What the segment tells of others that were not captured; MSG_COUNT for nothing. */
enum message unseen_sentence(const struct subject *subject, const char **reference);

/* --- options.c --- */

/* What the segment's options say to it: the sentence at that place, MSG_COUNT for none there. */
enum message option_sentence(const struct subject *subject, size_t place, const char **reference);

/* How many places there are. */
size_t option_places(void);

/* "19 (MD5), 77": kinds that are not read. */
void option_kinds(const struct subject *subject, char *out, size_t room);

/* "lack of resources (2)": why a path of several was reset. */
void option_path_reason(const struct subject *subject, char *out, size_t room);

/* --- reasons.c --- */

/* What its ACK answers, and what the time since then is. */
enum message answer_sentence(const struct subject *subject);

/* An RST that was not taken, and the window's edge would tell whether it was asked about. */
bool reason_reset_is_untold(const struct event *event);

/* The sentence about the note as this segment has it; MSG_COUNT where another says it already. */
enum message reason_of(const struct subject *subject, enum note note);

/* The section that it rests on; for a retransmission that of its cause. */
const char *reason_reference(const struct subject *subject, enum note note);

/* --- copy.c --- */

/* What the TTLs of two copies say; MSG_COUNT for nothing (RFC 1812 §5.3.1). */
enum message hops_sentence(const struct subject *subject);

/* What their VLANs, and what their MAC addresses say, likewise (IEEE 802.1Q §9.6, 802.3 §3.2). */
enum message vlans_sentence(const struct subject *subject);
enum message macs_sentence(const struct subject *subject);

#endif
