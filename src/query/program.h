/*
 * A query as it is asked: terms, and how they are joined.
 */
#ifndef QUERY_PROGRAM_H
#define QUERY_PROGRAM_H

#include "tcpladder/query.h"

enum {
	TERMS_MAX = 64, /* a bit each */
	CODES_MAX = 512,
	DEPTH_MAX = 24 /* of parentheses and not */
};

/* What is not the number of a term. */
enum code { CODE_AND = TERMS_MAX, CODE_OR, CODE_NOT };

enum term_kind {
	TERM_NUMBER,
	TERM_PORT,
	TERM_NET, /* a host is a net of all bits */
	TERM_FLAGS,
	TERM_LABEL,
	TERM_STATE,
	TERM_SIDE
};

/* Which end of the flow, or of the segment, has the port or address. */
enum end { END_EITHER, END_SOURCE, END_DESTINATION };

/* Bits: what may be between the value found and the one written. */
enum comparison { LESS = 1, EQUAL = 2, GREATER = 4 };

/* Every label that a word names. */
struct labels {
	struct note_set notes;
	uint16_t roles;
	uint16_t phases;
	uint16_t causes;
	bool data; /* a FIN with data counts as well */
};

struct term {
	enum term_kind kind;
	enum end end;
	uint8_t comparison; /* of a number */
	uint8_t side;
	uint8_t bits;     /* of a net */
	uint16_t flags;   /* all of them */
	uint16_t states;  /* bits 1 << STATE_… */
	uint16_t port[2]; /* first and last */
	const struct number *number;
	int64_t value;
	struct address address;
	struct labels labels;
};

struct query {
	struct term term[TERMS_MAX];
	uint8_t code[CODES_MAX]; /* postfix: numbers of terms, and CODE_… */
	uint16_t terms;
	uint16_t codes;
	uint64_t of_events; /* the terms about segments, by number */
};

/* --- words.c: what the words mean --- */

enum unit { UNIT_COUNT, UNIT_TIME };

/* A number that a flow or a segment has; one of the two functions. */
struct number {
	const char *name;
	enum unit unit;
	/* INT64_MIN where it is not known: that compares with nothing. */
	int64_t (*of_flow)(const struct flow_summary *flow);
	int64_t (*of_event)(const struct flow_summary *flow, const struct event *event);
	/* A second form in which it is known: a sequence number as sent. */
	int64_t (*also)(const struct event *event);
};

#define NUMBER_UNKNOWN INT64_MIN

/* The number of that name, NULL for none. */
const struct number *word_number(const char *word);

/* The name of each number, NULL beyond the last. */
const char *number_name(size_t index);

/* The labels that the word names, or a part of their names; false for none. */
bool word_labels(const char *word, struct labels *labels);

/* The flag bits that "syn" or "syn+ack" names, 0 for none. */
uint16_t word_flags(const char *word);

/* The name of each label, flag and state that a query may have, NULL beyond the last. */
const char *label_name(size_t index);
const char *flag_name(size_t index);

/* The states that the name or its beginning means, as bits; 0 for none. */
uint16_t word_states(const char *word);

/* --- value.c: what is written behind words --- */

/* "1500", "1.5M", "100ms". A time without a unit is in seconds. */
bool value_number(const char *text, enum unit unit, int64_t *value);

/* "443", "8000-8080", "https". */
bool value_ports(const char *text, uint16_t port[2]);

/* "10.0.0.1", "10.0.0.0/8", "2001:db8::/32". */
bool value_net(const char *text, struct address *address, uint8_t *bits);

/* --- lexer.c --- */

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_COMPARISON,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_WRONG /* a character that begins none of them, or a word too long */
};

struct token {
	enum token_kind kind;
	uint8_t comparison;
	size_t at;
	size_t length;
	char word[QUERY_WORD]; /* in small letters */
};

/* The token that begins at or after from. */
struct token token_at(const char *text, size_t from);

/* Is it part of a word? */
bool is_word_character(char c);

#endif
