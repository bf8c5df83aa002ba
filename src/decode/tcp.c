/* The TCP header: numbers, flags, length, checksum. */
#include "decode/tcp.h"

#include "decode/checksum.h"

#include <string.h>

enum { TCP_HEADER = 20, TCP_HEADER_MOST = 60, CHECKSUM_AT = 16 };

static uint64_t spread(uint64_t hash, uint64_t word)
{
	return (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Equal headers are all it tells, so any spread of the words will do. */
static uint32_t header_hash(struct bytes header)
{
	uint64_t hash = header.left, pair;
	uint32_t word;

	while (bytes_le64(&header, &pair))
		hash = spread(hash, pair);
	while (bytes_le32(&header, &word))
		hash = spread(hash, word);
	return (uint32_t)(hash >> 32);
}

/*
 * With the checksum that it ought to have: so a copy from before the network card filled it in is
 * like the one from after.
 */
static uint32_t mended_hash(struct bytes header, uint16_t lack)
{
	uint8_t mended[TCP_HEADER_MOST];
	struct bytes whole = header;
	uint16_t checksum;

	bytes_skip(&header, CHECKSUM_AT);
	bytes_be16(&header, &checksum);
	checksum = checksum_mend(checksum, lack);
	memcpy(mended, whole.data, whole.left);
	mended[CHECKSUM_AT] = (uint8_t)(checksum >> 8);
	mended[CHECKSUM_AT + 1] = (uint8_t)checksum;
	return header_hash(bytes_of(mended, whole.left));
}

/* What the capture can tell of it, and how much its checksum lacks where it can be checked. */
static uint16_t capture_flags(const struct walk *walk, uint16_t *lack)
{
	*lack = 0;
	if (walk->bytes.left < walk->wire)
		return walk->ip.capture | SEGMENT_TRUNCATED;
	if (walk->ip.rerouted || (walk->ip.capture & SEGMENT_HEADER_ONLY))
		return walk->ip.capture;
	*lack = checksum_lack(&walk->ip, walk->bytes);
	return walk->ip.capture | (*lack == 0 ? SEGMENT_CHECKSUM_RIGHT : SEGMENT_CHECKSUM_WRONG);
}

/* The fixed header's fields, in the order in which they lie there. */
static void read_fixed(struct bytes fixed, struct packet *packet)
{
	struct segment *segment = &packet->segment;
	uint16_t word, checksum;

	bytes_be16(&fixed, &packet->from.port);
	bytes_be16(&fixed, &packet->to.port);
	bytes_be32(&fixed, &segment->seq);
	bytes_be32(&fixed, &segment->ack);
	bytes_be16(&fixed, &word);
	bytes_be16(&fixed, &segment->window);
	bytes_be16(&fixed, &checksum);
	bytes_be16(&fixed, &segment->urgent);
	segment->flags = word & 0x1ff;
}

static void fill(const struct walk *walk, size_t length, struct packet *packet)
{
	struct segment *segment = &packet->segment;
	struct bytes header = walk->bytes;
	bool cut = header.left < length;
	uint16_t lack;

	packet->frame = walk->frame->number;
	packet->time_ns = walk->frame->time_ns;
	packet->offset = walk->frame->offset;
	segment->len = (uint32_t)(walk->wire - length);
	segment->ip_id = walk->ip.have_id ? walk->ip.id : 0;
	segment->have_ip_id = walk->ip.have_id;
	segment->ip_ecn = walk->ip.ecn;
	segment->ttl = walk->ip.ttl;
	segment->fragments = walk->ip.fragments;
	segment->link = walk->link;
	segment->capture = capture_flags(walk, &lack);
	if (walk->frame->comments)
		segment->capture |= SEGMENT_COMMENTED;
	bytes_clip(&header, length);
	segment->header_hash = lack == 0 ? header_hash(header) : mended_hash(header, lack);
	bytes_skip(&header, TCP_HEADER);
	decode_options(header, cut, &segment->options);
}

enum decoded decode_tcp(struct walk *walk)
{
	struct packet *packet;
	uint8_t offset;
	size_t length;

	walk_mark(walk, LAYER_TCP, "TCP");
	if (walk->bytes.left < TCP_HEADER)
		return walk->wire < TCP_HEADER ? DECODED_MALFORMED : DECODED_HEADER_CUT;
	bytes_peek(&walk->bytes, 12, &offset);
	length = (size_t)(offset >> 4) * 4;
	if (length < TCP_HEADER || length > walk->wire)
		return DECODED_MALFORMED;
	if (walk->count == PACKETS_MAX)
		return DECODED_TCP;
	packet = &walk->packets[walk->count++];
	read_fixed(walk->bytes, packet);
	fill(walk, length, packet);
	/* Last: an address just written in pieces cannot be read as a whole without waiting. */
	packet->from.address = walk->ip.from;
	packet->to.address = walk->ip.to;
	if (walk->trace)
		trace_segment(walk, length);
	return DECODED_TCP;
}
