/*
 * What the world allows: a terminal or none, its width, its characters, colours. What the options
 * ask for comes first.
 */
#ifndef WORLD_H
#define WORLD_H

#include <stdbool.h>

#include "options/options.h"
#include "tcpladder/canvas.h"
#include "tcpladder/lang.h"
#include "tcpladder/theme.h"

/* Standard output is a terminal that more than text can be sent to. */
bool world_is_terminal(void);

enum glyphs world_glyphs(const struct options *options, const struct lang *lang);

/* Whether colours are wanted, and the theme that they come from. */
bool world_color(const struct options *options);
const struct theme *world_theme(const struct options *options);

/* Columns of what is printed. */
int world_width(const struct options *options);

#endif
