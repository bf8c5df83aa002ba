/* Bytes from a file or a pipe, compressed or not, through one buffer. */
#include "capture/stream.h"

#include "capture/unpack.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <stdio_ext.h>
#endif

enum { BUFFER = 256 * 1024 };

struct stream {
	int fd;
	bool regular; /* read by position; a pipe in order */
	bool again;   /* a second reader: the descriptor is the first one's */
	bool over;    /* the pipe has ended */
	int failure;  /* errno */
	uint64_t size;
	uint64_t end; /* where the buffer's end lies in the file */
	size_t used;
	size_t have;
	size_t room;
	uint8_t *buffer;
	FILE *file; /* stream_file(), or NULL */
	char *file_buffer;
	struct stream *packed; /* what the bytes are decompressed from, or NULL */
	struct unpack *unpack;
};

static struct stream *make(int fd, bool regular)
{
	struct stream *stream = memory_zero(1, sizeof(*stream));

	stream->fd = fd;
	stream->regular = regular;
	stream->room = BUFFER;
	stream->buffer = memory_alloc(BUFFER);
	return stream;
}

/* A file on standard input may have been read in part by the shell that gave it. */
static void start_regular(struct stream *stream, uint64_t size)
{
	off_t start = lseek(stream->fd, 0, SEEK_CUR);

	stream->size = size;
	stream->end = start > 0 ? (uint64_t)start : 0;
}

static struct stream *open_plain(const char *path, const char *name, struct error *error)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	struct stream *stream;
	struct stat status;

	if (fd < 0 || fstat(fd, &status) != 0) {
		error_set(error, "%s: %s", name, strerror(errno));
		goto fail;
	}
	if (S_ISDIR(status.st_mode)) {
		error_set(error, "%s: is a directory", name);
		goto fail;
	}
	stream = make(fd, S_ISREG(status.st_mode));
	if (stream->regular)
		start_regular(stream, (uint64_t)status.st_size);
	return stream;
fail:
	if (fd >= 0)
		close(fd);
	return NULL;
}

struct stream *stream_again(struct stream *stream)
{
	struct stream *again = make(stream->fd, true);

	again->again = true;
	return again;
}

static ssize_t read_once(struct stream *stream, void *to, size_t size)
{
	if (stream->unpack)
		return (ssize_t)unpack_some(stream->unpack, to, size);
	if (stream->regular)
		return pread(stream->fd, to, size, (off_t)stream->end);
	return read(stream->fd, to, size);
}

/* Reads from the file or pipe what one call gives. 0 at the end and where it fails. */
static size_t read_some(struct stream *stream, void *to, size_t size)
{
	ssize_t got;

	do {
		got = read_once(stream, to, size);
	} while (got < 0 && errno == EINTR);
	stream->failure = got < 0 ? errno : 0;
	stream->over = got <= 0;
	if (got <= 0)
		return 0;
	stream->end += (size_t)got;
	return (size_t)got;
}

/* Fills the empty buffer. */
static bool fill(struct stream *stream)
{
	stream->used = 0;
	stream->have = read_some(stream, stream->buffer, stream->room);
	return stream->have > 0;
}

bool stream_is_regular(const struct stream *stream)
{
	return stream->regular;
}

bool stream_is_packed(const struct stream *stream)
{
	return stream->unpack != NULL;
}

/* Moves what is ahead to the buffer's start, with room for size bytes in all. */
static void make_room(struct stream *stream, size_t size)
{
	stream->have -= stream->used;
	memmove(stream->buffer, stream->buffer + stream->used, stream->have);
	stream->used = 0;
	if (size <= stream->room)
		return;
	stream->room = size;
	stream->buffer = memory_grow(stream->buffer, size, 1);
}

static bool is_ready(const struct stream *stream)
{
	struct pollfd what = {.fd = stream->fd, .events = POLLIN};

	return poll(&what, 1, 0) > 0;
}

bool stream_gather(struct stream *stream, size_t size)
{
	if (stream->regular)
		return true;
	while (stream->have - stream->used < size && !stream->over) {
		if (!is_ready(stream))
			return false;
		make_room(stream, size);
		stream->have += read_some(stream, stream->buffer + stream->have,
					  stream->room - stream->have);
	}
	return true;
}

void stream_wait(const struct stream *stream)
{
	struct pollfd what = {.fd = stream->fd, .events = POLLIN};

	poll(&what, 1, -1);
}

size_t stream_look(const struct stream *stream, void *to, size_t size)
{
	size_t ahead = stream->have - stream->used;

	if (ahead > size)
		ahead = size;
	memcpy(to, stream->buffer + stream->used, ahead);
	return ahead;
}

int stream_descriptor(const struct stream *stream)
{
	return stream->fd;
}

