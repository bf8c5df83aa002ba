/* DEFLATE without a header, as in RFC 2394. */
#include "decode/inflate.h"

#include <stdlib.h>
#include <zlib.h>

#include "tcpladder/error.h"

struct inflater {
	z_stream stream;
	uint8_t out[INFLATE_MOST];
};

struct inflater *inflater_new(void)
{
	struct inflater *inflater = memory_zero(1, sizeof(*inflater));

	if (inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK)
		die("no memory left");
	return inflater;
}

void inflater_free(struct inflater *inflater)
{
	if (!inflater)
		return;
	inflateEnd(&inflater->stream);
	free(inflater);
}

enum inflated inflate_bytes(struct inflater *inflater, struct bytes in, struct bytes *out)
{
	z_stream *stream = &inflater->stream;
	int result;

	inflateReset(stream);
	stream->next_in = (Bytef *)in.data; /* zlib reads there, and is older than const */
	stream->avail_in = in.left > UINT32_MAX ? UINT32_MAX : (uInt)in.left;
	stream->next_out = inflater->out;
	stream->avail_out = sizeof(inflater->out);
	result = inflate(stream, Z_SYNC_FLUSH);
	*out = bytes_of(inflater->out, sizeof(inflater->out) - stream->avail_out);
	if (result == Z_STREAM_END)
		return INFLATED_WHOLE;
	if ((result == Z_OK || result == Z_BUF_ERROR) && stream->avail_in == 0 &&
	    stream->avail_out > 0)
		return INFLATED_PART;
	return INFLATED_NOT;
}
