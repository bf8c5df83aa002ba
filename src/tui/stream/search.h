/*
 * Looking for text or bytes in what was said, over the edges of segments.
 *
 * What is typed is text, with large and small letters the same; "0x" and an even number of digits
 * are bytes. It is looked for in the sides that are shown.
 */
#ifndef TUI_STREAM_SEARCH_H
#define TUI_STREAM_SEARCH_H

#include "tui/stream/stream.h"

/* Begins to look for the next one, or asks what for. */
void stream_search_act(struct app *app, struct stream *stream, enum action action);

/* Takes a key while something is typed or looked for; false where neither is so. */
bool stream_search_typed(struct app *app, struct stream *stream, int key);

/* Looks on for about so long; true while more is left. */
bool stream_search_work(struct app *app, struct stream *stream, int64_t budget_ns);

/* Which of the piece's bytes belong to what was found last: from *first to before *end. */
bool stream_search_lit(const struct stream *stream, const struct said_piece *piece, size_t *first,
		       size_t *end);

#endif
