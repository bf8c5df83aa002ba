/* The internet checksum of a TCP segment. */
#include "decode/checksum.h"

enum { PROTOCOL_TCP = 6, CHUNK = 64 };

/*
 * Sums 32 bits at a time, and the carries fold in at the end; in little-endian order, which gives
 * the same sum with its two bytes swapped (RFC 1071 §2), and costs no swap on most machines. Whole
 * chunks first: of them the compiler knows that every read fits.
 */
static uint64_t sum(struct bytes bytes)
{
	uint64_t total = 0;
	struct bytes chunk;
	uint32_t word;
	uint16_t half;
	uint8_t last;

	while (bytes_take(&bytes, CHUNK, &chunk))
		for (int i = 0; i < CHUNK / 4 && bytes_le32(&chunk, &word); i++)
			total += word;
	while (bytes_le32(&bytes, &word))
		total += word;
	if (bytes_le16(&bytes, &half))
		total += half;
	if (bytes_u8(&bytes, &last))
		total += last;
	return total;
}

static uint16_t fold(uint64_t total)
{
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return (uint16_t)total;
}

/*
 * The zeros after an IPv4 address add nothing; to read them with what was just written before them
 * would be to wait.
 */
static uint64_t sum_address(const struct address *address)
{
	bool short_one = address->version == IP_VERSION_4;
	struct bytes bytes = bytes_of(address->bytes, short_one ? 4 : sizeof(address->bytes));
	uint64_t total = 0;
	uint32_t word;

	while (bytes_le32(&bytes, &word))
		total += word;
	return total;
}

static uint16_t swapped(uint16_t half)
{
	return (uint16_t)(half >> 8 | half << 8);
}

uint16_t checksum_mend(uint16_t checksum, uint16_t lack)
{
	uint16_t right = fold((uint64_t)checksum + lack);

	return right == 0xffff ? 0 : right; /* both are zero; what is computed has the plain one */
}

uint16_t checksum_lack(const struct ip *ip, struct bytes segment)
{
	uint16_t rest = fold(segment.left + PROTOCOL_TCP);
	uint64_t total = sum(segment) + swapped(rest);

	total += sum_address(&ip->from) + sum_address(&ip->to);
	return swapped((uint16_t)~fold(total));
}
