/* A flow: its events, its two halves, and the way of one segment into it. */
#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"
#include "track/private.h"

void flow_init(struct flow *flow, uint32_t number, const struct packet *first, struct arena *arena)
{
	bool answer = packet_is_answer(first);

	flow->arena = arena;
	flow->events = stable_array_of(sizeof(struct event));
	flow->end[SIDE_A] = answer ? first->to : first->from;
	flow->end[SIDE_B] = answer ? first->from : first->to;
	half_init(&flow->half[SIDE_A]);
	half_init(&flow->half[SIDE_B]);
	flow->number = number;
	flow->phase = PHASE_OPEN;
	flow->last_ns = INT64_MIN;
}

void flow_settle(struct flow *flow)
{
	if (!flow->hindsight)
		return;
	free(flow->hindsight->doubtful_syn);
	flow->hindsight->doubtful_syn = NULL;
	flow->hindsight->doubtful = EVENT_NONE;
}

/* Whether the SYN in doubt is this one, sent before: the same side's, with the same ISN. */
static bool doubted_before(const struct flow *flow, const struct packet *packet)
{
	const struct packet *syn = flow_doubtful_syn(flow);

	return syn && syn->segment.seq == packet->segment.seq &&
	       endpoint_same(&syn->from, &packet->from);
}

/* A second copy of a packet tells nothing about TCP. */
static void take_copy(struct step *s, uint32_t of)
{
	s->event->role = event_at(s->flow, of)->role;
	s->event->about = of;
	event_note(s->event, NOTE_DUPLICATE);
	duplicate_count(s, of);
	s->me->segments++;
}

/* Kept with its options: should it begin a new flow, that flow needs them. */
static void doubt(struct step *s, const struct packet *packet)
{
	struct hindsight *hindsight = flow_hindsight(s->flow);

	if (s->me->last_event != EVENT_NONE && duplicate_is(s, s->me->last_event)) {
		take_copy(s, s->me->last_event);
		return;
	}
	s->event->role = ROLE_HS_SYN;
	event_note(s->event, NOTE_SYN_IN_CONNECTION);
	s->me->segments++;
	s->me->last_event = s->index;
	if (doubted_before(s->flow, packet))
		return;
	flow_settle(s->flow);
	hindsight->doubtful = s->index;
	hindsight->doubtful_syn = memory_alloc(sizeof(*packet));
	*hindsight->doubtful_syn = *packet;
}

void flow_release(struct flow *flow)
{
	if (flow->gone)
		return;
	if (flow->arena->by_pieces)
		flow->arena->in_use -= flow_outside(flow);
	flow_settle(flow);
	hindsight_free(flow);
	for (int i = 0; i < 2; i++)
		half_release(&flow->half[i], flow->arena);
	if (flow->arena->by_pieces)
		stable_array_free(&flow->events, flow->arena);
	flow->gone = true;
}

static bool fin_acknowledged(const struct half *half)
{
	return half->sent_fin && half->have_una && half->board->una > half->board->fin;
}

bool flow_closed(const struct flow *flow)
{
	return flow->reset ||
	       (fin_acknowledged(&flow->half[SIDE_A]) && fin_acknowledged(&flow->half[SIDE_B]));
}

void flow_swap_sides(struct flow *flow)
{
	struct half a = flow->half[SIDE_A];
	struct endpoint end = flow->end[SIDE_A];

	flow->half[SIDE_A] = flow->half[SIDE_B];
	flow->half[SIDE_B] = a;
	flow->end[SIDE_A] = flow->end[SIDE_B];
	flow->end[SIDE_B] = end;
	for (size_t i = flow_first(flow); i < flow->events.count; i++) {
		struct event *event = event_at(flow, i);
		uint8_t state = event->state[SIDE_A];

		event->side = !event->side;
		event->state[SIDE_A] = event->state[SIDE_B];
		event->state[SIDE_B] = state;
	}
}

static void set_base(struct half *half, struct arena *arena, uint32_t base, bool isn)
{
	bool acked = half->have_early_ack;
	uint32_t ack = half->early_ack;
	struct scoreboard *board;

	half->first_syn = half_syn(half);
	half->have_early_ack = false;
	half->base = base;
	half->have_base = true;
	half->have_isn = isn;
	half_begin(half, arena, isn ? 0 : 1);
	if (!acked)
		return;
	board = half_board(half, arena);
	board->una = half_offset(half, ack);
	half->have_una = true;
	if (board->una > board->whole)
		board->whole = board->una;
}

