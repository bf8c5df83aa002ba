/* Parses scripts: a line an endpoint, a setting or a segment. */
#include "tcpladder/script.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "script/scan.h"
#include "script/wire.h"

enum { NAMES = 26, LEN_MAX = 65000 };

/* What is known of an endpoint while the script is read. */
struct party {
	struct endpoint endpoint;
	bool named;
	uint32_t next;   /* sequence number after its last line */
	bool counts_ids; /* "ipid" was given */
	uint16_t next_id;
};

struct parser {
	struct scan scan;
	struct script *script;
	struct party parties[NAMES];
	int64_t start_ns;
	int64_t last_ns;
	uint64_t frames;
};

static bool read_address(const char *text, struct address *address)
{
	address->version = strchr(text, ':') ? IP_VERSION_6 : IP_VERSION_4;
	return inet_pton(address->version == IP_VERSION_6 ? AF_INET6 : AF_INET, text,
			 address->bytes) == 1;
}

static bool read_endpoint(struct scan *scan, struct endpoint *endpoint)
{
	char text[ENDPOINT_TEXT], *colon, *address = text;
	size_t length;

	if (!scan_text(scan, text, sizeof(text)))
		return false;
	colon = strrchr(text, ':');
	if (!colon)
		return scan_fail(scan, "ADDRESS:PORT before here");
	*colon = '\0';
	endpoint->port = (uint16_t)strtoul(colon + 1, NULL, 10);
	length = strlen(address);
	if (*address == '[' && length > 1 && address[length - 1] == ']') {
		address[length - 1] = '\0';
		address++;
	}
	return read_address(address, &endpoint->address) || scan_fail(scan, "an address");
}

static struct party *read_party(struct parser *parser)
{
	struct scan *scan = &parser->scan;

	if (scan_line_end(scan) || !isupper((unsigned char)*scan->at)) {
		scan_fail(scan, "a capital letter");
		return NULL;
	}
	return &parser->parties[*scan->at++ - 'A'];
}

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
	return *flags || scan_fail(scan, "flags");
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

/* Words that a number follows, and where it goes. */
static bool read_setting(struct scan *scan, struct segment *segment, bool *found)
{
	uint32_t value;
	uint16_t *to = NULL;

	if (scan_word(scan, "win"))
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

static bool read_mark(struct scan *scan, struct script_line *line)
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

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!scan_word(scan, words[i].word))
			continue;
		line->marks |= words[i].mark;
		line->packet.segment.ip_ecn |= words[i].ecn;
		return true;
	}
	return scan_fail(scan, "a mark");
}

static bool read_tail(struct scan *scan, struct script_line *line)
{
	struct segment *segment = &line->packet.segment;
	uint32_t ttl;
	bool found;

	while (!scan_line_end(scan)) {
		if (!read_setting(scan, segment, &found))
			return false;
		if (found)
			continue;
		if (scan_word(scan, "<")) {
			if (!script_options(scan, &segment->options))
				return false;
		} else if (scan_word(scan, "ttl")) {
			if (!scan_number(scan, UINT8_MAX, &ttl))
				return false;
			segment->ttl = (uint8_t)ttl;
		} else if (!read_mark(scan, line)) {
			return false;
		}
	}
	return true;
}

static bool read_when(struct parser *parser, int64_t *time_ns)
{
	bool since_last = scan_word(&parser->scan, "+");

	if (!scan_time(&parser->scan, time_ns))
		return false;
	*time_ns += since_last ? parser->last_ns : 0;
	parser->last_ns = *time_ns;
	*time_ns += parser->start_ns;
	return true;
}

static bool read_who(struct parser *parser, struct packet *packet, struct party **from)
{
	struct party *to;

	*from = read_party(parser);
	if (!*from)
		return false;
	if (!scan_word(&parser->scan, ">"))
		return scan_fail(&parser->scan, "'>'");
	to = read_party(parser);
	if (!to)
		return false;
	if (!(*from)->named || !to->named)
		return scan_fail(&parser->scan, "endpoints that were named above");
	packet->from = (*from)->endpoint;
	packet->to = to->endpoint;
	return true;
}

