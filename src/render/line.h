/*
 * Segments as text, each in a line of its own: for what is read while it is captured.
 */
#ifndef RENDER_LINE_H
#define RENDER_LINE_H

#include "tcpladder/render.h"

int text_line(const struct render *render, const struct render_line *line, struct error *error);

#endif