/* The numbers of both ways start at the ISN, or one before the first seen. */
static void learn_bases(struct step *s)
{
	const struct segment *segment = s->segment;
	bool syn = step_has(s, TCP_SYN), ack = step_has(s, TCP_ACK);

	if (syn && ack && s->me->have_base && segment->seq != s->me->base)
		half_forget_numbers(s->me, s->flow->arena); /* another ISN: see kinship.c */
	if (syn && s->me->have_base && segment->seq == s->me->base)
		s->me->have_isn = true; /* data that its SYN let through early came before it */
	if (!s->me->have_base && !step_has(s, TCP_RST))
		set_base(s->me, s->flow->arena, syn ? segment->seq : segment->seq - 1, syn);
	if (s->peer->have_base || !ack || step_has(s, TCP_RST))
		return;
	if (!syn) {
		s->peer->early_ack = segment->ack;
		s->peer->have_early_ack = true;
		return;
	}
	/* A SYN+ACK tells the ISN of the SYN that was not captured. */
	set_base(s->peer, s->flow->arena, segment->ack - 1, true);
	half_skip_syn(s->peer);
}

/* The first block lies below the ACK of the same segment, or inside the second (RFC 2883 §4). */
static bool reports_repeat(const struct tcp_options *options, uint32_t ack)
{
	const struct sack_block *first = &options->sack[0], *second = &options->sack[1];

	if (seq_diff(first->right, ack) >= 0)
		return true;
	return options->sack_count > 1 && seq_diff(second->left, first->left) >= 0 &&
	       seq_diff(first->right, second->right) >= 0;
}

static void read_sack(struct step *s)
{
	const struct tcp_options *options = &s->segment->options;

	if (!s->has_ack || options->sack_count == 0)
		return;
	s->dsack = reports_repeat(options, s->segment->ack);
	for (int i = s->dsack; i < options->sack_count; i++) {
		int64_t from = half_offset(s->peer, options->sack[i].left);
		int64_t to = from + seq_diff(options->sack[i].left, options->sack[i].right);

		if (from < to && to <= s->peer->board->nxt)
			s->sacks_new |= ranges_covered(half_sacked(s->peer), from, to) < to - from;
	}
}

static void locate(struct step *s)
{
	const struct segment *segment = s->segment;

	s->from = s->me->have_base ? half_offset(s->me, segment->seq) : 0;
	s->to = s->from + (step_has(s, TCP_RST) ? 0 : segment_span(segment));
	s->has_ack = step_has(s, TCP_ACK) && s->peer->have_base;
	s->ack = s->has_ack ? half_offset(s->peer, segment->ack) : 0;
	s->acked_from = s->peer->board->una;
	s->new_data = s->from >= s->me->board->nxt;
	if (s->from < s->me->board->nxt && s->to > s->from) {
		half_board(s->me, s->flow->arena);
		s->seen = half_seen(s->me, s->from, s->to);
		if (segment->capture & SEGMENT_FRAGMENTED)
			part_join(s);
	}
	read_sack(s);
}

static uint32_t event_length(const struct segment *segment)
{
	return segment->len < EVENT_LEN_MAX ? segment->len : EVENT_LEN_MAX;
}

static void append_event(struct step *s, const struct packet *packet, enum side side)
{
	const struct segment *segment = s->segment;

	s->index = s->flow->events.count;
	s->event = stable_array_push(&s->flow->events, s->flow->arena);
	*s->event = (struct event){
		.time_ns = packet->time_ns,
		.offset = packet->offset,
		.frame = (uint32_t)packet->frame,
		.seq = segment->seq,
		.ack = segment->ack,
		.len = event_length(segment) & EVENT_LEN_MAX,
		.about = EVENT_NONE,
		.tsval = segment->options.tsval,
		.ip_id = segment->have_ip_id ? segment->ip_id : 0,
		.header = (uint16_t)(segment->header_hash ^ segment->header_hash >> 16),
		.window = segment->window,
		.flags = segment->flags & 0x1ffu,
		.mptcp = segment->options.present & OPT_MPTCP
				 ? (segment->options.mptcp_subtype + 1u) & 15u
				 : 0,
		.have_tsval = segment->options.present / OPT_TIMESTAMPS & 1u,
		.commented = (segment->capture & SEGMENT_COMMENTED) != 0,
		.side = side & 1u,
		.phase = s->flow->phase,
	};
}

static void note_states(struct step *s)
{
	s->event->state[SIDE_A] = s->flow->half[SIDE_A].state;
	s->event->state[SIDE_B] = s->flow->half[SIDE_B].state;
}

/* The segment takes part in the connection: judge it, then move past it. */
static void take(struct step *s)
{
	s->event->role = role_of(s) & 15u;
	step_prepare_board(s);
	rules_run(s);
	if (s->has_ack && s->ack > s->peer->board->una && !step_has(s, TCP_RST))
		lost_by_ack(s);
	if (s->dsack)
		lost_by_dsack(s);
	states_run(s);
	vantage_run(s);
	phase_run(s);
	step_apply(s);
}

