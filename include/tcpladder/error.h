/*
 * One sentence about what the world refused: a file, a permission, a filter.
 *
 * The caller owns the struct and passes it down; whoever fails writes one sentence into it and
 * returns NULL or -1. Only main prints it. A sentence starts with what it is about (the file's
 * name, the filter) and has no final full stop and no line feed.
 */
#ifndef TCPLADDER_ERROR_H
#define TCPLADDER_ERROR_H

#include <stddef.h>

struct error {
	char text[512];
};

/* Writes the sentence, cut to what fits; control characters in it become '?'. */
__attribute__((format(printf, 2, 3))) void error_set(struct error *error, const char *format, ...);

/*
 * No memory is left: calls the hook given to die_hook() (it restores the terminal), prints one
 * line on stderr and exits with status 1.
 */
_Noreturn void die(const char *sentence);

/* Names what die() calls first; NULL for nothing. */
void die_hook(void (*hook)(void));

/* malloc, calloc and realloc that die() instead of returning NULL. The caller frees with free(). */
void *memory_alloc(size_t size);
void *memory_zero(size_t count, size_t size);
void *memory_grow(void *old, size_t count, size_t size);

#endif
