/* IPv4 and IPv6 down to the transport header. */
#include "decode/ip.h"

#include "decode/ethernet.h"
#include "decode/fragment.h"
#include "decode/ipcomp.h"
#include "decode/mpls.h"
#include "decode/tcp.h"
#include "decode/tunnel.h"
#include "decode/udp.h"

#include <string.h>

enum { IPV4_HEADER = 20, IPV6_HEADER = 40 };

enum { MORE_FRAGMENTS = 0x2000, FRAGMENT_OFFSET = 0x1fff };

static enum decoded decode_esp(struct walk *walk)
{
	(void)walk;
	return DECODED_ENCRYPTED;
}

/* The two bytes with which AH and IPv6's extension headers begin. */
static bool read_extension(const struct walk *walk, uint8_t *next, uint8_t *length)
{
	return bytes_peek(&walk->bytes, 0, next) && bytes_peek(&walk->bytes, 1, length);
}

/* RFC 4302 §2.2: in words, less 2. */
static enum decoded decode_ah(struct walk *walk)
{
	uint8_t next, length;
	size_t size;

	if (!read_extension(walk, &next, &length))
		return walk_short(walk, 2);
	size = (length + 2u) * 4;
	if (size < 12)
		return DECODED_MALFORMED;
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	return decode_protocol(walk, next);
}

/* RFC 8200 §4: in units of eight bytes, not counting the first. */
static enum decoded decode_extension(struct walk *walk)
{
	uint8_t next, length;
	size_t size;

	if (!read_extension(walk, &next, &length))
		return walk_short(walk, 2);
	size = (length + 1u) * 8;
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	return decode_protocol(walk, next);
}

/* A route not yet at its end: the checksum covers the last address, not the header's (§8.1). */
static enum decoded decode_routing(struct walk *walk)
{
	uint8_t left;

	if (bytes_peek(&walk->bytes, 3, &left) && left > 0)
		walk->ip.rerouted = true;
	return decode_extension(walk);
}

/* Finds an option of an options header, RFC 8200 §4.2, and its content. */
static bool find_option(const struct walk *walk, uint8_t wanted, struct bytes *content)
{
	struct bytes options = walk->bytes;
	uint8_t next, length, kind;

	if (!bytes_u8(&options, &next) || !bytes_u8(&options, &length))
		return false;
	bytes_clip(&options, length * 8u + 6);
	while (bytes_u8(&options, &kind)) {
		if (kind == 0)
			continue;
		if (!bytes_u8(&options, &length) || !bytes_take(&options, length, content))
			return false;
		if (kind == wanted)
			return true;
	}
	return false;
}

/* A home address stands for the source in the checksum (RFC 6275 §6.3, §11.3.1). */
static enum decoded decode_destination(struct walk *walk)
{
	enum { HOME_ADDRESS = 0xc9 };
	struct bytes content;

	if (find_option(walk, HOME_ADDRESS, &content))
		walk->ip.rerouted = true;
	return decode_extension(walk);
}

/* A jumbo payload's length stands here, and 0 in the header (RFC 2675 §2). */
static enum decoded decode_hop_by_hop(struct walk *walk)
{
	enum { JUMBO = 0xc2 };
	struct bytes content;
	uint32_t length;

	if (walk->ip.capture & SEGMENT_LENGTH_FROM_FRAME && find_option(walk, JUMBO, &content) &&
	    bytes_be32(&content, &length)) {
		walk->ip.capture &= (uint16_t)~SEGMENT_LENGTH_FROM_FRAME;
		walk_clip(walk, length);
	}
	return decode_extension(walk);
}

static enum decoded decode_fragment6(struct walk *walk)
{
	struct fragment fragment = {0};
	struct bytes header = walk->bytes;
	uint16_t where;
	uint8_t reserved;
	enum decoded result;

	if (!walk_skip(walk, 8))
		return walk_short(walk, 8);
	bytes_u8(&header, &fragment.protocol);
	bytes_u8(&header, &reserved);
	bytes_be16(&header, &where);
	bytes_be32(&header, &fragment.id);
	fragment.offset = where & 0xfff8;
	fragment.more = where & 1;
	if (fragment.offset || fragment.more) {
		result = fragment_add(walk, &fragment);
		if (result != DECODED_TCP)
			return result;
	}
	return decode_protocol(walk, fragment.protocol);
}

static const struct protocol_row {
	uint8_t protocol;
	uint8_t version; /* 0 for both */
	enum decoded (*decode)(struct walk *walk);
	enum layer layer; /* LAYER_OTHER: it says itself where it begins */
	const char *name;
} protocol_rows[] = {
	{6, 0, decode_tcp, LAYER_OTHER, NULL},
	{17, 0, decode_udp, LAYER_OTHER, NULL},
	{0, IP_VERSION_6, decode_hop_by_hop, LAYER_EXTENSION, "Hop-by-Hop Options"},
	{4, 0, decode_ipv4, LAYER_OTHER, NULL},
	{41, 0, decode_ipv6, LAYER_OTHER, NULL},
	{43, IP_VERSION_6, decode_routing, LAYER_ROUTING, "Routing"},
	{44, IP_VERSION_6, decode_fragment6, LAYER_FRAGMENT6, "Fragment"},
	{47, 0, decode_gre, LAYER_OTHER, NULL},
	{50, 0, decode_esp, LAYER_OTHER, NULL},
	{51, 0, decode_ah, LAYER_AH, "AH"},
	{60, IP_VERSION_6, decode_destination, LAYER_EXTENSION, "Destination Options"},
	{94, 0, decode_ip, LAYER_OTHER, NULL},
	{97, 0, decode_etherip, LAYER_ETHERIP, "EtherIP"},
	{108, 0, decode_ipcomp, LAYER_OTHER, NULL},
	{135, IP_VERSION_6, decode_extension, LAYER_MOBILITY, "Mobility"},
	{137, 0, decode_mpls, LAYER_OTHER, NULL},
	{139, IP_VERSION_6, decode_extension, LAYER_EXTENSION, "HIP"},
	{140, IP_VERSION_6, decode_extension, LAYER_EXTENSION, "Shim6"},
	{143, IP_VERSION_6, decode_ethernet, LAYER_OTHER, NULL},
};

