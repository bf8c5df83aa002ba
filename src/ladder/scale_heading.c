/* What a ladder to scale says of itself: the time of a row, and whose times are estimated. */
#include "ladder/scale.h"

#include <stdio.h>

enum { HEADING_TEXT = 256 };

static const char *say(const struct view *view, enum message message)
{
	return lang_text(view->ladder->lang, message);
}

/* "≈ 10.1 ms", or that it is not known. */
static void way_text(const struct view *view, const struct flight *flight, enum side side,
		     char *out, size_t size)
{
	char wait[TIME_TEXT];

	wait_text(flight->way_ns[side], wait);
	if (flight->end[side] == END_UNKNOWN)
		snprintf(out, size, "%s", say(view, MSG_SCALE_NOT_KNOWN));
	else
		snprintf(out, size, "≈ %s", wait);
}

/* One end is measured: the way to the other is half of a round trip. */
static void one_way(const struct view *view, const struct flight *flight, bool brief, char *out)
{
	enum side far = flight->end[SIDE_A] == END_MEASURED ? SIDE_B : SIDE_A;
	enum message message = brief ? MSG_SCALE_ONE_WAY_BRIEF : MSG_SCALE_ONE_WAY;
	char wait[TIME_TEXT];
	int a = far == SIDE_A ? 'B' : 'A', b = far == SIDE_A ? 'A' : 'B';

	wait_text(flight->way_ns[far], wait);
	if (flight->end[far] == END_UNKNOWN)
		snprintf(out, HEADING_TEXT, say(view, MSG_SCALE_FLAT_FROM), a, b);
	else if (brief)
		snprintf(out, HEADING_TEXT, say(view, message), b, wait);
	else
		snprintf(out, HEADING_TEXT, say(view, message), a, b, wait);
}

static void both_ways(const struct view *view, const struct flight *flight, bool brief, char *out)
{
	enum message message = brief ? MSG_SCALE_BOTH_BRIEF : MSG_SCALE_BOTH;
	char to_a[HEADING_TEXT / 4], to_b[HEADING_TEXT / 4];

	way_text(view, flight, SIDE_A, to_a, sizeof(to_a));
	way_text(view, flight, SIDE_B, to_b, sizeof(to_b));
	if (flight->end[SIDE_A] == END_UNKNOWN && flight->end[SIDE_B] == END_UNKNOWN)
		snprintf(out, HEADING_TEXT, "%s", say(view, MSG_SCALE_FLAT));
	else
		snprintf(out, HEADING_TEXT, say(view, message), to_a, to_b);
}

static int heading_text(const struct view *view, const struct scale *scale, bool brief, char *out)
{
	const struct flight *flight = &scale->flight;
	char ways[HEADING_TEXT], row[TIME_TEXT], times[HEADING_TEXT / 2];

	if (flight->end[SIDE_A] == END_MEASURED || flight->end[SIDE_B] == END_MEASURED)
		one_way(view, flight, brief, ways);
	else
		both_ways(view, flight, brief, ways);
	ladder_time_text(scale->row_ns, row, sizeof(row));
	snprintf(times, sizeof(times), say(view, MSG_SCALE_ROW), row);
	snprintf(out, 2 * HEADING_TEXT, "%s   %s", times, ways);
	return canvas_text_width(view->canvas, out);
}

void scale_heading(const struct view *view, int y)
{
	struct scale scale = scale_of(view->ladder, &view->flow);
	char text[2 * HEADING_TEXT];

	if (heading_text(view, &scale, false, text) > view->ladder->width - 2)
		heading_text(view, &scale, true, text);
	canvas_text(view->canvas, 1, y, -1, INK_DIM, text);
}
