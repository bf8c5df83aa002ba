/* Fragments: any order, duplicates, overlaps, floods. */
#include "decode/fragment.h"

#include <check.h>

#include "support/pieces.h"
#include "unit/suites.h"

START_TEST(every_order_of_either_version)
{
	for (uint16_t i = 0; i < 12; i++) {
		enum decoded (*piece)(struct piece) = i < 6 ? pieces_give4 : pieces_give6;
		const size_t *order = pieces_orders[i % 6];

		pieces_stop();
		pieces_start(i < 6 ? IP_VERSION_4 : IP_VERSION_6);
		ck_assert_int_eq(piece(pieces_part(order[0], i)), DECODED_FRAGMENT);
		ck_assert_int_eq(piece(pieces_part(order[1], i)), DECODED_FRAGMENT);
		ck_assert_int_eq(piece(pieces_part(order[2], i)), DECODED_TCP);
		pieces_expect_whole();
	}
}
END_TEST

START_TEST(duplicates_and_interleaving)
{
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_TCP);
	pieces_expect_whole();
	ck_assert_uint_eq(pieces.packets.packet[0].frame, 7);
	ck_assert_uint_eq(pieces.packets.packet[0].segment.fragments, 3);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 2)), DECODED_TCP);
	pieces_expect_whole();
}
END_TEST

START_TEST(of_overlapping_ipv4_fragments_the_first_stays)
{
	struct piece second = {.at = 32, .size = 48, .more = true, .id = 1};

	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	pieces.whole[PIECES_IPV4 + 32] ^= 0xff; /* other bytes where the first fragment's stand */
	ck_assert_int_eq(pieces_give4(second), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_TCP);
	pieces_expect_whole();
}
END_TEST

START_TEST(overlapping_ipv6_fragments_drop_the_datagram)
{
	struct piece second = {.at = 32, .size = 48, .more = true, .id = 1};

	pieces_stop();
	pieces_start(IP_VERSION_6);
	ck_assert_int_eq(pieces_give6(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give6(pieces_part(0, 1)),
			 DECODED_FRAGMENT); /* the same again is none */
	ck_assert_int_eq(pieces_give6(second), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give6(pieces_part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give6(pieces_part(1, 1)), DECODED_FRAGMENT);
}
END_TEST

START_TEST(lengths_that_contradict_each_other)
{
	struct piece odd = {.at = 0, .size = 41, .more = true, .id = 1};
	struct piece far = {.at = 65528, .size = 40, .more = false, .id = 2};
	struct piece end = {.at = 40, .size = 40, .more = false, .id = 3};
	struct piece empty = {.at = 0, .size = 0, .more = true, .id = 4};

	ck_assert_int_eq(pieces_give4(odd), DECODED_MALFORMED);
	ck_assert_int_eq(pieces_give4(empty), DECODED_MALFORMED);
	ck_assert_int_eq(pieces_give4(far), DECODED_MALFORMED);
	ck_assert_int_eq(pieces_give4(end), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 3)), DECODED_MALFORMED); /* another end */
	ck_assert_int_eq(pieces_give4(pieces_part(2, 5)), DECODED_FRAGMENT);
	end.id = 5;
	ck_assert_int_eq(pieces_give4(end), DECODED_MALFORMED); /* an end before what has come */
}
END_TEST

START_TEST(fragments_wait_a_minute_and_no_longer)
{
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	pieces.now = (int64_t)(FRAGMENT_SECONDS + 1) * PIECES_SECOND;
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	pieces.now += (int64_t)(FRAGMENT_SECONDS - 1) * PIECES_SECOND;
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_TCP);
}
END_TEST

START_TEST(any_time_a_file_may_state)
{
	static const int64_t times[] = {INT64_MIN, INT64_MAX, 0, INT64_MIN, -1, INT64_MAX};

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		pieces.now = times[i];
		ck_assert_int_eq(pieces_give4(pieces_part(i % 2, 1)), DECODED_FRAGMENT);
	}
}
END_TEST

START_TEST(what_the_snapshot_cut_stays_unknown)
{
	struct piece first = pieces_part(0, 1);

	first.cut = 4;
	ck_assert_int_eq(pieces_give4(first), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.packet[0].segment.len, PIECES_DATA);
	ck_assert_uint_eq(pieces.packets.packet[0].segment.capture,
			  SEGMENT_FRAGMENTED | SEGMENT_TRUNCATED);
	first.cut = PIECE;
	ck_assert_int_eq(pieces_give4(first), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_HEADER_CUT);
}
END_TEST

START_TEST(a_flood_pushes_the_oldest_out)
{
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	for (uint16_t id = 2; id <= FRAGMENT_DATAGRAMS; id++)
		ck_assert_int_eq(pieces_give4(pieces_part(0, id)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_TCP);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	for (uint16_t id = 1000; id < 1000 + FRAGMENT_DATAGRAMS; id++)
		ck_assert_int_eq(pieces_give4(pieces_part(0, id)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(2, 1)), DECODED_FRAGMENT);
}
END_TEST

/* Each claims to lie at the far end of a datagram of 64 KiB. */
START_TEST(a_flood_of_large_claims_is_bounded_in_bytes)
{
	struct piece far = {.at = 65528 - PIECE, .size = PIECE, .more = true};
	const size_t fit = FRAGMENT_HELD_MAX / (65528 + 4096);

	ck_assert_uint_lt(fit, FRAGMENT_DATAGRAMS);
	for (far.id = 0; far.id < 4 * FRAGMENT_DATAGRAMS; far.id++)
		ck_assert_int_eq(pieces_give4(far), DECODED_FRAGMENT);
	/* The newest are still there. */
	ck_assert_int_eq(pieces_give4(pieces_part(0, 4 * FRAGMENT_DATAGRAMS - 1)),
			 DECODED_FRAGMENT);
}
END_TEST

Suite *fragment_suite(void)
{
	Suite *suite = suite_create("fragment");
	TCase *tcase = tcase_create("reassembly");

	tcase_add_checked_fixture(tcase, pieces_start4, pieces_stop);
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
	suite_add_tcase(suite, tcase);
	return suite;
}
