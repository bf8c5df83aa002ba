/* Capture files being written, with their rotation, and one of them read again. */
#include "capture/writer.h"

#include "capture/comments.h"
#include "capture/disk.h"
#include "capture/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, NAME_ROOM = 4096, INTERFACES_MOST = 64, HEAD_MOST = 32 };

struct writer {
	struct capture_write spec;
	const struct packing *packing;
	int link_types[INTERFACES_MOST]; /* of the interfaces in this file */
	uint32_t interfaces;
	char *comments; /* of the section, as frame.comments; or NULL */
	int fd;         /* -1 for none */
	bool readable;  /* the file's records can be read again */
	bool created;   /* the first file was not there before */
	bool started;
	bool failed; /* nothing more is written */
	unsigned file;
	uint64_t written; /* bytes of this file, the buffer's too */
	uint64_t latest;  /* where the last record that was to be added lies */
	uint64_t waiting; /* records in the buffer */
	uint64_t missing; /* records that did not come into the file */
	bool other_reported;
	struct packed packed;
	uint8_t *lent;
	size_t lent_room;
};

/* tcpdump's names: FILE, FILE1, FILE2, …; in a ring FILE00, FILE01, … */
static bool make_name(const struct writer *writer, char name[NAME_ROOM])
{
	int digits = 1, length;

	for (unsigned n = writer->spec.files; n > 10; n = (n + 9) / 10)
		digits++;
	if (!writer->spec.rotate_bytes || (!writer->spec.files && writer->file == 0))
		length = snprintf(name, NAME_ROOM, "%s", writer->spec.path);
	else
		length = snprintf(name, NAME_ROOM, "%s%0*u", writer->spec.path,
				  writer->spec.files ? digits : 1, writer->file);
	return length < NAME_ROOM;
}

static bool ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text), size = strlen(ending);

	return length >= size && strcmp(text + length - size, ending) == 0;
}

/* What can hold everything that is read, unless the name says something else. */
static const struct packing *choose_packing(const char *path, bool pcapng)
{
	if (ends_in(path, ".pcapng"))
		return &packing_pcapng;
	return pcapng && !ends_in(path, ".pcap") ? &packing_pcapng : &packing_pcap;
}

static void add_header(struct writer *writer)
{
	size_t before = writer->packed.used;

	writer->interfaces = 1;
	writer->packing->start(&writer->packed, writer->link_types[0], writer->comments);
	writer->written = writer->packed.used - before;
}

static int create(const struct writer *writer, const char *name, int flags)
{
	if (writer->spec.create)
		return writer->spec.create(writer->spec.context, name, flags);
	return open(name, flags, 0666);
}

/* A pipe or a device that is opened for both is another thing than one that is written. */
static bool is_regular(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && S_ISREG(status.st_mode);
}

/* Not everything that may be written may be read. */
static int open_there(struct writer *writer, const char *name, int flags)
{
	int fd = -1;

	if (is_regular(name))
		fd = create(writer, name, flags | O_RDWR);
	writer->readable = fd >= 0;
	return fd >= 0 ? fd : create(writer, name, flags | O_WRONLY);
}

/* What is there is not emptied yet: what is to be written may turn out to be nothing. */
static bool open_first(struct writer *writer, struct error *error)
{
	const int flags = O_CREAT | O_CLOEXEC;
	char name[NAME_ROOM];

	if (!make_name(writer, name)) {
		error_set(error, "%s: the name is too long", writer->spec.path);
		return false;
	}
	writer->fd = create(writer, name, flags | O_EXCL | O_RDWR);
	writer->readable = writer->created = writer->fd >= 0;
	if (writer->fd < 0 && errno == EEXIST)
		writer->fd = open_there(writer, name, flags);
	if (writer->fd < 0)
		error_set(error, "%s: %s", name, strerror(errno));
	return writer->fd >= 0;
}

