/* What a segment's numbers are taken from, padded, cut and damaged, and the header's fields. */
#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { ETHERNET = 1 };

/* Decodes the first caplen of the size bytes of a frame that was len octets long. */
static enum decoded run(const uint8_t *data, uint32_t caplen, uint32_t len, struct packets *packets)
{
	struct decoder *decoder = decoder_new();
	uint8_t *exact = memory_alloc(caplen);
	struct frame frame = {.number = 3,
			      .time_ns = 17,
			      .data = exact,
			      .caplen = caplen,
			      .len = len,
			      .link_type = ETHERNET,
			      .offset = 99};
	enum decoded result;

	memcpy(exact, data, caplen);
	result = decode_frame(decoder, &frame, packets);
	free(exact);
	decoder_free(decoder);
	return result;
}

static struct segment segment_of(const uint8_t *data, uint32_t caplen, uint32_t len)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	struct segment segment;

	ck_assert_int_eq(run(data, caplen, len, packets), DECODED_TCP);
	ck_assert_uint_eq(packets->count, 1);
	ck_assert_uint_eq(packets->packet[0].frame, 3);
	ck_assert_int_eq(packets->packet[0].time_ns, 17);
	ck_assert_uint_eq(packets->packet[0].offset, 99);
	segment = packets->packet[0].segment;
	free(packets);
	return segment;
}

START_TEST(n1_padding_is_no_data)
{
	uint8_t data[LAYERS_ROOM] = {0};
	size_t size = layers_build("ether:0800 tcp4 000000000000", data);
	struct segment segment = segment_of(data, (uint32_t)size, (uint32_t)size);

	ck_assert_uint_eq(segment.len, 10);
	ck_assert_uint_eq(segment.capture, SEGMENT_CHECKSUM_RIGHT);
}
END_TEST

START_TEST(n1_a_length_of_zero_means_the_frame)
{
	uint8_t data[LAYERS_ROOM] = {0};
	uint32_t size = (uint32_t)layers_build("ether:0800 tcp4", data);
	struct segment segment;

	data[16] = data[17] = 0;
	segment = segment_of(data, size, size);
	ck_assert_uint_eq(segment.len, 10);
	ck_assert(segment.capture & SEGMENT_LENGTH_FROM_FRAME);
	segment = segment_of(data, size, 70000);
	ck_assert_uint_eq(segment.len, 70000 - 14 - 40);
	size = (uint32_t)layers_build("ether:86dd tcp6", data);
	data[18] = data[19] = 0;
	segment = segment_of(data, size, size);
	ck_assert_uint_eq(segment.len, 10);
	ck_assert(segment.capture & SEGMENT_LENGTH_FROM_FRAME);
}
END_TEST

START_TEST(n1_a_jumbo_payload_states_its_length)
{
	uint8_t data[LAYERS_ROOM];
	uint32_t size = (uint32_t)layers_build("ether:86dd ip6:0 0600 c204 00011170 seg6", data);
	struct segment segment;

	data[18] = data[19] = 0;
	segment = segment_of(data, size, size);
	ck_assert_uint_eq(segment.len, 70000 - 8 - 20);
	ck_assert(!(segment.capture & SEGMENT_LENGTH_FROM_FRAME));
}
END_TEST

START_TEST(n1_the_header_knows_more_than_the_frame)
{
	uint8_t data[LAYERS_ROOM];
	uint32_t size = (uint32_t)layers_build("ether:0800 tcp4", data);
	struct segment segment;

	data[16] = 0x05, data[17] = 0xdc;
	segment = segment_of(data, size, size);
	ck_assert_uint_eq(segment.len, 1500 - 40);
	ck_assert(segment.capture & SEGMENT_TRUNCATED);
}
END_TEST

