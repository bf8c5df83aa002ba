/* The axes: lines, marks and what is written at them. */
#include "graph/plot.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_A_MARK = 2, ROWS_A_MARK_TALL = 4, TALL = 24, CELLS_A_MARK = 11 };

/* The least of 1, 2, 5, 10, … that is not less. */
static int64_t nice_above(int64_t value)
{
	static const int steps[] = {1, 2, 5};
	int64_t unit = 1;

	for (;; unit *= 10) {
		for (int i = 0; i < 3; i++)
			if (steps[i] * unit >= value || unit > INT64_MAX / 100)
				return steps[i] * unit;
	}
}

/* Marks that far apart leave each some rows, and the axis at least one besides its end. */
static int64_t step_of(const struct scale *scale)
{
	int height = scale->plot.height;
	int64_t rows = height / (height < TALL ? ROWS_A_MARK : ROWS_A_MARK_TALL);
	int64_t range = scale->high - scale->low;
	int64_t step = nice_above(range / (rows > 0 ? rows : 1));

	if (step > range && range > 1)
		step = nice_above((range + 1) / 2);
	return step;
}

/* "1M" says as much as "1000k". */
static bool is_round(int64_t size, int64_t unit)
{
	return size >= unit && size % (unit / 10) == 0;
}

void octets_text(int64_t octets, char *text)
{
	static const struct {
		int64_t unit;
		const char *name;
	} units[] = {{1000000000, "G"}, {1000000, "M"}, {1000, "k"}};
	int64_t size = octets < 0 ? -octets : octets;

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (size >= 10 * units[i].unit || (i < 2 && is_round(size, units[i].unit))) {
			snprintf(text, TICK_TEXT, "%.4g%s", (double)octets / (double)units[i].unit,
				 units[i].name);
			return;
		}
	}
	snprintf(text, TICK_TEXT, "%" PRId64, octets);
}

void span_text(int64_t ns, char *text)
{
	static const struct {
		int64_t unit;
		const char *name;
	} units[] = {{1000000000, "s"}, {1000000, "ms"}, {1000, "µs"}, {1, "ns"}};
	size_t i = 0;

	while (i < 3 && units[i].unit > ns)
		i++;
	snprintf(text, TICK_TEXT, "%.3g %s", (double)ns / (double)units[i].unit, units[i].name);
}

static void value_text(const struct graph *graph, int64_t value, char *text)
{
	uint32_t base = flow_summary(graph->flow).half[graph->side].base;

	if (value == 0 && graph->kind != GRAPH_SEQUENCE)
		snprintf(text, TICK_TEXT, "0");
	else if (graph->kind == GRAPH_RTT)
		span_text(value, text);
	else if (graph->kind == GRAPH_SEQUENCE && graph->absolute)
		snprintf(text, TICK_TEXT, "%" PRIu32, base + (uint32_t)value);
	else
		octets_text(value, text);
}

/* Seconds since the flow began, with as many decimals as the step needs. */
static void time_text(int64_t since_ns, int64_t step_ns, char *text)
{
	int decimals = 0;

	for (int64_t unit = 1000000000; unit > step_ns && decimals < 9; unit /= 10)
		decimals++;
	snprintf(text, TICK_TEXT, "%.*f s", decimals, (double)since_ns / 1e9);
}

static int64_t first_mark(int64_t low, int64_t step)
{
	int64_t mark = low / step * step;

	return mark < low ? mark + step : mark;
}

static void draw_lines(const struct scale *scale, struct canvas *canvas)
{
	const struct graph_box *plot = &scale->plot;
	int bottom = plot->y + plot->height;

	for (int y = plot->y; y < bottom; y++)
		canvas_text(canvas, plot->x - 1, y, 1, INK_DIM, "│");
	canvas_text(canvas, plot->x - 1, bottom, 1, INK_DIM, "└");
	for (int x = plot->x; x < plot->x + plot->width; x++)
		canvas_text(canvas, x, bottom, 1, INK_DIM, "─");
}

static void draw_values(const struct graph *graph, const struct scale *scale, struct canvas *canvas)
{
	int64_t step = step_of(scale);
	int last = INT32_MAX;

	for (int64_t mark = first_mark(scale->low, step); mark <= scale->high; mark += step) {
		int y = plot_y(scale, mark) / 4;
		char text[TICK_TEXT];
		int width;

		value_text(graph, mark, text);
		width = canvas_text_width(canvas, text);
		if (y >= last || y < scale->plot.y)
			continue;
		last = y;
		canvas_text(canvas, scale->plot.x - 1 - (width > 8 ? 8 : width), y, 8, INK_DIM,
			    text);
		canvas_text(canvas, scale->plot.x - 1, y, 1, INK_DIM, "┤");
	}
}

static void draw_times(const struct graph *graph, const struct scale *scale, struct canvas *canvas)
{
	int64_t start = flow_summary(graph->flow).first_ns;
	int64_t from = scale->from_ns - start, to = scale->to_ns - start;
	int marks = scale->plot.width / CELLS_A_MARK;
	int64_t step = nice_above((to - from) / (marks > 0 ? marks : 1));
	int y = scale->plot.y + scale->plot.height;
	int end = scale->plot.x;

	for (int64_t mark = first_mark(from, step); mark <= to; mark += step) {
		int x = plot_x(scale, mark + start) / 2;
		char text[TICK_TEXT];
		int width, left;

		time_text(mark, step, text);
		width = canvas_text_width(canvas, text);
		left = x - width / 2 < scale->plot.x ? scale->plot.x : x - width / 2;
		canvas_text(canvas, x, y, 1, INK_DIM, "┬");
		if (left < end || left + width > scale->plot.x + scale->plot.width)
			continue;
		end = left + width + 2;
		canvas_text(canvas, left, y + 1, width, INK_DIM, text);
	}
}

void axes_draw(const struct graph *graph, const struct scale *scale, struct canvas *canvas)
{
	draw_lines(scale, canvas);
	draw_values(graph, scale, canvas);
	draw_times(graph, scale, canvas);
}
