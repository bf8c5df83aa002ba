/* The tunnels that run over UDP. */
#include "decode/udp.h"

#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/mpls.h"
#include "decode/ppp.h"
#include "decode/sflow.h"
#include "decode/tunnel.h"
#include "decode/wireless.h"

enum { UDP_HEADER = 8 };

/* RFC 7348 §5: without the I flag it is something else on this port. */
static enum decoded decode_vxlan(struct walk *walk)
{
	uint8_t flags;

	walk_mark(walk, LAYER_VXLAN, "VXLAN");
	if (!bytes_peek(&walk->bytes, 0, &flags))
		return walk_short(walk, 8);
	if (!(flags & 0x08))
		return DECODED_OTHER;
	return walk_on(walk, 8, decode_ethernet);
}

static enum decoded decode_vxlan_gpe(struct walk *walk)
{
	uint8_t flags, next;

	walk_mark(walk, LAYER_VXLAN_GPE, "VXLAN-GPE");
	if (!walk_has(walk, 8))
		return walk_short(walk, 8);
	bytes_peek(&walk->bytes, 0, &flags);
	bytes_peek(&walk->bytes, 3, &next);
	walk_skip(walk, 8);
	return decode_next_protocol(walk, flags & 0x04 ? next : 3);
}

/* RFC 8926 §3.4: options in words. */
static enum decoded decode_geneve(struct walk *walk)
{
	uint8_t first, flags;
	uint16_t type = 0;
	size_t size;

	walk_mark(walk, LAYER_GENEVE, "Geneve");
	if (!walk_has(walk, 8))
		return walk_short(walk, 8);
	walk_u8(walk, &first);
	walk_u8(walk, &flags);
	walk_be16(walk, &type);
	size = 4 + (first & 0x3fu) * 4;
	if (first >> 6 != 0 || flags & 0x3f)
		return DECODED_OTHER;
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	return decode_ethertype(walk, type);
}

/* 3GPP TS 29.281 §5.2: each extension header ends in the type of the next. */
static enum decoded gtp_extensions(struct walk *walk, uint8_t next)
{
	while (next != 0) {
		uint8_t words;

		walk_section(walk, LAYER_GTP_EXTENSION);
		if (!bytes_peek(&walk->bytes, 0, &words))
			return walk_short(walk, 4);
		if (words == 0)
			return DECODED_MALFORMED;
		if (!walk_skip(walk, words * 4u - 1))
			return walk_short(walk, words * 4u);
		if (!walk_u8(walk, &next))
			return walk_short(walk, 1);
	}
	return decode_ip(walk);
}

/* 3GPP TS 29.281 §5.1: only a T-PDU carries a user's packet. */
static enum decoded decode_gtp(struct walk *walk)
{
	enum { GTP_HEADER = 8, T_PDU = 255, VERSION_AND_TYPE = 0xf0, OPTIONAL = 0x07 };
	uint8_t flags, type, next = 0;
	uint16_t length;

	walk_mark(walk, LAYER_GTP, "GTP-U");
	if (!walk_has(walk, GTP_HEADER))
		return walk_short(walk, GTP_HEADER);
	walk_u8(walk, &flags);
	walk_u8(walk, &type);
	walk_be16(walk, &length);
	walk_skip(walk, 4);
	if ((flags & VERSION_AND_TYPE) != 0x30 || type != T_PDU)
		return DECODED_OTHER;
	walk_trim(walk, length);
	if (!(flags & OPTIONAL))
		return decode_ip(walk);
	walk_section(walk, LAYER_GTP_OPTIONAL);
	if (!walk_skip(walk, 3) || !walk_u8(walk, &next))
		return walk_short(walk, 4);
	return gtp_extensions(walk, flags & 0x04 ? next : 0);
}

/* Passes over the offset size field of L2TP and the padding that it counts. */
static enum decoded l2tp_offset(struct walk *walk)
{
	uint16_t offset;

	walk_section(walk, LAYER_L2TP_OFFSET);
	if (!walk_be16(walk, &offset))
		return walk_short(walk, 2);
	return walk_on(walk, offset, decode_ppp);
}

/* RFC 2661 §3.1: data messages of version 2. */
static enum decoded decode_l2tp(struct walk *walk)
{
	enum { CONTROL = 0x8000, LENGTH = 0x4000, SEQUENCE = 0x0800, OFFSET = 0x0200 };
	uint16_t flags, length;
	size_t whole = walk->wire;
	size_t size;