START_TEST(n2_cut_in_the_payload_the_options_or_the_header)
{
	uint8_t data[WIRE_FRAME_MAX];
	struct packet packet = layers_packet(IP_VERSION_4);
	struct packets *packets = memory_alloc(sizeof(*packets));
	struct segment segment;
	uint32_t size;

	packet.segment.options.present = OPT_MSS | OPT_TIMESTAMPS;
	packet.segment.options.mss = 1460;
	size = (uint32_t)wire_frame(&packet, NULL, data);
	segment = segment_of(data, size - 1, size);
	ck_assert_uint_eq(segment.len, 10);
	ck_assert_uint_eq(segment.capture, SEGMENT_TRUNCATED);
	ck_assert_uint_eq(segment.options.present, OPT_MSS | OPT_TIMESTAMPS);
	segment = segment_of(data, 14 + 20 + 20 + 4, size);
	ck_assert_uint_eq(segment.len, 10);
	ck_assert_uint_eq(segment.options.present, OPT_MSS | OPT_CUT);
	ck_assert_int_eq(run(data, 14 + 20 + 19, size, packets), DECODED_HEADER_CUT);
	ck_assert_int_eq(run(data, 14 + 20, size, packets), DECODED_HEADER_CUT);
	ck_assert_int_eq(run(data, 14 + 19, size, packets), DECODED_CUT);
	ck_assert_int_eq(run(data, 0, size, packets), DECODED_CUT);
	free(packets);
}
END_TEST

START_TEST(n4_checksums)
{
	uint8_t data[WIRE_FRAME_MAX];

	for (uint8_t version = IP_VERSION_4; version <= IP_VERSION_6; version += 2)
		for (uint32_t len = 0; len < 9; len++) {
			struct packet packet = layers_packet(version);
			uint32_t size;

			packet.segment.len = len;
			size = (uint32_t)wire_frame(&packet, NULL, data);
			ck_assert_uint_eq(segment_of(data, size, size).capture,
					  SEGMENT_CHECKSUM_RIGHT);
			data[size - 1] ^= 1;
			ck_assert_uint_eq(segment_of(data, size, size).capture,
					  SEGMENT_CHECKSUM_WRONG);
		}
}
END_TEST

/* On the way of a source route the pseudo-header's address is not the IP header's. */
START_TEST(n4_no_verdict_on_a_checksum_over_other_addresses)
{
	uint8_t data[LAYERS_ROOM];
	uint32_t size = (uint32_t)layers_build("ether:86dd ip6:43 0602 0001 00000000 "
					       "20010db8000000000000000000000003 seg6",
					       data);

	ck_assert_uint_eq(segment_of(data, size, size).capture, 0);
	size = (uint32_t)layers_build("ether:86dd ip6:60 0602 0100 c910 "
				      "20010db8000000000000000000000003 0000 seg6",
				      data);
	ck_assert_uint_eq(segment_of(data, size, size).capture, 0);
	size = (uint32_t)layers_build("ether:0800 47000038 00010000 40060000 c0000201 c0000202 "
				      "01 830704 0a000002 seg4",
				      data);
	data[17] = (uint8_t)(size - 14);
	ck_assert_uint_eq(segment_of(data, size, size).capture, 0);
	data[37] = 8; /* the pointer: past the last stop */
	ck_assert_uint_eq(segment_of(data, size, size).capture, SEGMENT_CHECKSUM_WRONG);
}
END_TEST

START_TEST(n9_wrapping_changes_nothing)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	struct segment plain, wrapped;

	ck_assert_int_eq(layers_run("ether:0800 tcp4", ETHERNET, packets), DECODED_TCP);
	plain = packets->packet[0].segment;
	ck_assert_int_eq(layers_run("ether:8100 0001 0800 ip4:47 00000800 tcp4", ETHERNET, packets),
			 DECODED_TCP);
	wrapped = packets->packet[0].segment;
	ck_assert_mem_eq(&plain, &wrapped, sizeof(plain));
	free(packets);
}
END_TEST

START_TEST(fields_come_out_as_they_went_in)
{
	static const uint16_t flags[] = {TCP_SYN,
					 TCP_SYN | TCP_ACK | TCP_ECE,
					 TCP_RST,
					 TCP_FIN | TCP_ACK,
					 TCP_ACK | TCP_CWR | TCP_AE,
					 TCP_URG | TCP_PSH | TCP_ACK,
					 0,
					 0x1ff};
	uint8_t data[WIRE_FRAME_MAX];

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		struct packet packet = layers_packet(i % 2 ? IP_VERSION_6 : IP_VERSION_4);
		struct segment segment;
		uint32_t size;

		packet.segment.flags = flags[i];
		packet.segment.ip_ecn = i % 4;
		packet.segment.ttl = (uint8_t)(250 + i % 4);
		size = (uint32_t)wire_frame(&packet, NULL, data);
		segment = segment_of(data, size, size);
		ck_assert_uint_eq(segment.flags, flags[i]);
		ck_assert_uint_eq(segment.seq, packet.segment.seq);
		ck_assert_uint_eq(segment.ip_ecn, packet.segment.ip_ecn);
		ck_assert_uint_eq(segment.ttl, packet.segment.ttl);
		ck_assert_int_eq(segment.have_ip_id, packet.segment.have_ip_id);
		ck_assert_uint_eq(segment.ip_id, packet.segment.have_ip_id ? 7 : 0);
	}
}
END_TEST

