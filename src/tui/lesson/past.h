/*
 * What was known of a flow after its first segments: the same rules over those alone.
 *
 * The segments are read again from the capture. Where that cannot be, or there are too many of
 * them, only hindsight is left.
 */
#ifndef TUI_LESSON_PAST_H
#define TUI_LESSON_PAST_H

#include "tui/app.h"

enum { PAST_MOST = 20000 }; /* segments: more would make a key wait */

struct past {
	struct tracker *tracker; /* of the segments so far; NULL for none */
	size_t count;
};

void past_free(struct past *past);

/*
 * The flow as it was after its first count segments, at least one; NULL where that is not to be
 * known. Lent until the next call.
 */
const struct flow *past_at(struct past *past, const struct tui_source *source,
			   const struct flow *flow, size_t count);

#endif
