/* Which sentences explain a segment, from what matters most. */
#include "explain/ecn.h"

#include <stdio.h>
#include <string.h>

/* A sentence, the section that it rests on, and how much it matters. */
struct claim {
	enum message message; /* MSG_COUNT: none */
	const char *reference;
	enum weight weight;
};

static void add(const struct subject *subject, struct claim claim, struct explanation *out)
{
	struct sentence *sentence = &out->sentence[out->count];

	if (claim.message == MSG_COUNT || out->count == SENTENCES_MAX)
		return;
	slots_fill(subject, claim.message, sentence->text);
	sentence->reference = claim.reference;
	sentence->weight = claim.weight;
	out->count++;
}

/* --- what it says --- */

static const struct {
	enum message sentence;
	const char *reference;
} roles[ROLE_COUNT] = {
	[ROLE_HS_SYN] = {MSG_SAY_SYN, "RFC 9293 §3.4, §3.5"},
	[ROLE_HS_SYN_ACK] = {MSG_SAY_SYN_ACK, "RFC 9293 §3.5"},
	[ROLE_HS_ACK] = {MSG_SAY_HS_ACK, "RFC 9293 §3.5"},
	[ROLE_DATA] = {MSG_SAY_DATA, "RFC 9293 §3.4"},
	[ROLE_ACK] = {MSG_SAY_ACK, "RFC 9293 §3.4"},
	[ROLE_CLOSE_FIN] = {MSG_SAY_FIN, "RFC 9293 §3.6"},
	[ROLE_CLOSE_ACK] = {MSG_SAY_CLOSE_ACK, "RFC 9293 §3.6"},
	[ROLE_CLOSE_RST] = {MSG_SAY_RST, "RFC 9293 §3.5.2"},
};

/* Notes of an ACK that tell by themselves what it says. */
static const enum note telling[] = {
	NOTE_DUP_ACK,       NOTE_KEEP_ALIVE_ACK, NOTE_ZERO_WINDOW_PROBE, NOTE_ZERO_WINDOW_PROBE_ACK,
	NOTE_CHALLENGE_ACK,
};

static bool tells_itself(const struct event *event)
{
	if (event_has(event, NOTE_DUPLICATE) || event_has(event, NOTE_KEEP_ALIVE))
		return true; /* whatever it carries was there before */
	if (event_has(event, NOTE_FIRST_FRAGMENT))
		return event->role == ROLE_DATA;
	if (event->role != ROLE_ACK)
		return false;
	for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++)
		if (event_has(event, telling[i]))
			return true;
	return false;
}

static bool is_broken_reset(const struct event *event)
{
	return event_has(event, NOTE_CORRUPT) && event->role == ROLE_CLOSE_RST;
}

/* What becomes of it is told by its note. */
static bool is_vain_reset(const struct event *event)
{
	return event_has(event, NOTE_RST_IGNORED) || is_broken_reset(event) ||
	       event_has(event, NOTE_RST_CHALLENGED) || event_has(event, NOTE_RST_AFTER_CLOSE);
}

/* The other side has closed before: nothing is left to receive. */
static bool is_last_fin(const struct event *event)
{
	return (event->state[event->side] & STATE_MASK) == STATE_LAST_ACK;
}

static enum message role_sentence(const struct event *event)
{
	if (is_vain_reset(event))
		return MSG_SAY_RST_ONLY;
	if (event->role == ROLE_CLOSE_RST && reason_reset_is_untold(event))
		return MSG_SAY_RST_UNTOLD;
	if (event_has(event, NOTE_RST_REFUSED))
		return MSG_SAY_RST_REFUSED;
	if (event->role == ROLE_CLOSE_FIN && event->len == 0 && is_last_fin(event))
		return MSG_SAY_FIN_LAST;
	if (event->len == 0 || event->role == ROLE_HS_SYN || event->role == ROLE_HS_SYN_ACK)
		return roles[event->role].sentence;
	if (event->role == ROLE_CLOSE_FIN)
		return MSG_SAY_FIN_DATA;
	return event->role == ROLE_DATA && event->len == 1 ? MSG_SAY_DATA_ONE
							   : roles[event->role].sentence;
}

