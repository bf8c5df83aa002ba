/*
 * Packets as bytes: Ethernet, IP and TCP headers with right checksums.
 *
 * The same packet gives the same bytes, always.
 */
#ifndef SCRIPT_WIRE_H
#define SCRIPT_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "tcpladder/segment.h"

enum { WIRE_ETHERNET = 14, WIRE_FRAME_MAX = 66000 };

/*
 * Writes the frame into out, which has room for WIRE_FRAME_MAX bytes, and returns its length. The
 * checksum is wrong where segment.capture has SEGMENT_CHECKSUM_WRONG. data is segment.len octets,
 * at most 65000, or NULL for filling.
 */
size_t wire_frame(const struct packet *packet, const char *data, uint8_t *out);

/* The same without the Ethernet header: from the IP header on. */
size_t wire_datagram(const struct packet *packet, const char *data, uint8_t *out);

/* The octet of data that has that number, where nothing else is said. */
uint8_t wire_filling(uint32_t seq);

/* A number that follows from the bytes of the TCP header: segment.header_hash. */
uint32_t wire_header_hash(const struct packet *packet);

#endif
