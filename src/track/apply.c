/* Moves the halves past a segment, once it has been judged. */
#include "track/private.h"

/*
 * Both must offer it (RFC 7323 §1.3). A SYN+ACK does so only where the SYN did: of one whose SYN
 * was not captured, that much is known.
 */
static void agree_on_scale(struct step *s)
{
	bool both = s->me->offers_scale && s->peer->offers_scale;
	bool answers = s->me->offers_scale && step_has(s, TCP_ACK) && !s->flow->seen_syn;

	s->me->scale = both || answers ? s->me->shift : 0;
	s->peer->scale = both ? s->peer->shift : 0;
}

/* What a SYN offers holds for the connection (RFC 7323 §1.3, RFC 2018 §2). */
static void take_offers(struct step *s)
{
	const struct tcp_options *options = &s->segment->options;

	s->me->offers_scale = (options->present & OPT_WSCALE) != 0;
	s->me->offers_sack = (options->present & OPT_SACK_PERMITTED) != 0;
	s->me->offers_timestamps = (options->present & OPT_TIMESTAMPS) != 0;
	s->me->shift = options->wscale > SHIFT_MOST ? SHIFT_MOST : options->wscale;
	s->me->mss = options->present & OPT_MSS ? options->mss : 0;
	agree_on_scale(s);
}

/*
 * Where bytes were sent again, a report that they came twice may be a window behind (RFC 2883 §4):
 * so long they are kept.
 */
static void forget_old(struct half *half)
{
	int64_t window =
		half->board->retransmissions > 0 ? (int64_t)half->board->peak_in_flight : 0;
	const struct range *first;

	while (half_sent(half)->count > HISTORY &&
	       (first = ranges_first(half_sent(half)))->to <= half->board->una - window) {
		struct scoreboard *board = half_board(half, NULL); /* it has one: it has ranges */

		board->forgotten = first->to;
		ranges_drop_first(&board->sent);
	}
}

/* How many of the sequence numbers not seen before are a SYN's or a FIN's, not of data. */
static int new_controls(const struct step *s)
{
	return (step_has(s, TCP_SYN) && half_seen(s->me, s->from, s->from + 1) == 0) +
	       (step_has(s, TCP_FIN) && half_seen(s->me, s->to - 1, s->to) == 0);
}

/* Its first SYN alone is no reason for a scoreboard: one of the ISN, without data or FIN. */
static void put_sent(struct step *s)
{
	bool first_syn =
		step_has(s, TCP_SYN) && half_syn(s->me) == EVENT_NONE && s->me->segments == 1;
	bool alone = first_syn && !s->me->own_board && s->from == 0 && s->to == 1;

	if (first_syn)
		half_send_syn(s->me, s->index);
	if (!alone)
		ranges_put(&half_board(s->me, s->flow->arena)->sent,
			   (struct range){s->from, s->to, s->index});
}

/* Of data, which SYN and FIN are not. */
static uint64_t new_octets(const struct step *s)
{
	return (uint64_t)(s->to - s->from - s->seen - new_controls(s));
}

/* Its own first fragment, where that stood alone, was counted when it came. */
static void count_resent(struct step *s)
{
	struct scoreboard *board = half_board(s->me, s->flow->arena);
	bool counted = s->part != EVENT_NONE;

	board->retransmissions += !counted;
	board->bytes_again += s->segment->len - new_octets(s);
	board->bytes_again -= counted ? event_at(s->flow, s->part)->len : 0;
}

static void send_range(struct step *s)
{
	struct half *me = s->me;

	if (event_has(s->event, NOTE_KEEP_ALIVE))
		return;
	if (event_has(s->event, NOTE_ZERO_WINDOW_PROBE)) {
		half_board(me, s->flow->arena)->probe = s->to > me->board->nxt ? s->to : 0;
		return; /* the receiver may refuse the byte: it counts once it is acknowledged */
	}
	if (event_has(s->event, NOTE_RETRANSMISSION)) {
		count_resent(s);
		recovery_open(s);
	} else if (me->board->unseen && s->new_data) {
		recovery_open_unseen(s);
	}
	if (s->segment->len > 0)
		half_board(me, s->flow->arena)->bytes += new_octets(s);
	put_sent(s);
	if (s->from <= me->board->whole)
		half_extend_whole(me, s->flow->arena, s->to);
	half_raise_nxt(me, s->flow->arena, s->to);
	if (s->segment->len > 0 && half_in_flight(me) > me->board->peak_in_flight)
		half_board(me, s->flow->arena)->peak_in_flight = half_in_flight(me);
}

/* A pure ACK beyond SND.NXT: what is missing below it leaves a hole. */
static void skip_to(struct step *s)
{
	half_board(s->me, s->flow->arena)->beyond = s->index;
	half_raise_nxt(s->me, s->flow->arena, s->from);
}

