/*
 * One file (or standard input) of a capture, read record by record.
 */
#ifndef CAPTURE_SOURCE_H
#define CAPTURE_SOURCE_H

#include "capture/format.h"

struct source;

/* "-" is standard input. NULL and *error as capture_open() says. */
struct source *source_open(const char *name, struct error *error);

/* The link type of its first interface. */
int source_link_type(const struct source *source);

enum capture_read source_next(struct source *source, struct record *record, struct error *error);

/* Its bytes are borrowed until the next source_reread(). */
bool source_reread(struct source *source, uint64_t offset, struct record *record,
		   struct error *error);

/* Bytes consumed and bytes in all; *total is 0 for a pipe. */
void source_progress(const struct source *source, uint64_t *done, uint64_t *total);

void source_close(struct source *source);

#endif
