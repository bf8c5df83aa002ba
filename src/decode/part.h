/*
 * Adding the fields of one header, or of one part of it, to a dissection.
 */
#ifndef DECODE_PART_H
#define DECODE_PART_H

#include "tcpladder/dissect.h"

struct part {
	const struct frame *frame;
	struct dissection *to;
	const char *layer;
	uint32_t header; /* where the header begins */
	uint32_t begin;  /* of this part of it */
	uint32_t end;    /* of what was captured of it */
};

/* A field of so many bytes, from offset in the frame on. */
void part_add(const struct part *part, enum field_name name, uint32_t offset, uint32_t size,
	      uint64_t value);

/*
 * Every field of the layer that has a fixed place and was captured. Bytes between them that have
 * none are "not decoded". Returns where the last one ends.
 */
uint32_t part_add_fixed(const struct part *part, enum layer layer);

/* The bytes from offset to the part's end, if there are any, as the layer's last field. */
void part_add_rest(const struct part *part, enum layer layer, uint32_t offset);

/* --- part_tcp.c --- */

/* The options from offset to the part's end; cut: the header goes on beyond it. */
void part_add_options(const struct part *part, uint32_t offset, bool cut);

/* --- part_radiotap.c --- */

/* What a radiotap header's bits say is present from offset on. Returns where it ends. */
uint32_t part_add_radiotap(const struct part *part, uint32_t offset);

#endif
