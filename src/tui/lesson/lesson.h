/*
 * What a class sees: a ladder up to some segment, and words below it.
 */
#ifndef TUI_LESSON_LESSON_H
#define TUI_LESSON_LESSON_H

#include "tui/app.h"

/* Words at the bottom of the screen. */
struct lesson_caption {
	const char *text;
	bool near; /* the ladder ends right above them, else it begins at the top */
};

/*
 * Draws the heading, the first ladder->end segments, the newest of which is visible, and the
 * caption. Without segments (0) there are none. Returns the row between them, which stays empty.
 */
int lesson_draw(struct app *app, const struct ladder *ladder, struct lesson_caption caption);

#endif
