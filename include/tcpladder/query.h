/*
 * A query: which flows or segments, in words that a person guesses.
 *
 *	port 443 and retransmission
 *	host 10.0.0.1 len > 1000
 *	not (state time-wait or rst)
 *
 * Terms stand side by side, or are joined by and, or, not and parentheses. A term is about the
 * ends (host, net, port, src, dst), about a number (len > 1000, rtt > 100ms, flow 7), a flag, a
 * label of event_labels() or a part of one between dots, a state, or a side. Asked of a segment,
 * each term is about that segment or its flow. Asked of a flow, a term about segments asks
 * whether the flow has one: "not rst" are the flows without a reset.
 *
 * Pure, and bounded in time and depth whatever the text holds.
 */
#ifndef TCPLADDER_QUERY_H
#define TCPLADDER_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"
#include "tcpladder/lang.h"

struct query;

/* Where a text is wrong, and what it was that could not be there. */
struct query_error {
	size_t at;             /* byte of the text; its length where it ends too soon */
	size_t length;         /* bytes of what is wrong; 0 at the end */
	enum message expected; /* what could have been there instead */
};

/*
 * Reads the text. The caller frees the result. NULL and *error where it is wrong, or where it has
 * no term at all.
 */
struct query *query_parse(const char *text, struct query_error *error);
void query_free(struct query *query);

/* Does the flow match? Looks at its events as far as terms about segments need it. */
bool query_matches(const struct query *query, const struct flow *flow);

/* The same a part at a time, where a flow may be long; what is in it is its own. */
struct query_look {
	const struct query *query; /* borrowed, as the flow is */
	const struct flow *flow;
	struct flow_summary summary;
	uint64_t holds, unknown; /* terms, by number */
	size_t seen;             /* events looked at */
};

enum query_answer { QUERY_NO, QUERY_YES, QUERY_LOOKS_ON };

struct query_look query_look_at(const struct query *query, const struct flow *flow);

/* Looks at up to most more events. */
enum query_answer query_look_on(struct query_look *look, size_t most);

/* A query about to be asked of one flow's segments; borrows both. */
struct query_scan {
	const struct query *query;
	struct flow_summary flow;
	uint64_t facts; /* the terms about the flow that hold, by number */
};

struct query_scan query_scan_of(const struct query *query, const struct flow *flow);

/* Does the segment match? */
bool query_scan_matches(const struct query_scan *scan, const struct event *event);

/* --- completion --- */

enum { QUERY_WORD = 48 };

/*
 * The word that could stand at the end of the text in place of what is there of it, by index in
 * alphabetical order; NULL beyond the last. Lent for ever. *begun is where that word begins.
 */
const char *query_completion(const char *text, size_t index, size_t *begun);

#endif
