/* A pattern in bytes that segments have cut anywhere. */
#include "tui/stream/search.h"

#include "tcpladder/error.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEIGHBOURS = 512, /* pieces of the other side between two of one that are looked over */
	FOUND_NONE = -1
};

/* --- what is looked for --- */

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "0x0d0a" or "0x0d 0a"; false where it is not whole bytes. */
static bool read_digits(const char *text, struct said_pattern *pattern)
{
	int digits = 0;

	if (strncasecmp(text, "0x", 2) != 0)
		return false;
	for (text += 2; *text; text++) {
		int digit = digit_of(*text);

		if (*text == ' ')
			continue;
		if (digit < 0)
			return false;
		if (digits % 2 == 0)
			pattern->bytes[digits / 2] = (uint8_t)(digit << 4);
		else
			pattern->bytes[digits / 2] |= (uint8_t)digit;
		digits++;
	}
	pattern->size = (size_t)digits / 2;
	return digits > 0 && digits % 2 == 0;
}

static void read_pattern(const char *text, struct said_pattern *pattern)
{
	pattern->exact = read_digits(text, pattern);
	if (pattern->exact)
		return;
	pattern->size = strlen(text);
	memcpy(pattern->bytes, text, pattern->size);
}

static bool is_at(const struct said_pattern *pattern, const uint8_t *bytes)
{
	if (pattern->exact)
		return memcmp(bytes, pattern->bytes, pattern->size) == 0;
	for (size_t i = 0; i < pattern->size; i++)
		if (tolower(bytes[i]) != tolower(pattern->bytes[i]))
			return false;
	return true;
}

/* --- one piece --- */

/* The piece's bytes, and behind them those that the same side says next. */
struct view_of {
	uint8_t *bytes;
	size_t own;  /* bytes of the piece itself: where a find may begin */
	size_t size; /* with those behind it */
};

/* Adds the beginning of the piece; true while what comes behind it may be needed too. */
static bool add_piece(struct stream *stream, size_t index, struct view_of *view, size_t wanted)
{
	struct said_piece piece = {.index = index};
	size_t size;
	bool whole;

	if (!said_read(&stream->said, &piece))
		return false;
	whole = piece.size == piece.piece.len;
	size = piece.size < wanted - view->size ? piece.size : wanted - view->size;
	memcpy(view->bytes + view->size, piece.bytes, size);
	view->size += size;
	said_drop(&piece);
	return whole && view->size < wanted;
}

/* The pieces of the same side behind it, as long as nothing is missing between them. */
static void add_neighbours(struct stream *stream, size_t index, const struct piece *first,
			   struct view_of *view)
{
	size_t wanted = view->own + stream->pattern.size - 1;
	int64_t next = first->offset + (int64_t)first->len;

	for (size_t i = index + 1; i <= index + NEIGHBOURS && view->size < wanted; i++) {
		struct piece piece;

		if (!transcript_piece(stream->transcript, i, &piece))
			return;
		if (piece.side != first->side)
			continue;
		if (piece.missing || piece.offset != next || !add_piece(stream, i, view, wanted))
			return;
		next = piece.offset + (int64_t)piece.len;
	}
}

/* Where in the piece it begins, at or behind low and before high: the first such place, or the
 * last. FOUND_NONE where there is none. */
static int64_t find_in(const struct stream *stream, const struct view_of *view, size_t low,
		       size_t high)
{
	size_t size = stream->pattern.size;
	size_t end = view->size >= size ? view->size - size + 1 : 0;
	int64_t found = FOUND_NONE;

	if (end > high)
		end = high;
	for (size_t at = low; at < end; at++) {
		if (!is_at(&stream->pattern, view->bytes + at))
			continue;
		found = (int64_t)at;
		if (!stream->seek.backwards)
			break;
	}
	return found;
}

static int64_t find_in_piece(struct stream *stream, size_t index, size_t low, size_t high)
{
	struct said_piece piece = {.index = index};
	struct view_of view = {.size = 0};
	int64_t found;

	if (!transcript_piece(stream->transcript, index, &piece.piece) || piece.piece.missing ||
	    !stream_is_shown(stream, &piece.piece) || !said_read(&stream->said, &piece))
		return FOUND_NONE;
	view.own = view.size = piece.size;
	view.bytes = memory_alloc(piece.size + stream->pattern.size);
	memcpy(view.bytes, piece.bytes, piece.size);
	if (piece.size == piece.piece.len)
		add_neighbours(stream, index, &piece.piece, &view);
	found = find_in(stream, &view, low, high < view.own ? high : view.own);
	free(view.bytes);
	said_drop(&piece);
	return found;
}

