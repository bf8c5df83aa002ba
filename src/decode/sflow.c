/* Sampled headers in sFlow datagrams. */
#include "decode/sflow.h"

#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/mpls.h"
#include "decode/ppp.h"

enum { VERSION = 5, FLOW_SAMPLE = 1, FLOW_SAMPLE_EXPANDED = 3, RAW_HEADER = 1 };

/* The header protocols of the sFlow structure sampled_header. */
static const struct header_row {
	uint32_t protocol;
	enum decoded (*decode)(struct walk *walk);
} header_rows[] = {
	{1, decode_ethernet}, {5, decode_frame_relay}, {7, decode_ppp},
	{11, decode_ipv4},    {12, decode_ipv6},       {13, decode_mpls},
};

static bool words(struct bytes *b, uint32_t *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!bytes_be32(b, &values[i]))
			return false;
	return true;
}

static void mark_sample(const struct walk *walk, struct bytes record)
{
	struct walk there = *walk;

	there.bytes = record;
	walk_section(&there, LAYER_SFLOW_SAMPLE);
}

/* Protocol, frame length, octets stripped, octets that follow. */
static enum decoded raw_header(struct walk *walk, struct bytes record)
{
	uint32_t value[4];
	size_t wire;

	mark_sample(walk, record);
	if (!words(&record, value, 4))
		return DECODED_MALFORMED;
	bytes_clip(&record, value[3]);
	wire = value[1] > value[2] ? value[1] - value[2] : 0;
	for (size_t i = 0; i < sizeof(header_rows) / sizeof(*header_rows); i++)
		if (header_rows[i].protocol == value[0])
			return walk_part(walk, record, wire, header_rows[i].decode);
	return DECODED_OTHER;
}

/* Samples and the records in them are told apart alike: a format, a length, the content. */
static bool take_item(struct bytes *b, uint32_t *format, struct bytes *content)
{
	uint32_t length;

	return bytes_be32(b, format) && bytes_be32(b, &length) && bytes_take(b, length, content);
}

static enum decoded flow_sample(struct walk *walk, struct bytes sample, size_t head)
{
	enum decoded result = DECODED_OTHER;
	struct bytes record;
	uint32_t format;

	if (!bytes_skip(&sample, head * sizeof(uint32_t)))
		return DECODED_MALFORMED;
	while (take_item(&sample, &format, &record))
		if (format == RAW_HEADER)
			result = walk_merge(result, raw_header(walk, record));
	return result;
}

/* How many bytes stand before the samples: the agent's address may be of either family. */
static bool skip_head(struct bytes *b)
{
	uint32_t version, family;

	return bytes_be32(b, &version) && version == VERSION && bytes_be32(b, &family) &&
	       (family == 1 || family == 2) && bytes_skip(b, (family == 1 ? 4u : 16u) + 16);
}

enum decoded decode_sflow(struct walk *walk)
{
	enum decoded result = DECODED_OTHER;
	struct bytes b = walk->bytes;
	struct bytes sample;
	uint32_t format;

	walk_mark(walk, LAYER_SFLOW, "sFlow");
	if (!skip_head(&b))
		return DECODED_OTHER;
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	walk->ip.capture |= SEGMENT_SAMPLED;
	while (take_item(&b, &format, &sample)) {
		if (format == FLOW_SAMPLE)
			result = walk_merge(result, flow_sample(walk, sample, 8));
		else if (format == FLOW_SAMPLE_EXPANDED)
			result = walk_merge(result, flow_sample(walk, sample, 11));
	}
	return result;
}
