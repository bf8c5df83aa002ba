/* The numbers that flows and segments have, by name. */
#include "query/program.h"

#include <string.h>

/* --- of flows --- */

static int64_t capped(uint64_t value)
{
	return value < INT64_MAX ? (int64_t)value : INT64_MAX;
}

static int64_t flow_number(const struct flow_summary *flow)
{
	return flow->number;
}

static int64_t flow_segments(const struct flow_summary *flow)
{
	return capped(flow->segments);
}

static int64_t flow_bytes(const struct flow_summary *flow)
{
	return capped(flow->half[SIDE_A].bytes + flow->half[SIDE_B].bytes);
}

static int64_t flow_sent_a(const struct flow_summary *flow)
{
	return capped(flow->half[SIDE_A].bytes);
}

static int64_t flow_sent_b(const struct flow_summary *flow)
{
	return capped(flow->half[SIDE_B].bytes);
}

static int64_t flow_duration(const struct flow_summary *flow)
{
	return flow->last_ns - flow->first_ns;
}

/* The handshake's, as the list shows it; else what data and their ACKs tell. */
static int64_t flow_rtt(const struct flow_summary *flow)
{
	int64_t responses = flow->half[SIDE_A].response_ns + flow->half[SIDE_B].response_ns;

	if (flow->handshake_ns[0] >= 0 && flow->handshake_ns[1] >= 0)
		return flow->handshake_ns[0] + flow->handshake_ns[1];
	return responses > 0 ? responses : NUMBER_UNKNOWN;
}

static int64_t flow_lost(const struct flow_summary *flow)
{
	return capped(flow->lost);
}

static int64_t flow_resent(const struct flow_summary *flow)
{
	return capped(flow->half[SIDE_A].retransmissions + flow->half[SIDE_B].retransmissions);
}

static int64_t flow_resets(const struct flow_summary *flow)
{
	return capped(flow->resets);
}

static int64_t flow_zero_windows(const struct flow_summary *flow)
{
	return capped(flow->zero_windows);
}

static int64_t flow_all_trouble(const struct flow_summary *flow)
{
	return capped(flow_trouble(flow));
}

/* --- of segments --- */

static int64_t event_len(const struct flow_summary *flow, const struct event *event)
{
	(void)flow;
	return event->len;
}

static int64_t event_seq(const struct flow_summary *flow, const struct event *event)
{
	return event->seq - flow->half[event->side].base;
}

static int64_t event_seq_sent(const struct event *event)
{
	return event->seq;
}

static int64_t event_ack(const struct flow_summary *flow, const struct event *event)
{
	if (!(event->flags & TCP_ACK))
		return NUMBER_UNKNOWN;
	return event->ack - flow->half[!event->side].base;
}

static int64_t event_ack_sent(const struct event *event)
{
	return event->flags & TCP_ACK ? event->ack : NUMBER_UNKNOWN;
}

static int64_t event_frame(const struct flow_summary *flow, const struct event *event)
{
	(void)flow;
	return event->frame;
}

static int64_t event_time(const struct flow_summary *flow, const struct event *event)
{
	return event->time_ns - flow->first_ns;
}

/* A SYN's is never scaled (RFC 7323 §2.2). */
static int64_t event_window(const struct flow_summary *flow, const struct event *event)
{
	uint8_t shift = event->flags & TCP_SYN ? 0 : flow->half[event->side].shift;

	return (int64_t)event->window << shift;
}

static int64_t event_missing(const struct flow_summary *flow, const struct event *event)
{
	(void)flow;
	return event_has(event, NOTE_GAP) ? event->count : 0;
}

static const struct number numbers[] = {
	{"flow", UNIT_COUNT, flow_number, NULL, NULL},
	{"segments", UNIT_COUNT, flow_segments, NULL, NULL},
	{"bytes", UNIT_COUNT, flow_bytes, NULL, NULL},
	{"sent-a", UNIT_COUNT, flow_sent_a, NULL, NULL},
	{"sent-b", UNIT_COUNT, flow_sent_b, NULL, NULL},
	{"duration", UNIT_TIME, flow_duration, NULL, NULL},
	{"rtt", UNIT_TIME, flow_rtt, NULL, NULL},
	{"lost", UNIT_COUNT, flow_lost, NULL, NULL},
	{"resent", UNIT_COUNT, flow_resent, NULL, NULL},
	{"resets", UNIT_COUNT, flow_resets, NULL, NULL},
	{"zero-windows", UNIT_COUNT, flow_zero_windows, NULL, NULL},
	{"trouble", UNIT_COUNT, flow_all_trouble, NULL, NULL},
	{"len", UNIT_COUNT, NULL, event_len, NULL},
	{"seq", UNIT_COUNT, NULL, event_seq, event_seq_sent},
	{"ack", UNIT_COUNT, NULL, event_ack, event_ack_sent},
	{"frame", UNIT_COUNT, NULL, event_frame, NULL},
	{"time", UNIT_TIME, NULL, event_time, NULL},
	{"window", UNIT_COUNT, NULL, event_window, NULL},
	{"missing", UNIT_COUNT, NULL, event_missing, NULL},
};

enum { NUMBERS = sizeof(numbers) / sizeof(*numbers) };

/* What people of other tools write for them. */
static const struct {
	const char *word, *name;
} others[] = {
	{"length", "len"},       {"win", "window"},     {"segs", "segments"},
	{"packets", "segments"}, {"lasts", "duration"}, {"retransmissions", "resent"},
	{"again", "resent"},     {"losses", "lost"},    {"gap", "missing"},
};

const struct number *word_number(const char *word)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(word, others[i].word) == 0)
			word = others[i].name;
	for (size_t i = 0; i < NUMBERS; i++)
		if (strcmp(word, numbers[i].name) == 0)
			return &numbers[i];
	return NULL;
}

const char *number_name(size_t index)
{
	return index < NUMBERS ? numbers[index].name : NULL;
}