/* It was sent, and did not arrive: only its sender's half moves (RFC 9293 §3.1: checksum). */
static void take_corrupt(struct step *s)
{
	s->event->role = role_of(s) & 15u;
	event_note(s->event, NOTE_CORRUPT);
	rules_run_on_bytes(s);
	step_apply_corrupt(s);
}

static void judge(struct step *s)
{
	uint32_t original;

	learn_bases(s);
	locate(s);
	original = duplicate_of(s);
	if (original != EVENT_NONE)
		take_copy(s, original);
	else if (step_is_corrupt(s))
		take_corrupt(s);
	else
		take(s);
}

void flow_add(struct flow *flow, const struct packet *packet, enum side side)
{
	struct step s = {
		.flow = flow,
		.segment = &packet->segment,
		.me = &flow->half[side],
		.peer = &flow->half[!side],
		.part = EVENT_NONE,
	};

	struct segment without_fin;
	bool doubtful = kinship_of(flow, packet, side) == KIN_DOUBTFUL;
	size_t outside = flow->arena->by_pieces ? flow_outside(flow) : 0;

	append_event(&s, packet, side);
	if (step_is_part(&s) && step_has(&s, TCP_FIN))
		part_leave_out_fin(&s, &without_fin);
	if (doubtful) {
		doubt(&s, packet);
	} else {
		if (flow_doubtful_syn(flow) && event_at(flow, flow_doubtful(flow))->side != side)
			flow_settle(flow);
		judge(&s);
	}
	note_states(&s);
	if (packet->time_ns > flow->last_ns)
		flow->last_ns = packet->time_ns;
	if (flow->arena->by_pieces)
		flow->arena->in_use += flow_outside(flow) - outside;
}

size_t flow_events(const struct flow *flow)
{
	return flow->events.count;
}

const struct event *flow_event(const struct flow *flow, size_t index)
{
	return event_at(flow, index);
}

int64_t flow_window_at_most(const struct flow *flow, const struct half *half)
{
	bool exact = flow_scales_known(flow) || (half->segments > 0 && !half->have_window);

	if (half->segments == 0)
		return flow_window_limit(flow, half);
	return exact ? half->window : (int64_t)(half->window >> half->scale) << SHIFT_MOST;
}

int64_t flow_window_limit(const struct flow *flow, const struct half *half)
{
	return (int64_t)UINT16_MAX << (flow_scales_known(flow) ? half->scale : SHIFT_MOST);
}

static struct half_summary summarize(const struct flow *flow, enum side side)
{
	const struct half *half = &flow->half[side];

	return (struct half_summary){
		.endpoint = flow->end[side],
		.base = half->base,
		.have_isn = half->have_isn,
		.state = half->state,
		.mss = half->mss,
		.shift = half->scale,
		.segments = half->segments,
		.bytes = half->board->bytes,
		.retransmissions = half->board->retransmissions,
		.bytes_again = half->board->bytes_again,
		.response_ns = half->board->srtt_ns,
		.fastest_ns = half->board->fastest_ns,
		.rto_ns = half_rto_ns(half),
		.in_flight = half_in_flight(half),
		.peak_in_flight = half->board->peak_in_flight,
	};
}

struct flow_summary flow_summary(const struct flow *flow)
{
	const struct half *a = &flow->half[SIDE_A], *b = &flow->half[SIDE_B];
	struct flow_summary summary = {
		.number = flow->number,
		.half = {summarize(flow, SIDE_A), summarize(flow, SIDE_B)},
		.last_ns = flow->last_ns,
		.segments = flow->events.count,
		.resets = flow->resets,
		.zero_windows = flow->zero_windows,
		.lost = flow->hindsight ? flow->hindsight->lost : 0,
		.seen_syn = flow->seen_syn,
		.seen_syn_ack = flow->seen_syn_ack,
		.seen_handshake_ack = flow->seen_handshake_ack,
		.seen_data = flow->seen_data,
		.seen_fin = {a->sent_fin, b->sent_fin},
		.opening = (enum opening)flow->opening,
		.closing = (enum closing)flow->closing,
		.vantage = (enum vantage)flow->vantage,
		.handshake_ns = {a->board->handshake_ns, b->board->handshake_ns},
	};

	if (flow_first(flow) > 0) {
		forgone_first(flow, &summary.first_ns, &summary.first_frame);
	} else {
		summary.first_ns = event_at(flow, 0)->time_ns;
		summary.first_frame = event_at(flow, 0)->frame;
	}
	summary.half[SIDE_A].shift_known = summary.half[SIDE_B].shift_known =
		flow_scales_known(flow);
	return summary;
}
