/* A line that is typed, and edited as shells and less do. */
#include "tui/prompt.h"

#include "tui/app.h"

#include <string.h>

enum { CHARACTER = 5 }; /* bytes of one in UTF-8, with an end */

void prompt_begin(struct prompt *prompt, const char *text)
{
	prompt->text[0] = '\0';
	prompt->at = 0;
	prompt->offered = false;
	prompt_insert(prompt, text);
}

void prompt_offer(struct prompt *prompt, const char *text)
{
	prompt_begin(prompt, text);
	prompt->offered = true;
}

void prompt_insert(struct prompt *prompt, const char *text)
{
	size_t size = strlen(text);
	size_t used = strlen(prompt->text);
	char *here = prompt->text + prompt->at;

	if (used + size >= PROMPT_SIZE)
		return;
	memmove(here + size, here, used - prompt->at + 1);
	memcpy(here, text, size);
	prompt->at += size;
}

static bool is_within_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Where the character before the cursor begins, and where the one at it ends. */
static size_t before(const struct prompt *prompt, size_t at)
{
	while (at > 0 && is_within_character(prompt->text[--at]))
		continue;
	return at;
}

static size_t after(const struct prompt *prompt, size_t at)
{
	if (prompt->text[at] == '\0')
		return at;
	while (is_within_character(prompt->text[++at]))
		continue;
	return at;
}

static void erase(struct prompt *prompt, size_t from, size_t to)
{
	memmove(prompt->text + from, prompt->text + to, strlen(prompt->text + to) + 1);
	prompt->at = from;
}

/* The folders of a path are words as well. */
static bool is_between_words(char byte)
{
	return byte == ' ' || byte == '/';
}

static size_t word_before(const struct prompt *prompt)
{
	size_t at = prompt->at;

	while (at > 0 && is_between_words(prompt->text[at - 1]))
		at--;
	while (at > 0 && !is_between_words(prompt->text[at - 1]))
		at--;
	return at;
}

/* As UTF-8; "" for what is no character to type. */
static void write_character(int key, char text[CHARACTER])
{
	unsigned c = (unsigned)key;
	size_t size = 0;

	if (key >= ' ' && key < 0x7f) {
		text[size++] = (char)c;
	} else if (key >= 0xa0 && key < 0x800) {
		text[size++] = (char)(0xc0 | c >> 6);
		text[size++] = (char)(0x80 | (c & 0x3f));
	} else if (key >= 0x800 && key < 0x10000) {
		text[size++] = (char)(0xe0 | c >> 12);
		text[size++] = (char)(0x80 | (c >> 6 & 0x3f));
		text[size++] = (char)(0x80 | (c & 0x3f));
	} else if (key >= 0x10000 && key < 0x110000) {
		text[size++] = (char)(0xf0 | c >> 18);
		text[size++] = (char)(0x80 | (c >> 12 & 0x3f));
		text[size++] = (char)(0x80 | (c >> 6 & 0x3f));
		text[size++] = (char)(0x80 | (c & 0x3f));
	}
	text[size] = '\0';
}

static enum prompt_result type(struct prompt *prompt, int key)
{
	char text[CHARACTER];

	write_character(key, text);
	if (!text[0])
		return PROMPT_OTHER;
	if (prompt->offered)
		prompt_begin(prompt, "");
	prompt_insert(prompt, text);
	return PROMPT_TYPING;
}

enum prompt_result prompt_key(struct prompt *prompt, int key)
{
	size_t end = strlen(prompt->text);

	switch (key_action(SCREEN_PROMPT, key)) {
	case ACTION_ACCEPT: return PROMPT_DONE;
	case ACTION_CANCEL: return PROMPT_CANCELLED;
	case ACTION_LEFT: prompt->at = before(prompt, prompt->at); break;
	case ACTION_RIGHT: prompt->at = after(prompt, prompt->at); break;
	case ACTION_FIRST: prompt->at = 0; break;
	case ACTION_LAST: prompt->at = end; break;
	case ACTION_ERASE:
		if (end == 0)
			return PROMPT_CANCELLED;
		erase(prompt, before(prompt, prompt->at), prompt->at);
		break;
	case ACTION_ERASE_NEXT: erase(prompt, prompt->at, after(prompt, prompt->at)); break;
	case ACTION_ERASE_WORD: erase(prompt, word_before(prompt), prompt->at); break;
	case ACTION_ERASE_LEFT: erase(prompt, 0, prompt->at); break;
	case ACTION_ERASE_RIGHT: erase(prompt, prompt->at, end); break;
	default: return type(prompt, key);
	}
	prompt->offered = false;
	return PROMPT_TYPING;
}

/* The cells of the text between two of its bytes. */
static int cells(const struct app *app, const struct prompt *prompt, size_t from, size_t to)
{
	char part[PROMPT_SIZE];

	memcpy(part, prompt->text + from, to - from);
	part[to - from] = '\0';
	return canvas_text_width(app->canvas, part);
}

/* The byte from which on the text is shown, so that the cursor is among so many cells. */
static size_t first_shown(const struct app *app, const struct prompt *prompt, int room)
{
	size_t from = 0;

	while (cells(app, prompt, from, prompt->at) >= room)
		from = after(prompt, from);
	return from;
}

void prompt_draw(struct app *app, const struct prompt *prompt, const char *label)
{
	int width = canvas_width(app->canvas);
	int y = canvas_height(app->canvas) - 1;
	size_t from;
	int x = 1, end;

	app_fill(app, y, INK_PLAIN);
	x += canvas_text(app->canvas, x, y, width * 2 / 3, INK_HEADING, label);
	from = first_shown(app, prompt, width - x - 2);
	if (from > 0)
		canvas_text(app->canvas, x - 1, y, 1, INK_DIM, "…");
	end = x + canvas_text(app->canvas, x, y, width - 1 - x, INK_PLAIN, prompt->text + from);
	if (prompt->offered)
		canvas_select(app->canvas, x, y, end - x, 1);
	x += cells(app, prompt, from, prompt->at);
	/* Behind the text a sign marks the cursor even where nothing can be lit. */
	if (prompt->text[prompt->at] == '\0')
		canvas_text(app->canvas, x, y, 1, INK_PLAIN, "_");
	canvas_select(app->canvas, x, y, 1, 1);
}
