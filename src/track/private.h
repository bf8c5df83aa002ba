/*
 * What the files of the tracker share: a flow, and one step of it.
 */
#ifndef TRACK_PRIVATE_H
#define TRACK_PRIVATE_H

#include "tcpladder/flow.h"
#include "tcpladder/stable_array.h"
#include "track/half.h"

/* A SYN+ACK: a SYN of the other side's came before it. */
static inline bool packet_is_answer(const struct packet *packet)
{
	return (packet->segment.flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK);
}

/* What the handshake agreed on: RFC 3168 §6.1.1, RFC 9768 §3.1. */
enum ecn { ECN_NONE, ECN_ASKED, ECN_ACCURATE_ASKED, ECN_CLASSIC, ECN_ACCURATE };

/* How a segment that lies below SND.NXT came late. */
enum order {
	ORDER_UNKNOWN,
	ORDER_OVERTAKEN, /* an original that others overtook on the way */
	ORDER_RESENT,    /* a retransmission whose first copy did not pass here */
	ORDER_CAPTURE    /* the capture swapped it */
};

/* A byte each: a step of few lines is quick to clear, and there is one for each packet. */
struct verdict {
	enum order order : 8;
	enum confidence confidence : 8;
};

/* What later segments proved of earlier ones, or may yet prove. */
struct hindsight {
	struct forgone *forgone;     /* of events that were given up; NULL for none */
	struct ranges notes;         /* a number for each note of an event: index into proofs */
	struct stable_array proofs;  /* struct proof */
	struct stable_array changed; /* uint32_t: events that are not as they were when taken */
	struct ranges *fragments;    /* events that came in IP fragments, each with how many; the
				      * arena's, NULL until there is one */
	struct packet *doubtful_syn; /* the SYN in doubt with its options, owned; NULL for none */
	uint32_t doubtful; /* event: a SYN in a live connection, not answered yet; EVENT_NONE */
	uint32_t crossing; /* event: the other side's SYN, where both may have opened at once */
	uint32_t lost;     /* segments marked lost */
};

/* A capture may hold a million of them of one SYN each: what only some need is elsewhere. */
struct flow {
	struct endpoint end[2];
	struct half half[2];
	struct stable_array events;  /* struct event */
	struct arena *arena;         /* the tracker's: what is elsewhere lies in it */
	struct hindsight *hindsight; /* NULL while no earlier event is in question */
	int64_t last_ns;
	uint32_t number;       /* from 1 */
	uint32_t syn, syn_ack; /* events: the last of the handshake */
	uint32_t resets, zero_windows;
	uint8_t phase : 3;   /* enum phase */
	uint8_t opening : 3; /* enum opening */
	uint8_t closing : 2; /* enum closing */
	uint8_t vantage : 2; /* enum vantage */
	uint8_t ecn : 3;     /* enum ecn */
	bool mptcp : 1;
	bool seen_syn : 1, seen_syn_ack : 1, seen_handshake_ack : 1, seen_data : 1;
	bool handshake_over : 1;
	bool syn_ack_repeated : 1;
	bool handshake_repeated : 1; /* its times measure nothing: RFC 6298 §3 */
	bool captured_twice : 1;     /* the capture makes copies, not the network */
	bool half_closed : 1;        /* data was sent after the other side's FIN */
	bool reset : 1;              /* an RST was accepted */
	bool gone : 1;               /* it was forgotten: nothing else here holds */
	bool stripped : 1;           /* closed, and all but its last events were given up */
	bool held : 1;               /* somebody looks at it: it is not to be forgotten */
};

/*
 * One segment on its way into a flow. The event stands in the flow already; the halves are as
 * they were before it until step_apply(). What each begins with comes first, so that all behind it
 * is cleared by few instructions.
 */
