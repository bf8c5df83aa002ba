/* pcapng files: sections, interfaces and packets, block by block. */
#include "capture/format.h"
#include "capture/section.h"

#include "tcpladder/bytes.h"

#include <limits.h>
#include <pcap/dlt.h>
#include <stdlib.h>

enum { BLOCK_MAX = 16 << 20, BLOCK_HEADER = 8, BLOCK_TRAILER = 4, SECTION_MAGIC = 0x1a2b3c4d };

enum block_type {
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 2, /* obsolete, but found */
	BLOCK_SIMPLE = 3,
	BLOCK_ENHANCED = 6,
	BLOCK_SECTION = 0x0a0d0d0a
};

struct pcapng_file {
	struct stream *stream;
	struct context *context;
	bool borrowed; /* the context is the first reader's */
	uint8_t *data;
	size_t room;
	struct comments comments; /* of the packet that is lent */
};

struct block {
	uint64_t offset;
	uint32_t type;
	struct section section;
	struct bytes body; /* without the length behind it */
};

static enum capture_read damaged(struct trouble *trouble, const char *why)
{
	trouble->cut = trouble->passable = false;
	snprintf(trouble->why, sizeof(trouble->why), "%s", why);
	return CAPTURE_BROKEN;
}

/* The packet's block is whole, and the next one lies behind it. */
static enum capture_read damaged_packet(struct trouble *trouble, const char *why)
{
	damaged(trouble, why);
	trouble->passable = true;
	return CAPTURE_BROKEN;
}

static enum capture_read cut(struct trouble *trouble)
{
	trouble->cut = true;
	trouble->passable = false;
	return CAPTURE_BROKEN;
}

/* A section's first block tells its byte order behind its length. */
static bool read_order(struct pcapng_file *file, struct bytes *head, struct section *section)
{
	struct bytes b;
	uint32_t magic = 0;

	if (stream_read(file->stream, file->data + BLOCK_HEADER, 4) != 4)
		return false;
	*head = bytes_of(file->data, BLOCK_HEADER + 4);
	b = *head;
	bytes_skip(&b, BLOCK_HEADER);
	bytes_be32(&b, &magic);
	section->big = magic == SECTION_MAGIC;
	if (!section->big && magic != 0x4d3c2b1a)
		head->left = 0;
	return true;
}

static void make_room(struct pcapng_file *file, size_t size)
{
	if (size <= file->room)
		return;
	file->room = size + size / 2;
	file->data = memory_grow(file->data, file->room, 1);
}

/* Reads what is left of the block behind head, and checks the length that ends it. */
static enum capture_read read_body(struct pcapng_file *file, struct bytes head, struct block *block,
				   struct trouble *trouble)
{
	struct bytes b = head;
	uint32_t length, again;
	size_t rest;

	bytes_skip(&b, 4);
	pcapng_u32(&b, block->section.big, &length);
	if (length < head.left + BLOCK_TRAILER || length > BLOCK_MAX || length % 4 != 0)
		return damaged(trouble, "a block has an impossible length");
	make_room(file, length);
	rest = length - head.left;
	if (stream_read(file->stream, file->data + head.left, rest) != rest)
		return cut(trouble);
	block->body = bytes_of(file->data, length);
	bytes_skip(&block->body, length - BLOCK_TRAILER);
	if (!pcapng_u32(&block->body, block->section.big, &again) || again != length)
		return damaged(trouble, "a block's two lengths differ");
	block->body = bytes_of(file->data + BLOCK_HEADER, length - BLOCK_HEADER - BLOCK_TRAILER);
	return CAPTURE_FRAME;
}

