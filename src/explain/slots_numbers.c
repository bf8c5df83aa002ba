/* The slots of what is counted: sequence numbers, their sums, lengths, windows. */
#include "explain/slots.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void put_mine(const struct subject *subject, uint32_t number, char *out)
{
	ladder_number(subject->ladder, &subject->flow.half[subject->event->side], number, out);
}

static void put_seq(const struct subject *subject, char *out)
{
	put_mine(subject, subject->event->seq, out);
}

static void put_next(const struct subject *subject, char *out)
{
	put_mine(subject, subject->event->seq + event_span(subject->event), out);
}

static uint32_t first_byte(const struct subject *subject)
{
	return subject->event->seq + ((subject->event->flags & TCP_SYN) != 0);
}

static void put_first(const struct subject *subject, char *out)
{
	put_mine(subject, first_byte(subject), out);
}

static void put_last(const struct subject *subject, char *out)
{
	put_mine(subject, first_byte(subject) + subject->event->len - 1, out);
}

static void put_ack(const struct subject *subject, char *out)
{
	ladder_number(subject->ladder, &subject->flow.half[!subject->event->side],
		      subject->event->ack, out);
}

static void put_hole(const struct subject *subject, char *out)
{
	put_mine(subject, subject->event->seq - subject->event->count, out);
}

static void put_below(const struct subject *subject, char *out)
{
	put_mine(subject, subject->event->seq - 1, out);
}

/* "1301 + 100", and "+ 1" for each of SYN and FIN, which use up a number (RFC 9293 §3.4). */
static void put_addends(const struct subject *subject, const struct event *event, char *out)
{
	char seq[LADDER_NUMBER], length[LADDER_NUMBER] = "";

	ladder_number(subject->ladder, &subject->flow.half[event->side], event->seq, seq);
	if (event->len > 0)
		snprintf(length, sizeof(length), " + %" PRIu32, event->len);
	snprintf(out, SLOT_TEXT, "%s%s%s%s", seq, event->flags & TCP_SYN ? " + 1" : "", length,
		 event->flags & TCP_FIN ? " + 1" : "");
}

static void put_sum(const struct subject *subject, char *out)
{
	char addends[SLOT_TEXT], next[LADDER_NUMBER];

	put_addends(subject, subject->event, addends);
	put_next(subject, next);
	snprintf(out, SLOT_TEXT, "%.60s = %s", addends, next);
}

/* "1401 = 1301 + 100" where the segment that it answers is known. */
static void put_acksum(const struct subject *subject, char *out)
{
	const struct event *answered = subject_event(subject, subject->answered);
	char addends[SLOT_TEXT], ack[LADDER_NUMBER];

	put_ack(subject, ack);
	if (answered)
		put_addends(subject, answered, addends);
	snprintf(out, SLOT_TEXT, "%s%s%.60s", ack, answered ? " = " : "", answered ? addends : "");
}

static void put_len(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%" PRIu32, subject->event->len);
}

static void put_count(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%" PRIu32, subject->event->count);
}

static void put_fragments(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", flow_fragments(subject->ladder->flow, subject->index));
}

static void put_window(const struct subject *subject, char *out)
{
	const struct lang *lang = subject->ladder->lang;
	char number[LADDER_NUMBER];

	snprintf(number, sizeof(number), "%" PRIu32, subject_window(subject));
	if (subject_window_exact(subject))
		strcpy(out, number);
	else
		snprintf(out, SLOT_TEXT, lang_text(lang, MSG_AT_LEAST), number);
}

static void put_theirs(const struct subject *subject, uint32_t number, char *out)
{
	ladder_number(subject->ladder, &subject->flow.half[!subject->event->side], number, out);
}

/* The last byte that the window lets the peer send. */
static void put_edge(const struct subject *subject, char *out)
{
	put_theirs(subject, subject->event->ack + subject_window(subject) - 1, out);
}

/* "3001 to 4000, 5001 to 6000": the SACK blocks from one up to another. */
static void put_blocks(const struct subject *subject, size_t from, size_t to, char *out)
{
	const char *words = lang_text(subject->ladder->lang, MSG_SAY_BLOCK);
	const char *one = lang_text(subject->ladder->lang, MSG_SAY_BLOCK_ONE);
	char left[LADDER_NUMBER], right[LADDER_NUMBER];
	size_t used = 0;

	*out = '\0';
	for (size_t i = from; i < to && used < SLOT_TEXT; i++) {
		put_theirs(subject, subject->options->sack[i].left, left);
		put_theirs(subject, subject->options->sack[i].right - 1, right);
		used += (size_t)snprintf(out + used, SLOT_TEXT - used, "%s", i > from ? ", " : "");
		if (used < SLOT_TEXT)
			used += (size_t)snprintf(out + used, SLOT_TEXT - used,
						 strcmp(left, right) == 0 ? one : words, left,
						 right);
	}
}

static void put_sacked(const struct subject *subject, char *out)
{
	put_blocks(subject, subject_sacks(subject), subject->options->sack_count, out);
}

static void put_twice(const struct subject *subject, char *out)
{
	put_blocks(subject, 0, 1, out);
}

const struct slot number_slots[] = {
	{"seq", put_seq},       {"next", put_next},
	{"first", put_first},   {"last", put_last},
	{"ack", put_ack},       {"hole", put_hole},
	{"sum", put_sum},       {"below", put_below},
	{"acksum", put_acksum}, {"len", put_len},
	{"count", put_count},   {"window", put_window},
	{"edge", put_edge},     {"sacked", put_sacked},
	{"twice", put_twice},   {"fragments", put_fragments},
	{NULL, NULL},
};
