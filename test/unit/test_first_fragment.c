/* First fragments whose rest does not come: when that is plain, and what is known of them. */
#include "decode/first.h"

#include <check.h>
#include <string.h>

#include "decode/fragment.h"
#include "support/layers.h"
#include "support/pieces.h"
#include "support/tracked.h"
#include "unit/suites.h"

/* --- when it is plain: decoding --- */

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
	return pieces_give(data, wire_datagram(&packet, NULL, data), 0);
}

/* The first PIECE bytes of the datagram, of which 20 are the TCP header. */
static void expect_first(size_t at, uint64_t frame)
{
	const struct packet *got = &pieces.packets.packet[at], want = layers_packet(IP_VERSION_4);

	ck_assert_uint_eq(got->frame, frame);
	ck_assert_uint_eq(got->segment.capture, SEGMENT_HEADER_ONLY);
	ck_assert_uint_eq(got->segment.seq, want.segment.seq);
	ck_assert_uint_eq(got->segment.len, PIECE - 20);
	ck_assert_int_eq(endpoint_compare(&got->from, &want.from), 0);
	ck_assert_int_eq(endpoint_compare(&got->to, &want.to), 0);
}

START_TEST(a_first_fragment_stands_before_the_next_segment_its_way)
{
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_uint_eq(pieces.packets.count, 0);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)),
			 DECODED_FRAGMENT); /* the last one never comes */
	ck_assert_uint_eq(pieces.packets.count, 0);
	ck_assert_int_eq(give_whole(false, 200, 0), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 2);
	expect_first(0, 1);
	ck_assert_uint_eq(pieces.packets.packet[1].frame, 3);
	ck_assert_int_eq(give_whole(false, 210, 0), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 1); /* once and no more */
}
END_TEST

/* As a filter on ports makes them: the other fragments have none. */
START_TEST(of_nothing_but_first_fragments_the_second_next_shows_one)
{
	struct packet rest[PACKETS_MAX];

	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 2)), DECODED_FRAGMENT);
	ck_assert_uint_eq(pieces.packets.count, 0); /* they may be mixed */
	ck_assert_int_eq(pieces_give4(pieces_part(0, 2)),
			 DECODED_FRAGMENT); /* the same one, captured twice */
	ck_assert_uint_eq(pieces.packets.count, 0);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 3)), DECODED_FRAGMENT);
	ck_assert_uint_eq(pieces.packets.count, 1);
	expect_first(0, 1);
	pieces.now++; /* the same bytes again: what a sender does whose fragments are lost */
	ck_assert_int_eq(pieces_give4(pieces_part(0, 4)), DECODED_FRAGMENT);
	ck_assert_uint_eq(pieces.packets.count, 2);
	ck_assert_uint_eq(pieces.packets.packet[0].frame, 2);
	ck_assert_uint_eq(pieces.packets.packet[1].frame, 4);
	ck_assert_uint_eq(decoder_rest(pieces.decoder, rest), 1);
	ck_assert_uint_eq(rest[0].frame, 5);
	ck_assert_uint_eq(rest[0].segment.capture, SEGMENT_HEADER_ONLY);
	ck_assert_uint_eq(decoder_rest(pieces.decoder, rest), 0);
}
END_TEST

START_TEST(a_first_fragment_stands_before_its_ack)
{
	uint32_t seq = layers_packet(IP_VERSION_4).segment.seq;

	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	memcpy(pieces.whole + PIECES_IPV4 + 4, "\0\0\0\144",
	       4); /* a later one: SEG.SEQ has wrapped */
	ck_assert_int_eq(pieces_give4(pieces_part(0, 2)), DECODED_FRAGMENT);
	ck_assert_int_eq(give_whole(true, 0, seq), DECODED_TCP); /* of what came before them */
	ck_assert_uint_eq(pieces.packets.count, 1);
	ck_assert_int_eq(give_whole(true, 10, seq + PIECES_DATA), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 3);
	expect_first(0, 1);
	ck_assert_uint_eq(pieces.packets.packet[1].frame, 2);
	ck_assert_uint_eq(pieces.packets.packet[2].frame, 4);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 3)), DECODED_FRAGMENT);
	ck_assert_int_eq(give_whole(true, 20, 100), DECODED_TCP); /* of those only */
	ck_assert_uint_eq(pieces.packets.count, 1);
}
END_TEST

START_TEST(a_first_fragment_whose_rest_comes_is_none)
{
	struct packet rest[PACKETS_MAX];

	for (size_t i = 0; i < 6; i++) {
		for (size_t j = 0; j < PIECES; j++)
			pieces_give4(pieces_part(pieces_orders[i][j], (uint16_t)i));
		pieces_expect_whole();
	}
	ck_assert_uint_eq(decoder_rest(pieces.decoder, rest), 0);
}
END_TEST

