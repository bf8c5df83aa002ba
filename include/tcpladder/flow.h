/*
 * Flows: the TCP connections that a capture shows, and what was found out about every segment.
 *
 * The tracker takes packets in the order captured and keeps, for each flow, one event a segment
 * and two halves, what a bystander knows of each endpoint's TCB. It reads no clock and no bytes.
 * A later packet may revise an earlier event.
 */
#ifndef TCPLADDER_FLOW_H
#define TCPLADDER_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/notes.h"
#include "tcpladder/segment.h"

/* The states of RFC 9293 §3.3.2, as one who sees only the segments can know them. */
enum tcp_state {
	STATE_UNKNOWN,
	STATE_CLOSED,
	STATE_LISTEN,
	STATE_SYN_SENT,
	STATE_SYN_RECEIVED,
	STATE_ESTABLISHED,
	STATE_FIN_WAIT_1,
	STATE_FIN_WAIT_2,
	STATE_CLOSE_WAIT,
	STATE_CLOSING,
	STATE_LAST_ACK,
	STATE_TIME_WAIT,
	STATE_COUNT
};

/* "SYN-SENT": the name of RFC 9293; "" for STATE_UNKNOWN. */
const char *state_name(enum tcp_state state);

/* A state and how it is known, in one byte. */
enum {
	STATE_MASK = 0x0f,
	STATE_ASSUMED = 0x40, /* entered on an arrival that nothing has confirmed yet */
	STATE_GUESSED = 0x80  /* picked up mid-way, not proven by any segment: shown with '?' */
};

enum phase { PHASE_OPEN, PHASE_DATA, PHASE_CLOSE, PHASE_RESET, PHASE_COUNT };

/* What a segment does; each has exactly one. */
enum role {
	ROLE_HS_SYN,
	ROLE_HS_SYN_ACK,
	ROLE_HS_ACK,
	ROLE_DATA,
	ROLE_ACK,
	ROLE_CLOSE_FIN,
	ROLE_CLOSE_ACK,
	ROLE_CLOSE_RST,
	ROLE_COUNT
};

/* Why a retransmission was sent; CAUSE_NONE for what is none. */
enum cause {
	CAUSE_NONE,
	CAUSE_UNKNOWN,
	CAUSE_FAST,      /* told by ACKs that came again, or SACK: RFC 5681 §3.2, RFC 8985 §6 */
	CAUSE_TLP,       /* a loss probe, of the last bytes: RFC 8985 §7 */
	CAUSE_RTO,       /* the timer, of the first bytes: RFC 6298 §5.4 */
	CAUSE_TIMER,     /* one of these two: where few bytes are outstanding they look alike */
	CAUSE_SLOWSTART, /* more of what the timer gave up, as ACKs come: RFC 5681 §3.1 */
	CAUSE_REPLY,     /* a SYN+ACK, for the SYN came again */
	CAUSE_TFO,       /* data of a SYN, not taken there: RFC 7413 §4.2.2 */
	CAUSE_COUNT
};

enum confidence { SURE, LIKELY, GUESS };

const char *role_name(enum role role);    /* "hs.syn" */
const char *cause_name(enum cause cause); /* "rto"; "" for CAUSE_NONE */
const char *phase_name(enum phase phase); /* "phase.open" */

/* The two endpoints: A sent the first SYN, else was seen first. */
enum side { SIDE_A, SIDE_B };

#define EVENT_NONE UINT32_MAX

/* One segment of a flow. */
struct event {
	int64_t time_ns;                /* of capture */
	uint64_t offset;                /* in the capture: capture_reread() */
	uint64_t notes;                 /* bits 1 << NOTE_… below NOTE_RARE: event_has() */
	uint32_t frame;                 /* number in the capture */
	uint32_t seq;                   /* as sent */
	uint32_t ack;                   /* as sent; meaningful with TCP_ACK */
	uint32_t len : 24;              /* octets of data, at most EVENT_LEN_MAX */
	uint32_t rare : NOTE_RARE_BITS; /* notes from NOTE_RARE on */
	uint32_t about;     /* index of the event that it repeats or belongs to; EVENT_NONE.
			     * Of an ACK of what was sent twice: see flow_echoed() */
	uint32_t count;     /* dup ACK: which one; gap: bytes missing before this segment;
			     * resend of which no copy was captured: packets missing before it */
	uint32_t tsval;     /* as sent, where have_tsval */
	uint16_t ip_id;     /* IPv4 identification; 0 where unknown or unused */
	uint16_t header;    /* a hash of the TCP header: equal for copies of one packet */
	uint16_t window;    /* as sent, unscaled */
	uint16_t flags : 9; /* TCP_… */
	uint16_t have_tsval : 1;
	uint16_t mptcp : 4;     /* 1 + the subtype of its MPTCP option; 0 without one */
	uint16_t commented : 1; /* its record has a comment */
	uint8_t state[2];       /* of A and of B after this segment, with its flags */
	uint8_t side : 1;       /* who sent it */
	uint8_t phase : 3;      /* enum phase */
	uint8_t role : 4;       /* enum role */
	uint8_t cause : 4;      /* enum cause */
	uint8_t confidence : 2; /* enum confidence, of the heaviest note */
	uint8_t copies : 2;     /* transmissions of these bytes before this one, 3 for more */
};

