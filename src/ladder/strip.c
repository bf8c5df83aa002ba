/* The rows around a window of a ladder to scale. */
#include "ladder/strip.h"

#include "tcpladder/error.h"

#include <stdlib.h>
#include <string.h>

/* Beyond the window no more segments than this are looked for: of a flood, a part is drawn. */
enum { BEYOND_MOST = 2048 };

static struct stop stop_at(const struct strip *strip, size_t head, int y)
{
	const struct scale *scale = &strip->scale;

	return (struct stop){
		.head = head,
		.end = scale_end(scale, head),
		.row = scale_row(scale, scale_time(scale, head)),
		.y = y,
		.gap = scale_gap(scale, head),
	};
}

static void add(struct strip *strip, struct stop stop)
{
	if (strip->count == strip->room) {
		strip->room = strip->room ? 2 * strip->room : 64;
		strip->stops = memory_grow(strip->stops, strip->room, sizeof(*strip->stops));
	}
	strip->stops[strip->count++] = stop;
}

/* The row of the head's gap that lies highest. */
static int top_of(const struct stop *stop)
{
	return stop->y - gap_rows(&stop->gap);
}

static void reverse(struct strip *strip)
{
	for (size_t i = 0; i < strip->count / 2; i++) {
		struct stop stop = strip->stops[i];

		strip->stops[i] = strip->stops[strip->count - 1 - i];
		strip->stops[strip->count - 1 - i] = stop;
	}
}

/* From the stop upwards, so long as what left there may still be on its way in the window. */
static void reach_up(struct strip *strip, struct stop stop)
{
	int least = strip->window.y - scale_flight_rows(&strip->scale);
	size_t first = stop.head;

	add(strip, stop);
	while (stop.head > 0 && top_of(&stop) > least && first - stop.head < BEYOND_MOST) {
		size_t head = scale_head(&strip->scale, stop.head - 1);

		/* What crosses a band takes a row more. */
		least -= stop.gap.band;
		stop = stop_at(strip, head, top_of(&stop) - 1);
		add(strip, stop);
	}
	reverse(strip);
}

static void reach_down(struct strip *strip)
{
	int bottom = strip->window.y + strip->window.height;
	int most = bottom + scale_flight_rows(&strip->scale);
	size_t beyond = 0;

	for (;;) {
		const struct stop *last = &strip->stops[strip->count - 1];
		struct stop stop;

		if (last->end >= strip->scale.count || last->y >= most)
			return;
		beyond += last->y >= bottom ? last->end - last->head : 0;
		if (beyond >= BEYOND_MOST)
			return;
		stop = stop_at(strip, last->end, 0);
		stop.y = last->y + 1 + gap_rows(&stop.gap);
		most += stop.gap.band;
		add(strip, stop);
	}
}

struct strip strip_of(const struct view *view, const struct window *window)
{
	struct strip strip = {.view = view, .window = *window};
	struct stop stop;

	strip.scale = scale_of(view->ladder, &view->flow);
	stop = stop_at(&strip, scale_head(&strip.scale, window->from.event), 0);
	stop.y = window->y - window->from.row + gap_rows(&stop.gap);
	reach_up(&strip, stop);
	reach_down(&strip);
	return strip;
}

void strip_free(struct strip *strip)
{
	free(strip->stops);
}

bool strip_shows(const struct strip *strip, int y)
{
	return y >= strip->window.y && y < strip->window.y + strip->window.height;
}

/* --- from a time to a row --- */

/* Nothing is on its way across a fold. */
static bool is_cut_above(const struct strip *strip, size_t stop)
{
	return strip->stops[stop].gap.fold;
}

/* The row of the canvas for a row of the grid above the stop and below the one before. */
static int row_above(const struct stop *stop, int64_t row)
{
	return stop->y - stop->gap.band - (int)(stop->row - row);
}

static int row_before(const struct strip *strip, size_t stop, int64_t row)
{
	while (stop > 0 && !is_cut_above(strip, stop) && strip->stops[stop - 1].row >= row)
		stop--;
	if (strip->stops[stop].row == row)
		return strip->stops[stop].y;
	return row_above(&strip->stops[stop], row);
}

static int row_after(const struct strip *strip, size_t stop, int64_t row)
{
	while (stop + 1 < strip->count && !is_cut_above(strip, stop + 1) &&
	       strip->stops[stop + 1].row <= row)
		stop++;
	if (strip->stops[stop].row == row)
		return strip->stops[stop].y;
	if (stop + 1 < strip->count && !is_cut_above(strip, stop + 1))
		return row_above(&strip->stops[stop + 1], row);
	return strip->stops[stop].y + (int)(row - strip->stops[stop].row);
}

int strip_dot(const struct strip *strip, size_t stop, int64_t ns)
{
	int64_t row = scale_row(&strip->scale, ns);
	int y = strip->stops[stop].y;

	if (row < strip->stops[stop].row)
		y = row_before(strip, stop, row);
	else if (row > strip->stops[stop].row)
		y = row_after(strip, stop, row);
	return SCALE_DOTS * y + scale_dot(&strip->scale, ns);
}
