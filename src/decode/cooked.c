/* The small headers in front of a packet. */
#include "decode/cooked.h"

#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/link.h"

/* The type field of both cooked headers: EtherTypes, and two numbers of Linux' own. */
static enum decoded cooked_type(struct walk *walk, uint16_t type)
{
	enum { NOVELL_RAW = 0x0001, IEEE_802_2 = 0x0004 };

	if (type == IEEE_802_2)
		return decode_llc(walk);
	if (type == NOVELL_RAW)
		return DECODED_OTHER;
	return decode_ethertype(walk, type);
}

enum decoded decode_sll(struct walk *walk)
{
	enum { SLL_HEADER = 16 };
	uint16_t type;

	walk_section(walk, LAYER_SLL);
	if (!walk_has(walk, SLL_HEADER))
		return walk_short(walk, SLL_HEADER);
	walk_skip(walk, SLL_HEADER - sizeof(type));
	walk_be16(walk, &type);
	return cooked_type(walk, type);
}

enum decoded decode_sll2(struct walk *walk)
{
	enum { SLL2_HEADER = 20 };
	uint16_t type;

	walk_section(walk, LAYER_SLL2);
	if (!walk_has(walk, SLL2_HEADER))
		return walk_short(walk, SLL2_HEADER);
	walk_be16(walk, &type);
	walk_skip(walk, SLL2_HEADER - sizeof(type));
	return cooked_type(walk, type);
}

/* In the order of the machine that captured, which nothing names; families are small numbers. */
enum decoded decode_family(struct walk *walk)
{
	uint32_t family;

	walk_section(walk, LAYER_FAMILY);
	if (!walk_be32(walk, &family))
		return walk_short(walk, sizeof(family));
	if (family > 0xffff)
		family = family >> 24 | (family >> 8 & 0xff00);
	switch (family) {
	case 2: return decode_ipv4(walk);
	case 10: /* Linux */
	case 23: /* Windows */
	case 24: /* NetBSD, OpenBSD */
	case 28: /* FreeBSD */
	case 30: /* macOS */ return decode_ipv6(walk);
	default: return DECODED_OTHER;
	}
}

enum decoded decode_enc(struct walk *walk)
{
	walk_section(walk, LAYER_ENC);
	return walk_on(walk, 12, decode_ip);
}

/* The first byte is the header's length without its padding to four. */
enum decoded decode_pflog(struct walk *walk)
{
	uint8_t length;

	walk_section(walk, LAYER_PFLOG);
	if (!bytes_peek(&walk->bytes, 0, &length))
		return walk_short(walk, 1);
	return walk_on(walk, (length + 3u) / 4 * 4, decode_ip);
}

/* Items in the byte order of the machine that captured; the packet is one of them. */
enum decoded decode_nflog(struct walk *walk)
{
	enum { NFLOG_HEADER = 4, ITEM_HEADER = 4, PAYLOAD = 9 };

	walk_section(walk, LAYER_NFLOG);
	if (!walk_skip(walk, NFLOG_HEADER))
		return walk_short(walk, NFLOG_HEADER);
	for (;;) {
		struct bytes item = walk->bytes;
		uint16_t length, type;
		size_t padded;

		walk_section(walk, LAYER_NFLOG_ITEM);
		if (!bytes_le16(&item, &length) || !bytes_le16(&item, &type))
			return walk->wire < ITEM_HEADER ? DECODED_OTHER : DECODED_CUT;
		if (type > 0xff) {
			type = type >> 8;
			length = (uint16_t)(length << 8 | length >> 8);
		}
		if (length < ITEM_HEADER)
			return DECODED_MALFORMED;
		if (type == PAYLOAD) {
			walk_trim(walk, length);
			return walk_on(walk, ITEM_HEADER, decode_ip);
		}
		padded = (length + 3u) / 4 * 4;
		if (!walk_skip(walk, padded))
			return walk_short(walk, padded);
	}
}

enum decoded decode_ipnet(struct walk *walk)
{
	walk_section(walk, LAYER_IPNET);
	return walk_on(walk, 24, decode_ip);
}

/* A header that names another link type behind it. */
static enum decoded other_link(struct walk *walk, size_t size, uint32_t type)
{
	const struct link_row *row = type <= INT32_MAX ? link_find((int)type) : NULL;

	if (!row)
		return DECODED_UNKNOWN_LINK;
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	walk_mark(walk, LAYER_OTHER, row->name);
	return row->decode(walk);
}

enum decoded decode_ppi(struct walk *walk)
{
	enum { PPI_HEADER = 8 };
	struct bytes header;
	uint16_t start, length;
	uint32_t type;

	walk_section(walk, LAYER_PPI);
	header = walk->bytes;
	if (!walk_has(walk, PPI_HEADER))
		return walk_short(walk, PPI_HEADER);
	bytes_le16(&header, &start);
	bytes_le16(&header, &length);
	bytes_le32(&header, &type);
	if (length < PPI_HEADER)
		return DECODED_MALFORMED;
	return other_link(walk, length, type);
}

enum decoded decode_pktap(struct walk *walk)
{
	enum { PKTAP_HEADER = 12, OF_PACKET = 1 };
	struct bytes header;
	uint32_t length, kind, type;

