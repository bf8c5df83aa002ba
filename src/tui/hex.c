/* "0010  45 00 00 3c …  E..<" */
#include "tui/hex.h"

#include <stdio.h>

enum { OFFSET_WIDTH = 6, MOST = 32, LEAST = 4 };

/* Offset, three cells a byte, one between the halves, one a byte for the text. */
static int width_of(int per_row)
{
	return OFFSET_WIDTH + 3 * per_row + 2 + per_row;
}

int hex_per_row(int width)
{
	int per_row = MOST;

	while (per_row > LEAST && width_of(per_row) > width)
		per_row /= 2;
	return per_row;
}

int hex_per_row_bare(int width)
{
	return hex_per_row(width + OFFSET_WIDTH);
}

static enum ink ink_of(const struct hex *hex, size_t at)
{
	/* Where the cursor is on a single byte, the others of its field only stand out. */
	if (hex->cursor != SIZE_MAX && at >= hex->first && at < hex->end)
		return INK_NOTICE;
	return hex->ink ? hex->ink(hex->context, at) : hex->plain;
}

static bool is_lit(const struct hex *hex, size_t at)
{
	if (hex->cursor != SIZE_MAX)
		return at == hex->cursor;
	return at >= hex->first && at < hex->end;
}

static void draw_byte(const struct hex *hex, struct canvas *canvas, struct pane at, size_t offset)
{
	uint8_t byte = hex->data[offset];
	char text[3];

	snprintf(text, sizeof(text), "%02x", byte);
	canvas_text(canvas, at.x, at.y, 2, ink_of(hex, offset), text);
	snprintf(text, sizeof(text), "%c", byte >= 0x20 && byte < 0x7f ? byte : '.');
	canvas_text(canvas, at.x + at.width, at.y, 1, ink_of(hex, offset), text);
	if (!is_lit(hex, offset))
		return;
	canvas_select(canvas, at.x, at.y, 2, 1);
	canvas_select(canvas, at.x + at.width, at.y, 1, 1);
}

void hex_draw(const struct hex *hex, struct canvas *canvas, const struct pane *pane, size_t top)
{
	int per_row = hex->bare ? hex_per_row_bare(pane->width) : hex_per_row(pane->width);
	size_t at = top * (size_t)per_row;
	int left = hex->bare ? pane->x : pane->x + OFFSET_WIDTH;
	char offset[OFFSET_WIDTH + 1];

	for (int y = pane->y; y < pane->y + pane->height && at < hex->size; y++) {
		snprintf(offset, sizeof(offset), "%04zx", at & 0xffff);
		if (!hex->bare)
			canvas_text(canvas, pane->x, y, OFFSET_WIDTH, INK_DIM, offset);
		for (int i = 0; i < per_row && at < hex->size; i++, at++) {
			int x = left + 3 * i;
			int text_x = left + 3 * per_row + 1 + i;

			draw_byte(hex, canvas, (struct pane){x, y, text_x - x, 1}, at);
		}
	}
}

size_t hex_at(const struct pane *pane, size_t top, int x, int y)
{
	int per_row = hex_per_row(pane->width);
	int at = x - pane->x - OFFSET_WIDTH;

	if (y < pane->y || y >= pane->y + pane->height || x < pane->x || x >= pane->x + pane->width)
		return SIZE_MAX;
	/* Digits take three cells, text behind them one. */
	at = at < 3 * per_row ? at / 3 : at - 3 * per_row - 1;
	at = at < 0 ? 0 : at >= per_row ? per_row - 1 : at;
	return (top + (size_t)(y - pane->y)) * (size_t)per_row + (size_t)at;
}
