/* A temporary file of records, written once and read at any offset. */
#include "capture/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spool {
	FILE *file;
	uint64_t end;
	uint8_t *data;
	size_t room;
};

struct spool *spool_new(struct error *error)
{
	FILE *file = tmpfile();
	struct spool *spool;

	if (!file) {
		error_set(error, "temporary file for standard input: %s", strerror(errno));
		return NULL;
	}
	spool = memory_zero(1, sizeof(*spool));
	spool->file = file;
	return spool;
}

bool spool_keep(struct spool *spool, struct record *record)
{
	record->offset = spool->end;
	if (fwrite(record, sizeof(*record), 1, spool->file) != 1 ||
	    fwrite(record->data, 1, record->caplen, spool->file) != record->caplen)
		return false;
	spool->end += sizeof(*record) + record->caplen;
	return true;
}

static bool read_at(const struct spool *spool, uint64_t offset, void *to, size_t size)
{
	ssize_t got = pread(fileno(spool->file), to, size, (off_t)offset);

	return got >= 0 && (size_t)got == size;
}

bool spool_read(struct spool *spool, uint64_t offset, struct record *record)
{
	if (fflush(spool->file) != 0 || !read_at(spool, offset, record, sizeof(*record)) ||
	    record->offset != offset)
		return false;
	if (record->caplen > spool->room) {
		spool->room = record->caplen;
		spool->data = memory_grow(spool->data, spool->room, 1);
	}
	record->data = spool->data;
	return read_at(spool, offset + sizeof(*record), spool->data, record->caplen);
}

void spool_free(struct spool *spool)
{
	if (!spool)
		return;
	fclose(spool->file);
	free(spool->data);
	free(spool);
}
