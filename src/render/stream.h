/*
 * The stream that renderers write to.
 */
#ifndef RENDER_STREAM_H
#define RENDER_STREAM_H

#include <stdio.h>

#include "tcpladder/error.h"

/*
 * -1 and *error, with errno kept, once the stream has refused something. What buffered output
 * fails at shows here or when the caller closes the stream.
 */
int stream_check(FILE *out, struct error *error);

#endif
