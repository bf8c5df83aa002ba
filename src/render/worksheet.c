/* Ladders with questions between their arrows, and the answers on another page. */
#include "render/worksheet.h"

#include "render/paragraph.h"
#include "render/rows.h"
#include "render/stream.h"
#include "tcpladder/canvas.h"
#include "tcpladder/quiz.h"

#include <stdio.h>

enum {
	INDENT = 4,
	LINE_TEXT = 2 * QUIZ_TEXT,
	HEAD_ROWS = 8,
	QUESTIONS_MOST = 40, /* in a worksheet */
	QUESTIONS_LEAST = 5, /* of a flow, where there are many */
	SEGMENTS_MOST = 200, /* drawn without leaving any out */
	LOOK_BACK = 256,     /* where what a question rests on is looked for */
	FIRST = 3,
	NEAREST = 3, /* segments that are drawn: of the flow, and before a question */
	PICKS = FIRST + QUESTIONS_MOST * (NEAREST + 5)
};

struct worksheet {
	const struct render *render;
	struct ladder ladder;
	struct canvas *line; /* of one row */
	struct error *error;
	size_t number;         /* of the last question */
	bool answers;          /* this is their page */
	struct quiz_plan plan; /* of the flow */
	struct ladder_picks picks;
	uint32_t picked[PICKS];
};

static int write_text(const struct worksheet *sheet, enum ink ink, const char *text)
{
	const struct paragraph paragraph = {ink, 0, INDENT, NULL};

	return paragraph_write(sheet->render, sheet->line, &paragraph, text, sheet->error);
}

static int write_blank(const struct worksheet *sheet)
{
	canvas_clear(sheet->line);
	return rows_write(sheet->render, sheet->line, 1, sheet->error);
}

static int write_rows(const struct worksheet *sheet, size_t event)
{
	int rows = ladder_rows(&sheet->ladder, event), result;
	struct canvas *canvas;

	if (rows == 0)
		return 0;
	canvas = canvas_new(sheet->ladder.width, rows, sheet->render->glyphs);
	ladder_draw(&sheet->ladder, canvas, 0, rows, (struct ladder_place){event, 0});
	result = rows_write(sheet->render, canvas, rows, sheet->error);
	canvas_free(canvas);
	return result;
}

static int write_question(const struct worksheet *sheet, const struct quiz *quiz)
{
	char text[LINE_TEXT];

	snprintf(text, sizeof(text), "%zu. %s  ______________", sheet->number, quiz->question);
	return write_blank(sheet) < 0 ? -1 : write_text(sheet, INK_NOTICE, text);
}

static int write_answer(const struct worksheet *sheet, const struct quiz *quiz)
{
	char text[LINE_TEXT];

	snprintf(text, sizeof(text), "%zu. %s  %s", sheet->number, quiz->answer, quiz->why);
	return write_text(sheet, INK_PLAIN, text);
}

static int write_head(const struct worksheet *sheet)
{
	struct canvas *canvas;
	int result, rows;

	canvas = canvas_new(sheet->ladder.width, HEAD_ROWS, sheet->render->glyphs);
	rows = ladder_title_rows(&sheet->ladder, canvas, tracker_flows(sheet->render->tracker));
	if (!sheet->answers) {
		ladder_heading(&sheet->ladder, canvas, rows);
		rows += ladder_heading_rows(&sheet->ladder);
	}
	result = rows_write(sheet->render, canvas, rows, sheet->error);
	canvas_free(canvas);
	return result;
}

/* --- which segments are drawn --- */

static void pick(struct worksheet *sheet, size_t event)
{
	size_t at = sheet->picks.count;

	if (!flow_has(sheet->ladder.flow, event))
		return;
	while (at > 0 && sheet->picked[at - 1] > event)
		at--;
	if (at > 0 && sheet->picked[at - 1] == event)
		return;
	for (size_t i = sheet->picks.count++; i > at; i--)
		sheet->picked[i] = sheet->picked[i - 1];
	sheet->picked[at] = (uint32_t)event;
}

/* The nearest segment before of this side that used up numbers, and the other side's last ACK. */
static void pick_sources(struct worksheet *sheet, size_t index)
{
	const struct flow *flow = sheet->ladder.flow;
	size_t first = flow_first(flow);
	size_t stop = index > first + LOOK_BACK ? index - LOOK_BACK : first;
	unsigned side = flow_event(flow, index)->side;
	bool mine = false, other = false;

	for (size_t i = index; i-- > stop && !(mine && other);) {
		const struct event *event = flow_event(flow, i);
		bool wanted = event->side == side ? !mine && event_span(event) > 0
						  : !other && (event->flags & TCP_ACK);

		if (wanted)
			pick(sheet, i);
		mine |= wanted && event->side == side;
		other |= wanted && event->side != side;
	}
}

/* A question, what it follows from, and what is nearest before it. */
static void pick_question(struct worksheet *sheet, size_t index)
{
	for (size_t i = 0; i <= NEAREST && i <= index; i++)
		pick(sheet, index - i);
	pick(sheet, ladder_answered(&sheet->ladder, index));
	pick(sheet, flow_event(sheet->ladder.flow, index)->about);
	pick_sources(sheet, index);
}

