/*
 * Text broken into lines.
 */
#ifndef RENDER_PARAGRAPH_H
#define RENDER_PARAGRAPH_H

#include "tcpladder/render.h"

struct paragraph {
	enum ink ink;
	int first; /* cells before the first line's text, and before the others' */
	int rest;
	const char *sign; /* at the left of the first line; NULL for none */
};

/*
 * Writes the text, broken at blanks to the canvas' width; each line feed begins another paragraph.
 * The canvas, of one row, is only worked on. -1 and *error where the stream refuses.
 */
int paragraph_write(const struct render *render, struct canvas *canvas,
		    const struct paragraph *paragraph, const char *text, struct error *error);

/* What the capture says of itself, and an empty line; nothing where it says nothing. */
int paragraph_about(const struct render *render, struct canvas *canvas, struct error *error);

#endif
