/* The filter's line: Enter takes it, Tab completes, and mistakes are pointed at. */
#include "tui/filter_line.h"

#include "tui/app.h"

#include <stdio.h>
#include <string.h>

enum { KEY_TAB = '\t', GAP = 2 };

void filter_line_open(struct filter_line *line)
{
	line->typing = true;
	line->is_wrong = false;
	line->completing = false;
	prompt_begin(&line->prompt, line->text);
}

void filter_line_close(struct filter_line *line)
{
	query_free(line->query);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\0';
}

bool filter_line_set(struct filter_line *line, const char *text)
{
	struct query *query = NULL;

	if (!is_blank(text)) {
		query = query_parse(text, &line->wrong);
		if (!query) {
			line->is_wrong = true;
			line->typing = true;
			prompt_begin(&line->prompt, text);
			line->prompt.at = line->wrong.at + line->wrong.length;
			return false;
		}
	}
	query_free(line->query);
	line->query = query;
	snprintf(line->text, sizeof(line->text), "%s", query ? text : "");
	line->typing = false;
	return true;
}

/* --- completion --- */

/* The first part of the line, up to the cursor, is what is completed. */
static void begin_completing(struct filter_line *line)
{
	memcpy(line->stem, line->prompt.text, line->prompt.at);
	line->stem[line->prompt.at] = '\0';
	line->completing = true;
	line->offer = 0;
}

/* How many characters the first offer shares with all the others. */
static size_t shared(const struct filter_line *line, const char *first)
{
	size_t length = strlen(first), begun;
	const char *word;

	for (size_t i = 1; (word = query_completion(line->stem, i, &begun)); i++)
		while (strncmp(first, word, length) != 0)
			length--;
	return length;
}

static void put(struct filter_line *line, size_t begun, const char *word, size_t length)
{
	char behind[PROMPT_SIZE];
	char whole[PROMPT_SIZE];

	snprintf(behind, sizeof(behind), "%s", line->prompt.text + line->prompt.at);
	snprintf(whole, sizeof(whole), "%.*s%.*s", (int)begun, line->stem, (int)length, word);
	prompt_begin(&line->prompt, whole);
	begun = line->prompt.at;
	prompt_insert(&line->prompt, behind);
	line->prompt.at = begun;
}

/* The first Tab writes what all offers have in common; then each is shown in turn. */
static void complete(struct filter_line *line)
{
	size_t begun, common;
	const char *word;

	if (!line->completing) {
		begin_completing(line);
		word = query_completion(line->stem, 0, &begun);
		common = word ? shared(line, word) : 0;
		if (begun + common > strlen(line->stem)) {
			put(line, begun, word, common);
			begin_completing(line);
			line->completing = word[common] != '\0';
			return;
		}
	} else {
		line->offer++;
	}
	word = query_completion(line->stem, line->offer, &begun);
	if (!word) {
		line->offer = 0;
		word = query_completion(line->stem, 0, &begun);
	}
	if (word)
		put(line, begun, word, strlen(word));
}

bool filter_line_key(struct filter_line *line, int key)
{
	line->is_wrong = false;
	if (key == KEY_TAB) {
		complete(line);
		return false;
	}
	line->completing = false;
	switch (prompt_key(&line->prompt, key)) {
	case PROMPT_DONE: {
		char text[PROMPT_SIZE];

		snprintf(text, sizeof(text), "%s", line->prompt.text);
		return filter_line_set(line, text);
	}
	case PROMPT_CANCELLED: line->typing = false; return false;
	default: return false;
	}
}

/* Above row y, in as many rows of its own as it takes. */
static void draw_sentence(struct app *app, int y, const char *text)
{
	struct pane pane = {1, y - 1, canvas_width(app->canvas) - 2, 1};

	if (canvas_text_width(app->canvas, text) > pane.width) {
		pane.y--;
		pane.height++;
	}
	for (int i = 0; i < pane.height; i++)
		app_fill(app, pane.y + i, INK_PLAIN);
	app_wrap(app, pane, INK_PLAIN, text);
}

/* "        ^ expected a port", or "expected a port ^", or the sentence in a row of its own. */
static void draw_mistake(struct app *app, const struct filter_line *line, int x, int y)
{
	char before[PROMPT_SIZE];
	char text[256];
	int width = canvas_width(app->canvas);
	int cells;

	snprintf(before, sizeof(before), "%.*s", (int)line->wrong.at, line->prompt.text);
	x += canvas_text_width(app->canvas, before);
	x = x < width ? x : width - 1;
	snprintf(text, sizeof(text), app_text(app, MSG_FILTER_EXPECTED),
		 app_text(app, line->wrong.expected));
	cells = canvas_text_width(app->canvas, text);
	canvas_text(app->canvas, x, y, 1, INK_LOST, "^");
	if (x + GAP + cells <= width) {
		canvas_text(app->canvas, x + GAP, y, -1, INK_PLAIN, text);
	} else if (x - 1 - cells >= 0) {
		canvas_text(app->canvas, x - 1 - cells, y, -1, INK_PLAIN, text);
	} else {
		draw_sentence(app, y, text);
	}
}

/* As many offers as have room; the one in the line is lit. */
static void draw_offers(struct app *app, const struct filter_line *line, int y)
{
	char text[PROMPT_SIZE];
	const char *word;
	size_t begun;
	int x = 1;

	snprintf(text, sizeof(text), "%.*s", (int)line->prompt.at, line->prompt.text);
	if (line->completing)
		snprintf(text, sizeof(text), "%s", line->stem);
	for (size_t i = line->completing && line->offer > 3 ? line->offer - 3 : 0;
	     (word = query_completion(text, i, &begun)); i++) {
		int cells = canvas_text_width(app->canvas, word);

		if (x + cells + GAP > canvas_width(app->canvas)) {
			canvas_text(app->canvas, x, y, 1, INK_DIM, "…");
			return;
		}
		canvas_text(app->canvas, x, y, -1, INK_DIM, word);
		if (line->completing && i == line->offer)
			canvas_select(app->canvas, x, y, cells, 1);
		x += cells + GAP;
	}
}

void filter_line_draw(struct app *app, const struct filter_line *line)
{
	const char *label = app_text(app, MSG_FILTER_PROMPT);
	int y = canvas_height(app->canvas) - 2;

	app_fill(app, y, INK_PLAIN);
	if (line->is_wrong)
		draw_mistake(app, line, 1 + canvas_text_width(app->canvas, label), y);
	else if (line->prompt.at == 0 && !line->completing)
		canvas_text(app->canvas, 1, y, -1, INK_DIM, app_text(app, MSG_FILTER_HOW));
	else
		draw_offers(app, line, y);
	prompt_draw(app, &line->prompt, label);
}