/* --- all of them --- */

static bool is_found(void *context, size_t place)
{
	return find_in_piece(context, place, 0, SIZE_MAX) != FOUND_NONE;
}

/* The row of the piece that has the byte. */
static size_t row_of(struct stream *stream, size_t index, size_t at)
{
	const struct said_piece *piece = said_piece(&stream->said, index);
	size_t row = 0;

	while (piece && row + 1 < piece->row_count && piece->rows[row + 1] <= at)
		row++;
	return row;
}

static void go_to(struct stream *stream, size_t index, int64_t at)
{
	struct piece piece;

	if (!transcript_piece(stream->transcript, index, &piece))
		return;
	stream->found = (struct said_found){
		.on = true,
		.side = piece.side,
		.offset = piece.offset + at,
		.size = stream->pattern.size,
		.piece = index,
		.at = (size_t)at,
	};
	stream->cursor = (struct stream_place){index, row_of(stream, index, (size_t)at)};
}

/* Where the cursor stands in its piece: at what was found there, else at its row. */
static size_t place_in_piece(struct stream *stream)
{
	const struct said_piece *piece = said_piece(&stream->said, stream->cursor.piece);
	const struct said_found *found = &stream->found;

	if (found->on && found->piece == stream->cursor.piece &&
	    row_of(stream, found->piece, found->at) == stream->cursor.row)
		return stream->seek.backwards ? found->at : found->at + 1;
	if (!piece || stream->cursor.row >= piece->row_count)
		return piece ? piece->size : 0;
	return piece->rows[stream->cursor.row];
}

/* The rest of the piece that the cursor is in. */
static bool look_here(struct stream *stream)
{
	size_t from = place_in_piece(stream);
	bool back = stream->seek.backwards;
	int64_t at = find_in_piece(stream, stream->cursor.piece, back ? 0 : from,
				   back ? from : SIZE_MAX);

	if (at == FOUND_NONE)
		return false;
	go_to(stream, stream->cursor.piece, at);
	return true;
}

bool stream_search_work(struct app *app, struct stream *stream, int64_t budget_ns)
{
	struct seek_where where = {
		.count = transcript_pieces(stream->transcript),
		.matches = is_found,
		.context = stream,
	};
	size_t place;

	if (!stream->seek.on)
		return false;
	if (stream->learning) {
		if (stream_learn(app, stream, budget_ns))
			return true;
		stream->learning = false;
		where.count = transcript_pieces(stream->transcript);
		seek_begin(&stream->seek, stream->cursor.piece, where.count, stream->seek.backwards,
			   true);
	}
	switch (seek_look(app, &stream->seek, &where, budget_ns, &place)) {
	case SEEK_GOES_ON: return true;
	case SEEK_FOUND: go_to(stream, place, find_in_piece(stream, place, 0, SIZE_MAX)); break;
	default: app_note(app, app_text(app, MSG_SEARCH_NOT_FOUND), stream->seek.search.text);
	}
	return false;
}

/* All pieces have to be known before it can go on at the other end. */
static void begin(struct app *app, struct stream *stream, bool backwards)
{
	read_pattern(stream->seek.search.text, &stream->pattern);
	stream->seek.backwards = backwards;
	if (look_here(stream))
		return;
	stream->learning = true;
	stream->seek.on = true;
	stream_search_work(app, stream, app->patience_ns);
}

void stream_search_act(struct app *app, struct stream *stream, enum action action)
{
	if (action == ACTION_SEARCH || !stream->seek.search.text[0])
		seek_ask(&stream->seek);
	else
		begin(app, stream, action == ACTION_SEARCH_PREVIOUS);
}

bool stream_search_typed(struct app *app, struct stream *stream, int key)
{
	bool ready;

	if (!seek_key(app, &stream->seek, key, &ready))
		return false;
	if (ready)
		begin(app, stream, false);
	return true;
}

bool stream_search_lit(const struct stream *stream, const struct said_piece *piece, size_t *first,
		       size_t *end)
{
	const struct said_found *found = &stream->found;
	int64_t low = found->offset - piece->piece.offset;
	int64_t high = low + (int64_t)found->size;

	if (!found->on || found->side != piece->piece.side || high <= 0 ||
	    low >= (int64_t)piece->size)
		return false;
	*first = low > 0 ? (size_t)low : 0;
	*end = high < (int64_t)piece->size ? (size_t)high : piece->size;
	return true;
}
