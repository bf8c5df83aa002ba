/*
 * What a class sees: a ladder up to some segment, and words below it.
 */
#ifndef TUI_LESSON_LESSON_H
#define TUI_LESSON_LESSON_H

#include "tui/app.h"

/*
 * Draws the heading, the first ladder->end segments, the newest of which is visible, and the
 * caption. Without segments (0) there are none. Returns the row between them, which stays empty.
 */
int lesson_draw(struct app *app, const struct ladder *ladder, const char *caption);

#endif
