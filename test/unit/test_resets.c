/* RSTs that their receivers did not take, as what follows shows: driven by scripts. */
#include <check.h>

#include "support/tracked.h"
#include "unit/suites.h"

#define RESETS_FORGED                                                                              \
	TRACKED_OPEN "0.1 A > B R. 4294967001:4294967001(0) ack 4294967201\n"                      \
		     "0.2 A > B P. 4294967001:5(300) ack 4294967201\n"

/* Whoever acknowledges what was sent after an RST is connected still (RFC 9293 §3.10.7.4). */
START_TEST(receiver_goes_on)
{
	struct tracker *tracker = tracked(RESETS_FORGED "0.22 B > A . ack 5\n");

	ck_assert_str_eq(tracked_labels(tracker, 0, 3), "close.rst,rst.ignored");
	ck_assert_str_eq(tracked_states(tracker, 0, 3), "ESTABLISHED ESTABLISHED");
	ck_assert_str_eq(tracked_states(tracker, 0, 5), "ESTABLISHED ESTABLISHED");
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 4)->phase, PHASE_DATA);
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 5)->phase, PHASE_DATA);
	tracker_free(tracker);
}
END_TEST

/* An ACK of what came before the RST may have been under way. */
START_TEST(receiver_says_nothing_new)
{
	struct tracker *tracker = tracked(RESETS_FORGED "0.22 B > A . ack 4294967001\n");

	ck_assert_str_eq(tracked_labels(tracker, 0, 3), "close.rst,close.rst.abort");
	ck_assert_str_eq(tracked_states(tracker, 0, 5), "CLOSED CLOSED");
	tracker_free(tracker);
}
END_TEST

Suite *resets_suite(void)
{
	Suite *suite = suite_create("resets");
	TCase *tcase = tcase_create("resets");

	tcase_add_test(tcase, receiver_goes_on);
	tcase_add_test(tcase, receiver_says_nothing_new);
	suite_add_tcase(suite, tcase);
	return suite;
}
