/* The screen with the graphs of a flow; its cursor is the ladder's. */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tcpladder/graph.h"
#include "tui/clock.h"
#include "tui/graph/stretch.h"
#include "tui/ladder/seek.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEADING_Y = 1,
	PLOT_Y = 2,
	FOOT = 2,          /* readout and key line */
	AT_ONCE = 1 << 15, /* events read before the first picture */
	STRIDE = 1 << 9    /* events read between two looks at the clock */
};

struct graph_view {
	struct graph_index *index;
	bool complete; /* the index was read when nothing more was to come */
	enum graph_kind kind;
	enum side side;
	size_t cursor;
	struct stretch time;
	struct ladder_seek seek;
};

static const struct flow *flow_of(const struct app *app)
{
	return tracker_flow(app->tui->tracker, app->flow);
}

static size_t events_of(const struct app *app)
{
	size_t end = app_events_end(app, flow_of(app)), count = flow_events(flow_of(app));

	return end > 0 && end < count ? end : count;
}

static int64_t time_of(const struct app *app, size_t event)
{
	return flow_event(flow_of(app), event)->time_ns;
}

static struct ladder ladder_of(const struct app *app, const struct graph_view *view)
{
	struct ladder ladder = app->show;

	ladder.flow = flow_of(app);
	ladder.width = canvas_width(app->canvas);
	ladder.selected = view->cursor;
	ladder.end = app_events_end(app, ladder.flow);
	return ladder;
}

/* The ladder goes to the same segment when it is on top again. */
static void cursor_moved(struct app *app, const struct graph_view *view)
{
	app->event = app->jump = view->cursor;
	app_moved(app, view->cursor + 1 == events_of(app));
}

/* --- the index --- */

static void read_afresh(struct app *app, struct graph_view *view)
{
	graph_index_free(view->index);
	view->index = graph_index_new(flow_of(app));
	view->complete = !app->loading;
	graph_index_read(view->index, AT_ONCE, events_of(app));
}

/* A SYN at the end may turn out to be another flow's, and the beginning may be forgotten. */
static bool is_outdated(const struct app *app, const struct graph_view *view)
{
	const struct flow *flow = flow_of(app);

	return graph_index_events(view->index) > flow_events(flow) ||
	       graph_index_first(view->index) != flow_first(flow);
}

/* What comes later may say of earlier segments that they were lost: at the end all are read. */
static bool read_on(struct app *app, struct graph_view *view, int64_t budget_ns)
{
	int64_t end_ns = clock_ns() + budget_ns;
	bool more;

	if ((!view->complete && !app->loading) || is_outdated(app, view))
		read_afresh(app, view);
	do
		more = graph_index_read(view->index, STRIDE, events_of(app));
	while (more && clock_ns() < end_ns);
	return more;
}

static struct stretch whole_time(const struct app *app)
{
	size_t first = flow_first(flow_of(app));

	return stretch_whole(time_of(app, first), time_of(app, events_of(app) - 1));
}

static void zoom_in(struct app *app, struct graph_view *view)
{
	if (!stretch_zoom_in(&view->time, time_of(app, view->cursor)))
		app_note(app, "%s", app_text(app, MSG_GRAPH_ZOOM_LIMIT));
}

static void zoom_out(struct app *app, struct graph_view *view)
{
	struct stretch whole = whole_time(app);

	stretch_zoom_out(&view->time, &whole, time_of(app, view->cursor));
}

/* --- the cursor --- */

static void go_to(struct app *app, struct graph_view *view, size_t event)
{
	view->cursor = event < events_of(app) ? event : events_of(app) - 1;
	cursor_moved(app, view);
}

