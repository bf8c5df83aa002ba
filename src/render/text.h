/*
 * Ladders and flow lists as text, with or without colours.
 */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "tcpladder/render.h"

int text_flows(const struct render *render, const size_t *indices, size_t count,
	       struct error *error);
int text_list(const struct render *render, const size_t *indices, size_t count,
	      struct error *error);
int text_end(const struct render *render, struct error *error);

#endif
