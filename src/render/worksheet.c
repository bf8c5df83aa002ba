/* Ladders with questions between their arrows, and the answers on another page. */
#include "render/worksheet.h"

#include "render/paragraph.h"
#include "render/rows.h"
#include "render/stream.h"
#include "tcpladder/canvas.h"
#include "tcpladder/quiz.h"

#include <stdio.h>

enum { INDENT = 4, LINE_TEXT = 2 * QUIZ_TEXT, HEAD_ROWS = 8 };

struct worksheet {
	const struct render *render;
	struct ladder ladder;
	struct canvas *line; /* of one row */
	struct error *error;
	size_t number; /* of the last question */
	bool answers;  /* this is their page */
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
	int result;

	canvas = canvas_new(sheet->ladder.width, HEAD_ROWS, sheet->render->glyphs);
	ladder_title(&sheet->ladder, canvas, (struct title_room){1, sheet->ladder.width},
		     tracker_flows(sheet->render->tracker));
	if (!sheet->answers)
		ladder_heading(&sheet->ladder, canvas, 1);
	result = rows_write(sheet->render, canvas,
			    sheet->answers ? 1 : 1 + ladder_heading_rows(&sheet->ladder),
			    sheet->error);
	canvas_free(canvas);
	return result;
}

static int write_flow(struct worksheet *sheet)
{
	int result = write_head(sheet);
	struct quiz quiz;

	for (size_t i = 0; i < flow_events(sheet->ladder.flow) && result == 0; i++) {
		bool asked = quiz_ask(&sheet->ladder, i, sheet->render->seed, &quiz);

		sheet->number += asked;
		if (asked)
			result = sheet->answers ? write_answer(sheet, &quiz)
						: write_question(sheet, &quiz);
		if (result == 0 && !sheet->answers)
			result = write_rows(sheet, i);
	}
	return result < 0 ? -1 : write_blank(sheet);
}

/* The page of questions, or that of answers. */
static int write_page(struct worksheet *sheet, const size_t *indices, size_t count)
{
	int result = 0;

	sheet->number = 0;
	for (size_t i = 0; i < count && result == 0; i++) {
		sheet->ladder.flow = tracker_flow(sheet->render->tracker, indices[i]);
		result = write_flow(sheet);
	}
	return result;
}

int worksheet_flows(const struct render *render, const size_t *indices, size_t count,
		    struct error *error)
{
	struct worksheet sheet = {.render = render, .ladder = render->ladder, .error = error};
	int result;

	sheet.line = canvas_new(render->ladder.width, 1, render->glyphs);
	sheet.ladder.selected = SIZE_MAX;
	/* To scale, an arrow shares its rows with others: there is no place for a question. */
	if (sheet.ladder.style == LADDER_SCALE)
		sheet.ladder.style = LADDER_SLOPED;
	result = paragraph_about(render, sheet.line, error);
	if (result == 0)
		result = write_page(&sheet, indices, count);
	if (result == 0) {
		fputc('\f', render->out);
		sheet.answers = true;
		result = write_text(&sheet, INK_HEADING,
				    lang_text(render->ladder.lang, MSG_QUIZ_ANSWERS));
	}
	if (result == 0)
		result = write_page(&sheet, indices, count);
	canvas_free(sheet.line);
	return result < 0 ? -1 : stream_check(render->out, error);
}
