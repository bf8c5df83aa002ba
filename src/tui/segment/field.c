/* The values of fields, each in the form that people read it in. */
#include "tui/segment/field.h"

#include "tui/segment/field_link.h"
#include "tui/segment/field_tcp.h"

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

static void say_address(const struct reading *reading, const struct field *field, struct line *line)
{
	struct address address = {.version = field->size == 4 ? IP_VERSION_4 : IP_VERSION_6};
	char text[ADDRESS_TEXT];

	memcpy(address.bytes, reading->data + field->offset, field->size);
	address_text(&address, text);
	line_add(line, "%s", text);
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

/* What is not here and is no field of TCP's nor of a link or tunnel is a decimal number. */
static void (*const values[FIELD_COUNT])(const struct reading *, const struct field *,
					 struct line *) = {
	[FIELD_HEADER] = say_size,
	[FIELD_REST] = say_size,
	[FIELD_IPV4_IHL] = say_words,
	[FIELD_IPV4_ECN] = say_ecn,
	[FIELD_IPV4_ID] = say_hex16,
	[FIELD_IPV4_FLAGS] = say_ip_flags,
	[FIELD_IPV4_FRAGMENT] = say_fragment,
	[FIELD_FRAGMENT6_OFFSET] = say_fragment,
	[FIELD_IPV4_CHECKSUM] = say_ip_checksum,
	[FIELD_IPV4_SOURCE] = say_address,
	[FIELD_IPV4_DESTINATION] = say_address,
	[FIELD_IPV4_OPTIONS] = say_size,
	[FIELD_IPV6_ECN] = say_ecn,
	[FIELD_IPV6_FLOW] = say_hex,
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

/* The name that the field's standard gives to its value, if it does: " (TCP)". */
static void say_meaning(const struct field *field, struct line *line)
{
	const char *name = field_meaning(field->name, field->value);

	if (name)
		line_add(line, " (%s)", name);
}

void field_value(const struct reading *reading, const struct field *field, struct line *line)
{
	if (values[field->name])
		values[field->name](reading, field, line);
	else if (!field_tcp_value(reading, field, line) && !field_link_value(reading, field, line))
		say_decimal(reading, field, line);
	say_meaning(field, line);
}

const char *field_about(const struct lang *lang, enum field_name name)
{
	static const enum message about[FIELD_COUNT] = {
#define FIELD(identifier, layer, bit, bits, name, about, reference)                                \
	[FIELD_##identifier] = MSG_ABOUT_##about,
#include "tcpladder/fields.def"
#undef FIELD
	};

	return lang_text(lang, about[name]);
}
