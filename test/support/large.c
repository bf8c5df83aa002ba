/* Packets by arithmetic. */
#include "support/large.h"

enum {
	MSS = 1448,
	ROUND = 3,        /* segments: two with data, an ACK */
	LOSS_EACH = 1000, /* rounds */
	SPREAD = 0x3fffff,
	IPV6_EACH = 8, /* flows */
	STEP_NS = 20000
};

static struct endpoint client_of(uint32_t number)
{
	struct endpoint e = {.port = (uint16_t)(40000 + number % 20000)};
	bool is_long = number % IPV6_EACH == IPV6_EACH - 1;
	int at = is_long ? 12 : 0;

	e.address.version = is_long ? IP_VERSION_6 : IP_VERSION_4;
	e.address.bytes[0] = is_long ? 0x20 : 10;
	for (int i = 1; i < 4; i++)
		e.address.bytes[at + i] = (uint8_t)((1 + number % SPREAD) >> 8 * (3 - i));
	return e;
}

static struct endpoint server_of(const struct endpoint *client)
{
	struct endpoint e = *client;
	int at = e.address.version == IP_VERSION_6 ? 12 : 0;

	e.port = 80;
	e.address.bytes[at + 1] = 0xff;
	return e;
}

static struct packet packet_of(bool of_server, uint32_t flow, uint64_t number)
{
	struct endpoint client = client_of(flow);
	struct endpoint server = server_of(&client);

	return (struct packet){
		.from = of_server ? server : client,
		.to = of_server ? client : server,
		.frame = number,
		.time_ns = (int64_t)number * STEP_NS,
		.segment = {.window = 64240, .ttl = 64, .flags = TCP_ACK},
	};
}

static struct packet of_large(uint64_t number)
{
	uint64_t round = number / ROUND, within = number % ROUND;
	struct packet packet = packet_of(within < ROUND - 1, 0, number + 1);
	uint32_t before = (uint32_t)(round * (ROUND - 1) * MSS);

	packet.segment.seq = 1;
	packet.segment.ack = before + (ROUND - 1) * MSS;
	if (within == ROUND - 1)
		return packet;
	packet.segment.ack = 1;
	packet.segment.len = MSS;
	packet.segment.seq = before + (uint32_t)within * MSS;
	if (round % LOSS_EACH == LOSS_EACH - 1 && within == 1)
		packet.segment.seq -= MSS;
	return packet;
}

struct tracker *large_flow(uint64_t segments)
{
	struct tracker *tracker = tracker_new();

	for (uint64_t i = 0; i < segments; i++) {
		struct packet packet = of_large(i);

		tracker_add(tracker, &packet);
	}
	return tracker;
}

/* A SYN; to each second an answer; data, sent more or less often, from each fourth. */
static uint64_t add_flow(struct tracker *tracker, uint32_t flow, uint64_t number)
{
	struct packet packet = packet_of(false, flow, ++number);

	packet.segment.flags = TCP_SYN;
	packet.segment.seq = flow;
	tracker_add(tracker, &packet);
	if (flow & 1) {
		packet = packet_of(true, flow, ++number);
		packet.segment.flags = TCP_SYN | TCP_ACK;
		packet.segment.ack = flow + 1;
		tracker_add(tracker, &packet);
	}
	for (uint32_t i = 0; (flow & 3) == 1 && i <= (flow >> 2) % 4; i++) {
		packet = packet_of(false, flow, ++number);
		packet.segment.seq = flow + 1;
		packet.segment.ack = 1;
		packet.segment.len = flow >> 4 & 0x3ff;
		tracker_add(tracker, &packet);
	}
	return number;
}

struct tracker *large_crowd(uint64_t flows)
{
	struct tracker *tracker = tracker_new();
	uint64_t number = 0;

	for (uint64_t i = 0; i < flows; i++)
		number = add_flow(tracker, (uint32_t)(i * 2654435761u), number);
	return tracker;
}
