/*
 * Renderers: ladders and flow lists to a stream. One row in src/render/render.c each.
 */
#ifndef TCPLADDER_RENDER_H
#define TCPLADDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/flow.h"
#include "tcpladder/ladder.h"

/* What to render and how; everything borrowed. */
struct render {
	FILE *out;
	const struct tracker *tracker;
	struct ladder ladder; /* style, language, width, time, numbers; its flow is set in turn */
	enum glyphs glyphs;
	bool color; /* ANSI colours */
};

struct renderer {
	const char *name;
	/* The ladder of the flow at index. -1 and *error where the stream refuses. */
	int (*flow)(const struct render *render, size_t index, struct error *error);
	/* The list of all flows. */
	int (*list)(const struct render *render, struct error *error);
};

/* The renderer of that name ("text"), NULL where there is none. Lent for ever. */
const struct renderer *renderer_find(const char *name);

#endif
