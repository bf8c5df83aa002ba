/* Segments of connections, made up as they go. */
#include "support/stage.h"

#include <string.h>

static const uint32_t isn_a = 0xfffff000u, isn_b = 77000;

static uint32_t roll(struct speaker *talk, uint32_t sides)
{
	talk->die = talk->die * 1664525u + 1013904223u;
	return (talk->die >> 8) % sides;
}

static struct endpoint client_of(const struct speaker *talk)
{
	struct endpoint end = {.address.version = IP_VERSION_4, .port = (uint16_t)talk->client};

	memcpy(end.address.bytes,
	       (uint8_t[]){10, 1, (uint8_t)(talk->client >> 24), (uint8_t)(talk->client >> 16)}, 4);
	return end;
}

struct packet stage_packet(struct speaker *talk, bool answer)
{
	struct endpoint server = {.address = {IP_VERSION_4, {10, 0, 0, 1}}, .port = 80};
	struct endpoint client = client_of(talk);

	return (struct packet){
		.from = answer ? server : client,
		.to = answer ? client : server,
		.segment = {.seq = answer ? isn_b + 1 : isn_a + 1 + talk->sent,
			    .ack = answer ? isn_a + 1 + talk->acked : isn_b + 1,
			    .flags = TCP_ACK,
			    .window = 64000,
			    .have_ip_id = true,
			    .ip_id = ++talk->id},
	};
}

void stage_pass(struct stage *stage, struct packet packet, int64_t after_ns)
{
	packet.frame = ++stage->frame;
	packet.offset = stage->frame;
	packet.time_ns = stage->now_ns += after_ns;
	packet.segment.header_hash = packet.segment.seq ^ packet.segment.ack * 31;
	tracker_add(stage->tracker, &packet);
	if (tracker_full(stage->tracker))
		tracker_forget(stage->tracker);
}

void stage_syn(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, false);

	packet.segment.seq = isn_a;
	packet.segment.ack = 0;
	packet.segment.flags = TCP_SYN;
	stage_pass(stage, packet, STAGE_MS);
}

void stage_open(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, true);

	stage_syn(stage, talk);
	packet.segment.seq = isn_b;
	packet.segment.flags = TCP_SYN | TCP_ACK;
	packet.segment.ack = isn_a + 1;
	stage_pass(stage, packet, 20 * STAGE_MS);
	stage_pass(stage, stage_packet(talk, false), STAGE_MS / 10);
}

static void acknowledge(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, true);

	if (talk->hole < talk->sent) {
		packet.segment.options.present = OPT_SACK;
		packet.segment.options.sack_count = 1;
		packet.segment.options.sack[0] = (struct sack_block){
			isn_a + 1 + talk->hole + STAGE_MSS, isn_a + 1 + talk->sent};
	}
	stage_pass(stage, packet, STAGE_MS / 5);
}

static void resend(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, false);

	packet.segment.seq = isn_a + 1 + talk->hole;
	packet.segment.len = STAGE_MSS;
	stage_pass(stage, packet, roll(talk, 4) == 0 ? 300 * STAGE_MS : STAGE_MS);
	talk->acked = talk->hole = talk->sent;
}

/* One segment of data, now and then lost, twice or late, and what the peer says about it. */
void stage_say(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, false);
	uint32_t luck = roll(talk, 40);

	packet.segment.len = STAGE_MSS;
	if (luck != 1) /* else it was lost before the capture, with 3 behind it */
		stage_pass(stage, packet, STAGE_MS / 2);
	if (luck == 2)
		stage_pass(stage, packet, 1000);
	if (luck > 1 && luck != 3 && talk->hole == talk->sent)
		talk->acked = talk->hole = talk->sent + STAGE_MSS;
	talk->sent += STAGE_MSS;
	acknowledge(stage, talk);
	if (talk->hole < talk->sent && roll(talk, talk->patience) == 0)
		resend(stage, talk);
	if (talk->hole == talk->sent)
		acknowledge(stage, talk);
}

static void stage_close(struct stage *stage, struct speaker *talk)
{
	struct packet fin = stage_packet(talk, false), answer;

	fin.segment.flags = TCP_FIN | TCP_ACK;
	stage_pass(stage, fin, STAGE_MS);
	talk->acked = talk->sent + 1;
	answer = stage_packet(talk, true);
	answer.segment.flags = TCP_FIN | TCP_ACK;
	stage_pass(stage, answer, 20 * STAGE_MS);
	fin = stage_packet(talk, false);
	fin.segment.seq++;
	fin.segment.ack++;
	stage_pass(stage, fin, STAGE_MS / 10);
}

struct speaker speaker_of(uint32_t client)
{
	return (struct speaker){.client = client, .die = client + 1, .patience = 5};
}

void stage_short(struct stage *stage, uint32_t client)
{
	struct speaker talk = speaker_of(client << 16 | 4000);

	stage_open(stage, &talk);
	for (int i = 0; i < 5; i++)
		stage_say(stage, &talk);
	stage_close(stage, &talk);
}

struct stage stage_new(size_t bound)
{
	struct stage stage = {.tracker = tracker_new()};

	tracker_bound(stage.tracker, bound);
	return stage;
}
