/*
 * What a transcript knows after some events, and what the next one adds to it.
 */
#ifndef TRACK_TRANSCRIPT_STEP_H
#define TRACK_TRANSCRIPT_STEP_H

#include "tcpladder/transcript.h"

enum { WAITING_MAX = 64 }; /* pieces that wait for bytes before them, in one direction */

/* One direction. */
struct lane {
	int64_t next;  /* the byte that comes next */
	int64_t acked; /* every byte before it has arrived */
	int64_t end;   /* where the FIN says that it ends, INT64_MAX so far */
	bool begun;
	uint32_t count;
	struct piece waiting[WAITING_MAX]; /* ascending */
};

/* All that is known after some events. */
struct state {
	size_t event;
	size_t pieces;
	size_t of_side[2]; /* pieces */
	bool finished;
	struct lane lane[2];
};

struct transcript {
	const struct flow *flow;
	uint32_t base[2];
	size_t end; /* so many events may be looked at */
	bool last;  /* and there will be no more */
	struct state now;
	struct state **kept; /* after each block or so */
	size_t kept_count, kept_room;
	struct piece *block; /* of the kept state `from`, up to what was known then */
	size_t block_count, block_room;
	size_t from; /* SIZE_MAX for none */
	bool collecting;
};

/* Takes the next event: what it brings, and what its ACK tells. */
void transcript_step(struct transcript *transcript, struct state *state);

/* Nothing comes behind the last event that was taken: what waits is said, with its holes. */
void transcript_finish(struct transcript *transcript, struct state *state);

/* What is missing is judged once, by all that can tell: so that it is judged alike again. */
bool transcript_must_wait(const struct transcript *transcript, const struct state *state);

#endif
