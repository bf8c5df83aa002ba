/* Scripts through the tracker, and its findings as text. */
#include "support/tracked.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tcpladder/script.h"

enum { TEXT = 512 };

static struct script *parsed(const char *text)
{
	struct error error = {""};
	struct script *script = script_parse(text, &error);

	ck_assert_msg(script != NULL, "%s", error.text);
	return script;
}

/* The script is gone after it. */
static void add(struct tracker *tracker, struct script *script)
{
	for (size_t i = 0; i < script->count; i++)
		if (!(script->lines[i].marks & SCRIPT_MISSING))
			tracker_add(tracker, &script->lines[i].packet);
	script_free(script);
}

void tracked_more(struct tracker *tracker, const char *text)
{
	add(tracker, parsed(text));
}

struct tracker *tracked_marked(const char *text, const struct tracked_mark *marks, size_t count)
{
	struct tracker *tracker = tracker_new();
	struct script *script = parsed(text);

	for (size_t i = 0; i < count; i++)
		script->lines[marks[i].segment - 1].packet.segment.capture |= marks[i].capture;
	add(tracker, script);
	return tracker;
}

struct tracker *tracked_numbered(const char *text, int copies)
{
	struct tracker *tracker = tracker_new();
	struct script *script = parsed(text);

	for (size_t i = 0; i < script->count; i++) {
		struct packet *packet = &script->lines[i].packet;

		packet->segment.have_ip_id = true;
		packet->segment.ip_id = (uint16_t)(i + 1);
		for (int copy = 0; copy <= copies; copy++)
			if (!(script->lines[i].marks & SCRIPT_MISSING))
				tracker_add(tracker, packet);
	}
	script_free(script);
	return tracker;
}

struct tracker *tracked(const char *script)
{
	struct tracker *tracker = tracker_new();

	tracked_more(tracker, script);
	return tracker;
}

static void append(char *text, const char *name, const char *more)
{
	size_t used = strlen(text);

	snprintf(text + used, TEXT - used, "%s%s%s", used ? "," : "", name, more);
}

const char *tracked_labels(const struct tracker *tracker, size_t flow, size_t index)
{
	static char text[TEXT];
	const struct event *event = flow_event(tracker_flow(tracker, flow), index);

	text[0] = '\0';
	append(text, role_name((enum role)event->role), "");
	for (int n = 0; n < NOTE_COUNT; n++)
		if (n != NOTE_CLOSE_ACK && event_has(event, (enum note)n))
			append(text, note_name((enum note)n), "");
	if (event->cause != CAUSE_NONE)
		append(text, "retransmission.", cause_name((enum cause)event->cause));
	return text;
}

void tracked_check(const char *script, size_t event, const char *labels)
{
	struct tracker *tracker = tracked(script);

	ck_assert_str_eq(tracked_labels(tracker, 0, event), labels);
	tracker_free(tracker);
}

static const char *guessed(uint8_t state)
{
	return state & STATE_GUESSED ? "?" : "";
}

const char *tracked_states(const struct tracker *tracker, size_t flow, size_t index)
{
	static char text[TEXT];
	const struct event *event = flow_event(tracker_flow(tracker, flow), index);
	uint8_t a = event->state[SIDE_A], b = event->state[SIDE_B];

	snprintf(text, sizeof(text), "%s%s %s%s", state_name((enum tcp_state)(a & STATE_MASK)),
		 guessed(a), state_name((enum tcp_state)(b & STATE_MASK)), guessed(b));
	return text;
}
