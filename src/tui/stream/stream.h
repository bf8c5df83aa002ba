/*
 * What was said as one list of rows, through which a cursor goes: the screen without its drawing.
 */
#ifndef TUI_STREAM_STREAM_H
#define TUI_STREAM_STREAM_H

#include "tui/app.h"
#include "tui/seek.h"
#include "tui/stream/said.h"

enum sides { SIDES_BOTH, SIDES_A, SIDES_B, SIDES_COUNT };

/* A row: of a piece, its first or a later one. */
struct stream_place {
	size_t piece;
	size_t row;
};

/* Where the cursor goes once it is known where that is. */
enum stream_goal { GOAL_NONE, GOAL_EVENT, GOAL_PIECE, GOAL_END };

/* What is looked for: text with any letters, or bytes. */
struct said_pattern {
	uint8_t bytes[SEARCH_TEXT];
	size_t size;
	bool exact; /* bytes */
};

/* Where it was found last. */
struct said_found {
	bool on;
	enum side side;
	int64_t offset; /* among the bytes of its side */
	size_t size;
	size_t piece; /* the one that it begins in, and where in it */
	size_t at;
};

struct stream {
	struct transcript *transcript;
	struct said said;
	struct stream_place cursor, top;
	enum sides sides;
	bool hex;
	enum stream_goal goal;
	size_t first;  /* flow_first() when it was begun: what lies before it cannot be read */
	size_t wanted; /* the event of GOAL_EVENT, the piece of GOAL_PIECE */
	size_t lack;   /* from that piece on none was at hand that is shown; SIZE_MAX for nothing */
	struct seek seek;
	struct said_pattern pattern;
	struct said_found found;
	bool learning; /* before it looks on: which pieces there are */
};

/* The flow that is open. */
const struct flow *stream_flow(const struct app *app);

/* Goes on towards the goal for so long; true while it is further on. */
bool stream_pursue(struct app *app, struct stream *stream, int64_t budget_ns);

/* Learns for so long what was said; true while there is more to know. */
bool stream_learn(const struct app *app, struct stream *stream, int64_t budget_ns);

/* Whether the side that said it is. */
bool stream_is_shown(const struct stream *stream, const struct piece *piece);

/*
 * The first piece from *index on that is shown, or the last before it; false where none is. Where
 * one would have to look far for the first, it is false too, and stream->lack is set.
 */
bool stream_find(struct app *app, struct stream *stream, size_t *index);
bool stream_find_before(struct stream *stream, size_t *index);

/* Looks for what was lacking, for so long; true while it is not known whether there is any. */
bool stream_fill_lack(struct app *app, struct stream *stream, int64_t budget_ns);

/* Moves one row; false and unmoved at the end (or the beginning). */
bool stream_down(struct app *app, struct stream *stream, struct stream_place *place);
bool stream_up(struct stream *stream, struct stream_place *place);

bool stream_is_before(struct stream_place a, struct stream_place b);

/* Scrolls as little as shows the cursor among so many rows. */
void stream_follow_cursor(struct app *app, struct stream *stream, int height);

/* --- draw.c --- */

/* How many columns stand before what was said. */
int stream_gutter(const struct stream *stream);

void stream_draw_title(struct app *app, const struct stream *stream);

/* That row of the list in row y of the screen, with the cursor where it stands there. */
void stream_draw_row(struct app *app, struct stream *stream, struct stream_place place, int y);

/* "#4: A says bytes 1 to 300 of its data", above the key line: what Enter goes to. */
void stream_draw_about(struct app *app, struct stream *stream);

/* --- write.c --- */

/* Asks for a file to write it to; a view.save. */
void stream_save(struct app *app, void *state);

#endif
