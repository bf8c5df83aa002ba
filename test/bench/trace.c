/*
 * Makes large captures for measuring: trace KIND PACKETS > FILE.
 *
 *	flows	many flows at a time, data one way and ACKs the other; headers only
 *	one	the same in one flow
 *	flood	a SYN from a new endpoint each time
 *	holes	one flow in which every other segment is missing, and nothing is acknowledged
 *	windows	one flow that acknowledges the same with one of two windows in turn
 *	full	as flows, with all of the data
 *	stream	as one, with all of the data
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "support/pcap.h"

enum { FLOWS = 1000, MSS = 1448, DATA_A_ACK = 2, NS_A_PACKET = 2000, HOLE = 100 };

/* The step-th packet of a flow. */
typedef struct packet make_packet(uint32_t flow, uint32_t step);

static make_packet of_flow, of_flood, of_holes, of_windows;

static const struct kind {
	const char *name;
	uint32_t flows;
	make_packet *make;
	bool full;
} kinds[] = {
	{"flows", FLOWS, of_flow, false},  {"one", 1, of_flow, false},
	{"flood", 1, of_flood, false},     {"holes", 1, of_holes, false},
	{"windows", 1, of_windows, false}, {"full", FLOWS, of_flow, true},
	{"stream", 1, of_flow, true},
};

static struct endpoint endpoint_of(uint32_t number, uint16_t port)
{
	struct endpoint e = {.address = {.version = IP_VERSION_4, .bytes = {10}}, .port = port};

	for (int i = 1; i < 4; i++)
		e.address.bytes[i] = (uint8_t)(number >> 8 * (3 - i));
	return e;
}

static struct packet from_client(uint32_t flow)
{
	return (struct packet){.from = endpoint_of(1 + flow, 40000),
			       .to = endpoint_of(0xff0001, 80)};
}

static struct packet from_server(uint32_t flow)
{
	return (struct packet){.from = endpoint_of(0xff0001, 80),
			       .to = endpoint_of(1 + flow, 40000)};
}

static void handshake(struct packet *packet, uint32_t step)
{
	struct segment *s = &packet->segment;

	s->flags = step == 0 ? TCP_SYN : step == 1 ? TCP_SYN | TCP_ACK : TCP_ACK;
	s->seq = step == 2 ? 0 : UINT32_MAX;
	s->options.present = s->flags & TCP_SYN ? OPT_MSS | OPT_SACK_PERMITTED : 0;
	s->options.mss = 1460;
}

/* The step-th packet of a flow: three of the handshake, then the server's data and its ACKs. */
static struct packet of_flow(uint32_t flow, uint32_t step)
{
	struct packet packet = step == 0 || step == 2 ? from_client(flow) : from_server(flow);
	uint32_t round = (step - 3) / (DATA_A_ACK + 1), in_round = (step - 3) % (DATA_A_ACK + 1);
	uint32_t before = round * DATA_A_ACK * MSS;

	packet.segment.window = 64240;
	packet.segment.ttl = 64;
	if (step < 3) {
		handshake(&packet, step);
		return packet;
	}
	packet.segment.flags = TCP_ACK;
	if (in_round < DATA_A_ACK) {
		packet.segment.seq = before + in_round * MSS;
		packet.segment.len = MSS;
		return packet;
	}
	packet = from_client(flow);
	packet.segment = (struct segment){
		.ack = before + DATA_A_ACK * MSS, .flags = TCP_ACK, .window = 64240, .ttl = 64};
	return packet;
}

static struct packet of_holes(uint32_t flow, uint32_t step)
{
	struct packet packet = of_flow(flow, step < 3 ? step : 3);

	if (step >= 3)
		packet.segment.seq = (step - 3) * 2 * HOLE;
	if (step >= 3)
		packet.segment.len = HOLE;
	return packet;
}

static struct packet of_windows(uint32_t flow, uint32_t step)
{
	struct packet packet = of_flow(flow, step < 4 ? step : 5);

	if (step >= 4)
		packet.segment.ack = 0;
	if (step >= 4)
		packet.segment.window = step % 2 ? 20000 : 10000;
	return packet;
}

static struct packet of_flood(uint32_t flow, uint32_t number)
{
	/* Odd multipliers visit every endpoint once, in no order. */
	struct packet packet = from_client((flow + number) * 2654435761u & 0x3fffff);

	packet.from.port = (uint16_t)(1024 + number * 40503u % 60000);
	packet.segment = (struct segment){
		.seq = number * 2654435761u, .flags = TCP_SYN, .window = 1024, .ttl = 64};
	return packet;
}

static void put_le32(uint8_t *out, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> 8 * i);
}

/* One record: headers only where the data is left out, as with a short snapshot length. */
static void write_record(FILE *out, const struct packet *packet, bool full)
{
	uint8_t record[16 + WIRE_FRAME_MAX], *frame = record + 16;
	struct packet sent = *packet;
	size_t size, length;

	sent.segment.len = full ? packet->segment.len : 0;
	size = wire_frame(&sent, NULL, frame);
	length = size + packet->segment.len - sent.segment.len;
	frame[16] = (uint8_t)((length - WIRE_ETHERNET) >> 8);
	frame[17] = (uint8_t)(length - WIRE_ETHERNET);
	put_le32(record, (uint32_t)(packet->time_ns / 1000000000));
	put_le32(record + 4, (uint32_t)(packet->time_ns % 1000000000 / 1000));
	put_le32(record + 8, (uint32_t)size);
	put_le32(record + 12, (uint32_t)length);
	fwrite(record, 1, 16 + size, out);
}

static void write_trace(FILE *out, const struct kind *kind, uint32_t packets)
{
	static uint32_t sent[FLOWS];

	pcap_start(out);
	for (uint32_t i = 0; i < packets; i++) {
		uint32_t flow = i % kind->flows;
		struct packet packet = kind->make(flow, sent[flow]++);

		packet.time_ns = (int64_t)i * NS_A_PACKET;
		write_record(out, &packet, kind->full);
	}
}

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 3 && i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(argv[1], kinds[i].name) != 0)
			continue;
		write_trace(stdout, &kinds[i], (uint32_t)strtoul(argv[2], NULL, 10));
		return fclose(stdout) == 0 ? 0 : 1;
	}
	fprintf(stderr, "usage: trace flows|one|flood|holes|windows|full|stream PACKETS > FILE\n");
	return 2;
}
