/* A segment's numbers and notes in a line. */
#include "explain/ecn.h"

#include <inttypes.h>
#include <stdio.h>

#include "tcpladder/words.h"

static const struct {
	uint16_t flag;
	const char *name;
} flag_names[] = {
	{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_PSH, "PSH"}, {TCP_ACK, "ACK"},
	{TCP_URG, "URG"}, {TCP_ECE, "ECE"}, {TCP_CWR, "CWR"}, {TCP_AE, "AE"},
};

/* Where they are a counter they are no flags (RFC 9768 §3.2.2). */
static uint16_t flags_of(const struct event *event)
{
	const unsigned counter = TCP_AE | TCP_CWR | TCP_ECE;

	return event_has(event, NOTE_ACE) ? event->flags & (uint16_t)~counter : event->flags;
}

static void say_flags(struct words *line, uint16_t flags)
{
	const char *separator = "";

	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++) {
		if (!(flags & flag_names[i].flag))
			continue;
		words_add(line, "%s%s", separator, flag_names[i].name);
		separator = "+";
	}
}

void explain_numbers(const struct ladder *ladder, size_t event, char *out)
{
	struct subject subject = subject_of(ladder, event, NULL);
	const struct event *segment = subject.event;
	const struct half_summary *half = subject.flow.half;
	struct words line = {out, EXPLAIN_NUMBERS, 0};
	char number[LADDER_NUMBER];

	*out = '\0';
	say_flags(&line, flags_of(segment));
	ladder_number(ladder, &half[segment->side], segment->seq, number);
	words_add(&line, "%sseq=%s", line.used > 0 ? "  " : "", number);
	if (segment->flags & TCP_ACK) {
		ladder_number(ladder, &half[!segment->side], segment->ack, number);
		words_add(&line, " ack=%s", number);
	}
	words_add(&line, " len=%" PRIu32 " win%s%" PRIu32, segment->len,
		  subject_window_exact(&subject) ? "=" : ">=", subject_window(&subject));
	if (event_has(segment, NOTE_ACE))
		words_add(&line, " ACE=%u", ecn_value(segment));
}

static const enum message note_words[NOTE_COUNT] = {
#define NOTE(identifier, name, weight, reference) [NOTE_##identifier] = MSG_NOTE_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
};

static const enum message cause_words[CAUSE_COUNT] = {
	[CAUSE_NONE] = MSG_COUNT,        [CAUSE_UNKNOWN] = MSG_COUNT,
	[CAUSE_FAST] = MSG_CAUSE_FAST,   [CAUSE_TLP] = MSG_CAUSE_TLP,
	[CAUSE_RTO] = MSG_CAUSE_RTO,     [CAUSE_TIMER] = MSG_CAUSE_TIMER,
	[CAUSE_REPLY] = MSG_CAUSE_REPLY, [CAUSE_SLOWSTART] = MSG_CAUSE_SLOWSTART,
	[CAUSE_TFO] = MSG_CAUSE_TFO,
};

static void say_note(struct words *line, const struct ladder *ladder, const struct event *event,
		     enum note note)
{
	const struct lang *lang = ladder->lang;
	enum message cause = cause_words[event->cause];

	if (note == NOTE_RETRANSMISSION && cause != MSG_COUNT)
		words_add(line, lang_text(lang, MSG_SENT_AGAIN), lang_text(lang, cause));
	else if (note == NOTE_DUP_ACK)
		words_add(line, lang_text(lang, MSG_NOTE_DUP_ACK), event->count);
	else
		words_add(line, "%s", lang_text(lang, note_words[note]));
}

void explain_notes(const struct ladder *ladder, size_t index, int most, char *out)
{
	const struct event *event = flow_event(ladder->flow, index);
	struct words line = {out, EXPLAIN_NOTES, 0};
	struct note_set left = event_notes(event);

	*out = '\0';
	if (event->count == 0)
		note_set_drop(&left, NOTE_DUP_ACK); /* it only reports a repeat */
	if (event->window > 0)
		note_set_drop(&left, NOTE_ZERO_WINDOW_PROBE_ACK); /* the window has opened */
	if (event_has(event, NOTE_DUPLICATE_CAPTURE))
		note_set_drop(&left, NOTE_DUPLICATE);
	if (event_has(event, NOTE_LOST_UPSTREAM))
		note_set_drop(&left, NOTE_GAP); /* what the gap came from */
	for (enum note note; most > 0 && (note = note_heaviest(left)) != NOTE_COUNT; most--) {
		words_add(&line, "%s", line.used > 0 ? ", " : "");
		say_note(&line, ladder, event, note);
		note_set_drop(&left, note);
	}
}
