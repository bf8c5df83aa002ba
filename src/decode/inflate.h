/*
 * Undoing DEFLATE (RFC 1951), through zlib, for one packet at a time.
 */
#ifndef DECODE_INFLATE_H
#define DECODE_INFLATE_H

#include "tcpladder/bytes.h"

enum { INFLATE_MOST = 0xffff }; /* bytes that come out: an IP datagram has no more */

enum inflated {
	INFLATED_WHOLE, /* up to the end that the data has */
	INFLATED_PART,  /* all is well as far as it goes: the rest is missing */
	INFLATED_NOT    /* no DEFLATE, or more than INFLATE_MOST bytes */
};

struct inflater;

/* The caller frees it. Never NULL. */
struct inflater *inflater_new(void);

/* NULL is allowed. */
void inflater_free(struct inflater *inflater);

/* What comes out is in *out, lent until the next call. */
enum inflated inflate_bytes(struct inflater *inflater, struct bytes in, struct bytes *out);

#endif
