/*
 * A strip of a ladder to scale: the rows around a window, with where they lie on the canvas.
 *
 * It reaches as far beyond the window as a segment can travel, so that every arrow that touches
 * the window is in it.
 */
#ifndef LADDER_STRIP_H
#define LADDER_STRIP_H

#include "ladder/arrow.h"
#include "ladder/scale.h"

/* A head with the events of its row. */
struct stop {
	size_t head;
	size_t end;
	int64_t row; /* of the grid */
	int y;       /* its own row on the canvas */
	struct gap gap;
};

struct strip {
	const struct view *view;
	struct scale scale;
	struct window window;
	struct stop *stops;
	size_t count;
	size_t room;
};

/* strip_free() takes back what it holds; the view is borrowed. */
struct strip strip_of(const struct view *view, const struct window *window);
void strip_free(struct strip *strip);

/* The canvas dot, from the top, of a time near the stop at that index. */
int strip_dot(const struct strip *strip, size_t stop, int64_t ns);

/* Is the row of the canvas in the window? */
bool strip_shows(const struct strip *strip, int y);

/* An arrow's line: where it begins and would end, in dots. */
struct course {
	struct arrow arrow;
	struct dot tail;
	struct dot head;
	int solid_from; /* thousandths of the way that are not estimated */
	int solid_to;
};

/* The event's course, which is one of the stop's row. */
struct course course_of(const struct strip *strip, size_t stop, size_t event);

/* The course of what was not captured before the event: as late as it can have been sent. */
struct course course_unseen(const struct strip *strip, size_t stop, size_t event);

/* The cells that it covers in a row of the canvas; false for none. */
bool course_cells(const struct course *course, int y, int *from, int *to);

/* The cell, from the tail, where it ends; and the row of the canvas there. */
int course_end(const struct strip *strip, const struct course *course);
int course_row(const struct strip *strip, const struct course *course, int cell);

void course_draw(const struct strip *strip, const struct course *course);

/* Writes the words of the events in all rows of the window, and how many have none. */
void strip_label(const struct strip *strip);

#endif
