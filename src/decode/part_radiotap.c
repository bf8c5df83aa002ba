/* The fields of a radiotap header: radiotap.org says how long each is and where it may begin. */
#include "decode/part.h"

#include "tcpladder/bytes.h"

enum { PRESENT_AT = 4, WORD = 4, MORE = 31 };

/* In the order of their bits; a size of 0 is one that nobody has defined. */
static const struct item {
	enum field_name name;
	uint8_t size;
	uint8_t align;
} items[] = {
	{FIELD_RADIOTAP_ITEM_TIME, 8, 8},
	{FIELD_RADIOTAP_ITEM_FLAGS, 1, 1},
	{FIELD_RADIOTAP_ITEM_RATE, 1, 1},
	{FIELD_RADIOTAP_ITEM_CHANNEL, 4, 2},
	{FIELD_RADIOTAP_ITEM_HOPPING, 2, 1},
	{FIELD_RADIOTAP_ITEM_SIGNAL, 1, 1},
	{FIELD_RADIOTAP_ITEM_NOISE, 1, 1},
	{FIELD_RADIOTAP_ITEM_QUALITY, 2, 2},
	{FIELD_RADIOTAP_ITEM_ATTENUATION, 2, 2},
	{FIELD_RADIOTAP_ITEM_ATTENUATION_DB, 2, 2},
	{FIELD_RADIOTAP_ITEM_POWER, 1, 1},
	{FIELD_RADIOTAP_ITEM_ANTENNA, 1, 1},
	{FIELD_RADIOTAP_ITEM_SIGNAL_DB, 1, 1},
	{FIELD_RADIOTAP_ITEM_NOISE_DB, 1, 1},
	{FIELD_RADIOTAP_ITEM_RX, 2, 2},
	{FIELD_RADIOTAP_ITEM_TX, 2, 2},
	{FIELD_REST, 0, 0}, /* 16: hardware queue, never agreed on */
	{FIELD_RADIOTAP_ITEM_RETRIES, 1, 1},
	{FIELD_RADIOTAP_ITEM_XCHANNEL, 8, 4},
	{FIELD_RADIOTAP_ITEM_MCS, 3, 1},
	{FIELD_RADIOTAP_ITEM_AMPDU, 8, 4},
	{FIELD_RADIOTAP_ITEM_VHT, 12, 2},
	{FIELD_RADIOTAP_ITEM_STAMP, 12, 8},
};

enum { ITEMS = sizeof(items) / sizeof(*items) };

static uint64_t little(const uint8_t *data, uint32_t size)
{
	uint64_t value = 0;

	for (uint32_t i = size < 8 ? size : 8; i-- > 0;)
		value = value << 8 | data[i];
	return value;
}

static uint32_t word_at(const struct part *part, uint32_t offset)
{
	return (uint32_t)little(part->frame->data + offset, WORD);
}

/* The further words of what is present: what they say is of other antennas or makers. */
static uint32_t add_words(const struct part *part, uint32_t word, uint32_t offset)
{
	while (word >> MORE && offset + WORD <= part->end) {
		word = word_at(part, offset);
		part_add(part, FIELD_RADIOTAP_ITEM_MORE, offset, WORD, word);
		offset += WORD;
	}
	return offset;
}

static uint32_t aligned(const struct part *part, uint32_t offset, uint32_t align)
{
	uint32_t beyond = (offset - part->begin) % align;

	return beyond > 0 ? offset + align - beyond : offset;
}

uint32_t part_add_radiotap(const struct part *part, uint32_t offset)
{
	uint32_t present = word_at(part, part->begin + PRESENT_AT);

	offset = add_words(part, present, offset);
	for (size_t i = 0; i < ITEMS; i++) {
		const struct item *item = &items[i];
		uint32_t at;

		if (!(present >> i & 1))
			continue;
		if (item->size == 0)
			return offset;
		at = aligned(part, offset, item->align);
		if (at + item->size > part->end)
			return offset;
		if (at > offset)
			part_add(part, FIELD_PAD_VALUE, offset, at - offset, 0);
		part_add(part, item->name, at, item->size,
			 little(part->frame->data + at, item->size));
		offset = at + item->size;
	}
	return offset;
}
