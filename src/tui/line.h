/*
 * A line of text being put together piece by piece; what does not fit is cut off.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include <stddef.h>

enum { LINE_TEXT = 1024 };

struct line {
	char text[LINE_TEXT];
	size_t used; /* bytes of it */
};

/* Puts a piece behind the text. An empty line is {.used = 0} with text[0] = '\0'. */
__attribute__((format(printf, 2, 3))) void line_add(struct line *line, const char *format, ...);

#endif
