/* Rows of what was said, and the way to where nobody has been yet. */
#include "tui/stream/stream.h"

#include "tui/clock.h"

enum {
	EVENTS_A_LOOK = 4096,
	AT_HAND_NS = 500000 /* what takes longer to be found is left to work() */
};

enum reached { REACHED, REACHED_NOT_YET, REACHED_NONE };

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

bool stream_is_shown(const struct stream *stream, const struct piece *piece)
{
	return stream->sides == SIDES_BOTH || (stream->sides == SIDES_A) == (piece->side == SIDE_A);
}

/* The first piece from *index on that is known and shown. */
static bool find_known(struct stream *stream, size_t *index)
{
	struct piece piece;

	if (stream->sides == SIDES_BOTH)
		return transcript_piece(stream->transcript, *index, &piece);
	return transcript_next(stream->transcript, stream->sides == SIDES_A ? SIDE_A : SIDE_B,
			       index);
}

/* Learns for so long, until there is such a piece. */
static enum reached reach(const struct app *app, struct stream *stream, size_t *index,
			  int64_t budget_ns)
{
	int64_t start = clock_ns();
	size_t end = events_end(app);
	bool more = true, over = false;

	while (!find_known(stream, index)) {
		if (!more)
			return REACHED_NONE;
		if (over)
			return REACHED_NOT_YET;
		more = take_some(app, stream, end);
		over = clock_ns() - start >= budget_ns;
	}
	return REACHED;
}

bool stream_find(struct app *app, struct stream *stream, size_t *index)
{
	enum reached reached = reach(app, stream, index, AT_HAND_NS);

	if (reached == REACHED_NOT_YET)
		stream->lack = *index;
	return reached == REACHED;
}

bool stream_fill_lack(struct app *app, struct stream *stream, int64_t budget_ns)
{
	size_t index = stream->lack;

	if (index == SIZE_MAX)
		return false;
	if (reach(app, stream, &index, budget_ns) == REACHED_NOT_YET)
		return true;
	stream->lack = SIZE_MAX;
	return false;
}

bool stream_find_before(struct stream *stream, size_t *index)
{
	size_t known = transcript_pieces(stream->transcript);
	size_t before = *index < known ? *index : known;

	if (stream->sides == SIDES_BOTH && before == 0)
		return false;
	if (stream->sides == SIDES_BOTH)
		before--;
	else if (!transcript_before(stream->transcript, stream->sides == SIDES_A ? SIDE_A : SIDE_B,
				    &before))
		return false;
	*index = before;
	return true;
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

/* To the piece that is wanted, the next that is shown, or the last; true while none is known. */
static bool go_to_piece(struct app *app, struct stream *stream, int64_t budget_ns)
{
	size_t index = stream->wanted;

	switch (reach(app, stream, &index, budget_ns)) {
	case REACHED_NOT_YET: return true;
	case REACHED_NONE:
		if (!stream_find_before(stream, &index))
			return false;
		break;
	default: break;
	}
	stream->cursor = stream->top = (struct stream_place){index, 0};
	return false;
}

bool stream_pursue(struct app *app, struct stream *stream, int64_t budget_ns)
{
	if (stream->goal == GOAL_END && take(app, stream, events_end(app), budget_ns))
		return true;
	if (stream->goal == GOAL_END)
		go_to_end(stream);
	if (stream->goal == GOAL_EVENT) {
		if (take(app, stream, stream->wanted, budget_ns))
			return true;
		/* The one that it brought, or that follows. */
		stream->goal = GOAL_PIECE;
		stream->wanted = transcript_pieces(stream->transcript);
	}
	if (stream->goal == GOAL_PIECE && go_to_piece(app, stream, budget_ns))
		return true;
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
