/*
 * The screen for a class: an empty ladder, to which a key adds an arrow at a time.
 *
 * Only what was known by then is drawn. Below is what the capture says of the newest segment, else
 * the first sentence about it; nothing else distracts from it.
 */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tcpladder/explain.h"
#include "tui/caption.h"
#include "tui/lesson.h"
#include "tui/past.h"

#include <stdio.h>
#include <stdlib.h>

struct step {
	size_t shown;  /* arrows */
	size_t number; /* what was typed */
	bool typing;   /* the last key was a digit */
	struct past past;
};

static const struct flow *whole_flow(const struct app *app)
{
	return tracker_flow(app->tui->tracker, app->flow);
}

static size_t arrows(const struct app *app)
{
	return flow_events(whole_flow(app));
}

static void *step_open(struct app *app)
{
	(void)app;
	return memory_zero(1, sizeof(struct step));
}

static void step_close(void *state)
{
	struct step *step = state;

	past_free(&step->past);
	free(step);
}

static bool step_quiet(const void *state)
{
	return ((const struct step *)state)->shown > 0;
}

/* --- keys --- */

/* Each digit goes on with the number: 1 draws one arrow, and 2 behind it twelve. */
static bool step_typed(struct app *app, void *state, int key)
{
	struct step *step = state;
	size_t digit = (size_t)(key - '0');

	if (key < '0' || key > '9') {
		step->typing = false;
		return false;
	}
	step->number = step->typing ? step->number * 10 + digit : digit;
	if (step->number > arrows(app))
		step->number = digit;
	step->typing = true;
	step->shown = step->number < arrows(app) ? step->number : arrows(app);
	return true;
}

static void step_act(struct app *app, void *state, enum action action)
{
	struct step *step = state;

	switch (action) {
	case ACTION_DOWN: step->shown += step->shown < arrows(app); break;
	case ACTION_UP: step->shown -= step->shown > 0; break;
	case ACTION_FIRST: step->shown = 0; break;
	case ACTION_LAST: step->shown = arrows(app); break;
	case ACTION_STYLE: app->show.style = (app->show.style + 1) % LADDER_STYLES; break;
	case ACTION_TIME: app->show.time = (app->show.time + 1) % TIME_MODES; break;
	case ACTION_NUMBERS: app->show.absolute = !app->show.absolute; break;
	default: break;
	}
}

/* --- drawing --- */

static struct ladder ladder_shown(const struct app *app, struct step *step)
{
	const struct flow *past = NULL;
	struct ladder ladder = app->show;

	if (step->shown > 0)
		past = past_at(&step->past, app->tui->source, whole_flow(app), step->shown);
	ladder.flow = past ? past : whole_flow(app);
	ladder.width = canvas_width(app->canvas);
	ladder.end = step->shown;
	ladder.goes_on = step->shown < arrows(app);
	ladder.remarks = NULL; /* the caption has them */
	return ladder;
}

static const char *caption_of(const struct app *app, const struct ladder *ladder,
			      struct explanation *explanation)
{
	const struct ladder_remarks *remarks = app->show.remarks;
	size_t newest = ladder->end - 1;
	const struct event *event = flow_event(ladder->flow, newest);
	const char *remark = "";

	if (event->commented && remarks)
		remark = remarks->get(remarks->context, event);
	if (*remark)
		return remark;
	explain(ladder, newest, NULL, explanation);
	return explanation->sentence[0].text;
}

/* What to look for, where the first arrow will be. */
static void draw_beginning(struct app *app, int y)
{
	const struct tui_source *source = app->tui->source;
	const char *about = source->about ? source->about(source->context) : "";
	int height = canvas_height(app->canvas) - 1 - y;

	caption_draw(app, y, height, *about ? about : app_text(app, MSG_STEP_BEGIN));
}

/* "3 / 17", in the corner. */
static void draw_count(struct app *app, const struct step *step)
{
	char text[64];
	int y = canvas_height(app->canvas) - 1;
	int width;

	if (app->note[0])
		return;
	snprintf(text, sizeof(text), "%zu / %zu", step->shown, arrows(app));
	width = canvas_text_width(app->canvas, text);
	canvas_text(app->canvas, canvas_width(app->canvas) - 2 - width, y, -1, INK_DIM, text);
}

static void step_draw(struct app *app, void *state)
{
	struct step *step = state;
	struct ladder ladder = ladder_shown(app, step);
	struct explanation explanation;

	if (step->shown == 0) {
		ladder_heading(&ladder, app->canvas, 0);
		draw_beginning(app, ladder_heading_rows(&ladder) + 1);
		return;
	}
	lesson_draw(app, &ladder, caption_of(app, &ladder, &explanation));
	draw_count(app, step);
}

const struct view view_step = {
	.screen = SCREEN_STEP,
	.open = step_open,
	.close = step_close,
	.draw = step_draw,
	.act = step_act,
	.typed = step_typed,
	.quiet = step_quiet,
};
