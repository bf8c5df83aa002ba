/* Tags and tunnels: the innermost segment comes out, whatever it is wrapped in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { ETHERNET = 1 };

#define WLAN_QOS  "8802 0000 020000000001 020000000002 020000000003 1000 "
#define SNAP_IPV4 "aaaa03 000000 0800 "

static const struct tunnel_case {
	const char *name;
	uint8_t version; /* of the innermost IP */
	const char *words;
} cases[] = {
	{"802.1Q", 4, "ether:8100 0064 0800 tcp4"},
	{"802.1ad", 6, "ether:88a8 0064 8100 00c8 86dd tcp6"},
	{"QinQ, older type", 4, "ether:9100 0064 8100 00c8 0800 tcp4"},
	{"802.1ah", 4, "ether:88e7 00000100 ether:0800 tcp4"},
	{"E-tag", 4, "ether:893f 000000640000 0800 tcp4"},
	{"VN-tag", 4, "ether:8926 00000064 0800 tcp4"},
	{"HSR", 4, "ether:892f 00340001 0800 tcp4"},
	{"MACsec, not encrypted", 4, "ether:88e5 0000 00000001 0800 tcp4"},
	{"MACsec with its channel", 4, "ether:88e5 2000 00000001 0200000000010001 0800 tcp4"},
	{"MPLS", 4, "ether:8847 00064040 000c8140 tcp4"},
	{"MPLS to IPv6", 6, "ether:8848 000c8140 tcp6"},
	{"MPLS pseudowire with control word", 4, "ether:8847 000c8140 00000000 ether:0800 tcp4"},
	{"PPPoE", 4, "ether:8864 1100 0001 @0 0021 tcp4"},
	{"PPPoE to IPv6", 6, "ether:8864 1100 0001 @0 0057 tcp6"},
	{"LLC and SNAP", 4, "020000000002 020000000001 @0 aaaa03 000000 0800 tcp4"},
	{"LLC to IP", 4, "020000000002 020000000001 @0 060603 tcp4"},
	{"LLC in a VLAN", 4, "ether:8100 0001 @0 aaaa03 000000 0800 tcp4"},
	{"NSH", 4, "ether:894f 0fc2 01 03 00000100 ether:0800 tcp4"},
	{"IP in IP", 4, "ether:0800 ip4:4 tcp4"},
	{"6in4", 6, "ether:0800 ip4:41 tcp6"},
	{"4in6", 4, "ether:86dd ip6:4 tcp4"},
	{"6in6", 6, "ether:86dd ip6:41 tcp6"},
	{"IP in IP, protocol 94", 4, "ether:0800 ip4:94 tcp4"},
	{"AH", 4, "ether:0800 ip4:51 0404 0000 00000001 00000001 000000000000000000000000 tcp4"},
	{"EtherIP", 4, "ether:0800 ip4:97 3000 ether:0800 tcp4"},
	{"MPLS in IP", 4, "ether:0800 ip4:137 000c8140 tcp4"},
	{"Ethernet in IPv6", 4, "ether:86dd ip6:143 ether:0800 tcp4"},
	{"GRE", 4, "ether:0800 ip4:47 00000800 tcp4"},
	{"GRE with everything", 6, "ether:0800 ip4:47 b00086dd 00000000 00000001 00000002 tcp6"},
	{"GRE to Ethernet", 4, "ether:0800 ip4:47 20006558 00000001 ether:0800 tcp4"},
	{"GRE to MPLS", 4, "ether:0800 ip4:47 00008847 000c8140 tcp4"},
	{"ERSPAN I", 4, "ether:0800 ip4:47 000088be ether:0800 tcp4"},
	{"ERSPAN II", 4, "ether:0800 ip4:47 100088be 00000001 1001006400000000 ether:0800 tcp4"},
	{"ERSPAN III", 4,
	 "ether:0800 ip4:47 100022eb 00000001 200100640000000000000000 ether:0800 tcp4"},
	{"ERSPAN III, IP and subheader", 4,
	 "ether:0800 ip4:47 100022eb 00000001 200100640000000000000801 0000000000000000 tcp4"},
	{"PPTP", 4, "ether:0800 ip4:47 3081880b @4 0001 00000001 00000001 ff03 0021 tcp4"},
	{"EoIP", 4, "ether:0800 ip4:47 20016400 @2 0100 ether:0800 tcp4"},
	{"Aruba", 4, "ether:0800 ip4:47 00008240 " WLAN_QOS "0000 " SNAP_IPV4 "tcp4"},
	{"VXLAN", 4, "ether:0800 ip4:17 udp:4789 08000000 00000100 ether:0800 tcp4"},
	{"VXLAN over IPv6", 6, "ether:86dd ip6:17 udp:4789 08000000 00000100 ether:86dd tcp6"},
	{"VXLAN, Linux' older port", 4,
	 "ether:0800 ip4:17 udp:8472 08000000 00000100 ether:0800 tcp4"},
	{"VXLAN in VXLAN", 4,
	 "ether:0800 ip4:17 udp:4789 08000000 00000100 "
	 "ether:0800 ip4:17 udp:4789 08000000 00000200 ether:0800 tcp4"},
	{"VXLAN-GPE", 6, "ether:0800 ip4:17 udp:4790 0c000002 00000100 tcp6"},
	{"Geneve", 4,
	 "ether:0800 ip4:17 udp:6081 02006558 00000100 "
	 "0102800100000000 ether:0800 tcp4"},
	{"GTP-U", 4, "ether:0800 ip4:17 udp:2152 30ff @-4 00000001 tcp4"},
	{"GTP-U with a number", 4, "ether:0800 ip4:17 udp:2152 32ff @-4 00000001 00010000 tcp4"},
	{"GTP-U with an extension", 6,
	 "ether:0800 ip4:17 udp:2152 34ff @-4 00000001 00000085 01100900 tcp6"},
	{"L2TP", 4, "ether:0800 ip4:17 udp:1701 0002 0001 0001 ff03 0021 tcp4"},
	{"L2TP with everything", 6,
	 "ether:0800 ip4:17 udp:1701 4a02 @4 0001 0001 0000 0000 0002 0000 0057 tcp6"},
	{"Teredo", 6, "ether:0800 ip4:17 udp:3544 tcp6"},
	{"Teredo with its headers", 6,
	 "ether:0800 ip4:17 udp:3544 00010000 0000000000000000 00 0000000000000000 tcp6"},
	{"MPLS in UDP", 4, "ether:0800 ip4:17 udp:6635 000c8140 tcp4"},
	{"TZSP", 4, "ether:0800 ip4:17 udp:37008 0100 0001 00 0a0101 01 ether:0800 tcp4"},
	{"LISP", 4, "ether:0800 ip4:17 udp:4341 8000000000000001 tcp4"},
	{"GRE in UDP", 4, "ether:0800 ip4:17 udp:4754 00000800 tcp4"},
	{"hop-by-hop", 6, "ether:86dd ip6:0 0600 010400000000 seg6"},
	{"destination options", 6, "ether:86dd ip6:60 0600 010400000000 seg6"},
	{"atomic fragment", 6, "ether:86dd ip6:44 0600 0000 00000001 seg6"},
};

