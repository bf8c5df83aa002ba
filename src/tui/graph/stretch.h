/* The stretch of a flow's time that the graph shows: all of it, or what was zoomed into. */
#ifndef TUI_GRAPH_STRETCH_H
#define TUI_GRAPH_STRETCH_H

#include <stdbool.h>
#include <stdint.h>

struct stretch {
	int64_t from_ns, to_ns;
	bool whole; /* all of the flow is in view, and stays so as it grows */
};

/* From the first segment's time to the last one's, at least 1 ns. */
struct stretch stretch_whole(int64_t first_ns, int64_t last_ns);

/* Moves it, as little as may be, so that the time of the cursor is in it and it in the whole. */
void stretch_keep(struct stretch *stretch, const struct stretch *whole, int64_t cursor_ns);

/*
 * Half as much, or twice; the cursor stays where it is on the screen. False where it is as near as
 * can be, and nothing was done.
 */
bool stretch_zoom_in(struct stretch *stretch, int64_t cursor_ns);
void stretch_zoom_out(struct stretch *stretch, const struct stretch *whole, int64_t cursor_ns);

#endif
