/* The screen with what both ends of a flow said. */
#include "tui/stream/search.h"

#include "tcpladder/error.h"
#include "tui/hex.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	STREAM_Y = 1,
	GUTTER = 12,    /* "> #1234  A> " */
	GUTTER_HEX = 13 /* "> 00000000 A> " */
};

/* Rows of what was said: all but title, the line about the piece, and key line. */
static int stream_height(const struct app *app)
{
	return canvas_height(app->canvas) - STREAM_Y - 3;
}

static int gutter(const struct stream *stream)
{
	return stream->hex ? GUTTER_HEX : GUTTER;
}

static void shape(struct app *app, struct stream *stream)
{
	int width = canvas_width(app->canvas) - gutter(stream) - 1;

	said_shape(&stream->said, (struct said_form){stream->hex, width});
}

static void begin(struct app *app, struct stream *stream, size_t event)
{
	stream->first = flow_first(stream_flow(app));
	stream->transcript = transcript_new(stream_flow(app));
	said_open(&stream->said, app, stream->transcript);
	stream->cursor = stream->top = (struct stream_place){0, 0};
	stream->goal = GOAL_EVENT;
	stream->lack = SIZE_MAX;
	stream->wanted = event > stream->first ? event : stream->first;
	shape(app, stream);
	stream_pursue(app, stream, app->patience_ns);
}

static void end(struct stream *stream)
{
	said_close(&stream->said);
	transcript_free(stream->transcript);
}

/* Where the beginning of the flow was forgotten, what it said begins later. */
static void keep_up(struct app *app, struct stream *stream)
{
	struct piece piece = {.event = 0};

	if (stream->first == flow_first(stream_flow(app)))
		return;
	transcript_piece(stream->transcript, stream->cursor.piece, &piece);
	end(stream);
	begin(app, stream, piece.event);
}

static bool stream_work(struct app *app, void *state, int64_t budget_ns)
{
	keep_up(app, state);
	shape(app, state);
	return stream_pursue(app, state, budget_ns) || stream_fill_lack(app, state, budget_ns) ||
	       stream_search_work(app, state, budget_ns);
}

/* Nobody moves from where the cursor does not stand yet, or to what may come to light. */
static bool stream_waits(const struct app *app, const void *state, int key)
{
	const struct stream *stream = state;

	switch (keymap_action(app->keymap, SCREEN_STREAM, key)) {
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_HELP:
	case ACTION_THEME:
	case ACTION_REDRAW:
	case ACTION_SIDES: return false;
	case ACTION_DOWN:
	case ACTION_HALF_DOWN:
	case ACTION_PAGE_DOWN: return stream->goal == GOAL_PIECE || stream->lack != SIZE_MAX;
	default: return stream->goal == GOAL_PIECE;
	}
}

static bool stream_typed(struct app *app, void *state, int key)
{
	shape(app, state);
	return stream_search_typed(app, state, key);
}

/* --- the screen --- */

static void *stream_open(struct app *app)
{
	struct stream *stream = memory_zero(1, sizeof(*stream));

	begin(app, stream, app->event);
	return stream;
}

static void stream_close(void *state)
{
	struct stream *stream = state;

	end(stream);
	free(stream);
}

/* To the segment of the row, in the ladder. */
static void show_segment(struct app *app, struct stream *stream)
{
	struct piece piece;

	if (!transcript_piece(stream->transcript, stream->cursor.piece, &piece))
		return;
	app->jump = piece.event;
	app_pop(app);
}

/* Rows change, the piece stays. */
static void restart_at_piece(struct app *app, struct stream *stream)
{
	shape(app, stream);
	stream->goal = GOAL_PIECE;
	stream->wanted = stream->cursor.piece;
	stream_pursue(app, stream, app->patience_ns);
}

static void move(struct app *app, struct stream *stream, enum action action)
{
	int page = stream_height(app);
	int rows = action == ACTION_PAGE_DOWN || action == ACTION_PAGE_UP   ? page
		   : action == ACTION_HALF_DOWN || action == ACTION_HALF_UP ? page / 2
									    : 1;

	switch (action) {
	case ACTION_DOWN:
	case ACTION_PAGE_DOWN:
	case ACTION_HALF_DOWN:
		while (rows-- > 0 && stream_down(app, stream, &stream->cursor))
			continue;
		break;
	case ACTION_UP:
	case ACTION_PAGE_UP:
	case ACTION_HALF_UP:
		while (rows-- > 0 && stream_up(stream, &stream->cursor))
			continue;
		break;
	case ACTION_FIRST: stream->cursor = (struct stream_place){0, 0}; break;
	case ACTION_LAST:
		stream->goal = GOAL_END;
		stream_pursue(app, stream, app->patience_ns);
		break;
	default: break;
	}
}

