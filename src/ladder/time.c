/* Times as the ladder writes them: the time column and the waits. */
#include "ladder/layout.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NS_DIGITS = 9 };

static const int64_t second_ns = 1000000000;
static const int64_t day_ns = INT64_C(86400) * 1000000000;

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Decimals are cut, not rounded: the column then never runs ahead of the clock. */
static void decimals_text(int64_t fraction_ns, int decimals, char *out)
{
	char digits[16];

	if (decimals < 1) {
		out[0] = '\0';
		return;
	}
	snprintf(digits, sizeof(digits), "%0*" PRId64, NS_DIGITS, fraction_ns);
	snprintf(out, TIME_TEXT / 2, ".%.*s", decimals, digits);
}

static void span_text(int64_t ns, int decimals, char *out)
{
	char fraction[TIME_TEXT / 2];
	uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;

	decimals_text((int64_t)(size % (uint64_t)second_ns), decimals, fraction);
	snprintf(out, TIME_TEXT, "%s%" PRIu64 "%s", ns < 0 ? "-" : "", size / (uint64_t)second_ns,
		 fraction);
}

/* The time of day, UTC. */
static void clock_text(int64_t ns, int decimals, char *out)
{
	int64_t seconds = floor_div(ns, second_ns);
	int64_t day = seconds - floor_div(seconds, 86400) * 86400;
	char fraction[TIME_TEXT / 2];

	decimals_text(ns - seconds * second_ns, decimals, fraction);
	snprintf(out, TIME_TEXT, "%02d:%02d:%02d%s", (int)(day / 3600), (int)(day / 60 % 60),
		 (int)(day % 60), fraction);
}

static int64_t shown_ns(const struct view *view, size_t index)
{
	const struct event *event = view_event(view, index);

	switch (view->ladder->time) {
	case TIME_RELATIVE: return event->time_ns - view->flow.first_ns;
	case TIME_DELTA:
		return flow_has(view->ladder->flow, index - 1)
			       ? event->time_ns - view_event(view, index - 1)->time_ns
			       : 0;
	default: return event->time_ns;
	}
}

/* A time before the first, or one that jumped, is longer than the flow let expect. */
static void jump_text(int64_t ns, int width, char *out)
{
	snprintf(out, TIME_TEXT, "%" PRId64 " d", ns / day_ns);
	if ((int)strlen(out) > width)
		snprintf(out, TIME_TEXT, "%" PRId64 " y", ns / (365 * day_ns));
}

static void fit_time(const struct view *view, int64_t ns, char *out)
{
	int width = view->layout.time_width;
	int decimals = view->decimals;

	do {
		if (view->ladder->time == TIME_ABSOLUTE)
			clock_text(ns, decimals, out);
		else
			span_text(ns, decimals, out);
	} while ((int)strlen(out) > width && --decimals >= 0);
	if ((int)strlen(out) > width)
		jump_text(ns, width, out);
}

void time_text(const struct view *view, size_t event, char *out)
{
	fit_time(view, shown_ns(view, event), out);
}

/* Decimals that are all 0 say nothing: that there are fewer tells a mark from a measured time. */
void tick_text(const struct view *view, int64_t since_ns, char *out)
{
	bool from_start = view->ladder->time == TIME_RELATIVE;
	size_t length;

	fit_time(view, from_start ? since_ns : view->flow.first_ns + since_ns, out);
	length = strlen(out);
	while (strchr(out, '.') && (out[length - 1] == '0' || out[length - 1] == '.') &&
	       out[length - 2] != '.')
		out[--length] = '\0';
}

void ladder_time_since(const struct ladder *ladder, size_t event, int64_t start_ns, char *out)
{
	struct view view = {.ladder = ladder, .flow = {.first_ns = start_ns}};
	int64_t ns = shown_ns(&view, event);

	if (ladder->time == TIME_ABSOLUTE)
		clock_text(ns, DECIMALS_MAX, out);
	else
		span_text(ns, DECIMALS_MAX, out);
}

void ladder_time(const struct ladder *ladder, size_t event, char *out)
{
	ladder_time_since(ladder, event, flow_summary(ladder->flow).first_ns, out);
}

void span_fit(int64_t ns, int width, char *out)
{
	int decimals = DECIMALS_MAX;

	do
		span_text(ns, decimals, out);
	while ((int)strlen(out) > width && --decimals >= 0);
}

void ladder_wait(int64_t ns, char *out)
{
	wait_text(ns, out);
}

void wait_text(int64_t ns, char *out)
{
	static const struct {
		int64_t from; /* ns */
		double unit;
		int decimals;
		const char *name;
	} forms[] = {
		{INT64_C(1000000000000000), 86400e9, 0, "d"},
		{INT64_C(99999500000000), 3600e9, 0, "h"},
		{INT64_C(999950000000), 1e9, 0, "s"},
		{INT64_C(99995000000), 1e9, 1, "s"},
		{INT64_C(9999500000), 1e9, 2, "s"},
		{99950000, 1e9, 3, "s"},
		{1000000, 1e6, 1, "ms"},
		{INT64_MIN, 1e3, 0, "µs"},
	};
	size_t i = 0;

	while (ns < forms[i].from)
		i++;
	snprintf(out, TIME_TEXT, "%.*f %s", forms[i].decimals, (double)ns / forms[i].unit,
		 forms[i].name);
}

void ladder_time_text(int64_t ns, char *text, size_t size)
{
	static const struct {
		int64_t unit_ns;
		const char *name;
	} units[] = {{1000000000, "s"}, {1000000, "ms"}, {1000, "µs"}, {1, "ns"}};
	size_t i = 0;

	while (i < 3 && units[i].unit_ns > ns)
		i++;
	snprintf(text, size, "%.6g %s", (double)ns / (double)units[i].unit_ns, units[i].name);
}
