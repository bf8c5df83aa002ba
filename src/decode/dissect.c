/* The fields of a frame, from the layers that the walk went through. */
#include "tcpladder/dissect.h"

#include "decode/decoder.h"
#include "decode/part.h"
#include "decode/trace.h"

enum { TCP_FIXED = 20, RADIOTAP_FIXED = 8 };

static void add_layer(const struct part *part, enum layer layer)
{
	uint32_t offset = part_add_fixed(part, layer);

	if (layer == LAYER_RADIOTAP && offset >= part->begin + RADIOTAP_FIXED)
		offset = part_add_radiotap(part, offset);
	part_add_rest(part, layer, offset);
}

/* The headers before TCP, each up to where the next one begins. */
static void add_layers(struct part *part, const struct trace *trace)
{
	for (size_t i = 0; i < trace->count; i++) {
		const struct mark *mark = &trace->mark[i];

		part->layer = mark->name;
		part->header = mark->header;
		part->begin = mark->offset;
		part->end = i + 1 < trace->count ? mark[1].offset : trace->tcp;
		if (mark->layer != LAYER_TCP)
			add_layer(part, mark->layer);
	}
}

static void add_tcp(struct part *part, const struct trace *trace)
{
	uint32_t segment_end = trace->tcp + trace->captured;
	uint32_t header_end = trace->tcp + trace->header;
	bool cut = header_end > segment_end;

	part->layer = "TCP";
	part->header = part->begin = trace->tcp;
	part->end = cut ? segment_end : header_end;
	part->to->tcp = part->to->count;
	part_add_fixed(part, LAYER_TCP);
	part_add_options(part, trace->tcp + TCP_FIXED, cut);
	if (segment_end > header_end)
		part_add(part, FIELD_DATA, header_end, segment_end - header_end, 0);
}

/*
 * What the link added behind the packet: padding up to its shortest frame, a check sequence. Behind
 * one of several packets the others come.
 */
static void add_trailer(struct part *part, const struct trace *trace)
{
	uint32_t end = trace->tcp + trace->captured;

	part->layer = trace->mark[0].name;
	part->header = part->begin = end;
	if (part->frame->caplen > end)
		part_add(part, trace->split ? FIELD_REST : FIELD_TRAILER, end,
			 part->frame->caplen - end, 0);
}

bool dissect(struct decoder *decoder, const struct frame *frame, size_t index,
	     struct dissection *dissection)
{
	struct trace trace = {.wanted = index};
	struct part part = {.frame = frame, .to = dissection};
	struct packets packets;

	dissection->count = 0;
	if (decode_traced(decoder, frame, &packets, &trace) != DECODED_TCP || !trace.found ||
	    trace.elsewhere || packets.packet[index].segment.capture & SEGMENT_FRAGMENTED)
		return false;
	dissection->frame = *frame;
	dissection->packet = packets.packet[index];
	add_layers(&part, &trace);
	add_tcp(&part, &trace);
	add_trailer(&part, &trace);
	return true;
}
