/*
 * Records kept to be read again, in a temporary file that has no name and a bounded size.
 *
 * The oldest make room for the newest. A disk that is full ends the keeping, not the reading.
 */
#ifndef CAPTURE_SPOOL_H
#define CAPTURE_SPOOL_H

#include "capture/format.h"

struct spool;

/* The offset of a record that was not kept; fits where offsets fit. */
#define SPOOL_NOWHERE ((UINT64_C(1) << 48) - 1)

/*
 * Makes the file in $TMPDIR, else in /var/tmp, else in /tmp. limit is in bytes, 0 for none; it
 * is taken for at least a megabyte. Never NULL: a spool without a file has failed.
 */
struct spool *spool_new(uint64_t limit);

/* Keeps a copy of the record; returns its offset. SPOOL_NOWHERE once the spool has failed. */
uint64_t spool_add(struct spool *spool, const struct record *record);

/* Reads the record at offset; its bytes are lent until the next call. false where it is gone. */
bool spool_get(struct spool *spool, uint64_t offset, struct record *record);

/* Where the first record that is still kept lies, where the next one will, and the one behind. */
uint64_t spool_start(const struct spool *spool);
uint64_t spool_end(const struct spool *spool);
uint64_t spool_behind(uint64_t offset, const struct record *record);

/* How many records were added and are not kept any more, or never were. */
uint64_t spool_forgotten(const struct spool *spool);

/* The errno with which keeping failed, or 0. */
int spool_failure(const struct spool *spool);

/* NULL is allowed. */
void spool_free(struct spool *spool);

#endif
