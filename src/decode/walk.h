/*
 * The walk down the layers of one frame: what the decoders of single layers share.
 *
 * Every layer is a function that takes the walk at its own first byte and ends in the next
 * layer's function. The bytes and the wire length are clipped together, layer by layer, so that a
 * length always comes from the innermost header that states one.
 */
#ifndef DECODE_WALK_H
#define DECODE_WALK_H

#include "decode/trace.h"

#include "tcpladder/bytes.h"
#include "tcpladder/segment.h"

enum { LAYERS_MAX = 24 }; /* deeper nesting is an attack */

/* What the innermost IP header said. */
struct ip {
	struct address from;
	struct address to;
	uint16_t id;
	bool have_id;
	uint8_t ecn;
	uint8_t ttl;
	uint16_t capture;   /* SEGMENT_… that are known at this layer */
	uint16_t fragments; /* of the innermost datagram that came in such; 0 for none */
	bool rerouted;      /* the pseudo-header's addresses stand elsewhere (RFC 8200 §8.1) */
};

struct walk {
	struct decoder *decoder;
	const struct frame *frame;
	struct packet *packets; /* room for PACKETS_MAX */
	struct trace *trace;    /* where it is asked where the layers are, else NULL */
	size_t count;           /* of packets found so far */
	struct bytes bytes;     /* captured octets from here on */
	size_t wire;     /* octets from here on that were on the wire; never below bytes.left */
	unsigned layers; /* passed so far */
	struct ip ip;
	struct segment_link link;
};

/* Why size bytes could not be read: not captured, or never there. */
static inline enum decoded walk_short(const struct walk *walk, size_t size)
{
	return walk->wire < size ? DECODED_MALFORMED : DECODED_CUT;
}

/* Whether a header of size bytes was captured. Reads of so many cannot fail after it. */
static inline bool walk_has(const struct walk *walk, size_t size)
{
	return walk->bytes.left >= size;
}

/* Passes over size bytes, captured and on the wire. */
static inline bool walk_skip(struct walk *walk, size_t size)
{
	if (!bytes_skip(&walk->bytes, size))
		return false;
	walk->wire -= size;
	return true;
}

static inline bool walk_u8(struct walk *walk, uint8_t *value)
{
	if (!bytes_u8(&walk->bytes, value))
		return false;
	walk->wire -= 1;
	return true;
}

static inline bool walk_be16(struct walk *walk, uint16_t *value)
{
	if (!bytes_be16(&walk->bytes, value))
		return false;
	walk->wire -= 2;
	return true;
}

static inline bool walk_be32(struct walk *walk, uint32_t *value)
{
	if (!bytes_be32(&walk->bytes, value))
		return false;
	walk->wire -= 4;
	return true;
}

/* Takes a header's length as the truth about what lies ahead: frames are padded. */
static inline void walk_clip(struct walk *walk, size_t size)
{
	bytes_clip(&walk->bytes, size);
	walk->wire = size;
}

/* Takes a link or tunnel header's length, which can only take trailing octets away. */
static inline void walk_trim(struct walk *walk, size_t size)
{
	if (size < walk->wire)
		walk_clip(walk, size);
}

/* A layer begins at the next byte. */
static inline void walk_mark(const struct walk *walk, enum layer layer, const char *name)
{
	if (walk->trace)
		trace_layer(walk, layer, name);
}

/* A part of the same layer begins at the next byte: one that is not always there. */
static inline void walk_section(const struct walk *walk, enum layer layer)
{
	if (walk->trace)
		trace_section(walk, layer);
}

/* One layer deeper: false where there are too many. */
static inline bool walk_enter(struct walk *walk)
{
	return ++walk->layers <= LAYERS_MAX;
}

/*
 * Passes over size bytes and goes on with next. What every header does whose only news is its
 * own length.
 */
static inline enum decoded walk_on(struct walk *walk, size_t size,
				   enum decoded (*next)(struct walk *walk))
{
	if (!walk_skip(walk, size))
		return walk_short(walk, size);
	return next(walk);
}

/* Decodes part of the walk (wire octets long) as a frame of its own beside others. */
enum decoded walk_part(struct walk *walk, struct bytes part, size_t wire,
		       enum decoded (*layer)(struct walk *walk));

/* Of the results of two parts of one frame, the one that counts. */
enum decoded walk_merge(enum decoded a, enum decoded b);

#endif
