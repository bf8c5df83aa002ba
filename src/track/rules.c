/* Which rules run on which segments, and in which order: against the halves as they were before. */
#include "track/rules.h"

struct rule {
	enum note note;
	bool (*holds)(struct step *step);
};

/* Most rules need not be asked about most segments: a list for each kind that they concern. */
static const struct rule on_probes[] = {
	{NOTE_ZERO_WINDOW_PROBE, rule_zero_window_probe},
	{NOTE_KEEP_ALIVE, rule_keep_alive},
};

static const struct rule on_bytes_below_the_next[] = {
	{NOTE_OUT_OF_ORDER, rule_out_of_order},
	{NOTE_CAPTURED_LATE, rule_captured_late_in_hole},
	{NOTE_RETRANSMISSION, rule_retransmission},
	{NOTE_LATE, rule_late},
	{NOTE_SPURIOUS, rule_needless},
	{NOTE_ODD_SEQ, rule_odd_bytes},
	{NOTE_PAWS_OLD, rule_paws_old},
};

static const struct rule on_the_next_bytes[] = {
	{NOTE_RETRANSMISSION, rule_unseen_resend},
	{NOTE_PAWS_OLD, rule_paws_old},
};

static const struct rule on_new_bytes[] = {
	{NOTE_CAPTURED_LATE, rule_captured_late},
	{NOTE_RETRANSMISSION, rule_unseen_resend},
	{NOTE_GAP, rule_gap},
	{NOTE_PAWS_OLD, rule_paws_old},
};

static const struct rule on_pure_acks[] = {
	{NOTE_ACK_PARTIAL, rule_ack_partial},
	{NOTE_GAP, rule_gap_before_ack},
	{NOTE_ODD_SEQ, rule_odd_seq},
};

static const struct rule on_data_bound_by_window[] = {
	{NOTE_WINDOW_FULL, rule_window_full},
	{NOTE_BEYOND_WINDOW, rule_beyond_window},
};

static const struct rule on_data[] = {
	{NOTE_OFFLOAD, rule_offload},
	{NOTE_CHECKSUM_OFFLOAD, rule_checksum_offload},
};

static const struct rule on_repeated_acks[] = {
	{NOTE_OLD_ACK, rule_old_ack},
	{NOTE_KEEP_ALIVE_ACK, rule_keep_alive_ack},
	{NOTE_ZERO_WINDOW_PROBE_ACK, rule_zero_window_probe_ack},
	{NOTE_DUP_ACK, rule_dup_ack},
	{NOTE_DSACK, rule_dsack},
	{NOTE_CHALLENGE_ACK, rule_challenge_ack},
	{NOTE_WINDOW_UPDATE, rule_window_update},
	{NOTE_WINDOW_SHRINK, rule_window_shrink},
	{NOTE_REPEATED_ACK, rule_repeated_ack},
};

static const struct rule on_fast_open[] = {
	{NOTE_TFO, rule_fast_open},
	{NOTE_TFO_REQUEST, rule_fast_open_request},
	{NOTE_TFO_ACCEPTED, rule_fast_open_accepted},
	{NOTE_TFO_REFUSED, rule_fast_open_refused},
};

static const struct rule on_ecn_setup[] = {
	{NOTE_ECN_SETUP_SYN, rule_ecn_setup_syn},
	{NOTE_ECN_SETUP_SYN_ACK, rule_ecn_setup_syn_ack},
};

static const struct rule on_seldom_flags[] = {
	{NOTE_ECN_CE, rule_ecn_ce},   {NOTE_ECN_ECE, rule_ecn_ece},
	{NOTE_ECN_CWR, rule_ecn_cwr}, {NOTE_ECN_RESENT, rule_ecn_resent},
	{NOTE_ACE, rule_ace},         {NOTE_URGENT, rule_urgent},
	{NOTE_ODD, rule_odd},
};

