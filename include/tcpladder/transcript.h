/*
 * What the two ends of a flow said: the bytes of each direction in their order, once, as pieces
 * of the segments that brought them.
 *
 * A piece comes when all before it in its direction has come, so that question and answer stand
 * in the order in which the ends could have read them. Bytes that were acknowledged, but never
 * captured, are a piece that is missing. No bytes are held and few pieces: the rest is worked out
 * again from the flow's events where it is asked for.
 */
#ifndef TCPLADDER_TRANSCRIPT_H
#define TCPLADDER_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"

struct piece {
	int64_t offset; /* of its first byte in its direction, from 0 */
	uint64_t len;
	uint32_t event; /* the segment that brought it, or that tells that it is missing */
	uint32_t skip;  /* bytes of that segment's data before it: they came earlier */
	enum side side; /* who said it */
	bool missing;
};

struct transcript;

/* The flow is borrowed. The caller frees it. Never NULL. */
struct transcript *transcript_new(const struct flow *flow);
void transcript_free(struct transcript *transcript);

/*
 * Takes up to most of the events before end that were not taken yet; false once no more can be:
 * all are taken, or bytes are missing that one of the next few may bring. last says that nothing
 * comes behind end: then nothing is waited for.
 */
bool transcript_take(struct transcript *transcript, size_t end, bool last, size_t most);

/* How many events were taken, and how many pieces they make. */
size_t transcript_events(const struct transcript *transcript);
size_t transcript_pieces(const struct transcript *transcript);

/* The piece at index; false where there is none. */
bool transcript_piece(struct transcript *transcript, size_t index, struct piece *piece);

/*
 * The first piece of a side at or behind *index, of those that are known, or the last before it;
 * false where there is none. Blocks without any are passed over.
 */
bool transcript_next(struct transcript *transcript, enum side side, size_t *index);
bool transcript_before(struct transcript *transcript, enum side side, size_t *index);

#endif
