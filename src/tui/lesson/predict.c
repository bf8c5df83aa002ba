/*
 * The screen that asks what comes next, before each segment that allows a fair question.
 *
 * The ladder up to it is drawn with what is known of it at the end, so that a loss can be seen
 * where its consequence is asked for. When all is drawn, or who answers has had enough, a summary
 * by topic is left.
 */
#include "tui/app.h"

#include "tcpladder/error.h"
#include "tcpladder/quiz.h"
#include "tui/clock.h"
#include "tui/lesson/lesson.h"
#include "tui/line.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

enum stage { SEEKING, ASKING, TOLD, OVER };

struct predict {
	enum stage stage;
	bool whole;                   /* nothing was left to ask when it was over */
	size_t event;                 /* that is or was asked for, or that may be next */
	struct quiz_planner *planner; /* while it chooses what to ask */
	struct quiz_plan plan;
	struct quiz quiz;
	struct prompt prompt;
	bool right; /* the last answer */
	unsigned asked_of[QUIZ_TOPICS], right_of[QUIZ_TOPICS];
};

enum {
	ESCAPE = 0x1b,
	TYPED = 20,
	TYPED_TEXT = 6 * TYPED,
	SEGMENTS_A_LOOK = 64 /* between two looks at the clock */
};

static struct ladder ladder_whole(const struct app *app)
{
	struct ladder ladder = app->show;

	ladder.flow = tracker_flow(app->tui->tracker, app->flow);
	ladder.width = canvas_width(app->canvas);
	ladder.end = 0;
	ladder.remarks = NULL; /* they tell too much */
	return ladder;
}

static struct ladder ladder_shown(const struct app *app, const struct predict *predict)
{
	struct ladder ladder = ladder_whole(app);

	ladder.end = predict->event + (predict->stage == TOLD);
	return ladder;
}

/*
 * The next segment, from that one on, that may be asked for. Behind what was planned all may, where
 * the plan has not left out anything.
 */
static size_t next_planned(const struct predict *predict, size_t from, size_t count)
{
	const struct quiz_plan *plan = &predict->plan;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->event[i] >= from)
			return plan->event[i] < count ? plan->event[i] : count;
	if (!plan->all)
		return count;
	from = from > plan->end ? from : plan->end;
	return from < count ? from : count;
}

/* Looks at the next segments; true while none of them can be asked for and more are left. */
static bool look_on(const struct app *app, struct predict *predict)
{
	struct ladder ladder = ladder_whole(app);
	size_t count = flow_events(ladder.flow);

	for (int i = 0; i < SEGMENTS_A_LOOK; i++) {
		predict->event = next_planned(predict, predict->event, count);
		predict->whole = predict->event >= count;
		if (predict->whole ||
		    quiz_ask(&ladder, predict->event, app->tui->seed, &predict->quiz)) {
			predict->stage = predict->whole ? OVER : ASKING;
			prompt_begin(&predict->prompt, "");
			return false;
		}
		predict->event++;
	}
	return true;
}

static bool seek_on(const struct app *app, struct predict *predict)
{
	if (!predict->planner)
		return look_on(app, predict);
	if (!quiz_planner_step(predict->planner, SEGMENTS_A_LOOK, &predict->plan)) {
		quiz_planner_free(predict->planner);
		predict->planner = NULL;
	}
	return true;
}

/* Goes on for so long; true while it has not found what to ask. */
static bool predict_work(struct app *app, void *state, int64_t budget_ns)
{
	struct predict *predict = state;
	int64_t start = clock_ns();

	if (predict->stage != SEEKING)
		return false;
	while (seek_on(app, predict))
		if (clock_ns() - start >= budget_ns)
			return true;
	return false;
}

/* Goes to the next segment, from that one on, that can be asked for. */
static void ask_next(struct app *app, struct predict *predict, size_t from)
{
	predict->stage = SEEKING;
	predict->event = from;
	predict_work(app, predict, app->patience_ns);
}

static void tell(struct predict *predict)
{
	enum quiz_topic topic = predict->quiz.topic;

	predict->right = quiz_right(&predict->quiz, predict->prompt.text);
	predict->asked_of[topic]++;
	predict->right_of[topic] += predict->right;
	predict->stage = TOLD;
}

static size_t first_of(const struct app *app)
{
	return flow_first(tracker_flow(app->tui->tracker, app->flow));
}

static void *predict_open(struct app *app)
{
	struct predict *predict = memory_zero(1, sizeof(*predict));
	struct ladder ladder = ladder_whole(app);

	predict->planner = quiz_planner_new(&ladder, app->tui->seed, QUIZ_PLAN_MOST);
	ask_next(app, predict, first_of(app));
	return predict;
}

/* What was asked about may be forgotten. */
static void keep_up(struct app *app, struct predict *predict)
{
	if (predict->stage != OVER && predict->event < first_of(app))
		ask_next(app, predict, first_of(app));
}

