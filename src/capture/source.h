/*
 * One file (or standard input) of a capture, read record by record.
 */
#ifndef CAPTURE_SOURCE_H
#define CAPTURE_SOURCE_H

#include "tcpladder/capture.h"

struct source;

/* A record as it lies in the file; offset is where it can be read again in this source. */
struct record {
	int64_t time_ns;
	const uint8_t *data; /* borrowed until the next read */
	uint32_t caplen;
	uint32_t len;
	int link_type;
	uint64_t offset;
};

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
