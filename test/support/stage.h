/*
 * Connections that go badly, made by a die that falls the same way each time: segments of theirs
 * are lost, late and twice.
 */
#ifndef TEST_SUPPORT_STAGE_H
#define TEST_SUPPORT_STAGE_H

#include "tcpladder/flow.h"

enum { STAGE_MSS = 1000, STAGE_MS = 1000000 };

/* A connection of client A with a server; it begins with speaker_of(). */
struct speaker {
	uint32_t client;      /* the last bytes of its address, and its port */
	uint32_t sent, acked; /* offsets of A's bytes */
	uint32_t hole;        /* the first of them that B misses; sent for none */
	uint32_t die;
	uint32_t patience; /* a hole stays for about so many segments */
	uint16_t id;
};

/* Where they happen. */
struct stage {
	struct tracker *tracker;
	uint64_t frame;
	int64_t now_ns;
};

/* A new tracker with that bound, 0 for none; the caller frees it. */
struct stage stage_new(size_t bound);

struct speaker speaker_of(uint32_t client);

/* The next packet of A, or of B, without data. */
struct packet stage_packet(struct speaker *talk, bool answer);

/* The packet is captured so long after the one before; what is too much is forgotten. */
void stage_pass(struct stage *stage, struct packet packet, int64_t after_ns);

/* A SYN alone; a three-way handshake; a segment of data, what becomes of it, and its ACK. */
void stage_syn(struct stage *stage, struct speaker *talk);
void stage_open(struct stage *stage, struct speaker *talk);
void stage_say(struct stage *stage, struct speaker *talk);

/* All of a connection, from SYN to FIN. */
void stage_short(struct stage *stage, uint32_t client);

#endif
