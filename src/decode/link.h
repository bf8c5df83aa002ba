/*
 * Link types: what the first byte of a frame is.
 */
#ifndef DECODE_LINK_H
#define DECODE_LINK_H

#include "decode/walk.h"

struct link_row {
	int type;         /* LINKTYPE_ or DLT_ value */
	const char *name; /* as libpcap's pages call it */
	enum decoded (*decode)(struct walk *walk);
};

/* The table and how many rows it has. */
const struct link_row *link_rows(size_t *count);

/* The row of a link type, or NULL. */
const struct link_row *link_find(int type);

#endif
