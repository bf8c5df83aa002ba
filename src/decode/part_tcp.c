/* The options of a TCP header, one by one. */
#include "decode/part.h"

#include "tcpladder/bytes.h"

enum { OPTION_END = 0, OPTION_NOP = 1 };

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
		part_add(part, FIELD_OPTION_NOP, offset, 1, kind);
		return 1;
	}
	if (kind == OPTION_END) {
		part_add(part, FIELD_OPTION_END, offset, 1, kind);
		if (size > 1)
			part_add(part, FIELD_OPTION_PADDING, offset + 1, size - 1, 0);
		return size;
	}
	if (bytes_u8(&left, &length) && length >= 2 && length <= size) {
		part_add(part, option_name(kind, left), offset, length, kind);
		return length;
	}
	part_add(part, cut && length != 1 ? FIELD_OPTION_CUT : FIELD_OPTION_MALFORMED, offset, size,
		 kind);
	return size;
}

void part_add_options(const struct part *part, uint32_t offset, bool cut)
{
	while (offset < part->end)
		offset += add_option(part, offset, cut);
}
