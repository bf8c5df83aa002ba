/*
 * A short talk of two ends, on the screen of what was said.
 */
#ifndef TEST_SUPPORT_TALK_H
#define TEST_SUPPORT_TALK_H

#include "support/rig.h"

/* Bytes 501 to 600 of A are not in the capture, and 1 to 100 are there twice. */
extern const char talk[];

/* The ladder's cursor on the segment of that index, then what was said. */
void talk_open(struct rig *rig, size_t index, int width, int height);

/* The row of the screen, drawn anew; good until the next call. */
const char *talk_row(struct rig *rig, int y);

/* Fails unless the row begins so. */
void talk_begins(struct rig *rig, int y, const char *want);

#endif
