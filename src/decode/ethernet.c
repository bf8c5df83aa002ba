/* Ethernet: addresses, tags, and what the EtherType names. */
#include "decode/ethernet.h"

#include "decode/decoder.h"
#include "decode/ip.h"
#include "decode/mpls.h"
#include "decode/ppp.h"

enum { LENGTH_MAX = 1500, LLC_HEADER = 3, SNAP_HEADER = 5 };

/* Only what is explained asks where a frame was captured. */
static void note_addresses(struct walk *walk)
{
	struct bytes header = walk->bytes;

	if (!walk->decoder->alone || !walk_has(walk, MACS))
		return;
	walk->link = (struct segment_link){.ethernet = true};
	bytes_copy(&header, walk->link.macs, MACS);
}

static void note_vlan(struct walk *walk)
{
	enum { ID = 0x0fff };
	struct bytes tag = walk->bytes;
	uint16_t control;

	if (walk->decoder->alone && walk->link.vlan == VLAN_NONE && bytes_be16(&tag, &control))
		walk->link.vlan = control & ID;
}

/* 802.1Q and its kin: two bytes of tag, and the EtherType of what is tagged. */
static enum decoded decode_vlan(struct walk *walk)
{
	walk_mark(walk, LAYER_VLAN, "802.1Q");
	note_vlan(walk);
	return walk_on(walk, 2, decode_type);
}

/* 802.1ah: the service tag, then the customer's whole frame. */
static enum decoded decode_backbone(struct walk *walk)
{
	walk_mark(walk, LAYER_BACKBONE, "802.1ah");
	return walk_on(walk, 4, decode_ethernet);
}

static enum decoded decode_etag(struct walk *walk)
{
	walk_mark(walk, LAYER_ETAG, "802.1BR");
	return walk_on(walk, 6, decode_type);
}

static enum decoded decode_vntag(struct walk *walk)
{
	walk_mark(walk, LAYER_VNTAG, "VN-Tag");
	return walk_on(walk, 4, decode_type);
}

static enum decoded decode_hsr(struct walk *walk)
{
	walk_mark(walk, LAYER_HSR, "HSR");
	return walk_on(walk, 4, decode_type);
}

/* The EtherType behind a tag of changing length. */
static enum decoded decode_bare_type(struct walk *walk)
{
	walk_section(walk, LAYER_BARE_TYPE);
	return decode_type(walk);
}

/* IEEE 802.1AE §9: readable only where neither encrypted nor changed. */
static enum decoded decode_macsec(struct walk *walk)
{
	enum { SECTAG = 6, SCI = 8 };
	uint8_t control;

	walk_mark(walk, LAYER_MACSEC, "MACsec");
	if (!bytes_peek(&walk->bytes, 0, &control))
		return walk_short(walk, SECTAG);
	if (control & 0x0c)
		return DECODED_ENCRYPTED;
	if (!(control & 0x20))
		return walk_on(walk, SECTAG, decode_bare_type);
	if (!walk_skip(walk, SECTAG))
		return walk_short(walk, SECTAG);
	walk_section(walk, LAYER_MACSEC_SCI);
	return walk_on(walk, SCI, decode_bare_type);
}

/* RFC 8300 §2.2: the length counts words, the header's first ones too. */
static enum decoded decode_nsh(struct walk *walk)
{
	enum { NSH_HEADER = 8 };
	struct bytes header;
	uint16_t base;
	uint8_t format, next;
	size_t length;

	walk_mark(walk, LAYER_NSH, "NSH");
	header = walk->bytes;
	if (!walk_has(walk, NSH_HEADER))
		return walk_short(walk, NSH_HEADER);
	bytes_be16(&header, &base);
	bytes_u8(&header, &format);
	bytes_u8(&header, &next);
	length = (size_t)(base & 0x3f) * 4;
	if (length < NSH_HEADER)
		return DECODED_MALFORMED;
	if (!walk_skip(walk, length))
		return walk_short(walk, length);
	return decode_next_protocol(walk, next);
}

