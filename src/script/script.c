/* Reads scripts line by line. */
#include "tcpladder/script.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "script/parser.h"
#include "tcpladder/words.h"

/* --- lines --- */

/* "A > B": the second word tells a segment from an endpoint. */
static bool is_segment(const struct scan *scan)
{
	const char *at = scan->at;

	if (*at == '+' || isdigit((unsigned char)*at))
		return true;
	if (!isupper((unsigned char)*at))
		return false;
	at += 1 + strspn(at + 1, " \t");
	return *at == '>';
}

static bool read_line(struct parser *parser)
{
	struct scan *scan = &parser->scan;

	if (!scan_line_end(scan)) {
		parser->begun = true;
		if (is_segment(scan))
			return parser_segment(parser);
		if (!parser_setting(parser))
			return false;
		if (!scan_line_end(scan))
			return scan_fail(scan, "the end of the line");
		return true;
	}
	if (*scan->at == '#')
		parser_comment(parser);
	return true;
}

static bool read_all(struct parser *parser)
{
	struct scan *scan = &parser->scan;

	while (*scan->at) {
		scan->line++;
		scan->start = scan->at;
		if (!read_line(parser))
			return false;
		scan->at += strcspn(scan->at, "\n");
		scan->at += *scan->at == '\n';
	}
	return true;
}

/* --- scripts --- */

/* Where times were left out, what is late may have to move behind what overtook it. */
static void sort(struct script *script)
{
	for (size_t i = 1; i < script->count; i++) {
		struct script_line line = script->lines[i];
		size_t at = i;

		for (; at > 0 && script->lines[at - 1].packet.time_ns > line.packet.time_ns; at--)
			script->lines[at] = script->lines[at - 1];
		script->lines[at] = line;
	}
}

static void number_frames(struct script *script)
{
	uint64_t frames = 0;

	for (size_t i = 0; i < script->count; i++)
		if (!(script->lines[i].marks & SCRIPT_MISSING))
			script->lines[i].packet.frame = script->lines[i].packet.offset = ++frames;
}

static void start(struct parser *parser, const char *text, struct error *error)
{
	text += words_mark(text);
	*parser = (struct parser){.scan = {.at = text, .start = text, .error = error}};
	parser->script = memory_zero(1, sizeof(*parser->script));
	parser->halves = memory_zero((size_t)PARTIES * PARTIES, sizeof(*parser->halves));
	parser->at = 'A';
	parser->rtt_ns = 20000000;
	parser->wait_ns = -1;
	parser_parties(parser);
}

static void end(struct parser *parser)
{
	for (size_t i = 0; i < (size_t)PARTIES * PARTIES; i++)
		half_free(&parser->halves[i]);
	free(parser->halves);
	free(parser->comments);
}

struct script *script_parse(const char *text, struct error *error)
{
	struct parser parser;
	bool done;

	start(&parser, text, error);
	done = read_all(&parser);
	end(&parser);
	if (!done) {
		script_free(parser.script);
		return NULL;
	}
	if (parser.inferred)
		sort(parser.script);
	number_frames(parser.script);
	return parser.script;
}

void script_free(struct script *script)
{
	if (!script)
		return;
	for (size_t i = 0; i < script->count; i++) {
		free(script->lines[i].data);
		free(script->lines[i].comments);
	}
	free(script->lines);
	free(script->comments);
	free(script);
}
