/*
 * A scoreboard: what became of the bytes that one endpoint sent (the word of RFC 6675 §1), and
 * what was measured on the way.
 *
 * A half gets one of its own when it does more than send its first SYN: a flood of SYNs need not
 * pay for it. Until then all halves share three: of one that has sent nothing, of one that has sent
 * its SYN, and of one whose SYN was acknowledged.
 */
#ifndef TRACK_SCOREBOARD_H
#define TRACK_SCOREBOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "track/constants.h"
#include "track/ranges.h"

/* A right edge of the window that the sender was offered, and by which segment. */
struct edge {
	int64_t time_ns;
	int64_t edge;
	uint32_t tsval;
	uint16_t window; /* as sent; 0 where no shift applies, that of a SYN or a closed one */
	bool have_tsval;
};

/* The last of them, as a ring. */
struct edges {
	unsigned count; /* ever offered; the newest is the one before it */
	struct edge at[EDGES];
};

/* What the sender can know of its bytes' arrival. */
struct view {
	int64_t una;
	int64_t sacked_to; /* right edge of the highest SACK block; INT64_MIN where there is none */
	int64_t until;     /* the ACK that ended it: una after it */
	uint32_t dup_acks; /* ACKs that repeated una since it moved last */
};

/* The last views that held a complaint (dup ACK or SACK) when an ACK ended them, as a ring. */
struct views {
	struct view at[VIEWS];
	unsigned count; /* ever kept */
};

/* How this sender came to resend: opened by the first resend, over once UNA reaches the point. */
enum episode { EPISODE_NONE, EPISODE_FAST, EPISODE_RTO };

/* What nearly every segment looks at comes first: the rest may stay out of the cache. */
struct scoreboard {
	int64_t nxt;   /* SND.NXT: one past the highest byte captured */
	int64_t una;   /* SND.UNA: the highest ACK of the peer */
	int64_t whole; /* every byte below it was captured or acknowledged */
	uint64_t bytes;
	uint64_t peak_in_flight;
	uint32_t dup_acks;    /* ACKs that repeated una since it moved last */
	uint32_t asked;       /* its probe or keep-alive that nothing has answered; EVENT_NONE */
	struct ranges sent;   /* bytes sent, each with the last event that carried them */
	struct ranges sacked; /* bytes above una that the peer reported by SACK */
	struct edges *edges;  /* the arena's: NULL until it sends data after its peer's window */
	int64_t probe;        /* end of a window probe's new byte, not counted in nxt; 0 for none */
	uint32_t retransmissions;
	bool have_ts_recent;
	bool unseen; /* its timer expired over what did not pass here, how much does not show */

	int64_t srtt_ns; /* RFC 6298 §2 as seen from the capture; 0 before the first sample */
	int64_t rttvar_ns;
	int64_t fastest_ns; /* the smallest sample; 0 before the first */

	uint16_t last_id;             /* of what went on in order; 0 before the first */
	uint16_t sent_id;             /* the newest of all; 0 before the first */
	uint32_t id_steps, id_good;   /* IP IDs: steps seen, small ones forward */
	uint32_t id_forward;          /* those no larger than the time between allows */
	uint32_t id_counts, id_exact; /* steps of all, and those by the packets on the wire */
	uint32_t sent_packets;        /* that the segment with sent_id makes there */
	uint32_t sums_right[2];       /* checksums, without data and with, of whole segments */
	uint32_t sums_wrong[2];

	int64_t last_id_ns; /* when last_id was captured; the first of the rest */
	uint32_t ts_recent; /* its newest TSval that the peer has taken (RFC 7323 §4.3) */
	enum episode episode;
	int64_t fin;          /* offset of its FIN, where sent_fin */
	int64_t forgotten;    /* below it all counts as sent, and is no longer in ranges */
	int64_t recovery;     /* the episode is over once una reaches it */
	uint32_t ended;       /* the ACK that ended the episode; EVENT_NONE while it lasts */
	uint32_t beyond;      /* a pure ACK that showed bytes before it missing; EVENT_NONE */
	int64_t handshake_ns; /* the sample of the handshake; -1 where it was not measured */
	uint64_t bytes_again; /* octets that were captured before, in retransmissions */

	int64_t copy_min_ns, copy_max_ns; /* how long after the first copies came */
	uint32_t copies;                  /* packets of it that came twice */
	uint32_t copy;                    /* its last packet that was captured twice; EVENT_NONE */
	struct views *views;              /* the arena's: NULL until one was kept */
};

#endif
