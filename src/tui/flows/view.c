/* The screen with the list of flows. */
#include "tui/flows/flows.h"

#include "tcpladder/error.h"
#include "tui/clock.h"

#include <stdlib.h>
#include <string.h>

static void *flows_open(struct app *app)
{
	struct flows *flows = memory_zero(1, sizeof(*flows));

	flows->order = flow_order_of(app->tui->tracker);
	flows->list.lang = app->show.lang;
	flows->list.sorted = COLUMN_COUNT;
	flows->lives = lives_new();
	if (app->tui->only && filter_line_set(&flows->filter, app->tui->only))
		flow_order_pick(&flows->order, flows->filter.query);
	return flows;
}

static void flows_close(void *state)
{
	struct flows *flows = state;

	flow_order_close(&flows->order);
	filter_line_close(&flows->filter);
	free(flows->lives);
	free(flows);
}

static bool flows_follow(const struct app *app)
{
	return app->look.live;
}

/* --- order --- */

static void stand(struct app *app, struct flows *flows, size_t place)
{
	flows->place = place;
	if (place < flows->order.count)
		app->flow = flows->stood = flow_order_at(&flows->order, place);
}

static void go_to(struct app *app, struct flows *flows, size_t place)
{
	stand(app, flows, place);
	flows->wish = (struct wish){app->flow, place};
}

/* The cursor stays on its flow wherever that goes; where it is gone, on what is in its place. */
static void settle(struct app *app, struct flows *flows)
{
	size_t count = flows->order.count;
	size_t found = flow_order_find(&flows->order, flows->wish.flow);
	size_t last = count > 0 ? count - 1 : 0;

	if (found == count)
		found = flows->wish.place < last ? flows->wish.place : last;
	stand(app, flows, found);
	if (flow_order_is_busy(&flows->order))
		return;
	if (count > 0)
		flows->wish = (struct wish){app->flow, found};
}

/* Another order is there: who has gone to no flow yet looks at what comes first in it. */
static void look_at_top(struct app *app, struct flows *flows)
{
	flows->to_top = false;
	flows->top = 0;
	go_to(app, flows, 0);
}

/* The list is not what it was. */
static void changed(struct app *app, struct flows *flows)
{
	settle(app, flows);
	if (flows->to_top && !flows->order.waits)
		look_at_top(app, flows);
	if (flows->seek.on)
		seek_begin(&flows->seek, flows->place, flows->order.count, flows->seek.backwards,
			   true);
}

static void refresh(struct app *app, struct flows *flows)
{
	struct flow_order *order = &flows->order;
	/* In a picture that is held nothing moves but what a key moves. */
	struct flow_news news = {
		.flows = app_flows(app),
		.number = app->hold.on ? order->made_of : app->news,
		.busy = app->loading,
	};

	if (app->flow != flows->stood)
		flows->wish.flow = app->flow;
	if (flow_order_refresh(order, &news, app->patience_ns) || app->flow != flows->stood)
		changed(app, flows);
}

/* The newest flow is the last one only where they stand in the order in which they came. */
static bool newest_is_last(const struct flows *flows)
{
	return flows->order.column == COLUMN_NUMBER && !flows->order.descending;
}

static void stay_on_newest(struct app *app, struct flows *flows)
{
	if (app_follows(app) && newest_is_last(flows) && flows->order.count > 0)
		go_to(app, flows, flows->order.count - 1);
}

static void moved(struct app *app, struct flows *flows)
{
	flows->chosen = flows->place > 0;
	app_moved(app, newest_is_last(flows) && flows->place + 1 == flows->order.count);
}

static void sort_by(struct app *app, struct flows *flows, enum flow_column column)
{
	flow_order_sort(&flows->order, column);
	flows->to_top |= !flows->chosen;
	refresh(app, flows);
}

