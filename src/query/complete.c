/* The words that could stand at the end of a query. */
#include "query/program.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CANDIDATES_MAX = 256 };

struct candidates {
	const char *begun; /* what they begin with */
	const char *word[CANDIDATES_MAX];
	size_t count;
};

static const char *const others[] = {"and", "dst",  "from", "host",  "net", "not",
				     "or",  "port", "src",  "state", NULL};
static const char *const ends[] = {"host", "net", "port", NULL};
static const char *const sides[] = {"a", "b", NULL};

static void add(struct candidates *candidates, const char *word)
{
	if (*word && candidates->count < CANDIDATES_MAX &&
	    strncasecmp(word, candidates->begun, strlen(candidates->begun)) == 0)
		candidates->word[candidates->count++] = word;
}

static void add_list(struct candidates *candidates, const char *const *words)
{
	while (*words)
		add(candidates, *words++);
}

static void add_states(struct candidates *candidates)
{
	for (int i = STATE_CLOSED; i < STATE_COUNT; i++)
		add(candidates, state_name((enum tcp_state)i));
}

static void add_terms(struct candidates *candidates)
{
	static const char *(*const names[])(size_t index) = {number_name, flag_name, label_name};
	const char *name;

	add_list(candidates, others);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (size_t k = 0; (name = names[i](k)); k++)
			add(candidates, name);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct candidates *candidates)
{
	size_t kept = 0;

	qsort(candidates->word, candidates->count, sizeof(*candidates->word), compare);
	for (size_t i = 0; i < candidates->count; i++)
		if (kept == 0 || strcmp(candidates->word[kept - 1], candidates->word[i]) != 0)
			candidates->word[kept++] = candidates->word[i];
	candidates->count = kept;
}

/* The word before the last one decides what may follow. */
static void collect(struct candidates *candidates, const char *lead)
{
	if (strcmp(lead, "state") == 0)
		add_states(candidates);
	else if (strcmp(lead, "from") == 0)
		add_list(candidates, sides);
	else if (strcmp(lead, "src") == 0 || strcmp(lead, "dst") == 0)
		add_list(candidates, ends);
	else if (strcmp(lead, "host") != 0 && strcmp(lead, "port") != 0 && strcmp(lead, "net") != 0)
		add_terms(candidates);
	sort(candidates);
}

const char *query_completion(const char *text, size_t index, size_t *begun)
{
	struct candidates candidates = {.count = 0};
	struct token token = token_at(text, 0);
	char lead[QUERY_WORD] = "";

	*begun = strlen(text);
	while (*begun > 0 && is_word_character(text[*begun - 1]))
		(*begun)--;
	candidates.begun = text + *begun;
	while (token.length > 0 && token.at < *begun) {
		strcpy(lead, token.kind == TOKEN_WORD ? token.word : "");
		token = token_at(text, token.at + token.length);
	}
	collect(&candidates, lead);
	return index < candidates.count ? candidates.word[index] : NULL;
}
