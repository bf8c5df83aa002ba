/* pcapng files: a section, its interfaces, and packets with their comments; little-endian. */
#include "capture/comments.h"
#include "capture/pack.h"

#include <string.h>

enum {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 6,
	SECTION_MAGIC = 0x1a2b3c4d,
	OPTION_END = 0,
	OPTION_COMMENT = 1,
	OPTION_RESOLUTION = 9,
	NANOSECONDS = 9, /* the power of ten */
	PACKET_HEAD = 28,
	COMMENT_MOST = UINT16_MAX,
	LINK_MOST = UINT16_MAX
};

static void put16(struct packed *to, uint32_t value)
{
	uint8_t *at = packed_more(to, 2);

	at[0] = (uint8_t)value;
	at[1] = (uint8_t)(value >> 8);
}

static void put32(struct packed *to, uint32_t value)
{
	put16(to, value & 0xffff);
	put16(to, value >> 16);
}

/* Bytes, and zeros up to a whole word. */
static void put_padded(struct packed *to, const void *bytes, size_t size)
{
	size_t padding = -size % 4;

	if (size > 0)
		memcpy(packed_more(to, size), bytes, size);
	memset(packed_more(to, padding), 0, padding);
}

static void put_comments(struct packed *to, const char *comments)
{
	if (!comments)
		return;
	for (; *comments; comments += strlen(comments) + 1) {
		size_t size = strlen(comments);

		size = size > COMMENT_MOST ? COMMENT_MOST : size;
		put16(to, OPTION_COMMENT);
		put16(to, (uint32_t)size);
		put_padded(to, comments, size);
	}
	put32(to, OPTION_END);
}

/* A block's length stands behind its type and at its end. Returns where it begins. */
static size_t begin(struct packed *to, uint32_t type)
{
	size_t start = to->used;

	put32(to, type);
	put32(to, 0);
	return start;
}

static void end(struct packed *to, size_t start)
{
	uint32_t length = (uint32_t)(to->used + 4 - start);

	put32(to, length);
	memcpy(to->bytes + start + 4, to->bytes + to->used - 4, 4);
}

static void pcapng_interface(struct packed *to, int link_type)
{
	size_t start = begin(to, BLOCK_INTERFACE);
	uint32_t number = packed_link_type(link_type);

	/* pcap has larger ones, all unassigned: half of one could be what another means. */
	put16(to, number > LINK_MOST ? LINK_MOST : number);
	put16(to, 0);
	put32(to, 0); /* no snapshot length */
	put16(to, OPTION_RESOLUTION);
	put16(to, 1);
	put_padded(to, &(uint8_t){NANOSECONDS}, 1);
	put32(to, OPTION_END);
	end(to, start);
}

static void pcapng_start(struct packed *to, int link_type, const char *comments)
{
	size_t start = begin(to, BLOCK_SECTION);

	put32(to, SECTION_MAGIC);
	put32(to, 1); /* version 1.0 */
	put32(to, UINT32_MAX);
	put32(to, UINT32_MAX); /* its length is not known */
	put_comments(to, comments);
	end(to, start);
	pcapng_interface(to, link_type);
}

static void pcapng_record(struct packed *to, const struct record *record, uint32_t interface)
{
	size_t start = begin(to, BLOCK_PACKET);
	uint64_t time = (uint64_t)record->time_ns;

	put32(to, interface);
	put32(to, (uint32_t)(time >> 32));
	put32(to, (uint32_t)time);
	put32(to, record->caplen);
	put32(to, record->len);
	put_padded(to, record->data, record->caplen);
	put_comments(to, record->comments);
	end(to, start);
}

static uint32_t get32(const uint8_t *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static size_t pcapng_piece(const uint8_t *bytes, size_t left, bool first)
{
	size_t length;

	(void)first;
	if (left < 8)
		return 0;
	length = get32(bytes + 4);
	return left < length ? 0 : length;
}

static bool pcapng_parse(const uint8_t *head, struct record *record, uint32_t *interface)
{
	*interface = get32(head + 8);
	record->time_ns = (int64_t)((uint64_t)get32(head + 12) << 32 | get32(head + 16));
	record->caplen = get32(head + 20);
	record->len = get32(head + 24);
	return get32(head) == BLOCK_PACKET;
}

const struct packing packing_pcapng = {
	.head = PACKET_HEAD,
	.start = pcapng_start,
	.record = pcapng_record,
	.interface = pcapng_interface,
	.piece = pcapng_piece,
	.parse = pcapng_parse,
};
