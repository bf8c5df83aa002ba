/* The checked reader. */
#include "tcpladder/bytes.h"

#include <string.h>

struct bytes bytes_of(const void *data, size_t size)
{
	return (struct bytes){data, data ? size : 0};
}

bool bytes_take(struct bytes *b, size_t size, struct bytes *part)
{
	if (b->left < size)
		return false;
	*part = (struct bytes){b->data, size};
	b->left -= size;
	if (size > 0)
		b->data += size;
	return true;
}

bool bytes_skip(struct bytes *b, size_t size)
{
	struct bytes part;

	return bytes_take(b, size, &part);
}

bool bytes_copy(struct bytes *b, void *to, size_t size)
{
	struct bytes part;

	if (!bytes_take(b, size, &part))
		return false;
	if (size > 0)
		memcpy(to, part.data, size);
	return true;
}

void bytes_clip(struct bytes *b, size_t size)
{
	if (b->left > size)
		b->left = size;
}

bool bytes_peek(const struct bytes *b, size_t offset, uint8_t *value)
{
	if (offset >= b->left)
		return false;
	*value = b->data[offset];
	return true;
}

bool bytes_u8(struct bytes *b, uint8_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 1, &p))
		return false;
	*value = p.data[0];
	return true;
}

bool bytes_be16(struct bytes *b, uint16_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 2, &p))
		return false;
	*value = (uint16_t)(p.data[0] << 8 | p.data[1]);
	return true;
}

bool bytes_be32(struct bytes *b, uint32_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 4, &p))
		return false;
	*value = (uint32_t)p.data[0] << 24 | (uint32_t)p.data[1] << 16 | (uint32_t)p.data[2] << 8 |
		 p.data[3];
	return true;
}

bool bytes_le16(struct bytes *b, uint16_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 2, &p))
		return false;
	*value = (uint16_t)(p.data[1] << 8 | p.data[0]);
	return true;
}

bool bytes_le32(struct bytes *b, uint32_t *value)
{
	struct bytes p;

	if (!bytes_take(b, 4, &p))
		return false;
	*value = (uint32_t)p.data[3] << 24 | (uint32_t)p.data[2] << 16 | (uint32_t)p.data[1] << 8 |
		 p.data[0];
	return true;
}