	walk_section(walk, LAYER_PKTAP);
	header = walk->bytes;
	if (!walk_has(walk, PKTAP_HEADER))
		return walk_short(walk, PKTAP_HEADER);
	bytes_le32(&header, &length);
	bytes_le32(&header, &kind);
	bytes_le32(&header, &type);
	if (length < PKTAP_HEADER)
		return DECODED_MALFORMED;
	return kind == OF_PACKET ? other_link(walk, length, type) : DECODED_OTHER;
}

/* Frame control and two addresses; all but LLC frames serve the ring itself. */
enum decoded decode_fddi(struct walk *walk)
{
	enum { FDDI_HEADER = 13, CLASS = 0xf0, LLC_ASYNCHRONOUS = 0x50, LLC_SYNCHRONOUS = 0xd0 };
	uint8_t control;

	walk_section(walk, LAYER_FDDI);
	if (!bytes_peek(&walk->bytes, 0, &control))
		return walk_short(walk, 1);
	if ((control & CLASS) != LLC_ASYNCHRONOUS && (control & CLASS) != LLC_SYNCHRONOUS)
		return DECODED_OTHER;
	return walk_on(walk, FDDI_HEADER, decode_llc);
}

/* The source address' first bit says that routing information follows, with its length. */
enum decoded decode_token_ring(struct walk *walk)
{
	enum { RING_HEADER = 14, ROUTED = 0x80, LLC_FRAME = 0x40, LENGTH = 0x1f };
	uint8_t control, source, length = 0;

	walk_section(walk, LAYER_TOKEN_RING);
	if (!walk_has(walk, RING_HEADER))
		return walk_short(walk, RING_HEADER);
	bytes_peek(&walk->bytes, 1, &control);
	bytes_peek(&walk->bytes, 8, &source);
	if ((control & 0xc0) != LLC_FRAME)
		return DECODED_OTHER;
	if (source & ROUTED && !bytes_peek(&walk->bytes, RING_HEADER, &length))
		return walk_short(walk, RING_HEADER + 1);
	return walk_on(walk, RING_HEADER + (size_t)(length & LENGTH), decode_llc);
}

/* From the packet type on (RFC 1201): a split packet's parts have a flag that is not 0. */
static enum decoded arcnet_type(struct walk *walk)
{
	enum { OLD_IP = 240, IP = 212, EXCEPTION = 0xff };
	uint8_t type, flag;

	walk_section(walk, LAYER_ARCNET_TYPE);
	if (!walk_u8(walk, &type))
		return walk_short(walk, 1);
	if (type == OLD_IP)
		return decode_ipv4(walk);
	if (type != IP)
		return DECODED_OTHER;
	if (!bytes_peek(&walk->bytes, 0, &flag))
		return walk_short(walk, 3);
	if (flag == EXCEPTION)
		return walk_on(walk, 7, decode_ipv4);
	return flag ? DECODED_FRAGMENT : walk_on(walk, 3, decode_ipv4);
}

enum decoded decode_arcnet(struct walk *walk)
{
	walk_section(walk, LAYER_ARCNET);
	return walk_on(walk, 2, arcnet_type);
}

enum decoded decode_arcnet_linux(struct walk *walk)
{
	walk_section(walk, LAYER_ARCNET);
	return walk_on(walk, 4, arcnet_type);
}

enum decoded decode_ip_over_fc(struct walk *walk)
{
	walk_section(walk, LAYER_FIBRE);
	return walk_on(walk, 16, decode_llc);
}

enum decoded decode_ieee1394(struct walk *walk)
{
	walk_section(walk, LAYER_FIREWIRE);
	return walk_on(walk, 16, decode_type);
}

/* A magic number, flags, and by the flags a block of extensions with its length. */
enum decoded decode_juniper_ether(struct walk *walk)
{
	enum { JUNIPER_HEADER = 4, MAGIC = 0x4d4743, EXTENDED = 0x80 };
	uint32_t start;
	uint16_t length;

	walk_section(walk, LAYER_JUNIPER);
	if (!walk_be32(walk, &start))
		return walk_short(walk, JUNIPER_HEADER);
	if (start >> 8 != MAGIC)
		return DECODED_MALFORMED;
	if (!(start & EXTENDED))
		return decode_ethernet(walk);
	walk_section(walk, LAYER_JUNIPER_EXTENSION);
	if (!walk_be16(walk, &length))
		return walk_short(walk, sizeof(length));
	return walk_on(walk, length, decode_ethernet);
}

/* Seven bytes of preamble and the start delimiter; only whole packets start like Ethernet's. */
enum decoded decode_mpacket(struct walk *walk)
{
	enum { PREAMBLE = 8, EXPRESS = 0xd5 };
	uint8_t delimiter;

	walk_section(walk, LAYER_MPACKET);
	if (!bytes_peek(&walk->bytes, PREAMBLE - 1, &delimiter))
		return walk_short(walk, PREAMBLE);
	if (delimiter != EXPRESS)
		return DECODED_FRAGMENT;
	return walk_on(walk, PREAMBLE, decode_ethernet);
}

enum decoded decode_netanalyzer(struct walk *walk)
{
	walk_section(walk, LAYER_NETANALYZER);
	return walk_on(walk, 4, decode_ethernet);
}

enum decoded decode_netanalyzer_transparent(struct walk *walk)
{
	walk_section(walk, LAYER_NETANALYZER);
	return walk_on(walk, 12, decode_ethernet);
}