	walk_mark(walk, LAYER_L2TP, "L2TP");
	if (!walk_be16(walk, &flags))
		return walk_short(walk, 2);
	if (flags & CONTROL || (flags & 0xf) != 2)
		return DECODED_OTHER;
	if (flags & LENGTH) {
		walk_section(walk, LAYER_L2TP_LENGTH);
		if (!walk_be16(walk, &length))
			return walk_short(walk, 2);
		if (length >= 4 && length < whole)
			walk_trim(walk, length - 4u);
	}
	walk_section(walk, LAYER_L2TP_IDS);
	size = flags & SEQUENCE ? 8 : 4;
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	return flags & OFFSET ? l2tp_offset(walk) : decode_ppp(walk);
}

static enum decoded teredo_origin(struct walk *walk)
{
	walk_mark(walk, LAYER_TEREDO_ORIGIN, "Teredo");
	return walk_on(walk, 8, decode_ipv6);
}

/* RFC 4380 §5.1.1: authentication and origin may stand before the IPv6 packet. */
static enum decoded decode_teredo(struct walk *walk)
{
	enum { AUTHENTICATION = 1, ORIGIN = 0 };
	struct bytes look = walk->bytes;
	uint8_t id, secret;
	uint16_t mark;

	if (!bytes_be16(&look, &mark))
		return walk_short(walk, 2);
	if (mark == AUTHENTICATION) {
		walk_mark(walk, LAYER_TEREDO_AUTH, "Teredo");
		if (!bytes_u8(&look, &id) || !bytes_u8(&look, &secret))
			return walk_short(walk, 4);
		if (!walk_skip(walk, 13u + id + secret))
			return walk_short(walk, 13u + id + secret);
		look = walk->bytes;
		if (!bytes_be16(&look, &mark))
			return walk_short(walk, 2);
	}
	if (mark == ORIGIN)
		return teredo_origin(walk);
	return mark >> 12 == IP_VERSION_6 ? decode_ipv6(walk) : DECODED_OTHER;
}

/* TaZmen Sniffer Protocol: tags up to the end tag, then the sniffed frame. */
static enum decoded decode_tzsp(struct walk *walk)
{
	enum { TAG_PADDING = 0, TAG_END = 1, OF_ETHERNET = 1, OF_80211 = 18 };
	uint16_t start, protocol;
	uint8_t tag, size;

	walk_mark(walk, LAYER_TZSP, "TZSP");
	if (!walk_has(walk, 4))
		return walk_short(walk, 4);
	walk_be16(walk, &start);
	walk_be16(walk, &protocol);
	while (walk_u8(walk, &tag) && tag != TAG_END)
		if (tag != TAG_PADDING && (!walk_u8(walk, &size) || !walk_skip(walk, size)))
			return walk_short(walk, 1);
	if (protocol == OF_ETHERNET)
		return decode_ethernet(walk);
	return protocol == OF_80211 ? decode_80211(walk) : DECODED_OTHER;
}

/* LISP's data packets (RFC 9300 §5.1): eight bytes, then IP. */
static enum decoded decode_lisp(struct walk *walk)
{
	walk_mark(walk, LAYER_LISP, "LISP");
	return walk_on(walk, 8, decode_ip);
}

/* RFC 3948 §2: four zero bytes mark what is not ESP. */
static enum decoded decode_esp_in_udp(struct walk *walk)
{
	uint32_t spi;

	if (!walk_be32(walk, &spi))
		return DECODED_OTHER;
	return spi == 0 ? DECODED_OTHER : DECODED_ENCRYPTED;
}

/* Where a tunnel's far end listens. Some answer from the same port, some do not. */
static const struct port_row {
	uint16_t port;
	bool either;
	enum decoded (*decode)(struct walk *walk);
} port_rows[] = {
	{4789, false, decode_vxlan},     {8472, false, decode_vxlan},
	{4790, false, decode_vxlan_gpe}, {6081, true, decode_geneve},
	{2152, true, decode_gtp},        {1701, true, decode_l2tp},
	{6343, false, decode_sflow},     {3544, true, decode_teredo},
	{6635, false, decode_mpls},      {37008, false, decode_tzsp},
	{4341, false, decode_lisp},      {4754, false, decode_gre},
	{4500, true, decode_esp_in_udp},
};

enum decoded decode_udp(struct walk *walk)
{
	uint16_t from, to, length, checksum;

	walk_mark(walk, LAYER_UDP, "UDP");
	if (!walk_has(walk, UDP_HEADER))
		return walk_short(walk, UDP_HEADER);
	walk_be16(walk, &from);
	walk_be16(walk, &to);
	walk_be16(walk, &length);
	walk_be16(walk, &checksum);
	if (length >= UDP_HEADER)
		walk_trim(walk, length - (size_t)UDP_HEADER);
	for (size_t i = 0; i < sizeof(port_rows) / sizeof(*port_rows); i++) {
		const struct port_row *row = &port_rows[i];

		if (row->port == to || (row->either && row->port == from))
			return row->decode(walk);
	}
	return DECODED_OTHER;
}
