/* From a frame to the TCP segments in it. */
#include "decode/decoder.h"
#include "decode/inflate.h"
#include "decode/link.h"

#include "tcpladder/error.h"

#include <stdlib.h>

struct decoder *decoder_new(void)
{
	struct decoder *decoder = memory_zero(1, sizeof(*decoder));

	decoder->fragments = fragments_new();
	decoder->firsts = memory_zero(1, sizeof(*decoder->firsts));
	return decoder;
}

void decoder_free(struct decoder *decoder)
{
	if (!decoder)
		return;
	fragments_free(decoder->fragments);
	free(decoder->firsts);
	inflater_free(decoder->inflater);
	free(decoder);
}

static struct walk walk_of(struct decoder *decoder, const struct frame *frame,
			   struct packet *packets, struct trace *trace)
{
	return (struct walk){
		.decoder = decoder,
		.frame = frame,
		.packets = packets,
		.trace = trace,
		.bytes = bytes_of(frame->data, frame->caplen),
		.wire = frame->len > frame->caplen ? frame->len : frame->caplen,
	};
}

static enum decoded run(struct walk *walk)
{
	const struct link_row *row = link_find(walk->frame->link_type);
	enum decoded result;

	if (!row)
		return DECODED_UNKNOWN_LINK;
	walk_mark(walk, LAYER_OTHER, row->name);
	result = row->decode(walk);
	return walk->count > 0 ? DECODED_TCP : result;
}

enum decoded decode_frame_to(struct decoder *decoder, const struct frame *frame,
			     struct packet *packets, size_t *count)
{
	struct walk walk = walk_of(decoder, frame, packets, NULL);
	enum decoded result = run(&walk);

	*count = walk.count;
	if (decoder->firsts->count > 0)
		*count = firsts_release(decoder->firsts, frame->time_ns, packets, walk.count);
	return result;
}

enum decoded decode_traced(struct decoder *decoder, const struct frame *frame,
			   struct packets *packets, struct trace *trace)
{
	struct walk walk = walk_of(decoder, frame, packets->packet, trace);
	enum decoded result = run(&walk);

	if (result == DECODED_TCP)
		packets->count = walk.count;
	return result;
}

enum decoded decode_frame(struct decoder *decoder, const struct frame *frame,
			  struct packets *packets)
{
	return decode_frame_to(decoder, frame, packets->packet, &packets->count);
}

size_t decoder_rest(struct decoder *decoder, struct packet *packets)
{
	return firsts_rest(decoder->firsts, packets);
}

void decoder_take_alone(struct decoder *decoder)
{
	decoder->alone = true;
}
