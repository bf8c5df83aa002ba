/*
 * The headers of one segment as a sheet of lines: layers in running text, the TCP header as RFC
 * 9293 §3.1 draws it where it fits.
 */
#ifndef TUI_SEGMENT_SHEET_H
#define TUI_SEGMENT_SHEET_H

#include "tui/app.h"
#include "tui/segment/field.h"

/* Where a field stands on the sheet; width 0: it is not shown apart. */
struct spot {
	int x, y; /* line of the sheet */
	int width, height;
};

struct sheet {
	struct app *app;
	struct reading reading;
	int width;     /* cells */
	int x;         /* the canvas' column of its left edge */
	int y;         /* the canvas' row of its first line; above the canvas where scrolled */
	size_t chosen; /* the field that is lit; SIZE_MAX for none */
	bool in_lines; /* TCP's header, too, has room for its boxes or not */
	/* filled in: */
	struct spot spot[FIELDS_MAX];
	int height; /* lines in all */
	int tcp_y;  /* the line where the TCP header begins */
};

/*
 * Draws what the canvas' clipping lets through and fills in where everything is; with all rows
 * clipped away it only measures.
 */
void sheet_draw(struct sheet *sheet);

/* The field nearest in the next line with any, down or up (step 1 or -1); itself at the end. */
size_t sheet_beside(const struct sheet *sheet, size_t field, int step);

/* The next field that is shown, in the order of the bytes (step 1 or -1); itself at the end. */
size_t sheet_next(const struct sheet *sheet, size_t field, int step);

/* The field at that cell of that line, or the nearest in the line; SIZE_MAX for none. */
size_t sheet_field_at(const struct sheet *sheet, int x, int line);

#endif