static bool open_next(struct writer *writer, struct error *error)
{
	char name[NAME_ROOM];

	if (!make_name(writer, name)) {
		error_set(error, "%s: the name is too long", writer->spec.path);
		return false;
	}
	writer->fd = create(writer, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
	if (writer->fd < 0) {
		error_set(error, "%s: %s", name, strerror(errno));
		return false;
	}
	add_header(writer);
	return true;
}

struct writer *writer_open(const struct capture_write *spec, struct error *error)
{
	struct writer *writer = memory_zero(1, sizeof(*writer));

	writer->spec = *spec;
	writer->fd = -1;
	if (open_first(writer, error))
		return writer;
	writer_close(writer);
	return NULL;
}

static void keep_comments(struct writer *writer, const char *comments)
{
	size_t size = comments_size(comments);

	if (size == 0)
		return;
	writer->comments = memory_alloc(size);
	memcpy(writer->comments, comments, size);
}

bool writer_start(struct writer *writer, const struct writer_facts *facts, struct error *error)
{
	/* A pipe or a device has nothing to be emptied. */
	if (ftruncate(writer->fd, 0) != 0 && errno != EINVAL) {
		error_set(error, "%s: %s", writer->spec.path, strerror(errno));
		return false;
	}
	writer->started = true;
	writer->packing = choose_packing(writer->spec.path, facts->pcapng);
	writer->link_types[0] = facts->link_type;
	keep_comments(writer, facts->comments);
	add_header(writer);
	return true;
}

/* How many of the bytes in the buffer are whole records, if no more than size count. */
static size_t whole_records(const struct writer *writer, size_t size, uint64_t *records)
{
	bool first = writer->written == writer->packed.used; /* the file begins in the buffer */
	size_t whole = 0, piece;
	struct record record;
	uint32_t interface;

	*records = 0;
	do {
		const uint8_t *at = writer->packed.bytes + whole;

		piece = writer->packing->piece(at, size - whole, first);
		if (!first && piece >= writer->packing->head)
			*records += writer->packing->parse(at, &record, &interface);
		first = false;
		whole += piece;
	} while (piece > 0);
	return whole;
}

/* Half a record at the end would spoil the file. */
static void give_up(struct writer *writer, size_t put, int failure, struct error *error)
{
	off_t end = lseek(writer->fd, 0, SEEK_CUR);
	uint64_t records;
	size_t whole = whole_records(writer, put, &records);
	size_t half = put - whole;

	if (half > 0 && (end < 0 || ftruncate(writer->fd, end - (off_t)half) != 0))
		error_set(error, "%s: %s; it ends within a record", writer->spec.path,
			  strerror(failure));
	else
		error_set(error, "%s: %s; what was written before is whole", writer->spec.path,
			  strerror(failure));
	writer->failed = true;
	writer->missing += writer->waiting - records;
	writer->written -= writer->packed.used - whole;
	writer->packed.used = 0;
}

bool writer_flush(struct writer *writer, struct error *error)
{
	size_t put = 0;

	while (put < writer->packed.used) {
		ssize_t part =
			write(writer->fd, writer->packed.bytes + put, writer->packed.used - put);

		if (part < 0 && errno != EINTR) {
			give_up(writer, put, errno, error);
			return false;
		}
		put += part > 0 ? (size_t)part : 0;
	}
	writer->packed.used = 0;
	writer->waiting = 0;
	return true;
}

static bool rotate(struct writer *writer, struct error *error)
{
	if (!writer_flush(writer, error))
		return false;
	close(writer->fd);
	writer->file++;
	if (writer->spec.files && writer->file == writer->spec.files)
		writer->file = 0;
	writer->failed = !open_next(writer, error);
	return !writer->failed;
}

/* The interface of a link type, added where the file can have another; false where it cannot. */
static bool find_interface(struct writer *writer, int link_type, uint32_t *interface)
{
	for (*interface = 0; *interface < writer->interfaces; (*interface)++)
		if (writer->link_types[*interface] == link_type)
			return true;
	if (!writer->packing->interface || writer->interfaces == INTERFACES_MOST)
		return false;
	writer->link_types[writer->interfaces++] = link_type;
	writer->packing->interface(&writer->packed, link_type);
	return true;
}

/* Said once. */
static bool refuse_other(struct writer *writer, const struct record *record, struct error *error)
{
	if (writer->other_reported)
		return true;
	writer->other_reported = true;
	error_set(error, "%s: holds frames of link type %d; those of %d are not written",
		  writer->spec.path, writer->link_types[0], record->link_type);
	return false;
}

static bool add(struct writer *writer, const struct record *record, struct error *error)
{
	size_t before;
	uint32_t interface;

	if (writer->failed)
		return true;
	if (writer->spec.rotate_bytes && writer->written > writer->spec.rotate_bytes &&
	    !rotate(writer, error))
		return false;
	if (writer->packed.used + record->caplen > BUFFER && !writer_flush(writer, error))
		return false;
	before = writer->packed.used;
	if (!find_interface(writer, record->link_type, &interface))
		return refuse_other(writer, record, error);
	writer->latest = writer->written + writer->packed.used - before;
	writer->packing->record(&writer->packed, record, interface);
	writer->written += writer->packed.used - before;
	writer->waiting++;
	return true;
}

bool writer_add(struct writer *writer, const struct record *record, struct error *error)
{
	bool good;

	writer->latest = WRITER_NOWHERE;
	good = add(writer, record, error);
	writer->missing += writer->latest == WRITER_NOWHERE;
	return good;
}

/* --- what was written, read again --- */

bool writer_can_read(const struct writer *writer)
{
	return writer->readable && !writer->spec.rotate_bytes;
}

uint64_t writer_latest(const struct writer *writer)
{
	return writer->latest;
}

uint64_t writer_missing(const struct writer *writer)
{
	return writer->missing;
}

/* Bytes of the file or of the buffer, wherever they lie now: a record lies in one of them. */
static bool fetch(const struct writer *writer, uint64_t offset, uint8_t *to, size_t size)
{
	uint64_t flushed = writer->written - writer->packed.used;

	if (offset > writer->written || size > writer->written - offset)
		return false;
	if (offset < flushed)
		return disk_read(writer->fd, offset, to, size);
	memcpy(to, writer->packed.bytes + (offset - flushed), size);
	return true;
}

bool writer_get(struct writer *writer, uint64_t offset, struct record *record)
{
	uint8_t head[HEAD_MOST];
	size_t size = writer->packing->head;
	uint32_t interface;

	*record = (struct record){.offset = offset};
	if (!fetch(writer, offset, head, size) ||
	    !writer->packing->parse(head, record, &interface) || interface >= writer->interfaces ||
	    record->caplen > writer->written - offset)
		return false;
	record->link_type = writer->link_types[interface];
	if (record->caplen > writer->lent_room) {
		writer->lent_room = record->caplen;
		writer->lent = memory_grow(writer->lent, writer->lent_room, 1);
	}
	record->data = writer->lent;
	return record->caplen == 0 || fetch(writer, offset + size, writer->lent, record->caplen);
}

/* Nothing came to be written into the file that was made for it. */
static void discard(const struct writer *writer)
{
	char name[NAME_ROOM];

	if (make_name(writer, name))
		unlink(name);
}

void writer_close(struct writer *writer)
{
	struct error error;

	if (!writer)
		return;
	writer_flush(writer, &error);
	if (writer->fd >= 0)
		close(writer->fd);
	if (writer->created && !writer->started)
		discard(writer);
	free(writer->packed.bytes);
	free(writer->comments);
	free(writer->lent);
	free(writer);
}