static void next_column(struct app *app, struct flows *flows, int step)
{
	int column = (int)flows->order.column;

	do
		column = (column + step + COLUMN_COUNT) % COLUMN_COUNT;
	while (!flow_list_sorts((enum flow_column)column));
	sort_by(app, flows, (enum flow_column)column);
}

static void show_worst(struct app *app, struct flows *flows)
{
	flows->to_top = true;
	sort_by(app, flows, COLUMN_TROUBLE);
	flows->chosen = false;
	app_moved(app, false);
}

static void mark(struct app *app, struct flows *flows)
{
	if (flows->order.count == 0)
		return;
	marks_toggle(&app->marks, app->flow);
	go_to(app, flows, list_move(ACTION_DOWN, flows->place, flows->order.count, 1));
	moved(app, flows);
}

/* Esc takes back the filter first, then what was selected. */
static void clear(struct app *app, struct flows *flows)
{
	if (flows->filter.query) {
		filter_line_set(&flows->filter, "");
		flow_order_pick(&flows->order, NULL);
		refresh(app, flows);
	} else {
		marks_clear(&app->marks);
	}
}

static void move(struct app *app, struct flows *flows, enum action action)
{
	size_t count = flows->order.count;
	size_t page = flows_height(app);
	size_t before = flows->place;

	go_to(app, flows, list_move(action, flows->place, count, page));
	flows->top = list_turn(action, flows->top, count, page);
	if (flows->place != before || action == ACTION_LAST)
		moved(app, flows);
}

/* --- searching --- */

struct looking {
	const struct app *app;
	const struct flows *flows;
};

static bool is_found(void *context, size_t place)
{
	const struct looking *looking = context;
	size_t flow = flow_order_at(&looking->flows->order, place);
	struct flow_summary summary = flow_summary(tracker_flow(looking->app->tui->tracker, flow));

	return search_flow(&looking->flows->seek.search, &summary);
}

static bool look_on(struct app *app, struct flows *flows, int64_t budget_ns)
{
	struct looking looking = {app, flows};
	struct seek_where where = {flows->order.count, is_found, &looking};
	size_t place;

	if (!flows->seek.on)
		return false;
	switch (seek_look(app, &flows->seek, &where, budget_ns, &place)) {
	case SEEK_GOES_ON: return true;
	case SEEK_FOUND:
		go_to(app, flows, place);
		moved(app, flows);
		return false;
	default:
		app_note(app, app_text(app, MSG_SEARCH_NOT_FOUND), flows->seek.search.text);
		return false;
	}
}

static void search(struct app *app, struct flows *flows, bool backwards)
{
	if (flows->order.count == 0)
		return;
	if (!flows->seek.search.text[0]) {
		seek_ask(&flows->seek);
		return;
	}
	seek_begin(&flows->seek, flows->place, flows->order.count, backwards, true);
	look_on(app, flows, app->patience_ns);
}

static void flows_act(struct app *app, void *state, enum action action)
{
	struct flows *flows = state;

	refresh(app, flows);
	stay_on_newest(app, flows);
	switch (action) {
	case ACTION_OPEN:
		if (flows->order.count > 0)
			app_push_ladder(app);
		break;
	case ACTION_SORT_LEFT: next_column(app, flows, -1); break;
	case ACTION_SORT_RIGHT: next_column(app, flows, 1); break;
	case ACTION_SORT_REVERSE:
		flow_order_reverse(&flows->order);
		refresh(app, flows);
		break;
	case ACTION_WORST: show_worst(app, flows); break;
	case ACTION_MARK: mark(app, flows); break;
	case ACTION_FILTER: filter_line_open(&flows->filter); break;
	case ACTION_SEARCH: seek_ask(&flows->seek); break;
	case ACTION_SEARCH_NEXT: search(app, flows, false); break;
	case ACTION_SEARCH_PREVIOUS: search(app, flows, true); break;
	case ACTION_BACK: clear(app, flows); break;
	default: move(app, flows, action); break;
	}
}

