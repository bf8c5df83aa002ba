/*
 * The internet checksum (RFC 1071) over a TCP segment and its pseudo-header.
 */
#ifndef DECODE_CHECKSUM_H
#define DECODE_CHECKSUM_H

#include "decode/walk.h"

/* Whether the checksum of the whole segment is right (RFC 9293 §3.1, RFC 8200 §8.1). */
bool checksum_tcp(const struct ip *ip, struct bytes segment);

#endif
