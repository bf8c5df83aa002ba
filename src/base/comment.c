/* Chooses among comments by language. */
#include "tcpladder/comment.h"

#include <stdbool.h>
#include <string.h>

enum { TAG = 4 }; /* "[ko]" */

static const char view_mark[] = "tcpladder: ";

static bool is_view(const char *text)
{
	return strncmp(text, view_mark, strlen(view_mark)) == 0;
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool has_tag(const char *text)
{
	return text[0] == '[' && is_letter(text[1]) && is_letter(text[2]) && text[3] == ']';
}

/* language is NULL for texts without one. */
static bool speaks(const char *text, const char *language)
{
	if (is_view(text))
		return false;
	if (!language || !has_tag(text))
		return !language && !has_tag(text);
	return strncmp(text + 1, language, 2) == 0 && strlen(language) == 2;
}

/* As much of the text as fits, not the half of a character. */
static size_t append(char *out, size_t used, size_t room, const char *text)
{
	size_t size = strlen(text);

	if (used > 0 && used + 1 < room)
		out[used++] = ' ';
	if (size > room - 1 - used) {
		size = room - 1 - used;
		while (size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80)
			size--;
	}
	memcpy(out + used, text, size);
	out[used + size] = '\0';
	return used + size;
}

static const char *body(const char *text)
{
	return has_tag(text) ? text + TAG + strspn(text + TAG, " ") : text;
}

static size_t join(const char *comments, const char *language, char *out, size_t room)
{
	size_t used = 0;

	for (const char *text = comments; *text; text += strlen(text) + 1)
		if (speaks(text, language))
			used = append(out, used, room, body(text));
	return used;
}

size_t comment_text(const char *comments, const char *language, char *out, size_t room)
{
	const char *const ways[] = {language, NULL, "en"};
	size_t used = 0;

	out[0] = '\0';
	if (!comments)
		return 0;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways) && used == 0; i++)
		used = join(comments, ways[i], out, room);
	for (; *comments && used == 0; comments += strlen(comments) + 1)
		if (!is_view(comments))
			used = append(out, 0, room, body(comments));
	return used;
}

const char *comment_view(const char *comments)
{
	for (; comments && *comments; comments += strlen(comments) + 1)
		if (is_view(comments))
			return comments + strlen(view_mark);
	return NULL;
}
