/*
 * Writes records to a capture file, or to one after another: pcap or pcapng, with nanoseconds.
 *
 * Whatever happens, a file ends behind a whole record.
 */
#ifndef CAPTURE_WRITER_H
#define CAPTURE_WRITER_H

#include "capture/format.h"

struct writer;

/* The offset of a record that was not written; fits where offsets fit. */
#define WRITER_NOWHERE ((UINT64_C(1) << 48) - 1)

/* What is known of the records before the first. */
struct writer_facts {
	int link_type;
	bool pcapng;          /* they may have comments, and several link types */
	const char *comments; /* of the whole, as frame.comments; or NULL */
};

/* Creates the (first) file, or opens one as it is. NULL and *error where that cannot be. */
struct writer *writer_open(const struct capture_write *spec, struct error *error);

/*
 * Empties the file, and chooses its form: pcapng where the name ends in ".pcapng", or where the
 * facts say so and it does not end in ".pcap". From here on records can be added; until then
 * closing leaves the world as it was. false and *error where it cannot be emptied.
 */
bool writer_start(struct writer *writer, const struct writer_facts *facts, struct error *error);

/*
 * Adds a record, which may lie in a buffer until writer_flush(). false and *error once, where
 * the disk is full or the link type is not the file's; what then comes is not written, or not of
 * that link type, and nothing more is said.
 */
bool writer_add(struct writer *writer, const struct record *record, struct error *error);

/* Writes what lies in the buffer. false and *error as above. */
bool writer_flush(struct writer *writer, struct error *error);

/*
 * Whether what is added can be read again: there is one file, no ring, pipe or device, and it may
 * be read. Known from writer_open() on.
 */
bool writer_can_read(const struct writer *writer);

/* Where the record lies that writer_add() was called with last, or WRITER_NOWHERE. */
uint64_t writer_latest(const struct writer *writer);

/*
 * Reads the record at an offset of writer_latest(), without its comments; its bytes are lent until
 * the next call. false where it was not written after all, or somebody has changed the file.
 */
bool writer_get(struct writer *writer, uint64_t offset, struct record *record);

/* How many records were added and did not come into a file. */
uint64_t writer_missing(const struct writer *writer);

/* Flushes as well; NULL is allowed. */
void writer_close(struct writer *writer);

#endif
