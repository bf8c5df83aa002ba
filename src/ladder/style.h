/*
 * The styles of a ladder: one table of what each does with rows.
 */
#ifndef LADDER_STYLE_H
#define LADDER_STYLE_H

#include "ladder/layout.h"

/* Rows of the canvas, and the row of the ladder that the first of them shows. */
struct window {
	int y;
	int height;
	struct ladder_place from;
};

struct style {
	/* The contracts of these stand in ladder.h; event is one of the flow's. */
	int (*rows)(const struct ladder *ladder, size_t event);
	struct ladder_place (*place)(const struct ladder *ladder, size_t event);
	void (*span)(const struct ladder *ladder, size_t event, struct ladder_place span[2]);
	bool (*down)(const struct ladder *ladder, struct ladder_place *place);
	bool (*up)(const struct ladder *ladder, struct ladder_place *place);
	/* Draws in the window, to which the canvas is clipped. */
	void (*draw)(const struct view *view, const struct window *window);
	/* Writes what the heading says below the names in row y; NULL for nothing. */
	void (*heading)(const struct view *view, int y);
};

/* A style with rows for each segment alone (stack.c), and one where rows are time (scale.c). */
extern const struct style style_stack;
extern const struct style style_scale;

const struct style *style_of(const struct ladder *ladder);

#endif
