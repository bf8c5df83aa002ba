/*
 * Flows as sentences, a numbered item for each segment: for screen readers and reports.
 */
#ifndef RENDER_NARRATION_H
#define RENDER_NARRATION_H

#include "tcpladder/render.h"

int narration_flows(const struct render *render, const size_t *indices, size_t count,
		    struct error *error);

#endif
