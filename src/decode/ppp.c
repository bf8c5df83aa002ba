/* PPP and its neighbours on point-to-point links. */
#include "decode/ppp.h"

#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/mpls.h"

enum { PPPOE_HEADER = 6 };

/* RFC 1990 §3: only a packet that is its own first and last fragment can be read. */
static enum decoded decode_multilink(struct walk *walk)
{
	uint8_t bits;

	walk_mark(walk, LAYER_MULTILINK, "Multilink");
	if (!bytes_peek(&walk->bytes, 0, &bits))
		return walk_short(walk, 4);
	if ((bits & 0xc0) != 0xc0)
		return DECODED_FRAGMENT;
	return walk_on(walk, 4, decode_ppp);
}

/* RFC 3518 §4.2: flags, MAC type, then the frame. */
static enum decoded decode_bridged(struct walk *walk)
{
	walk_mark(walk, LAYER_BRIDGED, "BCP");
	return walk_on(walk, 2, decode_ethernet);
}

static const struct ppp_row {
	uint16_t protocol;
	enum decoded (*decode)(struct walk *walk);
} ppp_rows[] = {
	{0x0021, decode_ipv4}, {0x0057, decode_ipv6},      {0x0281, decode_mpls},
	{0x0283, decode_mpls}, {0x003d, decode_multilink}, {0x0031, decode_bridged},
};

/* One byte where its low bit is set (RFC 1661 §6.5), else two. */
static bool read_protocol(struct walk *walk, uint16_t *protocol)
{
	uint8_t first;

	if (!bytes_peek(&walk->bytes, 0, &first))
		return false;
	if (!(first & 1)) {
		walk_section(walk, LAYER_PPP);
		return walk_be16(walk, protocol);
	}
	walk_section(walk, LAYER_PPP_SHORT);
	*protocol = first;
	return walk_skip(walk, 1);
}

enum decoded decode_ppp(struct walk *walk)
{
	struct bytes look;
	uint16_t protocol, framing;

	walk_mark(walk, LAYER_PPP_FRAMING, "PPP");
	look = walk->bytes;
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	if (bytes_be16(&look, &framing) && framing == 0xff03)
		walk_skip(walk, 2);
	if (!read_protocol(walk, &protocol))
		return walk_short(walk, 2);
	for (size_t i = 0; i < sizeof(ppp_rows) / sizeof(*ppp_rows); i++)
		if (ppp_rows[i].protocol == protocol)
			return ppp_rows[i].decode(walk);
	return DECODED_OTHER;
}

enum decoded decode_ppp_direction(struct walk *walk)
{
	uint8_t next;

	walk_section(walk, LAYER_PPP_DIRECTION);
	/* pppd writes the direction over the address byte, others put it before. */
	if (bytes_peek(&walk->bytes, 1, &next) && next == 0x03)
		return walk_on(walk, 2, decode_ppp);
	return walk_on(walk, 1, decode_ppp);
}

enum decoded decode_pppoe(struct walk *walk)
{
	struct bytes header;
	uint16_t start, session, length;

	walk_mark(walk, LAYER_PPPOE, "PPPoE");
	header = walk->bytes;
	if (!walk_skip(walk, PPPOE_HEADER))
		return walk_short(walk, PPPOE_HEADER);
	bytes_be16(&header, &start);
	bytes_be16(&header, &session);
	bytes_be16(&header, &length);
	if (start != 0x1100)
		return DECODED_OTHER;
	walk_trim(walk, length);
	return decode_ppp(walk);
}

enum decoded decode_cisco_hdlc(struct walk *walk)
{
	enum { ISO = 0xfefe };
	uint16_t type;

	walk_section(walk, LAYER_HDLC);
	if (!walk_has(walk, 4))
		return walk_short(walk, 4);
	walk_skip(walk, 2);
	walk_be16(walk, &type);
	if (type == ISO) {
		walk_section(walk, LAYER_PAD);
		return walk_on(walk, 1, decode_nlpid);
	}
	return decode_ethertype(walk, type);
}

enum decoded decode_nlpid(struct walk *walk)
{
	enum { NLPID_SNAP = 0x80, NLPID_IPV6 = 0x8e, NLPID_IPV4 = 0xcc };
	uint8_t nlpid;

	walk_section(walk, LAYER_NLPID);
	if (!walk_u8(walk, &nlpid))
		return walk_short(walk, 1);
	switch (nlpid) {
	case NLPID_SNAP: return decode_snap(walk);
	case NLPID_IPV6: return decode_ipv6(walk);
	case NLPID_IPV4: return decode_ipv4(walk);
	default: return DECODED_OTHER;
	}
}

/* Cisco's older framing has an EtherType where RFC 2427 has the control byte 3. */
enum decoded decode_frame_relay(struct walk *walk)
{
	enum { ADDRESS_MAX = 4, UNNUMBERED = 3 };
	uint8_t byte = 0;
	size_t i;

	walk_section(walk, LAYER_FRAME_RELAY);
	for (i = 0; i < ADDRESS_MAX && !(byte & 1); i++)
		if (!walk_u8(walk, &byte))
			return walk_short(walk, 1);
	if (!(byte & 1) || i < 2)
		return DECODED_MALFORMED;
	if (!bytes_peek(&walk->bytes, 0, &byte))
		return walk_short(walk, 1);
	if (byte != UNNUMBERED) {
		walk_section(walk, LAYER_BARE_TYPE);
		return decode_type(walk);
	}
	walk_section(walk, LAYER_Q922);
	walk_skip(walk, 1);
	if (bytes_peek(&walk->bytes, 0, &byte) && byte == 0) {
		walk_section(walk, LAYER_PAD);
		walk_skip(walk, 1);
	}
	return decode_nlpid(walk);
}
