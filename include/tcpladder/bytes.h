/*
 * A checked reader over borrowed bytes: the only way that packet bytes are read.
 *
 * A struct bytes is a plain value, a window on memory that somebody else owns. Every read says
 * whether it fitted; one that does not fit leaves both the reader and the result as they were.
 * Numbers come out in host byte order; the names say in which order they lie in the packet.
 */
#ifndef TCPLADDER_BYTES_H
#define TCPLADDER_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
	const uint8_t *data; /* the next byte; may be NULL where left is 0 */
	size_t left;	     /* how many may be read */
};

struct bytes bytes_of(const void *data, size_t size);

bool bytes_u8(struct bytes *b, uint8_t *value);
bool bytes_be16(struct bytes *b, uint16_t *value);
bool bytes_be32(struct bytes *b, uint32_t *value);
bool bytes_le16(struct bytes *b, uint16_t *value);
bool bytes_le32(struct bytes *b, uint32_t *value);

/* Copies size bytes out. */
bool bytes_copy(struct bytes *b, void *to, size_t size);

/* Passes over size bytes. */
bool bytes_skip(struct bytes *b, size_t size);

/* Takes the next size bytes as a reader of their own, borrowed from the same memory. */
bool bytes_take(struct bytes *b, size_t size, struct bytes *part);

/* Forgets what lies beyond the next size bytes; does nothing where fewer are left. */
void bytes_clip(struct bytes *b, size_t size);

/* Looks at the byte at offset from the next one, without passing over it. */
bool bytes_peek(const struct bytes *b, size_t offset, uint8_t *value);

#endif
