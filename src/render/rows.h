/*
 * Rows of a canvas as text, with or without colours.
 */
#ifndef RENDER_ROWS_H
#define RENDER_ROWS_H

#include "tcpladder/canvas.h"
#include "tcpladder/render.h"

/*
 * Writes the first rows of the canvas, without the blanks at their ends, with colours where they
 * are wanted. -1 and *error where the stream refuses.
 */
int rows_write(const struct render *render, const struct canvas *canvas, int rows,
	       struct error *error);

#endif
