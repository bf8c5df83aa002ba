/*
 * Renderers: flows and flow lists to a stream. One row in src/render/render.c each.
 */
#ifndef TCPLADDER_RENDER_H
#define TCPLADDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/flow.h"
#include "tcpladder/ladder.h"
#include "tcpladder/segment.h"
#include "tcpladder/theme.h"

/* What was read, all of it, and what of it could not be. */
struct render_source {
	void *context;
	const char *const *files;
	size_t file_count;
	uint64_t frames;
	uint64_t counts[DECODED_COUNT]; /* how many of them came to which end */
	/* What went wrong with the files, one sentence each; NULL beyond the last. Lent. */
	const char *(*error)(void *context, size_t index);
	/* What the capture says of itself, in lines; "" for nothing. Lent. */
	const char *(*about)(void *context);
	/* What was not drawn by reason, in one line; "" where there is nothing. Lent. */
	const char *(*not_drawn)(void *context);
	/* What the capture suffered from, in one line; "" where it did not. Lent. */
	const char *(*health)(void *context);
	bool live; /* the next ones are known of what comes from an interface or a pipe */
	uint64_t kernel_drops;
	uint64_t interface_drops;
	uint64_t not_kept; /* frames that cannot be read again */
	uint64_t clock_jumps;
	/* Decodes the event's segment again, with its options; false where that cannot be. */
	bool (*reread)(void *context, const struct event *event, struct packet *packet);
};

/* What to render and how; everything borrowed. */
struct render {
	FILE *out;
	const struct render_source *source;
	const struct tracker *tracker;
	struct ladder ladder; /* style, language, width, time, numbers; its flow is set in turn */
	enum glyphs glyphs;
	bool color;                /* ANSI colours: those of the theme, as many as depth has */
	const struct theme *theme; /* NULL for the default */
	enum theme_depth depth;
	uint64_t seed; /* of a worksheet's questions */
};

/* A segment that is written in a line of its own, once what it says is decided. */
struct render_line {
	size_t flow; /* index */
	size_t event;
	bool revised; /* it was written before; the next ones tell what is new since */
	bool claims;  /* its notes and what they rest on */
	bool states;  /* the states after it */
	bool moved;   /* it was written as another flow's */
};

/* Each function returns -1 and *error where the stream refuses. */
struct renderer {
	const char *name;
	/* The segments of the flows at these indices, which ascend. */
	int (*flows)(const struct render *render, const size_t *indices, size_t count,
		     struct error *error);
	/* The heading and a row for each of them; result and failure as above. */
	int (*list)(const struct render *render, const size_t *indices, size_t count,
		    struct error *error);
	/* What comes last: what the capture holds beside the flows. */
	int (*end)(const struct render *render, struct error *error);
	/* One segment as it is known now. NULL where this form has no lines. */
	int (*line)(const struct render *render, const struct render_line *line,
		    struct error *error);
	/* What comes between the last line and the end, of the flows at these indices; or NULL. */
	int (*after_lines)(const struct render *render, const size_t *indices, size_t count,
			   struct error *error);
};

/* The name of each renderer, NULL beyond the last. Lent for ever. */
const char *renderer_name(size_t index);

/* The renderer of that name ("text"), NULL where there is none. Lent for ever. */
const struct renderer *renderer_find(const char *name);

#endif
