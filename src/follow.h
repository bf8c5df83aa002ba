/*
 * Segments written one by one while they are captured: each once its label is decided, in the order
 * of the capture, at the latest after a second; and again where a later one has revised it.
 *
 * A label is decided when the other side has answered: acknowledged what the segment carries, or
 * sent anything after a pure ACK. A second is one of the capture's clock, so that the same packets
 * give the same lines, or of this machine's, where nothing more comes.
 */
#ifndef FOLLOW_H
#define FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/render.h"

struct follow;

/* Which flows are written. */
struct follow_pick {
	bool (*wants)(const void *context, const struct flow *flow); /* NULL for all */
	const void *context;
};

/* The render and the renderer, which has lines, are borrowed. The caller frees it. Never NULL. */
struct follow *follow_new(const struct render *render, const struct renderer *renderer,
			  struct follow_pick pick);
void follow_free(struct follow *follow);

/*
 * The next packets went to these flows, in their order: as tracker_add_batch() tells. Writes what
 * they decide; a failure is reported by the next of the functions below.
 */
void follow_news(struct follow *follow, const size_t *flows, size_t count);

/*
 * Writes what has waited for too long. now_ns never runs back; it stands still where the capture is
 * a file. -1 and *error where the stream refuses.
 */
int follow_write(struct follow *follow, int64_t now_ns, struct error *error);

/* How long until something has waited for too long, if nothing comes; a second at most. */
int64_t follow_wait_ns(const struct follow *follow, int64_t now_ns);

/* After what the tracker forgot: forgets it, too. Nothing of it may be left to be written. */
void follow_forget(struct follow *follow);

/* Writes everything that is left. */
int follow_end(struct follow *follow, struct error *error);

#endif
