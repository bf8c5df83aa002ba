/*
 * The rules, one annotation each. A rule says whether it holds of the step; what it finds out
 * beside that it writes on the step's event (or, by hindsight, on the earlier one it speaks of).
 */
#ifndef TRACK_RULES_H
#define TRACK_RULES_H

#include "track/private.h"

/* rules_send.c: bytes, where they lie in sequence space */
bool rule_keep_alive(struct step *s);
bool rule_zero_window_probe(struct step *s);
bool rule_retransmission(struct step *s);
bool rule_out_of_order(struct step *s);
bool rule_late(struct step *s);
bool rule_captured_late(struct step *s);
bool rule_captured_late_in_hole(struct step *s);
bool rule_needless(struct step *s);
bool rule_odd_seq(struct step *s);
bool rule_odd_bytes(struct step *step);
bool rule_gap(struct step *s);
bool rule_gap_before_ack(struct step *s);

/* unseen.c: bytes sent again of which no copy passed the capture */
bool rule_unseen_resend(struct step *s);

/* rules_ack.c: what an ACK says */
bool rule_ack_unseen(struct step *s);
bool rule_ack_partial(struct step *s);
bool rule_old_ack(struct step *s);
bool rule_keep_alive_ack(struct step *s);
bool rule_zero_window_probe_ack(struct step *s);
bool rule_dup_ack(struct step *s);
bool rule_dsack(struct step *s);
bool rule_challenge_ack(struct step *s);
bool rule_repeated_ack(struct step *s);

/* rules_window.c: windows */
bool rule_window_update(struct step *s);
bool rule_window_shrink(struct step *s);
bool rule_beyond_window(struct step *s);
bool rule_window_full(struct step *s);
bool rule_zero_window(struct step *s);

/* rules_option.c: options and extensions, and facts about the capture */
bool rule_fast_open(struct step *s);
bool rule_fast_open_request(struct step *s);
bool rule_fast_open_accepted(struct step *s);
bool rule_fast_open_refused(struct step *s);
bool rule_ecn_setup_syn(struct step *s);
bool rule_ecn_setup_syn_ack(struct step *s);
bool rule_ecn_ce(struct step *s);
bool rule_ecn_ece(struct step *s);
bool rule_ecn_cwr(struct step *s);
bool rule_ecn_resent(struct step *s);
bool rule_ace(struct step *s);
bool rule_mptcp(struct step *s);
bool rule_mptcp_data_fin(struct step *s);
bool rule_sampled(struct step *s);
bool rule_urgent(struct step *s);
bool rule_paws_old(struct step *s);
bool rule_truncated(struct step *s);
bool rule_options_cut(struct step *s);
bool rule_fragment(struct step *s);
bool rule_first_fragment(struct step *s);
bool rule_time_backwards(struct step *s);
bool rule_odd(struct step *s);
bool rule_offload(struct step *s);
bool rule_checksum_offload(struct step *s);
bool rule_wscale_unknown(struct step *s);
bool rule_length_from_frame(struct step *s);

/* rules_window.c: whether it is new data, which the windows bound that its sender was offered. */
bool window_binds(const struct step *s);

/* rules_window.c: whether it ends beyond every edge of the window that its sender can have had. */
bool window_exceeded(const struct step *s);

/* order.c: how a segment that lies below SND.NXT came late */
struct verdict order_of_filler(const struct step *s);

/* The event above the hole that the segment fills, by what came there first; EVENT_NONE. */
uint32_t order_above_hole(const struct step *s);

/* Whether it was sent before the other event of its sender, as far as IP IDs and TSvals tell. */
bool order_is_before(const struct step *s, const struct event *other);

/* Whether the segment was sent before the copy of its bytes that was captured before it. */
bool order_is_original(const struct step *s, const struct event *copy);

/* --- what rules share --- */

static inline struct event *last_of_peer(const struct step *s)
{
	return s->peer->last_event == EVENT_NONE ? NULL : event_at(s->flow, s->peer->last_event);
}

/* SYN, FIN and data take part in retransmission; an RST uses no sequence space (RFC 9293 §3.4). */
static inline bool uses_space(const struct step *s)
{
	return s->to > s->from && !step_has(s, TCP_RST);
}

/* A segment that asks whether the peer is there or has room again. */
static inline bool probes(const struct step *s)
{
	return event_has(s->event, NOTE_KEEP_ALIVE) || event_has(s->event, NOTE_ZERO_WINDOW_PROBE);
}

/* An ACK that names the byte that the last one named. */
static inline bool repeats_ack(const struct step *s)
{
	return step_pure_ack(s) && s->peer->have_una && s->ack == s->peer->board->una && !probes(s);
}

/* The event that the step repeats, or belongs to, once that is written on it; NULL for none. */
static inline struct event *step_copy(const struct step *step)
{
	return step->event->about == EVENT_NONE ? NULL : event_at(step->flow, step->event->about);
}

#endif