/* The segment that is so far away in time; at least the next one. */
static size_t event_after(const struct app *app, const struct graph_view *view, int64_t ns)
{
	int64_t wanted = time_of(app, view->cursor) + ns;
	size_t low = 0, high = events_of(app) - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (time_of(app, middle) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	if (ns > 0)
		return low > view->cursor ? low : view->cursor + 1;
	return low < view->cursor ? low : view->cursor - (view->cursor > 0);
}

static void move(struct app *app, struct graph_view *view, enum action action)
{
	int64_t page = view->time.to_ns - view->time.from_ns;
	size_t at = view->cursor;

	switch (action) {
	case ACTION_RIGHT:
	case ACTION_DOWN: at++; break;
	case ACTION_LEFT:
	case ACTION_UP: at -= at > 0; break;
	case ACTION_PAGE_DOWN: at = event_after(app, view, page / 4); break;
	case ACTION_PAGE_UP: at = event_after(app, view, -page / 4); break;
	case ACTION_HALF_DOWN: at = event_after(app, view, page / 16); break;
	case ACTION_HALF_UP: at = event_after(app, view, -page / 16); break;
	case ACTION_FIRST: at = 0; break;
	case ACTION_LAST: at = events_of(app) - 1; break;
	default: return;
	}
	go_to(app, view, at);
}

/* --- the screen --- */

static void *graph_open(struct app *app)
{
	struct graph_view *view = memory_zero(1, sizeof(*view));
	struct flow_summary flow = flow_summary(flow_of(app));

	view->side = flow.half[SIDE_B].bytes > flow.half[SIDE_A].bytes ? SIDE_B : SIDE_A;
	view->cursor = app->event;
	read_afresh(app, view);
	view->time = whole_time(app);
	return view;
}

static void graph_close(void *state)
{
	struct graph_view *view = state;

	ladder_seek_free(&view->seek);
	graph_index_free(view->index);
	free(view);
}

static int read_sacks(void *context, const struct event *event, struct sack_block blocks[SACK_MAX])
{
	struct app *app = context;
	const struct tui_source *source = app->tui->source;
	struct dissection *parts = memory_alloc(sizeof(*parts));
	const struct tcp_options *options = &parts->packet.segment.options;
	struct error error;
	int count = -1;

	if (source->reread(source->context, event, parts, &error)) {
		count = options->present & OPT_SACK ? options->sack_count : 0;
		memcpy(blocks, options->sack, (size_t)(count > 0 ? count : 0) * sizeof(*blocks));
	}
	free(parts);
	return count;
}

static struct graph graph_of(struct app *app, const struct graph_view *view)
{
	return (struct graph){
		.index = view->index,
		.flow = flow_of(app),
		.lang = app->show.lang,
		.kind = view->kind,
		.side = view->side,
		.absolute = app->show.absolute,
		.selected = view->cursor,
		.from_ns = view->time.from_ns,
		.to_ns = view->time.to_ns,
		.sacks = app->tui->source->reread ? read_sacks : NULL,
		.context = app,
	};
}

static struct graph_box box_of(const struct app *app)
{
	return (struct graph_box){1, PLOT_Y, canvas_width(app->canvas) - 2,
				  canvas_height(app->canvas) - PLOT_Y - FOOT};
}

/* How far the index is read, at the right end of the heading. */
static void draw_reading(struct app *app, const struct graph_view *view)
{
	size_t read = graph_index_events(view->index), all = events_of(app);
	char text[64];
	int width;

	if (read >= all)
		return;
	snprintf(text, sizeof(text), app_text(app, MSG_GRAPH_READING), (int)(100 * read / all));
	width = canvas_text_width(app->canvas, text);
	canvas_text(app->canvas, canvas_width(app->canvas) - width - 1, HEADING_Y, width,
		    INK_NOTICE, text);
}

static void graph_view_draw(struct app *app, void *state)
{
	struct graph_view *view = state;
	struct stretch whole;
	struct ladder ladder;
	struct graph graph;

	if (is_outdated(app, view))
		read_afresh(app, view);
	if (app_follows(app) || view->cursor >= events_of(app))
		view->cursor = events_of(app) - 1;
	if (view->cursor < flow_first(flow_of(app)))
		view->cursor = flow_first(flow_of(app));
	whole = whole_time(app);
	stretch_keep(&view->time, &whole, time_of(app, view->cursor));
	graph = graph_of(app, view);
	ladder = ladder_of(app, view);
	ladder_title(&ladder, app->canvas, app_title(app), app_flows(app));
	graph_heading(&graph, app->canvas, HEADING_Y);
	graph_draw(&graph, app->canvas, box_of(app));
	graph_readout(&graph, app->canvas, canvas_height(app->canvas) - FOOT);
	draw_reading(app, view);
	seek_draw(app, &view->seek.seek);
}

static void graph_act(struct app *app, void *state, enum action action)
{
	struct graph_view *view = state;
	struct ladder ladder = ladder_of(app, view);
	size_t before = view->cursor;

	if (ladder_seek_act(app, &view->seek, &ladder, action, &view->cursor)) {
		if (view->cursor != before)
			cursor_moved(app, view);
		return;
	}
	switch (action) {
	case ACTION_KIND: view->kind = (view->kind + 1) % GRAPH_KINDS; break;
	case ACTION_SIDE: view->side = view->side == SIDE_A ? SIDE_B : SIDE_A; break;
	case ACTION_ZOOM_IN: zoom_in(app, view); break;
	case ACTION_ZOOM_OUT: zoom_out(app, view); break;
	case ACTION_ZOOM_RESET: view->time = whole_time(app); break;
	case ACTION_NUMBERS: app->show.absolute = !app->show.absolute; break;
	default: move(app, view, action); break;
	}
}

static bool graph_typed(struct app *app, void *state, int key)
{
	struct graph_view *view = state;
	struct ladder ladder = ladder_of(app, view);
	size_t before = view->cursor;
	bool taken = ladder_seek_typed(app, &view->seek, &ladder, key, &view->cursor);

	if (view->cursor != before)
		cursor_moved(app, view);
	return taken;
}

static bool graph_work(struct app *app, void *state, int64_t budget_ns)
{
	struct graph_view *view = state;
	struct ladder ladder = ladder_of(app, view);
	size_t before = view->cursor;
	bool seeks = ladder_seek_work(app, &view->seek, &ladder, budget_ns / 2, &view->cursor);
	bool reads = read_on(app, view, budget_ns / 2);

	if (view->cursor != before)
		cursor_moved(app, view);
	return seeks || reads;
}

static enum action graph_point(struct app *app, void *state, int x, int y)
{
	struct graph_view *view = state;
	struct graph graph = graph_of(app, view);
	struct graph_box box = box_of(app);

	if (y < box.y || y >= box.y + box.height)
		return ACTION_NONE;
	go_to(app, view, graph_event_at(&graph, box, x));
	return ACTION_BACK;
}

static bool graph_follows(const struct app *app)
{
	return app->look.live && app->loading;
}

const struct view view_graph = {
	.screen = SCREEN_GRAPH,
	.open = graph_open,
	.close = graph_close,
	.follows = graph_follows,
	.draw = graph_view_draw,
	.act = graph_act,
	.typed = graph_typed,
	.point = graph_point,
	.work = graph_work,
};
