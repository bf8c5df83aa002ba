/* MPLS: the label stack does not say what it carries, the first nibble below it does. */
#include "decode/mpls.h"

#include "decode/ethernet.h"
#include "decode/ip.h"

enum { LABEL = 4, BOTTOM = 0x100 };

/* RFC 4928 §3: 4 and 6 are IP, 0 a control word before a pseudowire's frame (RFC 4448). */
static enum decoded below(struct walk *walk)
{
	uint8_t first;

	if (!bytes_peek(&walk->bytes, 0, &first))
		return walk_short(walk, 1);
	switch (first >> 4) {
	case 0:
		walk_mark(walk, LAYER_PSEUDOWIRE, "Pseudowire");
		return walk_on(walk, 4, decode_ethernet);
	case 1: return DECODED_OTHER;
	case IP_VERSION_4:
	case IP_VERSION_6: return decode_ip(walk);
	default: return decode_ethernet(walk);
	}
}

enum decoded decode_mpls(struct walk *walk)
{
	uint32_t label;

	do {
		walk_mark(walk, LAYER_MPLS, "MPLS");
		if (!walk_enter(walk))
			return DECODED_MALFORMED;
		if (!walk_be32(walk, &label))
			return walk_short(walk, LABEL);
	} while (!(label & BOTTOM));
	return below(walk);
}
