/* The values of fields, each in the form that people read it in. */
#include "tui/field.h"

#include "tui/field_tcp.h"

#include <inttypes.h>
#include <string.h>

static const char *say(const struct reading *reading, enum message message)
{
	return lang_text(reading->lang, message);
}

static void say_decimal(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64, field->value);
}

static void say_hex16(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "0x%04" PRIx64, field->value);
}

static void say_hex(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "0x%" PRIx64, field->value);
}

static void say_size(const struct reading *reading, const struct field *field, struct line *line)
{
	line_add(line, say(reading, field->size == 1 ? MSG_BYTES_ONE : MSG_BYTES), field->size);
}

static void say_words(const struct reading *reading, const struct field *field, struct line *line)
{
	unsigned bytes = (unsigned)field->value * 4;

	line_add(line, "%" PRIu64 " (", field->value);
	line_add(line, say(reading, MSG_BYTES), bytes);
	line_add(line, ")");
}

static void say_mac(const struct reading *reading, const struct field *field, struct line *line)
{
	for (uint32_t i = 0; i < field->size; i++)
		line_add(line, "%s%02x", i > 0 ? ":" : "", reading->data[field->offset + i]);
}

static void say_address(const struct reading *reading, const struct field *field, struct line *line)
{
	struct address address = {.version = field->size == 4 ? IP_VERSION_4 : IP_VERSION_6};
	char text[ADDRESS_TEXT];

	memcpy(address.bytes, reading->data + field->offset, field->size);
	address_text(&address, text);
	line_add(line, "%s", text);
}

struct name_row {
	uint32_t value;
	const char *name;
};

static void say_named(const struct name_row *rows, size_t count, uint64_t value, struct line *line)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].value == value)
			line_add(line, " (%s)", rows[i].name);
}

static void say_type(const struct reading *reading, const struct field *field, struct line *line)
{
	static const struct name_row types[] = {
		{0x0800, "IPv4"},   {0x86dd, "IPv6"},    {0x8100, "802.1Q"}, {0x88a8, "802.1ad"},
		{0x8847, "MPLS"},   {0x8848, "MPLS"},    {0x8864, "PPPoE"},  {0x6558, "Ethernet"},
		{0x88e5, "MACsec"}, {0x88e7, "802.1ah"}, {0x894f, "NSH"},
	};
	enum { LENGTH_MAX = 1500 };

	if (field->value <= LENGTH_MAX) {
		line_add(line, say(reading, MSG_BYTES), (unsigned)field->value);
		return;
	}
	say_hex16(reading, field, line);
	say_named(types, sizeof(types) / sizeof(*types), field->value, line);
}

static void say_protocol(const struct reading *reading, const struct field *field,
			 struct line *line)
{
	static const struct name_row protocols[] = {
		{0, "Hop-by-Hop"}, {4, "IPv4"},     {6, "TCP"},       {17, "UDP"},
		{41, "IPv6"},      {43, "Routing"}, {44, "Fragment"}, {47, "GRE"},
		{50, "ESP"},       {51, "AH"},      {60, "Options"},  {97, "EtherIP"},
		{135, "Mobility"}, {137, "MPLS"},   {139, "HIP"},     {143, "Ethernet"},
	};

	say_decimal(reading, field, line);
	say_named(protocols, sizeof(protocols) / sizeof(*protocols), field->value, line);
}

static void say_ecn(const struct reading *reading, const struct field *field, struct line *line)
{
	static const char *const names[] = {"Not-ECT", "ECT(1)", "ECT(0)", "CE"};

	(void)reading;
	line_add(line, "%s", names[field->value & 3]);
}

static void say_ip_flags(const struct reading *reading, const struct field *field,
			 struct line *line)
{
	enum { DONT_FRAGMENT = 2, MORE_FRAGMENTS = 1 };

	(void)reading;
	line_add(line, "%" PRIu64, field->value);
	if (field->value & DONT_FRAGMENT)
		line_add(line, " DF");
	if (field->value & MORE_FRAGMENTS)
		line_add(line, " MF");
}

static void say_fragment(const struct reading *reading, const struct field *field,
			 struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64, field->value * 8);
}

