/*
 * What each endpoint knows while a script is read: enough to fill in what its lines leave out.
 */
#ifndef SCRIPT_MODEL_H
#define SCRIPT_MODEL_H

#include "tcpladder/script.h"

struct range {
	uint32_t left;
	uint32_t right; /* one past the last */
};

/* A segment on its way: when it arrives, and what it says. */
struct arrival {
	int64_t time_ns;
	struct segment segment;
};

enum { HELD_MAX = 32 };

/* One endpoint towards another, as it knows itself. Times are true ones, not those of capture. */
struct half {
	bool begun;        /* it has sent something */
	bool heard;        /* something with a sequence number has arrived */
	bool was_acked;    /* an ACK has arrived: acked is set */
	bool reset;        /* a RST of its own or of its peer has ended its connection */
	uint32_t next;     /* SND.NXT */
	uint32_t ended;    /* where its last line ended, which may have repeated something */
	uint32_t acked;    /* SND.UNA, by the ACKs that have arrived */
	size_t since;      /* its last SYN, or its first line, in the script */
	uint32_t expected; /* RCV.NXT */
	struct range held[HELD_MAX]; /* arrived beyond a hole, the latest first */
	size_t held_count;
	struct range twice;    /* arrived again and not yet reported (RFC 2883) */
	uint32_t tsval;        /* the latest that has arrived */
	int64_t sent_ns;       /* when it sent last */
	int64_t arrived_ns;    /* when the last that was taken arrived */
	struct arrival *queue; /* not taken yet, in order of time */
	size_t queued;
};

/* Puts a segment on its way to the half. */
void half_expect(struct half *half, int64_t time_ns, const struct segment *segment);

/* Takes in what has arrived up to that time. */
void half_take(struct half *half, int64_t until_ns);

/*
 * Takes in what an ACK answers: everything that is on its way, but nothing behind the first
 * segment that asks for an ACK at once (RFC 5681 §4.2: out of order, a second time, filling a
 * hole). Where only_some is false, everything.
 */
void half_take_answered(struct half *half, bool only_some);

/* The SACK option's blocks for its next ACK: first what arrived twice, then what is held. */
void half_report(struct half *half, struct tcp_options *options);

void half_free(struct half *half);

#endif
