/* The slots of the sentences: {seq} and the like, and what is put in. */
#include "explain/slots.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char unknown[] = "?";

/* --- who --- */

static void put_side(enum side side, char *out)
{
	strcpy(out, side == SIDE_A ? "A" : "B");
}

static void put_me(const struct subject *subject, char *out)
{
	put_side(subject->event->side, out);
}

static void put_peer(const struct subject *subject, char *out)
{
	put_side(!subject->event->side, out);
}

static void put_who(const struct subject *subject, char *out)
{
	put_side(subject->who, out);
}

/* --- numbers --- */

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

/* --- other segments --- */

void slot_frame(const struct event *event, char *out)
{
	if (event)
		snprintf(out, SLOT_TEXT, "#%" PRIu32, event->frame);
	else
		strcpy(out, unknown);
}

void slot_wait(const struct subject *subject, const struct event *other, char *out)
{
	int64_t ns = other ? subject->event->time_ns - other->time_ns : 0;

	ladder_wait(ns < 0 ? -ns : ns, out);
}

static void put_answered(const struct subject *subject, char *out)
{
	slot_frame(subject_prompt(subject), out);
}

static void put_after(const struct subject *subject, char *out)
{
	slot_wait(subject, subject_prompt(subject), out);
}

static void put_about(const struct subject *subject, char *out)
{
	slot_frame(subject_about(subject), out);
}

static void put_about_wait(const struct subject *subject, char *out)
{
	slot_wait(subject, subject_about(subject), out);
}

static void put_by(const struct subject *subject, char *out)
{
	slot_frame(subject_event(subject, subject->proof.by), out);
}

static void put_later(const struct subject *subject, char *out)
{
	slot_wait(subject, subject_event(subject, subject->proof.by), out);
}

static void put_also(const struct subject *subject, char *out)
{
	slot_frame(subject_event(subject, subject->proof.also), out);
}

static void put_above(const struct subject *subject, char *out)
{
	slot_frame(subject_above(subject), out);
}

static void put_dup(const struct subject *subject, char *out)
{
	slot_frame(subject_dup_ack(subject), out);
}

static void put_dups(const struct subject *subject, char *out)
{
	const struct event *dup = subject_dup_ack(subject);

	snprintf(out, SLOT_TEXT, "%" PRIu32, dup ? dup->count : 0);
}

/* --- options --- */

static void put_mss(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->options->mss);
}

enum { SHIFT_MAX = 14 }; /* RFC 7323 §2.3 */

static unsigned shift_of(const struct subject *subject)
{
	unsigned shift = subject->options->wscale;

	return shift > SHIFT_MAX ? SHIFT_MAX : shift;
}

static void put_shift(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", shift_of(subject));
}

static void put_factor(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", 1U << shift_of(subject));
}

static void put_kinds(const struct subject *subject, char *out)
{
	option_kinds(subject, out, SLOT_TEXT);
}

static void put_path_reason(const struct subject *subject, char *out)
{
	option_path_reason(subject, out, SLOT_TEXT);
}

static void put_seconds(const struct subject *subject, char *out)
{
	snprintf(out, SLOT_TEXT, "%u", subject->options->user_timeout_s);
}

/* --- states --- */

static void put_other(const struct subject *subject, char *out)
{
	put_side(!subject->who, out);
}

/* With the mark that the ladder has for what is not proven. */
static void put_state(const struct subject *subject, enum side side, char *out)
{
	uint8_t state = subject->event->state[side];

	snprintf(out, SLOT_TEXT, "%s%s", state_name(state & STATE_MASK),
		 state & STATE_GUESSED ? "?" : "");
}

static void put_state_now(const struct subject *subject, char *out)
{
	put_state(subject, subject->who, out);
}

static void put_state_a(const struct subject *subject, char *out)
{
	put_state(subject, SIDE_A, out);
}

static void put_state_b(const struct subject *subject, char *out)
{
	put_state(subject, SIDE_B, out);
}

static const struct slot slots[] = {
	{"me", put_me},           {"peer", put_peer},         {"who", put_who},
	{"seq", put_seq},         {"next", put_next},         {"first", put_first},
	{"last", put_last},       {"ack", put_ack},           {"hole", put_hole},
	{"sum", put_sum},         {"below", put_below},       {"acksum", put_acksum},
	{"len", put_len},         {"count", put_count},       {"window", put_window},
	{"by", put_by},           {"answered", put_answered}, {"after", put_after},
	{"also", put_also},       {"about", put_about},       {"wait", put_about_wait},
	{"dup", put_dup},         {"later", put_later},       {"above", put_above},
	{"mss", put_mss},         {"dups", put_dups},         {"shift", put_shift},
	{"factor", put_factor},   {"kinds", put_kinds},       {"pathreason", put_path_reason},
	{"seconds", put_seconds}, {"other", put_other},       {"stateA", put_state_a},
	{"stateB", put_state_b},  {"state", put_state_now},   {"edge", put_edge},
	{"sacked", put_sacked},   {"twice", put_twice},       {NULL, NULL},
};

const struct slot *slot_find(const struct slot *among, const char *name, size_t length)
{
	for (; among->name; among++)
		if (strlen(among->name) == length && strncmp(among->name, name, length) == 0)
			return among;
	return NULL;
}

static const struct slot *find(const char *name, size_t length)
{
	const struct slot *slot = slot_find(slots, name, length);

	return slot ? slot : slot_find(measured_slots, name, length);
}

bool slots_have(const char *name, size_t length)
{
	return find(name, length) != NULL;
}

void slots_fill(const struct subject *subject, enum message sentence, char *out)
{
	const char *text = lang_text(subject->ladder->lang, sentence);
	char *end = out + SENTENCE_TEXT - SLOT_TEXT;

	while (*text && out < end) {
		const struct slot *slot;

		if (*text != '{') {
			*out++ = *text++;
			continue;
		}
		slot = find(text + 1, strcspn(text + 1, "}"));
		assert(slot);
		slot->put(subject, out);
		out += strlen(out);
		text = strchr(text, '}') + 1;
	}
	*out = '\0';
}
