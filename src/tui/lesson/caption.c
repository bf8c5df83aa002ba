/* Breaks captions into lines. */
#include "tui/lesson/caption.h"

#include <stdio.h>
#include <string.h>

enum { INDENT = 2, WIDTH_MOST = 100, LINE_TEXT = 1024 };

static int text_width(const struct app *app)
{
	int width = canvas_width(app->canvas) - 2 * INDENT;

	return width < WIDTH_MOST ? width : WIDTH_MOST;
}

/* Takes a line off *text into line; false at the end. */
static bool take_line(const struct app *app, const char **text, char line[LINE_TEXT])
{
	size_t paragraph = strcspn(*text, "\n"), length;

	if (**text == '\0')
		return false;
	snprintf(line, LINE_TEXT, "%.*s", (int)paragraph, *text);
	length = paragraph < LINE_TEXT ? canvas_text_fit(app->canvas, line, text_width(app))
				       : canvas_text_fit(app->canvas, *text, text_width(app));
	snprintf(line, LINE_TEXT, "%.*s", (int)length, *text);
	*text += length;
	*text += strspn(*text, " ");
	*text += **text == '\n';
	return true;
}

int caption_lines(const struct app *app, const char *text)
{
	char line[LINE_TEXT];
	int lines = 0;

	while (take_line(app, &text, line))
		lines++;
	return lines;
}

void caption_draw(struct app *app, int y, int lines, const char *text)
{
	const struct title_room room = {INDENT, INDENT + text_width(app)};
	char line[LINE_TEXT];

	for (; lines > 1 && take_line(app, &text, line); lines--, y++)
		app_write(app, INDENT, y, INK_PLAIN, line);
	if (*text)
		app_write_cut(app, room, y, INK_PLAIN, text);
}
