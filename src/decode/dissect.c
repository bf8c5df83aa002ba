/* The fields of a frame, from the layers that the walk went through. */
#include "tcpladder/dissect.h"

#include "decode/decoder.h"
#include "decode/trace.h"

#include "tcpladder/bytes.h"

#include <string.h>

enum { OPTION_END = 0, OPTION_NOP = 1, TCP_FIXED = 20, IPV4_FIXED = 20 };

static const struct field_row {
	enum layer layer;
	uint16_t bit;
	uint16_t bits;
	const char *text;
	const char *reference;
} rows[FIELD_COUNT] = {
#define FIELD(identifier, layer, bit, bits, name, reference)                                       \
	[FIELD_##identifier] = {LAYER_##layer, bit, bits, name, reference},
#include "tcpladder/fields.def"
#undef FIELD
};

const char *field_text(enum field_name name)
{
	return rows[name].text;
}

const char *field_reference(enum field_name name)
{
	return rows[name].reference;
}

unsigned field_bits(enum field_name name)
{
	return rows[name].bits;
}

/* One header of the frame, being taken apart. */
struct part {
	const struct frame *frame;
	struct dissection *to;
	const char *layer;
	uint32_t begin;
	uint32_t end; /* of what was captured of it */
};

static void add(const struct part *part, enum field_name name, uint32_t offset, uint32_t size,
		uint64_t value)
{
	struct dissection *to = part->to;

	if (to->count < FIELDS_MAX)
		to->field[to->count++] =
			(struct field){name, part->layer, part->begin, offset, size, value};
}

/* The bits from bit on, as a number; of more than 64 the last ones. */
static uint64_t bits_at(const uint8_t *data, unsigned bit, unsigned bits)
{
	uint64_t value = 0;

	for (unsigned i = bit; i < bit + bits; i++)
		value = value << 1 | (data[i / 8] >> (7 - i % 8) & 1);
	return value;
}

/* Every field of the layer that has a fixed place and was captured. */
static void add_fixed(const struct part *part, enum layer layer)
{
	for (enum field_name name = 0; name < FIELD_COUNT; name++) {
		const struct field_row *row = &rows[name];
		uint32_t first = row->bit / 8u;
		uint32_t end = (row->bit + row->bits + 7u) / 8u;

		if (row->layer != layer || row->bits == 0 || part->begin + end > part->end)
			continue;
		add(part, name, part->begin + first, end - first,
		    bits_at(part->frame->data + part->begin, row->bit, row->bits));
	}
}

/* A header of which no more is known than where it is, and what is left of one that is. */
static void add_layer(const struct part *part, enum layer layer)
{
	uint32_t begin = part->begin;

	if (layer == LAYER_OTHER) {
		if (part->end > begin)
			add(part, FIELD_HEADER, begin, part->end - begin, 0);
		return;
	}
	add_fixed(part, layer);
	if (layer == LAYER_IPV4 && part->end > begin + IPV4_FIXED)
		add(part, FIELD_IPV4_OPTIONS, begin + IPV4_FIXED, part->end - begin - IPV4_FIXED,
		    0);
}

static enum field_name option_name(uint8_t kind, struct bytes content)
{
	static const struct {
		uint8_t kind;
		enum field_name name;
	} kinds[] = {
		{2, FIELD_OPTION_MSS},
		{3, FIELD_OPTION_WSCALE},
		{4, FIELD_OPTION_SACK_PERMITTED},
		{5, FIELD_OPTION_SACK},
		{8, FIELD_OPTION_TIMESTAMPS},
		{19, FIELD_OPTION_MD5},
		{28, FIELD_OPTION_USER_TIMEOUT},
		{29, FIELD_OPTION_AUTHENTICATION},
		{30, FIELD_OPTION_MPTCP},
		{34, FIELD_OPTION_FAST_OPEN},
		{172, FIELD_OPTION_ACCECN},
		{174, FIELD_OPTION_ACCECN},
	};
	enum { EXPERIMENTAL = 254, FAST_OPEN = 0xf989 };
	uint16_t experiment;

	if (kind == EXPERIMENTAL && bytes_be16(&content, &experiment) && experiment == FAST_OPEN)
		return FIELD_OPTION_FAST_OPEN;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].kind == kind)
			return kinds[i].name;
	return FIELD_OPTION_UNKNOWN;
}

/*
 * One option at offset; returns how many bytes it has. What cannot be one, because of its length
 * or of where the capture was cut, is the rest.
 */
static uint32_t add_option(const struct part *part, uint32_t offset, bool cut)
{
	struct bytes left = bytes_of(part->frame->data + offset, part->end - offset);
	uint32_t size = (uint32_t)left.left;
	uint8_t kind = 0, length = 0;

	bytes_u8(&left, &kind);
	if (kind == OPTION_NOP) {
		add(part, FIELD_OPTION_NOP, offset, 1, kind);
		return 1;
	}
	if (kind == OPTION_END) {
		add(part, FIELD_OPTION_END, offset, 1, kind);
		if (size > 1)
			add(part, FIELD_OPTION_PADDING, offset + 1, size - 1, 0);
		return size;
	}
	if (bytes_u8(&left, &length) && length >= 2 && length <= size) {
		add(part, option_name(kind, left), offset, length, kind);
		return length;
	}
	add(part, cut && length != 1 ? FIELD_OPTION_CUT : FIELD_OPTION_MALFORMED, offset, size,
	    kind);
	return size;
}

static void add_tcp(struct part *part, const struct trace *trace)
{
	uint32_t segment_end = trace->tcp + trace->captured;
	uint32_t header_end = trace->tcp + trace->header;
	bool cut = header_end > segment_end;

	part->layer = "TCP";
	part->begin = trace->tcp;
	part->end = cut ? segment_end : header_end;
	part->to->tcp = part->to->count;
	add_fixed(part, LAYER_TCP);
	for (uint32_t at = trace->tcp + TCP_FIXED; at < part->end;)
		at += add_option(part, at, cut);
	if (segment_end > header_end)
		add(part, FIELD_DATA, header_end, segment_end - header_end, 0);
}

/* What the link added behind the packet: padding up to its shortest frame, a check sequence. */
static void add_trailer(struct part *part, const struct trace *trace)
{
	uint32_t end = trace->tcp + trace->captured;

	part->layer = trace->mark[0].name;
	part->begin = end;
	if (part->frame->caplen > end)
		add(part, FIELD_TRAILER, end, part->frame->caplen - end, 0);
}

bool dissect(struct decoder *decoder, const struct frame *frame, size_t index,
	     struct dissection *dissection)
{
	struct trace trace = {.wanted = index};
	struct part part = {.frame = frame, .to = dissection};
	struct packets packets;

	dissection->count = 0;
	if (decode_traced(decoder, frame, &packets, &trace) != DECODED_TCP || !trace.found ||
	    trace.elsewhere || packets.packet[index].segment.capture & SEGMENT_FRAGMENTED)
		return false;
	dissection->frame = *frame;
	dissection->packet = packets.packet[index];
	for (size_t i = 0; i + 1 < trace.count; i++) {
		part.layer = trace.mark[i].name;
		part.begin = trace.mark[i].offset;
		part.end = trace.mark[i + 1].offset;
		add_layer(&part, trace.mark[i].layer);
	}
	add_tcp(&part, &trace);
	add_trailer(&part, &trace);
	return true;
}
