/* Rows of what was said, and the way to where nobody has been yet. */
#include "tui/stream/stream.h"

#include "tui/clock.h"

enum { EVENTS_A_LOOK = 4096 };

const struct flow *stream_flow(const struct app *app)
{
	return tracker_flow(app->tui->tracker, app->flow);
}

/* --- what is known so far --- */

static size_t events_end(const struct app *app)
{
	const struct flow *flow = stream_flow(app);
	size_t end = app_events_end(app, flow);

	return end > 0 ? end : flow_events(flow);
}

static bool take_some(const struct app *app, struct stream *stream, size_t end)
{
	bool last = !app->loading && end == flow_events(stream_flow(app));

	return transcript_take(stream->transcript, end, last, EVENTS_A_LOOK);
}

/* Goes on for so long; true while more is left. */
static bool take(const struct app *app, struct stream *stream, size_t end, int64_t budget_ns)
{
	int64_t start = clock_ns();

	while (take_some(app, stream, end))
		if (clock_ns() - start >= budget_ns)
			return true;
	return false;
}

/* So that the piece is known, if it is among the next few. */
static void reach(const struct app *app, struct stream *stream, size_t piece)
{
	size_t end = events_end(app);

	while (transcript_pieces(stream->transcript) <= piece && take_some(app, stream, end))
		continue;
}

bool stream_is_shown(const struct stream *stream, const struct piece *piece)
{
	return stream->sides == SIDES_BOTH || (stream->sides == SIDES_A) == (piece->side == SIDE_A);
}

/* The first piece from index on that is shown; false where there is none. */
bool stream_find(struct app *app, struct stream *stream, size_t *index)
{
	struct piece piece;

	for (size_t i = *index;; i++) {
		reach(app, stream, i);
		if (!transcript_piece(stream->transcript, i, &piece))
			return false;
		if (stream_is_shown(stream, &piece)) {
			*index = i;
			return true;
		}
	}
}

/* The last one before index. */
bool stream_find_before(struct stream *stream, size_t *index)
{
	struct piece piece;

	for (size_t i = *index; i-- > 0;) {
		if (!transcript_piece(stream->transcript, i, &piece) ||
		    !stream_is_shown(stream, &piece))
			continue;
		*index = i;
		return true;
	}
	return false;
}

bool stream_down(struct app *app, struct stream *stream, struct stream_place *place)
{
	const struct said_piece *piece = said_piece(&stream->said, place->piece);
	size_t next = place->piece + 1;

	if (piece && place->row + 1 < said_rows(piece)) {
		place->row++;
		return true;
	}
	if (!stream_find(app, stream, &next))
		return false;
	*place = (struct stream_place){next, 0};
	return true;
}

bool stream_up(struct stream *stream, struct stream_place *place)
{
	const struct said_piece *piece;
	size_t before = place->piece;

	if (place->row > 0) {
		place->row--;
		return true;
	}
	if (!stream_find_before(stream, &before))
		return false;
	piece = said_piece(&stream->said, before);
	*place = (struct stream_place){before, piece ? said_rows(piece) - 1 : 0};
	return true;
}

bool stream_is_before(struct stream_place a, struct stream_place b)
{
	return a.piece < b.piece || (a.piece == b.piece && a.row < b.row);
}

bool stream_learn(const struct app *app, struct stream *stream, int64_t budget_ns)
{
	return take(app, stream, events_end(app), budget_ns);
}

/* --- goals --- */

static void go_to_end(struct stream *stream)
{
	size_t last = transcript_pieces(stream->transcript);
	const struct said_piece *piece;

	if (!stream_find_before(stream, &last))
		return;
	piece = said_piece(&stream->said, last);
	stream->cursor = (struct stream_place){last, piece ? said_rows(piece) - 1 : 0};
}

/* The piece of the event, or the next one that is shown. */
static void go_to_event(struct app *app, struct stream *stream, size_t pieces)
{
	size_t index = pieces;

	if (stream_find(app, stream, &index) || stream_find_before(stream, &index))
		stream->cursor = stream->top = (struct stream_place){index, 0};
}

/* Goes on towards the goal for so long; true while it is further on. */
bool stream_pursue(struct app *app, struct stream *stream, int64_t budget_ns)
{
	size_t end = stream->goal == GOAL_EVENT ? stream->wanted : events_end(app);

	if (stream->goal == GOAL_NONE)
		return false;
	if (take(app, stream, end, budget_ns))
		return true;
	if (stream->goal == GOAL_END)
		go_to_end(stream);
	else
		go_to_event(app, stream, transcript_pieces(stream->transcript));
	stream->goal = GOAL_NONE;
	return false;
}

void stream_follow_cursor(struct app *app, struct stream *stream, int height)
{
	struct stream_place place;
	int rows = 0;

	if (stream_is_before(stream->cursor, stream->top))
		stream->top = stream->cursor;
	place = stream->top;
	while (rows < height && stream_is_before(place, stream->cursor) &&
	       stream_down(app, stream, &place))
		rows++;
	if (rows < height && !stream_is_before(place, stream->cursor))
		return;
	stream->top = stream->cursor;
	for (rows = 1; rows < height && stream_up(stream, &stream->top); rows++)
		continue;
}
