/*
 * The objects of the JSON lines, and what their members are made of.
 *
 * Keys are ours: ASCII, in snake_case, with the unit in the name. A key whose value is not known
 * is left out; null is never written.
 */
#ifndef RENDER_OBJECTS_H
#define RENDER_OBJECTS_H

#include <jansson.h>

#include "tcpladder/render.h"

/* The MSS that each side's first SYN offers (RFC 9293 §3.7.1), as far as it was read again. */
enum { MSS_UNKNOWN = -1 };

struct offers {
	int32_t mss[2]; /* by side */
};

/* One event of a flow, with what its object needs of the flow. Everything is borrowed. */
struct subject {
	const struct render *render;
	const struct flow *flow;
	const struct flow_summary *summary;
	size_t index;          /* of the event */
	struct offers *offers; /* of the flow, filled in where the event has one */
};

/* The caller owns what these return; never NULL. */
json_t *object_of_segment(const struct subject *subject);
json_t *object_of_flow(const struct flow *flow, const struct offers *offers);
json_t *object_of_summary(const struct render *render);

/* {"a": {"state": "SYN-SENT", "certain": true}, "b": …}: bytes as in struct event. */
json_t *object_of_states(uint8_t a, uint8_t b);

/* Keeps what a segment of the handshake offers; others leave *offers as it is. */
void offers_take(struct offers *offers, const struct event *event,
		 const struct tcp_options *options);

/* Reads a flow's handshake again. */
struct offers offers_of(const struct render *render, const struct flow *flow);

/* --- members --- */

/* Lets jansson take its memory from ours, which does not fail. */
void member_begin(void);

/* Adds a member and owns its value, which is not NULL. */
void member_add(json_t *object, const char *key, json_t *value);
void member_integer(json_t *object, const char *key, int64_t value);

/* A word of ours: ASCII. */
void member_word(json_t *object, const char *key, const char *word);

/* Text from outside: what is no UTF-8 in it becomes U+FFFD. The caller owns the value. */
json_t *value_of_text(const char *text);

#endif
