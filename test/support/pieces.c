/* A datagram in pieces. */
#include "support/pieces.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "support/layers.h"
#include "tcpladder/error.h"

enum { RAW = 101, IPV6 = 40 };

struct pieces pieces;

void pieces_start(uint8_t version)
{
	struct packet packet = layers_packet(version);

	packet.segment.len = PIECES_DATA;
	wire_datagram(&packet, NULL, pieces.whole);
	pieces.decoder = decoder_new();
	pieces.now = 0;
	pieces.number = 0;
}

void pieces_start4(void)
{
	pieces_start(IP_VERSION_4);
}

void pieces_stop(void)
{
	decoder_free(pieces.decoder);
}

enum decoded pieces_give(const uint8_t *data, size_t size, size_t cut)
{
	uint8_t *exact = memory_alloc(size - cut);
	struct frame frame = {.number = ++pieces.number,
			      .time_ns = pieces.now,
			      .data = exact,
			      .caplen = (uint32_t)(size - cut),
			      .len = (uint32_t)size,
			      .link_type = RAW};
	enum decoded result;

	memcpy(exact, data, size - cut);
	result = decode_frame(pieces.decoder, &frame, &pieces.packets);
	free(exact);
	return result;
}

enum decoded pieces_give4(struct piece piece)
{
	uint8_t data[PIECES_IPV4 + PIECES_DATA + 40];
	size_t where = piece.at / 8 | (piece.more ? 0x2000 : 0);

	memcpy(data, pieces.whole, PIECES_IPV4);
	memcpy(data + PIECES_IPV4, pieces.whole + PIECES_IPV4 + piece.at, piece.size);
	data[2] = 0;
	data[3] = (uint8_t)(PIECES_IPV4 + piece.size);
	data[4] = (uint8_t)(piece.id >> 8);
	data[5] = (uint8_t)piece.id;
	data[6] = (uint8_t)(where >> 8);
	data[7] = (uint8_t)where;
	return pieces_give(data, PIECES_IPV4 + piece.size, piece.cut);
}

enum decoded pieces_give6(struct piece piece)
{
	uint8_t data[IPV6 + 8 + PIECES_DATA + 40] = {0};
	uint8_t head[8] = {6, 0, (uint8_t)(piece.at >> 8), (uint8_t)(piece.at | piece.more),
			   0, 0, (uint8_t)(piece.id >> 8), (uint8_t)piece.id};

	memcpy(data, pieces.whole, IPV6);
	data[5] = (uint8_t)(8 + piece.size);
	data[6] = 44;
	memcpy(data + IPV6, head, 8);
	memcpy(data + IPV6 + 8, pieces.whole + IPV6 + piece.at, piece.size);
	return pieces_give(data, IPV6 + 8 + piece.size, piece.cut);
}

struct piece pieces_part(size_t i, uint16_t id)
{
	return (struct piece){.at = i * PIECE, .size = PIECE, .more = i < PIECES - 1, .id = id};
}

void pieces_expect_whole(void)
{
	const struct segment *segment = &pieces.packets.packet[0].segment;

	ck_assert_uint_eq(pieces.packets.count, 1);
	ck_assert_uint_eq(segment->len, PIECES_DATA);
	ck_assert_uint_eq(segment->seq, 0xfffffff8u);
	ck_assert_uint_eq(segment->capture, SEGMENT_FRAGMENTED | SEGMENT_CHECKSUM_RIGHT);
}

const size_t pieces_orders[PIECES_ORDERS][PIECES] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
						     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
