/* Writes classic pcap files. */
#include "support/pcap.h"

#include "script/wire.h"

static void put_le32(uint8_t *out, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> 8 * i);
}

static void write_le32(FILE *out, uint32_t value)
{
	uint8_t bytes[4];

	put_le32(bytes, value);
	fwrite(bytes, 1, sizeof(bytes), out);
}

void pcap_start(FILE *out)
{
	static const uint32_t header[] = {
		0xa1b2c3d4, 2 | 4u << 16, /* version 2.4 */
		0,          0,            /* zone, accuracy */
		262144,     1,            /* snapshot length, LINKTYPE_ETHERNET */
	};

	for (size_t i = 0; i < sizeof(header) / sizeof(*header); i++)
		write_le32(out, header[i]);
}

static void write_record(FILE *out, int64_t time_ns, const uint8_t *frame, uint32_t size)
{
	write_le32(out, (uint32_t)(time_ns / 1000000000));
	write_le32(out, (uint32_t)(time_ns % 1000000000 / 1000));
	write_le32(out, size);
	write_le32(out, size);
	fwrite(frame, 1, size, out);
}

void pcap_packet(FILE *out, const struct packet *packet)
{
	uint8_t frame[WIRE_FRAME_MAX];

	write_record(out, packet->time_ns, frame, (uint32_t)wire_frame(packet, NULL, frame));
}

void pcap_script(FILE *out, const struct script *script)
{
	uint8_t frame[SCRIPT_FRAME_MAX];

	pcap_start(out);
	for (size_t i = 0; i < script->count; i++)
		if (!(script->lines[i].marks & SCRIPT_MISSING))
			write_record(out, script->lines[i].packet.time_ns, frame,
				     (uint32_t)script_frame(script, i, frame));
}
