/* What was said, written to a file. */
#include "tui/stream/stream.h"

#include "tcpladder/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PIECES_A_LOOK = 16 }; /* between two looks at the keyboard */

struct writing {
	struct app *app;
	struct stream *stream;
	FILE *out;
	unsigned long long written, missing;
};

/* The bytes of one side, one behind another. */
static void write_bytes(struct writing *writing, const struct said_piece *piece)
{
	if (piece->size > 0)
		fwrite(piece->bytes, 1, piece->size, writing->out);
	writing->written += piece->size;
	writing->missing += piece->piece.len - piece->size;
}

/* Rows as they are shown, behind who says them. */
static void write_rows(struct writing *writing, const struct said_piece *piece)
{
	for (size_t row = 0; row < said_rows(piece); row++) {
		struct line line = {.used = 0};

		said_row(&writing->stream->said, piece, row, &line);
		fprintf(writing->out, "%s%s\n", piece->piece.side == SIDE_A ? "A> " : "B> ",
			line.text);
	}
	writing->written += piece->size;
	writing->missing += piece->piece.len - piece->size;
}

static bool write_piece(struct writing *writing, size_t index, struct error *said)
{
	struct stream *stream = writing->stream;
	const struct said_piece *piece;
	struct piece which;

	if (!transcript_piece(stream->transcript, index, &which) ||
	    !stream_is_shown(stream, &which) || !(piece = said_piece(&stream->said, index)))
		return true;
	if (stream->sides == SIDES_BOTH)
		write_rows(writing, piece);
	else
		write_bytes(writing, piece);
	if (ferror(writing->out))
		error_set(said, "%s", strerror(errno));
	return !ferror(writing->out);
}

/* All of it has to be known first. A key stops that, and the writing. */
static bool write_all(struct writing *writing, struct error *said)
{
	struct app *app = writing->app;

	while (stream_learn(app, writing->stream, APP_SLICE_NS))
		if (!saving_goes_on(app))
			return false;
	for (size_t i = 0; i < transcript_pieces(writing->stream->transcript); i++)
		if ((i % PIECES_A_LOOK == 0 && !saving_goes_on(app)) ||
		    !write_piece(writing, i, said))
			return false;
	return true;
}

static bool fill_file(void *context, FILE *out, struct error *said)
{
	struct app *app = context;
	struct writing writing = {.app = app, .stream = app_topmost(app)->state, .out = out};

	if (!write_all(&writing, said))
		return false;
	if (writing.missing > 0)
		error_set(said, app_text(app, MSG_SAID_SAVED_PART), writing.written,
			  writing.missing);
	else
		error_set(said, app_text(app, MSG_SAID_SAVED), writing.written);
	return true;
}

void stream_save(struct app *app, void *state)
{
	static const char *const tails[SIDES_COUNT] = {".txt", "-A.bin", "-B.bin"};
	const struct stream *stream = state;
	char name[64];

	snprintf(name, sizeof(name), "flow-%zu-said%s", app->flow + 1, tails[stream->sides]);
	saving_begin(app, name, fill_file, app);
}
