/* The table of link types. */
#include "decode/link.h"

#include "decode/ethernet.h"
#include "decode/ip.h"

static const struct link_row rows[] = {
	{1, "EN10MB", decode_ethernet}, {12, "RAW", decode_ip},     {14, "RAW", decode_ip},
	{101, "RAW", decode_ip},        {228, "IPV4", decode_ipv4}, {229, "IPV6", decode_ipv6},
};

const struct link_row *link_rows(size_t *count)
{
	*count = sizeof(rows) / sizeof(*rows);
	return rows;
}

const struct link_row *link_find(int type)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].type == type)
			return &rows[i];
	return NULL;
}
