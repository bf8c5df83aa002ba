/* Prints the words that people write to the program and the man pages list. */
#include <stdio.h>
#include <string.h>

#include "query/program.h"
#include "tcpladder/grade.h"
#include "tcpladder/query.h"

/* A label may stand in a query as it does in the JSON lines: it is listed there. */
static bool is_label(const char *word)
{
	const char *name;

	for (size_t i = 0; (name = label_name(i)) != NULL; i++)
		if (strcmp(name, word) == 0)
			return true;
	return false;
}

int main(void)
{
	const char *word;
	size_t begun;

	for (size_t i = 0; (word = grade_fact(i)) != NULL; i++)
		printf("fact %s\n", word);
	for (size_t i = 0; (word = query_completion("", i, &begun)) != NULL; i++)
		if (!is_label(word))
			printf("query %s\n", word);
	for (size_t i = 0; (word = label_name(i)) != NULL; i++)
		if (word[0] != '\0')
			printf("label %s\n", word);
	return 0;
}
