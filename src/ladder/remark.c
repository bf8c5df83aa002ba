/* What the capture says of a segment: a paragraph above its arrow. */
#include "ladder/draw.h"
#include "ladder/glyph.h"

#include <stdio.h>
#include <string.h>

enum { INDENT = 4, WIDE = 100, ROWS_MOST = 40 };

static const char *remark_of(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);

	if (!event->commented || !ladder->remarks)
		return "";
	return ladder->remarks->get(ladder->remarks->context, event);
}

static int room_of(const struct ladder *ladder)
{
	return (ladder->width < WIDE ? ladder->width : WIDE) - INDENT - 1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/*
 * Takes the next line of at most so many cells off *text: whole words, or what fits of a longer
 * one. Returns its bytes from *start on; 0 at the end.
 */
static size_t take_line(const char **text, int room, const char **start)
{
	const char *at, *end = NULL;
	int cells = 0;

	while (is_blank(**text))
		(*text)++;
	*start = at = *text;
	while (*at && *at != '\n') {
		const char *before = at;

		cells += glyph_width(glyph_next(&at));
		if (cells > room) {
			at = before;
			break;
		}
		if (!*at || is_blank(*at))
			end = at;
	}
	if (!end || (!*at || *at == '\n'))
		end = at;
	*text = end;
	return (size_t)(end - *start);
}

int remark_rows(const struct ladder *ladder, size_t index)
{
	const char *text = remark_of(ladder, index), *start;
	int rows = 0;

	while (rows < ROWS_MOST && take_line(&text, room_of(ladder), &start) > 0)
		rows++;
	return rows;
}

void remark_draw(const struct view *view, size_t index, int y)
{
	const char *text = remark_of(view->ladder, index), *start;
	char line[4 * WIDE + 1];
	size_t size;

	canvas_text(view->canvas, INDENT - 2, y, 1, INK_DIM, "#");
	for (int row = 0; row < ROWS_MOST; row++) {
		size = take_line(&text, room_of(view->ladder), &start);
		if (size == 0)
			return;
		snprintf(line, sizeof(line), "%.*s", (int)size, start);
		canvas_text(view->canvas, INDENT, y + row, -1, INK_NOTICE, line);
	}
}