struct step {
	struct flow *flow;
	const struct segment *segment;
	struct half *me;   /* who sent it */
	struct half *peer; /* to whom */
	struct event *event;
	int64_t from, to;   /* the sequence space that it uses, offsets of me; equal for none */
	int64_t seen;       /* how many of its bytes were captured before */
	int64_t ack;        /* offset of peer that it acknowledges, where has_ack */
	int64_t acked_from; /* SND.UNA of the peer before it */
	uint32_t index;     /* of the event */
	bool has_ack;
	bool new_data;          /* begins at or above SND.NXT */
	bool sacks_new;         /* reports bytes that no SACK had reported */
	bool dsack;             /* its first SACK block repeats what had arrived (RFC 2883 §4) */
	bool joined;            /* what was seen of it was its own first fragment */
	uint32_t part;          /* event: that fragment, where it was; else EVENT_NONE */
	struct verdict verdict; /* where it fills a hole */
};

/* Whether it is between these endpoints, in whichever order. */
static inline bool flow_between(const struct flow *flow, const struct endpoint *x,
				const struct endpoint *y)
{
	const struct endpoint *a = &flow->end[SIDE_A], *b = &flow->end[SIDE_B];

	return (endpoint_same(a, x) && endpoint_same(b, y)) ||
	       (endpoint_same(a, y) && endpoint_same(b, x));
}

static inline bool step_has(const struct step *step, unsigned flags)
{
	return (step->segment->flags & flags) != 0;
}

/*
 * SEG.WND in bytes: shifted where both SYNs offered it, never on a SYN (RFC 7323 §2.2, §2.3). Where
 * they were not captured it is at least so much.
 */
static inline uint32_t step_window(const struct step *step)
{
	return (uint32_t)step->segment->window << (step_has(step, TCP_SYN) ? 0 : step->me->scale);
}

/* A first fragment, the rest of which did not come: it has more data than is known. */
static inline bool step_is_part(const struct step *step)
{
	return (step->segment->capture & SEGMENT_HEADER_ONLY) != 0;
}

/* Whether the handshake tells how windows are shifted: both SYNs do (RFC 7323 §2.2). */
static inline bool flow_scales_known(const struct flow *flow)
{
	return flow->seen_syn && flow->seen_syn_ack;
}

/* The most that the half's last window can be in bytes; no window of it is larger. */
int64_t flow_window_at_most(const struct flow *flow, const struct half *half);
int64_t flow_window_limit(const struct flow *flow, const struct half *half);

/* A pure ACK: no data, no SYN, FIN or RST. */
static inline bool step_pure_ack(const struct step *step)
{
	return step->has_ack && step->segment->len == 0 &&
	       !step_has(step, TCP_SYN | TCP_FIN | TCP_RST) && !step_is_part(step);
}

/* The later of two events, either of which may be EVENT_NONE. */
static inline uint32_t event_later(uint32_t x, uint32_t y)
{
	return x == EVENT_NONE || (y != EVENT_NONE && y > x) ? y : x;
}

/* The last event before it that is no copy; EVENT_NONE for none. */
static inline uint32_t step_previous(const struct step *step)
{
	return event_later(step->me->last_event, step->peer->last_event);
}

/* forgone.c: an event that was given up, or what stands for it; good until the next call. */
struct event *forgone_event(const struct flow *flow, size_t index);

static inline struct event *event_at(const struct flow *flow, size_t index)
{
	if (flow->events.gone > 0 && index < stable_array_first(&flow->events))
		return forgone_event(flow, index);
	return stable_array_at(&flow->events, index);
}

/* Whether the capture was taken at the half's own end: then what it shows was sent just then. */
static inline bool captured_at(const struct flow *flow, const struct half *half)
{
	return flow->vantage == (half == &flow->half[SIDE_A] ? VANTAGE_AT_A : VANTAGE_AT_B);
}

static inline void event_note(struct event *event, enum note note)
{
	struct note_set set = event_notes(event);

	note_set_add(&set, note);
	event->notes = set.word[0];
	event->rare = set.word[1] & 0xffu;
}

/* proof.c: the flow's own, made where there is none yet. */
struct hindsight *flow_hindsight(struct flow *flow);

/* proof.c: forgets what concerns events before that one, and gives all of it back. */
void hindsight_cut(struct flow *flow, size_t before);
void hindsight_free(struct flow *flow);

/* forgone.c: when the first event was captured, and in which frame, of a flow that gave it up. */
void forgone_first(const struct flow *flow, int64_t *ns, uint32_t *frame);
void forgone_free(struct flow *flow);

