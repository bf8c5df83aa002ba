/*
 * Reading a capture in a test: what goes wrong fails it.
 */
#ifndef TEST_SUPPORT_READING_H
#define TEST_SUPPORT_READING_H

#include "tcpladder/capture.h"

struct capture *reading_open(const char *const *files, size_t count, const char *filter,
			     uint64_t max);
struct capture *reading_open_one(const char *file);

struct frame reading_next(struct capture *capture);

/* Expects the end, twice, and closes the capture. */
void reading_end(struct capture *capture);

/* Expects the frame's bytes to be size times fill. */
void reading_fill(const struct frame *frame, uint32_t size, uint8_t fill);

#endif
