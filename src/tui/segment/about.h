/*
 * The lines about one field: its value, its bytes, the section of its standard, what it is for.
 */
#ifndef TUI_SEGMENT_ABOUT_H
#define TUI_SEGMENT_ABOUT_H

#include "tui/segment/layout.h"
#include "tui/segment/sighting.h"

/* Draws them at the foot of the layout; briefly only its name and what it is for. */
void about_draw(struct app *app, const struct sighting *segment, size_t index,
		const struct layout *layout);

#endif
