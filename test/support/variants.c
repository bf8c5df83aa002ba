/* Changes captures on their way to the tracker. */
#include "support/variants.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/capture.h"
#include "tcpladder/segment.h"

struct reader {
	struct capture *capture;
	struct decoder *decoder;
	struct decoder *whole; /* reads the frames as they are */
	const struct variant *variant;
	struct tracker *tracker;
	int64_t first_ns; /* of the first packet, once begun */
	bool begun;
};

static struct reader open_reader(const char *path, const struct variant *variant)
{
	const char *files[] = {path};
	struct capture_spec spec = {.files = files, .file_count = 1};
	struct error error = {""};
	struct reader reader = {
		.capture = capture_open(&spec, &error),
		.decoder = decoder_new(),
		.whole = decoder_new(),
		.variant = variant,
		.tracker = tracker_new(),
	};

	ck_assert_msg(reader.capture != NULL, "%s", error.text);
	tracker_bound(reader.tracker, variant->bound);
	return reader;
}

static struct tracker *close_reader(struct reader *reader)
{
	capture_close(reader->capture);
	decoder_free(reader->decoder);
	decoder_free(reader->whole);
	return reader->tracker;
}

static void shift_numbers(struct packet *packet, const uint32_t shift[2])
{
	bool lower = endpoint_compare(&packet->from, &packet->to) < 0;
	struct segment *s = &packet->segment;
	uint32_t mine = shift[lower ? 0 : 1], theirs = shift[lower ? 1 : 0];

	/* The RST+ACK for a SYN to nobody names no number of its own (RFC 9293 §3.5.2). */
	if ((s->flags & (TCP_RST | TCP_ACK)) != (TCP_RST | TCP_ACK) || s->seq != 0)
		s->seq += mine;
	if (s->flags & TCP_ACK)
		s->ack += theirs;
	for (int i = 0; i < s->options.sack_count; i++) {
		s->options.sack[i].left += theirs;
		s->options.sack[i].right += theirs;
	}
}

static void mirror(struct packet *packet)
{
	struct address address = packet->from.address;

	packet->from.address = packet->to.address;
	packet->to.address = address;
}

/* Counted from the first packet. */
static int64_t slow_down(struct reader *reader, int64_t time_ns)
{
	if (!reader->begun)
		reader->first_ns = time_ns;
	reader->begun = true;
	return reader->first_ns + (time_ns - reader->first_ns) * reader->variant->slower;
}

static void take_packet(struct reader *reader, struct packet *packet)
{
	const struct variant *variant = reader->variant;

	shift_numbers(packet, variant->shift);
	if (variant->mirror)
		mirror(packet);
	if (variant->slower > 0)
		packet->time_ns = slow_down(reader, packet->time_ns);
	packet->time_ns += variant->later_ns;
	tracker_add(reader->tracker, packet);
	if (tracker_full(reader->tracker))
		tracker_forget(reader->tracker);
	if (variant->doubled) /* at the same time: what follows may be as near */
		tracker_add(reader->tracker, packet);
}

/* Whether the frame, cut to so many bytes, still tells all of its one segment's header. */
static bool tells_header(const struct frame *frame, uint32_t length, const struct packet *whole)
{
	struct decoder *decoder = decoder_new();
	struct packets *packets = calloc(1, sizeof(*packets));
	const struct segment *s = &packets->packet[0].segment;
	struct frame cut = *frame;
	bool same;

	cut.caplen = length;
	same = decode_frame(decoder, &cut, packets) == DECODED_TCP && packets->count == 1 &&
	       s->header_hash == whole->segment.header_hash && s->len == whole->segment.len &&
	       s->options.present == whole->segment.options.present;
	decoder_free(decoder);
	free(packets);
	return same;
}

/*
 * How much of the frame remains: the snapshot length, or more where tunnels and extension headers
 * lie before the TCP header, without which there is no segment; all of what cannot be cut,
 * as fragments and samples of several packets.
 */
static uint32_t cut_length(const struct frame *frame, uint32_t snapshot,
			   const struct packets *whole)
{
	enum { STEP = 8 };
	const struct packet *packet = &whole->packet[0];
	uint32_t length = snapshot;

	if (whole->count != 1 || packet->segment.capture & SEGMENT_FRAGMENTED)
		return frame->caplen;
	while (length < frame->caplen && !tells_header(frame, length, packet))
		length += STEP;
	return length < frame->caplen ? length : frame->caplen;
}

/* What is shorter than its IP header says, or has its length from the frame, has no end to pad. */
static bool may_pad(const struct packets *whole)
{
	for (size_t i = 0; i < whole->count; i++)
		if (whole->packet[i].segment.capture &
		    (SEGMENT_TRUNCATED | SEGMENT_LENGTH_FROM_FRAME))
			return false;
	return true;
}

