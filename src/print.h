/*
 * What is printed, where no viewer is opened.
 */
#ifndef PRINT_H
#define PRINT_H

#include <stdbool.h>

#include "load/load.h"
#include "options/options.h"
#include "tcpladder/render.h"

/* Writes the sentence to standard error; returns EXIT_FAILURE. */
int complain(const char *sentence);

/*
 * Reads to the end and prints what was asked for, in the way of *render, whose source is set
 * meanwhile. Returns the exit code.
 */
int print_all(struct load *load, struct render *render, const struct options *options);

/*
 * A signal has ended the reading, and nothing is to be printed. What goes on for ever is ended by
 * Ctrl-C to be printed.
 */
bool print_given_up(const struct options *options);

#endif
