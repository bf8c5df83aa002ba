/* The order in which the rules run, against the halves as they were before the segment. */
#include "track/rules.h"

static const struct {
	enum note note;
	bool (*holds)(struct step *step);
} rules[] = {
	{NOTE_ZERO_WINDOW_PROBE, rule_zero_window_probe},
	{NOTE_KEEP_ALIVE, rule_keep_alive},
	{NOTE_OUT_OF_ORDER, rule_out_of_order},
	{NOTE_CAPTURED_LATE, rule_captured_late},
	{NOTE_RETRANSMISSION, rule_retransmission},
	{NOTE_LATE, rule_late},
	{NOTE_SPURIOUS, rule_needless},
	{NOTE_GAP, rule_gap},
	{NOTE_ACK_UNSEEN, rule_ack_unseen},
	{NOTE_OLD_ACK, rule_old_ack},
	{NOTE_KEEP_ALIVE_ACK, rule_keep_alive_ack},
	{NOTE_ZERO_WINDOW_PROBE_ACK, rule_zero_window_probe_ack},
	{NOTE_DUP_ACK, rule_dup_ack},
	{NOTE_DSACK, rule_dsack},
	{NOTE_CHALLENGE_ACK, rule_challenge_ack},
	{NOTE_WINDOW_UPDATE, rule_window_update},
	{NOTE_REPEATED_ACK, rule_repeated_ack},
	{NOTE_WINDOW_FULL, rule_window_full},
	{NOTE_ZERO_WINDOW, rule_zero_window},
	{NOTE_TFO, rule_fast_open},
	{NOTE_TFO_REQUEST, rule_fast_open_request},
	{NOTE_TFO_ACCEPTED, rule_fast_open_accepted},
	{NOTE_TFO_REFUSED, rule_fast_open_refused},
	{NOTE_ECN_SETUP_SYN, rule_ecn_setup_syn},
	{NOTE_ECN_SETUP_SYN_ACK, rule_ecn_setup_syn_ack},
	{NOTE_ECN_CE, rule_ecn_ce},
	{NOTE_ECN_ECE, rule_ecn_ece},
	{NOTE_ECN_CWR, rule_ecn_cwr},
	{NOTE_ACE, rule_ace},
	{NOTE_MPTCP, rule_mptcp},
	{NOTE_URGENT, rule_urgent},
	{NOTE_TRUNCATED, rule_truncated},
	{NOTE_FRAGMENT, rule_fragment},
	{NOTE_TIME_BACKWARDS, rule_time_backwards},
	{NOTE_ODD, rule_odd},
};

void rules_run(struct step *step)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (rules[i].holds(step))
			event_note(step->event, rules[i].note);
}