/* What is typed is an answer, and waits for its question. */
static bool predict_waits(const struct app *app, const void *state, int key)
{
	const struct predict *predict = state;

	(void)app;
	return predict->stage == SEEKING && key != ESCAPE;
}

static void predict_close(void *state)
{
	struct predict *predict = state;

	quiz_planner_free(predict->planner);
	free(predict);
}

static unsigned answered(const struct predict *predict)
{
	unsigned asked = 0;

	for (int topic = 0; topic < QUIZ_TOPICS; topic++)
		asked += predict->asked_of[topic];
	return asked;
}

/*
 * While it asks, all keys go into the answer but the one that leaves. Who leaves sees the summary
 * of what was answered first.
 */
static bool predict_typed(struct app *app, void *state, int key)
{
	struct predict *predict = state;

	keep_up(app, predict);
	if (key == ESCAPE && predict->stage != OVER && answered(predict) > 0) {
		predict->stage = OVER;
		return true;
	}
	if (predict->stage != ASKING || key == ESCAPE)
		return false;
	if (prompt_key(&predict->prompt, key) == PROMPT_DONE)
		tell(predict);
	return true;
}

static void predict_act(struct app *app, void *state, enum action action)
{
	struct predict *predict = state;

	keep_up(app, predict);
	if (action == ACTION_DOWN && predict->stage == TOLD)
		ask_next(app, predict, predict->event + 1);
}

/* --- words --- */

static void add_total(const struct app *app, const struct predict *predict, enum message message,
		      struct line *line)
{
	unsigned asked = answered(predict), right = 0;

	for (int topic = 0; topic < QUIZ_TOPICS; topic++)
		right += predict->right_of[topic];
	line_add(line, app_text(app, asked > 0 ? message : MSG_PREDICT_NONE), right, asked);
}

/* What was typed without the blanks before it, at most TYPED cells of it. */
static void shorten(const struct app *app, const char *text, char out[TYPED_TEXT])
{
	size_t length;

	text += strspn(text, " ");
	length = canvas_text_fit(app->canvas, text, TYPED);
	if (length > TYPED_TEXT - 1)
		length = 0;
	memcpy(out, text, length);
	out[length] = '\0';
}

static void add_verdict(const struct app *app, const struct predict *predict, struct line *line)
{
	const struct quiz *quiz = &predict->quiz;
	char typed[TYPED_TEXT];

	shorten(app, predict->prompt.text, typed);
	if (!predict->right && *typed)
		line_add(line, app_text(app, MSG_PREDICT_WRONG), typed, quiz->answer, quiz->why);
	else
		line_add(line,
			 app_text(app, predict->right ? MSG_PREDICT_RIGHT : MSG_PREDICT_UNANSWERED),
			 quiz->answer, quiz->why);
	line_add(line, "\n");
	add_total(app, predict, MSG_PREDICT_SCORE, line);
}

static void add_progress(const struct app *app, const struct predict *predict, struct line *line)
{
	size_t first = first_of(app);
	size_t all = flow_events(tracker_flow(app->tui->tracker, app->flow)) - first;
	int percent = predict->planner ? quiz_planner_percent(predict->planner)
				       : (int)((predict->event - first) * 100 / (all + 1));

	line_add(line, app_text(app, MSG_PREDICT_SEEKING), percent);
}

static void add_summary(const struct app *app, const struct predict *predict, struct line *line)
{
	add_total(app, predict, predict->whole ? MSG_PREDICT_OVER : MSG_PREDICT_STOPPED, line);
	for (int topic = 0; topic < QUIZ_TOPICS; topic++) {
		if (predict->asked_of[topic] == 0)
			continue;
		line_add(line, "\n");
		line_add(line, app_text(app, MSG_PREDICT_TOPIC),
			 app_text(app, quiz_topic_name((enum quiz_topic)topic)),
			 predict->right_of[topic], predict->asked_of[topic]);
	}
}

static void predict_draw(struct app *app, void *state)
{
	struct predict *predict = state;
	struct line caption = {.used = 0};
	struct ladder ladder;

	keep_up(app, predict);
	ladder = ladder_shown(app, predict);
	switch (predict->stage) {
	case SEEKING: add_progress(app, predict, &caption); break;
	case ASKING: line_add(&caption, "%s", predict->quiz.question); break;
	case TOLD: add_verdict(app, predict, &caption); break;
	case OVER: add_summary(app, predict, &caption); break;
	}
	lesson_draw(app, &ladder, (struct lesson_caption){caption.text, .near = true});
	if (predict->stage == ASKING)
		prompt_draw(app, &predict->prompt, app_text(app, MSG_PREDICT_PROMPT));
}

const struct view view_predict = {
	.screen = SCREEN_PREDICT,
	.open = predict_open,
	.close = predict_close,
	.draw = predict_draw,
	.act = predict_act,
	.typed = predict_typed,
	.waits = predict_waits,
	.work = predict_work,
};