enum decoded decode_protocol(struct walk *walk, uint8_t protocol)
{
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	for (size_t i = 0; i < sizeof(protocol_rows) / sizeof(*protocol_rows); i++) {
		const struct protocol_row *row = &protocol_rows[i];

		if (row->protocol != protocol ||
		    (row->version && row->version != walk->ip.from.version))
			continue;
		if (row->name)
			walk_mark(walk, row->layer, row->name);
		return row->decode(walk);
	}
	return DECODED_OTHER;
}

static void read_address4(struct bytes *from, struct address *to)
{
	to->version = IP_VERSION_4;
	memset(to->bytes, 0, sizeof(to->bytes));
	bytes_copy(from, to->bytes, 4);
}

static void read_address6(struct bytes *from, struct address *to)
{
	to->version = IP_VERSION_6;
	bytes_copy(from, to->bytes, 16);
}

/* What a header starts anew; where the bytes come from stays true, whatever they hold. */
static void start_ip(struct ip *ip, uint8_t ecn, size_t stated)
{
	ip->ecn = ecn & 3;
	ip->capture &= SEGMENT_FRAGMENTED | SEGMENT_COMPRESSED | SEGMENT_SAMPLED;
	if (stated == 0)
		ip->capture |= SEGMENT_LENGTH_FROM_FRAME;
	ip->rerouted = false;
}

/* Takes the rest of the header from after the total length field: RFC 791 §3.1. */
static void read_ipv4(struct bytes header, struct ip *ip, uint16_t *where, uint8_t *protocol)
{
	uint16_t checksum;

	bytes_be16(&header, &ip->id);
	bytes_be16(&header, where);
	bytes_u8(&header, &ip->ttl);
	bytes_u8(&header, protocol);
	bytes_be16(&header, &checksum);
	read_address4(&header, &ip->from);
	read_address4(&header, &ip->to);
	ip->have_id = true;
}

/* Whether a source route has stops left: the checksum covers the last (RFC 1122 §4.2.3.8). */
static bool is_routed4(struct bytes options)
{
	enum { END = 0, NOP = 1, LOOSE = 131, STRICT = 137 };
	uint8_t kind, length, pointer;
	struct bytes content;

	while (bytes_u8(&options, &kind) && kind != END) {
		if (kind == NOP)
			continue;
		if (!bytes_u8(&options, &length) || length < 2 ||
		    !bytes_take(&options, length - 2u, &content))
			return false;
		if ((kind == LOOSE || kind == STRICT) && bytes_u8(&content, &pointer))
			return pointer <= length;
	}
	return false;
}

static enum decoded decode_fragment4(struct walk *walk, uint16_t where, uint8_t protocol)
{
	struct fragment fragment = {
		.id = walk->ip.id,
		.protocol = protocol,
		.offset = (where & FRAGMENT_OFFSET) * 8u,
		.more = where & MORE_FRAGMENTS,
	};
	enum decoded result = fragment_add(walk, &fragment);

	return result == DECODED_TCP ? decode_protocol(walk, protocol) : result;
}

enum decoded decode_ipv4(struct walk *walk)
{
	struct bytes header;
	uint8_t version, tos, protocol;
	uint16_t total, where;
	size_t length;

	walk_mark(walk, LAYER_IPV4, "IPv4");
	header = walk->bytes;
	if (!walk_has(walk, IPV4_HEADER))
		return walk_short(walk, IPV4_HEADER);
	bytes_u8(&header, &version);
	bytes_u8(&header, &tos);
	bytes_be16(&header, &total);
	length = (size_t)(version & 0xf) * 4;
	if (version >> 4 != IP_VERSION_4 || length < IPV4_HEADER || (total && total < length))
		return DECODED_MALFORMED;
	start_ip(&walk->ip, tos, total);
	read_ipv4(header, &walk->ip, &where, &protocol);
	if (total)
		walk_clip(walk, total);
	if (length > IPV4_HEADER) {
		struct bytes options = walk->bytes;

		bytes_clip(&options, length);
		bytes_skip(&options, IPV4_HEADER);
		walk->ip.rerouted = is_routed4(options);
	}
	if (!walk_skip(walk, length))
		return walk_short(walk, length);
	if (where & (MORE_FRAGMENTS | FRAGMENT_OFFSET))
		return decode_fragment4(walk, where, protocol);
	return decode_protocol(walk, protocol);
}

enum decoded decode_ipv6(struct walk *walk)
{
	struct bytes header;
	uint32_t start;
	uint16_t payload;
	uint8_t next;

	walk_mark(walk, LAYER_IPV6, "IPv6");
	header = walk->bytes;
	if (!walk_skip(walk, IPV6_HEADER))
		return walk_short(walk, IPV6_HEADER);
	bytes_be32(&header, &start);
	bytes_be16(&header, &payload);
	bytes_u8(&header, &next);
	if (start >> 28 != IP_VERSION_6)
		return DECODED_MALFORMED;
	start_ip(&walk->ip, start >> 20 & 3, payload);
	bytes_u8(&header, &walk->ip.ttl);
	read_address6(&header, &walk->ip.from);
	read_address6(&header, &walk->ip.to);
	walk->ip.have_id = false;
	if (payload)
		walk_clip(walk, payload);
	return decode_protocol(walk, next);
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
