/*
 * While a capture goes on: staying on what is newest, holding the picture, and living with what is
 * forgotten.
 */
#include "tui/app.h"

size_t app_flows(const struct app *app)
{
	return app->hold.on ? app->hold.flows : tracker_flows(app->tui->tracker);
}

size_t app_events_end(const struct app *app, const struct flow *flow)
{
	size_t first = flow_first(flow), low = first, high = flow_events(flow);

	/* Events keep 32 bits of their frame's number. */
	if (!app->hold.on || app->hold.frame > UINT32_MAX)
		return 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (flow_event(flow, middle)->frame <= app->hold.frame)
			low = middle + 1;
		else
			high = middle;
	}
	/* Even where all that is held was forgotten, there is something to be seen. */
	return low > first ? low : first + 1;
}

static void clamp(size_t *event, size_t first)
{
	if (*event < first)
		*event = first;
}

void live_keep(struct app *app)
{
	const struct tracker *tracker = app->tui->tracker;
	size_t held[TRACKER_HELD] = {app->flow};
	size_t count = 1;

	if (!app->tui->source->hold)
		return;
	marks_keep(&app->marks, tracker);
	for (size_t at = 0; count < TRACKER_HELD && marks_next(&app->marks, &at); at++)
		held[count++] = at;
	app->tui->source->hold(app->tui->source->context, held, count);
	if (!tracker_has(tracker, app->flow))
		return;
	clamp(&app->event, flow_first(tracker_flow(tracker, app->flow)));
	clamp(&app->other, flow_first(tracker_flow(tracker, app->flow)));
	if (app->jump != SIZE_MAX)
		clamp(&app->jump, flow_first(tracker_flow(tracker, app->flow)));
}

bool app_follows(const struct app *app)
{
	return app->stack[app->depth - 1].follow && !app->hold.on;
}

void app_moved(struct app *app, bool at_end)
{
	app->stack[app->depth - 1].follow = at_end && app->look.live && app->loading;
}

void live_follow(struct app *app)
{
	bool *follow = &app->stack[app->depth - 1].follow;

	if (app->look.live && app->loading)
		*follow = !*follow;
	else
		app_note(app, "%s", app_text(app, MSG_NOTHING_MORE));
}

/* What is held can be let go of even when nothing more comes. */
void live_hold(struct app *app)
{
	if (app->hold.on || (app->look.live && app->loading))
		app->hold = (struct hold){!app->hold.on, tracker_flows(app->tui->tracker),
					  app->look.frame, app->look.segments};
	else
		app_note(app, "%s", app_text(app, MSG_NOTHING_MORE));
}
