/* The values of the TCP header's fields and of its options. */
#include "tui/segment/field_tcp.h"

#include <inttypes.h>

static const char *say(const struct reading *reading, enum message message)
{
	return lang_text(reading->lang, message);
}

static void say_number(const struct reading *reading, enum side side, uint32_t number,
		       struct line *line)
{
	uint32_t relative = number - reading->flow->half[side].base;

	line_add(line, "%" PRIu32 " ", reading->absolute ? number : relative);
	line_add(line, say(reading, reading->absolute ? MSG_NUMBER_RELATIVE : MSG_NUMBER_SENT),
		 reading->absolute ? relative : number);
}

static void say_seq(const struct reading *reading, const struct field *field, struct line *line)
{
	say_number(reading, reading->event->side, (uint32_t)field->value, line);
}

static void say_ack(const struct reading *reading, const struct field *field, struct line *line)
{
	if (reading->event->flags & TCP_ACK)
		say_number(reading, !reading->event->side, (uint32_t)field->value, line);
	else
		line_add(line, "%" PRIu64 " %s", field->value, say(reading, MSG_NO_ACK_BIT));
}

/* RFC 7323 §2.2: the window of a SYN is never scaled. */
static void say_window(const struct reading *reading, const struct field *field, struct line *line)
{
	const struct half_summary *half = &reading->flow->half[reading->event->side];

	line_add(line, "%" PRIu64, field->value);
	if (reading->event->flags & TCP_SYN)
		return;
	if (half->shift > 0)
		line_add(line, " × %u = %" PRIu64, 1u << half->shift, field->value << half->shift);
	if (!half->shift_known)
		line_add(line, " %s", say(reading, MSG_SCALE_UNKNOWN));
}

static void say_checksum(const struct reading *reading, const struct field *field,
			 struct line *line)
{
	uint16_t capture = reading->parts->packet.segment.capture;
	enum message message = MSG_CHECKSUM_UNKNOWN;

	if (capture & SEGMENT_CHECKSUM_RIGHT)
		message = MSG_CHECKSUM_RIGHT;
	else if (capture & SEGMENT_CHECKSUM_WRONG)
		message = MSG_CHECKSUM_WRONG;
	line_add(line, "0x%04" PRIx64 " %s", field->value, say(reading, message));
}

static void say_urgent(const struct reading *reading, const struct field *field, struct line *line)
{
	line_add(line, "%" PRIu64, field->value);
	if (field->value != 0 && !(reading->event->flags & TCP_URG))
		line_add(line, " %s", say(reading, MSG_NO_URG_BIT));
}

/* --- options --- */

enum { OPTION_HEAD = 2 };

static uint32_t number_at(const uint8_t *data, int bytes)
{
	uint32_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | *data++;
	return value;
}

static void say_content(const struct reading *reading, const struct field *field, struct line *line)
{
	for (uint32_t i = OPTION_HEAD; i < field->size; i++)
		line_add(line, "%s%02x", i > OPTION_HEAD ? " " : "",
			 reading->data[field->offset + i]);
}

static void say_unknown(const struct reading *reading, const struct field *field, struct line *line)
{
	line_add(line, "%" PRIu64 "%s", field->value, field->size > OPTION_HEAD ? ": " : "");
	say_content(reading, field, line);
}

/* What has another length than its kind demands is shown byte by byte. */
static bool is_odd(const struct reading *reading, const struct field *field, uint32_t size,
		   struct line *line)
{
	if (field->size == size)
		return false;
	say_content(reading, field, line);
	return true;
}

static void say_mss(const struct reading *reading, const struct field *field, struct line *line)
{
	if (!is_odd(reading, field, 4, line))
		line_add(line, say(reading, MSG_BYTES),
			 number_at(reading->data + field->offset + 2, 2));
}

static void say_wscale(const struct reading *reading, const struct field *field, struct line *line)
{
	enum { SHIFT_MAX = 14 }; /* RFC 7323 §2.3 */
	unsigned shift;

	if (is_odd(reading, field, 3, line))
		return;
	shift = reading->data[field->offset + 2];
	line_add(line, "%u (× %u)", shift, 1u << (shift > SHIFT_MAX ? SHIFT_MAX : shift));
}

