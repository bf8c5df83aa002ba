/* IPComp: what comes out of DEFLATE, and what does not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "support/layers.h"
#include "tcpladder/dissect.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { ETHERNET = 1, DEFLATE = 2, AGREED = 0xeed1, ROOM = 4096, FRONT = 14 + 20 + 4 };

static struct packets packets;
static uint8_t built[ROOM];
static size_t size;
static uint8_t exact_room[ROOM];

static size_t compress_raw(const uint8_t *from, size_t count, uint8_t *to)
{
	z_stream stream = {0};

	ck_assert_int_eq(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY),
			 Z_OK);
	stream.next_in = (Bytef *)from;
	stream.avail_in = (uInt)count;
	stream.next_out = to;
	stream.avail_out = ROOM;
	ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	count = ROOM - stream.avail_out;
	deflateEnd(&stream);
	return count;
}

/* A frame whose IPComp holds these bytes: "ether:0800 ip4:108 NNFFCCCC BYTES". */
static void wrap(uint8_t next, uint16_t cpi, const uint8_t *content, size_t count)
{
	char words[3 * ROOM];
	int at = snprintf(words, sizeof(words), "ether:0800 ip4:108 %02x00%04x ", next, cpi);

	for (size_t i = 0; i < count; i++)
		at += snprintf(words + at, sizeof(words) - (size_t)at, "%02x", content[i]);
	size = layers_build(words, built);
}

static void wrap_compressed(uint8_t next, uint16_t cpi, const char *words)
{
	uint8_t inner[ROOM], content[ROOM];

	wrap(next, cpi, content, compress_raw(inner, layers_build(words, inner), content));
}

/* Decodes the first bytes of the frame. */
static enum decoded run(size_t captured)
{
	struct decoder *decoder = decoder_new();
	struct frame frame = {.number = 1, .link_type = ETHERNET, .data = exact_room};
	enum decoded result;

	memcpy(exact_room, built, captured);
	frame.caplen = (uint32_t)captured;
	frame.len = (uint32_t)size;
	result = decode_frame(decoder, &frame, &packets);
	decoder_free(decoder);
	return result;
}

static void expect(uint8_t version, uint16_t capture)
{
	const struct packet want = layers_packet(version);
	const struct packet *got = &packets.packet[0];

	ck_assert_uint_eq(packets.count, 1);
	ck_assert_int_eq(endpoint_compare(&got->from, &want.from), 0);
	ck_assert_uint_eq(got->segment.seq, want.segment.seq);
	ck_assert_uint_eq(got->segment.len, want.segment.len);
	ck_assert_uint_eq(got->segment.capture, SEGMENT_COMPRESSED | capture);
}

START_TEST(a_datagram_comes_out)
{
	wrap_compressed(4, DEFLATE, "tcp4");
	ck_assert_int_eq(run(size), DECODED_TCP);
	expect(IP_VERSION_4, SEGMENT_CHECKSUM_RIGHT);
	wrap_compressed(41, AGREED, "tcp6");
	ck_assert_int_eq(run(size), DECODED_TCP);
	expect(IP_VERSION_6, SEGMENT_CHECKSUM_RIGHT);
}
END_TEST

START_TEST(a_segment_alone_has_the_length_that_came_out)
{
	wrap_compressed(6, AGREED, "seg4");
	ck_assert_int_eq(run(size), DECODED_TCP);
	ck_assert_uint_eq(packets.packet[0].segment.len, 10);
	ck_assert_uint_eq(packets.packet[0].from.port, 40000);
}
END_TEST

START_TEST(a_cut_one_shows_what_there_is)
{
	size_t cut = 0, whole = 0;

	wrap_compressed(4, DEFLATE, "tcp4");
	for (size_t captured = 0; captured < size; captured++) {
		enum decoded result = run(captured);

		ck_assert(result != DECODED_MALFORMED && result != DECODED_OTHER);
		if (result == DECODED_TCP) {
			expect(IP_VERSION_4, packets.packet[0].segment.capture &
						     (SEGMENT_TRUNCATED | SEGMENT_CHECKSUM_RIGHT));
			whole++;
		}
		cut += result == DECODED_CUT;
	}
	ck_assert_uint_gt(whole, 0);
	ck_assert_uint_ge(cut, FRONT - 14);
	wrap_compressed(6, DEFLATE, "seg4");
	ck_assert_int_eq(run(size - 4), DECODED_CUT); /* nothing says how long it was */
}
END_TEST

START_TEST(another_algorithm_is_named_compressed)
{
	static const uint16_t others[] = {0, 1, 3, 4, 255};
	static const uint8_t garbage[] = {0xff, 0xff, 0xff, 0xff, 0xff};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		wrap_compressed(4, others[i], "tcp4");
		ck_assert_int_eq(run(size), DECODED_COMPRESSED);
	}
	wrap(4, AGREED, garbage, sizeof(garbage));
	ck_assert_int_eq(run(size), DECODED_COMPRESSED);
	wrap(4, DEFLATE, garbage, sizeof(garbage));
	ck_assert_int_eq(run(size), DECODED_MALFORMED);
	wrap(4, DEFLATE, garbage, 0);
	ck_assert_int_eq(run(size), DECODED_MALFORMED);
}
END_TEST

START_TEST(what_grows_beyond_a_datagram_is_refused)
{
	static uint8_t zeros[70000], content[ROOM];

	wrap(4, DEFLATE, content, compress_raw(zeros, 0xffff, content));
	ck_assert_int_eq(run(size), DECODED_MALFORMED); /* whole, and no IP header */
	zeros[0] = 0x45;
	wrap(4, AGREED, content, compress_raw(zeros, sizeof(zeros), content));
	ck_assert_int_eq(run(size), DECODED_COMPRESSED);
}
END_TEST

/* Inside one another: the second would come out over the first. */
START_TEST(only_once)
{
	uint8_t inner[ROOM], content[ROOM];
	size_t count;

	wrap_compressed(4, DEFLATE, "tcp4");
	count = size - 14;
	memcpy(inner, built + 14, count);
	wrap(4, DEFLATE, content, compress_raw(inner, count, content));
	ck_assert_int_eq(run(size), DECODED_COMPRESSED);
}
END_TEST

/* The fields lie in no byte of the frame. */
START_TEST(nothing_is_dissected)
{
	struct dissection *parts = memory_alloc(sizeof(*parts));
	struct decoder *decoder = decoder_new();
	struct frame frame = {.number = 1, .link_type = ETHERNET, .data = built};

	wrap_compressed(4, DEFLATE, "tcp4");
	frame.caplen = frame.len = (uint32_t)size;
	ck_assert(!dissect(decoder, &frame, 0, parts));
	decoder_free(decoder);
	free(parts);
}
END_TEST

Suite *ipcomp_suite(void)
{
	Suite *suite = suite_create("ipcomp");
	TCase *tcase = tcase_create("deflate");

	tcase_add_test(tcase, a_datagram_comes_out);
	tcase_add_test(tcase, a_segment_alone_has_the_length_that_came_out);
	tcase_add_test(tcase, a_cut_one_shows_what_there_is);
	tcase_add_test(tcase, another_algorithm_is_named_compressed);
	tcase_add_test(tcase, what_grows_beyond_a_datagram_is_refused);
	tcase_add_test(tcase, only_once);
	tcase_add_test(tcase, nothing_is_dissected);
	suite_add_tcase(suite, tcase);
	return suite;
}
