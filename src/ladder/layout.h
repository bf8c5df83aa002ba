/*
 * Where everything of a ladder stands: the columns, and what a drawing function is given.
 */
#ifndef LADDER_LAYOUT_H
#define LADDER_LAYOUT_H

#include "tcpladder/canvas.h"
#include "tcpladder/flow.h"
#include "tcpladder/ladder.h"

/*
 * From the left: the cursor, the time, A's state, A's lifeline, the arrows, B's lifeline, B's
 * state. All in cells.
 */
struct layout {
	int width; /* of all that is drawn; not more than the ladder's */
	int time_x;
	int time_width;
	int state_width;
	int a_x;   /* A's lifeline */
	int inner; /* between the lifelines; even, so that a line breaks between two cells */
	int b_x;   /* B's lifeline */
};

/* What the drawing of one window needs again and again. */
struct view {
	const struct ladder *ladder;
	struct canvas *canvas;
	struct flow_summary flow;
	struct layout layout;
	int decimals; /* of the time column */
};

struct view view_of(const struct ladder *ladder, struct canvas *canvas);

/* The event, NULL beyond the last. Lent like flow_event(). */
const struct event *view_event(const struct view *view, size_t index);

/* The name of the state, shortened to the width; with '?' where it is a guess. */
enum { STATE_TEXT = 16 };
void state_text(uint8_t state, int width, char *out);

enum { DECIMALS_MAX = 6 }; /* of seconds: what most captures have */

/* The time column's text for the event, time_width cells at most. */
enum { TIME_TEXT = 32 };
void time_text(const struct view *view, size_t event, char *out);

/* The same of a round time since the first segment, without the zeros at its end. */
void tick_text(const struct view *view, int64_t since_ns, char *out);

/* Seconds with as many decimals as fit in width cells. out has room for TIME_TEXT. */
void span_fit(int64_t ns, int width, char *out);

/* "1.020 s", "3.4 ms": a measured wait, seven characters up to a quarter of an hour. */
void wait_text(int64_t ns, char *out);

/* The endpoint in at most width cells, its middle left out where it is longer. */
void endpoint_fit(const struct endpoint *endpoint, int width, char *out);

#endif
