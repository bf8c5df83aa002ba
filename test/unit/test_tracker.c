/* Which flow a packet belongs to. */
#include <check.h>

#include "support/tracked.h"
#include "unit/suites.h"

#define CLOSED                                                                                     \
	TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"                                               \
		     "1.1 B > A F. ack 4294967002\n"                                               \
		     "1.2 A > B . ack 4294967202\n"

static void check_flows(const char *script, size_t flows)
{
	struct tracker *tracker = tracked(script);

	ck_assert_uint_eq(tracker_flows(tracker), flows);
	tracker_free(tracker);
}

START_TEST(syn_again_is_the_same_flow)
{
	check_flows(TRACKED_ENDS "0.0 A > B S 5:5(0)\n1.0 A > B S 5:5(0)\n", 1);
}
END_TEST

START_TEST(another_isn_is_another_attempt)
{
	struct tracker *tracker = tracked(TRACKED_ENDS "0.0 A > B S 5:5(0)\n1.0 A > B S 9:9(0)\n");

	ck_assert_uint_eq(tracker_flows(tracker), 2);
	ck_assert_str_eq(tracked_labels(tracker, 1, 0), "hs.syn,port-reuse");
	tracker_free(tracker);
}
END_TEST

START_TEST(closed_then_opened_again_even_with_the_same_isn)
{
	check_flows(CLOSED "2.0 A > B S 4294967000:4294967000(0)\n", 2);
}
END_TEST

START_TEST(late_ack_belongs_to_the_closed_flow)
{
	check_flows(CLOSED "2.0 A > B . ack 4294967202\n", 1);
}
END_TEST

START_TEST(syn_in_a_live_connection_is_kept)
{
	struct tracker *tracker =
		tracked(TRACKED_OPEN "1.0 A > B S 77:77(0)\n"
				     "1.1 B > A . 4294967201:4294967201(0) ack 4294967001\n"
				     "1.2 A > B . 4294967001:4294967011(10) ack 4294967201\n");

	ck_assert_uint_eq(tracker_flows(tracker), 1);
	ck_assert_str_eq(tracked_labels(tracker, 0, 3), "hs.syn,syn-in-connection");
	ck_assert_str_eq(tracked_labels(tracker, 0, 5), "data");
	tracker_free(tracker);
}
END_TEST

START_TEST(syn_in_a_live_connection_that_is_answered_begins_a_flow)
{
	struct tracker *tracker =
		tracked(TRACKED_OPEN "1.0 A > B S 77:77(0) <mss 1460,wscale 3>\n"
				     "1.5 A > B S 77:77(0) <mss 1460,wscale 3>\n"
				     "1.6 B > A S. 900:900(0) ack 78 <mss 1460,wscale 2>\n"
				     "1.7 A > B . 78:78(0) ack 901\n");
	struct flow_summary summary;

	ck_assert_uint_eq(tracker_flows(tracker), 2);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 0)), 3);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 1)), 4);
	ck_assert_str_eq(tracked_labels(tracker, 1, 0), "hs.syn,port-reuse");
	ck_assert_str_eq(tracked_labels(tracker, 1, 3), "hs.ack");
	summary = flow_summary(tracker_flow(tracker, 1));
	ck_assert_uint_eq(summary.half[SIDE_A].shift, 3);
	ck_assert_uint_eq(summary.half[SIDE_B].shift, 2);
	tracker_free(tracker);
}
END_TEST

/* The packet passed the capture twice: its copy goes with it. */
START_TEST(copied_syn_that_is_answered_begins_a_flow)
{
	struct tracker *tracker = tracked(TRACKED_OPEN "1.0 A > B S 77:77(0)\n"
						       "1.0001 A > B S 77:77(0)\n"
						       "1.6 B > A S. 900:900(0) ack 78\n");

	ck_assert_uint_eq(tracker_flows(tracker), 2);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 0)), 3);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 1)), 3);
	ck_assert_str_eq(tracked_labels(tracker, 1, 0), "hs.syn,port-reuse");
	ck_assert_str_eq(tracked_labels(tracker, 1, 1), "hs.syn,duplicate");
	ck_assert_str_eq(tracked_labels(tracker, 1, 2), "hs.syn-ack");
	tracker_free(tracker);
}
END_TEST

/* By its own IP ID, as soon as it came, it is another packet. */
START_TEST(doubtful_syn_sent_again_keeps_its_number)
{
	struct tracker *tracker = tracked(TRACKED_OPEN "1.0 A > B S 77:77(0) ipid 5\n"
						       "1.1 A > B S 77:77(0) ipid 6\n"
						       "1.2 B > A S. 900:900(0) ack 78\n");

	ck_assert_str_eq(tracked_labels(tracker, 1, 1), "hs.syn,retransmission,retransmission.rto");
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 1), 1)->ip_id, 6);
	tracker_free(tracker);
}
END_TEST

