/* What was said, row by row: who says it, the text or its digits, and what was found. */
#include "tui/stream/search.h"

#include "tui/hex.h"

#include <inttypes.h>
#include <string.h>

enum {
	GUTTER = 12,    /* "> #1234  A> " */
	GUTTER_HEX = 13 /* "> 00000000 A> " */
};

int stream_gutter(const struct stream *stream)
{
	return stream->hex ? GUTTER_HEX : GUTTER;
}

static const enum message side_words[SIDES_COUNT] = {MSG_SAID_BOTH, MSG_SAID_A, MSG_SAID_B};

void stream_draw_title(struct app *app, const struct stream *stream)
{
	struct flow_summary flow = flow_summary(stream_flow(app));
	char a[ENDPOINT_TEXT], b[ENDPOINT_TEXT];
	char text[LINE_TEXT];

	endpoint_text(&flow.half[SIDE_A].endpoint, a);
	endpoint_text(&flow.half[SIDE_B].endpoint, b);
	snprintf(text, sizeof(text), app_text(app, MSG_SAID_TITLE),
		 app_text(app, side_words[stream->sides]), flow.number, a, b);
	app_title_text(app, text);
}

/* A row of a piece, and where it goes. */
struct shown {
	const struct said_piece *piece;
	size_t row;
	int y;
};

static bool has_bytes(const struct shown *shown)
{
	return shown->row < shown->piece->row_count;
}

/* Which of the row's bytes were found: from *first to before *end; false for none. */
static bool found_in_row(const struct stream *stream, const struct shown *shown, size_t *first,
			 size_t *end)
{
	const struct said_piece *piece = shown->piece;
	size_t begin, behind;

	if (!has_bytes(shown) || !stream_search_lit(stream, piece, first, end))
		return false;
	begin = piece->rows[shown->row];
	behind = shown->row + 1 < piece->row_count ? piece->rows[shown->row + 1] : piece->size;
	*first = *first > begin ? *first : begin;
	*end = *end < behind ? *end : behind;
	return *first < *end;
}

static void draw_digits(struct app *app, const struct stream *stream, const struct shown *shown)
{
	const struct said_piece *piece = shown->piece;
	struct pane pane = {GUTTER_HEX, shown->y, canvas_width(app->canvas) - GUTTER_HEX - 1, 1};
	struct hex hex = {
		.data = piece->bytes,
		.size = piece->size,
		.cursor = SIZE_MAX,
		.bare = true,
		.plain = piece->piece.side == SIDE_A ? INK_A : INK_B,
	};

	if (!found_in_row(stream, shown, &hex.first, &hex.end))
		hex.first = hex.end = 0;
	hex_draw(&hex, app->canvas, &pane, shown->row);
}

/* Before a row: which segment it begins, or where its bytes are, and who says it. */
static void draw_gutter(struct app *app, const struct stream *stream, const struct shown *shown)
{
	const struct said_piece *piece = shown->piece;
	const struct event *event = flow_event(stream_flow(app), piece->piece.event);
	enum ink ink = piece->piece.side == SIDE_A ? INK_A : INK_B;
	char text[32] = "";

	if (stream->hex && has_bytes(shown))
		snprintf(text, sizeof(text), "%08" PRIx64,
			 (uint64_t)piece->piece.offset + piece->rows[shown->row]);
	else if (shown->row == 0)
		snprintf(text, sizeof(text), "#%" PRIu32, event->frame);
	canvas_text(app->canvas, 1, shown->y, stream_gutter(stream) - 4, INK_DIM, text);
	canvas_text(app->canvas, stream_gutter(stream) - 3, shown->y, 2, ink,
		    piece->piece.side == SIDE_A ? "A>" : "B>");
}

static void draw_text(struct app *app, const struct stream *stream, const struct shown *shown)
{
	enum ink ink = shown->piece->piece.side == SIDE_A ? INK_A : INK_B;
	struct line line = {.used = 0};
	size_t first, end;
	int x, width;

	if (said_row(&stream->said, shown->piece, shown->row, &line))
		ink = INK_NOTICE;
	app_write(app, stream_gutter(stream), shown->y, ink, line.text);
	if (!found_in_row(stream, shown, &first, &end))
		return;
	x = said_column(&stream->said, shown->piece, shown->row, first);
	width = said_column(&stream->said, shown->piece, shown->row, end) - x;
	canvas_select(app->canvas, stream_gutter(stream) + x, shown->y, width, 1);
}

/* The row of the cursor is lit, but where something was found in it only that. */
static void draw_cursor(struct app *app, const struct stream *stream, const struct shown *shown)
{
	size_t first, end;

	canvas_text(app->canvas, 0, shown->y, 1, INK_PLAIN, ">");
	if (!found_in_row(stream, shown, &first, &end))
		canvas_select(app->canvas, 0, shown->y, canvas_width(app->canvas), 1);
}

void stream_draw_row(struct app *app, struct stream *stream, struct stream_place place, int y)
{
	struct shown shown = {said_piece(&stream->said, place.piece), place.row, y};

	if (!shown.piece)
		return;
	draw_gutter(app, stream, &shown);
	if (stream->hex && has_bytes(&shown))
		draw_digits(app, stream, &shown);
	else
		draw_text(app, stream, &shown);
	if (!stream_is_before(place, stream->cursor) && !stream_is_before(stream->cursor, place))
		draw_cursor(app, stream, &shown);
}

void stream_draw_about(struct app *app, struct stream *stream)
{
	int y = canvas_height(app->canvas) - 2;
	const struct event *event;
	struct piece piece;
	char text[LINE_TEXT];

	app_rule(app, y - 1);
	if (!transcript_piece(stream->transcript, stream->cursor.piece, &piece))
		return;
	event = flow_event(stream_flow(app), piece.event);
	snprintf(text, sizeof(text),
		 app_text(app, piece.missing ? MSG_SAID_ABOUT_HOLE : MSG_SAID_ABOUT), event->frame,
		 piece.side == SIDE_A ? "A" : "B", (unsigned long long)piece.offset + 1,
		 (unsigned long long)piece.offset + piece.len);
	app_write(app, 1, y, INK_PLAIN, text);
}
