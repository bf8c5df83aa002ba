/* Why a segment carries its notes: the sentence and the section for each. */
#include "explain/ecn.h"

/* The plain sentence of each note; some have others beside it, below. */
static const enum message plain[NOTE_COUNT] = {
#define NOTE(identifier, name, weight, reference) [NOTE_##identifier] = MSG_WHY_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
};

/* Why bytes were sent again. */
static const struct {
	enum message sentence;
	const char *reference;
} causes[CAUSE_COUNT] = {
	[CAUSE_NONE] = {MSG_WHY_RETRANSMISSION, "RFC 9293 §3.8.1"},
	[CAUSE_UNKNOWN] = {MSG_WHY_RETRANSMISSION, "RFC 9293 §3.8.1"},
	[CAUSE_FAST] = {MSG_WHY_AGAIN_FAST, "RFC 5681 §3.2, RFC 6675 §5, RFC 8985 §6.2"},
	[CAUSE_TLP] = {MSG_WHY_AGAIN_TLP, "RFC 8985 §7"},
	[CAUSE_RTO] = {MSG_WHY_AGAIN_RTO, "RFC 6298 §5.4, §5.5"},
	[CAUSE_TIMER] = {MSG_WHY_AGAIN_TIMER, "RFC 6298 §5, RFC 8985 §7"},
	[CAUSE_SLOWSTART] = {MSG_WHY_AGAIN_SLOWSTART, "RFC 5681 §3.1"},
	[CAUSE_REPLY] = {MSG_WHY_AGAIN_REPLY, "RFC 9293 §3.10.7.4"},
	[CAUSE_TFO] = {MSG_WHY_AGAIN_TFO, "RFC 7413 §4.2.2"},
};

enum { DUPS_THAT_TELL = 3 }; /* RFC 5681 §3.2; fewer do with SACK, RFC 8985 §6.2 */

/* What came beyond it tells that it is missing; a timer cannot tell it from its ACK. */
static bool is_missed(const struct subject *subject)
{
	const struct event *by = subject_event(subject, subject->proof.by);

	return by && by->cause == CAUSE_FAST;
}

static enum message of_loss(const struct subject *subject)
{
	bool answered = subject_event(subject, subject->proof.also) != NULL;

	if (is_missed(subject))
		return answered ? MSG_WHY_LOST_DATA : MSG_WHY_LOST_DATA_AGAIN;
	return answered ? MSG_WHY_LOST_EITHER : MSG_WHY_LOST_EITHER_AGAIN;
}

static enum message of_retransmission(const struct subject *subject)
{
	const struct event *dup = subject_dup_ack(subject);
	enum cause cause = subject->event->cause;

	/* Then the first copy is not missing: it comes later. */
	if (!subject_about(subject) && event_has(subject->event, NOTE_SPURIOUS))
		return MSG_COUNT;
	if (cause == CAUSE_FAST && dup && dup->count >= DUPS_THAT_TELL && subject_about(subject))
		return MSG_WHY_AGAIN_FAST_DUPS;
	if (!subject_about(subject) && subject->event->confidence == GUESS)
		return MSG_WHY_AGAIN_INFERRED;
	if (!subject_about(subject) && cause != CAUSE_TFO)
		return MSG_WHY_AGAIN_UNSEEN;
	return causes[cause].sentence;
}

static enum message of_spurious(const struct subject *subject)
{
	const struct event *by = subject_event(subject, subject->proof.by);

	if (!by)
		return MSG_WHY_SPURIOUS;
	if (by->side == subject->event->side)
		return MSG_WHY_SPURIOUS_ORIGINAL;
	return event_has(by, NOTE_DSACK) ? MSG_WHY_SPURIOUS_DSACK : MSG_WHY_SPURIOUS_ANSWER;
}

static enum message of_dup_ack(const struct subject *subject)
{
	return subject->event->count > 0 ? MSG_WHY_DUP_ACK : MSG_WHY_DUP_ACK_DSACK;
}

