/*
 * Bytes as rows of hexadecimal digits and text.
 */
#ifndef TUI_HEX_H
#define TUI_HEX_H

#include "tcpladder/canvas.h"
#include "tui/pane.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hex {
	const uint8_t *data;
	size_t size;
	size_t first, end; /* the bytes that are lit */
	size_t cursor;     /* lit alone, and the others marked; SIZE_MAX for none */
	/* The ink of the byte at offset, or NULL. */
	enum ink (*ink)(const void *context, size_t offset);
	const void *context;
	enum ink plain; /* of bytes where ink is NULL */
	bool bare;      /* the offset before each row is left out, and its room */
};

/* How many bytes a row of that width shows: 4, 8, 16 or 32. */
int hex_per_row(int width);

/* The same where no offset is drawn. */
int hex_per_row_bare(int width);

/* Draws the rows from row top on. */
void hex_draw(const struct hex *hex, struct canvas *canvas, const struct pane *pane, size_t top);

/* The byte that is drawn at that cell, the nearest in its row; SIZE_MAX outside of the pane. */
size_t hex_at(const struct pane *pane, size_t top, int x, int y);

#endif
