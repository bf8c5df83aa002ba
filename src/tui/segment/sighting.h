/*
 * A segment read again from the capture, with a copy of its frame's bytes.
 */
#ifndef TUI_SEGMENT_SIGHTING_H
#define TUI_SEGMENT_SIGHTING_H

#include "tui/app.h"
#include "tui/hex.h"
#include "tui/segment/field.h"
#include "tui/segment/sheet.h"

struct sighting {
	const struct event *event; /* its own: the tracker may forget it */
	struct event copy;
	struct flow_summary flow;
	bool have;        /* what follows; else why says why not */
	struct error why; /* one sentence */
	struct dissection parts;
	uint8_t *data; /* of the frame */
	size_t size;
	size_t data_offset; /* of TCP's data; size where there is none */
};

/* Reads the event of the flow that is open, in place of what was read before. */
void sighting_read(struct sighting *sighting, struct app *app, size_t event);

void sighting_free(struct sighting *sighting);

/* For the words of its fields; lends all of it. */
struct reading sighting_reading(const struct sighting *sighting, const struct app *app);

#endif
