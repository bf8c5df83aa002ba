/* Words in a row that several segments share: the weightiest first, so far as there is room. */
#include "ladder/label.h"
#include "ladder/strip.h"

#include "tcpladder/error.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	PICKS = 6,    /* labels that a row can have at most */
	LEAST = 9,    /* cells for words: "seq=1301" */
	FULL = 19,    /* "seq=1301  100 bytes" */
	BESIDE = 1,   /* cells from the line to its words */
	UPON_ENDS = 3 /* cells of a flat line that stay free of words at either end */
};

enum { SELECTED_WEIGHT = 1000, PLAIN_WEIGHT = 20 };

struct pick {
	size_t stop;
	size_t event;
	bool unseen; /* what was not captured before the event */
	int weight;
};

/* The weightiest of a row's segments, in that order; of equals, the first. */
struct picks {
	struct pick pick[PICKS];
	int count;
	size_t offered;
};

/* Cells of a row, both included. */
struct run {
	int from;
	int to;
};

static int weight_of(const struct strip *strip, size_t index)
{
	const struct event *event = view_event(strip->view, index);
	int weight = event->len > 0 ? 2 : 1;

	if (index == strip->view->ladder->selected)
		return SELECTED_WEIGHT;
	for (enum note note = 0; note < NOTE_COUNT; note++)
		if (event_has(event, note) && PLAIN_WEIGHT + note_weight(note) > weight)
			weight = PLAIN_WEIGHT + note_weight(note);
	if ((event->flags & (TCP_SYN | TCP_FIN | TCP_RST)) && weight < PLAIN_WEIGHT)
		weight = PLAIN_WEIGHT;
	return weight;
}

static void offer(struct picks *picks, struct pick pick)
{
	int at = picks->count < PICKS ? picks->count++ : PICKS;

	picks->offered++;
	while (at > 0 && picks->pick[at - 1].weight < pick.weight) {
		if (at < PICKS)
			picks->pick[at] = picks->pick[at - 1];
		at--;
	}
	if (at < PICKS)
		picks->pick[at] = pick;
}

static struct course course_of_pick(const struct strip *strip, const struct pick *pick)
{
	return pick->unseen ? course_unseen(strip, pick->stop, pick->event)
			    : course_of(strip, pick->stop, pick->event);
}

/*
 * Words stand where an arrow leaves. Of what arrives where the capture was taken they stand in the
 * row above, so that an answer and what follows it at once do not compete.
 */
static int row_of_words(const struct strip *strip, const struct stop *stop,
			const struct course *course)
{
	enum side peer = course->arrow.side == SIDE_A ? SIDE_B : SIDE_A;
	int landing = course_row(strip, course, strip->view->layout.inner - 1);
	int from, to;

	if (strip->scale.flight.end[peer] != END_MEASURED)
		return course_row(strip, course, 0);
	if (stop->gap.band == 0 && course_cells(course, landing - 1, &from, &to))
		return landing - 1;
	return landing;
}

/* What its sender sent right after has words in the same place: these stand one row further in. */
static int row_of_pick(const struct strip *strip, const struct pick *pick)
{
	const struct stop *stop = &strip->stops[pick->stop];
	struct course seen = course_of(strip, pick->stop, pick->event), unseen;
	int row = row_of_words(strip, stop, &seen), further, from, to;

	if (!pick->unseen)
		return row;
	unseen = course_unseen(strip, pick->stop, pick->event);
	if (unseen.arrow.side != seen.arrow.side)
		return row_of_words(strip, stop, &unseen);
	further = row == course_row(strip, &seen, 0) ? row + 1 : row - 1;
	return course_cells(&unseen, further, &from, &to) ? further : row;
}

/* Adds the pick to those of its row, if that is in the window. */
static void offer_row(const struct strip *strip, struct picks *rows, struct pick pick)
{
	int y = row_of_pick(strip, &pick);

	if (strip_shows(strip, y))
		offer(&rows[y - strip->window.y], pick);
}

static void offer_stop(const struct strip *strip, struct picks *rows, size_t index)
{
	const struct stop *stop = &strip->stops[index];

	for (size_t i = stop->head; i < stop->end; i++) {
		struct pick pick = {index, i, false, weight_of(strip, i)};

		if (!ladder_picked(strip->view->ladder, i))
			continue;
		offer_row(strip, rows, pick);
		if (!segment_has_unseen(view_event(strip->view, i), i))
			continue;
		pick.unseen = true;
		pick.weight = PLAIN_WEIGHT;
		offer_row(strip, rows, pick);
	}
}

/* --- where there is room --- */

/* Words never cover words; lines they may, where they must. */
static bool is_free(const struct strip *strip, int x, int y, bool upon)
{
	const struct cell *cell = canvas_cell(strip->view->canvas, x, y);

	return !cell->text && (upon || !cell->dots);
}