_Static_assert(sizeof(struct event) <= 64, "an event is at most 64 bytes");

/* No link carries more in one segment; what claims to is counted as so long. */
#define EVENT_LEN_MAX 0xffffffu

static inline struct note_set event_notes(const struct event *event)
{
	return (struct note_set){{event->notes, event->rare}};
}

static inline bool event_has(const struct event *event, enum note note)
{
	return note_set_has(event_notes(event), note);
}

/*
 * How many sequence numbers it uses: data, and one each for SYN and FIN (RFC 9293 §3.4). Of a first
 * fragment alone those that are known: its FIN lies behind the rest.
 */
static inline uint32_t event_span(const struct event *event)
{
	return (uint32_t)event->len + ((event->flags & TCP_SYN) != 0) +
	       ((event->flags & TCP_FIN) != 0 && !event_has(event, NOTE_FIRST_FRAGMENT));
}

enum { EVENT_LABELS = 80 };

/*
 * Writes every label of the event by its machine name: phase, role, "data" for a FIN that carries
 * some, "close.ack" for what first acknowledges a FIN, notes, "mptcp.<subtype>",
 * "retransmission.<cause>". Returns how
 * many there are, at most EVENT_LABELS. The names are good for ever.
 */
size_t event_labels(const struct event *event, const char *labels[EVENT_LABELS]);

/* Where the capture was taken, as far as the handshake's times tell. */
enum vantage { VANTAGE_UNKNOWN, VANTAGE_AT_A, VANTAGE_AT_B, VANTAGE_ON_PATH };

/* How the connection was closed, as far as it was captured. */
enum closing { CLOSING_NONE, CLOSING_FOUR_WAY, CLOSING_THREE_WAY, CLOSING_SIMULTANEOUS };

/* How the connection was opened, as far as it was captured. */
enum opening {
	OPENING_NOT_CAPTURED, /* picked up mid-way */
	OPENING_THREE_WAY,
	OPENING_SIMULTANEOUS,
	OPENING_REFUSED,
	OPENING_NO_ANSWER /* SYN only, so far */
};

/* One direction's side of a flow. */
struct half_summary {
	struct endpoint endpoint;
	uint32_t base;    /* sequence number shown as relative 0: the ISN, or first - 1 */
	bool have_isn;    /* base is an ISN that was captured */
	uint8_t state;    /* now, with its flags */
	uint16_t mss;     /* octets of data that it takes in a segment; 0 where it did not say */
	uint8_t shift;    /* of its window, 0 where not scaled */
	bool shift_known; /* the handshake was captured: else the shift is at least so much */
	uint64_t segments;
	uint64_t bytes; /* distinct octets of data captured, retransmissions not counted */
	uint64_t retransmissions; /* segments */
	uint64_t bytes_again;     /* octets of data in those that were captured before */
	int64_t response_ns;      /* smoothed time from the capture to the peer and back (RFC 6298
				§2); 0 where not measured */
	int64_t fastest_ns;       /* the shortest such time; 0 where not measured */
	int64_t rto_ns;           /* the retransmission timeout that follows, at least 200 ms */
	uint64_t in_flight;       /* octets sent and not acknowledged now */
	uint64_t peak_in_flight;
};

struct flow_summary {
	uint32_t number; /* from 1, in order of the first segment */
	struct half_summary half[2];
	uint32_t first_frame; /* of the capture */
	int64_t first_ns;
	int64_t last_ns;
	uint64_t segments;
	uint64_t resets;
	uint64_t zero_windows;
	uint64_t lost; /* segments marked lost */
	bool seen_syn, seen_syn_ack, seen_handshake_ack, seen_data;
	bool seen_fin[2];
	enum opening opening;
	enum closing closing;
	enum vantage vantage;
	int64_t handshake_ns[2]; /* SYN to SYN+ACK, SYN+ACK to ACK; -1 where not measured */
};

