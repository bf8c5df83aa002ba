/* The screen with the ladder of one flow; its cursor is on a segment, not on a row. */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tcpladder/flow_list.h"
#include "tui/ladder/explain.h"
#include "tui/ladder/filter.h"
#include "tui/ladder/foot.h"
#include "tui/ladder/mark.h"
#include "tui/ladder/rows.h"
#include "tui/ladder/seek.h"
#include "tui/ladder/window.h"
#include "tui/segment/glance.h"

#include <stdlib.h>

struct ladder_view {
	size_t cursor;
	size_t marked; /* to be compared with another; SIZE_MAX for none */
	struct ladder_window window;
	struct ladder_seek seek;
	struct ladder_filter filter;
};

enum {
	HEADING_Y = 1,     /* below the title */
	ROOMY_HEIGHT = 20, /* lines from which the explanation is shown unless folded away */
	TALL_HEIGHT = 36,
	WIDE = 200, /* columns from which the segment at the cursor is shown beside the ladder */
	BESIDE_X = 127, /* where: right of the widest ladder, and of what explains it */
};

static const struct flow *flow_shown(const struct app *app)
{
	return tracker_flow(app->tui->tracker, app->flow);
}

static bool is_wide(const struct app *app)
{
	return canvas_width(app->canvas) >= WIDE;
}

/* Columns for the ladder and what is below it: they end at the line before the segment. */
static int ladder_width(const struct app *app)
{
	return is_wide(app) ? BESIDE_X - 1 : canvas_width(app->canvas);
}

static struct ladder ladder_shown(const struct app *app, const struct ladder_view *view)
{
	struct ladder ladder = app->show;

	ladder.flow = flow_shown(app);
	ladder.width = ladder_width(app);
	ladder.end = app_events_end(app, ladder.flow);
	ladder.selected = view->cursor;
	ladder.picks = ladder_filter_picks(&view->filter);
	return ladder;
}

/* The segment's numbers, and what they mean where there is room or where it is asked for. */
static int explain_lines(const struct app *app)
{
	int height = canvas_height(app->canvas);
	bool roomy = height >= ROOMY_HEIGHT;

	if (app->folded == roomy)
		return 1;
	return height >= TALL_HEIGHT ? 5 : roomy ? 4 : 3;
}

/* The first row of ladder. */
static int ladder_y(const struct app *app)
{
	return HEADING_Y + ladder_heading_rows(&app->show);
}

/* Rows of ladder: all but title, heading, rule, explanation and key line. */
static int ladder_height(const struct app *app)
{
	return canvas_height(app->canvas) - ladder_y(app) - 2 - explain_lines(app);
}

static void *ladder_open(struct app *app)
{
	struct ladder_view *view = memory_zero(1, sizeof(*view));

	(void)app;
	view->window.zoomed = view->marked = SIZE_MAX;
	return view;
}

static void ladder_close(void *state)
{
	struct ladder_view *view = state;

	ladder_seek_free(&view->seek);
	ladder_filter_free(&view->filter);
	free(view);
}

/* What is over is read from its beginning; the only flow was chosen by nobody. */
static bool ladder_follows(const struct app *app)
{
	struct flow_summary flow = flow_summary(flow_shown(app));

	return app->look.live && app->loading && (!app->touched || !flow_is_over(&flow));
}

/* The next one that is shown, else the last. */
static size_t nearest_shown(const struct ladder *ladder, size_t event)
{
	size_t next = ladder_next(ladder, event);

	return next < ladder_events(ladder) ? next : ladder_before(ladder, next);
}

/* A SYN at the end may turn out to be another flow's: then there is one segment less. */
static struct ladder ladder_at_cursor(const struct app *app, struct ladder_view *view)
{
	struct ladder ladder = ladder_shown(app, view);
	size_t count = ladder_events(&ladder);

	if (count > 0 && (app_follows(app) || view->cursor >= count))
		view->cursor = count - 1;
	if (!ladder_picked(&ladder, view->cursor) && count > 0)
		view->cursor = nearest_shown(&ladder, view->cursor);
	ladder.selected = view->cursor;
	return ladder;
}