static void plan_flow(struct worksheet *sheet, size_t most)
{
	quiz_plan(&sheet->ladder, sheet->render->seed, most, &sheet->plan);
	sheet->ladder.picks = NULL;
	if (sheet->plan.all && flow_events(sheet->ladder.flow) <= SEGMENTS_MOST)
		return;
	sheet->picks = (struct ladder_picks){sheet->picked, 0};
	for (size_t i = 0; i < FIRST; i++)
		pick(sheet, flow_first(sheet->ladder.flow) + i);
	for (size_t i = 0; i < sheet->plan.count; i++)
		pick_question(sheet, sheet->plan.event[i]);
	sheet->ladder.picks = &sheet->picks;
}

/* --- a flow --- */

static int write_event(struct worksheet *sheet, size_t event, bool asked)
{
	struct quiz quiz;
	int result = 0;

	sheet->ladder.blank.parts = 0;
	if (asked && quiz_ask(&sheet->ladder, event, sheet->render->seed, &quiz)) {
		sheet->number++;
		sheet->ladder.blank = quiz.blank;
		result = sheet->answers ? write_answer(sheet, &quiz) : write_question(sheet, &quiz);
	}
	if (result == 0 && !sheet->answers)
		result = write_rows(sheet, event);
	return result;
}

static size_t last_drawn(const struct ladder *ladder)
{
	return ladder_pick_at(ladder, ladder_picks_count(ladder) - 1);
}

/* How many segments come behind the last that is drawn. */
static int write_rest(const struct worksheet *sheet)
{
	size_t rest = flow_events(sheet->ladder.flow) - 1 - last_drawn(&sheet->ladder);
	const struct lang *lang = sheet->ladder.lang;
	char text[LINE_TEXT];

	if (rest == 0 || sheet->answers)
		return 0;
	snprintf(text, sizeof(text), lang_text(lang, rest == 1 ? MSG_LEFT_OUT_ONE : MSG_LEFT_OUT),
		 rest);
	return write_text(sheet, INK_DIM, text);
}

static int write_choice(const struct worksheet *sheet)
{
	char text[LINE_TEXT];

	if (sheet->plan.all || sheet->answers)
		return 0;
	snprintf(text, sizeof(text), lang_text(sheet->ladder.lang, MSG_QUIZ_CHOICE),
		 sheet->plan.count);
	return write_text(sheet, INK_NOTICE, text);
}

static int write_flow(struct worksheet *sheet)
{
	const struct ladder *ladder = &sheet->ladder;
	size_t planned = 0;
	int result = write_choice(sheet);

	if (result == 0)
		result = write_head(sheet);
	for (size_t i = ladder_next(ladder, 0); i < ladder_events(ladder) && result == 0;
	     i = ladder_next(ladder, i + 1)) {
		bool asked = planned < sheet->plan.count && sheet->plan.event[planned] == i;

		planned += asked;
		result = write_event(sheet, i, asked);
	}
	if (result == 0)
		result = write_rest(sheet);
	return result < 0 ? -1 : write_blank(sheet);
}

/* What is behind the last flow that is asked about. */
static int write_end(const struct worksheet *sheet, size_t left)
{
	const struct lang *lang = sheet->ladder.lang;
	char text[LINE_TEXT];

	if (sheet->number == 0)
		return write_text(sheet, INK_NOTICE, lang_text(lang, MSG_QUIZ_NONE));
	if (left == 0 || sheet->answers)
		return 0;
	snprintf(text, sizeof(text), lang_text(lang, MSG_QUIZ_FLOWS_LEFT), left);
	return write_text(sheet, INK_NOTICE, text);
}

/* So many questions that each flow that is left has its part. */
static size_t share_of(size_t questions, size_t flows)
{
	size_t share = questions / flows;

	if (share < QUESTIONS_LEAST)
		share = QUESTIONS_LEAST;
	return share < questions ? share : questions;
}

/* The page of questions, or that of answers. */
static int write_page(struct worksheet *sheet, const size_t *indices, size_t count)
{
	size_t left = QUESTIONS_MOST, at = 0;
	int result = 0;

	sheet->number = 0;
	for (; at < count && left > 0 && result == 0; at++) {
		sheet->ladder.flow = tracker_flow(sheet->render->tracker, indices[at]);
		plan_flow(sheet, share_of(left, count - at));
		left -= sheet->plan.count;
		if (sheet->plan.count > 0)
			result = write_flow(sheet);
	}
	return result < 0 ? -1 : write_end(sheet, count - at);
}

int worksheet_flows(const struct render *render, const size_t *indices, size_t count,
		    struct error *error)
{
	struct worksheet sheet = {.render = render, .ladder = render->ladder, .error = error};
	int result;

	sheet.line = canvas_new(render->ladder.width, 1, render->glyphs);
	sheet.ladder.selected = SIZE_MAX;
	sheet.ladder.remarks = NULL; /* they tell too much */
	/* To scale, an arrow shares its rows with others: there is no place for a question. */
	if (sheet.ladder.style == LADDER_SCALE)
		sheet.ladder.style = LADDER_SLOPED;
	result = paragraph_about(render, sheet.line, error);
	if (result == 0)
		result = write_page(&sheet, indices, count);
	if (result == 0 && sheet.number > 0) {
		fputc('\f', render->out);
		sheet.answers = true;
		result = write_text(&sheet, INK_HEADING,
				    lang_text(render->ladder.lang, MSG_QUIZ_ANSWERS));
	}
	if (result == 0 && sheet.answers)
		result = write_page(&sheet, indices, count);
	canvas_free(sheet.line);
	return result < 0 ? -1 : stream_check(render->out, error);
}
