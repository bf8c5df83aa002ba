/* Options about the drawing. */
#include "options/draw.h"

#include "options/live.h"
#include "tcpladder/ladder.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH_MAX = 1000 };

bool take_width(struct options *options, const char *argument, struct error *error)
{
	uint64_t width;

	if (read_number(argument, LADDER_MIN_WIDTH, WIDTH_MAX, &width)) {
		options->width = (int)width;
		return true;
	}
	error_set(error, "--width: '%s' is not from %d to %d", argument, LADDER_MIN_WIDTH,
		  WIDTH_MAX);
	return false;
}

/* "2ms", "0.5s": what follows the number is a unit. */
static bool read_time(const char *text, double least_ns, double most_ns, int64_t *ns)
{
	static const struct {
		const char *name;
		double ns;
	} units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
	char *end;
	double number = strtod(text, &end);

	if (!strchr("0123456789.", *text) || end == text)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		double all = number * units[i].ns;

		if (strcmp(end, units[i].name) == 0 && all >= least_ns && all <= most_ns) {
			*ns = (int64_t)all;
			return true;
		}
	}
	return false;
}

bool take_scale(struct options *options, const char *argument, struct error *error)
{
	options->style = LADDER_SCALE;
	if (read_time(argument, LADDER_ROW_LEAST_NS, LADDER_ROW_MOST_NS, &options->row_ns))
		return true;
	error_set(error, "--scale: '%s' is no time from 100ns to 1000s", argument);
	return false;
}