/* From a cell in a direction, up to what is not free and a blank before it. */
static int reach(const struct strip *strip, struct dot at, int step, bool upon)
{
	const struct layout *layout = &strip->view->layout;
	int x = at.x;

	while (x > layout->a_x && x < layout->b_x && is_free(strip, x, at.y, upon))
		x += step;
	return x - 2 * step;
}

/* Both sides of the line's cells in this row; the wider is better. */
static struct run beside(const struct strip *strip, struct run line, int y, bool upon)
{
	struct run right = {line.to + BESIDE, 0}, left = {0, line.from - BESIDE};

	right.to = reach(strip, (struct dot){line.to + 1, y}, 1, upon);
	left.from = reach(strip, (struct dot){line.from - 1, y}, -1, upon);
	return right.to - right.from >= left.to - left.from ? right : left;
}

static int run_width(struct run run)
{
	return run.to - run.from + 1;
}

/* The room for an arrow's words, which stand upon it where it fills the row. */
static struct run room_for(const struct strip *strip, struct run line, int y, bool must)
{
	const struct layout *layout = &strip->view->layout;
	struct run run;

	if (run_width(line) + LEAST + 2 > layout->inner) {
		run.from = layout->a_x + 1 + UPON_ENDS;
		run.to = layout->b_x - 1 - UPON_ENDS;
		for (int x = run.from; x <= run.to; x++)
			if (!is_free(strip, x, y, true))
				return (struct run){0, -1};
		return run;
	}
	run = beside(strip, line, y, false);
	return must && run_width(run) < FULL ? beside(strip, line, y, true) : run;
}

/* --- the words --- */

/* Where words in the run begin, so that they are next to their line. */
static int beginning(struct run run, struct run line, const struct course *course, int width)
{
	bool flat = run.from > line.from && run.to < line.to;
	bool right = flat ? course->arrow.side == SIDE_A : run.from > line.to;

	return right ? run.from : run.to - width + 1;
}

static void write_words(const struct strip *strip, const struct label_line *words, int x, int y)
{
	struct canvas *canvas = strip->view->canvas;

	canvas_text(canvas, x - 1, y, 1, INK_PLAIN, " ");
	label_draw(strip->view, words, x, y);
	canvas_text(canvas, x + words->width, y, 1, INK_PLAIN, " ");
}

static void find_words(const struct strip *strip, const struct pick *pick, int cells,
		       struct label *label)
{
	struct label_room room = {1, {cells, 0}};

	if (pick->unseen)
		label_unseen(strip->view, pick->event, room, label);
	else
		label_segment(strip->view, pick->event, room, label);
}

static bool write_pick(const struct strip *strip, const struct pick *pick, int y)
{
	struct course course = course_of_pick(strip, pick);
	struct label label;
	struct run line, run;
	int x, width;

	if (!course_cells(&course, y, &line.from, &line.to))
		return false;
	run = room_for(strip, line, y, pick->weight >= PLAIN_WEIGHT);
	if (run_width(run) < LEAST)
		return false;
	find_words(strip, pick, run_width(run), &label);
	width = label.line[0].width;
	if (width == 0)
		return false;
	x = beginning(run, line, &course, width);
	write_words(strip, &label.line[0], x, y);
	if (pick->event == strip->view->ladder->selected)
		canvas_select(strip->view->canvas, x - 1, y, width + 2, 1);
	return true;
}

/* "+3" beyond a lifeline, where nothing else stands. */
static void write_rest(const struct strip *strip, size_t rest, int y)
{
	const struct layout *layout = &strip->view->layout;
	struct canvas *canvas = strip->view->canvas;
	char text[24];
	int width = snprintf(text, sizeof(text), "+%zu", rest);
	int b_x = layout->b_x + 2, a_x = layout->a_x - 1 - width;

	if (rest == 0)
		return;
	if (!canvas_cell(canvas, layout->a_x - 2, y)->text)
		canvas_text(canvas, a_x, y, width, INK_DIM, text);
	else if (!canvas_cell(canvas, b_x, y)->text)
		canvas_text(canvas, b_x, y, width, INK_DIM, text);
}

static void write_row(const struct strip *strip, const struct picks *picks, int y)
{
	size_t written = 0;

	for (int i = 0; i < picks->count; i++)
		written += write_pick(strip, &picks->pick[i], y);
	write_rest(strip, picks->offered - written, y);
}

void strip_label(const struct strip *strip)
{
	size_t height = (size_t)strip->window.height;
	struct picks *rows = memory_zero(height, sizeof(*rows));

	for (size_t i = 0; i < strip->count; i++)
		offer_stop(strip, rows, i);
	for (size_t i = 0; i < height; i++)
		write_row(strip, &rows[i], strip->window.y + (int)i);
	free(rows);
}
