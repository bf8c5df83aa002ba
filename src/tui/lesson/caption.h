/*
 * Words that a class reads from afar: a paragraph or several, in lines that are not too long.
 */
#ifndef TUI_LESSON_CAPTION_H
#define TUI_LESSON_CAPTION_H

#include "tui/app.h"

/* How many lines the text takes. */
int caption_lines(const struct app *app, const char *text);

/* Writes it from row y on, at most so many lines; the last one says where more was cut off. */
void caption_draw(struct app *app, int y, int lines, const char *text);

#endif
