/*
 * The filter of a screen: the query in force, and the line in which it is typed.
 *
 * Above the line stand the words that could come, or what is wrong and where.
 */
#ifndef TUI_FILTER_LINE_H
#define TUI_FILTER_LINE_H

#include "tcpladder/query.h"
#include "tui/app.h"
#include "tui/prompt.h"

struct filter_line {
	struct query *query;    /* in force, owned; NULL for none */
	char text[PROMPT_SIZE]; /* of it */
	bool typing;
	struct prompt prompt;
	bool is_wrong;
	struct query_error wrong;
	bool completing;
	char stem[PROMPT_SIZE]; /* what was typed before the first Tab */
	size_t offer;           /* which completion of it stands in the line */
};

/* Begins to type, with the text in force. */
void filter_line_open(struct filter_line *line);

/* Takes a text at once; false where it is wrong, and the line is open to mend it. */
bool filter_line_set(struct filter_line *line, const char *text);

/* A key while typing. Says whether another query is in force now. */
bool filter_line_key(struct filter_line *line, int key);

/* Draws the line, and what is above it. */
void filter_line_draw(struct app *app, const struct filter_line *line);

void filter_line_close(struct filter_line *line);

#endif
