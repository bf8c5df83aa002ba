/*
 * Ladders and flow lists as text, with or without colours.
 */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "tcpladder/canvas.h"
#include "tcpladder/render.h"

/* Writes so many rows of the canvas from the top, with colours where they are wanted. */
int text_rows(const struct render *render, const struct canvas *canvas, int rows,
	      struct error *error);

int text_flows(const struct render *render, const size_t *indices, size_t count,
	       struct error *error);
int text_list(const struct render *render, const size_t *indices, size_t count,
	      struct error *error);
int text_end(const struct render *render, struct error *error);

/* Writes the first rows of the canvas, without the blanks at their ends. */
int text_rows(const struct render *render, const struct canvas *canvas, int rows,
	      struct error *error);

#endif
