/* What there is to say about a segment: flags, numbers, sums and verdicts. */
#include "ladder/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *say(const struct offers *offers, enum message message)
{
	return lang_text(offers->view->ladder->lang, message);
}

/* Where somebody is to write. */
static const char blank[] = "____";

static bool is_blank(const struct offers *offers, enum ladder_blank_part part)
{
	return ladder_is_blank(offers->view->ladder, offers->index, part);
}

/* PSH is not told: RFC 9293 §3.9.1.2 lets it mean little. */
static const struct {
	uint16_t flag;
	const char *name;
} told_flags[] = {
	{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_URG, "URG"}, {TCP_ACK, "ACK"},
};

static void flags_text(uint16_t flags, char *out)
{
	int used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(told_flags) / sizeof(*told_flags); i++)
		if (flags & told_flags[i].flag)
			used += snprintf(out + used, PIECE_TEXT - (size_t)used, "%s%s",
					 used > 0 ? "+" : "", told_flags[i].name);
}

static void offer_flags(struct offers *offers)
{
	const uint16_t telling = TCP_SYN | TCP_FIN | TCP_RST | TCP_URG;
	char *text = offers->word[WORD_FLAGS].form[0];

	if (offers->event->len > 0 && (offers->event->flags & (telling | TCP_ACK)) == TCP_ACK)
		return;
	if (is_blank(offers, BLANK_FLAGS))
		snprintf(text, PIECE_TEXT, "%s", blank);
	else
		flags_text(offers->event->flags, text);
	if (!*text)
		snprintf(text, PIECE_TEXT, "%s", say(offers, MSG_NO_FLAGS));
}

/* A probe is known by its number: a byte that was sent before, and perhaps not even that. */
static bool is_probe(const struct event *event)
{
	return event_has(event, NOTE_KEEP_ALIVE) || event_has(event, NOTE_ZERO_WINDOW_PROBE);
}

static void offer_seq(struct offers *offers)
{
	const uint16_t numbered = TCP_SYN | TCP_FIN | TCP_RST;
	char number[NUMBER_TEXT];

	if (offers->event->len == 0 && !(offers->event->flags & numbered) &&
	    !is_probe(offers->event))
		return;
	if (is_blank(offers, BLANK_SEQ))
		snprintf(number, sizeof(number), "%s", blank);
	else
		number_text(offers->view, offers->event->side, offers->event->seq, number);
	snprintf(offers->word[WORD_SEQ].form[0], PIECE_TEXT, "seq=%s", number);
}

static void offer_bytes(struct offers *offers, uint32_t bytes)
{
	struct offer *offer = &offers->word[WORD_LENGTH];

	if (bytes == 0)
		return;
	snprintf(offer->form[0], PIECE_TEXT, say(offers, bytes == 1 ? MSG_BYTES_ONE : MSG_BYTES),
		 bytes);
	snprintf(offer->form[1], PIECE_TEXT, "%" PRIu32 " B", bytes);
}

/* Of a first fragment alone: there are more. */
static void offer_least_bytes(struct offers *offers, uint32_t bytes)
{
	struct offer *offer = &offers->word[WORD_LENGTH];

	if (bytes == 0)
		return;
	snprintf(offer->form[0], PIECE_TEXT, say(offers, MSG_BYTES_LEAST), bytes);
	snprintf(offer->form[1], PIECE_TEXT, "%" PRIu32 "+ B", bytes);
}

/* "1301+100", and "+1" for each of SYN and FIN, which use up a number (RFC 9293 §3.4). */
static void sum_text(const struct offers *offers, const struct event *acked, char *out)
{
	char seq[NUMBER_TEXT];
	char length[NUMBER_TEXT] = "";

	number_text(offers->view, acked->side, acked->seq, seq);
	if (acked->len > 0)
		snprintf(length, sizeof(length), "+%" PRIu32, acked->len);
	snprintf(out, PIECE_TEXT / 2, "%s%s%s%s", seq, acked->flags & TCP_SYN ? "+1" : "", length,
		 acked->flags & TCP_FIN ? "+1" : "");
}

