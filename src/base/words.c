/* Text put together bit by bit. */
#include "tcpladder/words.h"

#include <stdio.h>
#include <string.h>

void words_add_list(struct words *words, const char *format, va_list arguments)
{
	int added =
		vsnprintf(words->text + words->used, words->room - words->used, format, arguments);

	if (added > 0)
		words->used += (size_t)added;
	if (words->used >= words->room)
		words->used = words->room - 1;
}

void words_add(struct words *words, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	words_add_list(words, format, arguments);
	va_end(arguments);
}

size_t words_mark(const char *text)
{
	static const char mark[] = "\xef\xbb\xbf";

	return strncmp(text, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
}
