/* Rules on options and extensions, and on what the capture did to a segment. */
#include "track/rules.h"

static bool has_option(const struct step *s, unsigned option)
{
	return (s->segment->options.present & option) != 0;
}

static bool is_syn(const struct step *s)
{
	return step_has(s, TCP_SYN) && !step_has(s, TCP_ACK);
}

static bool is_syn_ack(const struct step *s)
{
	return step_has(s, TCP_SYN) && step_has(s, TCP_ACK);
}

/* The SYN carries a cookie, and data with it: RFC 7413 §4.1.1. */
bool rule_fast_open(struct step *s)
{
	return is_syn(s) && has_option(s, OPT_FAST_OPEN) &&
	       s->segment->options.fast_open_length > 0;
}

bool rule_fast_open_request(struct step *s)
{
	return is_syn(s) && has_option(s, OPT_FAST_OPEN) &&
	       s->segment->options.fast_open_length == 0;
}

/* Data in the SYN that this SYN+ACK answers: RFC 7413 §4.2.2. */
static bool answers_syn_data(const struct step *s)
{
	return is_syn_ack(s) && s->has_ack && s->peer->board->nxt > 1 && !s->peer->sent_any;
}

bool rule_fast_open_accepted(struct step *s)
{
	return answers_syn_data(s) && s->ack >= s->peer->board->nxt;
}

/* A SYN that was sent again without its data has nothing to be refused. */
bool rule_fast_open_refused(struct step *s)
{
	return answers_syn_data(s) && s->ack <= 1 && last_of_peer(s) && last_of_peer(s)->len > 0;
}

/* RFC 3168 §6.1.1. With AE too it asks for AccECN: RFC 9768 §3.1.1. */
bool rule_ecn_setup_syn(struct step *s)
{
	if (!is_syn(s) || !step_has(s, TCP_ECE) || !step_has(s, TCP_CWR))
		return false;
	s->flow->ecn = step_has(s, TCP_AE) ? ECN_ACCURATE_ASKED : ECN_ASKED;
	return !step_has(s, TCP_AE);
}

/* What the SYN+ACK's three bits agree on: RFC 9768 §3.1.2 Table 2. */
static uint8_t agreed_ecn(const struct step *s)
{
	bool ae = step_has(s, TCP_AE), cwr = step_has(s, TCP_CWR), ece = step_has(s, TCP_ECE);

	if (!ae && !cwr)
		return ece ? ECN_CLASSIC : ECN_NONE;
	if (s->flow->ecn != ECN_ACCURATE_ASKED || (ae && cwr && ece))
		return ECN_NONE;
	return ECN_ACCURATE;
}

bool rule_ecn_setup_syn_ack(struct step *s)
{
	if (!is_syn_ack(s) || (s->flow->ecn != ECN_ASKED && s->flow->ecn != ECN_ACCURATE_ASKED))
		return false;
	s->flow->ecn = agreed_ecn(s) & 7u;
	return s->flow->ecn == ECN_CLASSIC;
}

/* A router marked it instead of dropping it: RFC 3168 §5. */
bool rule_ecn_ce(struct step *s)
{
	return s->segment->ip_ecn == 3;
}

/* Where AccECN was agreed the bits are a counter, not flags: RFC 9768 §3.2.2. */
static bool classic_flag(const struct step *s, unsigned flag)
{
	return step_has(s, flag) && !step_has(s, TCP_SYN | TCP_RST) && s->flow->ecn != ECN_ACCURATE;
}

bool rule_ecn_ece(struct step *s)
{
	return classic_flag(s, TCP_ECE);
}

bool rule_ecn_cwr(struct step *s)
{
	return classic_flag(s, TCP_CWR);
}

/* What is sent again must not be ECN-capable, so that no mark is taken for it: RFC 3168 §6.1.5. */
bool rule_ecn_resent(struct step *s)
{
	return event_has(s->event, NOTE_RETRANSMISSION) && s->segment->len > 0 &&
	       s->segment->ip_ecn != 0 && s->flow->ecn == ECN_CLASSIC;
}

bool rule_ace(struct step *s)
{
	return s->flow->ecn == ECN_ACCURATE && !step_has(s, TCP_SYN | TCP_RST);
}