/* The addresses of a segment without its own IP header are the outer ones. */
static bool has_own_addresses(const struct tunnel_case *c)
{
	return !strstr(c->words, "seg6");
}

START_TEST(the_innermost_segment_comes_out)
{
	struct packets *packets = memory_alloc(sizeof(*packets));

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		ck_assert_msg(layers_run(cases[i].words, ETHERNET, packets) == DECODED_TCP, "%s",
			      cases[i].name);
		if (has_own_addresses(&cases[i]))
			layers_expect(packets, cases[i].version, cases[i].name);
		ck_assert_msg(packets->packet[0].segment.len == 10, "%s", cases[i].name);
		ck_assert_msg(packets->packet[0].from.port == 40000, "%s", cases[i].name);
	}
	free(packets);
}
END_TEST

START_TEST(every_cut_is_survived)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		layers_cut(cases[i].words, ETHERNET);
}
END_TEST

static const struct refusal {
	enum decoded result;
	const char *words;
} refusals[] = {
	{DECODED_ENCRYPTED, "ether:0800 ip4:50 00000001 00000001 tcp4"},
	{DECODED_ENCRYPTED, "ether:0800 ip4:17 udp:4500 00000001 00000001 tcp4"},
	{DECODED_ENCRYPTED, "ether:88e5 0c00 00000001 0800 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:17 udp:4500 00000000 00000001 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:17 udp:53 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:17 udp:4789 00000000 00000100 ether:0800 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:17 udp:2152 3001 @-4 00000001 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:17 udp:1701 c802 0014 0001 0001 0000 0000"},
	{DECODED_OTHER, "ether:0800 ip4:47 40000800 00000000 tcp4"},
	{DECODED_OTHER, "ether:0800 ip4:1 0301 0000 00000000 tcp4"},
	{DECODED_MALFORMED, "ether:0800 ip4:17 udp:2152 34ff @-4 00000001 00000085 00000000 tcp4"},
	{DECODED_MALFORMED, "ether:0800 ip4:51 0400 0000"},
};

