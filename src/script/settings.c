/* Reads the lines of a script that are no segments: endpoints, and what goes for all of it. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "script/parser.h"

struct party *parser_party(struct parser *parser)
{
	struct scan *scan = &parser->scan;

	if (scan_line_end(scan) || !isupper((unsigned char)*scan->at) ||
	    isalnum((unsigned char)scan->at[1])) {
		scan_fail(scan, "the capital letter of an endpoint");
		return NULL;
	}
	return &parser->parties[*scan->at++ - 'A'];
}

struct party *parser_named(struct parser *parser)
{
	struct party *party = parser_party(parser);

	if (!party || party->named)
		return party;
	parser->scan.at--;
	scan_fail(&parser->scan, "an endpoint that was named above");
	return NULL;
}

static bool read_address(const char *text, struct address *address)
{
	address->version = strchr(text, ':') ? IP_VERSION_6 : IP_VERSION_4;
	return inet_pton(address->version == IP_VERSION_6 ? AF_INET6 : AF_INET, text,
			 address->bytes) == 1;
}

static bool read_port(const char *text, uint16_t *port)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	*port = (uint16_t)number;
	return isdigit((unsigned char)*text) && *end == '\0' && number <= UINT16_MAX;
}

static bool read_endpoint(struct scan *scan, struct endpoint *endpoint)
{
	char text[ENDPOINT_TEXT], *colon, *address = text;
	size_t length;

	if (!scan_text(scan, text, sizeof(text)))
		return false;
	colon = strrchr(text, ':');
	if (!colon || !read_port(colon + 1, &endpoint->port))
		return scan_fail(scan, "'>' and an endpoint, or ADDRESS:PORT, before here");
	*colon = '\0';
	length = strlen(address);
	if (*address == '[' && length > 1 && address[length - 1] == ']') {
		address[length - 1] = '\0';
		address++;
	}
	return read_address(address, &endpoint->address) || scan_fail(scan, "an address");
}

static bool read_shift(struct scan *scan, struct party *party)
{
	uint32_t shift;

	if (!scan_number(scan, 14, &shift))
		return false;
	party->shift = (int)shift;
	return true;
}

static bool read_16(struct scan *scan, uint16_t *to)
{
	uint32_t value;

	if (!scan_number(scan, UINT16_MAX, &value))
		return false;
	*to = (uint16_t)value;
	return true;
}

static bool read_trait(struct scan *scan, struct party *party)
{
	if (scan_word(scan, "isn"))
		return scan_number(scan, UINT32_MAX, &party->isn);
	if (scan_word(scan, "mss"))
		return read_16(scan, &party->mss);
	if (scan_word(scan, "win"))
		return read_16(scan, &party->window);
	if (scan_word(scan, "wscale"))
		return read_shift(scan, party);
	if (scan_word(scan, "sack"))
		return party->sack = true;
	if (scan_word(scan, "ts"))
		return party->stamps = true;
	if (scan_word(scan, "ipid"))
		return (party->counts_ids = true) && read_16(scan, &party->next_id);
	return scan_fail(scan, "isn, mss, win, wscale, sack, ts or ipid");
}

static const struct party party_plain = {.named = true, .window = 64240, .mss = 1460, .shift = -1};

void parser_parties(struct parser *parser)
{
	static const struct endpoint ends[2] = {
		{.address = {IP_VERSION_4, {10, 0, 0, 1}}, .port = 40000},
		{.address = {IP_VERSION_4, {10, 0, 0, 2}}, .port = 80},
	};

	for (uint32_t i = 0; i < 2; i++) {
		parser->parties[i] = party_plain;
		parser->parties[i].endpoint = ends[i];
		parser->parties[i].isn = 1000 * (i + 1);
	}
}

static bool read_party(struct parser *parser)
{
	struct scan *scan = &parser->scan;
	struct party *party = parser_party(parser);

	if (!party)
		return false;
	*party = party_plain;
	party->isn = 1000 * (uint32_t)(party - parser->parties + 1);
	if (!read_endpoint(scan, &party->endpoint))
		return false;
	while (!scan_line_end(scan))
		if (!read_trait(scan, party))
			return false;
	return true;
}

static bool read_start(struct parser *parser)
{
	return scan_time(&parser->scan, &parser->start_ns);
}

static bool read_rtt(struct parser *parser)
{
	return scan_span(&parser->scan, &parser->rtt_ns);
}

static bool read_wait(struct parser *parser)
{
	int64_t wait;

	if (!scan_span(&parser->scan, &wait))
		return false;
	parser->wait_ns = wait + (parser->wait_ns > 0 ? parser->wait_ns : 0);
	return true;
}

static bool read_place(struct parser *parser)
{
	struct party *party;

	if (scan_word(&parser->scan, "path")) {
		parser->at = ON_PATH;
		return true;
	}
	party = parser_named(parser);
	if (party)
		parser->at = (char)('A' + (party - parser->parties));
	return party != NULL;
}

static bool read_ids(struct parser *parser)
{
	struct party *party = parser_party(parser);

	if (!party)
		return false;
	party->counts_ids = true;
	return read_16(&parser->scan, &party->next_id);
}

static bool read_view_word(struct scan *scan)
{
	static const char *const words[] = {
		"--seq=absolute",  "--seq=relative", "--style=ladder",
		"--style=compact", "--style=scale",  "--time=r",
		"--time=d",        "--time=a",       "--time=e",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (scan_word(scan, words[i]))
			return true;
	return scan_fail(scan, "--seq=absolute or relative, --style=ladder, compact or scale, "
			       "or --time=r, d, a or e,");
}

/* How to show it: kept as a comment that begins with the program's name. */
static bool read_view(struct parser *parser)
{
	static const char name[] = "tcpladder: ";
	struct scan *scan = &parser->scan;
	const char *from;
	char *text;
	size_t length;

	scan_line_end(scan);
	from = scan->at;
	do {
		if (!read_view_word(scan))
			return false;
		length = (size_t)(scan->at - from);
	} while (!scan_line_end(scan));
	text = memory_zero(sizeof(name) + length, 1);
	memcpy(text, name, strlen(name));
	memcpy(text + strlen(name), from, length);
	comments_add(&parser->script->comments, text, strlen(text), '\0');
	free(text);
	return true;
}

static const struct setting {
	const char *name;
	bool (*read)(struct parser *parser);
} settings[] = {
	{"start", read_start}, {"rtt", read_rtt},  {"wait", read_wait},
	{"at", read_place},    {"ipid", read_ids}, {"view", read_view},
};

bool parser_setting(struct parser *parser)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
		if (scan_word(&parser->scan, settings[i].name))
			return settings[i].read(parser);
	if (!isupper((unsigned char)*parser->scan.at))
		return scan_fail(&parser->scan,
				 "a capital letter, a time, start, rtt, at, ipid, view or wait");
	return read_party(parser);
}
