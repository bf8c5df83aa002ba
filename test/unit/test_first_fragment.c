/* First fragments that stand alone, in a flow: what is known of them, and what is not (N3). */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "support/tracked.h"
#include "unit/suites.h"

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
	ck_assert(flow_proof(flow, 3, NOTE_FIRST_FRAGMENT, &proof));
	ck_assert_uint_eq(proof.by, 5);
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].bytes, 200);
	ck_assert_uint_eq(flow_summary(flow).half[SIDE_A].retransmissions, 0);
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
	tcase_add_test(tcase, its_time_goes_back_for_a_reason);
	suite_add_tcase(suite, tcase);
	return suite;
}