START_TEST(a_first_fragment_waits_no_longer_than_its_datagram)
{
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_FRAGMENT);
	pieces.now = (int64_t)FRAGMENT_SECONDS * PIECES_SECOND;
	ck_assert_int_eq(give_whole(true, 0, 0x80000000u), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 1);
	pieces.now++;
	ck_assert_int_eq(give_whole(true, 10, 0x80000000u), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 2);
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
		memcpy(pieces.whole + 12, &id, sizeof(id)); /* each from another host */
		ck_assert_int_eq(pieces_give4(pieces_part(0, id)), DECODED_FRAGMENT);
		for (size_t i = 0; i < pieces.packets.count; i++)
			ck_assert_uint_eq(pieces.packets.packet[i].frame, ++shown);
	}
	ck_assert_uint_eq(shown, FLOOD - FIRSTS_KEPT);
	while ((count = decoder_rest(pieces.decoder, rest)) > 0)
		for (size_t i = 0; i < count; i++)
			ck_assert_uint_eq(rest[i].frame, ++shown);
	ck_assert_uint_eq(shown, FLOOD);
}
END_TEST

START_TEST(a_first_fragment_without_a_tcp_header_is_no_segment)
{
	struct packet rest[PACKETS_MAX];
	struct piece cut = pieces_part(0, 1), tiny = {.at = 0, .size = 8, .more = true, .id = 2};

	cut.cut = PIECE - 10;
	pieces_give4(cut);
	pieces_give4(tiny);
	pieces.whole[9] = 17;
	pieces_give4(pieces_part(0, 3));
	ck_assert_uint_eq(decoder_rest(pieces.decoder, rest), 0);
}
END_TEST

START_TEST(a_frame_read_again_is_alone)
{
	decoder_take_alone(pieces.decoder);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 1)), DECODED_TCP);
	ck_assert_uint_eq(pieces.packets.count, 1);
	expect_first(0, 1);
	ck_assert_int_eq(pieces_give4(pieces_part(0, 2)), DECODED_TCP);
	ck_assert_int_eq(pieces_give4(pieces_part(1, 1)), DECODED_FRAGMENT);
	ck_assert_uint_eq(pieces.packets.count, 0);
}
END_TEST

/* --- what is known: a flow --- */

/* Bytes 101 and on of A, in two datagrams of which only the first fragments were captured. */
#define TWO_PARTS                                                                                  \
	"1.0 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 11\n"                          \
	"1.1 A > B P. 4294967101:4294967125(24) ack 4294967201 ipid 12\n"

static void check_labels(const struct tracker *tracker, size_t event, const char *want)
{
	ck_assert_str_eq(tracked_labels(tracker, 0, event), want);
}

/* What lies between was sent and not captured; the ACK of it all says no more. */
START_TEST(its_bytes_count_and_no_others)
{
	static const struct tracked_mark marks[] = {{4, SEGMENT_HEADER_ONLY},
						    {5, SEGMENT_HEADER_ONLY}};
	struct tracker *tracker =
		tracked_marked(TRACKED_OPEN TWO_PARTS "1.12 B > A . ack 4294967201\n", marks, 2);
	const struct flow *flow = tracker_flow(tracker, 0);

	check_labels(tracker, 3, "data,fragment.first");
	check_labels(tracker, 4, "data,not-captured,gap,fragment.first");
	ck_assert_uint_eq(flow_event(flow, 3)->len, 24);
	ck_assert_uint_eq(flow_event(flow, 4)->count, 76);
	check_labels(tracker, 5, "ack,ack-unseen");
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].bytes, 48);
	tracker_free(tracker);
}
END_TEST

/* Fragments that never get through: the sender tries again, and that can be told. */
START_TEST(the_same_bytes_again_are_a_retransmission)
{
	static const struct tracked_mark marks[] = {{4, SEGMENT_HEADER_ONLY},
						    {5, SEGMENT_HEADER_ONLY}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.0 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 11\n"
			     "1.3 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 12\n",
		marks, 2);

	check_labels(tracker, 3, "data,fragment.first");
	check_labels(tracker, 4, "data,retransmission,fragment.first,retransmission.timer");
	tracker_free(tracker);
}
END_TEST

/* It has data that is not seen: no probe, no repeated ACK, no window that it fills. */
START_TEST(nothing_is_said_of_its_length)
{
	static const struct tracked_mark marks[] = {
		{4, SEGMENT_HEADER_ONLY}, {6, SEGMENT_HEADER_ONLY}, {8, SEGMENT_HEADER_ONLY}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.0 A > B P. 4294967001:4294967001(0) ack 4294967201 ipid 11\n"
			     "1.1 B > A . ack 4294967101 win 24\n"
			     "1.2 A > B P. 4294967101:4294967125(24) ack 4294967201 ipid 12\n"
			     "1.3 B > A . ack 4294967125 win 1000\n"
			     "1.4 A > B . 4294967124:4294967125(1) ack 4294967201 ipid 13\n",
		marks, 3);

	check_labels(tracker, 3, "data,fragment.first");
	check_labels(tracker, 5, "data,not-captured,gap,fragment.first");
	ck_assert(!event_has(flow_event(tracker_flow(tracker, 0), 7), NOTE_KEEP_ALIVE));
	tracker_free(tracker);
}
END_TEST

