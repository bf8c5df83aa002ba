/*
 * Flows as JSON lines (RFC 8259, one object a line), for programs.
 *
 * A segment has its line in the order of the capture, whichever flow it belongs to; a flow has
 * its own right after its last segment; the last line is the summary. The man page lists the keys.
 * Segments that are written as they come have "revised" where they were written before, and the
 * flows come at the end.
 * Names begin with lines_, for json_ is jansson's.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include "tcpladder/render.h"

int lines_flows(const struct render *render, const size_t *indices, size_t count,
		struct error *error);
int lines_list(const struct render *render, const size_t *indices, size_t count,
	       struct error *error);
int lines_line(const struct render *render, const struct render_line *line, struct error *error);
int lines_end(const struct render *render, struct error *error);

#endif