bool rule_mptcp(struct step *s)
{
	s->flow->mptcp |= has_option(s, OPT_MPTCP);
	return has_option(s, OPT_MPTCP);
}

/* The last data of all paths, which only a FIN of each path would end (RFC 8684 §3.3.3). */
bool rule_mptcp_data_fin(struct step *s)
{
	return mptcp_ends_data(&s->segment->options);
}

/* RFC 9293 §3.8.5. */
bool rule_urgent(struct step *s)
{
	return step_has(s, TCP_URG) && s->segment->urgent > 0 && !step_has(s, TCP_SYN | TCP_RST);
}

/* Older than what the receiver took before: PAWS has it dropped (RFC 7323 §5.3). */
bool rule_paws_old(struct step *s)
{
	const struct scoreboard *board = s->me->board;

	return s->event->have_tsval && board->have_ts_recent && !step_has(s, TCP_SYN) &&
	       s->me->offers_timestamps && s->peer->offers_timestamps &&
	       (int32_t)(s->event->tsval - board->ts_recent) < 0;
}

bool rule_truncated(struct step *s)
{
	return (s->segment->capture & SEGMENT_TRUNCATED) != 0;
}

bool rule_options_cut(struct step *s)
{
	return has_option(s, OPT_CUT);
}

bool rule_fragment(struct step *s)
{
	bool fragmented = (s->segment->capture & SEGMENT_FRAGMENTED) != 0;

	if (fragmented && s->segment->fragments > 0)
		note_fragments(s->flow, s->index, s->segment->fragments);
	return fragmented;
}

/* Its ports, numbers and flags are known, its length is not. */
bool rule_first_fragment(struct step *s)
{
	return step_is_part(s);
}

/*
 * One of many, told of when its report was full: neither what lies between two samples nor when
 * each passed is known, so that what it repeats or follows is not sure (RFC 3176 §2).
 */
bool rule_sampled(struct step *s)
{
	if (!(s->segment->capture & SEGMENT_SAMPLED))
		return false;
	if (event_has(s->event, NOTE_RETRANSMISSION) && s->event->confidence == SURE)
		s->event->confidence = LIKELY;
	return true;
}

/*
 * File order stays the order: several queues or merged files do this. A first fragment stands where
 * it was plain that the rest does not come.
 */
bool rule_time_backwards(struct step *s)
{
	return s->event->time_ns < s->flow->last_ns && !step_is_part(s);
}

/* Data that lies behind the FIN that its sender has sent: there is none (RFC 9293 §3.6). */
static bool sends_after_fin(const struct step *s)
{
	return s->me->sent_fin && s->segment->len > 0 && !probes(s) &&
	       s->from + s->segment->len > s->me->board->fin && !step_has(s, TCP_SYN | TCP_RST);
}

/* Neither SYN nor RST, and no ACK: no such segment belongs to a connection (RFC 9293 §3.10.7.4). */
bool rule_odd(struct step *s)
{
	return !step_has(s, TCP_ACK | TCP_SYN | TCP_RST) || sends_after_fin(s);
}

/* Longer than the peer takes in one: the network card splits it, or has joined it. */
bool rule_offload(struct step *s)
{
	return s->peer->mss > 0 && s->segment->len > s->peer->mss;
}

/* Said once: all checksums this way are wrong, so they are left to the network card. */
bool rule_checksum_offload(struct step *s)
{
	const struct scoreboard *board = s->me->board;

	return (s->segment->capture & SEGMENT_CHECKSUM_WRONG) && board->sums_right[1] == 0 &&
	       board->sums_wrong[1] == CHECKSUMS_RIGHT_PER_WRONG && s->segment->len > 0;
}

/* Said once: how its windows are scaled was in a SYN that was not captured. */
bool rule_wscale_unknown(struct step *s)
{
	return s->me->segments == 0 && !step_has(s, TCP_SYN | TCP_RST) &&
	       !(s->flow->seen_syn && s->flow->seen_syn_ack);
}

/* The IP length was 0, as super-segments of more than 64 KiB have it. */
bool rule_length_from_frame(struct step *s)
{
	return (s->segment->capture & SEGMENT_LENGTH_FROM_FRAME) != 0;
}
