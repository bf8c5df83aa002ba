/*
 * Two segments field by field.
 */
#ifndef TUI_SEGMENT_DIFFERENCE_H
#define TUI_SEGMENT_DIFFERENCE_H

#include "tui/segment/sighting.h"

/* A field that at least one of them has. */
struct difference {
	const struct field *field[2]; /* NULL where that segment has none */
	bool differs;
	bool crossed; /* what one end is to the other: of an answer that is no difference */
};

struct differences {
	struct difference *rows;
	size_t count;
	size_t differing;
};

/* The fields of TCP first, then those around it. Both must have been read, and are borrowed. */
void differences_of(const struct sighting *one, const struct sighting *other,
		    struct differences *differences);
void differences_free(struct differences *differences);

/* "+100" where the second is a number by how much more; says nothing where that means nothing. */
void difference_step(const struct sighting *one, const struct sighting *other,
		     const struct difference *difference, struct line *line);

/* How the data of the two compare: a message, and its number. */
enum message difference_data(const struct sighting *one, const struct sighting *other,
			     unsigned *number);

#endif
