/*
 * Retransmissions of which no copy passed the capture, told by what is missing before them:
 * where a sender numbers its packets one by one, a number left out is a packet.
 */
#include "track/rules.h"

/* Whether its IP IDs count its packets: they do where each socket has a counter of its own. */
static bool counts_packets(const struct scoreboard *board)
{
	return board->id_counts >= ID_EXACT_SAMPLES &&
	       (uint64_t)board->id_exact * 100 >= (uint64_t)board->id_counts * ID_EXACT_PERCENT;
}

/* How many packets its sender has sent since its last one that was captured. */
static uint32_t packets_missing(const struct step *s)
{
	const struct scoreboard *board = s->me->board;
	uint16_t step = (uint16_t)(s->event->ip_id - board->sent_id);

	if (s->event->ip_id == 0 || step <= board->sent_packets || !counts_packets(board))
		return 0;
	return step - board->sent_packets;
}

/* Its last segment acknowledged the same: no ACK of its own can be what is missing. */
static bool had_nothing_to_acknowledge(const struct step *s)
{
	return s->me->last_event != EVENT_NONE &&
	       event_at(s->flow, s->me->last_event)->ack == s->event->ack;
}

/*
 * In order here, after packets that did not come here and a silence that only a timer ends
 * (RFC 6298 §5.4). At its own end nothing that it sends is missed.
 */
bool rule_unseen_resend(struct step *s)
{
	uint32_t missing = packets_missing(s);

	if (missing == 0 || missing > UNSEEN_MAX || step_previous(s) == EVENT_NONE)
		return false;
	if (s->from != s->me->board->nxt || probes(s) || step_has(s, TCP_SYN) ||
	    captured_at(s->flow, s->me) || !had_nothing_to_acknowledge(s))
		return false;
	if (s->event->time_ns - event_at(s->flow, step_previous(s))->time_ns < UNSEEN_SILENCE_NS)
		return false;
	s->event->count = missing;
	s->event->copies = 1;
	s->event->confidence = GUESS;
	s->event->cause = missing > 1 ? CAUSE_RTO : CAUSE_TIMER;
	return true;
}
