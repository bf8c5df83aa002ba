/*
 * Questions on paper: before each segment that allows one, what will it be? Behind a form feed the
 * answers.
 */
#ifndef RENDER_WORKSHEET_H
#define RENDER_WORKSHEET_H

#include "tcpladder/render.h"

int worksheet_flows(const struct render *render, const size_t *indices, size_t count,
		    struct error *error);

#endif
