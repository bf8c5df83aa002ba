/*
 * Explanations: what a segment says, in sentences about these packets with their numbers.
 *
 * What it does and the arithmetic of it, why it carries its labels and how sure that is, what it
 * offers, and which state an endpoint enters with it; then what is on its way now and the states
 * that are in force. The words are those of the language; each claim has the section that it rests
 * on. No terminal, no capture: the same for every sink.
 */
#ifndef TCPLADDER_EXPLAIN_H
#define TCPLADDER_EXPLAIN_H

#include <stddef.h>

#include "tcpladder/ladder.h"
#include "tcpladder/segment.h"

enum { SENTENCES_MAX = 96, SENTENCE_TEXT = 512 };

/* How much a sentence matters: where there is no room for all, the least goes first. */
enum weight {
	WEIGHT_STATE, /* the states that are in force */
	WEIGHT_SURE,
	WEIGHT_OPTION,
	WEIGHT_FLIGHT, /* bytes in flight and the window */
	WEIGHT_TIME,   /* the round trip */
	WEIGHT_ALSO,
	WEIGHT_ENTERS, /* the state that an endpoint enters */
	WEIGHT_SAYS,   /* what the segment does */
	WEIGHT_WHY     /* why it is labelled so */
};

struct sentence {
	const char *reference; /* "RFC 9293 §3.4"; NULL where it claims nothing. Lent for ever. */
	enum weight weight;
	char text[SENTENCE_TEXT]; /* UTF-8 */
};

struct explanation {
	size_t count; /* at least 1 */
	size_t told;  /* of them the first so many tell what happens; the rest measure it */
	struct sentence sentence[SENTENCES_MAX];
	size_t why; /* the first sentence that tells why it is labelled; 0 where none does */
	const char *reference; /* of what matters most. Lent for ever. */
};

/* What is not kept of a segment, and was read from the capture again; made by {0} for nothing. */
struct explain_reread {
	const struct tcp_options *options; /* NULL where they could not be read */
	uint16_t urgent;                   /* SEG.UP of a segment with URG; 0 for none */
	bool have_original;                /* of a copy: event.about could be, too */
	uint8_t ttl, original_ttl;         /* or hop limits */
	struct segment_link link, original_link;
};

/* Whether its SEG.UP tells something. */
static inline bool explain_wants_urgent(const struct event *event)
{
	return event_has(event, NOTE_URGENT);
}

/* Whether the event is a copy, so that it tells something by what differs in event.about. */
bool explain_wants_original(const struct event *event);

/*
 * What the event's segment says that was read again, and that of event.about, where that is wanted
 * and could be read, else NULL. Lends the segment's options.
 */
struct explain_reread explain_reread_of(const struct event *event, const struct segment *segment,
					const struct segment *original);

/*
 * Explains the event. Numbers are shown as the ladder shows them. What could not be read again
 * (NULL for nothing at all) is not told.
 */
void explain(const struct ladder *ladder, size_t event, const struct explain_reread *reread,
	     struct explanation *out);

enum { EXPLAIN_NUMBERS = 128 };

/* "PSH+ACK  seq=1401 ack=2001 len=100 win=64240" in out of EXPLAIN_NUMBERS bytes. */
void explain_numbers(const struct ladder *ladder, size_t event, char *out);

/* Its notes in words, the heaviest first, at most so many: "lost (inferred), sent again (RTO)". */
enum { EXPLAIN_NOTES = 512 };
void explain_notes(const struct ladder *ladder, size_t event, int most, char *out);

/* A round trip from the capture to an endpoint and back: of data, and of the ACK that times it. */
struct round_trip {
	const struct event *event; /* the ACK; NULL where nothing was measured */
	int64_t ns;                /* above 0 */
};

/*
 * The round trip of the sender's data that was measured last, by that event or before it (RFC 6298
 * §3, RFC 7323 §4.1). Nothing where none is near: so many events are looked at, and no more, that
 * it may be asked for with every key. The event is lent like flow_event().
 */
struct round_trip explain_round_trip(const struct flow *flow, size_t event, enum side sender);

/* Whether the capture was taken at an end, and at which: its data times the whole round trip. */
bool explain_near(enum vantage vantage, enum side *near);

#endif
