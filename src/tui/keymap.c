/* Keys that the user has moved. */
#include "tui/keymap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_TEXT = 64 };

struct keymap {
	struct key_row *rows; /* of one screen each, in the table's order */
	bool *bound;          /* by the user */
	size_t count;
};

struct keymap *keymap_new(void)
{
	struct keymap *keymap = memory_zero(1, sizeof(*keymap));
	const struct key_row *row;
	size_t rows = 0;

	while (key_row(rows))
		rows++;
	keymap->rows = memory_zero(rows * SCREEN_COUNT, sizeof(*keymap->rows));
	keymap->bound = memory_zero(rows * SCREEN_COUNT, sizeof(*keymap->bound));
	for (size_t i = 0; (row = key_row(i)) != NULL; i++) {
		for (unsigned screen = 0; screen < SCREEN_COUNT; screen++) {
			if (!(row->screens >> screen & 1))
				continue;
			keymap->rows[keymap->count] = *row;
			keymap->rows[keymap->count++].screens = 1U << screen;
		}
	}
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	free(keymap->rows);
	free(keymap->bound);
	free(keymap);
}

const struct key_row *keymap_row(const struct keymap *keymap, size_t index)
{
	return index < keymap->count ? &keymap->rows[index] : NULL;
}

/* The place of the key in the row; KEY_CODES where it is not there. */
static size_t place_of(const struct key_row *row, int key)
{
	size_t i = 0;

	while (i < KEY_CODES && row->codes[i] != key)
		i++;
	return i;
}

enum action keymap_action(const struct keymap *keymap, enum screen_kind screen, int key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->rows[i].screens == 1U << screen &&
		    place_of(&keymap->rows[i], key) < KEY_CODES)
			return keymap->rows[i].action;
	return ACTION_NONE;
}

/* --- names --- */

/* "next-event" of KEY_NEXT_EVENT. */
static void plain_name(enum message message, char *out)
{
	const char *name = strchr(lang_identifier(message), '_') + 1;

	do
		*out++ = (char)(*name == '_' ? '-' : tolower((unsigned char)*name));
	while (*name++);
}

/* "ladder.next-event" */
static void name_of(const struct key_row *row, char name[NAME_TEXT])
{
	char screen[NAME_TEXT], action[NAME_TEXT];
	unsigned kind = 0;

	while (row->screens != 1U << kind)
		kind++;
	plain_name(key_screen_name((enum screen_kind)kind), screen);
	plain_name(row->what, action);
	snprintf(name, NAME_TEXT, "%.30s.%.30s", screen, action);
}

static bool is_typed(const struct key_row *row)
{
	return row->screens == 1U << SCREEN_PROMPT;
}

static size_t find(const struct keymap *keymap, const char *action)
{
	char name[NAME_TEXT];

	for (size_t i = 0; i < keymap->count; i++) {
		name_of(&keymap->rows[i], name);
		if (!is_typed(&keymap->rows[i]) && strcmp(name, action) == 0)
			return i;
	}
	return keymap->count;
}

/* --- binding --- */

/* Takes the key from the other actions of that screen; false where the user gave it to one. */
static bool take_key(struct keymap *keymap, size_t index, int key, struct error *error)
{
	char text[KEY_NAMES], name[NAME_TEXT];

	for (size_t i = 0; i < keymap->count; i++) {
		struct key_row *row = &keymap->rows[i];
		size_t at = place_of(row, key);

		if (i == index || row->screens != keymap->rows[index].screens || at == KEY_CODES)
			continue;
		if (keymap->bound[i]) {
			key_text(key, GLYPHS_ASCII, text);
			name_of(row, name);
			error_set(error, "'%s' is a key of %s already", text, name);
			return false;
		}
		memmove(&row->codes[at], &row->codes[at + 1],
			(KEY_CODES - at - 1) * sizeof(row->codes[0]));
		row->codes[KEY_CODES - 1] = 0;
	}
	return true;
}

static bool add_keys(struct keymap *keymap, size_t index, const char *name, struct error *error)
{
	struct key_row *row = &keymap->rows[index];
	int codes[KEY_CODES];
	size_t count = key_codes(name, codes);
	size_t used = place_of(row, 0);

	if (count == 0 || used + count > KEY_CODES) {
		error_set(error, count == 0 ? "'%s' is no key" : "'%s' is one key too many", name);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (!take_key(keymap, index, codes[i], error))
			return false;
		row->codes[used + i] = codes[i];
	}
	return true;
}

bool keymap_bind(struct keymap *keymap, const char *action, const char *keys, struct error *error)
{
	size_t index = find(keymap, action);
	char name[KEY_NAMES];

	if (index == keymap->count) {
		error_set(error, "'%s' is no action with a key", action);
		return false;
	}
	memset(keymap->rows[index].codes, 0, sizeof(keymap->rows[index].codes));
	keymap->bound[index] = true;
	for (; *keys; keys += strspn(keys, " \t")) {
		size_t length = strcspn(keys, " \t");

		snprintf(name, sizeof(name), "%.*s", (int)length, keys);
		if (!add_keys(keymap, index, name, error))
			return false;
		keys += length;
	}
	return true;
}

void keymap_print(const struct keymap *keymap, FILE *out, const struct lang *lang)
{
	char name[NAME_TEXT], keys[KEY_NAMES];

	for (unsigned screen = 0; screen < SCREEN_COUNT; screen++) {
		for (size_t i = 0; i < keymap->count; i++) {
			const struct key_row *row = &keymap->rows[i];

			if (row->screens != 1U << screen || is_typed(row))
				continue;
			name_of(row, name);
			key_texts(row, GLYPHS_ASCII, keys);
			fprintf(out, "# %s\nkey %s = %s\n", lang_text(lang, row->what), name, keys);
		}
	}
}