static const struct rule on_seldom_facts[] = {
	{NOTE_MPTCP, rule_mptcp},
	{NOTE_MPTCP_DATA_FIN, rule_mptcp_data_fin},
	{NOTE_OPTIONS_CUT, rule_options_cut},
	{NOTE_FRAGMENT, rule_fragment},
	{NOTE_FIRST_FRAGMENT, rule_first_fragment},
	{NOTE_LENGTH_FROM_FRAME, rule_length_from_frame},
	{NOTE_WSCALE_UNKNOWN, rule_wscale_unknown},
	{NOTE_SAMPLED, rule_sampled},
};

static const struct rule on_all[] = {
	{NOTE_ACK_UNSEEN, rule_ack_unseen},
	{NOTE_ZERO_WINDOW, rule_zero_window},
	{NOTE_TIME_BACKWARDS, rule_time_backwards},
	{NOTE_TRUNCATED, rule_truncated},
};

/* A SYN that asks for it, or the answer to one with data. */
static bool fast_open(const struct step *s)
{
	return (s->segment->options.present & OPT_FAST_OPEN) || s->peer->board->nxt > 1;
}

/* It asks by the byte before the next, or for room where there is none. */
static bool may_ask(const struct step *s)
{
	bool closed = s->peer->have_window && s->peer->window == 0;

	return closed || s->from == s->me->board->nxt - 1;
}

/* Nothing is missing before it, and nothing acknowledged that was not captured. */
static bool in_turn(const struct step *s)
{
	return s->from == s->me->board->nxt && s->me->board->una <= s->me->board->nxt;
}

static bool ecn_setup(const struct step *s)
{
	return step_has(s, TCP_ECE | TCP_CWR) || s->flow->ecn != ECN_NONE;
}

static bool seldom_flags(const struct step *s)
{
	return step_has(s, TCP_URG | TCP_ECE | TCP_CWR | TCP_AE) ||
	       !step_has(s, TCP_ACK | TCP_SYN | TCP_RST) || s->segment->ip_ecn != 0 ||
	       s->flow->ecn == ECN_ACCURATE || s->me->sent_fin;
}

static bool seldom_facts(const struct step *s)
{
	return (s->segment->options.present & (OPT_MPTCP | OPT_CUT)) ||
	       (s->segment->capture & (SEGMENT_FRAGMENTED | SEGMENT_HEADER_ONLY |
				       SEGMENT_LENGTH_FROM_FRAME | SEGMENT_SAMPLED)) ||
	       (s->me->segments == 0 && !step_has(s, TCP_SYN));
}

/* Unrolled, so that each rule is called by its name, or put in its place. */
static inline void run(struct step *step, const struct rule *rules, size_t count)
{
#pragma GCC unroll 16
	for (size_t i = 0; i < count; i++)
		if (rules[i].holds(step))
			event_note(step->event, rules[i].note);
}

#define RUN(step, rules) run(step, rules, sizeof(rules) / sizeof(*(rules)))

void rules_run_on_bytes(struct step *s)
{
	if (may_ask(s))
		RUN(s, on_probes);
	if (!uses_space(s))
		return;
	if (in_turn(s))
		RUN(s, on_the_next_bytes);
	else if (s->new_data)
		RUN(s, on_new_bytes);
	else
		RUN(s, on_bytes_below_the_next);
}

void rules_run(struct step *s)
{
	rules_run_on_bytes(s);
	if (step_pure_ack(s))
		RUN(s, on_pure_acks);
	if (step_pure_ack(s) && s->ack <= s->peer->board->una)
		RUN(s, on_repeated_acks);
	if (s->segment->len > 0 && window_binds(s))
		RUN(s, on_data_bound_by_window);
	if (s->segment->len > 0)
		RUN(s, on_data);
	if (step_has(s, TCP_SYN) && fast_open(s))
		RUN(s, on_fast_open);
	if (step_has(s, TCP_SYN) && ecn_setup(s))
		RUN(s, on_ecn_setup);
	if (seldom_flags(s))
		RUN(s, on_seldom_flags);
	if (seldom_facts(s))
		RUN(s, on_seldom_facts);
	RUN(s, on_all);
}