/* Over the header alone, so it can be told wherever the header was captured (RFC 791 §3.1). */
static void say_ip_checksum(const struct reading *reading, const struct field *field,
			    struct line *line)
{
	const uint8_t *header = reading->data + field->header;
	uint32_t size = (header[0] & 0xfu) * 4;
	uint32_t sum = 0;

	say_hex16(reading, field, line);
	if (field->header + size > reading->parts->frame.caplen)
		return;
	for (uint32_t i = 0; i + 1 < size; i += 2)
		sum += (uint32_t)header[i] << 8 | header[i + 1];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	line_add(line, " %s",
		 say(reading, sum == 0xffff ? MSG_CHECKSUM_RIGHT : MSG_CHECKSUM_WRONG));
}

/* --- the rest --- */

enum { TEXT_SHOWN = 40 };

void field_bytes_text(const uint8_t *data, size_t size, size_t most, struct line *line)
{
	for (size_t i = 0; i < size && i < most; i++)
		line_add(line, "%c", data[i] >= 0x20 && data[i] < 0x7f ? data[i] : '.');
}

static void say_data(const struct reading *reading, const struct field *field, struct line *line)
{
	if (field->size < reading->event->len)
		line_add(line, say(reading, MSG_BYTES_OF), field->size, reading->event->len);
	else
		say_size(reading, field, line);
	line_add(line, "  ");
	field_bytes_text(reading->data + field->offset, field->size, TEXT_SHOWN, line);
}

static void say_nothing(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	(void)field;
	(void)line;
}

/* What is not here and is no field of TCP's is a decimal number. */
static void (*const values[FIELD_COUNT])(const struct reading *, const struct field *,
					 struct line *) = {
	[FIELD_HEADER] = say_size,
	[FIELD_ETHERNET_DESTINATION] = say_mac,
	[FIELD_ETHERNET_SOURCE] = say_mac,
	[FIELD_ETHERNET_TYPE] = say_type,
	[FIELD_VLAN_TYPE] = say_type,
	[FIELD_IPV4_IHL] = say_words,
	[FIELD_IPV4_ECN] = say_ecn,
	[FIELD_IPV4_ID] = say_hex16,
	[FIELD_IPV4_FLAGS] = say_ip_flags,
	[FIELD_IPV4_FRAGMENT] = say_fragment,
	[FIELD_IPV4_PROTOCOL] = say_protocol,
	[FIELD_IPV4_CHECKSUM] = say_ip_checksum,
	[FIELD_IPV4_SOURCE] = say_address,
	[FIELD_IPV4_DESTINATION] = say_address,
	[FIELD_IPV4_OPTIONS] = say_size,
	[FIELD_IPV6_ECN] = say_ecn,
	[FIELD_IPV6_FLOW] = say_hex,
	[FIELD_IPV6_NEXT] = say_protocol,
	[FIELD_IPV6_SOURCE] = say_address,
	[FIELD_IPV6_DESTINATION] = say_address,
	[FIELD_UDP_CHECKSUM] = say_hex16,
	[FIELD_TCP_OFFSET] = say_words,
	[FIELD_OPTION_END] = say_nothing,
	[FIELD_OPTION_NOP] = say_nothing,
	[FIELD_OPTION_MALFORMED] = say_size,
	[FIELD_OPTION_CUT] = say_size,
	[FIELD_OPTION_PADDING] = say_size,
	[FIELD_DATA] = say_data,
	[FIELD_TRAILER] = say_size,
};

void field_value(const struct reading *reading, const struct field *field, struct line *line)
{
	if (values[field->name])
		values[field->name](reading, field, line);
	else if (!field_tcp_value(reading, field, line))
		say_decimal(reading, field, line);
}

const char *field_about(const struct lang *lang, enum field_name name)
{
	static const enum message about[FIELD_COUNT] = {
#define FIELD(identifier, layer, bit, bits, name, reference)                                       \
	[FIELD_##identifier] = MSG_ABOUT_##identifier,
#include "tcpladder/fields.def"
#undef FIELD
	};

	return lang_text(lang, about[name]);
}
