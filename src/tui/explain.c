/* What is known about one segment, in one to three lines. */
#include "tui/explain.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct line {
	char text[512];
	size_t used;
};

__attribute__((format(printf, 2, 3))) static void say(struct line *line, const char *format, ...)
{
	va_list arguments;
	int added;

	va_start(arguments, format);
	added = vsnprintf(line->text + line->used, sizeof(line->text) - line->used, format,
			  arguments);
	va_end(arguments);
	if (added > 0)
		line->used += (size_t)added;
	if (line->used >= sizeof(line->text))
		line->used = sizeof(line->text) - 1;
}

static const struct {
	uint16_t flag;
	const char *name;
} flag_names[] = {
	{TCP_SYN, "SYN"}, {TCP_FIN, "FIN"}, {TCP_RST, "RST"}, {TCP_PSH, "PSH"}, {TCP_ACK, "ACK"},
	{TCP_URG, "URG"}, {TCP_ECE, "ECE"}, {TCP_CWR, "CWR"}, {TCP_AE, "AE"},
};

static void say_flags(struct line *line, uint16_t flags)
{
	const char *separator = "";

	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++) {
		if (!(flags & flag_names[i].flag))
			continue;
		say(line, "%s%s", separator, flag_names[i].name);
		separator = "+";
	}
}

static uint32_t shown_number(const struct ladder *ladder, const struct half_summary *half,
			     uint32_t number)
{
	return ladder->absolute ? number : number - half->base;
}

/* In bytes where the scale is known; a SYN's window is never scaled (RFC 7323 §2.2). */
static uint32_t window_bytes(const struct half_summary *half, const struct event *event)
{
	if (!half->shift_known || (event->flags & TCP_SYN))
		return event->window;
	return (uint32_t)event->window << half->shift;
}

/* "#6  A → B  PSH+ACK  seq=1401 ack=2001 len=100 win=64240" */
static void say_segment(struct line *line, const struct explain *what, const struct event *event,
			const char *arrow)
{
	struct flow_summary flow = flow_summary(what->ladder->flow);
	const struct half_summary *me = &flow.half[event->side];
	const struct half_summary *peer = &flow.half[!event->side];

	say(line, "#%" PRIu32 "  %c %s %c  ", event->frame, event->side == SIDE_A ? 'A' : 'B',
	    arrow, event->side == SIDE_A ? 'B' : 'A');
	say_flags(line, event->flags);
	say(line, "  seq=%" PRIu32, shown_number(what->ladder, me, event->seq));
	if (event->flags & TCP_ACK)
		say(line, " ack=%" PRIu32, shown_number(what->ladder, peer, event->ack));
	say(line, " len=%" PRIu32 " win=%" PRIu32, event->len, window_bytes(me, event));
}

/* The note that weighs most; NOTE_COUNT where there is none. */
static enum note heaviest_note(const struct event *event)
{
	enum note heaviest = NOTE_COUNT;

	for (enum note note = 0; note < NOTE_COUNT; note++)
		if (event_has(event, note) &&
		    (heaviest == NOTE_COUNT || note_weight(note) > note_weight(heaviest)))
			heaviest = note;
	return heaviest;
}

static const enum message note_words[NOTE_COUNT] = {
#define NOTE(identifier, name, weight, reference) [NOTE_##identifier] = MSG_NOTE_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
};

static const enum message cause_words[CAUSE_COUNT] = {
	[CAUSE_NONE] = MSG_CAUSE_UNKNOWN,
	[CAUSE_UNKNOWN] = MSG_CAUSE_UNKNOWN,
	[CAUSE_FAST] = MSG_CAUSE_FAST,
	[CAUSE_TLP] = MSG_CAUSE_TLP,
	[CAUSE_RTO] = MSG_CAUSE_RTO,
	[CAUSE_TIMER] = MSG_CAUSE_TIMER,
	[CAUSE_SLOWSTART] = MSG_CAUSE_SLOWSTART,
	[CAUSE_REPLY] = MSG_CAUSE_REPLY,
	[CAUSE_TFO] = MSG_CAUSE_TFO,
};

static bool is_cause_known(const struct event *event)
{
	return event->cause != CAUSE_NONE && event->cause != CAUSE_UNKNOWN;
}

