/* While a capture goes on: staying on what is newest, and holding the picture. */
#include "tui/app.h"

size_t app_flows(const struct app *app)
{
	return app->hold.on ? app->hold.flows : tracker_flows(app->tui->tracker);
}

size_t app_events_end(const struct app *app, const struct flow *flow)
{
	size_t low = 0, high = flow_events(flow);

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
	return low;
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
