/* Fills in what a line leaves out, by what its sender knows then. */
#include "script/parser.h"

#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "tcpladder/seq.h"

/* Between two segments of one sender, and between an arrival and what it brings about. */
static const int64_t serial_ns = 100000, turn_ns = 50000, copy_ns = 20000;

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The capture is taken at the machine of that party, which may have other ports too. */
static bool is_captured_at(const struct parser *parser, const struct party *party)
{
	const struct address *here = &parser->parties[parser->at - 'A'].endpoint.address;

	return memcmp(here, &party->endpoint.address, sizeof(*here)) == 0;
}

/* From leaving the sender to passing the point of capture. */
static int64_t capture_delay(const struct parser *parser, const struct draft *draft)
{
	if (parser->at == ON_PATH)
		return parser->rtt_ns / 4 + draft->late_ns;
	if (is_captured_at(parser, draft->to) && !is_captured_at(parser, draft->from))
		return parser->rtt_ns / 2 + draft->late_ns;
	return 0;
}

static bool is_pure_ack(const struct draft *draft)
{
	const struct segment *segment = &draft->line.packet.segment;

	return segment->flags == TCP_ACK && segment->len == 0 && !draft->again && !draft->probe;
}

/* When the sender sends, where the line does not say it: as soon as it has a reason to. */
static int64_t soonest(const struct parser *parser, const struct draft *draft)
{
	const struct half *half = draft->half;
	bool is_new = !half->begun && half->arrived_ns == 0;
	int64_t base = is_new ? parser->sent_ns : later(half->sent_ns, half->arrived_ns);
	int64_t soon = half->arrived_ns + turn_ns;

	if (parser->wait_ns >= 0)
		return base + parser->wait_ns;
	if (is_new)
		return 0;
	return half->begun ? later(half->sent_ns + serial_ns, soon) : soon;
}

/* Takes in what has arrived when the segment is sent; returns that time. */
static int64_t decide_time(struct parser *parser, struct draft *draft)
{
	int64_t sent = draft->time_ns - capture_delay(parser, draft);

	if (draft->crossing)
		sent = parser->sent_ns + serial_ns;
	if (draft->have_time || draft->crossing) {
		half_take(draft->half, sent);
		return sent;
	}
	half_take_answered(draft->half, is_pure_ack(draft) && parser->wait_ns < 0);
	sent = soonest(parser, draft);
	half_take(draft->half, sent);
	return sent;
}

/* The line to send again: of this direction, since its last SYN, not acknowledged yet. */
static const struct script_line *find_sent(const struct parser *parser, const struct draft *draft)
{
	const struct script *script = parser->script;
	const struct packet *packet = &draft->line.packet;
	const struct script_line *best = NULL;

	for (size_t i = draft->half->since; i < script->count; i++) {
		const struct script_line *line = &script->lines[i];
		const struct segment *s = &line->packet.segment;
		uint32_t end = s->seq + segment_span(s);

		if (endpoint_compare(&line->packet.from, &packet->from) != 0 ||
		    endpoint_compare(&line->packet.to, &packet->to) != 0 || end == s->seq)
			continue;
		if (draft->half->was_acked && seq_diff(draft->half->acked, end) <= 0)
			continue;
		if (draft->have_seq && (seq_diff(s->seq, packet->segment.seq) < 0 ||
					seq_diff(packet->segment.seq, end) <= 0))
			continue;
		if (!best || (seq_diff(best->packet.segment.seq, s->seq) > 0) == draft->tail)
			best = line;
	}
	return best;
}

static bool repeat(struct parser *parser, struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;
	const struct script_line *line = find_sent(parser, draft);

	if (!line)
		return scan_fail(&parser->scan, "something that is not acknowledged yet before");
	segment->flags |= line->packet.segment.flags;
	segment->seq = line->packet.segment.seq;
	segment->len = line->packet.segment.len;
	segment->urgent = line->packet.segment.urgent;
	if (!segment->options.present)
		segment->options = line->packet.segment.options;
	segment->options.present &= (uint16_t) ~(OPT_SACK | OPT_TIMESTAMPS);
	segment->options.sack_count = 0;
	if (line->data) {
		draft->line.data = memory_alloc(segment->len);
		memcpy(draft->line.data, line->data, segment->len);
	}
	return true;
}

/* RFC 9293 §3.5.2: a RST by one without the connection takes its numbers from what it answers. */
static void reset_numbers(struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;
	const struct half *half = draft->half;
	bool connected = half->begun && !half->reset;

	if (connected || !half->was_acked)
		segment->flags |= TCP_ACK;
	segment->seq = connected ? half->next : half->was_acked ? half->acked : 0;
}

static void decide_numbers(struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;
	const struct half *half = draft->half;
	uint32_t seq = segment->seq;

	if (segment->flags & TCP_SYN)
		segment->seq = draft->from->isn;
	else if (segment->flags & TCP_RST)
		reset_numbers(draft);
	else
		segment->seq = half->begun ? half->next : draft->from->isn + 1;
	if (draft->probe)
		segment->seq--;
	if (draft->have_seq)
		segment->seq = seq;
}

