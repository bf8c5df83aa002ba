/*
 * What was known of a flow after its first segments: the same rules over those alone.
 *
 * The segments are read again from the capture. Where that cannot be, or there are too many of
 * them, only hindsight is left.
 */
#ifndef TUI_LESSON_PAST_H
#define TUI_LESSON_PAST_H

#include "tui/app.h"

enum { PAST_MOST = 20000 }; /* segments: more would take too long */

/* A flow's first segments, tracked anew; no tracker for none. */
struct replayed {
	struct tracker *tracker;
	size_t count;
};

struct past {
	struct replayed now;  /* what is known and may be drawn */
	struct replayed next; /* of fewer segments: begun anew, in place of now once it is there */
	bool busy;            /* neither is there yet */
};

/* What is wanted: the flow as it was after its first count segments, at least one. */
struct past_of {
	const struct tui_source *source;
	const struct flow *flow;
	size_t count;
};

void past_free(struct past *past);

/*
 * Goes on towards it for about so many ns; true while more is left. Until then past->now has fewer
 * segments, or what it had when more were wanted before.
 */
bool past_work(struct past *past, const struct past_of *of, int64_t budget_ns);

/* The flow after so many segments; NULL where that is not to be known. Lent until more work. */
const struct flow *past_flow(const struct past *past, size_t count);

#endif
