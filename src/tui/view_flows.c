/* The screen with the list of flows. */
#include "tui/app.h"

#include "tcpladder/error.h"

#include <stdlib.h>

/* The cursor is app->flow: who comes back from a ladder stands on its flow. */
struct flows {
	size_t top;
};

enum { LIST_Y = 2, ROWS_AROUND = 3 }; /* title and heading above, key line below */

static size_t list_height(const struct app *app)
{
	return (size_t)(canvas_height(app->canvas) - ROWS_AROUND);
}

static void *flows_open(struct app *app)
{
	(void)app;
	return memory_zero(1, sizeof(struct flows));
}

static void flows_act(struct app *app, void *state, enum action action)
{
	struct flows *flows = state;
	size_t count = tracker_flows(app->tui->tracker);
	size_t page = list_height(app);

	if (action != ACTION_OPEN) {
		app->flow = list_move(action, app->flow, count, page);
		flows->top = list_turn(action, flows->top, count, page);
	} else if (app->flow < count) {
		app_push(app, &view_ladder);
	}
}

static void flows_point(struct app *app, void *state, int row)
{
	struct flows *flows = state;
	size_t line = (size_t)(row - LIST_Y);

	if (row >= LIST_Y && line < list_height(app) &&
	    flows->top + line < tracker_flows(app->tui->tracker))
		app->flow = flows->top + line;
}

static void draw_title(struct app *app, size_t count)
{
	char text[64];

	if (count == 1)
		snprintf(text, sizeof(text), "%s", app_text(app, MSG_TITLE_FLOWS_ONE));
	else
		snprintf(text, sizeof(text), app_text(app, MSG_TITLE_FLOWS), count);
	canvas_text(app->canvas, app_title(app), 0, -1, INK_TITLE, text);
}

static void draw_row(struct app *app, size_t index, int y, bool selected)
{
	const struct tracker *tracker = app->tui->tracker;
	struct flow_summary summary = flow_summary(tracker_flow(tracker, index));
	int64_t start = flow_summary(tracker_flow(tracker, 0)).first_ns;

	flow_list_row(app->show.lang, app->canvas, y, &summary, start);
	if (!selected)
		return;
	canvas_text(app->canvas, 0, y, 1, INK_PLAIN, ">");
	canvas_select(app->canvas, 0, y, canvas_width(app->canvas), 1);
}

static void flows_draw(struct app *app, void *state)
{
	struct flows *flows = state;
	size_t count = tracker_flows(app->tui->tracker);
	size_t height = list_height(app);

	draw_title(app, count);
	flow_list_heading(app->show.lang, app->canvas, 1);
	if (count == 0) {
		canvas_text(app->canvas, 1, LIST_Y + 1, -1, INK_PLAIN,
			    app_text(app, app->loading ? MSG_NO_FLOWS_YET : MSG_NO_FLOWS));
		return;
	}
	flows->top = list_scroll(flows->top, app->flow, count, height);
	for (size_t i = 0; i < height && flows->top + i < count; i++)
		draw_row(app, flows->top + i, LIST_Y + (int)i, flows->top + i == app->flow);
}

const struct view view_flows = {
	.screen = SCREEN_FLOWS,
	.open = flows_open,
	.close = free,
	.draw = flows_draw,
	.act = flows_act,
	.point = flows_point,
};