/* Whether reading the next block will not wait. What is wrong with it is for reading to say. */
static bool is_ahead(const struct pcapng_file *file, bool big)
{
	enum { HEAD = BLOCK_HEADER + 4 };
	uint8_t ahead[HEAD];
	struct bytes b;
	uint32_t type, length, magic;

	if (!stream_gather(file->stream, HEAD))
		return false;
	if (stream_is_regular(file->stream) || stream_look(file->stream, ahead, HEAD) < HEAD)
		return true;
	b = bytes_of(ahead, HEAD);
	bytes_be32(&b, &type);
	bytes_skip(&b, 4);
	bytes_be32(&b, &magic);
	b = bytes_of(ahead + 4, 4);
	pcapng_u32(&b, type == BLOCK_SECTION ? magic == SECTION_MAGIC : big, &length);
	return length > BLOCK_MAX || stream_gather(file->stream, length);
}

/* Reads a whole block; section is the one that the file is in. */
static enum capture_read read_block(struct pcapng_file *file, struct section section,
				    struct block *block, struct trouble *trouble)
{
	struct bytes head, b;
	size_t got;

	block->offset = stream_position(file->stream);
	block->section = section;
	got = stream_read(file->stream, file->data, BLOCK_HEADER);
	if (got == 0)
		return CAPTURE_END;
	if (got < BLOCK_HEADER)
		return cut(trouble);
	head = b = bytes_of(file->data, BLOCK_HEADER);
	pcapng_u32(&b, section.big, &block->type);
	if (block->type == BLOCK_SECTION && !read_order(file, &head, &block->section))
		return cut(trouble);
	if (head.left == 0)
		return damaged(trouble, "a section without byte order");
	return read_body(file, head, block, trouble);
}

struct packet_head {
	uint32_t interface;
	uint32_t high;
	uint32_t low;
	uint32_t caplen;
	uint32_t len;
};

/* The fields before the bytes, which the three kinds of packet block order differently. */
static bool read_head(const struct block *block, struct bytes *b, struct packet_head *head)
{
	bool big = block->section.big;
	uint16_t number, drops;

	if (block->type == BLOCK_SIMPLE) {
		*head = (struct packet_head){0};
		return pcapng_u32(b, big, &head->len);
	}
	if (block->type == BLOCK_PACKET) {
		if (!pcapng_u16(b, big, &number) || !pcapng_u16(b, big, &drops))
			return false;
		head->interface = number;
	} else if (!pcapng_u32(b, big, &head->interface)) {
		return false;
	}
	return pcapng_u32(b, big, &head->high) && pcapng_u32(b, big, &head->low) &&
	       pcapng_u32(b, big, &head->caplen) && pcapng_u32(b, big, &head->len);
}

/* Options follow the bytes, but for the packet that has neither interface nor time. */
static const char *read_comments(struct pcapng_file *file, const struct block *block,
				 struct bytes rest, uint32_t caplen)
{
	comments_clear(&file->comments);
	if (block->type == BLOCK_SIMPLE || !bytes_skip(&rest, caplen) ||
	    !bytes_skip(&rest, -caplen % 4) || rest.left == 0)
		return NULL;
	comments_read(&file->comments, rest, block->section.big);
	return comments_text(&file->comments);
}

static enum capture_read read_packet(struct pcapng_file *file, const struct block *block,
				     struct record *record, struct trouble *trouble)
{
	const struct context *context = file->context;
	const struct interface *interface;
	struct packet_head head;
	struct bytes b = block->body;

	if (!read_head(block, &b, &head))
		return damaged_packet(trouble, "a packet block is too short");
	if (head.interface >= block->section.count)
		return damaged_packet(trouble, "a packet of an interface that is not described");
	interface = &context->interfaces[block->section.first + head.interface];
	if (block->type == BLOCK_SIMPLE) {
		head.caplen = head.len;
		if (interface->snaplen && interface->snaplen < head.caplen)
			head.caplen = interface->snaplen;
	}
	if (head.caplen > b.left)
		return damaged_packet(trouble, "a packet is longer than its block");
	record->time_ns = interface_time(interface, (uint64_t)head.high << 32 | head.low);
	record->data = b.data;
	record->caplen = head.caplen;
	record->len = head.len;
	record->link_type = interface->link_type;
	record->offset = block->offset;
	record->comments = read_comments(file, block, b, head.caplen);
	return CAPTURE_FRAME;
}

