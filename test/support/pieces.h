/*
 * One datagram with a segment, handed to a decoder in IP fragments.
 */
#ifndef TEST_SUPPORT_PIECES_H
#define TEST_SUPPORT_PIECES_H

#include "script/wire.h"
#include "tcpladder/segment.h"

/* The datagram in three pieces of so many bytes; of data it has so many. */
enum { PIECE = 40, PIECES = 3, PIECES_DATA = 100, PIECES_IPV4 = 20, PIECES_SECOND = 1000000000 };

/* Of the test that runs: what it hands in, and what came of the last frame. */
struct pieces {
	struct decoder *decoder;
	struct packets packets;
	uint8_t whole[WIRE_FRAME_MAX]; /* the datagram that is taken apart */
	int64_t now;
	uint64_t number; /* of the last frame */
};

extern struct pieces pieces;

/* Every order of three. */
enum { PIECES_ORDERS = 6 };
extern const size_t pieces_orders[PIECES_ORDERS][PIECES];

void pieces_start(uint8_t version);
void pieces_start4(void);
void pieces_stop(void);

/* A piece of the datagram: bytes from at on, size of them, of which cut are not captured. */
struct piece {
	size_t at;
	size_t size;
	bool more;
	uint16_t id;
	size_t cut;
};

/* The i-th of the three, from 0. */
struct piece pieces_part(size_t i, uint16_t id);

/* Hands in a frame, or a piece as IP of the one version or the other. */
enum decoded pieces_give(const uint8_t *data, size_t size, size_t cut);
enum decoded pieces_give4(struct piece piece);
enum decoded pieces_give6(struct piece piece);

/* The last frame gave the segment of the whole datagram, and no other. */
void pieces_expect_whole(void);

#endif
