/* Writing beside the place, and moving there. */
#include "tcpladder/newfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char beside[] = ".XXXXXX";

struct newfile {
	FILE *out;
	char *given; /* as the user named it */
	char *path;  /* where that leads */
	char *temporary;
	int fd; /* out's */
	bool (*goes_on)(void *context, uint64_t bytes);
	void *context;
	uint64_t written;
};

enum { WATCHED_PIECE = 1 << 16 };

static char *copy_of(const char *text, const char *tail)
{
	size_t size = strlen(text) + strlen(tail) + 1;
	char *copy = memory_alloc(size);

	snprintf(copy, size, "%s%s", text, tail);
	return copy;
}

static void free_all(struct newfile *file)
{
	free(file->given);
	free(file->path);
	free(file->temporary);
	free(file);
}

/* Whether it may be written; mode is that of what is there, or of what the user's umask allows. */
static bool may_be(const char *path, bool overwrite, bool *exists, mode_t *mode)
{
	mode_t mask = umask(0);
	struct stat status;

	umask(mask);
	*mode = 0666 & ~mask;
	if (stat(path, &status) != 0)
		return errno == ENOENT;
	if (!S_ISREG(status.st_mode)) {
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
		return false;
	}
	*mode = status.st_mode & 0777;
	*exists = !overwrite;
	return overwrite;
}

/* The file itself and not a link to it is replaced. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = copy_of(real ? real : path, "");

	free(real);
	return copy;
}

static bool begin(struct newfile *file, mode_t mode)
{
	int fd = mkstemp(file->temporary);

	if (fd < 0)
		return false;
	file->fd = fd;
	if (fchmod(fd, mode) == 0 && (file->out = fdopen(fd, "w")) != NULL)
		return true;
	close(fd);
	unlink(file->temporary);
	return false;
}

struct newfile *newfile_open(const char *path, bool overwrite, bool *exists, struct error *error)
{
	struct newfile *file;
	mode_t mode;

	*exists = false;
	if (!may_be(path, overwrite, exists, &mode)) {
		if (!*exists)
			error_set(error, "%s: %s", path, strerror(errno));
		return NULL;
	}
	file = memory_zero(1, sizeof(*file));
	file->given = copy_of(path, "");
	file->path = real_path(path);
	file->temporary = copy_of(file->path, beside);
	if (begin(file, mode))
		return file;
	error_set(error, "%s: %s", path, strerror(errno));
	free_all(file);
	return NULL;
}

FILE *newfile_stream(struct newfile *file)
{
	return file->out;
}

/* --- watched --- */

bool newfile_goes_on(struct newfile *file)
{
	return !file->goes_on || file->goes_on(file->context, file->written);
}

/* 0 where it failed, with errno. */
static size_t write_watched(struct newfile *file, const char *bytes, size_t size)
{
	size_t done = 0;

	if (!newfile_goes_on(file)) {
		errno = ECANCELED;
		return 0;
	}
	while (done < size) {
		ssize_t count = write(file->fd, bytes + done, size - done);

		if (count < 0 && errno != EINTR)
			return 0;
		done += count > 0 ? (size_t)count : 0;
	}
	file->written += size;
	return size;
}

static int close_watched(void *cookie)
{
	return close(((struct newfile *)cookie)->fd);
}

#ifdef __linux__
static ssize_t cookie_write(void *cookie, const char *bytes, size_t size)
{
	return (ssize_t)write_watched(cookie, bytes, size);
}

static FILE *open_cookie(struct newfile *file)
{
	return fopencookie(file, "w",
			   (cookie_io_functions_t){.write = cookie_write, .close = close_watched});
}
#else
static int cookie_write(void *cookie, const char *bytes, int size)
{
	size_t done = write_watched(cookie, bytes, (size_t)size);

	return done > 0 ? (int)done : -1;
}

static FILE *open_cookie(struct newfile *file)
{
	return funopen(file, NULL, cookie_write, NULL, close_watched);
}
#endif

void newfile_watch(struct newfile *file, bool (*goes_on)(void *context, uint64_t bytes),
		   void *context)
{
	int fd = dup(file->fd);
	FILE *plain = file->out;

	file->goes_on = goes_on;
	file->context = context;
	if (fd < 0)
		return;
	file->fd = fd;
	file->out = open_cookie(file);
	if (!file->out) {
		file->out = plain;
		close(fd);
		return;
	}
	setvbuf(file->out, NULL, _IOFBF, WATCHED_PIECE);
	fclose(plain);
}

void newfile_drop(struct newfile *file)
{
	if (!file)
		return;
	if (file->out)
		fclose(file->out);
	unlink(file->temporary);
	free_all(file);
}

bool newfile_keep(struct newfile *file, struct error *error)
{
	bool failed = fflush(file->out) != 0 || ferror(file->out) != 0;
	int reason = errno;

	if (fclose(file->out) != 0 && !failed) {
		failed = true;
		reason = errno;
	}
	file->out = NULL;
	if (!failed && rename(file->temporary, file->path) != 0) {
		failed = true;
		reason = errno;
	}
	if (failed) {
		error_set(error, "%s: %s", file->given, strerror(reason));
		newfile_drop(file);
		return false;
	}
	free_all(file);
	return true;
}
