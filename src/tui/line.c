/* Putting a line together. */
#include "tui/line.h"

#include "tcpladder/words.h"

void line_add(struct line *line, const char *format, ...)
{
	struct words words = {line->text, sizeof(line->text), line->used};
	va_list arguments;

	va_start(arguments, format);
	words_add_list(&words, format, arguments);
	va_end(arguments);
	line->used = words.used;
}
