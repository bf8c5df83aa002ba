/*
 * What was read from a pipe, kept in a temporary file without a name so that it can be read again.
 */
#ifndef CAPTURE_SPOOL_H
#define CAPTURE_SPOOL_H

#include "capture/source.h"

struct spool;

/* NULL and *error where there is no room for a temporary file. */
struct spool *spool_new(struct error *error);

/* Keeps the record and sets record->offset. false where the disk is full. */
bool spool_keep(struct spool *spool, struct record *record);

/* Its bytes are borrowed until the next spool_read(). */
bool spool_read(struct spool *spool, uint64_t offset, struct record *record);

void spool_free(struct spool *spool);

#endif
