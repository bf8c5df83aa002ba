/*
 * Sequence numbers: arithmetic modulo 2^32 (RFC 9293 §3.4).
 *
 * On the wire a number is a uint32_t and wraps. Inside the tracker it is an offset, an int64_t
 * that never wraps: the number of bytes since the direction's base (its ISN, or its first
 * sequence number minus one where the SYN was not captured). Only offsets are compared.
 */
#ifndef TCPLADDER_SEQ_H
#define TCPLADDER_SEQ_H

#include <stdint.h>

/* b - a as the shorter way round the circle: negative where b is before a. */
static inline int32_t seq_diff(uint32_t a, uint32_t b)
{
	uint32_t d = b - a;

	return d <= INT32_MAX ? (int32_t)d : -(int32_t)(UINT32_MAX - d) - 1;
}

/* The offset nearest to ref, itself an offset from base, whose number on the wire is seq. */
static inline int64_t seq_offset(uint32_t base, int64_t ref, uint32_t seq)
{
	return ref + seq_diff(base + (uint32_t)ref, seq);
}

#endif
