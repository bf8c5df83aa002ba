/* The table of link types. */
#include "decode/link.h"

#include "decode/cooked.h"
#include "decode/ethernet.h"
#include "decode/ip.h"
#include "decode/ppp.h"
#include "decode/wireless.h"

static const struct link_row rows[] = {
	{1, "ETHERNET", decode_ethernet},
	{0, "NULL", decode_family},
	{6, "IEEE802_5", decode_token_ring},
	{7, "ARCNET_BSD", decode_arcnet},
	{9, "PPP", decode_ppp},
	{10, "FDDI", decode_fddi},
	{11, "ATM_RFC1483", decode_llc}, /* DLT */
	{12, "RAW", decode_ip},          /* DLT, but on OpenBSD */
	{14, "RAW", decode_ip},          /* DLT on OpenBSD */
	{50, "PPP_HDLC", decode_ppp},
	{51, "PPP_ETHER", decode_pppoe},
	{100, "ATM_RFC1483", decode_llc},
	{101, "RAW", decode_ip},
	{104, "C_HDLC", decode_cisco_hdlc},
	{105, "IEEE802_11", decode_80211},
	{107, "FRELAY", decode_frame_relay},
	{108, "LOOP", decode_family},
	{109, "ENC", decode_enc},
	{113, "LINUX_SLL", decode_sll},
	{117, "PFLOG", decode_pflog},
	{119, "IEEE802_11_PRISM", decode_prism},
	{122, "IP_OVER_FC", decode_ip_over_fc},
	{127, "IEEE802_11_RADIOTAP", decode_radiotap},
	{129, "ARCNET_LINUX", decode_arcnet_linux},
	{138, "APPLE_IP_OVER_IEEE1394", decode_ieee1394},
	{163, "IEEE802_11_AVS", decode_avs},
	{166, "PPP_PPPD", decode_ppp_direction},
	{178, "JUNIPER_ETHER", decode_juniper_ether},
	{192, "PPI", decode_ppi},
	{204, "PPP_WITH_DIR", decode_ppp_direction},
	{226, "IPNET", decode_ipnet},
	{228, "IPV4", decode_ipv4},
	{229, "IPV6", decode_ipv6},
	{239, "NFLOG", decode_nflog},
	{240, "NETANALYZER", decode_netanalyzer},
	{241, "NETANALYZER_TRANSPARENT", decode_netanalyzer_transparent},
	{258, "PKTAP", decode_pktap},
	{274, "ETHERNET_MPACKET", decode_mpacket},
	{276, "LINUX_SLL2", decode_sll2},
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
