/* The round trip that was measured last, asked for at any segment. */
#include <check.h>

#include "support/large.h"
#include "support/tracked.h"
#include "tcpladder/explain.h"
#include "unit/suites.h"

/* What is known at each event of the script, in ms; -1 for nothing. */
static void check_all(const char *script, enum side sender, const double *expected)
{
	struct tracker *tracker = tracked(script);
	const struct flow *flow = tracker_flow(tracker, 0);

	for (size_t i = 0; i < flow_events(flow); i++) {
		struct round_trip found = explain_round_trip(flow, i, sender);
		double ms = found.event ? (double)found.ns / 1e6 : -1;

		ck_assert_msg(ms > expected[i] - 1e-3 && ms < expected[i] + 1e-3,
			      "event %zu: %f and not %f", i, ms, expected[i]);
	}
	tracker_free(tracker);
}

#define DATA(time, from, to) time " A > B P. " from ":" to " ack 4294967201\n"

/* Sequence numbers pass 2^32 on the way. */
START_TEST(each_first_ack_measures)
{
	static const double of_a[] = {-1, 20, 20, 20, 20, 30, 25, 25};
	static const double of_b[] = {-1, -1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
	const char *script = TRACKED_OPEN DATA("0.100", "4294967001", "205(500)")
		DATA("0.105", "205", "305(100)") "0.130 B > A . ack 205\n"
						 "0.130 B > A . ack 305\n"
						 "0.140 B > A . ack 305\n";

	check_all(script, SIDE_A, of_a);
	check_all(script, SIDE_B, of_b);
}
END_TEST

/* RFC 6298 section 3: what was sent twice measures nothing; what was measured before holds. */
START_TEST(what_was_sent_twice_measures_nothing)
{
	static const double of_a[] = {-1, 20, 20, 20, 20, 20, 20, 15};

	check_all(TRACKED_OPEN DATA("0.1", "4294967001", "205(500)")
			  DATA("0.5", "4294967001", "205(500)") "0.52 B > A . ack 205\n" DATA(
				  "0.600", "205", "305(100)") "0.615 B > A . ack 305\n",
		  SIDE_A, of_a);
}
END_TEST

/* RFC 7323 section 4.1: the timestamp that comes back tells which copy is answered. */
START_TEST(a_timestamp_tells_what_was_answered)
{
	static const double of_a[] = {-1, 20, 20, 20, 20, 30};

	check_all(TRACKED_ENDS "0 A > B S 1000:1000(0) <mss 1000,TS val 1 ecr 0>\n"
			       "0.020 B > A S. 2000:2000(0) ack 1001 <mss 1000,TS val 7 ecr 1>\n"
			       "0.0201 A > B . ack 2001 <TS val 1 ecr 7>\n"
			       "0.100 A > B P. 1001:1101(100) ack 2001 <TS val 100 ecr 7>\n"
			       "0.500 A > B P. 1001:1101(100) ack 2001 <TS val 500 ecr 7>\n"
			       "0.530 B > A . ack 1101 <TS val 8 ecr 500>\n",
		  SIDE_A, of_a);
}
END_TEST

START_TEST(an_ack_of_a_part_measures_nothing)
{
	static const double of_a[] = {-1, 20, 20, 20, 20, 40};

	check_all(TRACKED_OPEN DATA("0.1", "4294967001", "205(500)") "0.13 B > A . ack 105\n"
								     "0.14 B > A . ack 205\n",
		  SIDE_A, of_a);
}
END_TEST

/* It answers at once where there is nothing to be found, too. */
START_TEST(nothing_is_found_where_nobody_answers)
{
	static const double of_b[] = {-1, -1, -1};

	check_all(TRACKED_ENDS "0 A > B P. 1:101(100) ack 1\n"
			       "0.1 A > B P. 101:201(100) ack 1\n"
			       "0.2 A > B P. 201:301(100) ack 1\n",
		  SIDE_B, of_b);
}
END_TEST

START_TEST(it_is_near_in_a_long_flow)
{
	struct tracker *tracker = large_flow(100000);
	const struct flow *flow = tracker_flow(tracker, 0);
	size_t found = 0;

	for (size_t i = 1000; i < flow_events(flow); i += 997) {
		struct round_trip trip = explain_round_trip(flow, i, SIDE_A);

		ck_assert(!trip.event || trip.event->time_ns <= flow_event(flow, i)->time_ns);
		found += trip.event != NULL;
	}
	ck_assert_uint_gt(found, 90);
	tracker_free(tracker);
}
END_TEST

Suite *round_trip_suite(void)
{
	Suite *suite = suite_create("round trip");
	TCase *tcase = tcase_create("round trip");

	tcase_add_test(tcase, each_first_ack_measures);
	tcase_add_test(tcase, what_was_sent_twice_measures_nothing);
	tcase_add_test(tcase, a_timestamp_tells_what_was_answered);
	tcase_add_test(tcase, an_ack_of_a_part_measures_nothing);
	tcase_add_test(tcase, nothing_is_found_where_nobody_answers);
	tcase_add_test(tcase, it_is_near_in_a_long_flow);
	suite_add_tcase(suite, tcase);
	return suite;
}
