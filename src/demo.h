/*
 * The lessons on the command line: --demo.
 */
#ifndef TCPLADDER_DEMO_H
#define TCPLADDER_DEMO_H

#include <stdio.h>

#include "options/options.h"
#include "tcpladder/lang.h"

/* Writes a line for each lesson: its name and its title in that language. */
void demo_list(FILE *out, const struct lang *lang);

/* Sets *script to that of the lesson that was named, NULL for none; -1 and *error: no such one. */
int demo_find(const struct options *options, const char **script, struct error *error);

#endif
