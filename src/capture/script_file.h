/*
 * A script as a source of records: a connection that is written down, not captured.
 */
#ifndef CAPTURE_SCRIPT_FILE_H
#define CAPTURE_SCRIPT_FILE_H

#include "capture/format.h"

struct script_file;

/* True where the name says that it is a script: it ends in ".ladder". */
bool script_file_named(const char *path);

/*
 * Reads all of the stream, 16 MiB at most. NULL and *error, which begins with the name, where it
 * cannot be read or understood.
 */
struct script_file *script_file_open(struct stream *stream, const char *name, struct error *error);

/* The same from a text. */
struct script_file *script_file_of(const char *text, const char *name, struct error *error);

/* CAPTURE_FRAME or CAPTURE_END; the bytes are lent until the next call of either of these. */
enum capture_read script_file_next(struct script_file *file, struct record *record);
bool script_file_at(struct script_file *file, uint64_t offset, struct record *record);

/* As frame.comments, of the whole. */
const char *script_file_comments(const struct script_file *file);

/* Lines read, of lines in all. */
void script_file_progress(const struct script_file *file, uint64_t *done, uint64_t *total);

/* NULL is allowed. */
void script_file_close(struct script_file *file);

#endif
