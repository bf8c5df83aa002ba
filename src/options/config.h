/*
 * The configuration: lines "option = value" with the long names of the command line's options, and
 * "key ladder.next-event = n" for keys of the viewer. An empty line says nothing, nor does one
 * that begins with '#'. An option that takes no argument is yes or no, or stands alone.
 */
#ifndef OPTIONS_CONFIG_H
#define OPTIONS_CONFIG_H

#include "options/options.h"

/*
 * Does what the file says. -1 and one sentence with the file's name, the line's number and what is
 * wrong with it. The text is kept in options->config_text.
 */
int config_read(struct options *options, const char *path, struct error *error);

/* The same; a file that is not there says nothing. */
int config_read_if_there(struct options *options, const char *path, struct error *error);

enum { CONFIG_PATH = 4096 };

/* Where the user's lies by the XDG base directories; false where there is no such place. */
bool config_path(char path[CONFIG_PATH]);

#endif
