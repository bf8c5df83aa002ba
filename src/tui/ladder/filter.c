/* Picks the segments of a ladder. */
#include "tui/ladder/filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tcpladder/error.h"
#include "tui/clock.h"

enum { EVENTS_A_LOOK = 1024 }; /* between two looks at the clock */

void ladder_filter_free(struct ladder_filter *filter)
{
	filter_line_close(&filter->line);
	free(filter->event);
}

static void begin(struct ladder_filter *filter, const struct app *app)
{
	filter->seen = 0;
	filter->picks.count = 0;
	filter->busy = app->loading;
}

bool ladder_filter_typed(struct ladder_filter *filter, int key, bool *set)
{
	*set = false;
	if (!filter->line.typing)
		return false;
	*set = filter_line_key(&filter->line, key);
	if (*set)
		filter->seen = filter->picks.count = 0;
	return true;
}

static void pick(struct ladder_filter *filter, size_t event)
{
	if (filter->picks.count == filter->room) {
		filter->room = filter->room ? filter->room * 2 : EVENTS_A_LOOK;
		filter->event = memory_grow(filter->event, filter->room, sizeof(*filter->event));
		filter->picks.event = filter->event;
	}
	filter->event[filter->picks.count++] = (uint32_t)event;
}

static void look(struct ladder_filter *filter, const struct flow *flow, int64_t budget_ns)
{
	struct query_scan scan = query_scan_of(filter->line.query, flow);
	int64_t start = clock_ns();
	size_t count = flow_events(flow);

	while (filter->seen < count) {
		if (query_scan_matches(&scan, flow_event(flow, filter->seen)))
			pick(filter, filter->seen);
		filter->seen++;
		if (filter->seen % EVENTS_A_LOOK == 0 && clock_ns() - start >= budget_ns)
			return;
	}
}

/* What the flow has forgotten is not picked any more. */
static void forget(struct ladder_filter *filter, const struct flow *flow)
{
	size_t first = flow_first(flow), gone = 0;

	if (filter->seen < first)
		filter->seen = first;
	while (gone < filter->picks.count && filter->event[gone] < first)
		gone++;
	if (gone == 0)
		return;
	filter->picks.count -= gone;
	memmove(filter->event, filter->event + gone, filter->picks.count * sizeof(*filter->event));
}

bool ladder_filter_work(struct app *app, struct ladder_filter *filter, const struct flow *flow,
			int64_t budget_ns)
{
	size_t count = flow_events(flow);

	if (!filter->line.query)
		return false;
	/* A SYN at the end may have gone to another flow. */
	if (filter->seen == 0 || filter->seen > count || (filter->busy && !app->loading))
		begin(filter, app);
	forget(filter, flow);
	if (filter->seen == count)
		return false;
	look(filter, flow, budget_ns);
	if (filter->seen == count && filter->picks.count == 0)
		app_note(app, app_text(app, MSG_NO_SEGMENTS_PICKED), filter->line.text);
	return filter->seen < count;
}

const struct ladder_picks *ladder_filter_picks(const struct ladder_filter *filter)
{
	return filter->line.query && filter->picks.count > 0 ? &filter->picks : NULL;
}

void ladder_filter_draw(struct app *app, const struct ladder_filter *filter,
			const struct ladder *ladder, struct pane pane)
{
	const struct title_room room = {pane.x + 2, pane.x + pane.width - 2};
	char text[PROMPT_SIZE + 64];
	int x;

	if (!ladder->picks)
		return;
	snprintf(text, sizeof(text), app_text(app, MSG_TITLE_SEGMENTS_PICKED),
		 ladder_picks_count(ladder), ladder_events(ladder), filter->line.text);
	canvas_text(app->canvas, room.x - 1, pane.y, 1, INK_DIM, " ");
	x = app_write_cut(app, room, pane.y, INK_NOTICE, text);
	canvas_text(app->canvas, x, pane.y, 1, INK_DIM, " ");
}
