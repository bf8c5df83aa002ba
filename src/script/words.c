/* The short form of a segment: what it does, in words. */
#include "script/parser.h"

#include <stdlib.h>
#include <string.h>

static bool read_ack(struct scan *scan, struct draft *draft)
{
	draft->line.packet.segment.flags |= TCP_ACK;
	if (!scan_digit(scan))
		return true;
	draft->have_ack = true;
	return scan_number(scan, UINT32_MAX, &draft->line.packet.segment.ack);
}

static bool read_data(struct scan *scan, struct draft *draft)
{
	struct segment *segment = &draft->line.packet.segment;

	segment->flags |= TCP_PSH | TCP_ACK;
	if (draft->line.data)
		return scan_fail(scan, "no more data");
	if (scan_digit(scan))
		return scan_number(scan, LEN_MAX, &segment->len);
	if (*scan->at != '"')
		return scan_fail(scan, "a number of bytes, or a text in double quotes,");
	return scan_quoted(scan, LEN_MAX, &draft->line.data, &segment->len);
}

/* Which segment: the first that is not acknowledged, the last, or the one with that number. */
static bool read_again(struct scan *scan, struct draft *draft)
{
	draft->again = true;
	draft->tail = scan_word(scan, "last");
	if (draft->tail || !scan_digit(scan))
		return true;
	draft->have_seq = true;
	return scan_number(scan, UINT32_MAX, &draft->line.packet.segment.seq);
}

static bool read_syn(struct scan *scan, struct draft *draft)
{
	(void)scan;
	draft->line.packet.segment.flags |= TCP_SYN;
	return true;
}

static bool read_fin(struct scan *scan, struct draft *draft)
{
	(void)scan;
	draft->line.packet.segment.flags |= TCP_FIN | TCP_ACK;
	return true;
}

static bool read_rst(struct scan *scan, struct draft *draft)
{
	(void)scan;
	draft->line.packet.segment.flags |= TCP_RST;
	return true;
}

static bool read_probe(struct scan *scan, struct draft *draft)
{
	(void)scan;
	draft->probe = true;
	draft->line.packet.segment.flags |= TCP_ACK;
	return true;
}

static const struct {
	const char *name;
	bool (*read)(struct scan *scan, struct draft *draft);
} words[] = {
	{"syn", read_syn}, {"ack", read_ack},     {"data", read_data},        {"fin", read_fin},
	{"rst", read_rst}, {"again", read_again}, {"keep-alive", read_probe}, {"probe", read_probe},
};

static bool read_word(struct scan *scan, struct draft *draft, bool *found)
{
	*found = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words) && !*found; i++) {
		*found = scan_word(scan, words[i].name);
		if (*found && !words[i].read(scan, draft))
			return false;
	}
	return true;
}

bool parser_words(struct parser *parser, struct draft *draft)
{
	int count = 0;
	bool found;

	do {
		if (!read_word(&parser->scan, draft, &found))
			return false;
		count += found;
	} while (found && !scan_line_end(&parser->scan));
	return count > 0 ||
	       scan_fail(&parser->scan, "syn, ack, data, fin, rst, again, keep-alive or probe");
}
