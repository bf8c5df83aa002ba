/* Why a segment is labelled as it is, and how sure that is. */
#include "explain/claim.h"

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
		claim_add(subject, (struct claim){MSG_SAY_BACKOFF, reference, WEIGHT_TIME}, out);
}

/* Where the two were captured, as far as that shows. */
static void add_places(const struct subject *subject, struct explanation *out)
{
	const struct claim claims[] = {
		{hops_sentence(subject), "RFC 1812 §5.3.1", WEIGHT_WHY},
		{vlans_sentence(subject), "IEEE 802.1Q §9.6", WEIGHT_WHY},
		{macs_sentence(subject), "IEEE 802.3 §3.2", WEIGHT_WHY},
	};

	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++)
		claim_add(subject, claims[i], out);
}

static void add_note(struct subject *subject, enum note note, struct explanation *out)
{
	prove(subject, note);
	claim_add(subject,
		  (struct claim){reason_of(subject, note), reason_reference(subject, note),
				 WEIGHT_WHY},
		  out);
	if (note == NOTE_RETRANSMISSION && subject_parts(subject).mixed)
		claim_add(subject, (struct claim){MSG_SAY_PARTS, "RFC 9293 §3.4", WEIGHT_SAYS},
			  out);
	if (note == NOTE_RETRANSMISSION || note == NOTE_ZERO_WINDOW_PROBE)
		add_backoff(subject, out);
}

void claim_notes(struct subject *subject, struct explanation *out)
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
	add_places(subject, out);
	if (is_judged(first))
		claim_add(subject,
			  (struct claim){how_sure(subject->event, first), NULL, WEIGHT_SURE}, out);
}