/* Where its FIN lies, only the rest can tell: the states stay. */
START_TEST(its_fin_has_no_number)
{
	static const struct tracked_mark marks[] = {{4, SEGMENT_HEADER_ONLY}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.0 A > B FP. 4294967001:4294967025(24) ack 4294967201 ipid 11\n",
		marks, 1);
	const struct event *event = flow_event(tracker_flow(tracker, 0), 3);

	check_labels(tracker, 3, "data,fragment.first");
	ck_assert(event->flags & TCP_FIN);
	ck_assert_uint_eq(event_span(event), 24);
	ck_assert_str_eq(tracked_states(tracker, 0, 3), "ESTABLISHED ESTABLISHED");
	tracker_free(tracker);
}
END_TEST

/* Given up, and the rest came after all, behind the next segment: no copy, and nothing is lost. */
START_TEST(a_rest_that_came_late_repeats_nothing)
{
	static const struct tracked_mark marks[] = {{4, SEGMENT_HEADER_ONLY},
						    {6, SEGMENT_FRAGMENTED}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.0 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 11\n"
			     "1.001 A > B P. 4294967101:4294967201(100) ack 4294967201 ipid 12\n"
			     "1.002 A > B P. 4294967001:4294967101(100) ack 4294967201 ipid 11\n",
		marks, 2);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct proof proof;

	check_labels(tracker, 3, "data,fragment.first");
	check_labels(tracker, 4, "data,gap");
	check_labels(tracker, 5, "data,out-of-order,fragment");
	ck_assert_uint_eq(flow_fragments(flow, 5), 0); /* nothing says how many */
	ck_assert(flow_proof(flow, 3, NOTE_FIRST_FRAGMENT, &proof));
	ck_assert_uint_eq(proof.by, 5);
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].bytes, 200);
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].retransmissions, 0);
	tracker_free(tracker);
}
END_TEST

/* The first fragment was sent again, and so is the whole that its rest makes of it. */
START_TEST(a_rest_that_came_late_repeats_what_its_beginning_did)
{
	static const struct tracked_mark marks[] = {{5, SEGMENT_HEADER_ONLY},
						    {6, SEGMENT_FRAGMENTED}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.0 A > B P. 4294967001:4294967101(100) ack 4294967201 ipid 11\n"
			     "2.0 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 12\n"
			     "2.001 A > B P. 4294967001:4294967101(100) ack 4294967201 ipid 12\n",
		marks, 2);
	const struct flow *flow = tracker_flow(tracker, 0);

	check_labels(tracker, 4, "data,retransmission,fragment.first,retransmission.rto");
	check_labels(tracker, 5, "data,retransmission,fragment,retransmission.rto");
	ck_assert_uint_eq(flow_event(flow, 4)->about, 3);
	ck_assert_uint_eq(flow_event(flow, 5)->about, 3);
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].retransmissions, 1);
	tracker_free(tracker);
}
END_TEST

/* It stands where it is plain that the rest does not come: later than it was captured. */
START_TEST(its_time_goes_back_for_a_reason)
{
	static const struct tracked_mark marks[] = {{5, SEGMENT_HEADER_ONLY}};
	struct tracker *tracker = tracked_marked(
		TRACKED_OPEN "1.2 B > A P. 4294967201:4294967251(50) ack 4294967001\n"
			     "1.1 A > B P. 4294967001:4294967025(24) ack 4294967201 ipid 11\n",
		marks, 1);

	check_labels(tracker, 4, "data,fragment.first");
	tracker_free(tracker);
}
END_TEST

Suite *first_fragment_suite(void)
{
	Suite *suite = suite_create("first-fragment");
	TCase *tcase = tcase_create("flow");

	tcase_add_test(tcase, its_bytes_count_and_no_others);
	tcase_add_test(tcase, the_same_bytes_again_are_a_retransmission);
	tcase_add_test(tcase, nothing_is_said_of_its_length);
	tcase_add_test(tcase, its_fin_has_no_number);
	tcase_add_test(tcase, a_rest_that_came_late_repeats_nothing);
	tcase_add_test(tcase, a_rest_that_came_late_repeats_what_its_beginning_did);
	tcase_add_test(tcase, its_time_goes_back_for_a_reason);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("decoding");
	tcase_add_checked_fixture(tcase, pieces_start4, pieces_stop);
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
