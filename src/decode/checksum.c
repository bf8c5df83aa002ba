/* The internet checksum of a TCP segment. */
#include "decode/checksum.h"

enum { PROTOCOL_TCP = 6 };

/* Sums 32 bits at a time: the carries fold in at the end (RFC 1071 §2). */
static uint64_t sum(struct bytes bytes)
{
	uint64_t total = 0;
	uint32_t word;
	uint16_t half;
	uint8_t last;

	while (bytes_be32(&bytes, &word))
		total += word;
	if (bytes_be16(&bytes, &half))
		total += half;
	if (bytes_u8(&bytes, &last))
		total += (uint64_t)last << 8;
	return total;
}

bool checksum_tcp(const struct ip *ip, struct bytes segment)
{
	size_t size = ip->from.version == IP_VERSION_4 ? 4 : 16;
	uint64_t total = sum(segment) + segment.left + PROTOCOL_TCP;

	total += sum(bytes_of(ip->from.bytes, size)) + sum(bytes_of(ip->to.bytes, size));
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return total == 0xffff;
}
