/* The foot of a ladder: in which states both ends are after the selected segment. */
#include "tcpladder/ladder.h"

#include "ladder/layout.h"

#include <stdio.h>

enum { FOOT_TEXT = STATE_TEXT + 8 };

/* " A ESTABLISHED ", or nothing where it is not known; returns how wide it is. */
static int foot_text(const struct view *view, enum side side, char out[FOOT_TEXT])
{
	const struct event *event = view_event(view, view->ladder->selected);
	uint8_t state = event ? event->state[side] : STATE_UNKNOWN;
	char name[STATE_TEXT];

	out[0] = '\0';
	if ((state & STATE_MASK) == STATE_UNKNOWN)
		return 0;
	state_text(state, STATE_TEXT - 1, name);
	return snprintf(out, FOOT_TEXT, " %c %s ", side == SIDE_A ? 'A' : 'B', name);
}

/* Like what is beside the lifelines above: A's ends at its own, and B's begins there. */
struct title_room ladder_foot(const struct ladder *ladder, struct canvas *canvas, int y)
{
	struct view view = view_of(ladder, canvas);
	const struct layout *layout = &view.layout;
	struct title_room between = {layout->a_x, layout->b_x + 1};
	char text[FOOT_TEXT];
	int width = foot_text(&view, SIDE_A, text);

	canvas_text(canvas, layout->a_x - width, y, width, INK_STATE, text);
	width = foot_text(&view, SIDE_B, text);
	if (between.end > layout->width - width)
		between.end = layout->width - width;
	canvas_text(canvas, between.end, y, width, INK_STATE, text);
	return between;
}
