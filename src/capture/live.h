/*
 * Packets from a network interface, as they come. Reading never waits.
 */
#ifndef CAPTURE_LIVE_H
#define CAPTURE_LIVE_H

#include "capture/format.h"

struct live;

/*
 * Starts capturing. NULL and *error where there is no such interface or no permission (the
 * sentence says what to run), or where the filter is wrong.
 */
struct live *live_open(const struct capture_live *spec, const char *filter, struct error *error);

int live_link_type(const struct live *live);

/* The bytes captured of a packet at most. */
int live_snaplen(const struct live *live);

/* Its bytes are lent until the next call. After CAPTURE_BROKEN comes CAPTURE_END. */
enum capture_read live_next(struct live *live, struct record *record, struct error *error);

/* To be polled for reading. */
int live_descriptor(const struct live *live);

/* Sets the members of *health that an interface knows of. */
void live_look(struct live *live, struct capture_health *health);

/* NULL is allowed. */
void live_close(struct live *live);

#endif
