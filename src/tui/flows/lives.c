/* One place for each of more flows than any screen has rows. */
#include "tui/flows/lives.h"

#include <string.h>

#include "tcpladder/error.h"

enum { PLACES = 256, EVENTS_A_LOOK = 4000 };

struct entry {
	size_t flow;
	uint64_t news; /* that it began with */
	struct flow_life life;
};

struct lives {
	struct entry entry[PLACES];
};

struct lives *lives_new(void)
{
	struct lives *lives = memory_zero(1, sizeof(*lives));

	for (size_t i = 0; i < PLACES; i++)
		lives->entry[i].flow = SIZE_MAX;
	return lives;
}

static struct flow_life *find(struct lives *lives, const struct app *app, size_t flow)
{
	struct entry *entry = &lives->entry[flow % PLACES];

	/* What later segments told of earlier ones is taken in once all are there. */
	if (entry->flow != flow || (!app->loading && entry->news != app->news)) {
		memset(entry, 0, sizeof(*entry));
		entry->flow = flow;
		entry->news = app->news;
	}
	return &entry->life;
}

const struct flow_life *lives_of(struct lives *lives, const struct app *app, size_t flow)
{
	return find(lives, app, flow);
}

bool lives_look(struct lives *lives, const struct app *app, size_t flow)
{
	return flow_life_look(find(lives, app, flow), tracker_flow(app->tui->tracker, flow),
			      EVENTS_A_LOOK);
}
