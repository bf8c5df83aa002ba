/*
 * Going to the next event of a ladder, or to the next segment that shows what is searched for.
 */
#ifndef TUI_LADDER_SEEK_H
#define TUI_LADDER_SEEK_H

#include "tui/seek.h"
#include "tui/segment/sighting.h"

struct ladder_seek {
	struct seek seek;
	bool for_events;          /* what it looks for, else for seek.search */
	struct sighting sighting; /* the data that was looked at last */
};

void ladder_seek_free(struct ladder_seek *seek);

/* Does what one of its keys says; false for another action. *cursor moves where it is found. */
bool ladder_seek_act(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		     enum action action, size_t *cursor);

/* A key while it types or looks; false where it does neither. */
bool ladder_seek_typed(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		       int key, size_t *cursor);

/* Looks on for about that long; true while more is left. */
bool ladder_seek_work(struct app *app, struct ladder_seek *seek, const struct ladder *ladder,
		      int64_t budget_ns, size_t *cursor);

#endif
