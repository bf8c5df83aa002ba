/*
 * The bytes of a file or a pipe, with the exact position of the reader.
 *
 * libpcap does not say where in a file a record lies, and asking stdio costs a system call a
 * record: so the bytes go through here. A pipe can be looked into without waiting for it.
 * Compressed bytes are decompressed; the position is then that in what comes out.
 */
#ifndef CAPTURE_STREAM_H
#define CAPTURE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/error.h"

struct stream;

/* "-" is standard input. NULL and *error, which starts with name, where it cannot be opened. */
struct stream *stream_open(const char *path, const char *name, struct error *error);

/*
 * A second reader of the same regular file with a position of its own. To be closed before the
 * first.
 */
struct stream *stream_again(struct stream *stream);

/* Reads size bytes; fewer only at the end or where reading failed (stream_failure()). */
size_t stream_read(struct stream *stream, void *to, size_t size);

/* What is there without waiting for more, from one byte to size; 0 as above. */
size_t stream_some(struct stream *stream, void *to, size_t size);

/*
 * The next size bytes where they lie, without passing over them; lent until the next call. NULL
 * where there are fewer, as stream_read() says. Waits for a pipe: see stream_gather().
 */
const uint8_t *stream_ahead(struct stream *stream, size_t size);

/* Passes over bytes that stream_ahead() has lent. */
void stream_pass(struct stream *stream, size_t size);

/* The next byte without passing over it; EOF at the end. */
int stream_peek(struct stream *stream);

/* False where bytes come when they come: a pipe, a terminal, a socket. */
bool stream_is_regular(const struct stream *stream);

/* True where bytes are decompressed, so that stream_again() cannot be and reading may wait. */
bool stream_is_packed(const struct stream *stream);

/*
 * True where the next size bytes can be read without waiting, or where all that will ever come
 * is there. What it reads stays ahead.
 */
bool stream_gather(struct stream *stream, size_t size);

/* Waits until there is more than stream_gather() found. */
void stream_wait(const struct stream *stream);

/* Copies the bytes ahead, up to size, which stream_gather() found; returns how many. */
size_t stream_look(const struct stream *stream, void *to, size_t size);

/* The descriptor to poll for reading. */
int stream_descriptor(const struct stream *stream);

/* Where the next byte lies in the file. */
uint64_t stream_position(const struct stream *stream);

/* Moves there. Only for a stream_again(), or within a regular file. */
void stream_seek(struct stream *stream, uint64_t position);

/* Bytes read of bytes in all, as they lie in the file; *total is 0 for a pipe. */
void stream_progress(const struct stream *stream, uint64_t *done, uint64_t *total);

/* Why the last read failed, or NULL. Lent until the next read. */
const char *stream_failure(const struct stream *stream);

/*
 * The stream as libpcap wants it; stream_position() then says where what is read from the FILE
 * lies. Not for several FILEs of one stream. Where it is buffered nothing else may read from the
 * stream. The caller closes the FILE, and after it the stream.
 */
FILE *stream_file(struct stream *stream, bool buffered);

/* NULL is allowed. */
void stream_close(struct stream *stream);

#endif
