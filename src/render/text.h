/*
 * Ladders and flow lists as text, with or without colours.
 */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "tcpladder/render.h"

int text_flow(const struct render *render, size_t index, struct error *error);
int text_list(const struct render *render, struct error *error);

#endif