/*
 * forgone.c: gives up events before that one, which there must be, as far as they can be given up;
 * the last one stays. What is found out about later segments is the same as if they were there.
 */
void flow_cut(struct flow *flow, size_t before);

/* forgone.c: the same of all that can be, of a flow that is closed. What comes late finds less. */
void flow_strip(struct flow *flow);

/* forgone.c: bytes that it has outside of the arena. */
size_t flow_outside(const struct flow *flow);

/* The SYN in doubt, and its event; NULL and EVENT_NONE for none. */
static inline const struct packet *flow_doubtful_syn(const struct flow *flow)
{
	return flow->hindsight ? flow->hindsight->doubtful_syn : NULL;
}

static inline uint32_t flow_doubtful(const struct flow *flow)
{
	return flow->hindsight ? flow->hindsight->doubtful : EVENT_NONE;
}

/* proof.c: an earlier event is not what it was: whoever has shown it must know. */
void change(struct flow *flow, uint32_t event);

/* proof.c: keeps how many fragments the event came in. */
void note_fragments(struct flow *flow, uint32_t event, uint16_t count);

/* proof.c: bytes that all of it has outside of the arena. */
size_t hindsight_outside(const struct flow *flow);

/* proof.c: gives an earlier event a note, and keeps what proved it. */
void prove(struct flow *flow, uint32_t event, enum note note, struct proof proof);

static inline void event_drop_note(struct event *event, enum note note)
{
	struct note_set set = event_notes(event);

	note_set_drop(&set, note);
	event->notes = set.word[0];
	event->rare = set.word[1] & 0xffu;
}

/* rules.c: runs every rule against the halves as they are. */
void rules_run(struct step *step);

/* rules.c: those alone that concern where its bytes lie: all that a damaged segment can tell. */
void rules_run_on_bytes(struct step *step);

/* duplicate.c: the event that the step's packet is a copy of; EVENT_NONE where it is its own. */
uint32_t duplicate_of(const struct step *step);

/* duplicate.c: counts the step's packet, a copy of that event, and tells who made the copies. */
void duplicate_count(struct step *step, uint32_t of);

/* duplicate.c: whether it is a copy of the event's packet. */
bool duplicate_is(const struct step *step, uint32_t index);

/* cause.c: why a segment whose bytes were sent before was sent again. */
enum cause cause_of(const struct step *step);

/*
 * reply.c: whether a SYN+ACK answers a SYN that came again: the peer's was captured again after
 * this side's SYN+ACK, and just now; or before both where the capture is far from this side.
 */
bool syn_came_again(const struct step *s);

/* cause.c: how sure that is; once it stands in the event. */
enum confidence cause_confidence(const struct step *step);

/* recovery.c: a retransmission begins a recovery, or goes on with one; after its cause is known. */
void recovery_open(struct step *s);

/* recovery.c: new data after a timer's resend that was not captured. */
void recovery_open_unseen(struct step *s);

/* recovery.c: the step's ACK may end the peer's; after SND.UNA has moved. */
void recovery_close(struct step *s);

/* recovery.c: whether the sender, for whom una was acknowledged, sent the step in a recovery. */
bool recovery_lasts(const struct step *s, int64_t una);

/*
 * recovery.c: whether the ACK that moved SND.UNA up to the step shows that what was resent in a
 * fast recovery, after the step's earlier copy, has arrived: then that is lost (RFC 8985 §6.2).
 */
bool recovery_outran(const struct step *s);

/* reset.c: how the receiver takes an RST (RFC 9293 §3.10.7.4, RFC 5961 §3.2). */
enum reset { RESET_TAKEN, RESET_CHALLENGED, RESET_IGNORED, RESET_UNTOLD };
enum reset reset_judged(const struct step *s);

/* reset.c: what one that is taken means (RFC 9293 §3.5.2, §3.5.3, §3.6.1). */
enum note reset_kind(const struct step *s);
/* reset.c: takes back an RST whose receiver, in the step, acknowledges what was sent after it. */
void reset_doubt(struct step *s);

