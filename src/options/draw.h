/*
 * What the options about the drawing take; rows of the table in options.c.
 */
#ifndef OPTIONS_DRAW_H
#define OPTIONS_DRAW_H

#include "options/options.h"

bool take_width(struct options *options, const char *argument, struct error *error);
bool take_scale(struct options *options, const char *argument, struct error *error);

#endif
