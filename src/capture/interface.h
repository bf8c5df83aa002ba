/*
 * The interfaces that a pcapng file describes, and the numbers and options in its blocks.
 */
#ifndef CAPTURE_INTERFACE_H
#define CAPTURE_INTERFACE_H

#include "tcpladder/bytes.h"

struct interface {
	int link_type;
	uint32_t snaplen; /* 0 for no limit */
	uint64_t second;  /* ticks in one; 0 where they are powers of two */
	uint8_t shift;    /* ticks in one as a power of two */
	int64_t offset;   /* seconds to add */
};

/* Reads the body of an interface description block. false where it makes no sense. */
bool interface_read(struct bytes body, bool big, struct interface *interface);

/* Ticks to nanoseconds; a time beyond what the type holds becomes the last that it does. */
int64_t interface_time(const struct interface *interface, uint64_t ticks);

/* Numbers in the byte order of their section. */
static inline bool pcapng_u32(struct bytes *b, bool big, uint32_t *value)
{
	return big ? bytes_be32(b, value) : bytes_le32(b, value);
}

static inline bool pcapng_u16(struct bytes *b, bool big, uint16_t *value)
{
	return big ? bytes_be16(b, value) : bytes_le16(b, value);
}

/* Takes the next option; false behind the last, or where it does not fit. */
bool pcapng_option(struct bytes *options, bool big, uint16_t *code, struct bytes *value);

#endif
