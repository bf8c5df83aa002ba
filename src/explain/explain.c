/* Which sentences explain a segment, from what matters most. */
#include "explain/claim.h"
#include "explain/ecn.h"

void claim_add(const struct subject *subject, struct claim claim, struct explanation *out)
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
	claim_add(subject, claim, out);
}

static void add_role(const struct subject *subject, struct explanation *out)
{
	const struct event *event = subject->event;
	const char *reference = roles[event->role].reference;
	bool carries = event->len > 0 || event->role == ROLE_CLOSE_FIN;

	out->reference = reference;
	if (tells_itself(event))
		return;
	claim_add(subject, (struct claim){role_sentence(event), reference, WEIGHT_SAYS}, out);
	add_unseen(subject, out);
	if (carries && event->role != ROLE_HS_SYN && event->role != ROLE_HS_SYN_ACK &&
	    subject_ack_is_news(subject) && !event_has(event, NOTE_CLOSE_ACK))
		claim_add(subject, (struct claim){also_sentence(subject), reference, WEIGHT_ALSO},
			  out);
	if (is_answer(subject))
		claim_add(subject,
			  (struct claim){answer_sentence(subject), "RFC 6298 §3", WEIGHT_TIME},
			  out);
	if (is_answer(subject) && subject_echoed(subject))
		claim_add(subject, (struct claim){MSG_SAY_ECHOES, "RFC 7323 §4.1", WEIGHT_TIME},
			  out);
	if (event->role == ROLE_ACK && event->window > 0 && subject_was_full(subject) &&
	    subject_ack_is_news(subject))
		claim_add(subject, (struct claim){MSG_SAY_ROOM, "RFC 9293 §3.8.6", WEIGHT_SAYS},
			  out);
}

static void add_sacks(const struct subject *subject, struct explanation *out)
{
	if (!(subject->event->flags & TCP_SYN) && subject->options &&
	    subject_sacks(subject) < subject->options->sack_count)
		claim_add(subject, (struct claim){MSG_SAY_SACK, "RFC 2018 §3", WEIGHT_OPTION}, out);
}

/* How long the window was closed that opens here. */
static void add_opening(const struct subject *subject, struct explanation *out)
{
	if (subject_closing(subject))
		claim_add(subject, (struct claim){MSG_SAY_OPENS, "RFC 9293 §3.8.6", WEIGHT_TIME},
			  out);
}

/* --- what its options say --- */

static void add_options(const struct subject *subject, struct explanation *out)
{
	if (event_has(subject->event, NOTE_DUPLICATE))
		return;
	claim_add(subject, (struct claim){ecn_offer(subject), "RFC 9768 §3.1", WEIGHT_OPTION}, out);
	for (size_t i = 0; i < option_places(); i++) {
		struct claim claim = {.weight = WEIGHT_OPTION};

		claim.message = option_sentence(subject, i, &claim.reference);
		claim_add(subject, claim, out);
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
	claim_add(subject, claim, out);
}

void explain(const struct ladder *ladder, size_t event, const struct explain_reread *reread,
	     struct explanation *out)
{
	struct subject subject = subject_of(ladder, event, reread);

	out->count = 0;
	out->why = 0;
	add_role(&subject, out);
	claim_notes(&subject, out);
	add_opening(&subject, out);
	add_sacks(&subject, out);
	claim_state(&subject, subject.event->side, out);
	claim_state(&subject, !subject.event->side, out);
	add_options(&subject, out);
	out->told = out->count;
	add_flight(&subject, out);
	claim_states(&subject, out);
}
