/* The values in the headers of links and tunnels. */
#include "tui/segment/field_link.h"

#include <inttypes.h>

static void say_hex(const struct field *field, int digits, struct line *line)
{
	line_add(line, "0x%0*" PRIx64, digits, field->value);
}

static void say_hex8(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	say_hex(field, 2, line);
}

static void say_hex16(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	say_hex(field, 4, line);
}

static void say_hex24(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	say_hex(field, 6, line);
}

static void say_hex32(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	say_hex(field, 8, line);
}

static void say_size(const struct reading *reading, const struct field *field, struct line *line)
{
	enum message message = field->size == 1 ? MSG_BYTES_ONE : MSG_BYTES;

	line_add(line, lang_text(reading->lang, message), field->size);
}

static void say_bytes(const struct reading *reading, const struct field *field, struct line *line)
{
	for (uint32_t i = 0; i < field->size; i++)
		line_add(line, "%02x", reading->data[field->offset + i]);
}

static void say_address(const struct reading *reading, const struct field *field, struct line *line)
{
	for (uint32_t i = 0; i < field->size; i++)
		line_add(line, "%s%02x", i > 0 ? ":" : "", reading->data[field->offset + i]);
}

/* Up to its end mark, in a field of a fixed size. */
static void say_name(const struct reading *reading, const struct field *field, struct line *line)
{
	const uint8_t *text = reading->data + field->offset;
	size_t size = 0;

	while (size < field->size && text[size])
		size++;
	field_bytes_text(text, size, field->size, line);
}

/* An EtherType, or up to 1500 a length (IEEE 802.3 §3.2.6). */
static void say_type(const struct reading *reading, const struct field *field, struct line *line)
{
	enum { LENGTH_MAX = 1500 };

	if (field->value <= LENGTH_MAX)
		line_add(line, lang_text(reading->lang, MSG_BYTES), (unsigned)field->value);
	else
		say_hex(field, 4, line);
}

/* In the order of the machine that captured, which nothing names; small numbers are right. */
static void say_family(const struct reading *reading, const struct field *field, struct line *line)
{
	const uint8_t *data = reading->data + field->offset;
	bool little = data[0] || data[1];

	line_add(line, "%u", little ? data[0] | (unsigned)data[1] << 8 : (unsigned)field->value);
}

/* Likewise: the type tells, which is a small number. */
static void say_item_type(const struct reading *reading, const struct field *field,
			  struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64, field->value > 0xff ? field->value >> 8 : field->value);
}

static void say_item_length(const struct reading *reading, const struct field *field,
			    struct line *line)
{
	const uint8_t *data = reading->data + field->offset;
	unsigned swapped = (unsigned)data[0] << 8 | data[1];
	bool big = field->offset + 4 <= reading->parts->frame.caplen && data[3] > 0;

	line_add(line, "%u", big ? swapped : (unsigned)field->value);
}

/* --- the air --- */

static void say_rate(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "%.1f Mbit/s", (double)field->value / 2);
}

static void say_channel(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64 " MHz", field->value & 0xffff);
}

/* Flags, frequency, number. */
static void say_xchannel(const struct reading *reading, const struct field *field,
			 struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64 " MHz", field->value >> 32 & 0xffff);
}

static void say_dbm(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "%d dBm", (int8_t)field->value);
}

static void say_signed(const struct reading *reading, const struct field *field, struct line *line)
{
	(void)reading;
	line_add(line, "%" PRId32, (int32_t)(uint32_t)field->value);
}

static void say_microseconds(const struct reading *reading, const struct field *field,
			     struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64 " µs", field->value);
}

/* --- turned round by a NAT's client, so that no NAT rewrites it (RFC 4380 §5.1.1) --- */

static void say_origin_port(const struct reading *reading, const struct field *field,
			    struct line *line)
{
	(void)reading;
	line_add(line, "%" PRIu64, field->value ^ 0xffff);
}

static void say_origin(const struct reading *reading, const struct field *field, struct line *line)
{
	const uint8_t *data = reading->data + field->offset;

	line_add(line, "%u.%u.%u.%u", data[0] ^ 0xffu, data[1] ^ 0xffu, data[2] ^ 0xffu,
		 data[3] ^ 0xffu);
}