static void count_dup_ack(struct step *s)
{
	if (event_has(s->event, NOTE_DUP_ACK) && s->event->count > 0)
		half_board(s->peer, s->flow->arena)->dup_acks++;
}

static void take_sack(struct step *s)
{
	const struct tcp_options *options = &s->segment->options;

	for (int i = s->dsack ? 1 : 0; i < options->sack_count; i++) {
		int64_t from = half_offset(s->peer, options->sack[i].left);
		int64_t to = from + seq_diff(options->sack[i].left, options->sack[i].right);

		if (from < to && from >= s->peer->board->una && to <= s->peer->board->nxt)
			ranges_put(&half_board(s->peer, s->flow->arena)->sacked,
				   (struct range){from, to, s->index});
	}
}

/* A window probe's bytes that the receiver took after all, or some of them. */
static void take_probe(struct half *half)
{
	struct scoreboard *board = half_board(half, NULL);

	if (board->probe > board->nxt && board->una > board->nxt)
		board->nxt = board->una < board->probe ? board->una : board->probe;
	board->probe = 0;
}

static void remember_view(struct half *half, struct arena *arena, int64_t until)
{
	struct view view = half_view(half);
	struct scoreboard *board;

	if (view.dup_acks == 0 && view.sacked_to <= view.una)
		return;
	board = half_board(half, arena);
	if (!board->views) {
		board->views = arena_alloc(arena, sizeof(*board->views));
		board->views->count = 0;
	}
	view.until = until;
	board->views->at[board->views->count++ % VIEWS] = view;
}

static void advance_una(struct step *s)
{
	struct half *peer = s->peer;
	const struct range *first;

	if (peer->have_una && s->ack <= peer->board->una)
		return;
	remember_view(peer, s->flow->arena, s->ack);
	half_acknowledge(peer, s->flow->arena, s->ack);
	peer->have_una = true;
	peer->progress = s->index;
	if (peer->board->dup_acks > 0)
		half_board(peer, s->flow->arena)->dup_acks = 0;
	if (peer->board->probe)
		take_probe(peer);
	half_extend_whole(peer, s->flow->arena, s->ack);
	while ((first = ranges_first(half_sacked(peer))) != NULL && first->to <= peer->board->una)
		ranges_drop_first(&half_board(peer, s->flow->arena)->sacked);
	recovery_close(s);
	forget_old(peer);
}

/* The edge that this event of the peer's offers. */
static void offer_edge(struct edges *edges, const struct event *event, int64_t edge)
{
	if (edges->count > 0 && edges->at[(edges->count - 1) % EDGES].edge == edge)
		return;
	edges->at[edges->count++ % EDGES] = (struct edge){
		.time_ns = event->time_ns,
		.edge = edge,
		.tsval = event->tsval,
		.window = event->flags & TCP_SYN ? 0 : event->window,
		.have_tsval = event->have_tsval,
	};
}

/* With the scoreboard begins the record of windows: with the one that the handshake offered. */
void step_prepare_board(struct step *s)
{
	struct scoreboard *board;

	if (s->segment->len == 0 || s->me->board->edges || s->peer->last_event == EVENT_NONE)
		return;
	board = half_board(s->me, s->flow->arena);
	board->edges = arena_alloc(s->flow->arena, sizeof(*board->edges));
	board->edges->count = 0;
	offer_edge(board->edges, event_at(s->flow, s->peer->last_event),
		   board->una + s->peer->window);
}

/* A SYN's window is never scaled, and so not to be compared with the next (RFC 7323 §2.2). */
static void take_window(struct step *s)
{
	if (event_has(s->event, NOTE_OLD_ACK))
		return;
	if (s->has_ack && s->peer->board->edges)
		offer_edge(s->peer->board->edges, s->event, s->ack + step_window(s));
	s->me->window = step_window(s);
	s->me->have_window = !step_has(s, TCP_SYN);
}

/* A first SYN has no step from one before it, and alone it is no reason for a scoreboard. */
static bool only_syn(const struct step *s)
{
	return step_has(s, TCP_SYN) && s->segment->len == 0 && s->me->segments <= 1;
}

/* How many packets it makes on the wire: the network card splits what is longer than the MSS. */
static uint32_t packets_of(const struct step *s)
{
	enum { TIMESTAMPS_OCTETS = 12 }; /* with their padding (RFC 7323 appendix A) */
	uint32_t most = s->peer->mss;

	if (s->event->have_tsval && most > TIMESTAMPS_OCTETS)
		most -= TIMESTAMPS_OCTETS;
	return most > 0 && s->segment->len > most ? (s->segment->len + most - 1) / most : 1;
}

/* Whether its numbers count packets: by all that it sends, in the order captured. */
static void count_packets(struct step *s, struct scoreboard *board)
{
	uint16_t step = (uint16_t)(s->event->ip_id - board->sent_id);

	if (board->sent_id != 0) {
		board->id_counts++;
		board->id_exact += step == board->sent_packets;
	}
	if (board->sent_id != 0 && (int16_t)step <= 0)
		return;
	board->sent_id = s->event->ip_id;
	board->sent_packets = packets_of(s);
}

