/*
 * Comments of a pcapng file: of a section or of a packet, as frame.comments has them.
 */
#ifndef CAPTURE_COMMENTS_H
#define CAPTURE_COMMENTS_H

#include "tcpladder/bytes.h"

struct comments {
	char *text; /* one after another, each ended by NUL, the list by another */
	size_t used;
	size_t room;
};

/* The list, or NULL where it is empty. Lent until it changes. */
const char *comments_text(const struct comments *comments);

/* Adds the comments that stand in the options of a block, in its byte order. */
void comments_read(struct comments *comments, struct bytes options, bool big);

/* Bytes of a list with its last NUL; 0 for NULL. */
size_t comments_size(const char *text);

void comments_clear(struct comments *comments);
void comments_free(struct comments *comments);

#endif
