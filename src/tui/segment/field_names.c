/* What the numbers in headers stand for. */
#include "tui/segment/field_link.h"

#include <stddef.h>

struct name_row {
	uint32_t value;
	const char *name; /* NULL behind the last */
};

static const struct name_row ethertypes[] = {
	{0x0800, "IPv4"},   {0x86dd, "IPv6"},    {0x8100, "802.1Q"},  {0x88a8, "802.1ad"},
	{0x8847, "MPLS"},   {0x8848, "MPLS"},    {0x8864, "PPPoE"},   {0x6558, "Ethernet"},
	{0x88e5, "MACsec"}, {0x88e7, "802.1ah"}, {0x894f, "NSH"},     {0x880b, "PPP"},
	{0x88be, "ERSPAN"}, {0x22eb, "ERSPAN"},  {0x893f, "802.1BR"}, {0x8926, "VN-Tag"},
	{0x892f, "HSR"},    {0x6400, "EoIP"},    {0, NULL},
};

static const struct name_row protocols[] = {
	{0, "Hop-by-Hop"}, {4, "IPv4"},      {6, "TCP"},        {17, "UDP"},       {41, "IPv6"},
	{43, "Routing"},   {44, "Fragment"}, {47, "GRE"},       {50, "ESP"},       {51, "AH"},
	{60, "Options"},   {97, "EtherIP"},  {108, "IPComp"},   {135, "Mobility"}, {137, "MPLS"},
	{139, "HIP"},      {140, "Shim6"},   {143, "Ethernet"}, {0, NULL},
};

static const struct name_row saps[] = {{0x06, "IP"}, {0xaa, "SNAP"}, {0xfe, "ISO"}, {0, NULL}};

static const struct name_row controls[] = {{0x03, "UI"}, {0, NULL}};

static const struct name_row nlpids[] = {{0x80, "SNAP"}, {0x8e, "IPv6"}, {0xcc, "IPv4"}, {0, NULL}};

static const struct name_row next_protocols[] = {{1, "IPv4"}, {2, "IPv6"}, {3, "Ethernet"},
						 {4, "NSH"},  {5, "MPLS"}, {0, NULL}};

static const struct name_row ppp[] = {{0x0021, "IPv4"}, {0x0057, "IPv6"}, {0x0281, "MPLS"},
				      {0x0283, "MPLS"}, {0x003d, "MP"},   {0x0031, "BCP"},
				      {0, NULL}};

static const struct name_row sampled[] = {{1, "Ethernet"}, {5, "Frame Relay"}, {7, "PPP"},
					  {11, "IPv4"},    {12, "IPv6"},       {13, "MPLS"},
					  {0, NULL}};

static const struct name_row packet_types[] = {{0, "HOST"},      {1, "BROADCAST"}, {2, "MULTICAST"},
					       {3, "OTHERHOST"}, {4, "OUTGOING"},  {0, NULL}};

static const struct name_row hardware[] = {{1, "Ethernet"}, {512, "PPP"},    {772, "LOOPBACK"},
					   {778, "GRE"},    {801, "802.11"}, {803, "RADIOTAP"},
					   {65534, "NONE"}, {0, NULL}};

static const struct name_row links[] = {
	{0, "NULL"},  {1, "ETHERNET"},     {12, "RAW"},
	{101, "RAW"}, {105, "IEEE802_11"}, {127, "IEEE802_11_RADIOTAP"},
	{0, NULL}};

static const struct name_row items[] = {
	{1, "PACKET_HDR"},     {2, "MARK"},   {3, "TIMESTAMP"}, {4, "IFINDEX_INDEV"},
	{5, "IFINDEX_OUTDEV"}, {8, "HWADDR"}, {9, "PAYLOAD"},   {10, "PREFIX"},
	{11, "UID"},           {12, "SEQ"},   {14, "GID"},      {0, NULL}};

static const struct name_row frame_types[] = {
	{0, "Management"}, {1, "Control"}, {2, "Data"}, {0, NULL}};

static const struct name_row erspan_types[] = {{0, "Ethernet"}, {2, "IP"}, {0, NULL}};

static const struct name_row tzsp[] = {{1, "Ethernet"}, {18, "802.11"}, {0, NULL}};

static const struct name_row actions[] = {{0, "pass"}, {1, "block"}, {0, NULL}};

static const struct name_row *const names[FIELD_COUNT] = {
	[FIELD_ETHERNET_TYPE] = ethertypes,
	[FIELD_VLAN_TYPE] = ethertypes,
	[FIELD_SNAP_TYPE] = ethertypes,
	[FIELD_ETAG_TYPE] = ethertypes,
	[FIELD_VNTAG_TYPE] = ethertypes,
	[FIELD_HSR_TYPE] = ethertypes,
	[FIELD_BARE_TYPE_VALUE] = ethertypes,
	[FIELD_HDLC_PROTOCOL] = ethertypes,
	[FIELD_FIREWIRE_TYPE] = ethertypes,
	[FIELD_SLL_PROTOCOL] = ethertypes,
	[FIELD_SLL2_PROTOCOL] = ethertypes,
	[FIELD_GRE_TYPE] = ethertypes,
	[FIELD_GENEVE_TYPE] = ethertypes,
	[FIELD_IPV4_PROTOCOL] = protocols,
	[FIELD_IPV6_NEXT] = protocols,
	[FIELD_EXTENSION_NEXT] = protocols,
	[FIELD_ROUTING_NEXT] = protocols,
	[FIELD_FRAGMENT6_NEXT] = protocols,
	[FIELD_MOBILITY_NEXT] = protocols,
	[FIELD_AH_NEXT] = protocols,
	[FIELD_LLC_DESTINATION] = saps,
	[FIELD_LLC_SOURCE] = saps,
	[FIELD_LLC_CONTROL] = controls,
	[FIELD_Q922_CONTROL] = controls,
	[FIELD_NLPID_VALUE] = nlpids,
	[FIELD_NSH_NEXT] = next_protocols,
	[FIELD_VXLAN_GPE_NEXT] = next_protocols,
	[FIELD_PPP_PROTOCOL] = ppp,
	[FIELD_PPP_SHORT_PROTOCOL] = ppp,
	[FIELD_SFLOW_SAMPLE_PROTOCOL] = sampled,
	[FIELD_SLL_TYPE] = packet_types,
	[FIELD_SLL2_TYPE] = packet_types,
	[FIELD_SLL_HARDWARE] = hardware,
	[FIELD_SLL2_HARDWARE] = hardware,
	[FIELD_PPI_LINK] = links,
	[FIELD_PKTAP_LINK] = links,
	[FIELD_NFLOG_ITEM_TYPE] = items,
	[FIELD_WLAN_TYPE] = frame_types,
	[FIELD_ERSPAN3_TYPE] = erspan_types,
	[FIELD_TZSP_PROTOCOL] = tzsp,
	[FIELD_PFLOG_ACTION] = actions,
};

const char *field_meaning(enum field_name name, uint64_t value)
{
	for (const struct name_row *row = names[name]; row && row->name; row++)
		if (row->value == value)
			return row->name;
	return NULL;
}
