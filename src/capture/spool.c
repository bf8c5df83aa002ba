/* A ring of records in a temporary file, written a chunk at a time. */
#include "capture/spool.h"

#include "capture/comments.h"
#include "capture/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024, LIMIT_LEAST = 1024 * 1024 };

/* Records that were written in one piece, and that are given up in one piece. */
struct chunk {
	uint64_t end;
	uint64_t records;
};

struct head {
	int64_t time_ns;
	uint32_t caplen;
	uint32_t len;
	int32_t link_type;
	uint32_t comments; /* bytes of them, behind the others */
};

struct spool {
	int fd;
	int failure;
	uint64_t limit; /* 0 for none */
	uint64_t start; /* the first offset kept */
	uint64_t flushed;
	uint64_t forgotten;
	struct chunk *chunks; /* a queue: those from first on are kept */
	size_t first;
	size_t count;
	uint64_t records; /* in the tail */
	size_t used;
	size_t room;
	uint8_t *tail; /* what is not written yet */
	uint8_t *lent;
	size_t lent_room;
};

/* Opens a file without a name in the folder; -1 where that cannot be. */
static int open_nameless(const char *folder)
{
	char path[4096];
	int fd;

#ifdef O_TMPFILE
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
#endif
	if (snprintf(path, sizeof(path), "%s/tcpladder-XXXXXX", folder) >= (int)sizeof(path))
		return -1;
	fd = mkstemp(path);
	if (fd >= 0) {
		unlink(path);
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	}
	return fd;
}

static int open_file(void)
{
	const char *chosen = getenv("TMPDIR");
	int fd;

	if (chosen && *chosen)
		return open_nameless(chosen);
	fd = open_nameless("/var/tmp");
	return fd >= 0 ? fd : open_nameless("/tmp");
}

struct spool *spool_new(uint64_t limit)
{
	struct spool *spool = memory_zero(1, sizeof(*spool));

	spool->fd = open_file();
	spool->failure = spool->fd < 0 ? errno : 0;
	spool->limit = limit && limit < LIMIT_LEAST ? LIMIT_LEAST : limit;
	return spool;
}

/* How many of size bytes from the logical offset on lie in one piece, and where. */
static size_t piece(const struct spool *spool, uint64_t offset, size_t size, uint64_t *at)
{
	uint64_t left;

	*at = offset;
	if (!spool->limit)
		return size;
	*at = offset % spool->limit;
	left = spool->limit - *at;
	return left < size ? (size_t)left : size;
}

static bool write_all(const struct spool *spool, uint64_t offset, const uint8_t *data, size_t size)
{
	uint64_t at;
	size_t part = piece(spool, offset, size, &at);

	return disk_write(spool->fd, at, data, part) &&
	       (part == size || write_all(spool, offset + part, data + part, size - part));
}

static bool read_all(const struct spool *spool, uint64_t offset, uint8_t *data, size_t size)
{
	uint64_t at;
	size_t part = piece(spool, offset, size, &at);

	return disk_read(spool->fd, at, data, part) &&
	       (part == size || read_all(spool, offset + part, data + part, size - part));
}

/* Gives up the oldest chunks until so many bytes fit behind the rest. */
static void make_space(struct spool *spool, size_t size)
{
	while (spool->limit && spool->first < spool->count &&
	       spool->flushed + size - spool->start > spool->limit) {
		const struct chunk *chunk = &spool->chunks[spool->first++];

		spool->start = chunk->end;
		spool->forgotten += chunk->records;
	}
	if (spool->first > 64 && spool->first > spool->count / 2) {
		spool->count -= spool->first;
		memmove(spool->chunks, spool->chunks + spool->first,
			spool->count * sizeof(*spool->chunks));
		spool->first = 0;
	}
}

/* What the tail holds goes to the file, or is lost with all that follows. */
static void flush(struct spool *spool)
{
	make_space(spool, spool->used);
	if (!write_all(spool, spool->flushed, spool->tail, spool->used)) {
		spool->failure = errno;
		spool->forgotten += spool->records;
	} else {
		spool->flushed += spool->used;
		spool->chunks = memory_grow(spool->chunks, spool->count + 1, sizeof(struct chunk));
		spool->chunks[spool->count++] = (struct chunk){spool->flushed, spool->records};
	}
	spool->used = 0;
	spool->records = 0;
}

static void make_room(struct spool *spool, size_t size)
{
	if (spool->room >= size)
		return;
	spool->room = size > CHUNK ? size : CHUNK;
	spool->tail = memory_grow(spool->tail, spool->room, 1);
}

uint64_t spool_add(struct spool *spool, const struct record *record)
{
	struct head head = {record->time_ns, record->caplen, record->len, record->link_type,
			    (uint32_t)comments_size(record->comments)};
	size_t size = sizeof(head) + record->caplen + head.comments;
	uint64_t offset;
	uint8_t *to;

	if (spool->used > 0 && spool->used + size > CHUNK && !spool->failure)
		flush(spool);
	if (spool->failure || (spool->limit && size > spool->limit)) {
		spool->forgotten++;
		return SPOOL_NOWHERE;
	}
	make_room(spool, spool->used + size);
	offset = spool_end(spool);
	to = spool->tail + spool->used;
	memcpy(to, &head, sizeof(head));
	memcpy(to + sizeof(head), record->data, record->caplen);
	if (head.comments > 0)
		memcpy(to + sizeof(head) + record->caplen, record->comments, head.comments);
	spool->used += size;
	spool->records++;
	return offset;
}

/* Bytes of the tail or of the file, wherever they lie now. */
static bool fetch(const struct spool *spool, uint64_t offset, uint8_t *to, size_t size)
{
	if (offset < spool->start || offset > spool_end(spool) || size > spool_end(spool) - offset)
		return false;
	if (offset < spool->flushed)
		return read_all(spool, offset, to, size);
	memcpy(to, spool->tail + (offset - spool->flushed), size);
	return true;
}

bool spool_get(struct spool *spool, uint64_t offset, struct record *record)
{
	struct head head;
	size_t size;

	if (!fetch(spool, offset, (uint8_t *)&head, sizeof(head)))
		return false;
	size = (size_t)head.caplen + head.comments;
	if (size > spool->lent_room) {
		spool->lent_room = size;
		spool->lent = memory_grow(spool->lent, size, 1);
	}
	if (size > 0 && !fetch(spool, offset + sizeof(head), spool->lent, size))
		return false;
	*record = (struct record){.time_ns = head.time_ns,
				  .data = spool->lent,
				  .caplen = head.caplen,
				  .len = head.len,
				  .link_type = head.link_type,
				  .offset = offset};
	if (head.comments > 0)
		record->comments = (const char *)spool->lent + head.caplen;
	return true;
}

uint64_t spool_start(const struct spool *spool)
{
	return spool->start;
}

uint64_t spool_end(const struct spool *spool)
{
	return spool->flushed + spool->used;
}

uint64_t spool_behind(uint64_t offset, const struct record *record)
{
	return offset + sizeof(struct head) + record->caplen + comments_size(record->comments);
}

uint64_t spool_forgotten(const struct spool *spool)
{
	return spool->forgotten;
}

int spool_failure(const struct spool *spool)
{
	return spool->failure;
}

void spool_free(struct spool *spool)
{
	if (!spool)
		return;
	if (spool->fd >= 0)
		close(spool->fd);
	free(spool->chunks);
	free(spool->tail);
	free(spool->lent);
	free(spool);
}
