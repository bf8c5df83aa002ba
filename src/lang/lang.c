/* The table of languages. */
#include "tcpladder/lang.h"

#include <stddef.h>
#include <string.h>

struct lang {
	const char *name;
	const char *text[MSG_COUNT];
};

#define MESSAGE(identifier, text) [MSG_##identifier] = text,

static const struct lang languages[] = {
	{"en",
	 {
#include "lang/en.def"
	 }},
	{"ko",
	 {
#include "lang/ko.def"
	 }},
};

#undef MESSAGE

/*
 * Every language has every message once: its lines are the names of an enum, each of which English
 * asks for. The compiler then names the one that is missing, twice there or not in English.
 */
#define MESSAGE(identifier, text) KO_HAS_##identifier,
enum {
#include "lang/ko.def"
	KO_MESSAGES
};
#undef MESSAGE

#define MESSAGE(identifier, text) +(KO_HAS_##identifier < KO_MESSAGES)
_Static_assert(KO_MESSAGES == 0
#include "lang/en.def"
	       ,
	       "ko.def has a line for each of en.def");
#undef MESSAGE

enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

const char *lang_identifier(enum message message)
{
	static const char *const identifiers[MSG_COUNT] = {
#define MESSAGE(identifier, text) [MSG_##identifier] = #identifier,
#include "lang/en.def"
#undef MESSAGE
	};

	return identifiers[message];
}

const char *lang_name(size_t index)
{
	return index < LANGUAGES ? languages[index].name : NULL;
}

const struct lang *lang_find(const char *name)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (strcmp(languages[i].name, name) == 0)
			return &languages[i];
	return NULL;
}

/* "ko_KR.UTF-8" is "ko" of somewhere, in some character set. */
const struct lang *lang_of_locale(const char *locale)
{
	size_t length = strcspn(locale, "_.@");

	for (size_t i = 0; i < LANGUAGES; i++)
		if (strlen(languages[i].name) == length &&
		    strncmp(languages[i].name, locale, length) == 0)
			return &languages[i];
	return NULL;
}

const char *lang_code(const struct lang *lang)
{
	return lang->name;
}

const struct lang *lang_default(void)
{
	return &languages[0];
}

const char *lang_text(const struct lang *lang, enum message message)
{
	return lang->text[message];
}
