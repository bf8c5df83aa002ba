/* Bytes to rows. */
#include "tui/stream/said.h"

#include "tui/hex.h"

#include <stdlib.h>
#include <string.h>

enum { TAB = 8 };

void said_drop(struct said_piece *held)
{
	free(held->bytes);
	free(held->rows);
	*held = (struct said_piece){.index = SIZE_MAX};
}

static void drop_all(struct said *said)
{
	for (size_t i = 0; i < SAID_HELD; i++)
		said_drop(&said->held[i]);
}

void said_open(struct said *said, struct app *app, struct transcript *transcript)
{
	memset(said, 0, sizeof(*said));
	said->app = app;
	said->transcript = transcript;
	drop_all(said);
}

void said_close(struct said *said)
{
	drop_all(said);
}

void said_shape(struct said *said, struct said_form form)
{
	if (form.hex != said->form.hex || form.width != said->form.width)
		drop_all(said);
	said->form = form;
}

/* --- a character of text --- */

/* How many bytes the character at the beginning has; 1 for what is no UTF-8. */
static size_t length_of(const uint8_t *bytes, size_t size)
{
	size_t length = *bytes < 0xc2 ? 1 : *bytes < 0xe0 ? 2 : *bytes < 0xf0 ? 3 : 4;

	if (*bytes > 0xf4 || length > size)
		return 1;
	for (size_t i = 1; i < length; i++)
		if ((bytes[i] & 0xc0) != 0x80)
			return 1;
	return length;
}

/* As it is shown: what does not print, C1 controls as well, is a dot. */
static void show_character(const uint8_t *bytes, size_t length, int x, struct line *line)
{
	if (*bytes == '\t')
		line_add(line, "%*s", TAB - x % TAB, "");
	else if (length > 1 && !(bytes[0] == 0xc2 && bytes[1] < 0xa0))
		line_add(line, "%.*s", (int)length, (const char *)bytes);
	else
		line_add(line, "%c", *bytes >= 0x20 && *bytes < 0x7f ? *bytes : '.');
}

static int cells_of(const struct said *said, const uint8_t *bytes, size_t length, int x)
{
	struct line line = {.used = 0};

	if (length == 1 && *bytes != '\t')
		return 1;
	show_character(bytes, length, x, &line);
	return canvas_text_width(said->app->canvas, line.text);
}

/* --- rows --- */

static void add_row(struct said_piece *piece, size_t begin)
{
	/* Twice as much room each time it is a power of two. */
	if ((piece->row_count & (piece->row_count - 1)) == 0)
		piece->rows =
			memory_grow(piece->rows, piece->row_count * 2 + 1, sizeof(*piece->rows));
	piece->rows[piece->row_count++] = (uint32_t)begin;
}

/* A line feed, and the carriage return before one: neither is shown. */
static bool ends_line(const struct said_piece *piece, size_t at)
{
	const uint8_t *bytes = piece->bytes + at;

	return *bytes == '\n' || (*bytes == '\r' && at + 1 < piece->size && bytes[1] == '\n');
}

/* A row ends behind a line feed, or where the next character would not fit. */
static void break_text(const struct said *said, struct said_piece *piece)
{
	int x = 0;

	for (size_t at = 0; at < piece->size;) {
		const uint8_t *bytes = piece->bytes + at;
		size_t length = length_of(bytes, piece->size - at);
		bool shown = !ends_line(piece, at);
		bool begins = at == 0 || piece->bytes[at - 1] == '\n';

		if (begins || (shown && x + cells_of(said, bytes, length, x) > said->form.width)) {
			add_row(piece, at);
			x = 0;
		}
		x += shown ? cells_of(said, bytes, length, x) : 0;
		at += length;
	}
}

static void break_digits(const struct said *said, struct said_piece *piece)
{
	size_t per_row = (size_t)hex_per_row_bare(said->form.width);

	for (size_t at = 0; at < piece->size; at += per_row)
		add_row(piece, at);
}