/* A copy of the frame's bytes with the padding, cut to the snapshot length; the caller frees it. */
static uint8_t *change_frame(struct frame *frame, const struct variant *variant,
			     const struct packets *whole)
{
	uint32_t padding = may_pad(whole) ? variant->padding : 0;
	uint8_t *bytes = calloc(1, frame->caplen + padding + 1);

	memcpy(bytes, frame->data, frame->caplen);
	if (variant->snapshot > 0)
		frame->caplen = cut_length(frame, variant->snapshot, whole);
	if (frame->caplen == frame->len)
		frame->caplen += padding;
	frame->len += padding;
	frame->data = bytes;
	return bytes;
}

/* What was cut cannot be checked; that its checksum was right or wrong is no matter of length. */
static void keep_checksum(struct packet *packet, const struct packet *whole)
{
	const uint16_t checked = SEGMENT_CHECKSUM_WRONG | SEGMENT_CHECKSUM_RIGHT;

	packet->segment.capture |= whole->segment.capture & checked;
}

static void take_frame(struct reader *reader, struct frame *frame)
{
	struct packets *packets = calloc(2, sizeof(*packets)), *whole = packets + 1;
	uint8_t *bytes;

	decode_frame(reader->whole, frame, whole);
	bytes = change_frame(frame, reader->variant, whole);
	decode_frame(reader->decoder, frame, packets);
	for (size_t i = 0; i < packets->count; i++) {
		if (i < whole->count)
			keep_checksum(&packets->packet[i], &whole->packet[i]);
		take_packet(reader, &packets->packet[i]);
	}
	free(bytes);
	free(packets);
}

static void take_rest(struct reader *reader)
{
	struct packet packets[PACKETS_MAX];
	size_t count;

	while ((count = decoder_rest(reader->decoder, packets)) > 0)
		for (size_t i = 0; i < count; i++)
			take_packet(reader, &packets[i]);
}

struct tracker *variant_track(const char *path, const struct variant *variant)
{
	struct reader reader = open_reader(path, variant);
	struct error error;
	struct frame frame;

	while (capture_next(reader.capture, &frame, &error) == CAPTURE_FRAME)
		take_frame(&reader, &frame);
	take_rest(&reader);
	return close_reader(&reader);
}

bool variant_has_ids(const char *path)
{
	const struct variant plain = {.way = "as it is"};
	struct tracker *tracker = variant_track(path, &plain);
	bool all = true;

	for (size_t f = 0; f < tracker_flows(tracker); f++)
		for (size_t i = 0; i < flow_events(tracker_flow(tracker, f)); i++)
			all &= flow_event(tracker_flow(tracker, f), i)->ip_id != 0;
	tracker_free(tracker);
	return all;
}

/* With flip, y's sides are exchanged: in a simultaneous open the addresses decide who is A. */
static bool same_event(const struct event *x, const struct event *y, uint64_t except, bool flip)
{
	return x->side == (y->side ^ flip) && ((x->notes ^ y->notes) & ~except) == 0 &&
	       x->rare == y->rare && x->role == y->role && x->phase == y->phase &&
	       x->cause == y->cause && x->about == y->about && x->state[0] == y->state[flip] &&
	       x->state[1] == y->state[!flip];
}

static bool same_flow(const struct flow *x, const struct flow *y, uint64_t except, size_t *where)
{
	size_t count = flow_events(x) < flow_events(y) ? flow_events(x) : flow_events(y);
	bool flip = flow_summary(x).opening == OPENING_SIMULTANEOUS &&
		    flow_event(x, 0)->side != flow_event(y, 0)->side;

	for (*where = flow_first(y); *where < count; ++*where)
		if (!same_event(flow_event(x, *where), flow_event(y, *where), except, flip))
			return false;
	return flow_events(x) == flow_events(y);
}

bool variant_equal(const struct tracker *x, const struct tracker *y, uint64_t except,
		   char *difference, size_t size)
{
	size_t where = 0;

	for (size_t f = 0; f < tracker_flows(x) && f < tracker_flows(y); f++)
		if (tracker_has(y, f) &&
		    !same_flow(tracker_flow(x, f), tracker_flow(y, f), except, &where)) {
			snprintf(difference, size, "flow %zu differs at event %zu", f + 1, where);
			return false;
		}
	snprintf(difference, size, "%zu flows, not %zu", tracker_flows(y), tracker_flows(x));
	return tracker_flows(x) == tracker_flows(y);
}
