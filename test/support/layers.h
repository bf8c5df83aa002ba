/*
 * Frames written as words, outermost layer first:
 *
 *     "ether:0800 ip4:17 udp:4789 08000000 00000100 ether:0800 tcp4"
 *
 * ether:TYPE, ip4:PROTOCOL, ip6:PROTOCOL, udp:PORT and raw hex are what they say; the lengths in
 * them are right for what follows. @N is a 16-bit length of what follows plus N, <N the same in
 * little-endian order. tcp4 and tcp6 are the segment of layers_packet() in its IP datagram, seg4
 * and seg6 the segment without the IP header.
 */
#ifndef TEST_SUPPORT_LAYERS_H
#define TEST_SUPPORT_LAYERS_H

#include <stddef.h>
#include <stdint.h>

#include "tcpladder/segment.h"

enum { LAYERS_ROOM = 4096 };

/* Writes the frame into out, which has LAYERS_ROOM bytes, and returns its length. */
size_t layers_build(const char *words, uint8_t *out);

/* The segment that tcp4 or tcp6 stands for: 40000 to 80, SEG.SEQ just below 2^32, 10 bytes. */
struct packet layers_packet(uint8_t version);

/* Decodes the bytes as a frame of their own, so that a sanitizer sees a read beyond them. */
enum decoded layers_decode(const uint8_t *data, size_t size, int link_type,
			   struct packets *packets);

/* Builds and decodes. */
enum decoded layers_run(const char *words, int link_type, struct packets *packets);

/* Fails the test unless *packets is the one segment of layers_packet(version). */
void layers_expect(const struct packets *packets, uint8_t version, const char *words);

/*
 * Decodes the frame, whole and cut at every length: nothing may be read beyond, nothing made up,
 * and every byte is in a field wherever there is a segment.
 */
void layers_cut(const char *words, int link_type);

#endif
