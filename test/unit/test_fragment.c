/* Fragments: any order, duplicates, overlaps, floods; N3. */
#include "decode/first.h"
#include "decode/fragment.h"

#include <stdlib.h>
#include <string.h>

#include "script/wire.h"
#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { RAW = 101, PART = 40, PARTS = 3, DATA = 100, IPV4 = 20, IPV6 = 40, SECOND = 1000000000 };

static struct decoder *decoder;
static struct packets packets;
static uint8_t whole[WIRE_FRAME_MAX]; /* the datagram that the tests take apart */
static int64_t now;
static uint64_t number; /* of the last frame */

static void start(uint8_t version)
{
	struct packet packet = layers_packet(version);

	packet.segment.len = DATA;
	wire_datagram(&packet, NULL, whole);
	decoder = decoder_new();
	now = 0;
	number = 0;
}

static void start4(void)
{
	start(IP_VERSION_4);
}

static void stop(void)
{
	decoder_free(decoder);
}

/* A piece of the datagram: bytes from at on, size of them, of which cut are not captured. */
struct piece {
	size_t at;
	size_t size;
	bool more;
	uint16_t id;
	size_t cut;
};

static enum decoded give(const uint8_t *data, size_t size, size_t cut)
{
	uint8_t *exact = memory_alloc(size - cut);
	struct frame frame = {.number = ++number,
			      .time_ns = now,
			      .data = exact,
			      .caplen = (uint32_t)(size - cut),
			      .len = (uint32_t)size,
			      .link_type = RAW};
	enum decoded result;

	memcpy(exact, data, size - cut);
	result = decode_frame(decoder, &frame, &packets);
	free(exact);
	return result;
}

static enum decoded give4(struct piece piece)
{
	uint8_t data[IPV4 + DATA + 40];
	size_t where = piece.at / 8 | (piece.more ? 0x2000 : 0);

	memcpy(data, whole, IPV4);
	memcpy(data + IPV4, whole + IPV4 + piece.at, piece.size);
	data[2] = 0;
	data[3] = (uint8_t)(IPV4 + piece.size);
	data[4] = (uint8_t)(piece.id >> 8);
	data[5] = (uint8_t)piece.id;
	data[6] = (uint8_t)(where >> 8);
	data[7] = (uint8_t)where;
	return give(data, IPV4 + piece.size, piece.cut);
}

static enum decoded give6(struct piece piece)
{
	uint8_t data[IPV6 + 8 + DATA + 40] = {0};
	uint8_t head[8] = {6, 0, (uint8_t)(piece.at >> 8), (uint8_t)(piece.at | piece.more),
			   0, 0, (uint8_t)(piece.id >> 8), (uint8_t)piece.id};

	memcpy(data, whole, IPV6);
	data[5] = (uint8_t)(8 + piece.size);
	data[6] = 44;
	memcpy(data + IPV6, head, 8);
	memcpy(data + IPV6 + 8, whole + IPV6 + piece.at, piece.size);
	return give(data, IPV6 + 8 + piece.size, piece.cut);
}

static struct piece part(size_t i, uint16_t id)
{
	return (struct piece){.at = i * PART, .size = PART, .more = i < PARTS - 1, .id = id};
}

static void expect_whole(void)
{
	const struct segment *segment = &packets.packet[0].segment;

	ck_assert_uint_eq(packets.count, 1);
	ck_assert_uint_eq(segment->len, DATA);
	ck_assert_uint_eq(segment->seq, 0xfffffff8u);
	ck_assert_uint_eq(segment->capture, SEGMENT_FRAGMENTED | SEGMENT_CHECKSUM_RIGHT);
}

