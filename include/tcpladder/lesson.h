/*
 * The lessons: connections written down as scripts, which the program carries in itself, so that
 * they are there without a file and without an installation.
 */
#ifndef TCPLADDER_LESSON_H
#define TCPLADDER_LESSON_H

#include <stddef.h>

struct lesson {
	const char *name;   /* "handshake" */
	const char *script; /* tcpladder-script(5) */
};

/* In the order in which they build on each other; NULL beyond the last. Lent for ever. */
const struct lesson *lesson_at(size_t index);

/* NULL where there is none of that name. Lent for ever. */
const struct lesson *lesson_find(const char *name);

#endif