static void offer_ack(struct offers *offers)
{
	const struct event *event = offers->event;
	struct offer *offer = &offers->word[WORD_ACK];
	bool news = segment_ack_is_news(offers->view, offers->index);
	bool must = event->len == 0 && !(event->flags & TCP_FIN) && !is_probe(event);
	const struct event *acked = NULL;
	char number[NUMBER_TEXT];
	char sum[PIECE_TEXT / 2];

	if (!(event->flags & TCP_ACK) || !(news || must))
		return;
	if (is_blank(offers, BLANK_ACK)) {
		snprintf(offer->form[0], PIECE_TEXT, "ack=%s", blank);
		return;
	}
	number_text(offers->view, event->side == SIDE_A ? SIDE_B : SIDE_A, event->ack, number);
	if (news)
		acked = segment_acked(offers->view, offers->index);
	if (acked) {
		sum_text(offers, acked, sum);
		snprintf(offer->form[0], PIECE_TEXT, "ack=%s = %s", number, sum);
		snprintf(offers->word[WORD_SUM].form[0], PIECE_TEXT, "= %s", sum);
	}
	snprintf(offer->form[acked ? 1 : 0], PIECE_TEXT, "ack=%s", number);
}

/* --- verdicts --- */

static const enum message note_words[NOTE_COUNT] = {
#define NOTE(identifier, name, weight, reference) [NOTE_##identifier] = MSG_NOTE_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
};

/* Why it was sent again, in a word. */
static const struct {
	bool known;
	enum message message;
} cause_words[CAUSE_COUNT] = {
	[CAUSE_FAST] = {true, MSG_CAUSE_FAST},
	[CAUSE_TLP] = {true, MSG_CAUSE_TLP},
	[CAUSE_RTO] = {true, MSG_CAUSE_RTO},
	[CAUSE_TIMER] = {true, MSG_CAUSE_TIMER},
	[CAUSE_SLOWSTART] = {true, MSG_CAUSE_SLOWSTART},
	[CAUSE_REPLY] = {true, MSG_CAUSE_REPLY},
	[CAUSE_TFO] = {true, MSG_CAUSE_TFO},
};

/* Adds a form after the others. */
static void add_form(struct offer *offer, const char *format, const char *what)
{
	int form = 0;

	while (form < FORMS && *offer->form[form])
		form++;
	if (form < FORMS)
		snprintf(offer->form[form], PIECE_TEXT, format, what);
}

/* "sent again (RTO)"; of a needless one that matters more than its cause. */
static void resent_forms(const struct offers *offers, struct offer *offer)
{
	const struct event *event = offers->event;
	enum cause cause = event->cause < CAUSE_COUNT ? event->cause : CAUSE_NONE;
	const char *why = cause_words[cause].known ? say(offers, cause_words[cause].message) : "";
	const char *needless = say(offers, MSG_NOTE_SPURIOUS);
	char both[PIECE_TEXT / 2];

	offer->ink = INK_RESENT;
	if (is_blank(offers, BLANK_CAUSE)) {
		add_form(offer, say(offers, MSG_SENT_AGAIN), blank);
		return;
	}
	if (event_has(event, NOTE_SPURIOUS)) {
		snprintf(both, sizeof(both), "%s, %s", why, needless);
		if (*why)
			add_form(offer, say(offers, MSG_SENT_AGAIN), both);
		add_form(offer, say(offers, MSG_SENT_AGAIN), needless);
		add_form(offer, say(offers, MSG_AGAIN), needless);
	} else if (*why) {
		add_form(offer, say(offers, MSG_SENT_AGAIN), why);
		add_form(offer, say(offers, MSG_AGAIN), why);
	}
	add_form(offer, "%s", say(offers, MSG_NOTE_RETRANSMISSION));
}

static void note_forms(const struct offers *offers, enum note note, struct offer *offer)
{
	bool lost = note == NOTE_LOST_DATA || note == NOTE_LOST_ACK;

	offer->ink = lost || note == NOTE_CORRUPT ? INK_LOST : INK_NOTICE;
	if (note == NOTE_RETRANSMISSION || note == NOTE_SPURIOUS) {
		resent_forms(offers, offer);
		return;
	}
	snprintf(offer->form[0], PIECE_TEXT, say(offers, note_words[note]), offers->event->count);
	if (lost)
		snprintf(offer->form[1], PIECE_TEXT, "%s", say(offers, MSG_LOST));
}

/*
 * What was not captured before this segment is told on an arrow of its own; an ACK that is not
 * counted among the duplicates only reports a repeat (RFC 2883 §4).
 */
