/*
 * Packets as bytes: Ethernet, IP and TCP headers with right checksums, and classic pcap files.
 *
 * The same packet gives the same bytes, always. Every data octet follows from its sequence number,
 * so a retransmission carries what the first copy did.
 */
#ifndef SCRIPT_WIRE_H
#define SCRIPT_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/segment.h"

enum { WIRE_ETHERNET = 14, WIRE_FRAME_MAX = 66000 };

/*
 * Writes the frame into out, which has room for WIRE_FRAME_MAX bytes, and returns its length. The
 * checksum is wrong where segment.capture has SEGMENT_CHECKSUM_WRONG. len is at most 65000.
 */
size_t wire_frame(const struct packet *packet, uint8_t *out);

/* The same without the Ethernet header: from the IP header on. */
size_t wire_datagram(const struct packet *packet, uint8_t *out);

/* A number that follows from the bytes of the TCP header: segment.header_hash. */
uint32_t wire_header_hash(const struct packet *packet);

/* The header of a pcap file (little-endian, microseconds, Ethernet), and one record. */
void wire_pcap_start(FILE *out);
void wire_pcap_record(FILE *out, const struct packet *packet);

#endif
