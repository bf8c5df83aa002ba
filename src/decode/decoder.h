/*
 * What decoding remembers from frame to frame: fragments, and nothing else; and what it works with.
 */
#ifndef DECODE_DECODER_H
#define DECODE_DECODER_H

#include "decode/first.h"
#include "decode/fragment.h"

struct trace;
struct inflater;

struct decoder {
	struct fragments *fragments;
	struct firsts *firsts;     /* of those fragments */
	struct inflater *inflater; /* NULL until something is compressed */
	bool alone;                /* see decoder_take_alone() */
};

/* decode_frame() that leaves a trace, of the frame alone. */
enum decoded decode_traced(struct decoder *decoder, const struct frame *frame,
			   struct packets *packets, struct trace *trace);

#endif
