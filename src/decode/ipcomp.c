/* IPComp: the four bytes before what is compressed, and what comes out of it. */
#include "decode/ipcomp.h"

#include "decode/decoder.h"
#include "decode/inflate.h"
#include "decode/ip.h"

enum { IPCOMP_HEADER = 4, PROTOCOL_IPV4 = 4, PROTOCOL_IPV6 = 41 };

/* RFC 3173 §3.3: up to 255 the number names an algorithm, above it one that was agreed on. */
enum cpi { CPI_DEFLATE = 2, CPI_NEGOTIATED = 256 };

/* The walk goes on over the bytes that came out. */
static enum decoded go_on(struct walk *walk, struct bytes out, size_t wire, uint8_t next)
{
	walk->bytes = out;
	walk->wire = wire;
	walk->ip.capture |= SEGMENT_COMPRESSED;
	walk->ip.capture &= (uint16_t)~SEGMENT_LENGTH_FROM_FRAME;
	return decode_protocol(walk, next);
}

/* The snapshot length cut it: only an IP header can tell how long it was. */
static enum decoded go_on_cut(struct walk *walk, struct bytes out, uint8_t next)
{
	if (next == PROTOCOL_IPV4 || next == PROTOCOL_IPV6)
		return go_on(walk, out, INFLATE_MOST, next);
	return DECODED_CUT;
}

/* What was agreed on is DEFLATE nearly always, and where it comes out whole it was. */
static enum decoded unpack(struct walk *walk, uint16_t cpi, uint8_t next)
{
	struct decoder *decoder = walk->decoder;
	bool cut = walk->bytes.left < walk->wire;
	struct bytes out;

	if (!decoder->inflater)
		decoder->inflater = inflater_new();
	switch (inflate_bytes(decoder->inflater, walk->bytes, &out)) {
	case INFLATED_WHOLE: return go_on(walk, out, out.left, next);
	case INFLATED_PART:
		if (cut)
			return go_on_cut(walk, out, next);
		break;
	case INFLATED_NOT: break;
	}
	return cpi == CPI_DEFLATE ? DECODED_MALFORMED : DECODED_COMPRESSED;
}

enum decoded decode_ipcomp(struct walk *walk)
{
	uint8_t next, flags;
	uint16_t cpi = 0;

	if (!walk_has(walk, IPCOMP_HEADER))
		return walk_short(walk, IPCOMP_HEADER);
	walk_u8(walk, &next);
	walk_u8(walk, &flags);
	walk_be16(walk, &cpi);
	/* Nobody compresses twice, and what came out once lies where it would come out again. */
	if (walk->ip.capture & SEGMENT_COMPRESSED)
		return DECODED_COMPRESSED;
	if (cpi != CPI_DEFLATE && cpi < CPI_NEGOTIATED)
		return DECODED_COMPRESSED;
	return unpack(walk, cpi, next);
}