static void move_cursor(struct app *app, struct ladder_view *view, enum action action)
{
	struct ladder ladder = ladder_shown(app, view);
	size_t count = ladder_picks_count(&ladder);
	size_t place = ladder_pick_place(&ladder, view->cursor);
	int page = ladder_height(app) - LADDER_CONTEXT;

	switch (action) {
	case ACTION_PAGE_DOWN:
		rows_page_down(&ladder, &view->cursor, &view->window.top, page);
		break;
	case ACTION_PAGE_UP: rows_page_up(&ladder, &view->cursor, &view->window.top, page); break;
	case ACTION_HALF_DOWN:
		rows_page_down(&ladder, &view->cursor, &view->window.top, page / 2);
		break;
	case ACTION_HALF_UP:
		rows_page_up(&ladder, &view->cursor, &view->window.top, page / 2);
		break;
	default:
		if (count > 0)
			view->cursor = ladder_pick_at(&ladder, list_move(action, place, count, 1));
		break;
	}
}

static void cursor_moved(struct app *app, const struct ladder_view *view)
{
	struct ladder ladder = ladder_shown(app, view);

	app_moved(app, view->cursor + 1 == ladder_events(&ladder));
}

static void open_segment(struct app *app, const struct ladder_view *view, bool bytes)
{
	app->event = view->cursor;
	app->bytes_wanted = bytes;
	app_push(app, &view_segment);
}

static void open_graph(struct app *app, const struct ladder_view *view)
{
	app->event = view->cursor;
	app_push(app, &view_graph);
}

/* A screen above may have gone to another segment. */
static void ladder_resume(struct app *app, void *state)
{
	struct ladder_view *view = state;
	struct ladder ladder = ladder_shown(app, view);

	if (app->jump == SIZE_MAX)
		return;
	view->cursor = nearest_shown(&ladder, app->jump);
	app->jump = SIZE_MAX;
	cursor_moved(app, view);
}

static void set_row_time(struct app *app, struct ladder_view *view, int64_t row_ns)
{
	struct ladder ladder = ladder_shown(app, view);

	ladder_window_zoom(&view->window, &ladder, row_ns, ladder_height(app));
	app->show.row_ns = row_ns;
}

static void zoom(struct app *app, struct ladder_view *view, enum action action)
{
	struct ladder ladder = ladder_shown(app, view);
	int64_t before = ladder_row_ns(&ladder), after;
	char text[32];

	if (ladder.style != LADDER_SCALE) {
		app_note(app, "%s", app_text(app, MSG_ZOOM_NOWHERE));
		return;
	}
	if (action == ACTION_ZOOM_RESET) {
		set_row_time(app, view, 0);
		return;
	}
	after = ladder_zoom(&ladder, action == ACTION_ZOOM_IN);
	if (after != before) {
		set_row_time(app, view, after);
		return;
	}
	ladder_time_text(before, text, sizeof(text));
	app_note(app, app_text(app, MSG_ZOOM_LIMIT), text);
}

static void next_style(struct app *app)
{
	app->show.style = (app->show.style + 1) % LADDER_STYLES;
	if (app->show.style == LADDER_SCALE)
		app_note(app, "%s", app_text(app, MSG_ZOOM_KEYS));
}

static void ladder_act(struct app *app, void *state, enum action action)
{
	struct ladder_view *view = state;
	struct ladder *show = &app->show;
	struct ladder ladder = ladder_at_cursor(app, view);
	size_t before = view->cursor;

	if (ladder_seek_act(app, &view->seek, &ladder, action, &view->cursor))
		action = ACTION_NONE;
	switch (action) {
	case ACTION_FILTER: filter_line_open(&view->filter.line); break;
	case ACTION_SEGMENT: open_segment(app, view, false); break;
	case ACTION_BYTES: open_segment(app, view, true); break;
	case ACTION_COMPARE: ladder_mark(app, &ladder, &view->marked); break;
	case ACTION_STREAM:
		app->event = view->cursor;
		app_push(app, &view_stream);
		break;
	case ACTION_PREDICT: app_push(app, &view_predict); break;
	case ACTION_STEP: app_push(app, &view_step); break;
	case ACTION_GRAPH: open_graph(app, view); break;
	case ACTION_STYLE: next_style(app); break;
	case ACTION_ZOOM_IN:
	case ACTION_ZOOM_OUT:
	case ACTION_ZOOM_RESET: zoom(app, view, action); break;
	case ACTION_TIME: show->time = (show->time + 1) % TIME_MODES; break;
	case ACTION_NUMBERS: show->absolute = !show->absolute; break;
	case ACTION_EXPLAIN: app->folded = !app->folded; break;
	default: move_cursor(app, view, action); break;
	}
	if (view->cursor != before || action == ACTION_LAST)
		cursor_moved(app, view);
}

