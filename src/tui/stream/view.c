/* The screen with what both ends of a flow said. */
#include "tui/stream/search.h"

#include "tcpladder/error.h"

#include <stdlib.h>

enum { STREAM_Y = 1 };

/* Rows of what was said: all but title, the line about the piece, and key line. */
static int stream_height(const struct app *app)
{
	return canvas_height(app->canvas) - STREAM_Y - 3;
}

static void shape(struct app *app, struct stream *stream)
{
	int width = canvas_width(app->canvas) - stream_gutter(stream) - 1;

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

static enum action stream_point(struct app *app, void *state, int x, int y)
{
	struct stream *stream = state;
	struct stream_place place = stream->top;

	(void)x;
	if (y < STREAM_Y || y >= STREAM_Y + stream_height(app))
		return ACTION_NONE;
	keep_up(app, stream);
	shape(app, stream);
	for (int row = STREAM_Y; row < y; row++)
		if (!stream_down(app, stream, &place))
			return ACTION_NONE;
	stream->cursor = place;
	return ACTION_OPEN;
}

static void stream_draw(struct app *app, void *state)
{
	struct stream *stream = state;
	int height = stream_height(app);
	struct stream_place place;

	shape(app, stream);
	stream_draw_title(app, stream);
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
		stream_draw_row(app, stream, place, STREAM_Y + i);
		if (!stream_down(app, stream, &place))
			break;
	}
	stream_draw_about(app, stream);
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