static enum message of_gap(const struct subject *subject)
{
	if (event_has(subject->event, NOTE_NOT_CAPTURED) ||
	    event_has(subject->event, NOTE_LOST_UPSTREAM))
		return MSG_COUNT;
	return subject_about(subject) ? MSG_WHY_GAP_FILLED : MSG_WHY_GAP;
}

static enum message of_duplicate(const struct subject *subject)
{
	bool told = event_has(subject->event, NOTE_DUPLICATE_NETWORK) ||
		    event_has(subject->event, NOTE_DUPLICATE_CAPTURE);

	return told ? MSG_COUNT : MSG_WHY_DUPLICATE;
}

static enum message of_probe_answer(const struct subject *subject)
{
	return subject->event->window > 0 ? MSG_WHY_ZERO_WINDOW_PROBE_ACK_OPEN
					  : MSG_WHY_ZERO_WINDOW_PROBE_ACK;
}

static enum message of_oddity(const struct subject *subject)
{
	return subject->event->flags & TCP_ACK ? MSG_WHY_ODD_AFTER_FIN : MSG_WHY_ODD;
}

static enum message of_zero_window(const struct subject *subject)
{
	return event_has(subject->event, NOTE_ZERO_WINDOW_PROBE_ACK) ? MSG_COUNT
								     : MSG_WHY_ZERO_WINDOW;
}

static enum message of_dsack(const struct subject *subject)
{
	return subject_sacks(subject) == 1 ? MSG_WHY_DSACK_BYTES : MSG_WHY_DSACK;
}

/* Nothing but other resets came after it. */
static bool had_the_last_word(const struct subject *subject)
{
	for (size_t i = subject->index + 1; i < ladder_events(subject->ladder); i++)
		if (!(subject_event(subject, i)->flags & TCP_RST))
			return false;
	return true;
}

/* Some stacks take any number in the window: then both fall silent (RFC 5961 §3.1). */
static enum message of_challenged_reset(const struct subject *subject)
{
	return had_the_last_word(subject) ? MSG_WHY_RST_CHALLENGED_LAST : MSG_WHY_RST_CHALLENGED;
}

bool reason_reset_is_untold(const struct event *event)
{
	unsigned state = event->state[!event->side] & STATE_MASK;

	return !event_has(event, NOTE_RST_CHALLENGED) && !event_has(event, NOTE_RST_IGNORED) &&
	       !event_has(event, NOTE_DUPLICATE) && state != STATE_CLOSED && state != STATE_LISTEN;
}

static enum message of_repeated_ack(const struct subject *subject)
{
	return subject_about(subject) ? MSG_WHY_REPEATED_ACK_AGAIN : MSG_WHY_REPEATED_ACK;
}

/* Any segment that cannot be taken is answered so: RFC 9293 §3.5.2. */
static bool is_challenge_to_reopen(const struct subject *subject)
{
	const struct event *about = subject_about(subject);

	return !about || (about->flags & (TCP_SYN | TCP_RST));
}

static enum message of_challenge_ack(const struct subject *subject)
{
	return is_challenge_to_reopen(subject) ? MSG_WHY_CHALLENGE_ACK : MSG_WHY_CHALLENGE_ACK_BAD;
}

static enum message of_mptcp(const struct subject *subject)
{
	return subject->event->mptcp == MPTCP_FASTCLOSE + 1 ? MSG_WHY_MPTCP_FASTCLOSE
							    : MSG_WHY_MPTCP;
}

static enum message of_urgent(const struct subject *subject)
{
	return subject->reread && subject->reread->urgent > 0 ? MSG_WHY_URGENT_UP_TO
							      : MSG_WHY_URGENT;
}

static enum message of_first_fragment(const struct subject *subject)
{
	if (subject_event(subject, subject->proof.by))
		return MSG_WHY_FIRST_FRAGMENT_LATER;
	return subject->event->len > 0 ? MSG_WHY_FIRST_FRAGMENT : MSG_WHY_FIRST_FRAGMENT_BARE;
}

static enum message of_fragment(const struct subject *subject)
{
	return flow_fragments(subject->ladder->flow, subject->index) > 0 ? MSG_WHY_FRAGMENTS
									 : MSG_WHY_FRAGMENT;
}