/* Decimal numbers are not listed. */
static void (*const values[FIELD_COUNT])(const struct reading *, const struct field *,
					 struct line *) = {
	[FIELD_ETHERNET_DESTINATION] = say_address,
	[FIELD_ETHERNET_SOURCE] = say_address,
	[FIELD_ETHERNET_TYPE] = say_type,
	[FIELD_VLAN_TYPE] = say_type,
	[FIELD_LLC_DESTINATION] = say_hex8,
	[FIELD_LLC_SOURCE] = say_hex8,
	[FIELD_LLC_CONTROL] = say_hex8,
	[FIELD_SNAP_OUI] = say_hex24,
	[FIELD_SNAP_TYPE] = say_hex16,
	[FIELD_ETAG_TYPE] = say_type,
	[FIELD_VNTAG_TYPE] = say_type,
	[FIELD_HSR_TYPE] = say_type,
	[FIELD_MACSEC_SCI_VALUE] = say_bytes,
	[FIELD_BARE_TYPE_VALUE] = say_type,
	[FIELD_NSH_CONTEXT] = say_size,
	[FIELD_PPPOE_SESSION] = say_hex16,
	[FIELD_PPP_DIRECTION_CONTROL] = say_hex8,
	[FIELD_PPP_FRAMING_ADDRESS] = say_hex8,
	[FIELD_PPP_FRAMING_CONTROL] = say_hex8,
	[FIELD_PPP_PROTOCOL] = say_hex16,
	[FIELD_PPP_SHORT_PROTOCOL] = say_hex16,
	[FIELD_HDLC_ADDRESS] = say_hex8,
	[FIELD_HDLC_CONTROL] = say_hex8,
	[FIELD_HDLC_PROTOCOL] = say_hex16,
	[FIELD_PAD_VALUE] = say_size,
	[FIELD_NLPID_VALUE] = say_hex8,
	[FIELD_FRAME_RELAY_MORE] = say_size,
	[FIELD_Q922_CONTROL] = say_hex8,
	[FIELD_FDDI_CONTROL] = say_hex8,
	[FIELD_FDDI_DESTINATION] = say_address,
	[FIELD_FDDI_SOURCE] = say_address,
	[FIELD_TOKEN_RING_ACCESS] = say_hex8,
	[FIELD_TOKEN_RING_CONTROL] = say_hex8,
	[FIELD_TOKEN_RING_DESTINATION] = say_address,
	[FIELD_TOKEN_RING_SOURCE] = say_address,
	[FIELD_TOKEN_RING_ROUTE] = say_size,
	[FIELD_ARCNET_OFFSET] = say_size,
	[FIELD_FIBRE_DESTINATION] = say_address,
	[FIELD_FIBRE_SOURCE] = say_address,
	[FIELD_FIREWIRE_DESTINATION] = say_address,
	[FIELD_FIREWIRE_SOURCE] = say_address,
	[FIELD_FIREWIRE_TYPE] = say_type,
	[FIELD_JUNIPER_MAGIC] = say_hex24,
	[FIELD_JUNIPER_FLAGS] = say_hex8,
	[FIELD_JUNIPER_EXTENSION_CONTENT] = say_size,
	[FIELD_MPACKET_PREAMBLE] = say_bytes,
	[FIELD_MPACKET_DELIMITER] = say_hex8,
	[FIELD_NETANALYZER_INFORMATION] = say_size,
	[FIELD_FAMILY_VALUE] = say_family,
	[FIELD_SLL_ADDRESS] = say_address,
	[FIELD_SLL_PROTOCOL] = say_hex16,
	[FIELD_SLL2_PROTOCOL] = say_hex16,
	[FIELD_SLL2_ADDRESS] = say_address,
	[FIELD_ENC_FAMILY] = say_family,
	[FIELD_ENC_SPI] = say_hex32,
	[FIELD_ENC_FLAGS] = say_hex32,
	[FIELD_PFLOG_INTERFACE] = say_name,
	[FIELD_PFLOG_RULESET] = say_name,
	[FIELD_NFLOG_ITEM_LENGTH] = say_item_length,
	[FIELD_NFLOG_ITEM_TYPE] = say_item_type,
	[FIELD_NFLOG_ITEM_VALUE] = say_size,
	[FIELD_PPI_FIELDS] = say_size,
	[FIELD_PKTAP_INTERFACE] = say_name,
	[FIELD_PKTAP_FLAGS] = say_hex32,
	[FIELD_PKTAP_COMMAND] = say_name,
	[FIELD_WLAN_RECEIVER] = say_address,
	[FIELD_WLAN_TRANSMITTER] = say_address,
	[FIELD_WLAN_ADDRESS3] = say_address,
	[FIELD_WLAN_FOURTH_ADDRESS] = say_address,
	[FIELD_WLAN_HT_CONTROL] = say_hex32,
	[FIELD_AMSDU_DESTINATION] = say_address,
	[FIELD_AMSDU_SOURCE] = say_address,
	[FIELD_RADIOTAP_PRESENT] = say_hex32,
	[FIELD_RADIOTAP_ITEM_MORE] = say_hex32,
	[FIELD_RADIOTAP_ITEM_TIME] = say_microseconds,
	[FIELD_RADIOTAP_ITEM_FLAGS] = say_hex8,
	[FIELD_RADIOTAP_ITEM_RATE] = say_rate,
	[FIELD_RADIOTAP_ITEM_CHANNEL] = say_channel,
	[FIELD_RADIOTAP_ITEM_HOPPING] = say_hex16,
	[FIELD_RADIOTAP_ITEM_SIGNAL] = say_dbm,
	[FIELD_RADIOTAP_ITEM_NOISE] = say_dbm,
	[FIELD_RADIOTAP_ITEM_POWER] = say_dbm,
	[FIELD_RADIOTAP_ITEM_RX] = say_hex16,
	[FIELD_RADIOTAP_ITEM_TX] = say_hex16,
	[FIELD_RADIOTAP_ITEM_XCHANNEL] = say_xchannel,
	[FIELD_RADIOTAP_ITEM_MCS] = say_bytes,
	[FIELD_RADIOTAP_ITEM_AMPDU] = say_bytes,
	[FIELD_RADIOTAP_ITEM_VHT] = say_bytes,
	[FIELD_RADIOTAP_ITEM_STAMP] = say_bytes,
	[FIELD_PRISM_CODE] = say_hex32,
	[FIELD_PRISM_DEVICE] = say_name,
	[FIELD_PRISM_STRENGTH] = say_signed,
	[FIELD_PRISM_SIGNAL] = say_signed,
	[FIELD_PRISM_NOISE] = say_signed,
	[FIELD_AVS_VERSION] = say_hex32,
	[FIELD_AVS_SIGNAL] = say_signed,
	[FIELD_AVS_NOISE] = say_signed,
	[FIELD_EXTENSION_OPTIONS] = say_size,
	[FIELD_ROUTING_DATA] = say_size,
	[FIELD_FRAGMENT6_ID] = say_hex32,
	[FIELD_MOBILITY_CHECKSUM] = say_hex16,
	[FIELD_MOBILITY_DATA] = say_size,
	[FIELD_AH_SPI] = say_hex32,
	[FIELD_AH_CHECK] = say_bytes,
	[FIELD_GRE_TYPE] = say_hex16,
	[FIELD_GRE_CHECKSUM_VALUE] = say_hex16,
	[FIELD_GRE_KEY_VALUE] = say_hex32,
	[FIELD_ERSPAN3_TIME] = say_hex32,
	[FIELD_ERSPAN_SUB_INFORMATION] = say_bytes,
	[FIELD_VXLAN_FLAGS] = say_hex8,
	[FIELD_VXLAN_GPE_FLAGS] = say_hex8,
	[FIELD_GENEVE_TYPE] = say_hex16,
	[FIELD_GENEVE_OPTIONS] = say_size,
	[FIELD_GTP_TUNNEL] = say_hex32,
	[FIELD_GTP_OPTIONAL_NEXT] = say_hex8,
	[FIELD_GTP_EXTENSION_CONTENT] = say_bytes,
	[FIELD_L2TP_OFFSET_PADDING] = say_size,
	[FIELD_TEREDO_AUTH_CONTENT] = say_bytes,
	[FIELD_TEREDO_ORIGIN_PORT] = say_origin_port,
	[FIELD_TEREDO_ORIGIN_ADDRESS] = say_origin,
	[FIELD_TZSP_TAGS] = say_size,
	[FIELD_LISP_NONCE] = say_hex24,
	[FIELD_LISP_INSTANCE] = say_hex32,
	[FIELD_SFLOW_AGENT] = say_size,
};

bool field_link_value(const struct reading *reading, const struct field *field, struct line *line)
{
	if (!values[field->name])
		return false;
	values[field->name](reading, field, line);
	return true;
}