static void offer_options(struct draft *draft)
{
	struct tcp_options *options = &draft->line.packet.segment.options;
	const struct party *from = draft->from;

	if (from->mss && !(options->present & OPT_MSS)) {
		options->present |= OPT_MSS;
		options->mss = from->mss;
	}
	if (from->sack)
		options->present |= OPT_SACK_PERMITTED;
	if (from->shift >= 0 && !(options->present & OPT_WSCALE)) {
		options->present |= OPT_WSCALE;
		options->wscale = (uint8_t)from->shift;
	}
}

static void decide_options(struct draft *draft, int64_t sent)
{
	enum { TICKS_FIRST = 1000 }; /* where both clocks of timestamps begin */
	struct segment *segment = &draft->line.packet.segment;
	struct tcp_options *options = &segment->options;

	if (segment->flags & TCP_RST)
		return;
	if (segment->flags & TCP_SYN)
		offer_options(draft);
	else if (draft->from->sack && draft->to->sack && !(options->present & OPT_SACK))
		half_report(draft->half, options);
	if (draft->from->stamps && draft->to->stamps && !(options->present & OPT_TIMESTAMPS)) {
		options->present |= OPT_TIMESTAMPS;
		options->tsval = TICKS_FIRST + (uint32_t)(sent / 1000000);
		options->tsecr = draft->half->tsval;
	}
}

static void acknowledge(struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;

	if (!(segment->flags & (TCP_SYN | TCP_RST)))
		segment->flags |= TCP_ACK;
	if (segment->flags & TCP_ACK && !draft->have_ack)
		segment->ack = draft->half->heard ? draft->half->expected : draft->to->isn + 1;
}

bool parser_infer(struct parser *parser, struct draft *draft)
{
	parser->inferred |= !draft->have_time;
	draft->sent_ns = decide_time(parser, draft);
	if (!draft->words)
		return true;
	if (draft->again && !repeat(parser, draft))
		return false;
	if (!draft->again)
		decide_numbers(draft);
	acknowledge(draft);
	decide_options(draft, draft->sent_ns);
	return true;
}

/* What the sender remembers of what it sent. */
static void remember(struct parser *parser, struct draft *draft)
{
	const struct segment *segment = &draft->line.packet.segment;
	struct half *half = draft->half;
	uint32_t end = segment->seq + segment_span(segment);
	bool anew = segment->flags & TCP_SYN && !draft->again;

	half->ended = end;
	half->sent_ns = draft->sent_ns;
	if (anew) {
		half->since = parser->script->count;
		half->was_acked = half->reset = false;
	}
	half->reset |= (segment->flags & TCP_RST) != 0;
	if (segment->flags & TCP_RST && !half->begun)
		return; /* it has no connection */
	/* One that is met in the middle of a connection has sent, and got across, all before. */
	if (!half->begun && !anew && !draft->peer->heard) {
		draft->peer->heard = true;
		draft->peer->expected = segment->seq;
	}
	if (!half->begun || anew || seq_diff(half->next, end) > 0)
		half->next = end;
	half->begun = true;
}

static void append(struct parser *parser, const struct script_line *line)
{
	struct script *script = parser->script;

	/* Twice as much room each time it is a power of two. */
	if ((script->count & (script->count - 1)) == 0)
		script->lines = memory_grow(script->lines, script->count * 2 + 1, sizeof(*line));
	script->lines[script->count++] = *line;
}

/* The network, or the tap, makes another one of it. */
static void append_copy(struct parser *parser, const struct draft *draft)
{
	struct script_line copy = draft->line;

	if (copy.data) {
		copy.data = memory_alloc(copy.packet.segment.len);
		memcpy(copy.data, draft->line.data, copy.packet.segment.len);
	}
	copy.comments = NULL;
	copy.packet.time_ns += copy_ns;
	append(parser, &copy);
}

void parser_send(struct parser *parser, struct draft *draft)
{
	struct packet *packet = &draft->line.packet;
	struct segment *segment = &packet->segment;
	bool lost = (draft->line.marks & SCRIPT_LOST) != 0;
	int64_t captured = draft->sent_ns + capture_delay(parser, draft);
	int64_t arrives = draft->sent_ns + parser->rtt_ns / 2 + draft->late_ns;

	if (lost && capture_delay(parser, draft) > 0 && parser->at != ON_PATH)
		draft->line.marks |= SCRIPT_MISSING;
	if (draft->from->counts_ids && segment->ip_id == 0)
		segment->ip_id = draft->from->next_id++;
	segment->have_ip_id = packet->from.address.version == IP_VERSION_4;
	segment->capture = draft->line.marks & SCRIPT_CORRUPT ? SEGMENT_CHECKSUM_WRONG
							      : SEGMENT_CHECKSUM_RIGHT;
	segment->header_hash = wire_header_hash(packet);
	packet->time_ns = parser->start_ns + captured;
	remember(parser, draft);
	if (!lost && !(draft->line.marks & SCRIPT_CORRUPT))
		half_expect(draft->peer, arrives, segment);
	if (!lost && draft->twice)
		half_expect(draft->peer, arrives + copy_ns, segment);
	draft->line.comments = parser->comments;
	parser->comments = NULL;
	append(parser, &draft->line);
	if (draft->twice)
		append_copy(parser, draft);
	parser->last_ns = captured;
	parser->sent_ns = draft->sent_ns;
	parser->wait_ns = -1;
}
