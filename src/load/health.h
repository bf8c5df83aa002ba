/*
 * What a live capture suffers from: drops, an interface that is down, a clock that was set. It is
 * looked at now and then, for the kernel has to be asked, and put into words for the title and
 * for the end of what is printed. So are the frames that could not be drawn, of any capture.
 */
#ifndef LOAD_HEALTH_H
#define LOAD_HEALTH_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpladder/capture.h"
#include "tcpladder/flow.h"
#include "tcpladder/lang.h"
#include "tcpladder/segment.h"

enum { HEALTH_TEXT = 256, HEALTH_NOT_DRAWN = 512 };

/* All zeros before the first look. */
struct health {
	struct capture_health now;
	struct forgotten lost;  /* of flows and segments: set by the caller */
	uint64_t unknown_links; /* frames of a link type that is not known: set by the caller */
	uint64_t clock_jumps;
	int64_t jump_ns;      /* by how much, the last time */
	int64_t jumped_at_ns; /* on the clock that nobody sets; 0 for never */
	int64_t back_at_ns;   /* when the interface was up again; 0 for never */
	int64_t looked_ns;
	char text[HEALTH_TEXT];
	char not_drawn[HEALTH_NOT_DRAWN];
};

/* Asks the capture how it is, where the last look was a second ago. now_ns is monotonic, not 0. */
void health_look(struct health *health, struct capture *capture, int64_t now_ns);

/* The same of what was found at that time. */
void health_take(struct health *health, const struct capture_health *found, int64_t now_ns);

/* How it is as of the last look, for a title; "" where all is well. Lent until the next call. */
const char *health_text(struct health *health, const struct lang *lang);

/* How it was, all in all. As above. */
const char *health_report(struct health *health, const struct lang *lang);

/*
 * How many frames came to each end but a segment, in one line: "12 frames not drawn: 7 without
 * TCP, …"; "" for none. Lent until the next call.
 */
const char *health_not_drawn(struct health *health, const uint64_t counts[DECODED_COUNT],
			     const struct lang *lang);

#endif