/* How much went wrong: segments lost, sent again, resets, and zero windows. */
static inline uint64_t flow_trouble(const struct flow_summary *flow)
{
	return flow->lost + flow->half[SIDE_A].retransmissions +
	       flow->half[SIDE_B].retransmissions + flow->resets + flow->zero_windows;
}

struct flow;
struct tracker;

/* The caller frees it. Never NULL. */
struct tracker *tracker_new(void);
void tracker_free(struct tracker *tracker);

/* Takes the next packet; copies what it needs. Costs O(log n) at worst. */
void tracker_add(struct tracker *tracker, const struct packet *packet);

enum { TRACKER_BATCH = 32 };

/*
 * Takes the next packets, at most TRACKER_BATCH, in their order: the same, but sooner. Where flows
 * is not NULL, it gets the index of the flow that each went to; there it is the last event, but for
 * the later packets of the batch.
 */
void tracker_add_batch(struct tracker *tracker, const struct packet *packets, size_t count,
		       size_t *flows);

/*
 * Flows by order of their first segment, index from 0: how many there were, and one that was not
 * forgotten. Lent until it is, or until tracker_free().
 */
size_t tracker_flows(const struct tracker *tracker);
const struct flow *tracker_flow(const struct tracker *tracker, size_t index);

/*
 * Bounds what the tracker takes to so many bytes; to be called before the first packet, 0 for no
 * bound. It goes beyond until tracker_forget() is called, so that what is not shown yet can be.
 */
void tracker_bound(struct tracker *tracker, size_t most);

/* How many bytes it takes, of one with a bound. */
size_t tracker_size(const struct tracker *tracker);

/* Whether it is beyond, and there is something to forget. */
bool tracker_full(const struct tracker *tracker);

/*
 * Forgets the oldest: events of flows, from their first on (flow_first()), and flows as a whole, at
 * first those that are closed or never opened. What is found out about later segments is the same
 * as if all were there, but where too many flows are open at once to keep what that takes.
 */
void tracker_forget(struct tracker *tracker);

/* Flows that are not to be forgotten as a whole, beside no others: somebody looks at them. */
enum { TRACKER_HELD = 64 };
void tracker_hold(struct tracker *tracker, const size_t *flows, size_t count);

/* Whether a flow is there, and the first one at or after it that is; tracker_flows() for none. */
bool tracker_has(const struct tracker *tracker, size_t index);
size_t tracker_next(const struct tracker *tracker, size_t from);

/* What was forgotten. */
struct forgotten {
	size_t flows;
	uint64_t segments; /* theirs and those of others */
};
struct forgotten tracker_forgotten(const struct tracker *tracker);

/* How many segments there were in all, and when the first was captured; 0 before it. */
uint64_t tracker_segments(const struct tracker *tracker);
int64_t tracker_start_ns(const struct tracker *tracker);

/*
 * The first flow at or after index `from` that is there, between these two endpoints, either way
 * round. Returns its index, or tracker_flows() where there is none.
 */
size_t tracker_find(const struct tracker *tracker, size_t from, const struct endpoint *x,
		    const struct endpoint *y);

struct flow_summary flow_summary(const struct flow *flow);

/* How many segments, and the one at index. Lent until the next tracker_add(). */
size_t flow_events(const struct flow *flow);

/* The first one that was not forgotten, below flow_events(). In place of others is an empty one. */
size_t flow_first(const struct flow *flow);

/* Whether the index is that of an event that is there; EVENT_NONE is not. */
static inline bool flow_has(const struct flow *flow, size_t index)
{
	return index >= flow_first(flow) && index < flow_events(flow);
}

/* What proved, by hindsight, a note of an earlier event: indices of events, EVENT_NONE for none. */
struct proof {
	uint32_t by;   /* the event that decided it */
	uint32_t also; /* another that it rests on */
};

/* false where the note was decided by the event itself (see event.about) or is not there. */
bool flow_proof(const struct flow *flow, size_t event, enum note note, struct proof *proof);
const struct event *flow_event(const struct flow *flow, size_t index);

/* In how many IP fragments it came, of an event with NOTE_FRAGMENT; 0 where that is not known. */
unsigned flow_fragments(const struct flow *flow, size_t event);

/*
 * Of bytes that were sent twice the transmission that an ACK answers: the only one whose timestamp
 * it echoes (RFC 7323 §4.1), so that it measures a round trip all the same. EVENT_NONE for none.
 */
size_t flow_echoed(const struct flow *flow, size_t event);

/*
 * How many times a later segment has changed what an event says, and which event that was: in the
 * order in which it happened. A change may be one that nobody sees, and an event may come again.
 * Which they were is known of those since the last tracker_forget().
 */
size_t flow_changes(const struct flow *flow);
size_t flow_change(const struct flow *flow, size_t index);

#endif
