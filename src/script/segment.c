/* Reads a line with a segment: when, between whom, and the notation of tcpdump. */
#include "script/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool read_flags(struct scan *scan, uint16_t *flags)
{
	static const char letters[] = "FSRP.UEWe"; /* by bit number */
	const char *found;

	if (scan_word(scan, "-"))
		return true;
	while (*scan->at && (found = strchr(letters, *scan->at))) {
		*flags |= (uint16_t)(1 << (found - letters));
		scan->at++;
	}
	return *flags || scan_fail(scan, "flags, or a word such as data or ack,");
}

static bool read_numbers(struct scan *scan, struct segment *segment)
{
	uint32_t end;

	if (!scan_number(scan, UINT32_MAX, &segment->seq))
		return false;
	if (!scan_word(scan, ":"))
		return scan_fail(scan, "SEQ:END(LEN)");
	if (!scan_number(scan, UINT32_MAX, &end))
		return false;
	if (!scan_word(scan, "("))
		return scan_fail(scan, "SEQ:END(LEN)");
	if (!scan_number(scan, LEN_MAX, &segment->len))
		return false;
	if (end != segment->seq + segment->len)
		return scan_fail(scan, "END = SEQ + LEN before here");
	return scan_word(scan, ")") || scan_fail(scan, "SEQ:END(LEN)");
}

bool parser_notation(struct parser *parser, struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;
	struct scan *scan = &parser->scan;

	draft->have_seq = draft->have_ack = true;
	segment->seq = draft->half->ended;
	if (!read_flags(scan, &segment->flags))
		return false;
	if (scan_digit(scan) && !read_numbers(scan, segment))
		return false;
	if (scan_word(scan, "ack") != ((segment->flags & TCP_ACK) != 0))
		return scan_fail(scan, "ack with the flag '.', and only then");
	return !(segment->flags & TCP_ACK) || scan_number(scan, UINT32_MAX, &segment->ack);
}

/* Words that a number of 16 bits follows, and where it goes. */
static bool read_setting(struct scan *scan, struct draft *draft, bool *found)
{
	struct segment *segment = &draft->line.packet.segment;
	uint32_t value;
	uint16_t *to = NULL;

	draft->have_window |= *found = scan_word(scan, "win");
	if (*found)
		to = &segment->window;
	else if (scan_word(scan, "urg"))
		to = &segment->urgent;
	else if (scan_word(scan, "ipid"))
		to = &segment->ip_id;
	*found = to != NULL;
	if (!*found)
		return true;
	if (!scan_number(scan, UINT16_MAX, &value))
		return false;
	*to = (uint16_t)value;
	return true;
}

/* Words with an argument of another kind. */
static bool read_other(struct parser *parser, struct draft *draft, bool *found)
{
	struct segment *segment = &draft->line.packet.segment;
	struct scan *scan = &parser->scan;
	uint32_t ttl;

	*found = true;
	if (scan_word(scan, "<"))
		return script_options(scan, &segment->options);
	if (scan_word(scan, "ttl")) {
		if (!scan_number(scan, UINT8_MAX, &ttl))
			return false;
		segment->ttl = (uint8_t)ttl;
		return true;
	}
	if (scan_word(scan, "isn") || scan_word(scan, "seq")) {
		draft->have_seq = true;
		return scan_number(scan, UINT32_MAX, &segment->seq);
	}
	if (scan_word(scan, "late")) {
		draft->late_ns = parser->rtt_ns;
		return !scan_digit(scan) || scan_span(scan, &draft->late_ns);
	}
	*found = false;
	return true;
}

static bool read_mark(struct scan *scan, struct draft *draft)
{
	static const struct {
		const char *word;
		unsigned mark;
		uint8_t ecn;
	} words[] = {
		{"lost", SCRIPT_LOST, 0},
		{"missing", SCRIPT_MISSING, 0},
		{"corrupt", SCRIPT_CORRUPT, 0},
		{"ect1", 0, 1},
		{"ect0", 0, 2},
		{"ce", 0, 3},
	};

	if (scan_word(scan, "crossing"))
		return draft->crossing = true;
	if (scan_word(scan, "twice"))
		return draft->twice = true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!scan_word(scan, words[i].word))
			continue;
		draft->line.marks |= words[i].mark;
		draft->line.packet.segment.ip_ecn |= words[i].ecn;
		return true;
	}
	return scan_fail(scan,
			 "a mark (lost, late, missing, corrupt, twice, crossing, win, urg, ipid, "
			 "ttl, seq, isn, ect0, ect1, ce, <options>) or the end of the line");
}

bool parser_tail(struct parser *parser, struct draft *draft)
{
	struct scan *scan = &parser->scan;
	bool found;

	while (!scan_line_end(scan)) {
		if (!read_setting(scan, draft, &found))
			return false;
		if (!found && !read_other(parser, draft, &found))
			return false;
		if (!found && !read_mark(scan, draft))
			return false;
	}
	return true;
}

static bool read_when(struct parser *parser, struct draft *draft)
{
	bool since_last = scan_word(&parser->scan, "+");

	draft->have_time = since_last || scan_digit(&parser->scan);
	if (!draft->have_time)
		return true;
	if (!scan_time(&parser->scan, &draft->time_ns))
		return false;
	draft->time_ns += since_last ? parser->last_ns : 0;
	return true;
}

static bool can_meet(struct parser *parser, const struct draft *draft)
{
	const struct endpoint *from = &draft->from->endpoint, *to = &draft->to->endpoint;

	if (draft->from == draft->to)
		return scan_fail(&parser->scan, "another endpoint before here");
	return from->address.version == to->address.version ||
	       scan_fail(&parser->scan, "an endpoint of the same version of IP before here");
}

static bool read_who(struct parser *parser, struct draft *draft)
{
	struct packet *packet = &draft->line.packet;
	ptrdiff_t from, to;

	draft->from = parser_named(parser);
	if (!draft->from)
		return false;
	if (!scan_word(&parser->scan, ">"))
		return scan_fail(&parser->scan, "'>'");
	draft->to = parser_named(parser);
	if (!draft->to || !can_meet(parser, draft))
		return false;
	from = draft->from - parser->parties;
	to = draft->to - parser->parties;
	draft->half = &parser->halves[from * PARTIES + to];
	draft->peer = &parser->halves[to * PARTIES + from];
	packet->from = draft->from->endpoint;
	packet->to = draft->to->endpoint;
	return true;
}

/* Words begin with a small letter, and so does one flag. */
static bool is_words(struct scan *scan)
{
	return !scan_line_end(scan) && islower((unsigned char)scan->at[0]) &&
	       islower((unsigned char)scan->at[1]);
}

static bool read_segment(struct parser *parser, struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;

	if (!read_when(parser, draft) || !read_who(parser, draft))
		return false;
	segment->window = draft->from->window;
	segment->ttl = 64;
	draft->words = is_words(&parser->scan);
	if (!(draft->words ? parser_words(parser, draft) : parser_notation(parser, draft)))
		return false;
	return parser_tail(parser, draft) && parser_infer(parser, draft);
}

bool parser_segment(struct parser *parser)
{
	struct draft draft = {.line = {.line = parser->scan.line}};

	if (!read_segment(parser, &draft)) {
		free(draft.line.data);
		return false;
	}
	if (*parser->scan.at == '#')
		parser_comment(parser);
	parser_send(parser, &draft);
	return true;
}
