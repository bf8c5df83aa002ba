/* The language and the characters that the environment allows. */
#include "language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The first of the variables that is set and not empty: POSIX has them in this order. */
static const char *first_set(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

static bool names_utf8(const char *locale)
{
	const char *dot = strchr(locale, '.');
	size_t length = dot ? strcspn(dot + 1, "@") : 0;

	return (length == 5 && strncasecmp(dot + 1, "UTF-8", length) == 0) ||
	       (length == 4 && strncasecmp(dot + 1, "utf8", length) == 0);
}

static bool speaks_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool language_take_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (!speaks_utf8() && names_utf8(first_set("LC_CTYPE")))
		setlocale(LC_CTYPE, "C.UTF-8");
	return speaks_utf8();
}

enum { NAME_TEXT = 64 };

/*
 * The first language of the list "ko:en" that there is; NULL for none. As with gettext, it counts
 * where the locale is not that of no language.
 */
static const struct lang *first_listed(const char *locale)
{
	const char *list = getenv("LANGUAGE");
	const struct lang *lang = NULL;
	char name[NAME_TEXT];

	if (strcmp(locale, "") == 0 || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0 ||
	    strncmp(locale, "C.", 2) == 0)
		return NULL;
	while (list && *list && !lang) {
		size_t length = strcspn(list, ":");

		snprintf(name, sizeof(name), "%.*s", (int)length, list);
		lang = lang_of_locale(name);
		list += length;
		list += *list == ':';
	}
	return lang;
}

const struct lang *language_choose(const char *asked, bool utf8)
{
	const struct lang *lang = asked ? lang_find(asked) : NULL;

	if (!asked && utf8)
		lang = first_listed(first_set("LC_MESSAGES"));
	if (!lang && !asked && utf8)
		lang = lang_of_locale(first_set("LC_MESSAGES"));
	return lang ? lang : lang_default();
}

enum glyphs language_ascii_glyphs(const struct lang *lang)
{
	return lang == lang_default() ? GLYPHS_ASCII : GLYPHS_MIXED;
}
