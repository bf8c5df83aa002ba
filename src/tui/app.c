/* What the loop asks of the topmost screen, and the title that all of them share. */
#include "tui/app.h"

#include "tui/clock.h"
#include "tui/line.h"

#include <stdint.h>
#include <string.h>

enum { TITLE_ROOMY = 100 }; /* cells from which the program is named as well */

void app_open(struct app *app, const struct tui *tui, int width, int height)
{
	memset(app, 0, sizeof(*app));
	app->tui = tui;
	app->show = tui->ladder;
	app->theme = tui->theme;
	app->own_keymap = tui->keymap ? NULL : keymap_new();
	app->keymap = tui->keymap ? tui->keymap : app->own_keymap;
	app->loading = true;
	app->jump = SIZE_MAX;
	app->patience_ns = APP_PATIENCE_NS;
	app->canvas = canvas_new(width, height, tui->glyphs);
	status_look(app);
	app_push(app, &view_flows);
}

void app_close(struct app *app)
{
	while (app->depth > 0)
		app_pop(app);
	canvas_free(app->canvas);
	marks_free(&app->marks);
	keymap_free(app->own_keymap);
}

void app_resize(struct app *app, int width, int height)
{
	if (width == canvas_width(app->canvas) && height == canvas_height(app->canvas))
		return;
	canvas_free(app->canvas);
	app->canvas = canvas_new(width, height, app->tui->glyphs);
	app->moved = true;
}

/* The flow to open at once; the number of flows, or beyond, where it has not come yet. */
static size_t wanted_flow(struct app *app)
{
	const struct tui *tui = app->tui;

	if (!tui->ends)
		return tui->flow;
	app->wanted = tracker_find(tui->tracker, app->wanted, &tui->ends[0], &tui->ends[1]);
	return app->wanted;
}

/*
 * A capture of one flow begins with its ladder, any other with the list; what the user has
 * touched stays as it is.
 */
static void choose_first_screen(struct app *app)
{
	size_t flows = tracker_flows(app->tui->tracker);
	bool any = app->tui->flow == SIZE_MAX && !app->tui->ends;
	size_t wanted = any ? 0 : wanted_flow(app);
	bool ladder = any ? flows == 1 : tracker_has(app->tui->tracker, wanted);

	if (ladder && app->depth == 1) {
		app->flow = wanted;
		app_push_ladder(app);
	}
	while (!ladder && app->depth > 1)
		app_pop(app);
}

bool app_loaded(struct app *app, bool more)
{
	const char *message;
	bool news = status_look(app);

	live_keep(app);
	app->loading = more;
	app->news++;
	if (!app->touched)
		choose_first_screen(app);
	if (more)
		return news;
	message = app->tui->source->message(app->tui->source->context);
	if (message)
		app_note(app, "%s", message);
	return true;
}

static bool too_small(const struct app *app)
{
	return canvas_width(app->canvas) < APP_MIN_WIDTH ||
	       canvas_height(app->canvas) < APP_MIN_HEIGHT;
}

static void next_theme(struct app *app)
{
	app->theme = theme_next(app->theme);
	app->cleared = true;
	app_note(app, app_text(app, MSG_THEME), theme_title(app->theme));
}

static void act(struct app *app, enum action action)
{
	struct level *level = app_topmost(app);

	if (action == ACTION_HELP) {
		app_push(app, &view_help);
	} else if (action == ACTION_THEME) {
		next_theme(app);
	} else if (action == ACTION_SAVE && level->view->save) {
		level->view->save(app, level->state);
	} else if (action == ACTION_REDRAW) {
		app->cleared = true;
	} else if (action == ACTION_FOLLOW) {
		live_follow(app);
	} else if (action == ACTION_FREEZE) {
		live_hold(app);
	} else if (action == ACTION_QUIT && app_at_top(app)) {
		app->leaving = true;
	} else if (action == ACTION_BACK && app->depth == 1) {
		/* Esc may come from a broken escape sequence: it never leaves the program. */
		level->view->act(app, level->state, action);
	} else if (action == ACTION_QUIT || action == ACTION_BACK) {
		if (!app_at_top(app))
			app_pop(app);
	} else if (action != ACTION_NONE) {
		level->view->act(app, level->state, action);
	}
}

static void take_key(struct app *app, int key)
{
	struct level *level = app_topmost(app);
	enum action action = keymap_action(app->keymap, level->view->screen, key);

	app->moved = true;
	app->note[0] = '\0';
	live_keep(app);
	/* What cannot be seen is not moved; only the way out is open. */
	if (too_small(app))
		app->leaving = action == ACTION_QUIT;
	else if (app->saving.on)
		saving_key(app, key);
	else if (!level->view->typed || !level->view->typed(app, level->state, key))
		act(app, action);
}

static bool waits(struct app *app, int key)
{
	struct level *level = app_topmost(app);

	return !too_small(app) && level->view->waits && level->view->waits(app, level->state, key);
}

