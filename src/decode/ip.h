/*
 * IPv4 (RFC 791) and IPv6 (RFC 8200): addresses, lengths, extension headers, fragments.
 */
#ifndef DECODE_IP_H
#define DECODE_IP_H

#include "decode/walk.h"

/* IP whose version its first nibble tells, as RAW captures and tunnels carry it. */
enum decoded decode_ip(struct walk *walk);
enum decoded decode_ipv4(struct walk *walk);
enum decoded decode_ipv6(struct walk *walk);

/* What an IP protocol number names, from the byte after the headers before it. */
enum decoded decode_protocol(struct walk *walk, uint8_t protocol);

#endif
