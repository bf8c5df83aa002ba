/* Noting the layers of a walk. */
#include "decode/trace.h"

#include "decode/walk.h"

static bool is_in_frame(const struct walk *walk)
{
	const uint8_t *begin = walk->frame->data;
	const uint8_t *at = walk->bytes.data;

	return begin && at && (uintptr_t)at >= (uintptr_t)begin &&
	       (uintptr_t)at - (uintptr_t)begin <= walk->frame->caplen;
}

/* Puts the mark behind the others, in place of one that begins where it does. */
static void put(struct trace *trace, struct mark mark)
{
	if (trace->count > 0 && trace->mark[trace->count - 1].offset == mark.offset)
		trace->count--;
	if (trace->count < MARKS_MAX)
		trace->mark[trace->count++] = mark;
}

void trace_layer(const struct walk *walk, enum layer layer, const char *name)
{
	uint32_t offset;

	if (walk->trace->found || !is_in_frame(walk))
		return;
	offset = (uint32_t)(walk->bytes.data - walk->frame->data);
	put(walk->trace, (struct mark){layer, name, offset, offset});
}

void trace_section(const struct walk *walk, enum layer layer)
{
	struct trace *trace = walk->trace;
	struct mark mark;

	if (trace->found || !is_in_frame(walk) || trace->count == 0 || trace->count > SECTIONS_MAX)
		return;
	mark = trace->mark[trace->count - 1];
	mark.layer = layer;
	mark.offset = (uint32_t)(walk->bytes.data - walk->frame->data);
	put(trace, mark);
}

void trace_segment(const struct walk *walk, size_t header)
{
	struct trace *trace = walk->trace;

	if (trace->found || walk->count - 1 != trace->wanted)
		return;
	trace->found = true;
	trace->elsewhere = !is_in_frame(walk);
	if (trace->elsewhere)
		return;
	trace->tcp = (uint32_t)(walk->bytes.data - walk->frame->data);
	trace->header = (uint32_t)header;
	trace->captured = (uint32_t)walk->bytes.left;
}
