/* The table of fields, and finding them in a header. */
#include "decode/part.h"

static const struct field_row {
	enum layer layer;
	bool little; /* little-endian, bits counted from the lowest */
	uint16_t bit;
	uint16_t bits;
	const char *text;
	const char *reference;
} rows[FIELD_COUNT] = {
#define FIELD(identifier, layer, bit, bits, name, about, reference)                                \
	[FIELD_##identifier] = {LAYER_##layer, false, bit, bits, name, reference},
#define FIELD_LE(identifier, layer, bit, bits, name, about, reference)                             \
	[FIELD_##identifier] = {LAYER_##layer, true, bit, bits, name, reference},
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

void part_add(const struct part *part, enum field_name name, uint32_t offset, uint32_t size,
	      uint64_t value)
{
	struct dissection *to = part->to;

	if (to->count < FIELDS_MAX)
		to->field[to->count++] =
			(struct field){name, part->layer, part->header, offset, size, value};
}

/* The bits of the row as a number; of more than 64 the last ones. */
static uint64_t value_of(const struct field_row *row, const uint8_t *data)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < row->bits; i++) {
		unsigned bit = row->bit + (row->little ? row->bits - 1u - i : i);
		unsigned shift = row->little ? bit % 8 : 7 - bit % 8;

		value = value << 1 | (data[bit / 8] >> shift & 1);
	}
	return value;
}

uint32_t part_add_fixed(const struct part *part, enum layer layer)
{
	uint32_t covered = part->begin;

	for (enum field_name name = 0; name < FIELD_COUNT; name++) {
		const struct field_row *row = &rows[name];
		uint32_t first = part->begin + row->bit / 8u;
		uint32_t end = part->begin + (row->bit + row->bits + 7u) / 8u;

		if (row->layer != layer || row->bits == 0 || end > part->end)
			continue;
		if (first > covered)
			part_add(part, FIELD_REST, covered, first - covered, 0);
		part_add(part, name, first, end - first,
			 value_of(row, part->frame->data + part->begin));
		covered = end;
	}
	return covered;
}

/* What the layer calls the bytes behind its fields. */
static enum field_name rest_of(enum layer layer)
{
	for (enum field_name name = 0; name < FIELD_COUNT; name++)
		if (rows[name].layer == layer && rows[name].bits == 0)
			return name;
	return FIELD_REST;
}

void part_add_rest(const struct part *part, enum layer layer, uint32_t offset)
{
	if (offset < part->end)
		part_add(part, rest_of(layer), offset, part->end - offset, 0);
}