/* A large read does not go through the buffer. */
size_t stream_some(struct stream *stream, void *to, size_t size)
{
	size_t part = stream->have - stream->used;

	if (part == 0 && size >= BUFFER)
		return read_some(stream, to, size);
	if (part == 0 && !fill(stream))
		return 0;
	part = stream->have - stream->used;
	if (part > size)
		part = size;
	memcpy(to, stream->buffer + stream->used, part);
	stream->used += part;
	return part;
}

size_t stream_read(struct stream *stream, void *to, size_t size)
{
	size_t done = 0;

	while (done < size) {
		size_t part = stream_some(stream, (uint8_t *)to + done, size - done);

		if (part == 0)
			break;
		done += part;
	}
	return done;
}

const uint8_t *stream_ahead(struct stream *stream, size_t size)
{
	size_t got = 1;

	if (stream->have - stream->used >= size)
		return stream->buffer + stream->used;
	make_room(stream, size);
	while (stream->have < size && got > 0) {
		got = read_some(stream, stream->buffer + stream->have, stream->room - stream->have);
		stream->have += got;
	}
	return stream->have >= size ? stream->buffer : NULL;
}

void stream_pass(struct stream *stream, size_t size)
{
	assert(size <= stream->have - stream->used);
	stream->used += size;
}

int stream_peek(struct stream *stream)
{
	if (stream->used == stream->have && !fill(stream))
		return EOF;
	return stream->buffer[stream->used];
}

static size_t packed_read(void *context, void *to, size_t size)
{
	return stream_some(context, to, size);
}

static const char *packed_failure(void *context)
{
	return stream_failure(context);
}

struct stream *stream_open(const char *path, const char *name, struct error *error)
{
	struct stream *packed = open_plain(path, name, error);
	struct stream *stream;
	const char *kind;

	if (!packed)
		return NULL;
	stream_ahead(packed, UNPACK_LOOK);
	kind = unpack_kind(packed->buffer, packed->have);
	if (!kind)
		return packed;
	stream = make(-1, true);
	stream->packed = packed;
	stream->unpack = unpack_open((struct packed){packed, packed_read, packed_failure}, kind);
	return stream;
}

/*
 * What stdio has taken and libpcap has not. glibc hides no count of it but reads byte by byte
 * where there is no buffer; the others read straight through.
 */
#ifdef __GLIBC__
static size_t unread(const struct stream *stream)
{
	return stream->file ? (size_t)(stream->file->_IO_read_end - stream->file->_IO_read_ptr) : 0;
}

static void set_buffer(struct stream *stream, bool buffered)
{
	if (!buffered || stream->again || !stream->regular) {
		setvbuf(stream->file, NULL, _IONBF, 0);
		return;
	}
	stream->file_buffer = memory_alloc(BUFFER);
	setvbuf(stream->file, stream->file_buffer, _IOFBF, BUFFER);
	__fsetlocking(stream->file, FSETLOCKING_BYCALLER);
}
#else
static size_t unread(const struct stream *stream)
{
	(void)stream;
	return 0;
}

static void set_buffer(struct stream *stream, bool buffered)
{
	(void)buffered;
	setvbuf(stream->file, NULL, _IONBF, 0);
}
#endif

uint64_t stream_position(const struct stream *stream)
{
	return stream->end - (stream->have - stream->used) - unread(stream);
}

void stream_seek(struct stream *stream, uint64_t position)
{
	if (position <= stream->end && position >= stream->end - stream->have) {
		stream->used = stream->have - (size_t)(stream->end - position);
		return;
	}
	stream->end = position;
	stream->have = stream->used = 0;
}

void stream_progress(const struct stream *stream, uint64_t *done, uint64_t *total)
{
	const struct stream *file = stream->packed ? stream->packed : stream;

	*done = stream_position(file);
	*total = file->size;
}

const char *stream_failure(const struct stream *stream)
{
	if (stream->unpack)
		return unpack_failure(stream->unpack);
	return stream->failure ? strerror(stream->failure) : NULL;
}

#ifdef __linux__
static ssize_t cookie_read(void *cookie, char *to, size_t size)
{
	return (ssize_t)stream_some(cookie, to, size);
}

static FILE *open_cookie(struct stream *stream)
{
	return fopencookie(stream, "rb", (cookie_io_functions_t){.read = cookie_read});
}
#else
static int cookie_read(void *cookie, char *to, int size)
{
	return (int)stream_some(cookie, to, (size_t)size);
}

static FILE *open_cookie(struct stream *stream)
{
	return funopen(stream, cookie_read, NULL, NULL, NULL);
}
#endif

FILE *stream_file(struct stream *stream, bool buffered)
{
	stream->file = open_cookie(stream);
	if (!stream->file)
		die("no memory left");
	set_buffer(stream, buffered);
	return stream->file;
}

void stream_close(struct stream *stream)
{
	if (!stream)
		return;
	if (!stream->again && stream->fd >= 0)
		close(stream->fd);
	unpack_close(stream->unpack);
	stream_close(stream->packed);
	free(stream->file_buffer);
	free(stream->buffer);
	free(stream);
}
