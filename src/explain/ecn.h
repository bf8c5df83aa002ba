/*
 * Accurate ECN (RFC 9768): three bits that are an offer and its answer in the handshake, and a
 * counter after it.
 */
#ifndef EXPLAIN_ECN_H
#define EXPLAIN_ECN_H

#include "explain/subject.h"

/* The three bits as the number ACE, 0 to 7: AE is the highest. */
unsigned ecn_value(const struct event *event);

/* How the SYN, or SYN+ACK, arrived that such a number answers; MSG_COUNT where it tells none. */
enum message ecn_codepoint(const struct event *event);

/* How many marked packets the counter tells of, modulo 8. */
unsigned ecn_marked(const struct event *event);

/* What a SYN or a SYN+ACK says of it (§3.1.1, §3.1.2 Table 2); MSG_COUNT for nothing. */
enum message ecn_offer(const struct subject *subject);

/* What the number of a segment with the label ace says (§3.2.2, §3.2.2.1 Tables 3 and 4). */
enum message ecn_count(const struct subject *subject);

#endif