static void take_id(struct step *s)
{
	uint16_t id = s->event->ip_id, step = (uint16_t)(id - s->me->board->last_id);
	struct scoreboard *board;

	if (id == 0 || only_syn(s))
		return;
	board = half_board(s->me, s->flow->arena);
	count_packets(s, board);
	if (s->to < s->me->board->nxt)
		return;
	if (board->last_id != 0) {
		board->id_steps++;
		board->id_good += step > 0 && step <= ID_STEP_MAX;
		board->id_forward += half_id_goes_on(step, s->event->time_ns - board->last_id_ns);
	}
	board->last_id = id;
	board->last_id_ns = s->event->time_ns;
}

/* The stamp by which the receiver drops what is older: of what lies at its ACK (RFC 7323 §4.3). */
static void take_timestamp(struct step *s)
{
	struct scoreboard *board;

	if (!s->event->have_tsval || !s->me->have_una || s->from > s->me->board->una)
		return;
	board = half_board(s->me, s->flow->arena);
	if (board->have_ts_recent && (int32_t)(s->event->tsval - board->ts_recent) < 0)
		return;
	board->ts_recent = s->event->tsval;
	board->have_ts_recent = true;
}

static void take_checksum(struct step *s)
{
	bool data = s->segment->len > 0;
	struct scoreboard *board;

	if (only_syn(s) ||
	    !(s->segment->capture & (SEGMENT_CHECKSUM_RIGHT | SEGMENT_CHECKSUM_WRONG)))
		return;
	board = half_board(s->me, s->flow->arena);
	board->sums_right[data] += (s->segment->capture & SEGMENT_CHECKSUM_RIGHT) != 0;
	board->sums_wrong[data] += (s->segment->capture & SEGMENT_CHECKSUM_WRONG) != 0;
}

/* Payloads that were edited after the capture are wrong as a rule, like those offloaded. */
bool step_is_corrupt(const struct step *s)
{
	bool data = s->segment->len > 0;
	uint64_t right = s->me->board->sums_right[data], wrong = s->me->board->sums_wrong[data];

	return (s->segment->capture & SEGMENT_CHECKSUM_WRONG) && right > 0 &&
	       right >= wrong * CHECKSUMS_RIGHT_PER_WRONG;
}

static void count(struct step *s)
{
	struct flow *flow = s->flow;

	s->me->segments++;
	s->me->last_event = s->index;
	flow->resets += step_has(s, TCP_RST);
	flow->zero_windows += event_has(s->event, NOTE_ZERO_WINDOW);
	take_checksum(s);
}

void step_apply_corrupt(struct step *s)
{
	count(s);
	if (s->to <= s->from || step_has(s, TCP_RST))
		return;
	put_sent(s);
	half_raise_nxt(s->me, s->flow->arena, s->to);
}

bool step_too_soon_to_answer(const struct step *s, const struct event *question)
{
	int64_t fastest = s->peer->board->fastest_ns;

	return fastest > 2 * ANSWER_SLACK_NS &&
	       s->event->time_ns - question->time_ns < fastest / 100 * REORDER_PERCENT;
}

static bool may_be_answer(const struct step *s, uint32_t asked)
{
	return event_has(s->event, NOTE_KEEP_ALIVE_ACK) ||
	       event_has(s->event, NOTE_ZERO_WINDOW_PROBE_ACK) ||
	       !step_too_soon_to_answer(s, event_at(s->flow, asked));
}

/* A question stands until something comes that can be its answer. */
static void take_question(struct step *s)
{
	bool asks =
		event_has(s->event, NOTE_KEEP_ALIVE) || event_has(s->event, NOTE_ZERO_WINDOW_PROBE);
	uint32_t asked = s->peer->board->asked;

	if (asks)
		half_board(s->me, s->flow->arena)->asked = s->index;
	else if (asked != EVENT_NONE && may_be_answer(s, asked))
		half_board(s->peer, s->flow->arena)->asked = EVENT_NONE;
}

void step_apply(struct step *s)
{
	count(s);
	if (step_has(s, TCP_RST))
		return;
	take_question(s);
	if (step_has(s, TCP_SYN))
		take_offers(s);
	else
		s->me->sent_any = true;
	if (step_has(s, TCP_FIN) && step_has(s, TCP_ACK) && !s->me->sent_fin) {
		s->me->sent_fin = true;
		half_board(s->me, s->flow->arena)->fin = s->to - 1;
	}
	take_id(s);
	take_timestamp(s);
	if (s->to > s->from)
		send_range(s);
	else if (event_has(s->event, NOTE_GAP))
		skip_to(s);
	if (s->has_ack) {
		count_dup_ack(s);
		advance_una(s);
		take_sack(s);
	}
	take_window(s);
}
