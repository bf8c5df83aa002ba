/* JSON lines: segments in the order of the capture, each flow at its end, last the summary. */
#include "render/json.h"

#include "render/objects.h"
#include "render/stream.h"

#include <stdlib.h>

/*
 * A real has 16 digits: a time of day to the microsecond, which is all that a double holds; its
 * nanoseconds stand in an integer beside it.
 */
enum { FORM = JSON_COMPACT | JSON_REAL_PRECISION(16) };

/* In one piece: jansson would give the stream a token at a time. */
static void write_line(const struct render *render, json_t *object)
{
	char *line = json_dumps(object, FORM);

	fputs(line, render->out);
	putc('\n', render->out);
	free(line);
	json_decref(object);
}

/* --- the flows merged: a heap of them by the frame of the segment that is next in each --- */

struct cursor {
	uint32_t frame; /* of the event */
	uint32_t event;
	size_t flow;
	struct offers offers; /* seen so far: the handshake may lie far back when the flow ends */
};

static bool before(const struct cursor *x, const struct cursor *y)
{
	return x->frame != y->frame ? x->frame < y->frame : x->flow < y->flow;
}

static void sift(struct cursor *heap, size_t count, size_t at)
{
	struct cursor moving = heap[at];
	size_t child;

	while ((child = 2 * at + 1) < count) {
		if (child + 1 < count && before(&heap[child + 1], &heap[child]))
			child++;
		if (!before(&heap[child], &moving))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moving;
}

/* The caller frees it. Every flow has a segment. */
static struct cursor *heap_of(const struct render *render, const size_t *indices, size_t count)
{
	struct cursor *heap = memory_zero(count + 1, sizeof(*heap));

	for (size_t i = 0; i < count; i++) {
		const struct flow *flow = tracker_flow(render->tracker, indices[i]);

		heap[i] = (struct cursor){flow_event(flow, flow_first(flow))->frame,
					  (uint32_t)flow_first(flow),
					  indices[i],
					  {{MSS_UNKNOWN, MSS_UNKNOWN}}};
	}
	for (size_t i = count / 2; i-- > 0;)
		sift(heap, count, i);
	return heap;
}

/* Writes the segment at the cursor and moves it on; after the last one writes the flow: false. */
static bool write_next(const struct render *render, struct cursor *cursor)
{
	const struct flow *flow = tracker_flow(render->tracker, cursor->flow);
	struct flow_summary summary = flow_summary(flow);
	struct subject subject = {render, flow, &summary, cursor->event, &cursor->offers};

	write_line(render, object_of_segment(&subject));
	if (++cursor->event == flow_events(flow)) {
		write_line(render, object_of_flow(flow, &cursor->offers));
		return false;
	}
	cursor->frame = flow_event(flow, cursor->event)->frame;
	return true;
}

int lines_flows(const struct render *render, const size_t *indices, size_t count,
		struct error *error)
{
	struct cursor *heap = heap_of(render, indices, count);
	int result = 0;

	member_begin();
	while (count > 0 && result == 0) {
		if (!write_next(render, &heap[0]))
			heap[0] = heap[--count];
		sift(heap, count, 0);
		result = stream_check(render->out, error);
	}
	free(heap);
	return result;
}

int lines_line(const struct render *render, const struct render_line *line, struct error *error)
{
	const struct flow *flow = tracker_flow(render->tracker, line->flow);
	struct flow_summary summary = flow_summary(flow);
	struct offers offers = {{MSS_UNKNOWN, MSS_UNKNOWN}};
	struct subject subject = {render, flow, &summary, line->event, &offers};
	json_t *object;

	member_begin();
	object = object_of_segment(&subject);
	if (line->revised || line->moved)
		member_add(object, "revised", json_true());
	write_line(render, object);
	return stream_check(render->out, error);
}

int lines_list(const struct render *render, const size_t *indices, size_t count,
	       struct error *error)
{
	int result = 0;

	member_begin();
	for (size_t i = 0; i < count && result == 0; i++) {
		const struct flow *flow = tracker_flow(render->tracker, indices[i]);
		struct offers offers = offers_of(render, flow);

		write_line(render, object_of_flow(flow, &offers));
		result = stream_check(render->out, error);
	}
	return result;
}

int lines_end(const struct render *render, struct error *error)
{
	member_begin();
	write_line(render, object_of_summary(render));
	return stream_check(render->out, error);
}
