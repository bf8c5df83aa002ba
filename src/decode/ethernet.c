/* Ethernet: addresses, tags, and what the EtherType names. */
#include "decode/ethernet.h"

#include "decode/ip.h"

enum { ETHERNET_ADDRESSES = 12 };

static const struct ethertype_row {
	uint16_t type;
	decode_layer *decode;
} ethertype_rows[] = {
	{0x0800, decode_ipv4},
	{0x86dd, decode_ipv6},
};

enum decoded decode_ethertype(struct walk *walk, uint16_t type)
{
	if (!walk_enter(walk))
		return DECODED_MALFORMED;
	for (size_t i = 0; i < sizeof(ethertype_rows) / sizeof(*ethertype_rows); i++)
		if (ethertype_rows[i].type == type)
			return ethertype_rows[i].decode(walk);
	return DECODED_OTHER;
}

enum decoded decode_ethernet(struct walk *walk)
{
	uint16_t type;

	if (!walk_enter(walk) || !walk_skip(walk, ETHERNET_ADDRESSES) || !walk_be16(walk, &type))
		return walk_short(walk, ETHERNET_ADDRESSES + 2);
	return decode_ethertype(walk, type);
}