static bool is_answer(const struct subject *subject)
{
	return subject->event->role != ROLE_CLOSE_RST && subject_ack_is_news(subject) &&
	       subject_event(subject, subject->answered);
}

static enum message also_sentence(const struct subject *subject)
{
	const struct event *answered = subject_event(subject, subject->answered);

	return answered && answered->flags & TCP_SYN ? MSG_SAY_ALSO_SYN : MSG_SAY_ALSO_ACK;
}

static void add_unseen(const struct subject *subject, struct explanation *out)
{
	struct claim claim = {.weight = WEIGHT_ALSO};

	claim.message = unseen_sentence(subject, &claim.reference);
	add(subject, claim, out);
}

static void add_role(const struct subject *subject, struct explanation *out)
{
	const struct event *event = subject->event;
	const char *reference = roles[event->role].reference;
	bool carries = event->len > 0 || event->role == ROLE_CLOSE_FIN;

	out->reference = reference;
	if (tells_itself(event))
		return;
	add(subject, (struct claim){role_sentence(event), reference, WEIGHT_SAYS}, out);
	add_unseen(subject, out);
	if (carries && event->role != ROLE_HS_SYN && event->role != ROLE_HS_SYN_ACK &&
	    subject_ack_is_news(subject) && !event_has(event, NOTE_CLOSE_ACK))
		add(subject, (struct claim){also_sentence(subject), reference, WEIGHT_ALSO}, out);
	if (is_answer(subject))
		add(subject, (struct claim){answer_sentence(subject), "RFC 6298 §3", WEIGHT_TIME},
		    out);
	if (is_answer(subject) && subject_echoed(subject))
		add(subject, (struct claim){MSG_SAY_ECHOES, "RFC 7323 §4.1", WEIGHT_TIME}, out);
	if (event->role == ROLE_ACK && event->window > 0 && subject_was_full(subject) &&
	    subject_ack_is_news(subject))
		add(subject, (struct claim){MSG_SAY_ROOM, "RFC 9293 §3.8.6", WEIGHT_SAYS}, out);
}

static void add_sacks(const struct subject *subject, struct explanation *out)
{
	if (!(subject->event->flags & TCP_SYN) && subject->options &&
	    subject_sacks(subject) < subject->options->sack_count)
		add(subject, (struct claim){MSG_SAY_SACK, "RFC 2018 §3", WEIGHT_OPTION}, out);
}

/* --- why it is labelled so --- */

/* What stands on judgement; losses are likely at best, whatever else the event is sure of. */
static bool is_judged(enum note note)
{
	return note == NOTE_RETRANSMISSION || note == NOTE_SPURIOUS || note == NOTE_OUT_OF_ORDER ||
	       note == NOTE_CAPTURED_LATE || note == NOTE_LATE || note == NOTE_LOST_DATA ||
	       note == NOTE_LOST_ACK || note == NOTE_LOST_UPSTREAM;
}

static enum message how_sure(const struct event *event, enum note note)
{
	static const enum message words[] = {
		[SURE] = MSG_SURE, [LIKELY] = MSG_LIKELY, [GUESS] = MSG_GUESS};

	if (note == NOTE_LOST_DATA || note == NOTE_LOST_ACK || note == NOTE_LOST_UPSTREAM)
		return MSG_LIKELY;
	if (note == NOTE_RETRANSMISSION && event->cause == CAUSE_UNKNOWN)
		return MSG_COUNT; /* that it was sent again is plain */
	return words[event->confidence];
}

static void prove(struct subject *subject, enum note note)
{
	subject->proof = (struct proof){EVENT_NONE, EVENT_NONE};
	flow_proof(subject->ladder->flow, subject->index, note, &subject->proof);
}

/* How the wait compares with the one before. */
static void add_backoff(const struct subject *subject, struct explanation *out)
{
	bool probe = event_has(subject->event, NOTE_ZERO_WINDOW_PROBE);
	const char *reference = probe ? "RFC 9293 §3.8.6.1" : "RFC 6298 §5.5";

	if (subject_waits(subject).known)
		add(subject, (struct claim){MSG_SAY_BACKOFF, reference, WEIGHT_TIME}, out);
}