static const size_t orders[][PARTS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
				       {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

START_TEST(every_order_of_either_version)
{
	for (uint16_t i = 0; i < 12; i++) {
		enum decoded (*piece)(struct piece) = i < 6 ? give4 : give6;
		const size_t *order = orders[i % 6];

		stop();
		start(i < 6 ? IP_VERSION_4 : IP_VERSION_6);
		ck_assert_int_eq(piece(part(order[0], i)), DECODED_FRAGMENT);
		ck_assert_int_eq(piece(part(order[1], i)), DECODED_FRAGMENT);
		ck_assert_int_eq(piece(part(order[2], i)), DECODED_TCP);
		expect_whole();
	}
}
END_TEST

START_TEST(duplicates_and_interleaving)
{
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(0, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_TCP);
	expect_whole();
	ck_assert_uint_eq(packets.packet[0].frame, 7);
	ck_assert_int_eq(give4(part(2, 2)), DECODED_TCP);
	expect_whole();
}
END_TEST

START_TEST(of_overlapping_ipv4_fragments_the_first_stays)
{
	struct piece second = {.at = 32, .size = 48, .more = true, .id = 1};

	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	whole[IPV4 + 32] ^= 0xff; /* other bytes where the first fragment's stand */
	ck_assert_int_eq(give4(second), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_TCP);
	expect_whole();
}
END_TEST

START_TEST(overlapping_ipv6_fragments_drop_the_datagram)
{
	struct piece second = {.at = 32, .size = 48, .more = true, .id = 1};

	stop();
	start(IP_VERSION_6);
	ck_assert_int_eq(give6(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give6(part(0, 1)), DECODED_FRAGMENT); /* the same again is none */
	ck_assert_int_eq(give6(second), DECODED_FRAGMENT);
	ck_assert_int_eq(give6(part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give6(part(1, 1)), DECODED_FRAGMENT);
}
END_TEST

START_TEST(lengths_that_contradict_each_other)
{
	struct piece odd = {.at = 0, .size = 41, .more = true, .id = 1};
	struct piece far = {.at = 65528, .size = 40, .more = false, .id = 2};
	struct piece end = {.at = 40, .size = 40, .more = false, .id = 3};
	struct piece empty = {.at = 0, .size = 0, .more = true, .id = 4};

	ck_assert_int_eq(give4(odd), DECODED_MALFORMED);
	ck_assert_int_eq(give4(empty), DECODED_MALFORMED);
	ck_assert_int_eq(give4(far), DECODED_MALFORMED);
	ck_assert_int_eq(give4(end), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 3)), DECODED_MALFORMED); /* another end */
	ck_assert_int_eq(give4(part(2, 5)), DECODED_FRAGMENT);
	end.id = 5;
	ck_assert_int_eq(give4(end), DECODED_MALFORMED); /* an end before what has come */
}
END_TEST

START_TEST(fragments_wait_a_minute_and_no_longer)
{
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	now = (int64_t)(FRAGMENT_SECONDS + 1) * SECOND;
	ck_assert_int_eq(give4(part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	now += (int64_t)(FRAGMENT_SECONDS - 1) * SECOND;
	ck_assert_int_eq(give4(part(1, 1)), DECODED_TCP);
}
END_TEST

START_TEST(any_time_a_file_may_state)
{
	static const int64_t times[] = {INT64_MIN, INT64_MAX, 0, INT64_MIN, -1, INT64_MAX};

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		now = times[i];
		ck_assert_int_eq(give4(part(i % 2, 1)), DECODED_FRAGMENT);
	}
}
END_TEST

START_TEST(what_the_snapshot_cut_stays_unknown)
{
	struct piece first = part(0, 1);

	first.cut = 4;
	ck_assert_int_eq(give4(first), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_TCP);
	ck_assert_uint_eq(packets.packet[0].segment.len, DATA);
	ck_assert_uint_eq(packets.packet[0].segment.capture,
			  SEGMENT_FRAGMENTED | SEGMENT_TRUNCATED);
	first.cut = PART;
	ck_assert_int_eq(give4(first), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_HEADER_CUT);
}
END_TEST

START_TEST(a_flood_pushes_the_oldest_out)
{
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	for (uint16_t id = 2; id <= FRAGMENT_DATAGRAMS; id++)
		ck_assert_int_eq(give4(part(0, id)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_TCP);
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	for (uint16_t id = 1000; id < 1000 + FRAGMENT_DATAGRAMS; id++)
		ck_assert_int_eq(give4(part(0, id)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(2, 1)), DECODED_FRAGMENT);
}
END_TEST

/* Each claims to lie at the far end of a datagram of 64 KiB. */
START_TEST(a_flood_of_large_claims_is_bounded_in_bytes)
{
	struct piece far = {.at = 65528 - PART, .size = PART, .more = true};
	const size_t fit = FRAGMENT_HELD_MAX / (65528 + 4096);

	ck_assert_uint_lt(fit, FRAGMENT_DATAGRAMS);
	for (far.id = 0; far.id < 4 * FRAGMENT_DATAGRAMS; far.id++)
		ck_assert_int_eq(give4(far), DECODED_FRAGMENT);
	/* The newest are still there. */
	ck_assert_int_eq(give4(part(0, 4 * FRAGMENT_DATAGRAMS - 1)), DECODED_FRAGMENT);
}
END_TEST

/* The datagram as one, not in fragments, with that much added to its SEG.SEQ; the way back too. */
static enum decoded give_whole(bool back, uint8_t later, uint32_t ack)
{
	struct packet packet = layers_packet(IP_VERSION_4);
	struct endpoint from = packet.from;
	uint8_t data[WIRE_FRAME_MAX];

	packet.segment.seq += later;
	packet.segment.flags |= TCP_ACK;
	packet.segment.ack = ack;
	if (back) {
		packet.from = packet.to;
		packet.to = from;
	}
	return give(data, wire_datagram(&packet, NULL, data), 0);
}

/* The first PART bytes of the datagram, of which 20 are the TCP header. */
static void expect_first(size_t at, uint64_t frame)
{
	const struct packet *got = &packets.packet[at], want = layers_packet(IP_VERSION_4);

	ck_assert_uint_eq(got->frame, frame);
	ck_assert_uint_eq(got->segment.capture, SEGMENT_HEADER_ONLY);
	ck_assert_uint_eq(got->segment.seq, want.segment.seq);
	ck_assert_uint_eq(got->segment.len, PART - 20);
	ck_assert_uint_eq(got->segment.flags, want.segment.flags);
	ck_assert_int_eq(endpoint_compare(&got->from, &want.from), 0);
	ck_assert_int_eq(endpoint_compare(&got->to, &want.to), 0);
}

START_TEST(a_first_fragment_stands_before_the_next_segment_its_way)
{
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_uint_eq(packets.count, 0);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT); /* the last one never comes */
	ck_assert_uint_eq(packets.count, 0);
	ck_assert_int_eq(give_whole(false, 200, 0), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 2);
	expect_first(0, 1);
	ck_assert_uint_eq(packets.packet[1].frame, 3);
	ck_assert_int_eq(give_whole(false, 210, 0), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 1); /* once and no more */
}
END_TEST

/* As a filter on ports makes them: the other fragments have none. */
START_TEST(of_nothing_but_first_fragments_the_second_next_shows_one)
{
	struct packet rest[PACKETS_MAX];

	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(give4(part(0, 2)), DECODED_FRAGMENT);
	ck_assert_uint_eq(packets.count, 0);                   /* they may be mixed */
	ck_assert_int_eq(give4(part(0, 2)), DECODED_FRAGMENT); /* the same one, captured twice */
	ck_assert_uint_eq(packets.count, 0);
	ck_assert_int_eq(give4(part(0, 3)), DECODED_FRAGMENT);
	ck_assert_uint_eq(packets.count, 1);
	expect_first(0, 1);
	now++; /* the same bytes again: what a sender does whose fragments are lost */
	ck_assert_int_eq(give4(part(0, 4)), DECODED_FRAGMENT);
	ck_assert_uint_eq(packets.count, 2);
	ck_assert_uint_eq(packets.packet[0].frame, 2);
	ck_assert_uint_eq(packets.packet[1].frame, 4);
	ck_assert_uint_eq(decoder_rest(decoder, rest), 1);
	ck_assert_uint_eq(rest[0].frame, 5);
	ck_assert_uint_eq(rest[0].segment.capture, SEGMENT_HEADER_ONLY);
	ck_assert_uint_eq(decoder_rest(decoder, rest), 0);
}
END_TEST

START_TEST(a_first_fragment_stands_before_its_ack)
{
	uint32_t seq = layers_packet(IP_VERSION_4).segment.seq;

	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	memcpy(whole + IPV4 + 4, "\0\0\0\144", 4); /* a later one: SEG.SEQ has wrapped */
	ck_assert_int_eq(give4(part(0, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(give_whole(true, 0, seq), DECODED_TCP); /* of what came before them */
	ck_assert_uint_eq(packets.count, 1);
	ck_assert_int_eq(give_whole(true, 10, seq + DATA), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 3);
	expect_first(0, 1);
	ck_assert_uint_eq(packets.packet[1].frame, 2);
	ck_assert_uint_eq(packets.packet[2].frame, 4);
	ck_assert_int_eq(give4(part(0, 3)), DECODED_FRAGMENT);
	ck_assert_int_eq(give_whole(true, 20, 100), DECODED_TCP); /* of those only */
	ck_assert_uint_eq(packets.count, 1);
}
END_TEST

START_TEST(a_first_fragment_whose_rest_comes_is_none)
{
	struct packet rest[PACKETS_MAX];

	for (size_t i = 0; i < 6; i++) {
		for (size_t j = 0; j < PARTS; j++)
			give4(part(orders[i][j], (uint16_t)i));
		expect_whole();
	}
	ck_assert_uint_eq(decoder_rest(decoder, rest), 0);
}
END_TEST

START_TEST(a_first_fragment_waits_no_longer_than_its_datagram)
{
	ck_assert_int_eq(give4(part(0, 1)), DECODED_FRAGMENT);
	now = (int64_t)FRAGMENT_SECONDS * SECOND;
	ck_assert_int_eq(give_whole(true, 0, 0x80000000u), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 1);
	now++;
	ck_assert_int_eq(give_whole(true, 10, 0x80000000u), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 2);
	expect_first(0, 1);
}
END_TEST

START_TEST(first_fragments_of_a_flood_are_all_shown_in_their_order)
{
	enum { FLOOD = 3 * FIRSTS_MAX };
	struct packet rest[PACKETS_MAX];
	uint64_t shown = 0;
	size_t count;

	for (uint16_t id = 1; id <= FLOOD; id++) {
		memcpy(whole + 12, &id, sizeof(id)); /* each from another host */
		ck_assert_int_eq(give4(part(0, id)), DECODED_FRAGMENT);
		for (size_t i = 0; i < packets.count; i++)
			ck_assert_uint_eq(packets.packet[i].frame, ++shown);
	}
	ck_assert_uint_eq(shown, FLOOD - FIRSTS_KEPT);
	while ((count = decoder_rest(decoder, rest)) > 0)
		for (size_t i = 0; i < count; i++)
			ck_assert_uint_eq(rest[i].frame, ++shown);
	ck_assert_uint_eq(shown, FLOOD);
}
END_TEST

START_TEST(a_first_fragment_without_a_tcp_header_is_no_segment)
{
	struct packet rest[PACKETS_MAX];
	struct piece cut = part(0, 1), tiny = {.at = 0, .size = 8, .more = true, .id = 2};

	cut.cut = PART - 10;
	give4(cut);
	give4(tiny);
	whole[9] = 17;
	give4(part(0, 3));
	ck_assert_uint_eq(decoder_rest(decoder, rest), 0);
}
END_TEST

START_TEST(a_frame_read_again_is_alone)
{
	decoder_take_alone(decoder);
	ck_assert_int_eq(give4(part(0, 1)), DECODED_TCP);
	ck_assert_uint_eq(packets.count, 1);
	expect_first(0, 1);
	ck_assert_int_eq(give4(part(0, 2)), DECODED_TCP);
	ck_assert_int_eq(give4(part(1, 1)), DECODED_FRAGMENT);
	ck_assert_uint_eq(packets.count, 0);
}
END_TEST

Suite *fragment_suite(void)
{
	Suite *suite = suite_create("fragment");
	TCase *tcase = tcase_create("reassembly");

	tcase_add_checked_fixture(tcase, start4, stop);
	tcase_add_test(tcase, every_order_of_either_version);
	tcase_add_test(tcase, duplicates_and_interleaving);
	tcase_add_test(tcase, of_overlapping_ipv4_fragments_the_first_stays);
	tcase_add_test(tcase, overlapping_ipv6_fragments_drop_the_datagram);
	tcase_add_test(tcase, lengths_that_contradict_each_other);
	tcase_add_test(tcase, fragments_wait_a_minute_and_no_longer);
	tcase_add_test(tcase, any_time_a_file_may_state);
	tcase_add_test(tcase, what_the_snapshot_cut_stays_unknown);
	tcase_add_test(tcase, a_flood_pushes_the_oldest_out);
	tcase_add_test(tcase, a_flood_of_large_claims_is_bounded_in_bytes);
	tcase_add_test(tcase, a_first_fragment_stands_before_the_next_segment_its_way);
	tcase_add_test(tcase, of_nothing_but_first_fragments_the_second_next_shows_one);
	tcase_add_test(tcase, a_first_fragment_stands_before_its_ack);
	tcase_add_test(tcase, a_first_fragment_whose_rest_comes_is_none);
	tcase_add_test(tcase, a_first_fragment_waits_no_longer_than_its_datagram);
	tcase_add_test(tcase, first_fragments_of_a_flood_are_all_shown_in_their_order);
	tcase_add_test(tcase, a_first_fragment_without_a_tcp_header_is_no_segment);
	tcase_add_test(tcase, a_frame_read_again_is_alone);
	suite_add_tcase(suite, tcase);
	return suite;
}
