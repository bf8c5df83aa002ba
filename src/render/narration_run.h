/*
 * Runs of plain segments, data and ACKs with nothing to be told of them, in one item: a listener
 * cannot hear ten thousand sentences that are all alike. For the narration alone.
 */
#ifndef RENDER_NARRATION_RUN_H
#define RENDER_NARRATION_RUN_H

#include <stddef.h>

#include "tcpladder/ladder.h"

enum {
	RUN_LEAST = 4, /* fewer are told one by one */
	RUN_FLOW = 100 /* flows of no more segments are told one by one */
};

/* The event behind the run that begins with this one; the same where there is none. */
size_t narration_run_end(const struct ladder *ladder, size_t index);

/* "#13 to #42, …: 30 segments. B sends bytes 342 to 18281 in 13 of them. …" in text. */
void narration_run_text(const struct ladder *ladder, size_t from, size_t end, char *text,
			size_t room);

#endif
