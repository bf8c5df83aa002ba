/* Events back to bytes. */
#include "support/frames.h"

#include "script/wire.h"

enum { ETHERNET = 1 };

/* Events have ascending frames. */
static bool is_of(const struct flow *flow, const struct event *event)
{
	size_t low = flow_first(flow), high = flow_events(flow);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (flow_event(flow, middle)->frame < event->frame)
			low = middle + 1;
		else
			high = middle;
	}
	return low < flow_events(flow) && flow_event(flow, low)->frame == event->frame &&
	       flow_event(flow, low)->seq == event->seq;
}

static struct packet packet_of(const struct flow *flow, const struct event *event)
{
	struct flow_summary summary = flow_summary(flow);

	return (struct packet){
		.from = summary.half[event->side].endpoint,
		.to = summary.half[!event->side].endpoint,
		.frame = event->frame,
		.time_ns = event->time_ns,
		.offset = event->offset,
		.segment = {.seq = event->seq,
			    .ack = event->ack,
			    .len = event->len,
			    .window = event->window,
			    .flags = event->flags,
			    .ip_id = event->ip_id,
			    .have_ip_id = true,
			    .ttl = 64},
	};
}

bool frames_reread_of(const struct flow *flow, const struct event *event,
		      struct dissection *dissection, struct error *error)
{
	static uint8_t bytes[WIRE_FRAME_MAX];
	struct packet packet = packet_of(flow, event);
	struct frame frame = {.number = event->frame,
			      .time_ns = event->time_ns,
			      .data = bytes,
			      .link_type = ETHERNET,
			      .offset = event->offset};
	struct decoder *decoder = decoder_new();
	bool done;

	frame.caplen = frame.len = (uint32_t)wire_frame(&packet, NULL, bytes);
	done = dissect(decoder, &frame, 0, dissection);
	decoder_free(decoder);
	if (!done)
		error_set(error, "the frame made of it is none");
	return done;
}

bool frames_reread(const struct tracker *tracker, const struct event *event,
		   struct dissection *dissection, struct error *error)
{
	for (size_t i = tracker_next(tracker, 0); i < tracker_flows(tracker);
	     i = tracker_next(tracker, i + 1))
		if (is_of(tracker_flow(tracker, i), event))
			return frames_reread_of(tracker_flow(tracker, i), event, dissection, error);
	error_set(error, "no flow has this segment");
	return false;
}
