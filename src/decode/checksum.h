/*
 * The internet checksum (RFC 1071) over a TCP segment and its pseudo-header.
 */
#ifndef DECODE_CHECKSUM_H
#define DECODE_CHECKSUM_H

#include "decode/walk.h"

/*
 * How much the checksum of the whole segment lacks (RFC 9293 §3.1, RFC 8200 §8.1): 0 where it is
 * right, else what checksum_mend() makes it right with.
 */
uint16_t checksum_lack(const struct ip *ip, struct bytes segment);

/* The checksum that would be right, of one that lacks so much (RFC 1071 §2). */
uint16_t checksum_mend(uint16_t checksum, uint16_t lack);

#endif
