/* Frames of a capture a second time. */
#include "load/again.h"

void again_open(struct again *again, struct capture *capture, const struct lang *lang)
{
	*again = (struct again){capture, decoder_new(), lang};
	decoder_take_alone(again->decoder);
}

void again_close(struct again *again)
{
	decoder_free(again->decoder);
}

static bool is_packet_of(const struct event *event, const struct segment *segment)
{
	uint16_t header = (uint16_t)(segment->header_hash ^ segment->header_hash >> 16);

	return segment->seq == event->seq && segment->len == event->len && header == event->header;
}

/* Decodes the event's frame again. Returns which of its packets is the event's; -1 for none. */
static int find_packet(struct again *again, const struct event *event, struct frame *frame,
		       struct packets *packets)
{
	frame->number = event->frame;
	if (decode_frame(again->decoder, frame, packets) != DECODED_TCP)
		return -1;
	for (size_t i = 0; i < packets->count; i++)
		if (is_packet_of(event, &packets->packet[i].segment))
			return (int)i;
	return -1;
}

bool again_packet(struct again *again, const struct event *event, struct packet *packet)
{
	struct packets packets;
	struct frame frame;
	struct error error;
	int index;

	if (event_has(event, NOTE_FRAGMENT) ||
	    !capture_reread(again->capture, event->offset, &frame, &error))
		return false;
	index = find_packet(again, event, &frame, &packets);
	if (index >= 0)
		*packet = packets.packet[index];
	return index >= 0;
}

bool again_dissect(struct again *again, const struct event *event, struct dissection *dissection,
		   struct error *error)
{
	struct packets packets;
	struct frame frame;
	bool compressed;
	int index;

	if (event_has(event, NOTE_FRAGMENT)) {
		error_set(error, "%s", lang_text(again->lang, MSG_FROM_FRAGMENTS));
		return false;
	}
	if (!capture_reread(again->capture, event->offset, &frame, error))
		return false;
	index = find_packet(again, event, &frame, &packets);
	if (index >= 0 && dissect(again->decoder, &frame, (size_t)index, dissection))
		return true;
	compressed = index >= 0 && packets.packet[index].segment.capture & SEGMENT_COMPRESSED;
	error_set(error, "%s",
		  lang_text(again->lang, compressed ? MSG_FROM_COMPRESSED : MSG_OTHER_FRAME));
	return false;
}
