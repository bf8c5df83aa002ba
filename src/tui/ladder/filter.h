/*
 * The filter of a ladder: which of the flow's segments are shown.
 *
 * They are picked a slice at a time, so that ten million do not hold up a key; those picked so far
 * are shown.
 */
#ifndef TUI_LADDER_FILTER_H
#define TUI_LADDER_FILTER_H

#include "tui/filter_line.h"
#include "tui/hex.h"

struct ladder_filter {
	struct filter_line line;
	struct ladder_picks picks; /* event[] is ours */
	uint32_t *event;
	size_t room;
	size_t seen; /* events looked at */
	bool busy;   /* the capture was being read then: what it told of them may have changed */
};

void ladder_filter_free(struct ladder_filter *filter);

/* A key while it is typed; false where it is not. *set: another filter is in force. */
bool ladder_filter_typed(struct ladder_filter *filter, int key, bool *set);

/* Picks on for about that long; true while more is left. Says where nothing was picked. */
bool ladder_filter_work(struct app *app, struct ladder_filter *filter, const struct flow *flow,
			int64_t budget_ns);

/* What ladder.picks is to be: NULL where all are shown. Lent until the filter works on. */
const struct ladder_picks *ladder_filter_picks(const struct ladder_filter *filter);

/* Says what is in force, upon that piece of a rule. */
void ladder_filter_draw(struct app *app, const struct ladder_filter *filter,
			const struct ladder *ladder, struct pane pane);

#endif