/* Up to most notes in words, the heaviest first: "lost (inferred), sent again (RTO)". */
static void say_notes(struct line *line, const struct lang *lang, const struct event *event,
		      int most)
{
	struct event left = *event;

	for (enum note note; most > 0 && (note = heaviest_note(&left)) != NOTE_COUNT; most--) {
		say(line, "%s", line->used > 0 ? ", " : "");
		if (note == NOTE_RETRANSMISSION && is_cause_known(event))
			say(line, lang_text(lang, MSG_SENT_AGAIN),
			    lang_text(lang, cause_words[event->cause]));
		else if (note == NOTE_DUP_ACK)
			say(line, lang_text(lang, MSG_NOTE_DUP_ACK), event->count);
		else
			say(line, "%s", lang_text(lang, note_words[note]));
		left.notes &= ~(UINT64_C(1) << note);
	}
}

static const struct {
	enum message words;
	const char *reference;
} roles[ROLE_COUNT] = {
	[ROLE_HS_SYN] = {MSG_ROLE_HS_SYN, "RFC 9293 §3.5"},
	[ROLE_HS_SYN_ACK] = {MSG_ROLE_HS_SYN_ACK, "RFC 9293 §3.5"},
	[ROLE_HS_ACK] = {MSG_ROLE_HS_ACK, "RFC 9293 §3.5"},
	[ROLE_DATA] = {MSG_ROLE_DATA, "RFC 9293 §3.4"},
	[ROLE_ACK] = {MSG_ROLE_ACK, "RFC 9293 §3.4"},
	[ROLE_CLOSE_FIN] = {MSG_ROLE_CLOSE_FIN, "RFC 9293 §3.6"},
	[ROLE_CLOSE_ACK] = {MSG_ROLE_CLOSE_ACK, "RFC 9293 §3.6"},
	[ROLE_CLOSE_RST] = {MSG_ROLE_CLOSE_RST, "RFC 9293 §3.5.2"},
};

/* "1.020 s" or "7.6 ms" between two times, whichever comes first: as waits on the ladder. */
static void format_wait(char *text, size_t size, int64_t from_ns, int64_t to_ns)
{
	int64_t wait = from_ns < to_ns ? to_ns - from_ns : from_ns - to_ns;

	if (wait < 1000000)
		snprintf(text, size, "%" PRId64 " µs", wait / 1000);
	else if (wait < 100000000)
		snprintf(text, size, "%.1f ms", (double)wait / 1e6);
	else
		snprintf(text, size, "%.3f s", (double)wait / 1e9);
}

static void say_numbers(struct line *line, const struct explain *what, const struct event *event)
{
	struct flow_summary flow = flow_summary(what->ladder->flow);
	const struct lang *lang = what->ladder->lang;
	uint32_t first = shown_number(what->ladder, &flow.half[event->side], event->seq);

	if (event->len == 1)
		say(line, lang_text(lang, MSG_RANGE_ONE), first);
	else if (event->len > 1)
		say(line, lang_text(lang, MSG_RANGE), first, first + event->len - 1);
	else if (event->role == ROLE_ACK)
		say(line, lang_text(lang, MSG_EXPECTS),
		    shown_number(what->ladder, &flow.half[!event->side], event->ack));
}

enum { LOOK_AHEAD = 4096 }; /* segments; who sends later again is told there, not here */

/* The segment that sends these bytes again, or EVENT_NONE: a lost one does not know it itself. */
static size_t sent_again_as(const struct flow *flow, size_t index)
{
	size_t end = flow_events(flow);

	if (end - index > LOOK_AHEAD)
		end = index + LOOK_AHEAD;
	for (size_t i = index + 1; i < end; i++)
		if (flow_event(flow, i)->about == index &&
		    event_has(flow_event(flow, i), NOTE_RETRANSMISSION))
			return i;
	return EVENT_NONE;
}

/* Which segment it belongs to, and how far apart they are. */
static void say_about(struct line *line, const struct explain *what, const struct event *event)
{
	const struct flow *flow = what->ladder->flow;
	enum message words = MSG_ABOUT_REPEATS;
	const struct event *other;
	size_t about = event->about;
	char wait[64];

	if (about >= flow_events(flow) && event_has(event, NOTE_LOST_DATA))
		about = sent_again_as(flow, what->event);
	if (about >= flow_events(flow))
		return;
	if (about > what->event)
		words = MSG_ABOUT_AGAIN;
	other = flow_event(flow, about);
	format_wait(wait, sizeof(wait), other->time_ns, event->time_ns);
	say(line, lang_text(what->ladder->lang, words), other->frame, wait);
}

