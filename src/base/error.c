/* The error sentence, and memory that does not fail quietly. */
#include "tcpladder/error.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Set once at start and when the terminal is taken; a signal-like flag, not state. */
static void (*before_death)(void);

/* A name in a sentence may come from anywhere: what would move the cursor is not passed on. */
static void make_printable(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = '?';
}

void error_set(struct error *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	make_printable(error->text);
}

void die_hook(void (*hook)(void))
{
	before_death = hook;
}

void die(const char *sentence)
{
	if (before_death)
		before_death();
	fprintf(stderr, "tcpladder: %s\n", sentence);
	exit(1);
}

static void *or_die(void *memory)
{
	if (!memory)
		die("no memory left");
	return memory;
}

void *memory_alloc(size_t size)
{
	return or_die(malloc(size > 0 ? size : 1));
}

void *memory_zero(size_t count, size_t size)
{
	return or_die(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *memory_grow(void *old, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		die("no memory left");
	return or_die(realloc(old, count * size > 0 ? count * size : 1));
}