static void say_timestamps(const struct reading *reading, const struct field *field,
			   struct line *line)
{
	const uint8_t *data = reading->data + field->offset;

	if (!is_odd(reading, field, 10, line))
		line_add(line, "TSval %" PRIu32 " TSecr %" PRIu32, number_at(data + 2, 4),
			 number_at(data + 6, 4));
}

static void say_sack(const struct reading *reading, const struct field *field, struct line *line)
{
	uint32_t base = reading->absolute ? 0 : reading->flow->half[!reading->event->side].base;

	if (field->size < 10 || (field->size - OPTION_HEAD) % 8 != 0) {
		say_content(reading, field, line);
		return;
	}
	for (uint32_t at = OPTION_HEAD; at + 8 <= field->size; at += 8) {
		const uint8_t *data = reading->data + field->offset + at;

		line_add(line, "%s%" PRIu32 "–%" PRIu32, at > OPTION_HEAD ? " " : "",
			 number_at(data, 4) - base, number_at(data + 4, 4) - base);
	}
}

static void say_user_timeout(const struct reading *reading, const struct field *field,
			     struct line *line)
{
	uint32_t value;

	if (is_odd(reading, field, 4, line))
		return;
	value = number_at(reading->data + field->offset + 2, 2);
	line_add(line, "%" PRIu32 " %s", value & 0x7fff, value & 0x8000 ? "min" : "s");
}

static void say_mptcp(const struct reading *reading, const struct field *field, struct line *line)
{
	static const char *const names[] = {"MP_CAPABLE", "MP_JOIN",      "DSS",
					    "ADD_ADDR",   "REMOVE_ADDR",  "MP_PRIO",
					    "MP_FAIL",    "MP_FASTCLOSE", "MP_TCPRST"};
	unsigned subtype;

	if (field->size <= OPTION_HEAD)
		return;
	subtype = reading->data[field->offset + 2] >> 4;
	if (subtype < sizeof(names) / sizeof(*names))
		line_add(line, "%s", names[subtype]);
	else
		line_add(line, "%u", subtype);
	if (field->size <= OPTION_HEAD + 1)
		return;
	if (subtype == MPTCP_DSS && reading->data[field->offset + 3] & 0x10)
		line_add(line, " DATA_FIN");
	if (subtype == MPTCP_RESET)
		line_add(line, " %u", reading->data[field->offset + 3]);
}

static void say_fast_open(const struct reading *reading, const struct field *field,
			  struct line *line)
{
	if (field->size <= OPTION_HEAD)
		line_add(line, "%s", say(reading, MSG_COOKIE_ASKED));
	say_content(reading, field, line);
}

/* Decimal numbers are not listed. */
static void (*const values[FIELD_COUNT])(const struct reading *, const struct field *,
					 struct line *) = {
	[FIELD_TCP_SEQ] = say_seq,
	[FIELD_TCP_ACK] = say_ack,
	[FIELD_TCP_WINDOW] = say_window,
	[FIELD_TCP_CHECKSUM] = say_checksum,
	[FIELD_TCP_URGENT] = say_urgent,
	[FIELD_OPTION_MSS] = say_mss,
	[FIELD_OPTION_WSCALE] = say_wscale,
	[FIELD_OPTION_SACK_PERMITTED] = say_content,
	[FIELD_OPTION_SACK] = say_sack,
	[FIELD_OPTION_TIMESTAMPS] = say_timestamps,
	[FIELD_OPTION_MD5] = say_content,
	[FIELD_OPTION_USER_TIMEOUT] = say_user_timeout,
	[FIELD_OPTION_AUTHENTICATION] = say_content,
	[FIELD_OPTION_MPTCP] = say_mptcp,
	[FIELD_OPTION_FAST_OPEN] = say_fast_open,
	[FIELD_OPTION_ACCECN] = say_content,
	[FIELD_OPTION_UNKNOWN] = say_unknown,
};

bool field_tcp_value(const struct reading *reading, const struct field *field, struct line *line)
{
	if (!values[field->name])
		return false;
	values[field->name](reading, field, line);
	return true;
}
