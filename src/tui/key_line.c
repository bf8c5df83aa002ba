/* The last line: a note, or the keys that matter on this screen. */
#include "tui/app.h"

enum { HINTS_GAP = 2 }; /* cells between a note and the hints behind it */

/* One hint, "v style", if it fits between x and end; returns where the next one starts. */
static int draw_hint(struct app *app, int x, int end, const struct key_row *row)
{
	enum message hint = row->hint;
	int y = canvas_height(app->canvas) - 1;
	char key[KEY_NAMES];
	int width;

	if (row->action == ACTION_QUIT && app_at_top(app))
		hint = MSG_HINT_QUIT;
	key_text(row->codes[0], app->tui->glyphs, key);
	width = canvas_text_width(app->canvas, key) + 1 +
		canvas_text_width(app->canvas, app_text(app, hint));
	if (x + width > end)
		return x;
	x += canvas_text(app->canvas, x, y, -1, INK_HEADING, key) + 1;
	x += canvas_text(app->canvas, x, y, -1, INK_TITLE, app_text(app, hint)) + 2;
	return x;
}

/* The way to the help and the way out: they are on the key line even if nothing else is. */
static bool always_hinted(const struct key_row *row)
{
	return row->action == ACTION_HELP || row->action == ACTION_QUIT;
}

/* Keys that do nothing but while a capture goes on. */
static bool is_hinted(const struct app *app, enum action action)
{
	if (action == ACTION_FREEZE && app->hold.on)
		return true;
	return (action != ACTION_FOLLOW && action != ACTION_FREEZE) ||
	       (app->look.live && app->loading);
}

static void draw_hints(struct app *app, bool always, int *x, int end)
{
	enum screen_kind screen = app->stack[app->depth - 1].view->screen;
	const struct key_row *row;

	for (size_t i = 0; (row = keymap_row(app->keymap, i)) != NULL; i++) {
		if (row->hint == MSG_COUNT || !row->codes[0] || !(row->screens >> screen & 1) ||
		    !is_hinted(app, row->action))
			continue;
		if (always_hinted(row) == always)
			*x = draw_hint(app, *x, end, row);
	}
}

/* How many cells those take that are always there: drawn where nothing shows. */
static int always_hinted_width(struct app *app)
{
	int x = 0;

	canvas_clip(app->canvas, 0, 0);
	draw_hints(app, true, &x, canvas_width(app->canvas));
	canvas_clip(app->canvas, 0, -1);
	return x;
}

/*
 * What is said, and behind it how to get help and out. Only what fits without these has the line
 * for itself: why a thing failed stands at the end of what is said.
 */
static void draw_note(struct app *app)
{
	int y = canvas_height(app->canvas) - 1, end = canvas_width(app->canvas) - 1;
	int x = end - always_hinted_width(app);
	int note_end = 1 + canvas_text_width(app->canvas, app->note);

	if (note_end > x - HINTS_GAP && note_end <= end) {
		app_write(app, 1, y, INK_TITLE, app->note);
		return;
	}
	app_write_cut(app, (struct title_room){1, x - HINTS_GAP}, y, INK_TITLE, app->note);
	draw_hints(app, true, &x, end + 1);
}

void key_line_draw(struct app *app)
{
	const struct level *level = &app->stack[app->depth - 1];
	int width = canvas_width(app->canvas);
	int x = 1;

	if (!app->note[0] && level->view->quiet && level->view->quiet(level->state))
		return;
	app_fill(app, canvas_height(app->canvas) - 1, INK_TITLE);
	if (app->note[0]) {
		draw_note(app);
		return;
	}
	draw_hints(app, false, &x, width - always_hinted_width(app));
	draw_hints(app, true, &x, width);
}
