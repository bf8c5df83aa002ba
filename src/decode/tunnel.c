/* GRE and the frames in it. */
#include "decode/tunnel.h"

#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/ppp.h"
#include "decode/wireless.h"

enum { GRE_HEADER = 4 };

enum gre_flag {
	GRE_CHECKSUM = 0x8000,
	GRE_ROUTING = 0x4000,
	GRE_KEY = 0x2000,
	GRE_SEQUENCE = 0x1000,
	GRE_ACK = 0x0080,
	GRE_VERSION = 0x0007
};

/* Protocol types that are no EtherTypes, or mean another thing here. */
enum {
	GRE_PPP = 0x880b,
	GRE_ERSPAN_2 = 0x88be,
	GRE_ERSPAN_3 = 0x22eb,
	GRE_EOIP = 0x6400,
	GRE_ARUBA_FIRST = 0x8200,
	GRE_ARUBA_LAST = 0x82ff,
	GRE_ARUBA_TUNNEL_FIRST = 0x9000,
	GRE_ARUBA_TUNNEL_LAST = 0x9110,
};

enum decoded decode_etherip(struct walk *walk)
{
	return walk_on(walk, 2, decode_ethernet);
}

static enum decoded decode_erspan2(struct walk *walk)
{
	walk_mark(walk, LAYER_ERSPAN, "ERSPAN");
	return walk_on(walk, 8, decode_ethernet);
}

/* Twelve bytes, and eight more where the last bit says so; then by frame type. */
static enum decoded decode_erspan3(struct walk *walk)
{
	enum { ERSPAN_3 = 12, SUBHEADER = 8, FRAME_TYPE_IP = 2 };
	uint8_t type, last;
	size_t size;

	walk_mark(walk, LAYER_ERSPAN3, "ERSPAN");
	if (!walk_has(walk, ERSPAN_3))
		return walk_short(walk, ERSPAN_3);
	bytes_peek(&walk->bytes, 10, &type);
	bytes_peek(&walk->bytes, 11, &last);
	walk_skip(walk, ERSPAN_3);
	size = last & 1 ? SUBHEADER : 0;
	walk_section(walk, LAYER_ERSPAN_SUB);
	if ((type >> 2 & 0x1f) == FRAME_TYPE_IP)
		return walk_on(walk, size, decode_ip);
	return walk_on(walk, size, decode_ethernet);
}

static bool is_aruba(uint16_t type)
{
	return (type >= GRE_ARUBA_FIRST && type <= GRE_ARUBA_LAST) ||
	       (type >= GRE_ARUBA_TUNNEL_FIRST && type <= GRE_ARUBA_TUNNEL_LAST);
}

/* Type I of ERSPAN has no header of its own and no sequence number in front of it. */
static enum decoded by_type(struct walk *walk, uint16_t flags, uint16_t type)
{
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	if (type == GRE_ERSPAN_2)
		return flags & GRE_SEQUENCE ? decode_erspan2(walk) : decode_ethernet(walk);
	if (type == GRE_ERSPAN_3)
		return decode_erspan3(walk);
	if (is_aruba(type))
		return decode_80211(walk);
	return decode_ethertype(walk, type);
}

/* MikroTik's: the frame's length and the tunnel's number, then the frame. */
static enum decoded decode_eoip(struct walk *walk)
{
	uint16_t length;

	walk_section(walk, LAYER_EOIP);
	if (!walk_has(walk, 4))
		return walk_short(walk, 4);
	walk_be16(walk, &length);
	walk_skip(walk, 2);
	walk_trim(walk, length);
	return decode_ethernet(walk);
}

/* Passes over one of GRE's words if its flag says that it is there. */
static bool word_if(struct walk *walk, int flag, enum layer layer)
{
	if (!flag)
		return true;
	walk_section(walk, layer);
	return walk_skip(walk, 4);
}

/* Version 1, RFC 2637 §4.1: the key's first half is the payload's length. */
static enum decoded decode_gre1(struct walk *walk, uint16_t flags, uint16_t type)
{
	uint16_t length;

	if (type == GRE_EOIP)
		return decode_eoip(walk);
	if (type != GRE_PPP || !(flags & GRE_KEY))
		return DECODED_OTHER;
	walk_section(walk, LAYER_GRE_CALL);
	if (!walk_be16(walk, &length))
		return walk_short(walk, 2);
	if (length == 0)
		return DECODED_OTHER;
	if (!walk_skip(walk, 2) || !word_if(walk, flags & GRE_SEQUENCE, LAYER_GRE_SEQUENCE) ||
	    !word_if(walk, flags & GRE_ACK, LAYER_GRE_ACK))
		return walk_short(walk, 4);
	return decode_ppp(walk);
}

enum decoded decode_gre(struct walk *walk)
{
	uint16_t flags, type;

	walk_mark(walk, LAYER_GRE, "GRE");
	if (!walk_has(walk, GRE_HEADER))
		return walk_short(walk, GRE_HEADER);
	walk_be16(walk, &flags);
	walk_be16(walk, &type);
	if ((flags & GRE_VERSION) == 1)
		return decode_gre1(walk, flags, type);
	if (flags & (GRE_VERSION | GRE_ROUTING))
		return DECODED_OTHER;
	if (!word_if(walk, flags & GRE_CHECKSUM, LAYER_GRE_CHECKSUM) ||
	    !word_if(walk, flags & GRE_KEY, LAYER_GRE_KEY) ||
	    !word_if(walk, flags & GRE_SEQUENCE, LAYER_GRE_SEQUENCE))
		return walk_short(walk, 4);
	return by_type(walk, flags, type);
}
