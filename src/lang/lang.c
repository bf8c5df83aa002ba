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
};

#undef MESSAGE

/* Every language has every message: as many lines as English, each with an identifier of its. */
#define MESSAGE(identifier, text) +1
_Static_assert(MSG_COUNT == 0
#include "lang/en.def"
	       ,
	       "en.def has a line for each message");
#undef MESSAGE

const struct lang *lang_find(const char *name)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (strcmp(languages[i].name, name) == 0)
			return &languages[i];
	return NULL;
}

const struct lang *lang_default(void)
{
	return &languages[0];
}

const char *lang_text(const struct lang *lang, enum message message)
{
	return lang->text[message];
}
