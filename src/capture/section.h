/*
 * What the blocks of a pcapng file tell about the packets behind them: sections, interfaces.
 */
#ifndef CAPTURE_SECTION_H
#define CAPTURE_SECTION_H

#include "capture/comments.h"
#include "capture/interface.h"

struct section {
	uint64_t start;
	size_t first; /* of its interfaces */
	size_t count; /* of them so far */
	bool big;     /* its byte order */
};

/* Of one file; shared with the reader that reads it again. */
struct context {
	struct section *sections;
	size_t section_count;
	struct interface *interfaces;
	size_t interface_count;
	struct comments comments; /* of the sections */
};

/* Takes in the body of a section header block that starts at that offset. */
void context_add_section(struct context *context, uint64_t start, struct bytes body, bool big);

/* Takes in the body of an interface description block. false where it makes no sense. */
bool context_add_interface(struct context *context, struct bytes body, bool big);

/* The section in which offset lies: the last that starts before it. Lent. */
const struct section *context_section(const struct context *context, uint64_t offset);

/* NULL is allowed. */
void context_free(struct context *context);

#endif