/* What follows from the line itself and from where the sender stood. */
static void complete(struct parser *parser, struct script_line *line, struct party *from)
{
	struct packet *packet = &line->packet;
	struct segment *segment = &packet->segment;

	from->next = segment->seq + segment_span(segment);
	segment->have_ip_id = packet->from.address.version == IP_VERSION_4;
	segment->capture =
		line->marks & SCRIPT_CORRUPT ? SEGMENT_CHECKSUM_WRONG : SEGMENT_CHECKSUM_RIGHT;
	segment->header_hash = wire_header_hash(packet);
	if (line->marks & SCRIPT_MISSING)
		return;
	packet->frame = ++parser->frames;
	packet->offset = packet->frame;
}

static bool read_segment(struct parser *parser, struct script_line *line)
{
	struct scan *scan = &parser->scan;
	struct segment *segment = &line->packet.segment;
	struct party *from;

	if (!read_when(parser, &line->packet.time_ns) || !read_who(parser, &line->packet, &from))
		return false;
	segment->seq = from->next;
	segment->window = 64240;
	segment->ttl = 64;
	segment->ip_id = from->counts_ids ? from->next_id++ : 0;
	scan_line_end(scan);
	if (!read_flags(scan, &segment->flags))
		return false;
	if (!scan_line_end(scan) && isdigit((unsigned char)*scan->at) &&
	    !read_numbers(scan, segment))
		return false;
	if (scan_word(scan, "ack") != ((segment->flags & TCP_ACK) != 0))
		return scan_fail(scan, "ack with the flag '.', and only then");
	if (segment->flags & TCP_ACK && !scan_number(scan, UINT32_MAX, &segment->ack))
		return false;
	if (!read_tail(scan, line))
		return false;
	complete(parser, line, from);
	return true;
}

static bool add_segment(struct parser *parser)
{
	struct script *script = parser->script;
	struct script_line line = {.line = parser->scan.line};

	if (!read_segment(parser, &line))
		return false;
	script->lines = memory_grow(script->lines, script->count + 1, sizeof(line));
	script->lines[script->count++] = line;
	return true;
}

static bool read_id_counter(struct parser *parser)
{
	struct party *party = read_party(parser);
	uint32_t first;

	if (!party || !scan_number(&parser->scan, UINT16_MAX, &first))
		return false;
	party->counts_ids = true;
	party->next_id = (uint16_t)first;
	return true;
}

static bool read_name(struct parser *parser)
{
	struct party *party = read_party(parser);

	if (!party)
		return false;
	*party = (struct party){.named = true};
	return read_endpoint(&parser->scan, &party->endpoint);
}

static bool read_line(struct parser *parser)
{
	struct scan *scan = &parser->scan;
	bool good;

	if (scan_line_end(scan))
		return true;
	if (*scan->at == '+' || isdigit((unsigned char)*scan->at))
		return add_segment(parser);
	if (scan_word(scan, "start"))
		good = scan_time(scan, &parser->start_ns);
	else if (scan_word(scan, "ipid"))
		good = read_id_counter(parser);
	else
		good = read_name(parser);
	return good && (scan_line_end(scan) || scan_fail(scan, "the end of the line"));
}

struct script *script_parse(const char *text, struct error *error)
{
	struct parser parser = {.scan = {.at = text, .error = error}};

	parser.script = memory_zero(1, sizeof(*parser.script));
	while (*parser.scan.at) {
		parser.scan.line++;
		if (!read_line(&parser)) {
			script_free(parser.script);
			return NULL;
		}
		parser.scan.at += strcspn(parser.scan.at, "\n");
		parser.scan.at += *parser.scan.at == '\n';
	}
	return parser.script;
}

struct script *script_load(const char *path, struct error *error)
{
	enum { SCRIPT_SIZE_MAX = 1 << 20 };
	FILE *file = fopen(path, "r");
	struct script *script;
	char *text;

	if (!file) {
		error_set(error, "%s: %s", path, strerror(errno));
		return NULL;
	}
	text = memory_zero(SCRIPT_SIZE_MAX, 1);
	text[fread(text, 1, SCRIPT_SIZE_MAX - 1, file)] = '\0';
	fclose(file);
	script = script_parse(text, error);
	free(text);
	return script;
}

void script_free(struct script *script)
{
	if (script)
		free(script->lines);
	free(script);
}

int script_write_pcap(const struct script *script, FILE *out)
{
	wire_pcap_start(out);
	for (size_t i = 0; i < script->count; i++)
		if (!(script->lines[i].marks & SCRIPT_MISSING))
			wire_pcap_record(out, &script->lines[i].packet);
	return ferror(out) ? -1 : 0;
}
