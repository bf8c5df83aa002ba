/* Members of JSON objects, whatever text they hold. */
#include "render/objects.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void member_begin(void)
{
	json_set_alloc_funcs(memory_alloc, free);
}

void member_add(json_t *object, const char *key, json_t *value)
{
	int result = json_object_set_new_nocheck(object, key, value);

	assert(result == 0);
	(void)result;
}

void member_integer(json_t *object, const char *key, int64_t value)
{
	member_add(object, key, json_integer(value));
}

void member_word(json_t *object, const char *key, const char *word)
{
	member_add(object, key, json_string_nocheck(word));
}

enum { CHARACTER = 4 }; /* the longest in UTF-8, in bytes */

/* How many bytes the character at text takes; 0 where there is none. jansson knows UTF-8. */
static size_t character_size(const char *text)
{
	for (size_t size = 1; size <= CHARACTER && text[size - 1]; size++) {
		json_t *one = json_stringn(text, size);

		json_decref(one);
		if (one)
			return size;
	}
	return 0;
}

json_t *value_of_text(const char *text)
{
	static const char stand_in[] = "\xef\xbf\xbd"; /* U+FFFD */
	json_t *value = json_string(text);
	char *whole, *end;

	if (value)
		return value;
	whole = end = memory_alloc(strlen(text) * strlen(stand_in) + 1);
	while (*text) {
		size_t size = character_size(text);

		memcpy(end, size > 0 ? text : stand_in, size > 0 ? size : strlen(stand_in));
		end += size > 0 ? size : strlen(stand_in);
		text += size > 0 ? size : 1;
	}
	*end = '\0';
	value = json_string(whole);
	free(whole);
	return value;
}
