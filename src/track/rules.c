/* The order in which the rules run, against the halves as they were before the segment. */
#include "track/rules.h"

/* What a segment must be for a rule to have a say: most rules need not be asked about most. */
enum when {
	ALWAYS = 1 << 0,
	ON_SYN = 1 << 1,
	ON_SPACE = 1 << 2, /* uses sequence space */
	ON_OLD = 1 << 3,   /* and begins below SND.NXT */
	ON_DATA = 1 << 4,
	ON_TINY = 1 << 5,   /* at most one byte */
	ON_PURE = 1 << 6,   /* a pure ACK */
	ON_REPEAT = 1 << 7, /* that names no new byte */
	ON_FLAGS = 1 << 8,  /* flags that are seldom set, or none where one belongs */
	ON_OPTION = 1 << 9, /* has options that are not in every segment */
	ON_CUT = 1 << 10    /* the capture or the network cut it */
};

static const struct {
	enum note note;
	unsigned when;
	bool (*holds)(struct step *step);
} rules[] = {
	{NOTE_ZERO_WINDOW_PROBE, ON_TINY, rule_zero_window_probe},
	{NOTE_KEEP_ALIVE, ON_TINY, rule_keep_alive},
	{NOTE_OUT_OF_ORDER, ON_OLD, rule_out_of_order},
	{NOTE_CAPTURED_LATE, ON_SPACE, rule_captured_late},
	{NOTE_RETRANSMISSION, ON_OLD, rule_retransmission},
	{NOTE_LATE, ON_OLD, rule_late},
	{NOTE_SPURIOUS, ON_OLD, rule_needless},
	{NOTE_GAP, ON_SPACE, rule_gap},
	{NOTE_ACK_UNSEEN, ALWAYS, rule_ack_unseen},
	{NOTE_OLD_ACK, ON_REPEAT, rule_old_ack},
	{NOTE_KEEP_ALIVE_ACK, ON_REPEAT, rule_keep_alive_ack},
	{NOTE_ZERO_WINDOW_PROBE_ACK, ON_REPEAT, rule_zero_window_probe_ack},
	{NOTE_DUP_ACK, ON_REPEAT, rule_dup_ack},
	{NOTE_DSACK, ON_REPEAT, rule_dsack},
	{NOTE_CHALLENGE_ACK, ON_REPEAT, rule_challenge_ack},
	{NOTE_WINDOW_UPDATE, ON_REPEAT, rule_window_update},
	{NOTE_REPEATED_ACK, ON_REPEAT, rule_repeated_ack},
	{NOTE_WINDOW_FULL, ON_DATA, rule_window_full},
	{NOTE_ZERO_WINDOW, ALWAYS, rule_zero_window},
	{NOTE_TFO, ON_SYN, rule_fast_open},
	{NOTE_TFO_REQUEST, ON_SYN, rule_fast_open_request},
	{NOTE_TFO_ACCEPTED, ON_SYN, rule_fast_open_accepted},
	{NOTE_TFO_REFUSED, ON_SYN, rule_fast_open_refused},
	{NOTE_ECN_SETUP_SYN, ON_SYN, rule_ecn_setup_syn},
	{NOTE_ECN_SETUP_SYN_ACK, ON_SYN, rule_ecn_setup_syn_ack},
	{NOTE_ECN_CE, ON_FLAGS, rule_ecn_ce},
	{NOTE_ECN_ECE, ON_FLAGS, rule_ecn_ece},
	{NOTE_ECN_CWR, ON_FLAGS, rule_ecn_cwr},
	{NOTE_ACE, ON_FLAGS, rule_ace},
	{NOTE_MPTCP, ON_OPTION, rule_mptcp},
	{NOTE_URGENT, ON_FLAGS, rule_urgent},
	{NOTE_TRUNCATED, ON_CUT, rule_truncated},
	{NOTE_FRAGMENT, ON_CUT, rule_fragment},
	{NOTE_TIME_BACKWARDS, ALWAYS, rule_time_backwards},
	{NOTE_ODD, ON_FLAGS, rule_odd},
};

static bool seldom_flags(const struct step *s)
{
	return step_has(s, TCP_URG | TCP_ECE | TCP_CWR | TCP_AE) || !step_has(s, TCP_ACK) ||
	       s->segment->ip_ecn == 3 || s->flow->ecn == ECN_ACCURATE;
}

static unsigned kinds_of(const struct step *s)
{
	unsigned kinds = ALWAYS;

	if (uses_space(s))
		kinds |= s->new_data ? ON_SPACE : ON_SPACE | ON_OLD;
	if (step_has(s, TCP_SYN))
		kinds |= ON_SYN;
	if (s->segment->len > 0)
		kinds |= ON_DATA;
	if (s->segment->len <= 1)
		kinds |= ON_TINY;
	if (step_pure_ack(s))
		kinds |= s->ack > s->peer->una ? ON_PURE : ON_PURE | ON_REPEAT;
	if (seldom_flags(s))
		kinds |= ON_FLAGS;
	if (s->segment->options.present & OPT_MPTCP)
		kinds |= ON_OPTION;
	if (s->segment->capture & (SEGMENT_TRUNCATED | SEGMENT_FRAGMENTED))
		kinds |= ON_CUT;
	return kinds;
}

void rules_run(struct step *step)
{
	unsigned kinds = kinds_of(step);

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if ((rules[i].when & kinds) && rules[i].holds(step))
			event_note(step->event, rules[i].note);
}