/* Which segment its ACK answers, and how soon: the round trip as seen from the capture. */
static void say_answer(struct line *line, const struct explain *what, const struct event *event)
{
	size_t answered = ladder_answered(what->ladder, what->event);
	const struct event *other;
	char wait[64];

	if (event->len > 0 || answered >= flow_events(what->ladder->flow))
		return;
	other = flow_event(what->ladder->flow, answered);
	format_wait(wait, sizeof(wait), other->time_ns, event->time_ns);
	say(line, lang_text(what->ladder->lang, MSG_ANSWERS_AFTER), other->frame, wait);
}

/* What it does, with which bytes, and to which other segment that belongs. */
static void say_role(struct line *line, const struct explain *what, const struct event *event)
{
	const struct lang *lang = what->ladder->lang;

	say(line, lang_text(lang, roles[event->role].words), event->side == SIDE_A ? "A" : "B");
	say_numbers(line, what, event);
	say_about(line, what, event);
	if (event->notes == 0 || event->role != ROLE_ACK)
		say_answer(line, what, event);
	if (event_has(event, NOTE_GAP))
		say(line, lang_text(lang, MSG_GAP_BYTES), event->count);
}

static void say_state(struct line *line, const struct lang *lang, uint8_t state)
{
	const char *name = state_name(state & STATE_MASK);

	if ((state & STATE_MASK) == STATE_UNKNOWN)
		say(line, "%s", lang_text(lang, MSG_STATE_NOT_KNOWN));
	else
		say(line, "%s%s", name, (state & STATE_GUESSED) ? "?" : "");
}

static void say_states(struct line *line, const struct lang *lang, const struct event *event)
{
	struct line a = {.used = 0}, b = {.used = 0};

	say_state(&a, lang, event->state[SIDE_A]);
	say_state(&b, lang, event->state[SIDE_B]);
	say(line, lang_text(lang, MSG_STATES_AFTER), a.text, b.text);
}

enum { RIGHT_END_MAX = 124 }; /* further right than any ladder it would be overlooked */

/* At the right end of the row, if it fits after what ends at x; false where it does not. */
static bool draw_right(struct app *app, int y, int x, const struct line *line)
{
	int width = canvas_width(app->canvas);
	int end = width < RIGHT_END_MAX ? width : RIGHT_END_MAX;
	int at = end - 1 - canvas_text_width(app->canvas, line->text);

	if (at <= x + 1)
		return false;
	canvas_text(app->canvas, at, y, -1, INK_NOTICE, line->text);
	return true;
}

/* True where its notes, or at least the heaviest one, found room beside it. */
static bool draw_segment(struct app *app, const struct explain *what, const struct event *event)
{
	struct line segment = {.used = 0};
	int end;

	say_segment(&segment, what, event, app->tui->glyphs == GLYPHS_UTF8 ? "→" : "->");
	end = app_write(app, 1, what->y, INK_PLAIN, segment.text);
	for (int most = NOTE_COUNT; most > 0; most = most > 1 ? 1 : 0) {
		struct line notes = {.used = 0};

		say_notes(&notes, what->ladder->lang, event, most);
		if (draw_right(app, what->y, end, &notes))
			return true;
	}
	return false;
}

/* What it does; before it the heaviest note, if there was no room above. */
static void draw_role(struct app *app, const struct explain *what, const struct event *event,
		      bool noted)
{
	struct line note = {.used = 0}, role = {.used = 0};
	int x = 1;

	if (!noted)
		say_notes(&note, what->ladder->lang, event, 1);
	if (note.used > 0)
		x = app_write(app, x, what->y + 1, INK_NOTICE, note.text) + 2;
	say_role(&role, what, event);
	app_write(app, x, what->y + 1, INK_PLAIN, role.text);
}

static void draw_states(struct app *app, const struct explain *what, const struct event *event)
{
	enum note note = heaviest_note(event);
	struct line states = {.used = 0}, reference = {.used = 0};

	say_states(&states, what->ladder->lang, event);
	say(&reference, "%s",
	    note == NOTE_COUNT ? roles[event->role].reference : note_reference(note));
	draw_right(app, what->y + 2, app_write(app, 1, what->y + 2, INK_DIM, states.text),
		   &reference);
}

void explain_draw(struct app *app, const struct explain *what)
{
	const struct event *event = flow_event(what->ladder->flow, what->event);
	bool noted = draw_segment(app, what, event);

	if (what->lines < EXPLAIN_LINES)
		return;
	draw_role(app, what, event, noted);
	draw_states(app, what, event);
}