static bool ladder_typed(struct app *app, void *state, int key)
{
	struct ladder_view *view = state;
	struct ladder ladder = ladder_shown(app, view);
	size_t before = view->cursor;
	bool set;
	bool taken = ladder_filter_typed(&view->filter, key, &set);

	if (set)
		ladder_filter_work(app, &view->filter, ladder.flow, app->patience_ns);
	if (!taken)
		taken = ladder_seek_typed(app, &view->seek, &ladder, key, &view->cursor);
	if (view->cursor != before)
		cursor_moved(app, view);
	return taken;
}

/* Looks on for what is far away. */
static bool ladder_work(struct app *app, void *state, int64_t budget_ns)
{
	struct ladder_view *view = state;
	struct ladder ladder = ladder_shown(app, view);
	size_t before = view->cursor;
	bool more = ladder_seek_work(app, &view->seek, &ladder, budget_ns, &view->cursor) ||
		    ladder_filter_work(app, &view->filter, ladder.flow, budget_ns);

	if (view->cursor != before)
		cursor_moved(app, view);
	return more;
}

static enum action ladder_point(struct app *app, void *state, int x, int y)
{
	struct ladder_view *view = state;
	struct ladder ladder = ladder_shown(app, view);
	struct ladder_place place = view->window.top;
	int row = y - ladder_y(app);

	if (x >= ladder_width(app) || row < 0 || row >= ladder_height(app) ||
	    rows_down(&ladder, &place, row) < row)
		return ACTION_NONE;
	view->cursor = place.event;
	cursor_moved(app, view);
	return ACTION_SEGMENT;
}

static void draw_title(struct app *app, const struct ladder *ladder)
{
	size_t segments = ladder_events(ladder);
	struct title_room room = app_title(app);
	char text[64];

	room.x = ladder_title_over_heading(ladder, app->canvas, room, app_flows(app)) + 3;
	if (segments == 1)
		snprintf(text, sizeof(text), "%s", app_text(app, MSG_TITLE_SEGMENTS_ONE));
	else
		snprintf(text, sizeof(text), app_text(app, MSG_TITLE_SEGMENTS), segments);
	if (room.x + canvas_text_width(app->canvas, text) < room.end)
		canvas_text(app->canvas, room.x, 0, -1, INK_TITLE, text);
}

/* The segment at the cursor, where there is room: from the title to the key line. */
static void draw_beside(struct app *app, const struct ladder_view *view)
{
	struct pane pane = {BESIDE_X, HEADING_Y, canvas_width(app->canvas) - BESIDE_X,
			    canvas_height(app->canvas) - HEADING_Y - 1};

	if (!is_wide(app))
		return;
	for (int y = pane.y; y < pane.y + pane.height; y++)
		canvas_text(app->canvas, BESIDE_X - 1, y, 1, INK_DIM, "│");
	glance_draw(app, view->cursor, pane);
}

static void ladder_view_draw(struct app *app, void *state)
{
	struct ladder_view *view = state;
	struct ladder ladder = ladder_at_cursor(app, view);
	int height = ladder_height(app);
	int y = ladder_y(app);
	struct explain_box box = {&ladder, view->cursor, y + height + 1, explain_lines(app)};

	draw_title(app, &ladder);
	ladder_heading(&ladder, app->canvas, HEADING_Y);
	ladder_window_follow(&view->window, &ladder, height);
	ladder_draw(&ladder, app->canvas, y, height, view->window.top);
	ladder_mark_draw(app, &ladder, view->window.top, (struct pane){0, y, 1, height},
			 view->marked);
	foot_draw(app, &ladder, &view->filter, y + height);
	explain_draw(app, &box);
	draw_beside(app, view);
	seek_draw(app, &view->seek.seek);
	if (view->filter.line.typing)
		filter_line_draw(app, &view->filter.line);
}

const struct view view_ladder = {
	.screen = SCREEN_LADDER,
	.open = ladder_open,
	.close = ladder_close,
	.follows = ladder_follows,
	.draw = ladder_view_draw,
	.act = ladder_act,
	.typed = ladder_typed,
	.work = ladder_work,
	.save = app_save_flow,
	.resume = ladder_resume,
	.point = ladder_point,
};
