/* From a frame to the TCP segments in it. */
#include "decode/decoder.h"
#include "decode/inflate.h"
#include "decode/link.h"

#include "tcpladder/error.h"

#include <stdlib.h>

struct decoder *decoder_new(void)
{
	struct decoder *decoder = memory_alloc(sizeof(*decoder));

	decoder->fragments = fragments_new();
	decoder->inflater = NULL;
	return decoder;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	fragments_free(decoder->fragments);
	inflater_free(decoder->inflater);
	free(decoder);
}

enum decoded decode_frame(struct decoder *decoder, const struct frame *frame,
			  struct packets *packets)
{
	return decode_traced(decoder, frame, packets, NULL);
}

enum decoded decode_traced(struct decoder *decoder, const struct frame *frame,
			   struct packets *packets, struct trace *trace)
{
	const struct link_row *row = link_find(frame->link_type);
	enum decoded result;
	struct walk walk;

	if (!row)
		return DECODED_UNKNOWN_LINK;
	walk.decoder = decoder;
	walk.frame = frame;
	walk.packets = packets;
	walk.trace = trace;
	walk.count = 0;
	walk.bytes = bytes_of(frame->data, frame->caplen);
	walk.wire = frame->len > frame->caplen ? frame->len : frame->caplen;
	walk.layers = 0;
	walk.ip.capture = 0;
	walk_mark(&walk, LAYER_OTHER, row->name);
	result = row->decode(&walk);
	if (walk.count == 0)
		return result;
	packets->count = walk.count;
	return DECODED_TCP;
}
