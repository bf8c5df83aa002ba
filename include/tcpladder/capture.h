/*
 * Where frames come from: capture files, standard input.
 *
 * Several files are read as one capture, in order of time. The only module that knows libpcap.
 */
#ifndef TCPLADDER_CAPTURE_H
#define TCPLADDER_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/error.h"
#include "tcpladder/frame.h"

struct capture;

struct capture_spec {
	const char *const *files; /* borrowed while the capture is open; "-" is standard input */
	size_t file_count;        /* at least 1 */
	const char *filter;       /* BPF, or NULL */
	uint64_t max_frames;      /* stop after as many; 0 for no limit */
};

enum capture_read {
	CAPTURE_FRAME, /* *frame is set */
	CAPTURE_END,   /* nothing more will come */
	CAPTURE_BROKEN /* a file is cut off or damaged; *error names it; read on for the rest */
};

/*
 * Opens every file and compiles the filter. NULL and *error where a file cannot be opened, is
 * empty or is no capture, or where the filter is wrong (the sentence shows where). The caller
 * closes the capture.
 */
struct capture *capture_open(const struct capture_spec *spec, struct error *error);

/*
 * Reads the next frame that passes the filter. Its bytes are lent until the next call. Frames that
 * the filter holds back have numbers too, so that a number is the one that other tools show.
 */
enum capture_read capture_next(struct capture *capture, struct frame *frame, struct error *error);

/*
 * Reads again the frame whose offset was given out before, without moving capture_next().
 * Its bytes are lent until the next capture_reread(); number is not restored (0).
 * false and *error where the file has changed or cannot be read.
 */
bool capture_reread(struct capture *capture, uint64_t offset, struct frame *frame,
		    struct error *error);

/* How far reading has come: bytes consumed of bytes in all; *total is 0 where unknown (a pipe). */
void capture_progress(const struct capture *capture, uint64_t *done, uint64_t *total);

/* Frees everything; NULL is allowed. */
void capture_close(struct capture *capture);

#endif
