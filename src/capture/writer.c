/* Capture files being written, with their rotation. */
#include "capture/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, HEADER = 24, SNAPLEN = 262144, NAME_ROOM = 4096 };

/* As every reader of pcap knows it, in this machine's byte order. */
struct record_head {
	uint32_t seconds;
	uint32_t nanoseconds;
	uint32_t caplen;
	uint32_t len;
};

struct writer {
	struct capture_write spec;
	int link_type;
	int fd;       /* -1 once writing has failed */
	bool created; /* the first file was not there before */
	bool started;
	unsigned file;
	uint64_t written; /* bytes of this file, the buffer's too */
	bool other_reported;
	size_t used;
	size_t room;
	uint8_t *buffer;
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

static void make_room(struct writer *writer, size_t size)
{
	if (size <= writer->room)
		return;
	writer->room = size > BUFFER ? size : BUFFER;
	writer->buffer = memory_grow(writer->buffer, writer->room, 1);
}

/* libpcap knows which number in files stands for a link type. */
static void add_header(struct writer *writer)
{
	pcap_t *pcap = pcap_open_dead_with_tstamp_precision(writer->link_type, SNAPLEN,
							    PCAP_TSTAMP_PRECISION_NANO);
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	pcap_dumper_t *dumper = pcap && memory ? pcap_dump_fopen(pcap, memory) : NULL;

	if (!dumper)
		die("no memory left");
	pcap_dump_close(dumper);
	pcap_close(pcap);
	make_room(writer, writer->used + size);
	memcpy(writer->buffer + writer->used, text, size);
	writer->used += size;
	writer->written = size;
	free(text);
}

static int create(const struct writer *writer, const char *name, int flags)
{
	if (writer->spec.create)
		return writer->spec.create(writer->spec.context, name, flags);
	return open(name, flags, 0666);
}

/* What is there is not emptied yet: what is to be written may turn out to be nothing. */
static bool open_first(struct writer *writer, struct error *error)
{
	const int flags = O_WRONLY | O_CREAT | O_CLOEXEC;
	char name[NAME_ROOM];

	if (!make_name(writer, name)) {
		error_set(error, "%s: the name is too long", writer->spec.path);
		return false;
	}
	writer->fd = create(writer, name, flags | O_EXCL);
	writer->created = writer->fd >= 0;
	if (writer->fd < 0 && errno == EEXIST)
		writer->fd = create(writer, name, flags);
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

bool writer_start(struct writer *writer, int link_type, struct error *error)
{
	/* A pipe or a device has nothing to be emptied. */
	if (ftruncate(writer->fd, 0) != 0 && errno != EINVAL) {
		error_set(error, "%s: %s", writer->spec.path, strerror(errno));
		return false;
	}
	writer->started = true;
	writer->link_type = link_type;
	add_header(writer);
	return true;
}

/* How many of the bytes in the buffer are whole records, if no more than size count. */
static size_t whole_records(const struct writer *writer, size_t size)
{
	bool first = writer->written == writer->used; /* the file begins in the buffer */
	size_t whole = first ? HEADER : 0;
	struct record_head head;

	while (whole + sizeof(head) <= size) {
		memcpy(&head, writer->buffer + whole, sizeof(head));
		if (whole + sizeof(head) + head.caplen > size)
			break;
		whole += sizeof(head) + head.caplen;
	}
	return whole <= size ? whole : 0;
}

/* Half a record at the end would spoil the file. */
static void give_up(struct writer *writer, size_t put, int failure, struct error *error)
{
	off_t end = lseek(writer->fd, 0, SEEK_CUR);
	size_t half = put - whole_records(writer, put);

	if (half > 0 && (end < 0 || ftruncate(writer->fd, end - (off_t)half) != 0))
		error_set(error, "%s: %s; it ends within a record", writer->spec.path,
			  strerror(failure));
	else
		error_set(error, "%s: %s; what was written before is whole", writer->spec.path,
			  strerror(failure));
	close(writer->fd);
	writer->fd = -1;
}

bool writer_flush(struct writer *writer, struct error *error)
{
	size_t put = 0;

	while (writer->fd >= 0 && put < writer->used) {
		ssize_t part = write(writer->fd, writer->buffer + put, writer->used - put);

		if (part < 0 && errno != EINTR) {
			give_up(writer, put, errno, error);
			return false;
		}
		put += part > 0 ? (size_t)part : 0;
	}
	writer->used = 0;
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
	return open_next(writer, error);
}

/* One file has one link type; said once. */
static bool refuse_other(struct writer *writer, const struct record *record, struct error *error)
{
	if (writer->other_reported)
		return true;
	writer->other_reported = true;
	error_set(error, "%s: holds frames of link type %d; those of %d are not written",
		  writer->spec.path, writer->link_type, record->link_type);
	return false;
}

bool writer_add(struct writer *writer, const struct record *record, struct error *error)
{
	struct record_head head = {(uint32_t)(record->time_ns / 1000000000),
				   (uint32_t)(record->time_ns % 1000000000), record->caplen,
				   record->len};
	size_t size = sizeof(head) + record->caplen;

	if (writer->fd < 0)
		return true;
	if (record->link_type != writer->link_type)
		return refuse_other(writer, record, error);
	if (writer->spec.rotate_bytes && writer->written > writer->spec.rotate_bytes &&
	    !rotate(writer, error))
		return false;
	if (writer->used + size > BUFFER && !writer_flush(writer, error))
		return false;
	make_room(writer, writer->used + size);
	memcpy(writer->buffer + writer->used, &head, sizeof(head));
	if (record->caplen > 0)
		memcpy(writer->buffer + writer->used + sizeof(head), record->data, record->caplen);
	writer->used += size;
	writer->written += size;
	return true;
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
	free(writer->buffer);
	free(writer);
}
