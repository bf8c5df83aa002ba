/* From text to words, signs and comparisons. */
#include "query/program.h"

#include <ctype.h>
#include <string.h>

/* Signs; of two that begin alike the longer comes first. */
static const struct {
	const char *text;
	enum token_kind kind;
	uint8_t comparison;
} signs[] = {
	{"(", TOKEN_OPEN, 0},
	{")", TOKEN_CLOSE, 0},
	{"&&", TOKEN_AND, 0},
	{"||", TOKEN_OR, 0},
	{"==", TOKEN_COMPARISON, EQUAL},
	{"=", TOKEN_COMPARISON, EQUAL},
	{"!=", TOKEN_COMPARISON, LESS | GREATER},
	{"<=", TOKEN_COMPARISON, LESS | EQUAL},
	{">=", TOKEN_COMPARISON, GREATER | EQUAL},
	{"<", TOKEN_COMPARISON, LESS},
	{">", TOKEN_COMPARISON, GREATER},
	{"!", TOKEN_NOT, 0},
};

static const struct {
	const char *word;
	enum token_kind kind;
} joints[] = {{"and", TOKEN_AND}, {"or", TOKEN_OR}, {"not", TOKEN_NOT}};

bool is_word_character(char c)
{
	return isalnum((unsigned char)c) || (c && strchr(".-_:/+[]%", c));
}

static void read_word(const char *text, struct token *token)
{
	token->kind = TOKEN_WORD;
	while (is_word_character(text[token->length])) {
		unsigned char c = (unsigned char)text[token->length];

		if (token->length + 1 < QUERY_WORD)
			token->word[token->length] = c == '_' ? '-' : (char)tolower(c);
		token->length++;
	}
	if (token->length >= QUERY_WORD)
		token->kind = TOKEN_WRONG;
	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (strcmp(token->word, joints[i].word) == 0)
			token->kind = joints[i].kind;
}

static void read_sign(const char *text, struct token *token)
{
	token->kind = TOKEN_WRONG;
	token->length = 1;
	while (((unsigned char)text[token->length] & 0xc0) == 0x80)
		token->length++; /* the rest of a UTF-8 character */
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t length = strlen(signs[i].text);

		if (strncmp(text, signs[i].text, length) != 0)
			continue;
		token->kind = signs[i].kind;
		token->comparison = signs[i].comparison;
		token->length = length;
		return;
	}
}

struct token token_at(const char *text, size_t from)
{
	struct token token = {.at = from};

	while (isspace((unsigned char)text[token.at]))
		token.at++;
	if (is_word_character(text[token.at]))
		read_word(text + token.at, &token);
	else if (text[token.at])
		read_sign(text + token.at, &token);
	return token;
}
