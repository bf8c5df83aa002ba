/* The stack of screens, and what each of them may ask and say. */
#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>

const char *app_text(const struct app *app, enum message message)
{
	return lang_text(app->show.lang, message);
}

struct level *app_topmost(struct app *app)
{
	return &app->stack[app->depth - 1];
}

void app_push(struct app *app, const struct view *view)
{
	struct level *level = &app->stack[app->depth];

	if (app->depth == SCREEN_COUNT)
		return;
	level->view = view;
	level->follow = view->follows && view->follows(app);
	level->state = view->open(app);
	app->depth++;
}

void app_pop(struct app *app)
{
	struct level *level = app_topmost(app);

	level->view->close(level->state);
	app->depth--;
	if (app->depth > 0 && app_topmost(app)->view->resume)
		app_topmost(app)->view->resume(app, app_topmost(app)->state);
}

void app_push_ladder(struct app *app)
{
	app_push(app, &view_ladder);
	if (app->tui->lesson == LESSON_STEP)
		app_push(app, &view_step);
	if (app->tui->lesson == LESSON_PREDICT)
		app_push(app, &view_predict);
}

enum screen_kind app_screen_below(const struct app *app)
{
	return app->stack[app->depth > 1 ? app->depth - 2 : 0].view->screen;
}

bool app_at_top(const struct app *app)
{
	if (app->depth == 1)
		return true;
	/* Nobody chose the only flow from a list: there is nothing to go back to. */
	return app->depth == 2 && app->stack[1].view == &view_ladder &&
	       tracker_flows(app->tui->tracker) == 1;
}

void app_note(struct app *app, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(app->note, sizeof(app->note), format, arguments);
	va_end(arguments);
	app->moved = true;
}
