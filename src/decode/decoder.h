/*
 * What decoding remembers from frame to frame: fragments, and nothing else.
 */
#ifndef DECODE_DECODER_H
#define DECODE_DECODER_H

#include "decode/fragment.h"

struct decoder {
	struct fragments *fragments;
};

#endif
