/* Putting a line together. */
#include "tui/line.h"

#include <stdarg.h>
#include <stdio.h>

void line_add(struct line *line, const char *format, ...)
{
	va_list arguments;
	int added;

	va_start(arguments, format);
	added = vsnprintf(line->text + line->used, sizeof(line->text) - line->used, format,
			  arguments);
	va_end(arguments);
	if (added > 0)
		line->used += (size_t)added;
	if (line->used >= sizeof(line->text))
		line->used = sizeof(line->text) - 1;
}