static void add_note(struct subject *subject, enum note note, struct explanation *out)
{
	prove(subject, note);
	add(subject,
	    (struct claim){reason_of(subject, note), reason_reference(subject, note), WEIGHT_WHY},
	    out);
	if (note == NOTE_RETRANSMISSION && subject_parts(subject).mixed)
		add(subject, (struct claim){MSG_SAY_PARTS, "RFC 9293 §3.4", WEIGHT_SAYS}, out);
	if (note == NOTE_RETRANSMISSION || note == NOTE_ZERO_WINDOW_PROBE)
		add_backoff(subject, out);
	if (note == NOTE_DUPLICATE)
		add(subject, (struct claim){hops_sentence(subject), "RFC 1812 §5.3.1", WEIGHT_WHY},
		    out);
}

/* That bytes come again is told before what became of them. */
static void add_notes(struct subject *subject, struct explanation *out)
{
	struct note_set left = event_notes(subject->event);
	enum note first = note_heaviest(left);

	if (first == NOTE_COUNT)
		return;
	prove(subject, first);
	if (note_weight(first) > 0) {
		out->reference = reason_reference(subject, first);
		out->why = out->count;
	}
	if (event_has(subject->event, NOTE_RETRANSMISSION)) {
		add_note(subject, NOTE_RETRANSMISSION, out);
		note_set_drop(&left, NOTE_RETRANSMISSION);
	}
	for (enum note note; (note = note_heaviest(left)) != NOTE_COUNT;) {
		add_note(subject, note, out);
		note_set_drop(&left, note);
	}
	if (is_judged(first))
		add(subject, (struct claim){how_sure(subject->event, first), NULL, WEIGHT_SURE},
		    out);
}

/* How long the window was closed that opens here. */
static void add_opening(const struct subject *subject, struct explanation *out)
{
	if (subject_closing(subject))
		add(subject, (struct claim){MSG_SAY_OPENS, "RFC 9293 §3.8.6", WEIGHT_TIME}, out);
}

/* --- which states it leads to --- */

static const enum message states[STATE_COUNT] = {
	[STATE_UNKNOWN] = MSG_COUNT,
	[STATE_CLOSED] = MSG_ENTERS_CLOSED,
	[STATE_LISTEN] = MSG_ENTERS_LISTEN,
	[STATE_SYN_SENT] = MSG_ENTERS_SYN_SENT,
	[STATE_SYN_RECEIVED] = MSG_ENTERS_SYN_RECEIVED,
	[STATE_ESTABLISHED] = MSG_ENTERS_ESTABLISHED,
	[STATE_FIN_WAIT_1] = MSG_ENTERS_FIN_WAIT_1,
	[STATE_FIN_WAIT_2] = MSG_ENTERS_FIN_WAIT_2,
	[STATE_CLOSE_WAIT] = MSG_ENTERS_CLOSE_WAIT,
	[STATE_CLOSING] = MSG_ENTERS_CLOSING,
	[STATE_LAST_ACK] = MSG_ENTERS_LAST_ACK,
	[STATE_TIME_WAIT] = MSG_ENTERS_TIME_WAIT,
};

/* What the receiver would have become, had it come, or had anybody listened there. */
static bool never_was(const struct subject *subject, enum side side)
{
	if (side == subject->event->side)
		return false;
	return event_has(subject->event, NOTE_LOST_DATA) ||
	       (subject->event->role == ROLE_HS_SYN && subject->flow.opening == OPENING_REFUSED);
}

/* Nothing has begun there: it is in the state that it was in. */
static bool is_not_begun(const struct subject *subject, uint8_t state)
{
	return subject->event->role == ROLE_HS_SYN &&
	       ((state & STATE_MASK) == STATE_CLOSED || (state & STATE_MASK) == STATE_LISTEN);
}

static bool is_captured_at(const struct subject *subject, enum side side)
{
	return subject->flow.vantage == (side == SIDE_A ? VANTAGE_AT_A : VANTAGE_AT_B);
}

