/* The columns of a ladder, for any width. */
#include "ladder/layout.h"

#include <stdio.h>
#include <string.h>

enum {
	WIDTH_DESIGN = 80, /* the figure's */
	WIDTH_FULL = 100,  /* from here nothing is shortened but by its own length */
	INNER_MAX = 72,    /* room for the longest sum; wider arrows would hardly fall any more */
	BORDERS = 6,       /* cursor, lifelines, and a blank beside what leans on them */
	STATE_MIN = 8,
	STATE_DESIGN = 12,
	STATE_FULL = 13
};

/* Width of the time column at the least, the design and the full width of a ladder. */
static const struct {
	int least, design, full;
} time_widths[TIME_MODES] = {
	[TIME_RELATIVE] = {6, 8, 8},
	[TIME_DELTA] = {6, 8, 8},
	[TIME_ABSOLUTE] = {8, 12, 15}, /* 12:34:56.789012 */
	[TIME_EPOCH] = {12, 14, 17},   /* 1700000000.123456 */
};

static int between(int width, int low, int high)
{
	int from = width < WIDTH_DESIGN ? LADDER_MIN_WIDTH : WIDTH_DESIGN;
	int to = width < WIDTH_DESIGN ? WIDTH_DESIGN : WIDTH_FULL;

	if (width <= from)
		return low;
	return width >= to ? high : low + (width - from) * (high - low) / (to - from);
}

static int graded(int width, int least, int design, int full)
{
	return width < WIDTH_DESIGN ? between(width, least, design) : between(width, design, full);
}

static int digits_of(int64_t seconds)
{
	int digits = 1;

	while (seconds >= 10) {
		seconds /= 10;
		digits++;
	}
	return digits;
}

/* Seconds before the decimal point, for as long as the flow lasts. */
static int second_digits(const struct ladder *ladder, const struct flow_summary *flow)
{
	switch (ladder->time) {
	case TIME_ABSOLUTE: return 8;
	case TIME_EPOCH: return digits_of(flow->last_ns / 1000000000);
	default: return digits_of((flow->last_ns - flow->first_ns) / 1000000000);
	}
}

static int time_width(const struct ladder *ladder, int digits)
{
	int full = time_widths[ladder->time].full;

	if (full < digits + 1 + DECIMALS_MAX)
		full = digits + 1 + DECIMALS_MAX;
	return graded(ladder->width, time_widths[ladder->time].least,
		      time_widths[ladder->time].design, full);
}

static struct layout layout_of(const struct ladder *ladder, int digits)
{
	struct layout layout = {.time_x = 1};

	layout.time_width = time_width(ladder, digits);
	layout.state_width = graded(ladder->width, STATE_MIN, STATE_DESIGN, STATE_FULL);
	layout.inner = ladder->width - BORDERS - layout.time_width - 2 * layout.state_width;
	layout.inner = layout.inner > INNER_MAX ? INNER_MAX : layout.inner & ~1;
	layout.a_x = layout.time_x + layout.time_width + 1 + layout.state_width + 1;
	layout.b_x = layout.a_x + 1 + layout.inner;
	layout.width = layout.b_x + 2 + layout.state_width;
	return layout;
}

struct view view_of(const struct ladder *ladder, struct canvas *canvas)
{
	struct view view = {.ladder = ladder, .canvas = canvas};
	int digits;

	view.flow = flow_summary(ladder->flow);
	digits = second_digits(ladder, &view.flow);
	view.layout = layout_of(ladder, digits);
	view.decimals = view.layout.time_width - digits - 1;
	if (view.decimals > DECIMALS_MAX)
		view.decimals = DECIMALS_MAX;
	return view;
}

const struct event *view_event(const struct view *view, size_t index)
{
	return index < ladder_events(view->ladder) ? flow_event(view->ladder->flow, index) : NULL;
}

/* Shorter names where RFC 9293's are too long for a narrow ladder. */
static const char *const state_names[STATE_COUNT][2] = {
	[STATE_SYN_SENT] = {"SYN-SENT", "SYNSENT"},  [STATE_SYN_RECEIVED] = {"SYN-RCVD", "SYNRCVD"},
	[STATE_ESTABLISHED] = {"ESTAB", "ESTAB"},    [STATE_FIN_WAIT_1] = {"FIN-W-1", "FIN-W-1"},
	[STATE_FIN_WAIT_2] = {"FIN-W-2", "FIN-W-2"}, [STATE_CLOSE_WAIT] = {"CLOSE-W", "CLOSE-W"},
	[STATE_LAST_ACK] = {"LAST-ACK", "LASTACK"},  [STATE_TIME_WAIT] = {"TIME-W", "TIME-W"},
};

void state_text(uint8_t state, int width, char *out)
{
	enum tcp_state which = state & STATE_MASK;
	bool guessed = (state & STATE_GUESSED) != 0 && which != STATE_UNKNOWN;
	const char *name = which < STATE_COUNT ? state_name(which) : "";
	int room = width - guessed;

	for (int i = 0; i < 2 && (int)strlen(name) > room && state_names[which][i]; i++)
		name = state_names[which][i];
	snprintf(out, STATE_TEXT, "%.*s%s", room, name, guessed ? "?" : "");
}

/* The last part of the text that begins behind a '.' or ':', in at most so many characters. */
static const char *tail_of(const char *text, int most)
{
	int length = (int)strlen(text);
	const char *tail = text + (length > most ? length - most : 0);
	const char *at = tail > text ? strpbrk(tail - 1, ".:") : text;

	return at && at != text && strpbrk(at + 1, ".:") ? at + 1 : tail;
}

/*
 * The end tells most: it has the port, and the addresses of a network begin alike. Of an IPv6
 * address the beginning tells something too.
 */
void endpoint_fit(const struct endpoint *endpoint, int width, char *out)
{
	char text[ENDPOINT_TEXT];
	int head = endpoint->address.version == IP_VERSION_6 ? width / 3 : 0;

	endpoint_text(endpoint, text);
	if ((int)strlen(text) <= width || width < 3)
		snprintf(out, ENDPOINT_TEXT, "%.*s", width < 0 ? 0 : width, text);
	else
		snprintf(out, ENDPOINT_TEXT, "%.*s…%.*s", head, text, width - 1 - head,
			 tail_of(text, width - 1 - head));
}
