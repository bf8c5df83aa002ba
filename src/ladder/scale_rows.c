/* The rows of a ladder to scale, worked out from a segment and a few around it. */
#include "ladder/scale.h"

#include "ladder/draw.h"

enum {
	FOLD_LEAST = 4,   /* idle rows that one row stands for */
	NEAR = 64,        /* segments looked at for what is on its way, or for the latest time */
	ROWS_MOST = 4096, /* that a flight may take */
	ROW_ALONE_NS = 1000000 /* where no two times tell */
};

/* --- the grid --- */

/* The largest of 1, 2, 5, 10, … that is not more. */
static int64_t nice_below(int64_t ns)
{
	static const int steps[] = {1, 2, 5};
	int64_t unit = 1;
	int64_t nice = 1;

	for (; unit <= LADDER_ROW_MOST_NS && unit <= ns; unit *= 10)
		for (int i = 0; i < 3; i++)
			if (steps[i] * unit <= ns)
				nice = steps[i] * unit;
	return nice;
}

static int64_t bounded(int64_t ns, int64_t low, int64_t high)
{
	return ns < low ? low : ns > high ? high : ns;
}

/* A flight over three to eight rows; of one that is not known, segments in rows of their own. */
static int64_t fitting_row(const struct scale *scale, const struct flow_summary *flow)
{
	int64_t whole = flight_whole(&scale->flight);
	int64_t ns = whole / 3;

	if (whole == 0)
		ns = (flow->last_ns - flow->first_ns) / (2 * (int64_t)scale->count);
	if (ns == 0)
		ns = ROW_ALONE_NS;
	return nice_below(bounded(ns, LADDER_ROW_LEAST_NS, LADDER_ROW_MOST_NS));
}

struct scale scale_of(const struct ladder *ladder, const struct flow_summary *flow)
{
	struct scale scale = {
		.ladder = ladder,
		.count = ladder_events(ladder),
		.origin_ns = flow->first_ns,
		.row_ns = ladder->row_ns,
		.flight = flight_of(flow),
	};
	int64_t least = flight_whole(&scale.flight) / ROWS_MOST;

	if (scale.row_ns <= 0)
		scale.row_ns = fitting_row(&scale, flow);
	scale.row_ns =
		bounded(scale.row_ns, least > LADDER_ROW_LEAST_NS ? least : LADDER_ROW_LEAST_NS,
			LADDER_ROW_MOST_NS);
	return scale;
}

int64_t ladder_row_ns(const struct ladder *ladder)
{
	struct flow_summary flow = flow_summary(ladder->flow);

	return scale_of(ladder, &flow).row_ns;
}

int64_t ladder_zoom(const struct ladder *ladder, bool in)
{
	int64_t row_ns = ladder_row_ns(ladder);
	struct ladder zoomed = *ladder;

	/* 1, 2, 5, 10: the next is more than twice, and not three times as much. */
	zoomed.row_ns = nice_below(in ? row_ns - 1 : row_ns / 2 * 5);
	return ladder_row_ns(&zoomed);
}

int64_t scale_row(const struct scale *scale, int64_t ns)
{
	int64_t since = ns - scale->origin_ns;

	return since / scale->row_ns - (since % scale->row_ns < 0);
}

int scale_dot(const struct scale *scale, int64_t ns)
{
	int64_t within = (ns - scale->origin_ns) % scale->row_ns;

	if (within < 0)
		within += scale->row_ns;
	return (int)(within * SCALE_DOTS / scale->row_ns);
}

static const struct event *event_at(const struct scale *scale, size_t event)
{
	return flow_event(scale->ladder->flow, event);
}

static size_t first_of(const struct scale *scale)
{
	return flow_first(scale->ladder->flow);
}

/*
 * A capture from several queues swaps neighbours: such a segment shares the row of the latest just
 * before. A step back that is longer is another time, and what follows it is not held up by what
 * came before.
 */
int64_t scale_time(const struct scale *scale, size_t event)
{
	const struct event *at = event_at(scale, event);
	size_t first = first_of(scale), stop = event > first + NEAR ? event - NEAR : first;
	int64_t latest = at->time_ns;

	if (!event_has(at, NOTE_TIME_BACKWARDS))
		return latest;
	for (; event > stop; event--) {
		int64_t before = event_at(scale, event - 1)->time_ns;

		if (before - event_at(scale, event)->time_ns > FOLD_LEAST * scale->row_ns)
			break;
		latest = before > latest ? before : latest;
	}
	return latest;
}

/* --- heads --- */

static int band_rows(const struct scale *scale, size_t event)
{
	return part_rows(scale->ladder, event, PART_BAND);
}

bool scale_is_head(const struct scale *scale, size_t event)
{
	if (event % SCALE_CROWD == 0 || event == first_of(scale))
		return true;
	return scale_row(scale, scale_time(scale, event)) !=
		       scale_row(scale, scale_time(scale, event - 1)) ||
	       band_rows(scale, event) > 0;
}

size_t scale_head(const struct scale *scale, size_t event)
{
	while (!scale_is_head(scale, event))
		event--;
	return event;
}

size_t scale_end(const struct scale *scale, size_t head)
{
	do
		head++;
	while (head < scale->count && !scale_is_head(scale, head));
	return head;
}

/* --- what lies between two heads --- */

/* The time in which the last of those before the event lands. */
static int64_t last_landing(const struct scale *scale, size_t event)
{
	int64_t now = scale_time(scale, event - 1);
	int64_t whole = flight_whole(&scale->flight);
	int64_t latest = now;

	for (size_t i = event; i-- > first_of(scale);) {
		const struct event *at = event_at(scale, i);
		int64_t lands = flight_lands(&scale->flight, at);

		if (event - i > NEAR)
			return now + whole;
		if (at->time_ns + whole <= latest || at->time_ns > now)
			break;
		latest = lands > latest ? lands : latest;
	}
	return latest;
}

