/* Comments as capture files hold them: one after another, each in a language. */
#include "script/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "[ko] ": the comment is in that language. */
static bool has_tag(const char *text, size_t size)
{
	return size > 4 && text[0] == '[' && islower((unsigned char)text[1]) &&
	       islower((unsigned char)text[2]) && text[3] == ']';
}

/* Bytes of all comments with their ends, without the end of the list. */
static size_t size_of(const char *comments)
{
	size_t size = 0;

	while (comments && comments[size])
		size += strlen(comments + size) + 1;
	return size;
}

void comments_add(char **comments, const char *text, size_t size, char joint)
{
	size_t used = size_of(*comments);

	if (size == 0)
		return;
	*comments = memory_grow(*comments, used + size + 2, 1);
	if (used > 0 && joint != '\0' && !has_tag(text, size))
		(*comments)[used - 1] = joint;
	memcpy(*comments + used, text, size);
	(*comments)[used + size] = '\0';
	(*comments)[used + size + 1] = '\0';
}

/* A comment is said by the capture, one that begins with ## only by the script. */
void parser_comment(struct parser *parser)
{
	const char *text = parser->scan.at + 1;
	size_t size = strcspn(text, "\r\n");

	if (*text == '#')
		return;
	while (size > 0 && *text == ' ') {
		text++;
		size--;
	}
	while (size > 0 && text[size - 1] == ' ')
		size--;
	if (parser->begun)
		comments_add(&parser->comments, text, size, ' ');
	else
		comments_add(&parser->script->comments, text, size, '\n');
}
