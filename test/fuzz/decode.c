/*
 * Fuzzes the decoder: the first two bytes choose the link type, the rest is frames. Every packet
 * that comes out must be one that a header could have said.
 */
#include <stdlib.h>
#include <string.h>

#include "decode/link.h"
#include "support/fuzzer.h"
#include "tcpladder/dissect.h"
#include "tcpladder/error.h"

static void check_packet(const struct packet *packet, const struct frame *frame)
{
	const struct segment *segment = &packet->segment;
	char text[ENDPOINT_TEXT];
	struct endpoint back;

	endpoint_text(&packet->from, text);
	require(endpoint_parse(text, &back) && endpoint_compare(&packet->from, &back) == 0,
		"an endpoint that is not its own text");
	require(packet->frame == frame->number && packet->offset == frame->offset &&
			packet->time_ns == frame->time_ns,
		"a packet of another frame");
	require(segment->flags <= 0x1ff, "a flag that is none");
	require(segment->options.sack_count <= SACK_MAX, "too many SACK blocks");
	require(segment->options.unknown_count <= UNKNOWN_OPTION_MAX, "too many unknown options");
	require(segment->options.fast_open_length <= FAST_OPEN_COOKIE_MAX, "too long a cookie");
	require(!(segment->capture & SEGMENT_TRUNCATED) ||
			!(segment->capture & (SEGMENT_CHECKSUM_RIGHT | SEGMENT_CHECKSUM_WRONG)),
		"a verdict on a checksum that was not captured");
}

/* The fields of a packet lie in its frame, in order, and every byte is in one. */
static void check_fields(struct decoder *decoder, const struct frame *frame, size_t index)
{
	static struct dissection parts;
	uint32_t end = 0;

	if (!dissect(decoder, frame, index, &parts))
		return;
	require(parts.count > parts.tcp && parts.count <= FIELDS_MAX, "no fields, or many");
	for (size_t i = 0; i < parts.count; i++) {
		const struct field *field = &parts.field[i];

		require(field->name < FIELD_COUNT && field->layer, "a field that is none");
		require(field->size > 0 && field->offset + field->size <= frame->caplen,
			"a field beyond the frame");
		require(field->offset <= end, "a byte between fields");
		if (field->offset + field->size > end)
			end = field->offset + field->size;
	}
	require(end == frame->caplen, "bytes behind the last field");
}

static bool same_segment(const struct packet *x, const struct packet *y)
{
	const struct segment *a = &x->segment, *b = &y->segment;

	return endpoint_compare(&x->from, &y->from) == 0 && endpoint_compare(&x->to, &y->to) == 0 &&
	       a->seq == b->seq && a->ack == b->ack && a->len == b->len && a->flags == b->flags &&
	       a->window == b->window && a->ip_id == b->ip_id && a->ttl == b->ttl;
}

/*
 * What stands on its own: neither put together nor taken apart, of a length that IP states. All of
 * it was captured, so what comes behind it is nothing but padding.
 */
static bool is_plain(const struct packets *packets, const struct frame *frame)
{
	const unsigned odd = SEGMENT_TRUNCATED | SEGMENT_LENGTH_FROM_FRAME | SEGMENT_FRAGMENTED |
			     SEGMENT_COMPRESSED | SEGMENT_HEADER_ONLY;

	return packets->count == 1 && !(packets->packet[0].segment.capture & odd) &&
	       frame->caplen == frame->len;
}

/* Padding changes nothing, nor does the snapshot length while the header is there. */
static void check_lengths(const struct frame *frame, const struct packets *packets)
{
	enum { PADDING = 20, SNAPSHOT = 96 };
	static struct packets again;
	struct decoder *decoder = decoder_new();
	uint8_t *padded = memory_zero(frame->caplen + PADDING, 1);
	struct frame longer = *frame, shorter = *frame;

	memcpy(padded, frame->data, frame->caplen);
	longer.data = padded;
	longer.caplen = longer.len = frame->len + PADDING;
	require(decode_frame(decoder, &longer, &again) == DECODED_TCP && again.count == 1 &&
			same_segment(&packets->packet[0], &again.packet[0]),
		"padding changes a segment");
	shorter.caplen = frame->caplen < SNAPSHOT ? frame->caplen : SNAPSHOT;
	if (decode_frame(decoder, &shorter, &again) == DECODED_TCP)
		require(again.count == 1 && same_segment(&packets->packet[0], &again.packet[0]),
			"the snapshot length changes a segment");
	free(padded);
	decoder_free(decoder);
}

/* Decodes a copy of exactly the bytes, so that a sanitizer sees a read beyond them. */
static void decode_one(struct decoder *decoder, struct frame *frame, struct bytes bytes)
{
	static struct packets packets;
	uint8_t *exact = memory_alloc(bytes.left);
	enum decoded result;

	bytes_copy(&bytes, exact, bytes.left);
	frame->data = exact;
	memset(&packets, 0xa5, sizeof(packets));
	result = decode_frame(decoder, frame, &packets);
	require(result < DECODED_COUNT, "a result that is none");
	require(packets.count <= PACKETS_MAX, "too many packets");
	if (result == DECODED_TCP) {
		size_t earlier = 0;

		while (earlier < packets.count && packets.packet[earlier].frame != frame->number)
			earlier++;
		require(earlier < packets.count, "no packets");
		for (size_t i = earlier; i < packets.count; i++)
			check_packet(&packets.packet[i], frame);
		for (size_t i = earlier; i < packets.count; i++)
			check_fields(decoder, frame, i - earlier);
		if (is_plain(&packets, frame))
			check_lengths(frame, &packets);
	}
	free(exact);
}

/* What waited to the end were first fragments, each whole as far as it goes. */
static void check_rest(struct decoder *decoder)
{
	static struct packet packets[PACKETS_MAX];
	size_t count;

	while ((count = decoder_rest(decoder, packets)) > 0)
		for (size_t i = 0; i < count; i++)
			require(packets[i].segment.capture & SEGMENT_HEADER_ONLY,
				"a whole segment that waited");
}

/* A type from the table, so that few inputs are spent on types that are not in it. */
static int link_type(uint16_t number)
{
	size_t count;
	const struct link_row *rows = link_rows(&count);

	return number == UINT16_MAX ? -1 : rows[number % count].type;
}

/*
 * Each frame: how long it was on the wire beyond what follows, the seconds since the one before,
 * and its size in 16 bits; a size beyond the end is the rest of the input. Frees the decoder.
 */
static void decode_all(struct decoder *decoder, struct bytes input)
{
	struct bytes part;
	struct frame frame = {0};
	uint8_t missing, seconds;
	uint16_t type, length;

	if (!bytes_be16(&input, &type))
		type = 0;
	frame.link_type = link_type(type);
	while (bytes_u8(&input, &missing) && bytes_u8(&input, &seconds) &&
	       bytes_be16(&input, &length)) {
		part = input;
		bytes_clip(&part, length);
		bytes_skip(&input, part.left);
		frame.number++;
		frame.time_ns += (int64_t)seconds * 1000000000;
		frame.caplen = (uint32_t)part.left;
		frame.len = frame.caplen + missing * 16u;
		decode_one(decoder, &frame, part);
	}
	check_rest(decoder);
	decoder_free(decoder);
}

/* As a capture is read, and as its frames are read again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decoder *again = decoder_new();

	decode_all(decoder_new(), bytes_of(data, size));
	decoder_take_alone(again);
	decode_all(again, bytes_of(data, size));
	return 0;
}