/* The time in which the first of those from the event on leaves. */
static int64_t first_leaving(const struct scale *scale, size_t event)
{
	int64_t now = scale_time(scale, event);
	int64_t whole = flight_whole(&scale->flight);
	int64_t earliest = now;

	for (size_t i = event; i < scale->count; i++) {
		const struct event *at = event_at(scale, i);
		int64_t leaves = flight_leaves(&scale->flight, at);

		if (i - event > NEAR)
			return now - whole;
		if (at->time_ns - whole >= earliest)
			break;
		if (at->time_ns >= now)
			earliest = leaves < earliest ? leaves : earliest;
	}
	return earliest;
}

static int lead_rows(const struct scale *scale, size_t head)
{
	int64_t row = scale_row(scale, scale_time(scale, head));

	return (int)(row - scale_row(scale, first_leaving(scale, head)));
}

static int tail_rows(const struct scale *scale, size_t event)
{
	int64_t row = scale_row(scale, scale_time(scale, event - 1));

	return (int)(scale_row(scale, last_landing(scale, event)) - row);
}

static struct gap first_gap(const struct scale *scale)
{
	size_t first = first_of(scale);
	struct gap gap = {.lead = lead_rows(scale, first)};

	for (int part = PART_LEFT_OUT; part <= PART_BEFORE; part++)
		gap.above += part_rows(scale->ladder, first, (enum part)part);
	return gap;
}

struct gap scale_gap(const struct scale *scale, size_t head)
{
	struct gap gap = {0};
	int64_t now, before, rows, idle;

	if (head == first_of(scale))
		return first_gap(scale);
	now = scale_time(scale, head);
	before = scale_time(scale, head - 1);
	rows = scale_row(scale, now) - scale_row(scale, before);
	gap.band = band_rows(scale, head);
	if (rows >= 0 && rows <= FOLD_LEAST) {
		gap.plain = rows > 0 ? (int)rows - 1 : 0;
		return gap;
	}
	gap.tail = tail_rows(scale, head);
	gap.lead = lead_rows(scale, head);
	idle = rows - 1 - gap.tail - gap.lead;
	if (rows >= 0 && idle < FOLD_LEAST)
		return (struct gap){.plain = (int)rows - 1, .band = gap.band};
	gap.fold = true;
	gap.back = rows < 0;
	gap.above = gap.band;
	gap.band = 0;
	gap.folded_ns = gap.back ? before - now : idle * scale->row_ns;
	return gap;
}

int scale_trail(const struct scale *scale, size_t head)
{
	if (head + SCALE_CROWD < scale->count || scale_end(scale, head) < scale->count)
		return 0;
	return tail_rows(scale, scale->count);
}

int scale_flight_rows(const struct scale *scale)
{
	/* What was not captured came a whole flight before it was answered. */
	return 2 * (int)(flight_whole(&scale->flight) / scale->row_ns) + 4;
}

/* --- the style --- */

static struct scale scale_alone(const struct ladder *ladder)
{
	struct flow_summary flow = flow_summary(ladder->flow);

	return scale_of(ladder, &flow);
}

static int head_rows(const struct scale *scale, size_t head)
{
	struct gap gap = scale_gap(scale, head);

	return gap_rows(&gap) + 1 + scale_trail(scale, head);
}

static int rows_of_event(const struct ladder *ladder, size_t event)
{
	struct scale scale = scale_alone(ladder);

	return scale_is_head(&scale, event) ? head_rows(&scale, event) : 0;
}

static struct ladder_place place_of_event(const struct ladder *ladder, size_t event)
{
	struct scale scale = scale_alone(ladder);
	size_t head = scale_head(&scale, event);
	struct gap gap = scale_gap(&scale, head);

	return (struct ladder_place){head, gap_rows(&gap)};
}

static bool down(const struct scale *scale, struct ladder_place *place)
{
	size_t next;

	if (place->row + 1 < head_rows(scale, place->event)) {
		place->row++;
		return true;
	}
	next = scale_end(scale, place->event);
	if (next >= scale->count)
		return false;
	*place = (struct ladder_place){next, 0};
	return true;
}

static bool up(const struct scale *scale, struct ladder_place *place)
{
	if (place->row > 0) {
		place->row--;
		return true;
	}
	if (place->event <= first_of(scale))
		return false;
	place->event = scale_head(scale, place->event - 1);
	place->row = head_rows(scale, place->event) - 1;
	return true;
}

static bool one_down(const struct ladder *ladder, struct ladder_place *place)
{
	struct scale scale = scale_alone(ladder);

	return down(&scale, place);
}

static bool one_up(const struct ladder *ladder, struct ladder_place *place)
{
	struct scale scale = scale_alone(ladder);

	return up(&scale, place);
}

/* From where it leaves to where it lands. */
static void span_of_event(const struct ladder *ladder, size_t event, struct ladder_place span[2])
{
	struct scale scale = scale_alone(ladder);
	const struct event *at = event_at(&scale, event);
	int64_t row = scale_row(&scale, scale_time(&scale, event));
	int64_t before = row - scale_row(&scale, flight_leaves(&scale.flight, at));
	int64_t after = scale_row(&scale, flight_lands(&scale.flight, at)) - row;

	span[0] = span[1] = place_of_event(ladder, event);
	while (before-- > 0)
		up(&scale, &span[0]);
	while (after-- > 0)
		down(&scale, &span[1]);
}

const struct style style_scale = {
	.rows = rows_of_event,
	.place = place_of_event,
	.span = span_of_event,
	.down = one_down,
	.up = one_up,
	.draw = scale_draw,
	.heading = scale_heading,
};
