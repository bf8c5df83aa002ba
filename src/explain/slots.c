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
	{"by", put_by},           {"answered", put_answered}, {"after", put_after},
	{"also", put_also},       {"about", put_about},       {"wait", put_about_wait},
	{"dup", put_dup},         {"later", put_later},       {"above", put_above},
	{"mss", put_mss},         {"dups", put_dups},         {"shift", put_shift},
	{"factor", put_factor},   {"kinds", put_kinds},       {"pathreason", put_path_reason},
	{"seconds", put_seconds}, {"other", put_other},       {"stateA", put_state_a},
	{"stateB", put_state_b},  {"state", put_state_now},   {NULL, NULL},
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
	static const struct slot *const tables[] = {slots, number_slots, measured_slots};
	const struct slot *slot = NULL;

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables) && !slot; i++)
		slot = slot_find(tables[i], name, length);
	return slot;
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