START_TEST(what_holds_no_segment_says_why)
{
	struct packets *packets = memory_alloc(sizeof(*packets));

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		enum decoded got = layers_run(refusals[i].words, ETHERNET, packets);

		ck_assert_msg(got == refusals[i].result, "%s: %d", refusals[i].words, got);
	}
	free(packets);
}
END_TEST

/* Two tags are everyday life, forty an attack. */
START_TEST(nesting_is_bounded)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	char words[512];
	size_t at = (size_t)snprintf(words, sizeof(words), "ether:8100");

	for (int i = 0; i < 10; i++)
		at += (size_t)snprintf(words + at, sizeof(words) - at, " 0001 8100");
	snprintf(words + at, sizeof(words) - at, " 0001 0800 tcp4");
	ck_assert_int_eq(layers_run(words, ETHERNET, packets), DECODED_TCP);
	for (int i = 0; i < 20; i++)
		at += (size_t)snprintf(words + at, sizeof(words) - at, " 0001 8100");
	snprintf(words + at, sizeof(words) - at, " 0001 0800 tcp4");
	ck_assert_int_eq(layers_run(words, ETHERNET, packets), DECODED_MALFORMED);
	free(packets);
}
END_TEST

#define OTHER_MACS "0a0b0c0d0e0f 0102030405ff "

/* On which link they were captured: the last byte of the source's address, and the VLAN. */
static const struct link_told {
	const char *words;
	uint8_t mac;
	uint16_t vlan;
} links_told[] = {
	{OTHER_MACS "0800 tcp4", 0xff, VLAN_NONE},
	{OTHER_MACS "8100 2064 0800 tcp4", 0xff, 100}, /* with a priority */
	{OTHER_MACS "88a8 0065 8100 00c8 86dd tcp6", 0xff, 101},
	{OTHER_MACS "8100 2000 0800 tcp4", 0xff, VLAN_NONE}, /* with nothing but that */
	{"ether:8100 0064 0800 ip4:47 00006558 " OTHER_MACS "0800 tcp4", 0xff, VLAN_NONE},
	{OTHER_MACS "8100 0064 0800 ip4:47 00000800 tcp4", 0xff, 100},
};

static struct segment_link link_told(const struct link_told *told, int link_type, bool alone)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	struct decoder *decoder = decoder_new();
	uint8_t data[LAYERS_ROOM];
	struct frame frame = {.number = 1, .link_type = link_type, .data = data};
	struct segment_link link;

	frame.caplen = frame.len = (uint32_t)layers_build(told->words, data);
	if (alone)
		decoder_take_alone(decoder);
	ck_assert_int_eq(decode_frame(decoder, &frame, packets), DECODED_TCP);
	link = packets->packet[0].segment.link;
	decoder_free(decoder);
	free(packets);
	return link;
}

START_TEST(a_frame_read_again_tells_its_link)
{
	enum { RAW_IP = 101 };
	static const struct link_told raw = {"tcp4", 0, VLAN_NONE};

	for (size_t i = 0; i < sizeof(links_told) / sizeof(*links_told); i++) {
		const struct link_told *told = &links_told[i];
		struct segment_link link = link_told(told, ETHERNET, true);

		ck_assert_msg(link.ethernet && link.macs[MACS - 1] == told->mac &&
				      link.vlan == told->vlan,
			      "%s: %02x in VLAN %u", told->words, link.macs[MACS - 1], link.vlan);
		ck_assert(!link_told(told, ETHERNET, false).ethernet);
	}
	ck_assert(!link_told(&raw, RAW_IP, true).ethernet);
}
END_TEST