/* part.c: the rest of a first fragment that stands alone came late: tells its whole segment so. */
void part_join(struct step *s);

/* part.c: a first fragment has a FIN with no number: it is judged without, as *segment. */
void part_leave_out_fin(struct step *s, struct segment *segment);

/* lost.c: what an ACK tells of earlier segments; run before the halves move. */
void lost_by_ack(struct step *step);
void lost_by_dsack(struct step *step);

/* lost.c: whether the ACK echoes a timestamp from before the event: an earlier copy had come. */
bool echoes_earlier(const struct step *s, const struct event *event);

/*
 * lost.c: the copies before this retransmission did not arrive: it was needed, and the answer
 * acknowledged it (RFC 9293 §3.8.1).
 */
void mark_lost(struct flow *flow, uint32_t resent, uint32_t answer);

/* fins.c: whether it acknowledges the peer's FIN, which proves that that arrived. */
bool fin_covered(const struct step *s);

/*
 * fins.c: whether it acknowledges what the peer sent after the ACK of its sender's FIN, or with
 * it: then that ACK had come.
 */
bool fin_ack_passed(const struct step *s);

/* fins.c: whether the FIN that the half sent again long after its ACK shows that that was lost. */
bool fin_ack_lost(const struct flow *flow, const struct half *half);

/* fins.c: whether its sender's FIN and every byte before it are there, now that it has arrived. */
bool fin_is_whole(const struct step *s);

/* states.c: moves both endpoints' states (RFC 9293 §3.3.2); run before the halves move. */
void states_run(struct step *step);

/*
 * apply.c: whether the step comes sooner after the peer's question than an answer can: then it is
 * something else. Near the end that answers, the times measured are all chance and bound nothing.
 */
bool step_too_soon_to_answer(const struct step *step, const struct event *question);

/* apply.c: gives the sender of data its scoreboard. */
void step_prepare_board(struct step *step);

/* apply.c: moves the halves past the segment; past one that was sent but did not arrive. */
void step_apply(struct step *step);
void step_apply_corrupt(struct step *step);

/*
 * apply.c: its checksum is wrong, though its sender's are right as a rule; one that is always
 * wrong is computed by the capturing host's network card.
 */
bool step_is_corrupt(const struct step *step);

/*
 * flow.c: makes a flow of zeros a new one from its first packet; its index in the tracker is
 * number - 1. The arena must outlive it.
 */
void flow_init(struct flow *flow, uint32_t number, const struct packet *first, struct arena *arena);
void flow_release(struct flow *flow);

/* flow.c: whether both ways are finished: both FINs acknowledged, or an RST accepted. */
bool flow_closed(const struct flow *flow);

/* flow.c: takes a packet from the given side; a doubtful one is kept and moves nothing. */
void flow_add(struct flow *flow, const struct packet *packet, enum side side);

/* flow.c: makes A what was B, while only SYNs are in the flow. */
void flow_swap_sides(struct flow *flow);

/* flow.c: the doubtful SYN has been answered: it is doubtful no more. */
void flow_settle(struct flow *flow);

/* What a packet is to the last flow between its endpoints. */
enum kinship {
	KIN_SAME,
	KIN_NEW,      /* begins a new flow */
	KIN_DOUBTFUL, /* a SYN in a live connection: the answer will tell */
	KIN_SPLIT     /* the answer: the doubtful SYN began a new flow, to which this belongs */
};

/* kinship.c: reads only; the packet is from the given side. */
enum kinship kinship_of_opener(const struct flow *flow, const struct segment *segment,
			       enum side side);

static inline enum kinship kinship_of(const struct flow *flow, const struct packet *packet,
				      enum side side)
{
	if ((packet->segment.flags & (TCP_SYN | TCP_RST)) != TCP_SYN)
		return KIN_SAME;
	return kinship_of_opener(flow, &packet->segment, side);
}

/* roles.c: what the segment does; run before the halves move. */
enum role role_of(const struct step *step);

/* roles.c: moves the flow's phase and what is known of its opening and closing; after states. */
void phase_run(struct step *step);

/* vantage.c: takes the handshake's times, and from them where the capture was taken. */
void vantage_run(struct step *step);

#endif