/* The checksum is part of it as it ought to be, so the hash tells payloads apart as well. */
START_TEST(the_hash_is_of_the_tcp_header)
{
	enum { CHECKSUM_AT = 50 };
	uint8_t data[LAYERS_ROOM];
	uint32_t size = (uint32_t)layers_build("ether:0800 tcp4", data);
	struct segment first = segment_of(data, size, size), other;

	data[22]--; /* time to live */
	other = segment_of(data, size, size);
	ck_assert_uint_eq(first.header_hash, other.header_hash);
	data[size - 1] ^= 1; /* payload */
	ck_assert_uint_ne(segment_of(data, size, size).header_hash, first.header_hash);
	data[size - 1] ^= 1;
	for (size_t i = 34; i < 54; i++) {
		if (i == 46 || i / 2 == CHECKSUM_AT / 2)
			continue; /* data offset: another header altogether */
		data[i] ^= 1;
		ck_assert_uint_ne(segment_of(data, size, size).header_hash, first.header_hash);
		data[i] ^= 1;
	}
}
END_TEST

/* Captured before and after the network card filled in the checksum: it is the same packet. */
START_TEST(a_checksum_not_filled_in_yet_changes_no_hash)
{
	static const char *const stacks[] = {"ether:0800 tcp4", "ether:86dd tcp6"};
	static const size_t at[] = {14 + 20 + 16, 14 + 40 + 16};

	for (size_t i = 0; i < 2; i++) {
		uint8_t data[LAYERS_ROOM];
		uint32_t size = (uint32_t)layers_build(stacks[i], data);
		struct segment right = segment_of(data, size, size), wrong;

		ck_assert(right.capture & SEGMENT_CHECKSUM_RIGHT);
		for (int pattern = 0; pattern < 256; pattern += 5) {
			data[at[i]] = (uint8_t)pattern;
			data[at[i] + 1] = (uint8_t)(pattern * 7);
			wrong = segment_of(data, size, size);
			ck_assert_uint_eq(wrong.header_hash, right.header_hash);
		}
	}
}
END_TEST

START_TEST(header_lengths_that_cannot_be)
{
	struct packets *packets = memory_alloc(sizeof(*packets));
	uint8_t data[LAYERS_ROOM];
	uint32_t size = (uint32_t)layers_build("ether:0800 tcp4", data);

	data[46] = 0x40;
	ck_assert_int_eq(run(data, size, size, packets), DECODED_MALFORMED);
	data[46] = 0xf0;
	ck_assert_int_eq(run(data, size, size, packets), DECODED_MALFORMED);
	data[46] = 0x50;
	data[17] = 39;
	ck_assert_int_eq(run(data, size, size, packets), DECODED_MALFORMED);
	data[17] = 19;
	ck_assert_int_eq(run(data, size, size, packets), DECODED_MALFORMED);
	free(packets);
}
END_TEST

Suite *decode_suite(void)
{
	Suite *suite = suite_create("decode");
	TCase *tcase = tcase_create("numbers");

	tcase_add_test(tcase, n1_padding_is_no_data);
	tcase_add_test(tcase, n1_a_length_of_zero_means_the_frame);
	tcase_add_test(tcase, n1_a_jumbo_payload_states_its_length);
	tcase_add_test(tcase, n1_the_header_knows_more_than_the_frame);
	tcase_add_test(tcase, n2_cut_in_the_payload_the_options_or_the_header);
	tcase_add_test(tcase, n4_checksums);
	tcase_add_test(tcase, n4_no_verdict_on_a_checksum_over_other_addresses);
	tcase_add_test(tcase, n9_wrapping_changes_nothing);
	tcase_add_test(tcase, fields_come_out_as_they_went_in);
	tcase_add_test(tcase, the_hash_is_of_the_tcp_header);
	tcase_add_test(tcase, a_checksum_not_filled_in_yet_changes_no_hash);
	tcase_add_test(tcase, header_lengths_that_cannot_be);
	suite_add_tcase(suite, tcase);
	return suite;
}
