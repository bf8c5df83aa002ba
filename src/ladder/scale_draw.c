/* Draws the window of a ladder to scale: lifelines, arrows, then all that is written. */
#include "ladder/draw.h"
#include "ladder/label.h"
#include "ladder/strip.h"

#include <stdio.h>
#include <string.h>

enum { TICK_ROWS = 5 }; /* from one mark of time to the next */

/* --- rows --- */

/* Writes the fold's row: both lifelines interrupted, and how long nothing happened. */
static void draw_fold(const struct strip *strip, const struct stop *stop, int y)
{
	const struct view *view = strip->view;
	const struct layout *layout = &view->layout;
	char span[TIME_TEXT];
	char text[TIME_TEXT * 2];
	int width;

	wait_text(stop->gap.folded_ns, span);
	if (stop->gap.back)
		snprintf(text, sizeof(text), "⋮ %s: %s",
			 lang_text(view->ladder->lang, MSG_NOTE_TIME_BACKWARDS), span);
	else
		snprintf(text, sizeof(text), "⋮ %s", span);
	width = canvas_text_width(view->canvas, text);
	canvas_text(view->canvas, layout->a_x, y, 1, INK_DIM, "⋮");
	canvas_text(view->canvas, layout->b_x, y, 1, INK_DIM, "⋮");
	canvas_text(view->canvas, layout->a_x + (layout->inner - width) / 2 + 1, y, -1,
		    stop->gap.back ? INK_NOTICE : INK_DIM, text);
}

/* Bands and first states; they stand above what leads to the head, or right above it. */
static void draw_above(const struct strip *strip, const struct stop *stop, int y)
{
	for (int part = PART_LEFT_OUT; part <= PART_BEFORE; part++) {
		int rows = part_rows(strip->view->ladder, stop->head, (enum part)part);

		if (rows > 0)
			part_draw(strip->view, stop->head, (enum part)part, y);
		y += rows;
	}
}

/* The rows of a stretch that are in the window: a flight takes far more than a window has. */
struct stretch {
	int from;
	int end;
};

static struct stretch in_window(const struct strip *strip, int y, int rows)
{
	int top = strip->window.y, bottom = top + strip->window.height;

	return (struct stretch){y > top ? y : top, y + rows < bottom ? y + rows : bottom};
}

static void draw_lines(const struct strip *strip, int y, int rows)
{
	struct stretch shown = in_window(strip, y, rows);

	lifelines_draw(strip->view, shown.from, shown.end - shown.from);
}

static void draw_lifelines(const struct strip *strip, const struct stop *stop)
{
	const struct gap *gap = &stop->gap;
	int y = stop->y - gap_rows(gap);

	draw_lines(strip, y, gap->tail);
	y += gap->tail;
	if (gap->fold)
		draw_fold(strip, stop, y++);
	y += gap->above;
	draw_lines(strip, y, gap->lead + gap->plain);
	draw_lines(strip, stop->y, 1 + scale_trail(&strip->scale, stop->head));
}

static void draw_bands(const struct strip *strip, const struct stop *stop)
{
	const struct gap *gap = &stop->gap;

	if (gap->above > 0)
		draw_above(strip, stop, stop->y - gap_rows(gap) + gap->tail + gap->fold);
	if (gap->band > 0)
		draw_above(strip, stop, stop->y - gap->band);
}

static void draw_time(const struct strip *strip, const struct stop *stop)
{
	const struct view *view = strip->view;
	int end = view->layout.time_x + view->layout.time_width;
	char time[TIME_TEXT];

	time_text(view, stop->head, time);
	canvas_text(view->canvas, end - canvas_text_width(view->canvas, time), stop->y, -1, INK_DIM,
		    time);
}

