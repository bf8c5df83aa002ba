/*
 * A half: what a bystander knows of one endpoint's TCB (RFC 9293 §3.3.1), and of the bytes that
 * it sent.
 *
 * Sequence numbers are offsets from the half's base, so that nothing wraps. Both halves are the
 * same: whoever sends is `me`, whoever is sent to is `peer`.
 */
#ifndef TRACK_HALF_H
#define TRACK_HALF_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpladder/arena.h"
#include "tcpladder/flow.h"
#include "tcpladder/seq.h"
#include "track/constants.h"
#include "track/scoreboard.h"

/*
 * What it takes to know of an endpoint that has sent its SYN, or nothing: the rest is on the board.
 * A flood of SYNs is a flood of these.
 */
struct half {
	const struct scoreboard *board; /* its own (the arena's), or one of those that all share */
	uint32_t base;                  /* the ISN, or the first sequence number - 1 */
	union {
		uint32_t first_syn; /* half_syn() */
		uint32_t early_ack; /* the peer's last from before base was known */
	};
	uint32_t segments;
	uint32_t last_event;    /* its last segment, EVENT_NONE before */
	uint32_t progress;      /* event of the ACK that moved una last, EVENT_NONE before */
	uint32_t window;        /* its last window in bytes; valid with have_window */
	uint16_t mss;           /* that it offered; 0 for none */
	uint8_t state;          /* with STATE_ASSUMED, STATE_GUESSED */
	uint8_t before_assumed; /* the state before the last one that is assumed */
	uint8_t shift;          /* offered for its windows; in force only where both offered */
	uint8_t scale; /* the shift in force; where that was not captured, at least so much is */
	bool own_board : 1;
	bool have_base : 1;
	bool have_isn : 1;       /* base is an ISN, captured or told by the peer's ACK of it */
	bool have_early_ack : 1; /* so it has sent no SYN */
	bool have_una : 1;
	bool have_window : 1; /* of a segment that was no SYN: comparable with the next */
	bool sent_any : 1;    /* a segment of this endpoint other than a SYN was captured */
	bool sent_fin : 1;
	bool fin_heard : 1; /* and every byte before it: the peer knows that it is the end */
	bool passive : 1;   /* reached SYN-RECEIVED from LISTEN */
	bool offers_scale : 1, offers_sack : 1, offers_timestamps : 1;
};

/* The bytes that it sent, and those reported by SACK. */
static inline const struct ranges *half_sent(const struct half *half)
{
	return &half->board->sent;
}

static inline const struct ranges *half_sacked(const struct half *half)
{
	return &half->board->sacked;
}

/* The event of its first SYN, EVENT_NONE before. */
static inline uint32_t half_syn(const struct half *half)
{
	return half->have_early_ack ? EVENT_NONE : half->first_syn;
}

/* The offset of a sequence number that this half sent, near the highest one seen. */
static inline int64_t half_offset(const struct half *half, uint32_t seq)
{
	return seq_offset(half->base, half->board->nxt, seq);
}

static inline enum tcp_state half_state(const struct half *half)
{
	return (enum tcp_state)(half->state & STATE_MASK);
}

/* Neither closed nor in TIME-WAIT. */
static inline bool half_open(const struct half *half)
{
	return half_state(half) != STATE_CLOSED && half_state(half) != STATE_TIME_WAIT;
}

/* Bytes sent and not acknowledged yet. */
static inline bool half_outstanding(const struct half *half)
{
	return half->board->nxt > half->board->una;
}

/* How many octets are sent and not acknowledged (a SYN or FIN among them counts as one). */
static inline uint64_t half_in_flight(const struct half *half)
{
	return half->board->nxt > half->board->una ? (uint64_t)(half->board->nxt - half->board->una)
						   : 0;
}

/* Whether its IP IDs tell the order in which its packets were sent. */
static inline bool half_ids_tell(const struct half *half)
{
	const struct scoreboard *board = half->board;

	return board->id_steps >= ID_SAMPLES &&
	       (uint64_t)board->id_good * 100 >= (uint64_t)board->id_steps * ID_GOOD_PERCENT;
}

/* A counter that all of a host's packets share goes on while this sender is silent. */
static inline bool half_id_goes_on(uint16_t step, int64_t elapsed_ns)
{
	int64_t most = ID_STEP_MAX;

	if (elapsed_ns > 0)
		most += elapsed_ns / NS_PER_S * ID_STEP_MAX;
	return step > 0 && step <= INT16_MAX && step <= most;
}

/* Makes a half of zeros one about which nothing is known. */
void half_init(struct half *half);

/* Its first number, at offset 0 for an ISN, is the next; nothing is sent yet. */
void half_begin(struct half *half, struct arena *arena, int64_t offset);

/* Its SYN is sent, and was captured or not: that alone is no reason for a scoreboard. */
void half_send_syn(struct half *half, uint32_t event);
void half_skip_syn(struct half *half);

/* Raises SND.NXT; the border below which nothing is missing. */
void half_raise_nxt(struct half *half, struct arena *arena, int64_t to);
void half_extend_whole(struct half *half, struct arena *arena, int64_t to);

/* The peer has acknowledged what lies below the offset; no reason either for a SYN alone. */
void half_acknowledge(struct half *half, struct arena *arena, int64_t offset);

void half_make_board(struct half *half, struct arena *arena);

/* Its own scoreboard, made where there is none yet, to write on. */
static inline struct scoreboard *half_board(struct half *half, struct arena *arena)
{
	if (!half->own_board)
		half_make_board(half, arena);
	return (struct scoreboard *)half->board; /* made there, not const */
}

/* Gives back the scoreboard. */
void half_release(struct half *half, struct arena *arena);

/* How many bytes of [from, to) were captured before, or are so old that they count as such. */
int64_t half_seen(const struct half *half, int64_t from, int64_t to);

/* What it can know now of its bytes' arrival. */
struct view half_view(const struct half *half);

/* Forgets its sequence numbers: what it sent was for a connection that is not this one. */
void half_forget_numbers(struct half *half, struct arena *arena);

/* Forgets which segments sent its bytes, but for so many ranges; 0 where it sends no more. */
void half_forget_ranges(struct half *half, uint32_t most);

/* RFC 6298 §2.3 with the floor of 200 ms that real stacks have; 1 s before any sample (§2.1). */
int64_t half_rto_ns(const struct half *half);

/* Takes a round-trip sample (RFC 6298 §2.2, §2.3). */
void half_sample(struct half *half, struct arena *arena, int64_t rtt_ns);

/* Takes the first one, of the handshake. */
void half_sample_handshake(struct half *half, struct arena *arena, int64_t rtt_ns);

#endif