/* Only that it was sent is seen: that it arrived, no later segment of its receiver shows. */
static bool is_never_shown(const struct subject *subject, enum side side)
{
	size_t end = ladder_events(subject->ladder);

	if (!(subject->event->state[side] & STATE_ASSUMED) || is_captured_at(subject, side))
		return false;
	for (size_t i = subject->index + 1; i < end; i++)
		if (subject_event(subject, i)->side == side)
			return false;
	return true;
}

static bool enters(const struct subject *subject, enum side side)
{
	uint8_t state = subject->event->state[side];
	uint8_t before = subject->index > flow_first(subject->ladder->flow)
				 ? subject_event(subject, subject->index - 1)->state[side]
				 : STATE_UNKNOWN;

	return !(state & STATE_GUESSED) && (state & STATE_MASK) != (before & STATE_MASK) &&
	       !never_was(subject, side) && !is_not_begun(subject, state);
}

static void add_state(struct subject *subject, enum side side, struct explanation *out)
{
	enum tcp_state state = subject->event->state[side] & STATE_MASK;

	if (!enters(subject, side))
		return;
	subject->who = side;
	add(subject, (struct claim){states[state], "RFC 9293 §3.3.2", WEIGHT_ENTERS}, out);
	if (is_never_shown(subject, side))
		add(subject, (struct claim){MSG_IF_IT_ARRIVED, NULL, WEIGHT_SURE}, out);
}

/* --- what its options say --- */

static void add_options(const struct subject *subject, struct explanation *out)
{
	if (event_has(subject->event, NOTE_DUPLICATE))
		return;
	add(subject, (struct claim){ecn_offer(subject), "RFC 9768 §3.1", WEIGHT_OPTION}, out);
	for (size_t i = 0; i < option_places(); i++) {
		struct claim claim = {.weight = WEIGHT_OPTION};

		claim.message = option_sentence(subject, i, &claim.reference);
		add(subject, claim, out);
	}
}

/* --- what is measured --- */

/* Of data its sender's bytes count, of an ACK those that it answers. */
static void add_flight(struct subject *subject, struct explanation *out)
{
	const struct event *event = subject->event;
	bool sends = event->len > 0;
	struct claim claim = {MSG_FLIGHT, "RFC 9293 §3.3.1", WEIGHT_FLIGHT};
	struct in_flight flight;

	if ((event->flags & (TCP_SYN | TCP_RST)) ||
	    (!sends && !subject_ack_is_news(subject) && !event_has(event, NOTE_DUP_ACK)))
		return;
	subject->who = sends ? event->side : !event->side;
	flight = subject_in_flight(subject, subject->who);
	if (!flight.known || (event->role == ROLE_HS_ACK && flight.bytes == 0))
		return;
	if (flight.bytes == 0)
		claim.message = MSG_FLIGHT_NONE;
	else if (flight.limited)
		claim.message = MSG_FLIGHT_WINDOW;
	add(subject, claim, out);
}

/* The states of both ends, or of the one that does not enter another. */
static void add_states(struct subject *subject, struct explanation *out)
{
	const struct event *event = subject->event;
	bool entered[2] = {enters(subject, SIDE_A), enters(subject, SIDE_B)};
	struct claim claim = {MSG_STATES, "RFC 9293 §3.3.2", WEIGHT_STATE};

	if ((entered[SIDE_A] && entered[SIDE_B]) ||
	    (event->state[SIDE_A] & STATE_MASK) == STATE_UNKNOWN ||
	    (event->state[SIDE_B] & STATE_MASK) == STATE_UNKNOWN)
		return;
	subject->who = entered[SIDE_A] ? SIDE_B : SIDE_A;
	if (entered[SIDE_A] || entered[SIDE_B])
		claim.message = MSG_STATE_STAYS;
	add(subject, claim, out);
}

void explain(const struct ladder *ladder, size_t event, const struct explain_reread *reread,
	     struct explanation *out)
{
	struct subject subject = subject_of(ladder, event, reread);

	out->count = 0;
	out->why = 0;
	add_role(&subject, out);
	add_notes(&subject, out);
	add_opening(&subject, out);
	add_sacks(&subject, out);
	add_state(&subject, subject.event->side, out);
	add_state(&subject, !subject.event->side, out);
	add_options(&subject, out);
	out->told = out->count;
	add_flight(&subject, out);
	add_states(&subject, out);
}
