/* Any text as a script: parsed, made bytes of, decoded again to what it said. */
#include <stdlib.h>
#include <string.h>

#include "support/fuzzer.h"
#include "tcpladder/error.h"
#include "tcpladder/script.h"

enum { LINES_MOST = 200, TEXT_MOST = 8192 };

/* What comes out of the bytes of a line is what the script said. */
static void check_line(struct decoder *decoder, const struct script *script, size_t line)
{
	static uint8_t bytes[SCRIPT_FRAME_MAX];
	const struct packet *said = &script->lines[line].packet;
	struct frame frame = {.number = line + 1, .data = bytes, .link_type = 1};
	struct packets packets;

	frame.caplen = frame.len = (uint32_t)script_frame(script, line, bytes);
	if (decode_frame(decoder, &frame, &packets) != DECODED_TCP)
		abort();
	if (packets.packet[0].segment.seq != said->segment.seq ||
	    packets.packet[0].segment.len != said->segment.len ||
	    packets.packet[0].segment.flags != said->segment.flags ||
	    packets.packet[0].segment.ack != said->segment.ack ||
	    endpoint_compare(&packets.packet[0].from, &said->from) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;
	struct error error;
	struct script *script;
	struct decoder *decoder;

	if (size > TEXT_MOST)
		return 0;
	text = memory_zero(size + 1, 1);
	memcpy(text, data, size);
	script = script_parse(text, &error);
	free(text);
	if (!script)
		return 0;
	decoder = decoder_new();
	for (size_t i = 0; i < script->count && i < LINES_MOST; i++)
		check_line(decoder, script, i);
	decoder_free(decoder);
	script_free(script);
	return 0;
}