static bool is_partly_missing(const struct said_piece *piece)
{
	return piece->size < piece->piece.len;
}

size_t said_rows(const struct said_piece *piece)
{
	return piece->row_count + is_partly_missing(piece);
}

static void say_missing(const struct said *said, const struct said_piece *piece, struct line *line)
{
	unsigned long long missing = piece->piece.len - piece->size;

	if (piece->why.text[0])
		line_add(line, "%s", piece->why.text);
	else
		line_add(line,
			 app_text(said->app, missing == 1 ? MSG_SAID_HOLE_ONE : MSG_SAID_HOLE),
			 missing);
}

struct part {
	size_t from, end; /* bytes of the piece */
};

/* The bytes as they are shown, in a line that has nothing yet. */
static void show_characters(const struct said *said, const struct said_piece *piece,
			    struct part part, struct line *line)
{
	for (int x = 0; part.from < part.end;) {
		const uint8_t *bytes = piece->bytes + part.from;
		size_t length = length_of(bytes, part.end - part.from);

		show_character(bytes, length, x, line);
		x += cells_of(said, bytes, length, x);
		part.from += length;
	}
}

bool said_row(const struct said *said, const struct said_piece *piece, size_t row,
	      struct line *line)
{
	size_t end = row + 1 < piece->row_count ? piece->rows[row + 1] : piece->size;

	if (row >= piece->row_count) {
		say_missing(said, piece, line);
		return true;
	}
	/* The end of the line shows by itself. */
	if (end > piece->rows[row] && piece->bytes[end - 1] == '\n')
		end--;
	if (end > piece->rows[row] && piece->bytes[end - 1] == '\r')
		end--;
	show_characters(said, piece, (struct part){piece->rows[row], end}, line);
	return false;
}

int said_column(const struct said *said, const struct said_piece *piece, size_t row, size_t at)
{
	struct line line = {.used = 0};

	show_characters(said, piece, (struct part){piece->rows[row], at}, &line);
	return canvas_text_width(said->app->canvas, line.text);
}

/* --- reading --- */

/* Copies of the segment's data what belongs to the piece, as far as it was captured. */
static void copy_data(struct said_piece *piece, const struct dissection *parts)
{
	for (size_t i = parts->tcp; i < parts->count; i++) {
		const struct field *field = &parts->field[i];

		if (field->name != FIELD_DATA || field->size <= piece->piece.skip)
			continue;
		piece->size = field->size - piece->piece.skip;
		if (piece->size > piece->piece.len)
			piece->size = (size_t)piece->piece.len;
		piece->bytes = memory_alloc(piece->size);
		memcpy(piece->bytes, parts->frame.data + field->offset + piece->piece.skip,
		       piece->size);
	}
}

static void read_bytes(struct said *said, struct said_piece *piece)
{
	const struct tui_source *source = said->app->tui->source;
	const struct flow *flow = tracker_flow(said->app->tui->tracker, said->app->flow);
	struct dissection *parts;

	if (piece->piece.missing)
		return;
	parts = memory_alloc(sizeof(*parts));
	if (source->reread(source->context, flow_event(flow, piece->piece.event), parts,
			   &piece->why)) {
		piece->why.text[0] = '\0';
		copy_data(piece, parts);
	}
	free(parts);
}

bool said_read(struct said *said, struct said_piece *piece)
{
	if (!transcript_piece(said->transcript, piece->index, &piece->piece))
		return false;
	read_bytes(said, piece);
	return piece->size > 0;
}

const struct said_piece *said_piece(struct said *said, size_t index)
{
	struct said_piece *held = &said->held[index % SAID_HELD];

	if (held->index == index)
		return held;
	said_drop(held);
	if (!transcript_piece(said->transcript, index, &held->piece))
		return NULL;
	held->index = index;
	read_bytes(said, held);
	if (said->form.hex)
		break_digits(said, held);
	else
		break_text(said, held);
	return held;
}