static enum message of_unseen(const struct subject *subject)
{
	return subject_event(subject, subject->proof.by) ? MSG_WHY_ACK_UNSENT : MSG_WHY_ACK_UNSEEN;
}

static enum message of_ignored_reset(const struct subject *subject)
{
	return subject_event(subject, subject->proof.by) ? MSG_WHY_RST_NOT_TAKEN
							 : MSG_WHY_RST_IGNORED;
}

static enum message of_close_ack(const struct subject *subject)
{
	return subject->event->role == ROLE_CLOSE_ACK ? MSG_COUNT : MSG_WHY_CLOSE_ACK;
}

/* When it was sent, the capture does not tell. */
static bool is_overtaken(const struct event *event)
{
	return event_has(event, NOTE_OUT_OF_ORDER) || event_has(event, NOTE_LATE) ||
	       event_has(event, NOTE_CAPTURED_LATE);
}

/*
 * What the time since then is depends on where it was captured. Bytes that were sent twice time
 * nothing where no timestamp tells which copy is answered (RFC 6298 §3, RFC 7323 §4.1).
 */
enum message answer_sentence(const struct subject *subject)
{
	enum vantage vantage = subject->flow.vantage;
	bool at_me = vantage == (subject->event->side == SIDE_A ? VANTAGE_AT_A : VANTAGE_AT_B);

	if (subject_sent_twice(subject) && !subject_echoed(subject))
		return MSG_SAY_ANSWERS_TWICE;
	if (vantage == VANTAGE_UNKNOWN || is_overtaken(subject_prompt(subject)))
		return MSG_SAY_ANSWERS;
	if (vantage == VANTAGE_ON_PATH)
		return MSG_SAY_ANSWERS_PART;
	if (!at_me)
		return MSG_SAY_ANSWERS_RTT;
	return subject_answers_late(subject) ? MSG_SAY_ANSWERS_LATE : MSG_SAY_ANSWERS_DELAY;
}

static enum message (*const others[NOTE_COUNT])(const struct subject *subject) = {
	[NOTE_LOST_DATA] = of_loss,
	[NOTE_RETRANSMISSION] = of_retransmission,
	[NOTE_SPURIOUS] = of_spurious,
	[NOTE_DUP_ACK] = of_dup_ack,
	[NOTE_ZERO_WINDOW] = of_zero_window,
	[NOTE_DSACK] = of_dsack,
	[NOTE_DUPLICATE] = of_duplicate,
	[NOTE_GAP] = of_gap,
	[NOTE_ACK_UNSEEN] = of_unseen,
	[NOTE_CLOSE_ACK] = of_close_ack,
	[NOTE_ZERO_WINDOW_PROBE_ACK] = of_probe_answer,
	[NOTE_ODD] = of_oddity,
	[NOTE_RST_IGNORED] = of_ignored_reset,
	[NOTE_RST_CHALLENGED] = of_challenged_reset,
	[NOTE_REPEATED_ACK] = of_repeated_ack,
	[NOTE_CHALLENGE_ACK] = of_challenge_ack,
	[NOTE_FRAGMENT] = of_fragment,
	[NOTE_FIRST_FRAGMENT] = of_first_fragment,
	[NOTE_ACE] = ecn_count,
	[NOTE_MPTCP] = of_mptcp,
	[NOTE_URGENT] = of_urgent,
};

enum message reason_of(const struct subject *subject, enum note note)
{
	return others[note] ? others[note](subject) : plain[note];
}

const char *reason_reference(const struct subject *subject, enum note note)
{
	if (note == NOTE_LOST_DATA && is_missed(subject))
		return causes[CAUSE_FAST].reference;
	if (note == NOTE_CHALLENGE_ACK && !is_challenge_to_reopen(subject))
		return "RFC 9293 §3.5.2";
	if (note == NOTE_ACE && subject->event->role == ROLE_HS_ACK)
		return "RFC 9768 §3.2.2.1";
	if (note == NOTE_MPTCP && subject->event->mptcp == MPTCP_FASTCLOSE + 1)
		return "RFC 8684 §3.5";
	return note == NOTE_RETRANSMISSION ? causes[subject->event->cause].reference
					   : note_reference(note);
}
