/* Draws the list of flows. */
#include "tui/flows/flows.h"

#include <string.h>

enum {
	TITLE_TEXT = PROMPT_SIZE + 64, /* a filter's text and a few words */
	TITLE_GAP = 3,
	TITLE_LEAST = 4 /* cells of room below which nothing is said */
};

/* Writes a piece of the title, cut where it has no room; *room is what is left behind it. */
static void add_to_title(struct app *app, struct title_room *room, const char *text)
{
	int left = room->end - room->x;
	int cells = canvas_text_width(app->canvas, text);

	if (left < TITLE_LEAST)
		return;
	canvas_text(app->canvas, room->x, 0, left, INK_TITLE, text);
	if (cells > left)
		canvas_text(app->canvas, room->end - 1, 0, 1, INK_TITLE, "…");
	room->x += cells + TITLE_GAP;
}

static void write_count(const struct app *app, const struct flows *flows, char *text)
{
	size_t count = app_flows(app);
	size_t forgotten = tracker_forgotten(app->tui->tracker).flows;

	if (flows->order.query)
		snprintf(text, TITLE_TEXT, app_text(app, MSG_TITLE_FLOWS_PICKED),
			 flows->order.count, count);
	else if (forgotten > 0)
		snprintf(text, TITLE_TEXT, app_text(app, MSG_TITLE_FLOWS_FORGOTTEN), count,
			 forgotten);
	else if (count == 1)
		snprintf(text, TITLE_TEXT, "%s", app_text(app, MSG_TITLE_FLOWS_ONE));
	else
		snprintf(text, TITLE_TEXT, app_text(app, MSG_TITLE_FLOWS), count);
}

static void write_filter(const struct app *app, const struct flows *flows, char *text)
{
	int percent = flow_order_percent(&flows->order);

	if (percent < 0)
		snprintf(text, TITLE_TEXT, app_text(app, MSG_TITLE_FILTER), flows->filter.text);
	else
		snprintf(text, TITLE_TEXT, app_text(app, MSG_TITLE_FILTERING), percent,
			 flows->filter.text);
}

void flows_draw_title(struct app *app, struct flows *flows)
{
	struct title_room room = app_title(app);
	char text[TITLE_TEXT];

	write_count(app, flows, text);
	add_to_title(app, &room, text);
	if (flows->order.query) {
		write_filter(app, flows, text);
		add_to_title(app, &room, text);
	}
	if (app->marks.count > 0) {
		snprintf(text, sizeof(text), app_text(app, MSG_TITLE_MARKED), app->marks.count);
		add_to_title(app, &room, text);
	}
	if (flows->list.sorted < COLUMN_COUNT) {
		snprintf(text, sizeof(text),
			 app_text(app, flows->order.waits ? MSG_TITLE_SORTING : MSG_TITLE_SORTED),
			 app_text(app, flow_list_name(flows->order.column)));
		add_to_title(app, &room, text);
	}
}

/* The columns never get narrower: they stay where they are while one scrolls. */
static void fit_columns(struct flows *flows, const struct app *app)
{
	enum { FITTED_MOST = 20000 };
	size_t count = app_flows(app);

	flows->list.start_ns = tracker_start_ns(app->tui->tracker);
	for (; flows->fitted < count && flows->fitted < FITTED_MOST; flows->fitted++) {
		struct flow_summary flow;

		if (!tracker_has(app->tui->tracker, flows->fitted))
			continue;
		flow = flow_summary(tracker_flow(app->tui->tracker, flows->fitted));
		flow_list_fit(&flows->list, &flow);
	}
	flows->list.flows = count;
	flows->list.sorted = flows->order.column == COLUMN_NUMBER && !flows->order.descending
				     ? COLUMN_COUNT
				     : flows->order.column;
	flows->list.descending = flows->order.descending;
}

static void draw_row(struct app *app, struct flows *flows, size_t place, int y)
{
	size_t index = flow_order_at(&flows->order, place);
	const struct flow *flow = tracker_flow(app->tui->tracker, index);
	struct flow_summary summary = flow_summary(flow);

	flow_list_fit(&flows->list, &summary);
	lives_look(flows->lives, app, index);
	flow_list_row(&flows->list, app->canvas, y, &summary, lives_of(flows->lives, app, index));
	if (app->look.live && flow_is_over(&summary))
		canvas_fade(app->canvas, y);
	if (marks_has(&app->marks, index))
		canvas_text(app->canvas, flow_list_mark_x(&flows->list), y, 1, INK_NOTICE, "*");
	if (place != flows->place)
		return;
	canvas_text(app->canvas, 0, y, 1, INK_PLAIN, ">");
	canvas_select(app->canvas, 0, y, canvas_width(app->canvas), 1);
}

static void draw_nothing(struct app *app, const struct flows *flows)
{
	enum message message = app->loading ? MSG_NO_FLOWS_YET : MSG_NO_FLOWS;

	if (app_flows(app) > 0 && flows->order.query)
		message = flow_order_is_busy(&flows->order) ? MSG_NO_FLOWS_PICKED_YET
							    : MSG_NO_FLOWS_PICKED;
	canvas_text(app->canvas, 1, LIST_Y + 1, -1, INK_PLAIN, app_text(app, message));
}

void flows_draw_waiting(struct app *app)
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

void flows_draw_list(struct app *app, struct flows *flows)
{
	size_t height = flows_height(app);
	size_t count = flows->order.count;

	fit_columns(flows, app);
	flow_list_heading(&flows->list, app->canvas, 1);
	if (count == 0)
		draw_nothing(app, flows);
	else
		flows->top = list_scroll(flows->top, flows->place, count, height);
	for (size_t i = 0; i < height && flows->top + i < count; i++)
		draw_row(app, flows, flows->top + i, LIST_Y + (int)i);
}
