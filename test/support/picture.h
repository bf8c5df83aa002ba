/*
 * What a canvas shows, as text.
 */
#ifndef TEST_SUPPORT_PICTURE_H
#define TEST_SUPPORT_PICTURE_H

#include "tcpladder/canvas.h"
#include "tcpladder/ladder.h"

/* The row without the blanks at its end. Good until the next call. */
const char *picture_row(const struct canvas *canvas, int y);

/* How the tracker's first flow is drawn, in English and with no segment chosen. */
struct ladder picture_ladder(const struct tracker *tracker, int width);

/* The same to scale, at 80 columns. */
struct ladder picture_scale(const struct tracker *tracker);

/* All the rows of the ladder on a canvas of its own, which the caller frees. */
struct canvas *picture_of(const struct ladder *ladder, enum glyphs glyphs);

#endif
