/*
 * Pieces of what was said as rows: text in lines, or bytes in digits. A few are held, with their
 * bytes.
 */
#ifndef TUI_STREAM_SAID_H
#define TUI_STREAM_SAID_H

#include "tcpladder/transcript.h"
#include "tui/app.h"
#include "tui/line.h"

struct said_piece {
	size_t index; /* SIZE_MAX for none */
	struct piece piece;
	struct error why; /* the bytes cannot be read; "" where they were */
	uint8_t *bytes;
	size_t size;    /* of them; less than piece.len where the capture was cut */
	uint32_t *rows; /* where each row of bytes begins */
	size_t row_count;
};

enum { SAID_HELD = 128 };

/* How rows are made: what holds for one way is thrown away with another. */
struct said_form {
	bool hex;
	int width; /* cells of a row */
};

struct said {
	struct app *app; /* borrowed, as the transcript is */
	struct transcript *transcript;
	struct said_form form;
	struct said_piece held[SAID_HELD];
};

void said_open(struct said *said, struct app *app, struct transcript *transcript);
void said_close(struct said *said);

/* Sets how rows are made from now on. */
void said_shape(struct said *said, struct said_form form);

/* The piece, read; NULL where there is none. Lent until SAID_HELD others were asked for. */
const struct said_piece *said_piece(struct said *said, size_t index);

/* Reads the bytes of the piece with that index, no rows; false where there is none of them. */
bool said_read(struct said *said, struct said_piece *piece);
void said_drop(struct said_piece *piece);

/* How many cells of the row the bytes before that one take. */
int said_column(const struct said *said, const struct said_piece *piece, size_t row, size_t at);

/* How many rows it has: those of its bytes, and one about bytes that are not there. At least 1. */
size_t said_rows(const struct said_piece *piece);

/* Writes a row's text, or for a row about what is not there a sentence; true for such a one. */
bool said_row(const struct said *said, const struct said_piece *piece, size_t row,
	      struct line *line);

#endif
