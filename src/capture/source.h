/*
 * One file, standard input or an interface, read record by record.
 */
#ifndef CAPTURE_SOURCE_H
#define CAPTURE_SOURCE_H

#include "capture/format.h"

struct source;

/*
 * Opens it. "-" is standard input. NULL and *error as capture_open() says.
 */
struct source *source_open(const char *name, struct error *error);

/*
 * Reads what tells a file's format, before anything else is asked of it. Waits for a pipe's.
 * false and *error where it is no capture. Nothing to do for an interface.
 */
bool source_start(struct source *source, struct error *error);

/* The same for a script that is at hand; both are borrowed until source_start(). */
struct source *source_open_script(const char *name, const char *text);

/* The same for an interface. */
struct source *source_open_live(const struct capture_live *spec, const char *filter,
				struct error *error);

/*
 * What is read from here on is kept to be read again, where that cannot be had where it came from.
 * keep bounds, in bytes, what is kept of a pipe or an interface; 0 for no bound. Called at once
 * after opening, or never: then nothing of those can be read again.
 */
void source_keep(struct source *source, uint64_t keep);

/* The link type of its first interface. */
int source_link_type(const struct source *source);

enum capture_read source_next(struct source *source, struct record *record, struct error *error);

/* Its bytes are borrowed until the next source_reread(). */
bool source_reread(struct source *source, uint64_t offset, struct record *record,
		   struct error *error);

/* True where records may have comments, and more than one link type. */
bool source_is_pcapng(const struct source *source);

/* What it says of itself, as frame.comments; NULL for nothing. Lent until more is read. */
const char *source_comments(const struct source *source);

/* To be polled for reading after CAPTURE_WAIT. */
int source_descriptor(const struct source *source);

/* Adds what is known of the source to *health. */
void source_look(struct source *source, struct capture_health *health);

/* One line about it: its name, link type and snapshot length. */
void source_describe(const struct source *source, FILE *out);

/* Bytes consumed and bytes in all; *total is 0 for a pipe. */
void source_progress(const struct source *source, uint64_t *done, uint64_t *total);

void source_close(struct source *source);

#endif
