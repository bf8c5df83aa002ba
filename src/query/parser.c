/* From words to terms in postfix order. */
#include "query/program.h"

#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"

struct parser {
	const char *text;
	struct token token; /* the next one */
	struct query *query;
	struct query_error *error;
	int depth;
};

static void advance(struct parser *parser)
{
	parser->token = token_at(parser->text, parser->token.at + parser->token.length);
}

/* At the next token something else had to be. */
static bool refuse(struct parser *parser, enum message expected)
{
	*parser->error = (struct query_error){parser->token.at, parser->token.length, expected};
	return false;
}

static bool emit(struct parser *parser, int code)
{
	if (parser->query->codes == CODES_MAX)
		return refuse(parser, MSG_QUERY_TOO_LONG);
	parser->query->code[parser->query->codes++] = (uint8_t)code;
	return true;
}

static bool add_term(struct parser *parser, const struct term *term, bool of_events)
{
	struct query *query = parser->query;

	if (query->terms == TERMS_MAX)
		return refuse(parser, MSG_QUERY_TOO_LONG);
	query->term[query->terms] = *term;
	query->of_events |= (uint64_t)of_events << query->terms;
	return emit(parser, query->terms++);
}

/* --- terms --- */

static bool parse_port(struct parser *parser, struct term *term)
{
	term->kind = TERM_PORT;
	if (!value_ports(parser->token.word, term->port))
		return refuse(parser, MSG_QUERY_WANT_PORT);
	return add_term(parser, term, term->end != END_EITHER);
}

static bool parse_net(struct parser *parser, struct term *term)
{
	term->kind = TERM_NET;
	if (!value_net(parser->token.word, &term->address, &term->bits))
		return refuse(parser, MSG_QUERY_WANT_ADDRESS);
	return add_term(parser, term, term->end != END_EITHER);
}

static bool parse_state(struct parser *parser, struct term *term)
{
	term->kind = TERM_STATE;
	term->states = word_states(parser->token.word);
	if (term->states == 0)
		return refuse(parser, MSG_QUERY_WANT_STATE);
	return add_term(parser, term, false);
}

static bool parse_from(struct parser *parser, struct term *term)
{
	const char *word = parser->token.word;

	term->kind = TERM_SIDE;
	term->side = word[0] == 'b';
	if ((word[0] != 'a' && word[0] != 'b') || word[1] != '\0')
		return refuse(parser, MSG_QUERY_WANT_SIDE);
	return add_term(parser, term, true);
}

/* Words that another word follows. */
static const struct {
	const char *word;
	bool (*parse)(struct parser *parser, struct term *term);
} leads[] = {
	{"port", parse_port}, {"host", parse_net},    {"net", parse_net},   {"addr", parse_net},
	{"ip", parse_net},    {"state", parse_state}, {"from", parse_from},
};

enum { LEADS = sizeof(leads) / sizeof(*leads) };

static int find_lead(const char *word)
{
	for (int i = 0; i < LEADS; i++)
		if (strcmp(word, leads[i].word) == 0)
			return i;
	return -1;
}

static bool parse_lead(struct parser *parser, int lead, struct term *term)
{
	advance(parser);
	return leads[lead].parse(parser, term);
}

/* "10.0.0.1", "10.0.0.0/8" or "10.0.0.1:80" without a word before it. */
static bool parse_bare(struct parser *parser, struct term *term, bool *is_one)
{
	const char *word = parser->token.word;
	struct endpoint endpoint;
	struct term port = *term;

	*is_one = true;
	if (value_net(word, &term->address, &term->bits))
		return parse_net(parser, term);
	*is_one = endpoint_parse(word, &endpoint);
	if (!*is_one)
		return false;
	term->kind = TERM_NET;
	term->address = endpoint.address;
	term->bits = endpoint.address.version == IP_VERSION_4 ? 32 : 128;
	port.kind = TERM_PORT;
	port.port[0] = port.port[1] = endpoint.port;
	return add_term(parser, term, term->end != END_EITHER) &&
	       add_term(parser, &port, term->end != END_EITHER) && emit(parser, CODE_AND);
}

/* Behind src and dst: host, net, port or an address. */
static bool parse_end(struct parser *parser, struct term *term)
{
	bool is_address;
	bool parsed;
	int lead;

	advance(parser);
	lead = find_lead(parser->token.word);
	if (lead >= 0 && (leads[lead].parse == parse_port || leads[lead].parse == parse_net))
		return parse_lead(parser, lead, term);
	parsed = parse_bare(parser, term, &is_address);
	return is_address ? parsed : refuse(parser, MSG_QUERY_WANT_ADDRESS);
}

static bool begins_number(const struct token *token)
{
	return token->kind == TOKEN_COMPARISON ||
	       (token->kind == TOKEN_WORD && token->word[0] >= '0' && token->word[0] <= '9');
}

