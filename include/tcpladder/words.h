/*
 * Text put together bit by bit in an array that somebody else owns, and where text begins.
 */
#ifndef TCPLADDER_WORDS_H
#define TCPLADDER_WORDS_H

#include <stdarg.h>
#include <stddef.h>

/* The array, its room in bytes, one at least, and how many are written without the final 0. */
struct words {
	char *text;
	size_t room;
	size_t used;
};

/* Writes more behind the rest; what does not fit is cut. */
__attribute__((format(printf, 2, 3))) void words_add(struct words *words, const char *format, ...);

/* The same with the arguments of somebody else, who ends the list. */
__attribute__((format(printf, 2, 0))) void words_add_list(struct words *words, const char *format,
							  va_list arguments);

/* How many bytes of the text are the mark that some editors put before it (RFC 3629 §6); 0 or 3. */
size_t words_mark(const char *text);

#endif