enum decoded decode_next_protocol(struct walk *walk, uint8_t number)
{
	static enum decoded (*const layers[])(struct walk * walk) = {
		NULL, decode_ipv4, decode_ipv6, decode_ethernet, decode_nsh, decode_mpls};

	if (number == 0 || number >= sizeof(layers) / sizeof(*layers))
		return DECODED_OTHER;
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	return layers[number](walk);
}

static const struct ethertype_row {
	uint16_t type;
	enum decoded (*decode)(struct walk *walk);
} ethertype_rows[] = {
	{0x0800, decode_ipv4},     {0x86dd, decode_ipv6},     {0x8100, decode_vlan},
	{0x88a8, decode_vlan},     {0x9100, decode_vlan},     {0x9200, decode_vlan},
	{0x9300, decode_vlan},     {0x8847, decode_mpls},     {0x8848, decode_mpls},
	{0x8864, decode_pppoe},    {0x6558, decode_ethernet}, {0x880b, decode_ppp},
	{0x88e7, decode_backbone}, {0x893f, decode_etag},     {0x8926, decode_vntag},
	{0x892f, decode_hsr},      {0x88e5, decode_macsec},   {0x894f, decode_nsh},
};

enum decoded decode_ethertype(struct walk *walk, uint16_t type)
{
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	for (size_t i = 0; i < sizeof(ethertype_rows) / sizeof(*ethertype_rows); i++)
		if (ethertype_rows[i].type == type)
			return ethertype_rows[i].decode(walk);
	return DECODED_OTHER;
}

enum decoded decode_type(struct walk *walk)
{
	uint16_t type;

	if (!walk_be16(walk, &type))
		return walk_short(walk, sizeof(type));
	if (type > LENGTH_MAX)
		return decode_ethertype(walk, type);
	walk_trim(walk, type);
	return decode_llc(walk);
}

enum decoded decode_ethernet(struct walk *walk)
{
	walk_mark(walk, LAYER_ETHERNET, "Ethernet");
	note_addresses(walk);
	return walk_on(walk, MACS, decode_type);
}

/* RFC 1042, and the organisations that number as EtherTypes do or bridge Ethernet (RFC 2427). */
enum decoded decode_snap(struct walk *walk)
{
	enum { OUI_ETHERTYPE = 0, OUI_BRIDGE_TUNNEL = 0x0000f8, OUI_BRIDGED = 0x0080c2 };
	uint16_t high, type;
	uint8_t low;
	uint32_t oui;

	walk_section(walk, LAYER_SNAP);
	if (!walk_has(walk, SNAP_HEADER) || !walk_be16(walk, &high) || !walk_u8(walk, &low) ||
	    !walk_be16(walk, &type))
		return walk_short(walk, SNAP_HEADER);
	oui = (uint32_t)high << 8 | low;
	if (oui == OUI_BRIDGED && (type == 1 || type == 7))
		return decode_ethertype(walk, 0x6558);
	if (oui == OUI_ETHERTYPE || oui == OUI_BRIDGE_TUNNEL)
		return decode_ethertype(walk, type);
	return DECODED_OTHER;
}

enum decoded decode_llc(struct walk *walk)
{
	enum { SAP_IP = 0x06, SAP_SNAP = 0xaa, SAP_ISO = 0xfe, UNNUMBERED = 0x03 };
	uint8_t destination, source, control;

	walk_mark(walk, LAYER_LLC, "LLC");
	if (!walk_has(walk, LLC_HEADER))
		return walk_short(walk, LLC_HEADER);
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	walk_u8(walk, &destination);
	walk_u8(walk, &source);
	walk_u8(walk, &control);
	if (control != UNNUMBERED)
		return DECODED_OTHER;
	if (destination == SAP_SNAP && source == SAP_SNAP)
		return decode_snap(walk);
	if (destination == SAP_IP)
		return decode_ipv4(walk);
	if (destination == SAP_ISO)
		return decode_nlpid(walk);
	return DECODED_OTHER;
}
