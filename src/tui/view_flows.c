/* The screen with the list of flows. */
#include "tui/app.h"

#include "tcpladder/error.h"

#include <stdlib.h>
#include <string.h>

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

static bool flows_follow(const struct app *app)
{
	return app->look.live;
}

static void stay_on_newest(struct app *app)
{
	if (app_follows(app) && app_flows(app) > 0)
		app->flow = app_flows(app) - 1;
}

static void flows_act(struct app *app, void *state, enum action action)
{
	struct flows *flows = state;
	size_t count = app_flows(app);
	size_t page = list_height(app);
	size_t before;

	stay_on_newest(app);
	before = app->flow;
	if (action != ACTION_OPEN) {
		app->flow = list_move(action, app->flow, count, page);
		flows->top = list_turn(action, flows->top, count, page);
		if (app->flow != before || action == ACTION_LAST)
			app_moved(app, app->flow + 1 == count);
	} else if (app->flow < count) {
		app_push(app, &view_ladder);
	}
}

static void flows_point(struct app *app, void *state, int row)
{
	struct flows *flows = state;
	size_t line = (size_t)(row - LIST_Y);

	if (row >= LIST_Y && line < list_height(app) && flows->top + line < app_flows(app)) {
		app->flow = flows->top + line;
		app_moved(app, app->flow + 1 == app_flows(app));
	}
}

static void draw_title(struct app *app, size_t count)
{
	struct title_room room;
	char text[64];

	if (count == 1)
		snprintf(text, sizeof(text), "%s", app_text(app, MSG_TITLE_FLOWS_ONE));
	else
		snprintf(text, sizeof(text), app_text(app, MSG_TITLE_FLOWS), count);
	room = app_title(app);
	canvas_text(app->canvas, room.x, 0, room.end - room.x, INK_TITLE, text);
}

static void draw_row(struct app *app, size_t index, int y, bool selected)
{
	const struct tracker *tracker = app->tui->tracker;
	struct flow_summary summary = flow_summary(tracker_flow(tracker, index));
	int64_t start = flow_summary(tracker_flow(tracker, 0)).first_ns;

	flow_list_row(app->show.lang, app->canvas, y, &summary, start);
	if (app->look.live && flow_is_over(&summary))
		canvas_fade(app->canvas, y);
	if (!selected)
		return;
	canvas_text(app->canvas, 0, y, 1, INK_PLAIN, ">");
	canvas_select(app->canvas, 0, y, canvas_width(app->canvas), 1);
}

/* Nothing has come yet: what is waited for. */
static void draw_waiting(struct app *app)
{
	const char *name = strcmp(app->tui->title, "-") == 0 ? app_text(app, MSG_STANDARD_INPUT)
							     : app->tui->title;
	int y = canvas_height(app->canvas) / 3;
	char text[512];

	snprintf(text, sizeof(text), app_text(app, MSG_WAITING), name);
	app_write(app, 3, y, INK_PLAIN, text);
	if (app->tui->filter) {
		snprintf(text, sizeof(text), app_text(app, MSG_WAITING_FILTER), app->tui->filter);
		app_write(app, 3, y + 1, INK_PLAIN, text);
	}
	if (app->look.frames > 0) {
		snprintf(text, sizeof(text), app_text(app, MSG_WAITING_FRAMES), app->look.frames);
		app_write(app, 3, y + 3, INK_DIM, text);
	}
}

static void flows_draw(struct app *app, void *state)
{
	struct flows *flows = state;
	size_t count = app_flows(app);
	size_t height = list_height(app);

	draw_title(app, count);
	if (count == 0 && app->loading && app->look.live) {
		draw_waiting(app);
		return;
	}
	stay_on_newest(app);
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
	.follows = flows_follow,
	.draw = flows_draw,
	.act = flows_act,
	.point = flows_point,
};
