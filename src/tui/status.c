/* The right end of the title: how far reading has come, or how a live capture is. */
#include "tui/app.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool status_look(struct app *app)
{
	const struct tui_source *source = app->tui->source;
	uint64_t frames = app->look.frames;
	bool news;

	source->look(source->context, &app->look);
	news = !app->look.live || app->look.frames != frames ||
	       strcmp(app->look.condition, app->condition) != 0;
	snprintf(app->condition, sizeof(app->condition), "%s", app->look.condition);
	app->look.condition = app->condition;
	return news;
}

/* "37 %"; where the end is not known, a word. */
static void progress_text(const struct app *app, char *text, size_t size)
{
	const struct tui_source *source = app->tui->source;
	int percent = app->loading ? source->percent(source->context) : 100;

	text[0] = '\0';
	if (percent < 0)
		snprintf(text, size, "%s", app_text(app, MSG_LOADING));
	else if (app->loading)
		snprintf(text, size, app_text(app, MSG_LOADING_PERCENT), percent);
}

static void live_text(const struct app *app, char *text, size_t size)
{
	enum message word = !app->loading ? MSG_LIVE_ENDED
			    : app_follows(app) && tracker_flows(app->tui->tracker) > 0
				    ? MSG_LIVE_FOLLOWING
				    : MSG_LIVE;

	if (app->hold.on)
		snprintf(text, size, app_text(app, MSG_LIVE_FROZEN),
			 app->look.segments - app->hold.segments);
	else
		snprintf(text, size, "%s", app_text(app, word));
}

/* Writes text that ends before end and begins no earlier than at from; returns where it begins. */
static int write_before(struct app *app, int from, int end, const char *text)
{
	int x = end - canvas_text_width(app->canvas, text);

	if (x < from) {
		canvas_text(app->canvas, from, 0, end - 1 - from, INK_TITLE, text);
		canvas_text(app->canvas, end - 1, 0, 1, INK_TITLE, "…");
		return from;
	}
	canvas_text(app->canvas, x, 0, -1, INK_TITLE, text);
	return x;
}

static void blank(struct app *app, int from)
{
	for (int x = from; x < canvas_width(app->canvas); x++)
		canvas_text(app->canvas, x, 0, 1, INK_TITLE, " ");
}

/* What is wrong comes first, and is shortened first. */
int status_draw(struct app *app)
{
	int width = canvas_width(app->canvas);
	int x = width - 1;
	char words[STATUS_TEXT];

	if (app->look.live)
		live_text(app, words, sizeof(words));
	else
		progress_text(app, words, sizeof(words));
	blank(app, app->status_x > 0 ? app->status_x : width);
	if (*words)
		x = write_before(app, width / 3, width - 1, words);
	if (*app->condition)
		x = write_before(app, width / 3, x - (*words ? 3 : 0), app->condition);
	app->status_x = x < width - 1 ? x - 1 : width;
	return app->status_x;
}
