/*
 * Putting IP datagrams together from their fragments (RFC 791 §3.2, RFC 8200 §4.5).
 *
 * Bounded in every direction: how many datagrams wait, for how long by the capture's clock, and
 * how many bytes they hold. What goes beyond pushes the oldest out. Where fragments overlap, the
 * bytes that came first stay for IPv4; for IPv6 the datagram is dropped, as RFC 8200 demands.
 */
#ifndef DECODE_FRAGMENT_H
#define DECODE_FRAGMENT_H

#include "decode/walk.h"

enum {
	FRAGMENT_DATAGRAMS = 256,       /* that may wait at once */
	FRAGMENT_SECONDS = 60,          /* RFC 8200 §4.5 */
	FRAGMENT_HELD_MAX = 8 << 20,    /* bytes in all */
	FRAGMENT_DATAGRAM_MAX = 0xffff, /* bytes in one */
};

struct fragment {
	uint32_t id;
	size_t offset; /* in bytes, a multiple of 8 */
	uint8_t protocol;
	bool more;
};

struct fragments;

struct fragments *fragments_new(void);
void fragments_free(struct fragments *fragments);

/*
 * Adds the fragment whose content the walk is at; the addresses are walk->ip's. DECODED_TCP where
 * it was the last one missing: the walk then goes on over the whole datagram, whose bytes the
 * decoder owns until the next one is complete. Otherwise what becomes of the frame.
 */
enum decoded fragment_add(struct walk *walk, const struct fragment *fragment);

#endif