static void stream_act(struct app *app, void *state, enum action action)
{
	struct stream *stream = state;

	keep_up(app, stream);
	shape(app, stream);
	stream->goal = GOAL_NONE;
	switch (action) {
	case ACTION_OPEN: show_segment(app, stream); break;
	case ACTION_BYTES:
		stream->hex = !stream->hex;
		restart_at_piece(app, stream);
		break;
	case ACTION_SIDES:
		stream->sides = (stream->sides + 1) % SIDES_COUNT;
		restart_at_piece(app, stream);
		break;
	case ACTION_FIRST:
		stream->cursor.piece = 0;
		restart_at_piece(app, stream);
		break;
	case ACTION_SEARCH:
	case ACTION_SEARCH_NEXT:
	case ACTION_SEARCH_PREVIOUS: stream_search_act(app, stream, action); break;
	default: move(app, stream, action); break;
	}
}

static void stream_point(struct app *app, void *state, int x, int y)
{
	struct stream *stream = state;
	struct stream_place place = stream->top;

	(void)x;
	if (y < STREAM_Y || y >= STREAM_Y + stream_height(app))
		return;
	keep_up(app, stream);
	shape(app, stream);
	for (int row = STREAM_Y; row < y; row++)
		if (!stream_down(app, stream, &place))
			return;
	stream->cursor = place;
}

/* --- drawing --- */

static const enum message side_words[SIDES_COUNT] = {MSG_SAID_BOTH, MSG_SAID_A, MSG_SAID_B};

static void draw_title(struct app *app, const struct stream *stream)
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
	canvas_text(app->canvas, 1, shown->y, gutter(stream) - 4, INK_DIM, text);
	canvas_text(app->canvas, gutter(stream) - 3, shown->y, 2, ink,
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
	app_write(app, gutter(stream), shown->y, ink, line.text);
	if (!found_in_row(stream, shown, &first, &end))
		return;
	x = said_column(&stream->said, shown->piece, shown->row, first);
	width = said_column(&stream->said, shown->piece, shown->row, end) - x;
	canvas_select(app->canvas, gutter(stream) + x, shown->y, width, 1);
}

/* The row of the cursor is lit, but where something was found in it only that. */
static void draw_cursor(struct app *app, const struct stream *stream, const struct shown *shown)
{
	size_t first, end;

	canvas_text(app->canvas, 0, shown->y, 1, INK_PLAIN, ">");
	if (!found_in_row(stream, shown, &first, &end))
		canvas_select(app->canvas, 0, shown->y, canvas_width(app->canvas), 1);
}

static void draw_row(struct app *app, struct stream *stream, struct stream_place place, int y)
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

/* "#4  A says bytes 1 to 300 of its own": what Enter goes to. */
static void draw_about(struct app *app, struct stream *stream)
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

static void stream_draw(struct app *app, void *state)
{
	struct stream *stream = state;
	int height = stream_height(app);
	struct stream_place place;

	shape(app, stream);
	draw_title(app, stream);
	stream->lack = SIZE_MAX;
	if (stream->goal == GOAL_PIECE || (!stream_find(app, stream, &stream->cursor.piece) &&
					   !stream_find_before(stream, &stream->cursor.piece))) {
		bool nothing = stream->goal == GOAL_NONE && stream->lack == SIZE_MAX;

		canvas_text(app->canvas, 1, STREAM_Y + 1, -1, INK_PLAIN,
			    app_text(app, nothing ? MSG_SAID_NOTHING : MSG_LOADING));
		return;
	}
	stream_follow_cursor(app, stream, height);
	place = stream->top;
	for (int i = 0; i < height; i++) {
		draw_row(app, stream, place, STREAM_Y + i);
		if (!stream_down(app, stream, &place))
			break;
	}
	draw_about(app, stream);
	seek_draw(app, &stream->seek);
}

const struct view view_stream = {
	.screen = SCREEN_STREAM,
	.open = stream_open,
	.close = stream_close,
	.draw = stream_draw,
	.act = stream_act,
	.typed = stream_typed,
	.waits = stream_waits,
	.save = stream_save,
	.point = stream_point,
	.work = stream_work,
};
