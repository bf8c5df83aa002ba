/*
 * The TCP header as RFC 9293 §3.1 draws it: a ruler of bits, and below it a box a field.
 */
#ifndef TUI_SEGMENT_DIAGRAM_H
#define TUI_SEGMENT_DIAGRAM_H

#include "tui/segment/sheet.h"

enum { DIAGRAM_WIDTH = 65 }; /* two cells a bit, and the right edge */

/* Adds it to the sheet: the fields from the header's first up to end. */
void diagram_draw(struct sheet *sheet, size_t end);

#endif
