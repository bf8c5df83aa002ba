/*
 * Where frames come from: capture files, standard input, a network interface.
 *
 * Several files are read as one capture, in order of time. The only module that knows libpcap.
 *
 * What cannot be read a second time where it came from (a pipe, an interface) is kept in a
 * temporary file without a name, of bounded size; packets of an interface that are written to one
 * file (capture_spec.write) are read again from there. Reading such a source never waits: it says
 * CAPTURE_WAIT, and which descriptor to wait for.
 */
#ifndef TCPLADDER_CAPTURE_H
#define TCPLADDER_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/frame.h"

struct capture;

/* An interface to capture from; a plain value. */
struct capture_live {
	const char
		*interface; /* borrowed while the capture is open; "any" for all; NULL for none */
	int snaplen;        /* bytes to capture of each packet; 0 for all */
	int buffer_kib;     /* of the kernel's buffer; 0 for the usual size */
	bool modest;        /* not in promiscuous mode */
};

/* A capture file to write what is read to, pcap with nanoseconds; a plain value. */
struct capture_write {
	const char *path;      /* borrowed while the capture is open; NULL for none */
	uint64_t rotate_bytes; /* begin another file behind as many; 0 for never */
	unsigned files;        /* so many, then the oldest is overwritten; 0 for no limit */
	/* open() with mode 0666, for the first file and for later ones; NULL for open() itself */
	int (*create)(void *context, const char *path, int flags);
	void *context;
};

struct capture_spec {
	const char *const *files; /* borrowed while the capture is open; "-" is standard input */
	size_t file_count;        /* at least 1, or 0 with an interface */
	const char *script;       /* NULL, or what to read instead of files; files[0] is its name */
	const char *filter;       /* BPF, or NULL */
	uint64_t max_frames;      /* stop after as many; 0 for no limit */
	uint64_t max_bytes;       /* stop after a capture file of as many; 0 for no limit */
	int64_t max_ns;           /* stop after so long; 0 for no limit */
	struct capture_write write;
	struct capture_live live; /* instead of files */
	uint64_t keep;            /* bytes for the temporary file; 0: no limit */
	/*
	 * Called once everything is open, before a file's header is read: the time to give up
	 * privileges. Where it returns false and *error the capture is not opened. NULL for none.
	 */
	bool (*opened)(void *context, struct error *error);
	void *context;
};

enum capture_read {
	CAPTURE_FRAME,  /* *frame is set */
	CAPTURE_END,    /* nothing more will come */
	CAPTURE_BROKEN, /* a file is cut off or damaged; *error names it; read on for the rest */
	CAPTURE_WAIT    /* nothing is there yet: wait for capture_descriptor() */
};

/* What an interface's capture has to be known of, beside its frames. */
struct capture_health {
	uint64_t kernel_drops;    /* packets for which the kernel's buffer had no room */
	uint64_t interface_drops; /* packets that the interface or its driver lost */
	uint64_t forgotten;       /* frames that are no longer kept to be read again */
	int64_t clock_jump_ns;    /* by how much the clock was set since the last look; 0: not */
	bool live;                /* frames come as they happen */
	bool down;                /* the interface is down now */
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

/* Frames to be written again; a plain value. */
struct capture_export {
	/* The offset of the next one; false at the end. */
	bool (*next)(void *context, uint64_t *offset);
	void *context;
	FILE *out;
	bool pcapng;      /* else pcap, which has one link type; both with nanoseconds */
	uint64_t written; /* frames, filled in; an offset that comes twice in a row is one */
	uint64_t lost;    /* those that could not be read again */
};

/*
 * Writes a capture file of them. false and *error where the stream refuses, where pcap cannot hold
 * them, or where none could be read again.
 */
bool capture_export(struct capture *capture, struct capture_export *what, struct error *error);

/*
 * Nothing more will be read: what is to be written (capture_spec.write) is on the disk after.
 * false and *error where it is not.
 */
bool capture_stop(struct capture *capture, struct error *error);

/*
 * What the first file that says anything says of itself, as frame.comments; NULL for nothing. Lent
 * until the next capture_next().
 */
const char *capture_comments(const struct capture *capture);

/* The descriptor to poll for reading after CAPTURE_WAIT; -1 where nothing has to be waited for. */
int capture_descriptor(const struct capture *capture);

/* How the capture is now. Asks the kernel: not for every frame. */
void capture_look(struct capture *capture, struct capture_health *health);

/* Writes a line for each source: its name, link type and snapshot length. */
void capture_describe(const struct capture *capture, FILE *out);

/* How far reading has come: bytes consumed of bytes in all; *total is 0 where unknown (a pipe). */
void capture_progress(const struct capture *capture, uint64_t *done, uint64_t *total);

/*
 * Writes the interfaces that there are, one a line with its addresses and what it is. Returns how
 * many; -1 and *error where they cannot be listed.
 */
int capture_interfaces(FILE *out, struct error *error);

/* Frees everything; NULL is allowed. */
void capture_close(struct capture *capture);

#endif