/* A mark in a row of the grid between those of segments, so that the scale can be read off. */
static void draw_tick(const struct strip *strip, int64_t row, int y)
{
	const struct view *view = strip->view;
	int end = view->layout.time_x + view->layout.time_width;
	char tick[TIME_TEXT];
	int before;

	if (row % TICK_ROWS != 0)
		return;
	tick_text(view, row * strip->scale.row_ns, tick);
	before = (int)strcspn(tick, ".");
	canvas_text(view->canvas, end - view->decimals - 1 - before, y, -1, INK_DIM, tick);
}

/* In so many rows of the canvas from y on, the first of which is that row of the grid. */
static void draw_ticks_in(const struct strip *strip, int64_t row, int y, int rows)
{
	struct stretch shown = in_window(strip, y, rows);

	for (int at = shown.from; at < shown.end; at++)
		draw_tick(strip, row + (at - y), at);
}

static void draw_ticks(const struct strip *strip, size_t index)
{
	const struct stop *stop = &strip->stops[index];
	int lead = stop->gap.lead + stop->gap.plain;

	if (strip->view->ladder->time == TIME_DELTA)
		return;
	draw_ticks_in(strip, stop->row - lead, stop->y - stop->gap.band - lead, lead);
	draw_ticks_in(strip, stop->row + 1, stop->y + 1, scale_trail(&strip->scale, stop->head));
	if (index == 0)
		return;
	stop--;
	draw_ticks_in(strip, stop->row + 1, stop->y + 1, stop[1].gap.tail);
}

/* --- waits --- */

/* The rows since the segment before belong to the wait: where there are none, the words tell. */
static void draw_wait(const struct strip *strip, const struct stop *stop, size_t event)
{
	const struct view *view = strip->view;
	const struct event *at = view_event(view, event);
	int rows = stop->gap.plain + stop->gap.lead + stop->gap.fold;
	int first = stop->y - stop->gap.band - rows - (stop->gap.fold ? stop->gap.above : 0);
	char span[TIME_TEXT];
	char both[TIME_TEXT * 4];
	struct stretch shown;

	if (rows == 0 || segment_wait(view->ladder, event) == 0)
		return;
	wait_text(segment_wait(view->ladder, event), span);
	snprintf(both, sizeof(both), "%s %s", wait_word(view, event), span);
	beside_draw(view, at->side, &(struct beside){"┊", both, span}, first);
	shown = in_window(strip, first + 1, rows - 1 + (stop->gap.fold ? stop->gap.above : 0));
	for (int y = shown.from; y < shown.end; y++)
		beside_draw(view, at->side, &(struct beside){"┊", "", ""}, y);
}

static void draw_waits(const struct strip *strip, const struct stop *stop)
{
	for (size_t i = stop->head; i < stop->end; i++) {
		if (segment_wait(strip->view->ladder, i) == 0)
			continue;
		draw_wait(strip, stop, i);
		return;
	}
}

/* --- arrows --- */

/* Several segments of one moment are one line. */
static bool same_line(const struct course *a, const struct course *b)
{
	return a->arrow.side == b->arrow.side && a->arrow.ink == b->arrow.ink &&
	       a->arrow.lost == b->arrow.lost && a->arrow.resent == b->arrow.resent &&
	       a->arrow.damaged == b->arrow.damaged && a->tail.y == b->tail.y &&
	       a->head.y == b->head.y;
}

/* Colours lie over plain lines, whatever came first. */
static bool is_plain(const struct course *course)
{
	return course->arrow.ink == INK_A || course->arrow.ink == INK_B;
}

static void draw_arrows(const struct strip *strip, bool plain)
{
	struct course last[2] = {{.tail = {-1, 0}}, {.tail = {-1, 0}}};

	for (size_t s = 0; s < strip->count; s++) {
		const struct stop *stop = &strip->stops[s];

		for (size_t i = stop->head; i < stop->end; i++) {
			struct course course = course_of(strip, s, i);
			struct course *before = &last[course.arrow.side];

			if (!ladder_picked(strip->view->ladder, i) || is_plain(&course) != plain ||
			    (before->tail.x >= 0 && same_line(before, &course)))
				continue;
			course_draw(strip, &course);
			*before = course;
		}
	}
}

