/* 802.11 down to LLC. */
#include "decode/wireless.h"

#include "decode/ethernet.h"

enum { MAC_HEADER = 24, ADDRESS = 6, QOS = 2, HT_CONTROL = 4, SUBFRAME = 14 };

/* The frame control field, read as a little-endian number (IEEE 802.11 §9.2.4.1). */
enum frame_control {
	FC_TYPE = 0x000c,
	FC_DATA = 0x0008,
	FC_NO_DATA = 0x0040,
	FC_QOS = 0x0080,
	FC_TO_AND_FROM = 0x0300,
	FC_MORE_FRAGMENTS = 0x0400,
	FC_PROTECTED = 0x4000,
	FC_ORDER = 0x8000
};

/* §9.3.2.2: two addresses, a length, LLC. */
static enum decoded subframe(struct walk *walk)
{
	walk_mark(walk, LAYER_AMSDU, "A-MSDU");
	return walk_on(walk, SUBFRAME, decode_llc);
}

/* One behind another, each padded to four bytes. */
static enum decoded subframes(struct walk *walk)
{
	enum decoded result = DECODED_OTHER;
	struct bytes b = walk->bytes;

	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	for (;;) {
		struct bytes look = b, part = b;
		uint16_t length;
		size_t size;

		if (!bytes_skip(&look, 2 * (size_t)ADDRESS) || !bytes_be16(&look, &length))
			return result;
		size = SUBFRAME + (size_t)length;
		bytes_clip(&part, size);
		result = walk_merge(result, walk_part(walk, part, size, subframe));
		if (!bytes_skip(&b, (size + 3) / 4 * 4))
			return result;
	}
}

static size_t header_size(uint16_t control)
{
	size_t size = MAC_HEADER;

	if ((control & FC_TO_AND_FROM) == FC_TO_AND_FROM)
		size += ADDRESS;
	if (control & FC_QOS)
		size += control & FC_ORDER ? QOS + HT_CONTROL : QOS;
	return size;
}

/* Whether the QoS control field says that the frame is an aggregate. */
static bool is_aggregate(const struct walk *walk, uint16_t control)
{
	size_t at =
		(control & FC_TO_AND_FROM) == FC_TO_AND_FROM ? MAC_HEADER + ADDRESS : MAC_HEADER;
	uint8_t qos;

	return control & FC_QOS && bytes_peek(&walk->bytes, at, &qos) && qos & 0x80;
}

static void pass_if(struct walk *walk, size_t size, enum layer layer)
{
	if (size == 0)
		return;
	walk_section(walk, layer);
	walk_skip(walk, size);
}

/* Passes over the header of so many bytes, which are there, piece by piece. */
static void pass_header(struct walk *walk, uint16_t control, size_t size)
{
	bool fourth = (control & FC_TO_AND_FROM) == FC_TO_AND_FROM;
	bool qos = control & FC_QOS;

	walk_skip(walk, MAC_HEADER);
	pass_if(walk, fourth ? ADDRESS : 0, LAYER_WLAN_FOURTH);
	pass_if(walk, qos ? QOS : 0, LAYER_WLAN_QOS);
	pass_if(walk, qos && control & FC_ORDER ? HT_CONTROL : 0, LAYER_WLAN_HT);
	pass_if(walk, size - header_size(control), LAYER_PAD);
}

/* align: some drivers pad the header to so many bytes. */
static enum decoded decode_data(struct walk *walk, size_t align)
{
	struct bytes look;
	uint16_t control;
	uint8_t sequence;
	bool aggregate;
	size_t size;

	walk_mark(walk, LAYER_WLAN, "802.11");
	look = walk->bytes;
	if (!bytes_le16(&look, &control))
		return walk_short(walk, sizeof(control));
	if ((control & FC_TYPE) != FC_DATA || control & FC_NO_DATA)
		return DECODED_OTHER;
	if (!bytes_peek(&walk->bytes, 22, &sequence))
		return walk_short(walk, MAC_HEADER);
	if (control & FC_PROTECTED)
		return DECODED_ENCRYPTED;
	if (control & FC_MORE_FRAGMENTS || sequence & 0xf)
		return DECODED_FRAGMENT;
	size = (header_size(control) + align - 1) / align * align;
	aggregate = is_aggregate(walk, control);
	if (!walk_has(walk, size))
		return walk_short(walk, size);
	pass_header(walk, control, size);
	return aggregate ? subframes(walk) : decode_llc(walk);
}

enum decoded decode_80211(struct walk *walk)
{
	return decode_data(walk, 1);
}

/* The flags field, if there is one: the second that can be, after a time stamp of eight bytes. */
static uint8_t radiotap_flags(struct bytes header)
{
	enum { HAS_TIME = 1, HAS_FLAGS = 2 };
	struct bytes b = header;
	uint32_t present, more;
	uint8_t flags = 0;
	size_t at;

	if (!bytes_skip(&b, 4) || !bytes_le32(&b, &present) || !(present & HAS_FLAGS))
		return 0;
	for (more = present; more >> 31 && bytes_le32(&b, &more);)
		continue;
	at = header.left - b.left;
	if (present & HAS_TIME)
		at = (at + 7) / 8 * 8 + 8;
	bytes_peek(&header, at, &flags);
	return flags;
}

enum decoded decode_radiotap(struct walk *walk)
{
	enum { RADIOTAP_HEADER = 8, FLAG_PADDED = 0x20 };
	struct bytes header;
	uint16_t version, length;
	uint8_t flags;

	walk_mark(walk, LAYER_RADIOTAP, "radiotap");
	header = walk->bytes;
	if (!walk_has(walk, RADIOTAP_HEADER))
		return walk_short(walk, RADIOTAP_HEADER);
	bytes_le16(&header, &version);
	bytes_le16(&header, &length);
	if (length < RADIOTAP_HEADER)
		return DECODED_MALFORMED;
	header = walk->bytes;
	bytes_clip(&header, length);
	flags = radiotap_flags(header);
	if (!walk_skip(walk, length))
		return walk_short(walk, length);
	return decode_data(walk, flags & FLAG_PADDED ? 4 : 1);
}

/* A header of one size, or an AVS header under the same link type, told by its magic. */
enum decoded decode_prism(struct walk *walk)
{
	enum { PRISM_HEADER = 144, AVS_MAGIC = 0x80211 };
	struct bytes look = walk->bytes;
	uint32_t magic;

	walk_section(walk, LAYER_PRISM);
	if (bytes_be32(&look, &magic) && magic >> 12 == AVS_MAGIC)
		return decode_avs(walk);
	return walk_on(walk, PRISM_HEADER, decode_80211);
}

enum decoded decode_avs(struct walk *walk)
{
	enum { AVS_HEADER = 8 };
	struct bytes look = walk->bytes;
	uint32_t magic, length;

	walk_section(walk, LAYER_AVS);
	if (!bytes_be32(&look, &magic) || !bytes_be32(&look, &length))
		return walk_short(walk, AVS_HEADER);
	if (length < AVS_HEADER)
		return DECODED_MALFORMED;
	return walk_on(walk, length, decode_80211);
}