/* A version 5 datagram with two samples, the second of them in the longer form. */
#define SFLOW_HEAD                                                                                 \
	"ether:0800 ip4:17 udp:6343 00000005 00000001 c0000201 00000000 00000001 00000000 "        \
	"00000002 "
#define SAMPLE                                                                                     \
	"00000001 00000078 00000001 00000001 00000001 00000001 00000000 00000001 00000002 "        \
	"00000001 00000001 00000050 00000001 00000400 00000004 00000040 ether:0800 "
#define TCP_IN_60                                                                                  \
	"450000320007000040060000 0a000001 0a000002 9c400050fffffff8000007d05018faf000000000 "     \
	"30313233343536373839"

START_TEST(each_sample_of_sflow_is_a_packet)
{
	static const char words[] = SFLOW_HEAD SAMPLE TCP_IN_60
		" 00000003 00000084 00000001 00000000 00000001 00000001 00000001 00000000 "
		"00000000 00000001 00000000 00000002 00000001 00000001 00000050 00000001 00000400 "
		"00000004 00000040 ether:0800 " TCP_IN_60;
	struct packets *packets = memory_alloc(sizeof(*packets));

	ck_assert_int_eq(layers_run(words, ETHERNET, packets), DECODED_TCP);
	ck_assert_uint_eq(packets->count, 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_uint_eq(packets->packet[i].from.port, 40000);
		ck_assert_uint_eq(packets->packet[i].segment.len, 10);
		ck_assert_uint_eq(packets->packet[i].frame, 1);
		ck_assert(packets->packet[i].segment.capture & SEGMENT_SAMPLED);
	}
	layers_cut(words, ETHERNET);
	free(packets);
}
END_TEST

START_TEST(each_subframe_of_an_aggregate_is_a_packet)
{
	static const char words[] = WLAN_QOS "8000 "
					     "020000000001 020000000002 003a " SNAP_IPV4 TCP_IN_60
					     " 020000000001 020000000002 003a " SNAP_IPV4 TCP_IN_60;
	struct packets *packets = memory_alloc(sizeof(*packets));

	ck_assert_int_eq(layers_run(words, 105, packets), DECODED_TCP);
	ck_assert_uint_eq(packets->count, 2);
	ck_assert_uint_eq(packets->packet[1].segment.seq, 0xfffffff8u);
	layers_cut(words, 105);
	free(packets);
}
END_TEST

START_TEST(more_packets_than_have_room_are_left_out)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	uint8_t data[8192], one[LAYERS_ROOM];
	size_t size = layers_build(SFLOW_HEAD, data), part = layers_build(SAMPLE TCP_IN_60, one);

	for (int i = 0; i < PACKETS_MAX + 4; i++, size += part)
		memcpy(data + size, one, part);
	/* The lengths of IP and UDP, which were made before there were samples. */
	data[16] = (uint8_t)((size - 14) >> 8);
	data[17] = (uint8_t)(size - 14);
	data[38] = (uint8_t)((size - 34) >> 8);
	data[39] = (uint8_t)(size - 34);
	ck_assert_int_eq(layers_decode(data, size, ETHERNET, packets), DECODED_TCP);
	ck_assert_uint_eq(packets->count, PACKETS_MAX);
	free(packets);
}
END_TEST

Suite *tunnel_suite(void)
{
	Suite *suite = suite_create("tunnel");
	TCase *tcase = tcase_create("tunnels");

	tcase_add_test(tcase, the_innermost_segment_comes_out);
	tcase_add_test(tcase, every_cut_is_survived);
	tcase_add_test(tcase, what_holds_no_segment_says_why);
	tcase_add_test(tcase, nesting_is_bounded);
	tcase_add_test(tcase, a_frame_read_again_tells_its_link);
	tcase_add_test(tcase, each_sample_of_sflow_is_a_packet);
	tcase_add_test(tcase, each_subframe_of_an_aggregate_is_a_packet);
	tcase_add_test(tcase, more_packets_than_have_room_are_left_out);
	suite_add_tcase(suite, tcase);
	return suite;
}
