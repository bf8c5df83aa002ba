/*
 * Whole stretches of a file by where they lie, over interrupted and short calls.
 */
#ifndef CAPTURE_DISK_H
#define CAPTURE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads size bytes from the offset on; false where the file ends before, or with errno. */
bool disk_read(int fd, uint64_t offset, void *to, size_t size);

/* Writes size bytes from the offset on; false with errno, and then some may be written. */
bool disk_write(int fd, uint64_t offset, const void *from, size_t size);

#endif
