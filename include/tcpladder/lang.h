/*
 * Every word that the user reads, by language.
 *
 * A language is one file src/lang/xx.def with a line MESSAGE(identifier, "text") for each message
 * of en.def and a row in lang.c; one that lacks a message does not compile.
 */
#ifndef TCPLADDER_LANG_H
#define TCPLADDER_LANG_H

enum message {
#define MESSAGE(identifier, text) MSG_##identifier,
#include "lang/en.def"
#undef MESSAGE
	MSG_COUNT
};

struct lang;

/* The language of that name ("en"), NULL where there is none. Lent for ever. */
const struct lang *lang_find(const char *name);

/* English. */
const struct lang *lang_default(void);

/* The message as UTF-8, lent for ever; never NULL. */
const char *lang_text(const struct lang *lang, enum message message);

#endif
