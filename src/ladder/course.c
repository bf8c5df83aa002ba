/* The line of an arrow to scale: where it runs, and which part of it is an estimate. */
#include "ladder/label.h"
#include "ladder/strip.h"

enum {
	WHOLE = 1000, /* the way from end to end, in thousandths */
	DASHED = 3,   /* dots from one to the next: estimated */
	DOTTED = 6    /* not captured */
};

/*
 * What was captured is a full line around the point of capture, up to half of the way, and dotted
 * towards an end whose time is estimated.
 */
static void split(const struct flight *flight, struct course *course)
{
	enum side from = course->arrow.side, to = from == SIDE_A ? SIDE_B : SIDE_A;
	int64_t whole = flight_whole(flight);
	int at = WHOLE / 2;

	if (whole > 0)
		at = (int)((double)flight->way_ns[from] / (double)whole * WHOLE);
	if (flight->end[from] == END_MEASURED) {
		course->solid_from = 0;
		course->solid_to = WHOLE / 2;
	} else if (flight->end[to] == END_MEASURED) {
		course->solid_from = WHOLE / 2;
		course->solid_to = WHOLE;
	} else {
		course->solid_from = at > WHOLE / 4 ? at - WHOLE / 4 : 0;
		course->solid_to = at < WHOLE - WHOLE / 4 ? at + WHOLE / 4 : WHOLE;
	}
}

static void set_columns(const struct strip *strip, struct course *course)
{
	int left = 2 * (strip->view->layout.a_x + 1);
	int right = 2 * strip->view->layout.b_x - 1;
	bool from_a = course->arrow.side == SIDE_A;

	course->tail.x = from_a ? left : right;
	course->head.x = from_a ? right : left;
}

/* A clock that jumps within a flight may turn a line upside down: it is drawn flat. */
static void set_rows(struct course *course, int tail, int head)
{
	course->tail.y = tail;
	course->head.y = head < tail ? tail : head;
}

struct course course_of(const struct strip *strip, size_t stop, size_t event)
{
	const struct event *at = view_event(strip->view, event);
	const struct flight *flight = &strip->scale.flight;
	struct course course = {.arrow = arrow_of(at)};

	split(flight, &course);
	set_columns(strip, &course);
	set_rows(&course, strip_dot(strip, stop, flight_leaves(flight, at)),
		 strip_dot(strip, stop, flight_lands(flight, at)));
	return course;
}

/* Sent by the same end, it left before; by the other, it had arrived when this one left. */
struct course course_unseen(const struct strip *strip, size_t stop, size_t event)
{
	const struct flight *flight = &strip->scale.flight;
	const struct event *at = view_event(strip->view, event);
	struct course seen = course_of(strip, stop, event);
	enum side side = unseen_side(at, event);
	struct course course = {.arrow = {.side = side, .unseen = true, .ink = INK_NOTICE}};
	int64_t left = flight_leaves(flight, at) - flight_whole(flight);

	set_columns(strip, &course);
	if (side == seen.arrow.side)
		set_rows(&course, seen.tail.y - 1, seen.head.y - 1);
	else
		set_rows(&course, strip_dot(strip, stop, left) - 1, seen.tail.y - 1);
	return course;
}

/* To the nearest. */
static int part_of(int64_t size, int thousandths)
{
	int64_t twice = 2 * size * thousandths;

	return (int)((twice < 0 ? twice - WHOLE : twice + WHOLE) / (2 * WHOLE));
}

/* The dot so many thousandths of the way along. */
static struct dot along(const struct course *course, int thousandths)
{
	return (struct dot){course->tail.x + part_of(course->head.x - course->tail.x, thousandths),
			    course->tail.y + part_of(course->head.y - course->tail.y, thousandths)};
}

static int bounded(int64_t part, int64_t whole)
{
	return part < 0 ? 0 : part > whole ? WHOLE : (int)(part * WHOLE / whole);
}

bool course_cells(const struct course *course, int y, int *from, int *to)
{
	int top = SCALE_DOTS * y - course->tail.y, bottom = top + SCALE_DOTS - 1;
	int fall = course->head.y - course->tail.y;
	int first = 0, last = WHOLE;

	if (bottom < 0 || top > fall)
		return false;
	/* Where the line is rounded to, it may be a dot nearer. */
	if (fall > 0) {
		first = bounded(top - 1, fall);
		last = bounded(bottom + 1, fall);
	}
	*from = along(course, first).x / 2;
	*to = along(course, last).x / 2;
	if (*from > *to) {
		int swap = *from;

		*from = *to;
		*to = swap;
	}
	return true;
}

int course_end(const struct strip *strip, const struct course *course)
{
	return course->arrow.lost ? arrow_break(strip->view) : strip->view->layout.inner - 1;
}

int course_row(const struct strip *strip, const struct course *course, int cell)
{
	int cells = strip->view->layout.inner - 1;
	int64_t fall = course->head.y - course->tail.y;

	int dot = course->tail.y + (int)(fall * cell / cells);

	/* Above the canvas rows are negative. */
	return dot / SCALE_DOTS - (dot % SCALE_DOTS < 0);
}

static void draw_part(const struct strip *strip, const struct course *course, int from, int to,
		      int step)
{
	if (from < to)
		canvas_line(strip->view->canvas, along(course, from), along(course, to), step,
			    course->arrow.ink);
}

static void draw_line(const struct strip *strip, const struct course *course)
{
	int end = course_end(strip, course) * WHOLE / (strip->view->layout.inner - 1);
	int from = course->solid_from < end ? course->solid_from : end;
	int to = course->solid_to < end ? course->solid_to : end;

	if (course->arrow.unseen) {
		draw_part(strip, course, 0, end, DOTTED);
		return;
	}
	draw_part(strip, course, 0, from, DASHED);
	draw_part(strip, course, from, to, 1);
	draw_part(strip, course, to, end, DASHED);
}

void course_draw(const struct strip *strip, const struct course *course)
{
	const struct view *view = strip->view;
	int end = course_end(strip, course);
	int middle = view->layout.inner / 2 - 1;

	draw_line(strip, course);
	arrow_mark_again(view, &course->arrow, middle, course_row(strip, course, middle));
	arrow_mark_end(view, &course->arrow, end, course_row(strip, course, end));
}