static void draw_unseen(const struct strip *strip)
{
	for (size_t s = 0; s < strip->count; s++) {
		const struct stop *stop = &strip->stops[s];

		for (size_t i = stop->head; i < stop->end; i++) {
			if (ladder_picked(strip->view->ladder, i) &&
			    segment_has_unseen(view_event(strip->view, i), i)) {
				struct course course = course_unseen(strip, s, i);

				course_draw(strip, &course);
			}
		}
	}
}

static void write_state(const struct strip *strip, size_t event, enum side side, int y)
{
	const struct layout *layout = &strip->view->layout;
	int x = side == SIDE_A ? layout->a_x - 1 - layout->state_width : layout->b_x + 2;

	if (!strip_shows(strip, y) || !state_is_news(strip->view, event, side))
		return;
	canvas_text(strip->view->canvas, x, y, layout->state_width, INK_PLAIN,
		    "                    ");
	state_draw(strip->view, side, view_event(strip->view, event)->state[side], y);
}

/* The sender's state where it left, the receiver's where it arrived: of several, the last. */
static void draw_states(const struct strip *strip)
{
	for (size_t s = 0; s < strip->count; s++) {
		const struct stop *stop = &strip->stops[s];

		for (size_t i = stop->head; i < stop->end; i++) {
			enum side side = view_event(strip->view, i)->side;
			enum side peer = side == SIDE_A ? SIDE_B : SIDE_A;
			struct course course;

			if (!state_is_news(strip->view, i, side) &&
			    !state_is_news(strip->view, i, peer))
				continue;
			course = course_of(strip, s, i);
			write_state(strip, i, side, course_row(strip, &course, 0));
			write_state(strip, i, peer,
				    course_row(strip, &course, strip->view->layout.inner - 1));
		}
	}
}

/* --- the cursor --- */

/* Over all others, with every cell of its line marked. */
static void draw_selected(const struct strip *strip, size_t stop)
{
	struct course course = course_of(strip, stop, strip->view->ladder->selected);
	int end = strip->window.y + strip->window.height;
	int from, to;

	course_draw(strip, &course);
	for (int y = strip->window.y; y < end; y++)
		if (course_cells(&course, y, &from, &to))
			canvas_select(strip->view->canvas, from, y, to - from + 1, 1);
}

static void draw_cursor(const struct strip *strip)
{
	size_t selected = strip->view->ladder->selected;

	for (size_t s = 0; s < strip->count; s++) {
		const struct stop *stop = &strip->stops[s];

		if (selected < stop->head || selected >= stop->end)
			continue;
		draw_selected(strip, s);
		if (!strip_shows(strip, stop->y))
			return;
		canvas_text(strip->view->canvas, 0, stop->y, 1, INK_PLAIN, ">");
		canvas_select(strip->view->canvas, 0, stop->y, strip->view->layout.a_x, 1);
	}
}

/* --- all of it --- */

static void draw_written(const struct strip *strip)
{
	for (size_t s = 0; s < strip->count; s++) {
		const struct stop *stop = &strip->stops[s];

		draw_ticks(strip, s);
		draw_bands(strip, stop);
		draw_waits(strip, stop);
		if (strip_shows(strip, stop->y))
			draw_time(strip, stop);
	}
	strip_label(strip);
}

void scale_draw(const struct view *view, const struct window *window)
{
	struct strip strip = strip_of(view, window);

	for (size_t s = 0; s < strip.count; s++)
		draw_lifelines(&strip, &strip.stops[s]);
	draw_unseen(&strip);
	draw_arrows(&strip, true);
	draw_arrows(&strip, false);
	draw_states(&strip);
	draw_cursor(&strip);
	draw_written(&strip);
	strip_free(&strip);
}