static bool is_told(const struct event *event, enum note note)
{
	bool only_repeat = note == NOTE_DUP_ACK && event->count == 0;
	bool opened = note == NOTE_ZERO_WINDOW_PROBE_ACK && event->window > 0;
	bool said_better = (note == NOTE_DUPLICATE && event_has(event, NOTE_DUPLICATE_CAPTURE)) ||
			   (note == NOTE_GAP && event_has(event, NOTE_LOST_UPSTREAM));

	return event_has(event, note) && note != NOTE_NOT_CAPTURED && !only_repeat && !opened &&
	       !said_better;
}

/* The heaviest note below a weight that the ladder tells; NOTE_COUNT for none. */
static enum note heaviest(const struct event *event, int below)
{
	enum note found = NOTE_COUNT;

	for (int note = 0; note < NOTE_COUNT; note++) {
		int weight = note_weight((enum note)note);

		if (is_told(event, (enum note)note) && weight > 0 && weight < below &&
		    (found == NOTE_COUNT || weight > note_weight(found)))
			found = (enum note)note;
	}
	return found;
}

/* A retransmission that was needless has two notes and one word. */
static enum note after(const struct event *event, enum note note)
{
	int weight = note_weight(note);

	if (note == NOTE_SPURIOUS && weight > note_weight(NOTE_RETRANSMISSION))
		weight = note_weight(NOTE_RETRANSMISSION);
	return heaviest(event, weight);
}

/* A guess is marked as one. */
static void mark_guess(struct offer *offer)
{
	for (int i = 0; i < FORMS && *offer->form[i]; i++) {
		size_t length = strlen(offer->form[i]);

		if (length + 1 < PIECE_TEXT)
			memcpy(offer->form[i] + length, "?", 2);
	}
}

static void offer_verdict(struct offers *offers)
{
	enum note note = heaviest(offers->event, INT16_MAX);

	if (note == NOTE_COUNT)
		return;
	note_forms(offers, note, &offers->word[WORD_VERDICT]);
	if (offers->event->confidence == GUESS)
		mark_guess(&offers->word[WORD_VERDICT]);
	note = after(offers->event, note);
	if (note != NOTE_COUNT)
		note_forms(offers, note, &offers->word[WORD_ALSO]);
}

void words_segment(struct offers *offers)
{
	offer_verdict(offers);
	offer_flags(offers);
	if (!is_blank(offers, BLANK_FLAGS)) {
		offer_seq(offers);
		offer_ack(offers);
	}
	if (event_has(offers->event, NOTE_FIRST_FRAGMENT))
		offer_least_bytes(offers, offers->event->len);
	else
		offer_bytes(offers, offers->event->len);
}

/* --- what was not captured --- */

static void offer_unseen_syn(struct offers *offers)
{
	char number[NUMBER_TEXT];
	enum side side = unseen_side(offers->event, offers->index);

	snprintf(offers->word[WORD_FLAGS].form[0], PIECE_TEXT, "SYN");
	number_text(offers->view, side, offers->event->ack - 1, number);
	snprintf(offers->word[WORD_SEQ].form[0], PIECE_TEXT, "seq=%s", number);
}

static void offer_unseen_bytes(struct offers *offers)
{
	const struct event *event = offers->event;
	enum side side = unseen_side(event, offers->index);
	char number[NUMBER_TEXT];

	if (side == event->side) {
		number_text(offers->view, side, event->seq - event->count, number);
		snprintf(offers->word[WORD_SEQ].form[0], PIECE_TEXT, "seq=%s", number);
		offer_bytes(offers, event->count);
		return;
	}
	number_text(offers->view, side, event->ack, number);
	snprintf(offers->word[WORD_SEQ].form[0], PIECE_TEXT, say(offers, MSG_BYTES_BELOW), number);
}

void words_unseen(struct offers *offers)
{
	bool still =
		event_has(offers->event, NOTE_GAP) && !event_has(offers->event, NOTE_NOT_CAPTURED);

	snprintf(offers->word[WORD_VERDICT].form[0], PIECE_TEXT, "%s",
		 say(offers, still ? MSG_MISSING_SO_FAR : MSG_NOTE_NOT_CAPTURED));
	offers->word[WORD_VERDICT].ink = INK_NOTICE;
	if (segment_answers_unseen_syn(offers->event, offers->index))
		offer_unseen_syn(offers);
	else
		offer_unseen_bytes(offers);
}
