#include "tui/graph/stretch.h"

enum { ZOOM_NS_LEAST = 1000 };

static int64_t width_of(const struct stretch *stretch)
{
	return stretch->to_ns - stretch->from_ns;
}

struct stretch stretch_whole(int64_t first_ns, int64_t last_ns)
{
	return (struct stretch){first_ns, last_ns > first_ns ? last_ns : first_ns + 1, true};
}

void stretch_keep(struct stretch *stretch, const struct stretch *whole, int64_t cursor_ns)
{
	int64_t width = width_of(stretch);

	if (stretch->whole) {
		*stretch = *whole;
		return;
	}
	if (cursor_ns < stretch->from_ns || cursor_ns > stretch->to_ns)
		stretch->from_ns = cursor_ns - width / 2;
	if (stretch->from_ns > whole->to_ns - width)
		stretch->from_ns = whole->to_ns - width;
	if (stretch->from_ns < whole->from_ns)
		stretch->from_ns = whole->from_ns;
	stretch->to_ns = stretch->from_ns + width;
}

/* Where the clock went back the cursor may be on neither side: then it is the nearer end. */
static int64_t left_of(const struct stretch *stretch, int64_t cursor_ns)
{
	int64_t width = width_of(stretch), left = cursor_ns - stretch->from_ns;

	return left < 0 ? 0 : left > width ? width : left;
}

bool stretch_zoom_in(struct stretch *stretch, int64_t cursor_ns)
{
	int64_t width = width_of(stretch) / 2, left = left_of(stretch, cursor_ns);

	if (width < ZOOM_NS_LEAST)
		return false;
	stretch->whole = false;
	stretch->from_ns += left - left / 2;
	stretch->to_ns = stretch->from_ns + width;
	return true;
}

void stretch_zoom_out(struct stretch *stretch, const struct stretch *whole, int64_t cursor_ns)
{
	int64_t width = width_of(stretch);

	if (width >= width_of(whole) / 2) {
		*stretch = *whole;
		return;
	}
	stretch->whole = false;
	stretch->from_ns -= left_of(stretch, cursor_ns);
	stretch->to_ns = stretch->from_ns + 2 * width;
}