/* An ACK of it was captured before the first of the two. */
START_TEST(syn_ack_that_came_late_and_again_is_a_resend)
{
	struct tracker *tracker =
		tracked("0.0 A > B S 4294967000:4294967000(0)\n"
			"0.1 A > B . 4294967001:4294967001(0) ack 4294967201\n"
			"0.1001 B > A S. 4294967200:4294967200(0) ack 4294967001 ipid 5\n"
			"1.2 B > A S. 4294967200:4294967200(0) ack 4294967001 ipid 6\n");

	ck_assert_str_eq(tracked_labels(tracker, 0, 3),
			 "hs.syn-ack,retransmission,retransmission.rto");
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 3)->about, 2);
	tracker_free(tracker);
}
END_TEST

START_TEST(syn_ack_without_its_syn_begins_a_flow)
{
	struct tracker *tracker = tracked(CLOSED "2.0 B > A S. 500:500(0) ack 41\n"
						 "2.1 A > B . 41:41(0) ack 501\n");
	struct flow_summary summary;

	ck_assert_uint_eq(tracker_flows(tracker), 2);
	summary = flow_summary(tracker_flow(tracker, 1));
	ck_assert_uint_eq(summary.half[SIDE_A].endpoint.port, 40000);
	ck_assert_uint_eq(summary.half[SIDE_A].base, 40);
	tracker_free(tracker);
}
END_TEST

START_TEST(idle_time_never_parts)
{
	check_flows(TRACKED_OPEN "90000.0 A > B . 4294967001:4294967011(10) ack 4294967201\n", 1);
}
END_TEST

START_TEST(connection_to_itself)
{
	struct tracker *tracker = tracked("A 10.0.0.1:7\nB 10.0.0.1:7\n"
					  "0.0 A > B S 5:5(0)\n"
					  "0.1 B > A S. 900:900(0) ack 6\n"
					  "0.2 A > B . 6:6(0) ack 901\n"
					  "0.3 B > A . 901:911(10) ack 6\n");

	ck_assert_uint_eq(tracker_flows(tracker), 1);
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 1)->side, SIDE_B);
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 3)->side, SIDE_B);
	tracker_free(tracker);
}
END_TEST

/* 3000 bytes fit into windows of 500 only where these count 8 times at least. */
START_TEST(scale_not_captured_is_learned_from_what_is_in_flight)
{
	struct tracker *tracker = tracked(TRACKED_ENDS "0 B > A . 7:7(0) ack 1000 win 500\n"
						       "0.1 A > B . 1000:4000(3000) ack 7\n"
						       "0.2 B > A . 7:7(0) ack 4000 win 400\n");
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));

	ck_assert(!flow.half[SIDE_A].shift_known && !flow.half[SIDE_B].shift_known);
	ck_assert_uint_eq(flow.half[SIDE_A].shift, 3); /* B was seen first */
	ck_assert_uint_eq(flow.half[SIDE_B].shift, 0);
	tracked_more(tracker, "3.0 A > B . 4000:34000(30000) ack 7\n"); /* ACKs may be missing */
	flow = flow_summary(tracker_flow(tracker, 0));
	ck_assert_uint_eq(flow.half[SIDE_A].shift, 3);
	tracker_free(tracker);
}
END_TEST

START_TEST(many_flows_are_found_again)
{
	struct tracker *tracker = tracker_new();
	struct packet packet = {.segment = {.flags = TCP_SYN, .seq = UINT32_MAX - 5}};

	packet.from.address.version = packet.to.address.version = IP_VERSION_4;
	packet.to.port = 80;
	for (int round = 0; round < 2; round++)
		for (unsigned i = 0; i < 50000; i++) {
			packet.from.port = (uint16_t)i;
			packet.from.address.bytes[0] = (uint8_t)(i >> 12);
			tracker_add(tracker, &packet);
		}
	ck_assert_uint_eq(tracker_flows(tracker), 50000);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 49999)), 2);
	tracker_free(tracker);
}
END_TEST

Suite *tracker_suite(void)
{
	Suite *suite = suite_create("tracker");
	TCase *tcase = tcase_create("flows");

	tcase_add_test(tcase, syn_again_is_the_same_flow);
	tcase_add_test(tcase, another_isn_is_another_attempt);
	tcase_add_test(tcase, closed_then_opened_again_even_with_the_same_isn);
	tcase_add_test(tcase, late_ack_belongs_to_the_closed_flow);
	tcase_add_test(tcase, syn_in_a_live_connection_is_kept);
	tcase_add_test(tcase, syn_in_a_live_connection_that_is_answered_begins_a_flow);
	tcase_add_test(tcase, copied_syn_that_is_answered_begins_a_flow);
	tcase_add_test(tcase, doubtful_syn_sent_again_keeps_its_number);
	tcase_add_test(tcase, syn_ack_that_came_late_and_again_is_a_resend);
	tcase_add_test(tcase, syn_ack_without_its_syn_begins_a_flow);
	tcase_add_test(tcase, idle_time_never_parts);
	tcase_add_test(tcase, connection_to_itself);
	tcase_add_test(tcase, scale_not_captured_is_learned_from_what_is_in_flight);
	tcase_add_test(tcase, many_flows_are_found_again);
	suite_add_tcase(suite, tcase);
	return suite;
}
