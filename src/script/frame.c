/* The bytes of a script's lines. */
#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "tcpladder/script.h"
#include "tcpladder/seq.h"

static bool same_way(const struct packet *a, const struct packet *b)
{
	return endpoint_same(&a->from, &b->from) && endpoint_same(&a->to, &b->to);
}

static uint32_t data_start(const struct segment *segment)
{
	return segment->seq + ((segment->flags & TCP_SYN) != 0);
}

/* Puts what a line's text says of the octets of another line in their place. */
static void lay_over(const struct script_line *text, const struct segment *segment, char *data)
{
	const struct segment *from = &text->packet.segment;
	int64_t shift = seq_diff(data_start(segment), data_start(from));

	for (int64_t i = 0; i < from->len; i++)
		if (i + shift >= 0 && i + shift < segment->len)
			data[i + shift] = text->data[i];
}

size_t script_frame(const struct script *script, size_t index, uint8_t *out)
{
	const struct packet *packet = &script->lines[index].packet;
	const struct segment *segment = &packet->segment;
	char *data = memory_alloc(segment->len + 1);
	size_t size;

	for (uint32_t i = 0; i < segment->len; i++)
		data[i] = (char)wire_filling(data_start(segment) + i);
	for (size_t i = 0; i < script->count; i++)
		if (script->lines[i].data && same_way(&script->lines[i].packet, packet))
			lay_over(&script->lines[i], segment, data);
	size = wire_frame(packet, data, out);
	free(data);
	return size;
}
