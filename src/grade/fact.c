/* The table of facts, and labels as facts. */
#include "grade/fact.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* --- numbers --- */

static uint64_t one(const struct flow_summary *flow)
{
	(void)flow;
	return 1;
}

static uint64_t segments(const struct flow_summary *flow)
{
	return flow->segments;
}

static uint64_t bytes_a(const struct flow_summary *flow)
{
	return flow->half[SIDE_A].bytes;
}

static uint64_t bytes_b(const struct flow_summary *flow)
{
	return flow->half[SIDE_B].bytes;
}

static uint64_t bytes(const struct flow_summary *flow)
{
	return bytes_a(flow) + bytes_b(flow);
}

static uint64_t lost(const struct flow_summary *flow)
{
	return flow->lost;
}

static uint64_t retransmissions(const struct flow_summary *flow)
{
	return flow->half[SIDE_A].retransmissions + flow->half[SIDE_B].retransmissions;
}

static uint64_t resets(const struct flow_summary *flow)
{
	return flow->resets;
}

/* --- times --- */

static int64_t rtt(const struct flow_summary *flow)
{
	const int64_t *part = flow->handshake_ns;

	return part[0] < 0 || part[1] < 0 ? -1 : part[0] + part[1];
}

static int64_t duration(const struct flow_summary *flow)
{
	return flow->last_ns - flow->first_ns;
}

/* --- words --- */

static const char *handshake(const struct flow_summary *flow)
{
	if (flow->opening == OPENING_REFUSED)
		return "refused";
	if (flow->opening == OPENING_NOT_CAPTURED)
		return "not-captured";
	if (flow->seen_syn && flow->seen_syn_ack && (flow->seen_handshake_ack || flow->seen_data))
		return "complete";
	return flow->seen_syn_ack ? "incomplete" : "unanswered";
}

static const char *opening(const struct flow_summary *flow)
{
	static const char *const names[] = {
		[OPENING_NOT_CAPTURED] = "not-captured", [OPENING_THREE_WAY] = "three-way",
		[OPENING_SIMULTANEOUS] = "simultaneous", [OPENING_REFUSED] = "refused",
		[OPENING_NO_ANSWER] = "unanswered",
	};

	return names[flow->opening];
}

static const char *closed(const struct flow_summary *flow)
{
	if (flow->seen_fin[SIDE_A] && flow->seen_fin[SIDE_B])
		return "fin";
	if (flow->resets > 0)
		return "reset";
	return flow->seen_fin[SIDE_A] || flow->seen_fin[SIDE_B] ? "half" : "none";
}

static const char *closing(const struct flow_summary *flow)
{
	static const char *const names[] = {
		[CLOSING_NONE] = "none",
		[CLOSING_FOUR_WAY] = "four-way",
		[CLOSING_THREE_WAY] = "three-way",
		[CLOSING_SIMULTANEOUS] = "simultaneous",
	};

	return names[flow->closing];
}

static const char *captured(const struct flow_summary *flow)
{
	static const char *const names[] = {
		[VANTAGE_UNKNOWN] = "unknown",
		[VANTAGE_AT_A] = "a",
		[VANTAGE_AT_B] = "b",
		[VANTAGE_ON_PATH] = "path",
	};

	return names[flow->vantage];
}

static const char *state_a(const struct flow_summary *flow)
{
	return state_name(flow->half[SIDE_A].state & STATE_MASK);
}

static const char *state_b(const struct flow_summary *flow)
{
	return state_name(flow->half[SIDE_B].state & STATE_MASK);
}

/* --- the table --- */

static const struct fact facts[] = {
	{"flows", .number = one},
	{"segments", .number = segments},
	{"bytes", .number = bytes},
	{"bytes-a", .number = bytes_a},
	{"bytes-b", .number = bytes_b},
	{"lost", .number = lost},
	{"retransmissions", .number = retransmissions},
	{"resets", .number = resets},
	{"rtt", .time = rtt},
	{"duration", .time = duration},
	{"handshake", .word = handshake,
	 .values = {"complete", "incomplete", "unanswered", "refused", "not-captured"}},
	{"opening", .word = opening,
	 .values = {"three-way", "simultaneous", "refused", "unanswered", "not-captured"}},
	{"close", .word = closed, .values = {"fin", "half", "reset", "none"}},
	{"closing", .word = closing, .values = {"four-way", "three-way", "simultaneous", "none"}},
	{"captured", .word = captured, .values = {"a", "b", "path", "unknown"}},
	{"state-a", .word = state_a},
	{"state-b", .word = state_b},
};

enum { COUNT = sizeof(facts) / sizeof(*facts) };

const char *grade_fact(size_t index)
{
	return index < COUNT ? facts[index].name : NULL;
}

const struct fact *fact_find(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(facts[i].name, name) == 0)
			return &facts[i];
	return NULL;
}

static bool is_cause(const char *name)
{
	static const char before[] = "retransmission.";

	if (strncmp(name, before, strlen(before)) != 0)
		return false;
	for (int cause = CAUSE_NONE + 1; cause < CAUSE_COUNT; cause++)
		if (strcmp(cause_name((enum cause)cause), name + strlen(before)) == 0)
			return true;
	return false;
}

bool fact_is_label(const char *name)
{
	for (int note = 0; note < NOTE_COUNT; note++)
		if (strcmp(note_name((enum note)note), name) == 0)
			return true;
	for (int role = 0; role < ROLE_COUNT; role++)
		if (strcmp(role_name((enum role)role), name) == 0)
			return true;
	for (int phase = 0; phase < PHASE_COUNT; phase++)
		if (strcmp(phase_name((enum phase)phase), name) == 0)
			return true;
	return is_cause(name);
}

static bool carries(const struct event *event, const char *label)
{
	const char *labels[EVENT_LABELS];
	size_t count = event_labels(event, labels);

	for (size_t i = 0; i < count; i++)
		if (strcmp(labels[i], label) == 0)
			return true;
	return false;
}

uint64_t fact_count_label(const struct flow *flow, const char *label)
{
	uint64_t count = 0;

	for (size_t i = flow_first(flow); i < flow_events(flow); i++)
		count += carries(flow_event(flow, i), label);
	return count;
}

bool fact_has_value(const struct fact *fact, const char *value)
{
	if (!fact->values[0]) {
		for (int state = STATE_UNKNOWN + 1; state < STATE_COUNT; state++)
			if (strcasecmp(state_name((enum tcp_state)state), value) == 0)
				return true;
		return false;
	}
	for (size_t i = 0; i < VALUES_MOST && fact->values[i]; i++)
		if (strcmp(fact->values[i], value) == 0)
			return true;
	return false;
}
