/*
 * Every word that the user reads, by language.
 *
 * A language is one file src/lang/xx.def with a line MESSAGE(identifier, "text") for each message
 * of en.def and its rows in lang.c; one that lacks a message does not compile.
 */
#ifndef TCPLADDER_LANG_H
#define TCPLADDER_LANG_H

#include <stddef.h>

enum message {
#define MESSAGE(identifier, text) MSG_##identifier,
#include "lang/en.def"
#undef MESSAGE
	MSG_COUNT
};

struct lang;

/* The name of each language ("en"), NULL beyond the last. Lent for ever. */
const char *lang_name(size_t index);

/* The language of that name ("en"), NULL where there is none. Lent for ever. */
const struct lang *lang_find(const char *name);

/* The language of a locale ("ko_KR.UTF-8"), NULL where there is none. Lent for ever. */
const struct lang *lang_of_locale(const char *locale);

/* The name of this language. Lent for ever. */
const char *lang_code(const struct lang *lang);

/* English. */
const struct lang *lang_default(void);

/* The message as UTF-8, lent for ever; never NULL. */
const char *lang_text(const struct lang *lang, enum message message);

/* "KEY_DOWN" for MSG_KEY_DOWN, lent for ever: names are made of it. */
const char *lang_identifier(enum message message);

#endif
