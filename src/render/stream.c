/* Whether the stream that renderers write to still takes what it is given. */
#include "render/stream.h"

#include <errno.h>
#include <string.h>

int stream_check(FILE *out, struct error *error)
{
	int reason = errno;

	if (!ferror(out))
		return 0;
	error_set(error, "output: %s", strerror(reason));
	errno = reason;
	return -1;
}