/* "len > 1000", and "flow 7" for "flow = 7". */
static bool parse_number(struct parser *parser, struct term *term)
{
	enum unit unit = term->number->unit;

	advance(parser);
	term->kind = TERM_NUMBER;
	term->comparison = EQUAL;
	if (!begins_number(&parser->token))
		return refuse(parser, MSG_QUERY_WANT_COMPARISON);
	if (parser->token.kind == TOKEN_COMPARISON) {
		term->comparison = parser->token.comparison;
		advance(parser);
	}
	if (!value_number(parser->token.word, unit, &term->value))
		return refuse(parser,
			      unit == UNIT_TIME ? MSG_QUERY_WANT_TIME : MSG_QUERY_WANT_NUMBER);
	return add_term(parser, term, term->number->of_event != NULL);
}

/* A flag or a label. */
static bool parse_name(struct parser *parser, struct term *term)
{
	term->kind = TERM_FLAGS;
	term->flags = word_flags(parser->token.word);
	if (term->flags)
		return add_term(parser, term, true);
	term->kind = TERM_LABEL;
	if (word_labels(parser->token.word, &term->labels))
		return add_term(parser, term, true);
	return refuse(parser, MSG_QUERY_WANT_TERM);
}

/* A word that may be a number's name and a label as well is the number where one follows. */
static bool is_number(const struct parser *parser, const struct number *number)
{
	const struct token *token = &parser->token;
	struct token next = token_at(parser->text, token->at + token->length);
	struct labels labels;

	if (!number)
		return false;
	return begins_number(&next) ||
	       (!word_flags(token->word) && !word_labels(token->word, &labels));
}

static bool parse_term(struct parser *parser)
{
	const char *word = parser->token.word;
	struct term term = {.number = word_number(word)};
	int lead = find_lead(word);
	bool is_address;
	bool parsed;

	if (parser->token.kind != TOKEN_WORD)
		return refuse(parser, MSG_QUERY_WANT_TERM);
	if (strcmp(word, "src") == 0 || strcmp(word, "dst") == 0) {
		term.end = word[0] == 's' ? END_SOURCE : END_DESTINATION;
		parsed = parse_end(parser, &term);
	} else if (lead >= 0) {
		parsed = parse_lead(parser, lead, &term);
	} else if (is_number(parser, term.number)) {
		parsed = parse_number(parser, &term);
	} else {
		parsed = parse_bare(parser, &term, &is_address);
		if (!is_address)
			parsed = parse_name(parser, &term);
	}
	if (parsed)
		advance(parser);
	return parsed;
}

/* --- how terms are joined --- */

static bool parse_or(struct parser *parser);

static bool parse_group(struct parser *parser)
{
	advance(parser);
	if (!parse_or(parser))
		return false;
	if (parser->token.kind != TOKEN_CLOSE)
		return refuse(parser, MSG_QUERY_WANT_CLOSE);
	advance(parser);
	return true;
}

static bool parse_not(struct parser *parser)
{
	bool parsed;

	if (++parser->depth > DEPTH_MAX)
		return refuse(parser, MSG_QUERY_TOO_DEEP);
	if (parser->token.kind == TOKEN_NOT) {
		advance(parser);
		parsed = parse_not(parser) && emit(parser, CODE_NOT);
	} else if (parser->token.kind == TOKEN_OPEN) {
		parsed = parse_group(parser);
	} else {
		parsed = parse_term(parser);
	}
	parser->depth--;
	return parsed;
}

static bool begins_term(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_OPEN || token->kind == TOKEN_NOT;
}

static bool parse_and(struct parser *parser)
{
	if (!parse_not(parser))
		return false;
	while (parser->token.kind == TOKEN_AND || begins_term(&parser->token)) {
		if (parser->token.kind == TOKEN_AND)
			advance(parser);
		if (!parse_not(parser) || !emit(parser, CODE_AND))
			return false;
	}
	return true;
}

static bool parse_or(struct parser *parser)
{
	if (!parse_and(parser))
		return false;
	while (parser->token.kind == TOKEN_OR) {
		advance(parser);
		if (!parse_and(parser) || !emit(parser, CODE_OR))
			return false;
	}
	return true;
}

struct query *query_parse(const char *text, struct query_error *error)
{
	struct parser parser = {.text = text, .error = error};

	parser.query = memory_zero(1, sizeof(*parser.query));
	parser.token = token_at(text, 0);
	if (parse_or(&parser)) {
		if (parser.token.kind == TOKEN_END)
			return parser.query;
		refuse(&parser, MSG_QUERY_WANT_JOINT);
	}
	query_free(parser.query);
	return NULL;
}

void query_free(struct query *query)
{
	free(query);
}