static bool flows_typed(struct app *app, void *state, int key)
{
	struct flows *flows = state;
	bool ready;

	refresh(app, flows); /* what was forgotten meanwhile is not to be found */
	if (!flows->filter.typing) {
		if (!seek_key(app, &flows->seek, key, &ready))
			return false;
		if (ready)
			search(app, flows, false);
		return true;
	}
	if (filter_line_key(&flows->filter, key)) {
		flow_order_pick(&flows->order, flows->filter.query);
		refresh(app, flows);
	}
	return true;
}

/* A click on the column by which they are sorted turns them round. */
static void point_heading(struct app *app, struct flows *flows, int x)
{
	enum flow_column column = flow_list_column(&flows->list, app->canvas, x);

	if (!flow_list_sorts(column))
		return;
	if (column != flows->order.column)
		flow_order_sort(&flows->order, column);
	else
		flow_order_reverse(&flows->order);
	refresh(app, flows);
}

static enum action flows_point(struct app *app, void *state, int x, int y)
{
	struct flows *flows = state;
	size_t line = (size_t)(y - LIST_Y);

	if (flows->filter.typing)
		return ACTION_NONE;
	refresh(app, flows);
	if (y == LIST_Y - 1)
		point_heading(app, flows, x);
	if (y < LIST_Y || line >= flows_height(app) || flows->top + line >= flows->order.count)
		return ACTION_NONE;
	go_to(app, flows, flows->top + line);
	moved(app, flows);
	return ACTION_OPEN;
}

/* Goes on with the pictures of the flows on the screen; true while more is left. */
static bool draw_lives(struct app *app, struct flows *flows, int64_t budget_ns)
{
	int64_t start = clock_ns();
	size_t end = flows->top + flows_height(app);

	if (!flow_list_has_life(&flows->list, app->canvas))
		return false;
	if (end > flows->order.count)
		end = flows->order.count;
	for (size_t i = flows->top; i < end; i++)
		while (lives_look(flows->lives, app, flow_order_at(&flows->order, i)))
			if (clock_ns() - start >= budget_ns)
				return true;
	return false;
}

static bool flows_work(struct app *app, void *state, int64_t budget_ns)
{
	struct flows *flows = state;
	int64_t start = clock_ns();

	if (flow_order_work(&flows->order, budget_ns))
		changed(app, flows);
	if (flow_order_is_busy(&flows->order))
		return true;
	/* What is left of the time; one look is taken in any case. */
	budget_ns -= clock_ns() - start;
	return look_on(app, flows, budget_ns) || draw_lives(app, flows, budget_ns);
}

/* What depends on the order waits for it; another order may be asked for meanwhile. */
static bool flows_wait(const struct app *app, const void *state, int key)
{
	const struct flows *flows = state;

	if (!flows->order.waits)
		return false;
	switch (keymap_action(app->keymap, SCREEN_FLOWS, key)) {
	case ACTION_SORT_LEFT:
	case ACTION_SORT_RIGHT:
	case ACTION_SORT_REVERSE:
	case ACTION_WORST:
	case ACTION_THEME:
	case ACTION_REDRAW:
	case ACTION_QUIT: return false;
	default: return true;
	}
}

static void flows_draw(struct app *app, void *state)
{
	struct flows *flows = state;

	refresh(app, flows);
	stay_on_newest(app, flows);
	if (app_flows(app) == 0 && app->loading && app->look.live)
		flows_draw_waiting(app);
	else
		flows_draw_list(app, flows);
	flows_draw_title(app, flows);
	if (flows->filter.typing)
		filter_line_draw(app, &flows->filter);
	seek_draw(app, &flows->seek);
}

const struct view view_flows = {
	.screen = SCREEN_FLOWS,
	.open = flows_open,
	.close = flows_close,
	.follows = flows_follow,
	.draw = flows_draw,
	.act = flows_act,
	.typed = flows_typed,
	.save = app_save_flows,
	.point = flows_point,
	.work = flows_work,
	.waits = flows_wait,
};
