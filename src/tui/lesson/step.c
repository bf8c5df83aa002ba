/*
 * The screen for a class: an empty ladder, to which a key adds an arrow at a time.
 *
 * Or they come by themselves, at the times of the capture: play.h.
 *
 * Only what was known by then is drawn. Below is what the capture says of the newest segment, else
 * the first sentence about it; nothing else distracts from it.
 */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tcpladder/explain.h"
#include "tui/lesson/caption.h"
#include "tui/lesson/lesson.h"
#include "tui/lesson/past.h"
#include "tui/lesson/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_TEXT = 128 };

#define WAIT_TOLD_NS INT64_C(1000000000)

struct step {
	size_t shown;  /* arrows */
	size_t number; /* what was typed */
	bool typing;   /* the last key was a digit */
	struct past past;
	struct play play;
};

static const struct flow *whole_flow(const struct app *app)
{
	return tracker_flow(app->tui->tracker, app->flow);
}

/* The beginning may be forgotten. */
static void keep_up(const struct app *app, struct step *step)
{
	size_t first = flow_first(whole_flow(app));

	if (step->shown > 0 && step->shown <= first)
		step->shown = first + 1;
}

static size_t arrows(const struct app *app)
{
	return flow_events(whole_flow(app));
}

static void *step_open(struct app *app)
{
	struct step *step = memory_zero(1, sizeof(*step));

	step->play.speed = app->tui->play > 0 ? app->tui->play : PLAY_NORMAL;
	play_stop(&step->play);
	if (app->tui->play > 0)
		play_begin(&step->play, app->now_ns);
	return step;
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

/* --- playing --- */

/* From one arrow to the next; the first does not wait. */
static int64_t gap_before(const struct app *app, size_t arrow)
{
	int64_t gap = 0;

	if (flow_has(whole_flow(app), arrow - 1) &&
	    __builtin_sub_overflow(flow_event(whole_flow(app), arrow)->time_ns,
				   flow_event(whole_flow(app), arrow - 1)->time_ns, &gap))
		return 0;
	return gap;
}

/* What has come is drawn; then it is the turn of the arrow that grows, or of the next. */
static int64_t step_wake(struct app *app, void *state)
{
	struct step *step = state;
	struct play *play = &step->play;
	bool moved = false;
	int64_t next;

	keep_up(app, step);
	if (play->state != PLAY_ON)
		return INT64_MAX;
	if (app->now_ns < play->frame_ns)
		return play->frame_ns;
	if (step->shown < flow_first(whole_flow(app)))
		step->shown = flow_first(whole_flow(app));
	while (step->shown < arrows(app) &&
	       play_comes(play, gap_before(app, step->shown), app->now_ns)) {
		step->shown++;
		moved = true;
	}
	moved |= play_grow(play, app->now_ns);
	next = play->phase < PLAY_PHASES ? 0 : play->due ? play->due_ns : INT64_MAX;
	if (next == INT64_MAX && !app->loading) {
		play->state = PLAY_OFF;
		moved = true;
	}
	if (moved) {
		play->frame_ns = app->now_ns + PLAY_FRAME_NS;
		app->moved = true;
	}
	return next > play->frame_ns ? next : play->frame_ns;
}

/* From the first one where all are there. */
static void play_or_pause(struct app *app, struct step *step)
{
	struct play *play = &step->play;

	if (play->state == PLAY_ON) {
		play_pause(play, app->now_ns);
	} else if (play->state == PLAY_PAUSED) {
		play_go_on(play, app->now_ns);
	} else {
		if (step->shown == arrows(app))
			step->shown = 0;
		play_begin(play, app->now_ns);
	}
}

/* Beside the count is no room for it before anything plays. */
static void change_speed(struct app *app, struct play *play, bool faster)
{
	char speed[PLAY_TEXT];

	play_change(play, faster, app->now_ns);
	play_speed_text(play->speed, speed);
	if (play->state == PLAY_OFF)
		app_note(app, app_text(app, MSG_STEP_SPEED), speed);
}

/* Whatever else is done by hand, nothing else moves meanwhile. */
static void stop_for(const struct app *app, struct play *play, int key)
{
	enum action action = keymap_action(app->keymap, SCREEN_STEP, key);
	bool digit = key >= '0' && key <= '9';

	if (action == ACTION_PLAY || action == ACTION_FASTER || action == ACTION_SLOWER)
		return;
	if (digit || action != ACTION_NONE)
		play_stop(play);
}

/* --- keys --- */

/* Each digit goes on with the number: 1 draws one arrow, and 2 behind it twelve. */
static bool step_typed(struct app *app, void *state, int key)
{
	struct step *step = state;
	size_t digit = (size_t)(key - '0');

	keep_up(app, step);
	stop_for(app, &step->play, key);
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
	size_t first = flow_first(whole_flow(app));

	keep_up(app, step);
	switch (action) {
	case ACTION_DOWN:
		step->shown += step->shown < arrows(app);
		step->shown = step->shown > first ? step->shown : first + 1;
		break;
	case ACTION_UP: step->shown = step->shown > first + 1 ? step->shown - 1 : 0; break;
	case ACTION_PLAY: play_or_pause(app, step); break;
	case ACTION_FASTER: change_speed(app, &step->play, true); break;
	case ACTION_SLOWER: change_speed(app, &step->play, false); break;
	case ACTION_FIRST: step->shown = 0; break;
	case ACTION_LAST: step->shown = arrows(app); break;
	case ACTION_STYLE: app->show.style = (app->show.style + 1) % LADDER_STYLES; break;
	case ACTION_TIME: app->show.time = (app->show.time + 1) % TIME_MODES; break;
	case ACTION_NUMBERS: app->show.absolute = !app->show.absolute; break;
	default: break;
	}
}

/* --- drawing --- */

/* What was known by then takes long of many arrows; true while it is not there. */
static bool learn(const struct app *app, struct step *step, int64_t budget_ns)
{
	struct past_of of = {app->tui->source, whole_flow(app), step->shown};

	return step->shown > 0 && flow_first(of.flow) == 0 &&
	       past_work(&step->past, &of, budget_ns);
}

static bool step_work(struct app *app, void *state, int64_t budget_ns)
{
	return learn(app, state, budget_ns);
}

/* While that is not there, the arrows of which it is known are drawn. */
static struct ladder ladder_shown(const struct app *app, struct step *step)
{
	bool busy = learn(app, step, app->patience_ns);
	size_t end = busy ? step->past.now.count : step->shown;
	const struct flow *past = end > 0 ? past_flow(&step->past, end) : NULL;
	struct ladder ladder = app->show;

	ladder.flow = past ? past : whole_flow(app);
	ladder.width = canvas_width(app->canvas);
	ladder.end = end;
	ladder.goes_on = end < arrows(app);
	ladder.way = step->play.phase < PLAY_PHASES ? step->play.phase : 0;
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

/* What was waited for before the newest arrow, above what is said of it. */
static void add_wait(const struct app *app, const struct play *play, char *text, size_t size)
{
	char wait[LADDER_WAIT];

	text[0] = '\0';
	if (play->gap_ns < WAIT_TOLD_NS && !play->shortened)
		return;
	ladder_wait(play->gap_ns, wait);
	snprintf(text, size, app_text(app, play->shortened ? MSG_STEP_SHORTENED : MSG_STEP_WAITED),
		 wait);
	snprintf(text + strlen(text), size - strlen(text), "\n");
}

/* What to look for, where the first arrow will be. */
static void draw_beginning(struct app *app, int y)
{
	const struct tui_source *source = app->tui->source;
	const char *about = source->about ? source->about(source->context) : "";
	int height = canvas_height(app->canvas) - 1 - y;

	caption_draw(app, y, height, *about ? about : app_text(app, MSG_STEP_BEGIN));
}

/* "playing x2", before the count; "" where nothing plays. */
static void play_text(const struct app *app, const struct play *play, char *text, size_t size)
{
	char speed[PLAY_TEXT];

	text[0] = '\0';
	if (play->state == PLAY_OFF)
		return;
	play_speed_text(play->speed, speed);
	snprintf(text, size,
		 app_text(app, play->state == PLAY_ON ? MSG_STEP_PLAYING : MSG_STEP_PAUSED), speed);
	snprintf(text + strlen(text), size - strlen(text), "   ");
}

/* "3 / 17", in the corner. */
static void draw_count(struct app *app, const struct step *step, size_t shown)
{
	char text[128], playing[64];
	int y = canvas_height(app->canvas) - 1;
	int width;

	if (app->note[0])
		return;
	play_text(app, &step->play, playing, sizeof(playing));
	snprintf(text, sizeof(text), "%s%zu / %zu", playing, shown, arrows(app));
	width = canvas_text_width(app->canvas, text);
	canvas_text(app->canvas, canvas_width(app->canvas) - 2 - width, y, -1, INK_DIM, text);
}

/* In which states both ends are after the last arrow that is there, whoever told it last. */
static void draw_states(struct app *app, const struct ladder *ladder, int y)
{
	struct ladder there = *ladder;
	size_t back = ladder->way > 0 ? 2 : 1;

	if (ladder->end < flow_first(ladder->flow) + back)
		return;
	there.selected = ladder->end - back;
	ladder_foot(&there, app->canvas, y);
}

static void step_draw(struct app *app, void *state)
{
	struct step *step = state;
	struct explanation explanation;
	struct ladder ladder;
	char caption[WAIT_TEXT + REMARK_TEXT];
	int between;

	keep_up(app, step);
	ladder = ladder_shown(app, step);
	if (step->shown == 0) {
		ladder_heading(&ladder, app->canvas, 0);
		draw_beginning(app, ladder_heading_rows(&ladder) + 1);
		return;
	}
	add_wait(app, &step->play, caption, WAIT_TEXT);
	snprintf(caption + strlen(caption), REMARK_TEXT, "%s",
		 caption_of(app, &ladder, &explanation));
	between = lesson_draw(app, &ladder, (struct lesson_caption){.text = caption});
	draw_states(app, &ladder, between);
	draw_count(app, step, ladder.end);
}

const struct view view_step = {
	.screen = SCREEN_STEP,
	.open = step_open,
	.close = step_close,
	.draw = step_draw,
	.act = step_act,
	.typed = step_typed,
	.quiet = step_quiet,
	.work = step_work,
	.wake = step_wake,
};
