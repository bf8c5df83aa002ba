/*
 * A file that appears under its name whole, or not at all.
 *
 * It is written beside its place and then takes its name, so that a full disk leaves what was
 * there before. What is no ordinary file (a device, a pipe) is not written to.
 */
#ifndef TCPLADDER_NEWFILE_H
#define TCPLADDER_NEWFILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/error.h"

struct newfile;

/*
 * Begins a file. NULL and *error where it cannot be; NULL and *exists where there is one of that
 * name that overwrite does not allow to replace. The caller ends it with newfile_keep() or
 * newfile_drop().
 */
struct newfile *newfile_open(const char *path, bool overwrite, bool *exists, struct error *error);

/* Where to write. */
FILE *newfile_stream(struct newfile *file);

/*
 * Asks goes_on before each piece that is written, of 64 KiB or less, with how many bytes the file
 * has; where it says no, writing fails, and so does newfile_keep(). To be set before anything is
 * written.
 */
void newfile_watch(struct newfile *file, bool (*goes_on)(void *context, uint64_t bytes),
		   void *context);

/*
 * Asks goes_on at once, for who may write nothing for long; where it says no, the file is to be
 * dropped. true where there is nobody to ask.
 */
bool newfile_goes_on(struct newfile *file);

/* Ends it under its name. false and *error where it could not be written: then it is not there. */
bool newfile_keep(struct newfile *file, struct error *error);

/* Ends it without a trace. NULL is allowed. */
void newfile_drop(struct newfile *file);

#endif