static bool is_packet(const struct block *block)
{
	return block->type == BLOCK_PACKET || block->type == BLOCK_SIMPLE ||
	       block->type == BLOCK_ENHANCED;
}

/* Takes in the next block and what it says about those after it. */
static enum capture_read next_block(struct pcapng_file *file, struct block *block,
				    struct trouble *trouble)
{
	struct context *context = file->context;
	struct section section = {0};
	enum capture_read got;

	if (context->section_count > 0)
		section = context->sections[context->section_count - 1];
	if (!is_ahead(file, section.big))
		return CAPTURE_WAIT;
	got = read_block(file, section, block, trouble);
	if (got != CAPTURE_FRAME)
		return got;
	if (context->section_count == 0 && block->type != BLOCK_SECTION)
		return damaged(trouble, "no section header");
	if (block->type == BLOCK_SECTION)
		context_add_section(context, block->offset, block->body, block->section.big);
	if (block->type == BLOCK_INTERFACE &&
	    !context_add_interface(context, block->body, block->section.big))
		return damaged(trouble, "an interface cannot be understood");
	return CAPTURE_FRAME;
}

enum capture_read pcapng_file_next(struct pcapng_file *file, struct record *record,
				   struct trouble *trouble)
{
	struct block block;

	do {
		enum capture_read got = next_block(file, &block, trouble);

		if (got != CAPTURE_FRAME)
			return got;
	} while (!is_packet(&block));
	return read_packet(file, &block, record, trouble);
}

static struct pcapng_file *make(struct stream *stream)
{
	struct pcapng_file *file = memory_zero(1, sizeof(*file));

	file->stream = stream;
	make_room(file, 4096);
	return file;
}

/* Reads up to the first interface, whose link type a filter needs. */
struct pcapng_file *pcapng_file_open(struct stream *stream, struct trouble *trouble)
{
	struct pcapng_file *file = make(stream);
	enum capture_read got;
	struct block block;

	file->context = memory_zero(1, sizeof(*file->context));
	do {
		while ((got = next_block(file, &block, trouble)) == CAPTURE_WAIT)
			stream_wait(stream);
	} while (got == CAPTURE_FRAME && !is_packet(&block) && file->context->interface_count == 0);
	if (got == CAPTURE_FRAME && file->context->interface_count == 0)
		got = damaged(trouble, "a packet before the first interface");
	if (got == CAPTURE_BROKEN) {
		pcapng_file_close(file);
		return NULL;
	}
	return file;
}

int pcapng_file_link_type(const struct pcapng_file *file)
{
	return file->context->interface_count > 0 ? file->context->interfaces[0].link_type
						  : DLT_EN10MB;
}

int pcapng_file_snaplen(const struct pcapng_file *file)
{
	const struct interface *first = file->context->interfaces;

	return file->context->interface_count > 0 && first->snaplen <= INT_MAX ? (int)first->snaplen
									       : 0;
}

const char *pcapng_file_comments(const struct pcapng_file *file)
{
	return comments_text(&file->context->comments);
}

struct pcapng_file *pcapng_file_again(const struct pcapng_file *first, struct stream *stream)
{
	struct pcapng_file *file = make(stream);

	file->context = first->context;
	file->borrowed = true;
	return file;
}

bool pcapng_file_at(struct pcapng_file *file, uint64_t offset, struct record *record)
{
	struct trouble trouble;
	struct block block;

	stream_seek(file->stream, offset);
	return read_block(file, *context_section(file->context, offset), &block, &trouble) ==
		       CAPTURE_FRAME &&
	       is_packet(&block) && read_packet(file, &block, record, &trouble) == CAPTURE_FRAME;
}

void pcapng_file_close(struct pcapng_file *file)
{
	if (!file)
		return;
	if (!file->borrowed)
		context_free(file->context);
	comments_free(&file->comments);
	free(file->data);
	free(file);
}
