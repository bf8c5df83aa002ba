/*
 * Compressed captures, told by how they start and not by their names.
 *
 * The only file that knows libarchive, of which it takes the decompressors and not the archives.
 */
#ifndef CAPTURE_UNPACK_H
#define CAPTURE_UNPACK_H

#include <stddef.h>
#include <stdint.h>

struct unpack;

/* Where the packed bytes come from. */
struct packed {
	void *context;
	size_t (*read)(void *context, void *to, size_t size); /* 0 at the end or at a failure */
	const char *(*failure)(void *context); /* why reading failed; NULL where it did not. Lent */
};

/* As many bytes of a file's start tell what it is. */
enum { UNPACK_LOOK = 6 };

/* The name of the compression that starts so ("gzip"); NULL for none that is known. Static. */
const char *unpack_kind(const uint8_t *start, size_t size);

/* Reads nothing yet. kind is from unpack_kind(); the context has to outlive it. */
struct unpack *unpack_open(struct packed packed, const char *kind);

/* Decompresses from one byte to size. 0 at the end and where it cannot go on. */
size_t unpack_some(struct unpack *unpack, void *to, size_t size);

/* Why it could not go on ("the gzip data is cut off"); NULL where it could. Lent. */
const char *unpack_failure(const struct unpack *unpack);

/* NULL is allowed. */
void unpack_close(struct unpack *unpack);

#endif
