/*
 * Where each layer and each field of a frame lies, for whoever looks at its bytes.
 *
 * The same walk that finds segments, asked about one of them. Everything is a plain value; offsets
 * count from the frame's first byte.
 */
#ifndef TCPLADDER_DISSECT_H
#define TCPLADDER_DISSECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/frame.h"
#include "tcpladder/segment.h"

enum layer {
	LAYER_OTHER,
	LAYER_ETHERNET,
	LAYER_VLAN,
	LAYER_IPV4,
	LAYER_IPV6,
	LAYER_UDP,
	LAYER_TCP
};

/* FIELD_ETHERNET_DESTINATION, … */
enum field_name {
#define FIELD(identifier, layer, bit, bits, name, reference) FIELD_##identifier,
#include "tcpladder/fields.def"
#undef FIELD
	FIELD_COUNT
};

struct field {
	enum field_name name;
	const char *layer; /* the header it is in: "IPv4"; lent for ever */
	uint32_t header;   /* where that header begins: tells one of the same layer from another */
	uint32_t offset;   /* its first byte */
	uint32_t size;     /* the bytes that it touches, captured */
	uint64_t value;    /* of a field of up to 64 bits; the kind of an option */
};

enum { FIELDS_MAX = 512 };

struct dissection {
	struct frame frame; /* its bytes as borrowed as before */
	struct packet packet;
	size_t count;
	size_t tcp; /* index of the TCP header's first field */
	struct field field[FIELDS_MAX];
};

struct decoder;

/*
 * Takes apart the layers around the packet at index of those that decode_frame() finds in the
 * frame. false where there is no such packet, or where it was put together from several frames.
 */
bool dissect(struct decoder *decoder, const struct frame *frame, size_t index,
	     struct dissection *dissection);

/* The name of a field in its standard, and the section of it ("" for none). Lent for ever. */
const char *field_text(enum field_name name);
const char *field_reference(enum field_name name);

/* How many bits it has by its standard, 0 where that depends. */
unsigned field_bits(enum field_name name);

#endif
