/* IPv4 and IPv6 down to the transport header. */
#include "decode/ip.h"

#include "decode/tcp.h"

#include <string.h>

enum { IPV4_HEADER = 20, IPV6_HEADER = 40 };

static enum decoded by_protocol(struct walk *walk, uint8_t protocol)
{
	if (protocol == 6)
		return decode_tcp(walk);
	return DECODED_OTHER;
}

static void read_address(struct bytes *from, uint8_t version, struct address *to)
{
	to->version = version;
	memset(to->bytes, 0, sizeof(to->bytes));
	bytes_copy(from, to->bytes, version == IP_VERSION_4 ? 4 : 16);
}

/* Takes the rest of the header from after the total length field: RFC 791 §3.1. */
static void read_ipv4(struct bytes header, struct ip *ip, uint16_t *fragment, uint8_t *protocol)
{
	uint16_t checksum;

	bytes_be16(&header, &ip->id);
	bytes_be16(&header, fragment);
	bytes_u8(&header, &ip->ttl);
	bytes_u8(&header, protocol);
	bytes_be16(&header, &checksum);
	read_address(&header, IP_VERSION_4, &ip->from);
	read_address(&header, IP_VERSION_4, &ip->to);
	ip->have_id = true;
}

enum decoded decode_ipv4(struct walk *walk)
{
	struct bytes header = walk->bytes;
	uint8_t version, tos, protocol;
	uint16_t total, fragment;
	size_t length;

	if (!walk_enter(walk) || header.left < IPV4_HEADER)
		return walk_short(walk, IPV4_HEADER);
	bytes_u8(&header, &version);
	bytes_u8(&header, &tos);
	bytes_be16(&header, &total);
	length = (size_t)(version & 0xf) * 4;
	if (version >> 4 != IP_VERSION_4 || length < IPV4_HEADER || (total && total < length))
		return DECODED_MALFORMED;
	walk->ip.capture = total ? 0 : SEGMENT_LENGTH_FROM_FRAME;
	walk->ip.ecn = tos & 3;
	walk->ip.rerouted = false;
	read_ipv4(header, &walk->ip, &fragment, &protocol);
	if (total)
		walk_clip(walk, total);
	if (!walk_skip(walk, length))
		return walk_short(walk, length);
	return by_protocol(walk, protocol);
}

enum decoded decode_ipv6(struct walk *walk)
{
	struct bytes header = walk->bytes;
	uint32_t start;
	uint16_t payload;
	uint8_t next;

	if (!walk_enter(walk) || !walk_skip(walk, IPV6_HEADER))
		return walk_short(walk, IPV6_HEADER);
	bytes_be32(&header, &start);
	bytes_be16(&header, &payload);
	bytes_u8(&header, &next);
	if (start >> 28 != IP_VERSION_6)
		return DECODED_MALFORMED;
	bytes_u8(&header, &walk->ip.ttl);
	read_address(&header, IP_VERSION_6, &walk->ip.from);
	read_address(&header, IP_VERSION_6, &walk->ip.to);
	walk->ip.have_id = false;
	walk->ip.ecn = start >> 20 & 3;
	walk->ip.capture = payload ? 0 : SEGMENT_LENGTH_FROM_FRAME;
	walk->ip.rerouted = false;
	if (payload)
		walk_clip(walk, payload);
	return by_protocol(walk, next);
}

enum decoded decode_ip(struct walk *walk)
{
	uint8_t first;

	if (!bytes_peek(&walk->bytes, 0, &first))
		return walk_short(walk, 1);
	if (first >> 4 == IP_VERSION_4)
		return decode_ipv4(walk);
	if (first >> 4 == IP_VERSION_6)
		return decode_ipv6(walk);
	return DECODED_OTHER;
}
