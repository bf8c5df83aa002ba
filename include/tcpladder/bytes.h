/*
 * A checked reader over borrowed bytes: the only way that packet bytes are read.
 *
 * A struct bytes is a plain value, a window on memory that somebody else owns. Every read says
 * whether it fitted; one that does not fit leaves both the reader and the result as they were.
 * Numbers come out in host byte order; the names say in which order they lie in the packet.
 *
 * The bodies stand here because a packet costs some thirty reads: inlined, the compiler sees that
 * the reads behind a first length check fit too, and most of the checks are gone.
 */
#ifndef TCPLADDER_BYTES_H
#define TCPLADDER_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
	const uint8_t *data; /* the next byte; may be NULL where left is 0 */
	size_t left;         /* how many may be read */
};

static inline struct bytes bytes_of(const void *data, size_t size)
{
	return (struct bytes){data, data ? size : 0};
}

/* Takes the next size bytes as a reader of their own, borrowed from the same memory. */
static inline bool bytes_take(struct bytes *b, size_t size, struct bytes *part)
{
	if (b->left < size)
		return false;
	*part = (struct bytes){b->data, size};
	b->left -= size;
	if (size > 0)
		b->data += size;
	return true;
}

/* Passes over size bytes. */
static inline bool bytes_skip(struct bytes *b, size_t size)
{
	struct bytes part;

	return bytes_take(b, size, &part);
}

/* Copies size bytes out. */
static inline bool bytes_copy(struct bytes *b, void *to, size_t size)
{
	struct bytes part;

	if (!bytes_take(b, size, &part))
		return false;
	if (size > 0)
		memcpy(to, part.data, size);
	return true;
}

/* Forgets what lies beyond the next size bytes; does nothing where fewer are left. */
static inline void bytes_clip(struct bytes *b, size_t size)
{
	if (b->left > size)
		b->left = size;
}

/* Looks at the byte at offset from the next one, without passing over it. */
static inline bool bytes_peek(const struct bytes *b, size_t offset, uint8_t *value)
{
	if (offset >= b->left)
		return false;
	*value = b->data[offset];
	return true;
}

static inline bool bytes_u8(struct bytes *b, uint8_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 1, &p))
		return false;
	*value = p.data[0];
	return true;
}

static inline bool bytes_be16(struct bytes *b, uint16_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 2, &p))
		return false;
	*value = (uint16_t)(p.data[0] << 8 | p.data[1]);
	return true;
}

static inline bool bytes_be32(struct bytes *b, uint32_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 4, &p))
		return false;
	*value = (uint32_t)p.data[0] << 24 | (uint32_t)p.data[1] << 16 | (uint32_t)p.data[2] << 8 |
		 p.data[3];
	return true;
}

static inline bool bytes_le16(struct bytes *b, uint16_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 2, &p))
		return false;
	*value = (uint16_t)(p.data[1] << 8 | p.data[0]);
	return true;
}

static inline bool bytes_le32(struct bytes *b, uint32_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 4, &p))
		return false;
	*value = (uint32_t)p.data[3] << 24 | (uint32_t)p.data[2] << 16 | (uint32_t)p.data[1] << 8 |
		 p.data[0];
	return true;
}

static inline bool bytes_le64(struct bytes *b, uint64_t *value)
{
	struct bytes p;
	uint32_t low, high;

	if (!bytes_take(b, 8, &p))
		return false;
	bytes_le32(&p, &low);
	bytes_le32(&p, &high);
	*value = (uint64_t)high << 32 | low;
	return true;
}

#endif
