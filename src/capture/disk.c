/* pread() and pwrite() until all is done. */
#include "capture/disk.h"

#include <errno.h>
#include <unistd.h>

bool disk_read(int fd, uint64_t offset, void *to, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t got = pread(fd, (uint8_t *)to + done, size - done, (off_t)(offset + done));

		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		if (got > 0)
			done += (size_t)got;
	}
	return true;
}

bool disk_write(int fd, uint64_t offset, const void *from, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t put = pwrite(fd, (const uint8_t *)from + done, size - done,
				     (off_t)(offset + done));

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0)
			done += (size_t)put;
	}
	return true;
}