void app_key(struct app *app, int key)
{
	app->touched = app->moved = true;
	while (app->held.count == HELD_MOST && app_work(app, INT64_MAX))
		continue;
	if (app->held.count > 0 || waits(app, key))
		held_add(&app->held, key);
	else
		take_key(app, key);
}

static enum action point(struct app *app, int x, int y)
{
	struct level *level = app_topmost(app);

	app->touched = app->moved = true;
	app->note[0] = '\0';
	if (too_small(app) || !level->view->point)
		return ACTION_NONE;
	return level->view->point(app, level->state, x, y);
}

void app_point(struct app *app, int x, int y)
{
	point(app, x, y);
}

void app_point_twice(struct app *app, int x, int y)
{
	enum action action = point(app, x, y);

	if (!app->saving.on)
		act(app, action);
}

static bool may_take_held(struct app *app)
{
	return app->held.count > 0 && !app->leaving && !waits(app, held_first(&app->held));
}

/* Does what waited as long as there is time. */
static void take_held(struct app *app, int64_t end_ns)
{
	while (may_take_held(app)) {
		take_key(app, held_take(&app->held));
		if (clock_ns() >= end_ns)
			break;
	}
}

bool app_work(struct app *app, int64_t budget_ns)
{
	int64_t now = clock_ns();
	int64_t end = budget_ns < INT64_MAX - now ? now + budget_ns : INT64_MAX;
	struct level *level;
	bool more;

	/* In the same time: a key that works as long as it may leaves the rest for later. */
	take_held(app, end);
	if (app->leaving)
		return false;
	level = app_topmost(app);
	more = level->view->work && level->view->work(app, level->state, end - clock_ns());
	return more || may_take_held(app);
}

int64_t app_wake(struct app *app, int64_t now_ns, bool *drawing)
{
	struct level *level = app_topmost(app);
	bool moved = app->moved;
	int64_t next = INT64_MAX;

	app->now_ns = now_ns;
	app->moved = false;
	if (level->view->wake)
		next = level->view->wake(app, level->state);
	*drawing = app->moved;
	app->moved |= moved;
	return next;
}

/* Where the folders before it would not leave room for more. */
static const char *name_alone(const struct app *app)
{
	const char *path = app->tui->title;
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return app_text(app, MSG_STANDARD_INPUT);
	return slash && slash[1] ? slash + 1 : path;
}

/* The name that it is about, in so many cells, and how many more; where the next text may start. */
static int draw_name(struct app *app, int x, int room)
{
	const char *name = name_alone(app);
	char more[32] = "";

	if (app->tui->more_files > 0)
		room -= snprintf(more, sizeof(more), " +%zu", app->tui->more_files);
	if (canvas_text_width(app->canvas, name) <= room) {
		x += canvas_text(app->canvas, x, 0, -1, INK_TITLE, name);
	} else {
		x += canvas_text(app->canvas, x, 0, room - 1, INK_TITLE, name);
		x += canvas_text(app->canvas, x, 0, 1, INK_TITLE, "…");
	}
	return x + canvas_text(app->canvas, x, 0, -1, INK_TITLE, more) + 3;
}

struct title_room app_title(struct app *app)
{
	int width = canvas_width(app->canvas);
	int x = 1;

	app_fill(app, 0, INK_TITLE);
	if (width >= TITLE_ROOMY)
		x += canvas_text(app->canvas, x, 0, -1, INK_TITLE, "tcpladder") + 2;
	x = draw_name(app, x, width / 4);
	return (struct title_room){x, status_draw(app)};
}

/* Where the last part of the text begins, with its gap; NULL where there is but one. */
static char *last_part(char *text)
{
	char *last = NULL;

	for (char *at = text; (at = strstr(at, PART_GAP)); at += strlen(PART_GAP))
		last = at;
	return last;
}

void app_write_parts(struct app *app, struct pane row, enum ink ink, const char *text)
{
	struct title_room room = {row.x, row.x + row.width};
	char parts[LINE_TEXT], *last;

	snprintf(parts, sizeof(parts), "%s", text);
	while (canvas_text_width(app->canvas, parts) > row.width && (last = last_part(parts)))
		*last = '\0';
	app_write_cut(app, room, row.y, ink, parts);
}

void app_title_text(struct app *app, const char *text)
{
	struct title_room room = app_title(app);

	app_write_parts(app, (struct pane){room.x, 0, room.end - room.x, 1}, INK_TITLE, text);
}

void app_draw(struct app *app)
{
	struct level *level = app_topmost(app);
	char text[128];

	if (app->hold.on && !app->moved) {
		status_draw(app);
		return;
	}
	app->moved = false;
	app->status_x = 0;
	canvas_clear(app->canvas);
	if (too_small(app)) {
		snprintf(text, sizeof(text), app_text(app, MSG_TOO_SMALL), APP_MIN_WIDTH,
			 APP_MIN_HEIGHT, canvas_width(app->canvas), canvas_height(app->canvas));
		canvas_text(app->canvas, 0, 0, -1, INK_PLAIN, text);
		return;
	}
	key_line_draw(app);
	level->view->draw(app, level->state);
	if (app->saving.on)
		saving_draw(app);
}
