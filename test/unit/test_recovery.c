/* Recoveries: what is sent again in one, and what ends it: driven by scripts. */
#include <check.h>

#include "support/tracked.h"
#include "unit/suites.h"

/*
 * The ACK that ends the recovery has what was sent again, and not what was sent before that: no
 * report of anything above it is needed (RFC 8985 §6.2).
 */
#define RESENDS_IN_A_RECOVERY                                                                      \
	TRACKED_OPEN "0.1000 A > B . 4294967001:4294967101(100) ack 4294967201\n"                  \
		     "0.1001 A > B . 4294967101:4294967201(100) ack 4294967201\n"                  \
		     "0.1200 B > A . ack 4294967001 <sack 4294967101:4294967201>\n"                \
		     "0.1201 A > B . 4294967201:5(100) ack 4294967201\n"                           \
		     "0.1202 A > B . 4294967001:4294967101(100) ack 4294967201\n"                  \
		     "0.1402 B > A . ack 4294967201\n"

START_TEST(resend_that_arrives_shows_what_is_lost)
{
	tracked_check(RESENDS_IN_A_RECOVERY "0.1403 A > B . 4294967201:5(100) ack 4294967201\n", 9,
		      "data,retransmission,retransmission.fast");
}
END_TEST

/* What goes again was sent after it. */
START_TEST(resend_that_arrives_shows_nothing_of_later_bytes)
{
	tracked_check(RESENDS_IN_A_RECOVERY "0.1403 A > B . 5:105(100) ack 4294967201\n"
					    "0.1602 B > A . ack 5\n"
					    "0.1603 A > B . 5:105(100) ack 4294967201\n",
		      11, "data,retransmission,retransmission.unknown");
}
END_TEST

/* Captured at B: its ACKs are lost on their way, and without DSACK nothing tells so here. */
#define RECOVERY_OF_WHAT_CAME                                                                      \
	TRACKED_ENDS "0.0000 A > B S 4294967194:4294967194(0) <mss 1000,sackOK>\n"                 \
		     "0.0001 B > A S. 4294967200:4294967200(0) ack 4294967195 <mss 1000,sackOK>\n" \
		     "0.0201 A > B . ack 4294967201\n"                                             \
		     "0.1000 A > B . 4294967195:4294967295(100) ack 4294967201\n"                  \
		     "0.1001 B > A . ack 4294967295\n"                                             \
		     "0.1002 A > B . 4294967295:99(100) ack 4294967201\n"                          \
		     "0.1003 B > A . ack 99\n"                                                     \
		     "0.1800 A > B . 4294967295:99(100) ack 4294967201\n"                          \
		     "0.1801 B > A . ack 99\n"

START_TEST(probe_is_told_by_what_the_timer_resends)
{
	const char *script =
		RECOVERY_OF_WHAT_CAME "0.4000 A > B . 4294967195:4294967295(100) ack 4294967201\n"
				      "0.4001 B > A . ack 99\n"
				      "0.5900 A > B . 4294967295:99(100) ack 4294967201\n";

	tracked_check(script, 7, "data,retransmission.spurious,retransmission,retransmission.tlp");
	tracked_check(script, 9, "data,retransmission.spurious,retransmission,retransmission.rto");
	tracked_check(script, 11,
		      "data,retransmission.spurious,retransmission,retransmission.slowstart");
}
END_TEST

/* The same again could be the timer's. */
START_TEST(probe_is_not_told_by_itself)
{
	tracked_check(RECOVERY_OF_WHAT_CAME "0.9000 A > B . 4294967295:99(100) ack 4294967201\n", 7,
		      "data,retransmission.spurious,retransmission,retransmission.rto");
}
END_TEST

/* The bytes were there at first: all ACKs were lost, and the one that comes echoes no resend. */
START_TEST(answer_older_than_every_resend)
{
	const char *script = TRACKED_ENDS
		"0.00 A > B S 4294967194:4294967194(0) <TS val 1 ecr 0>\n"
		"0.02 B > A S. 200:200(0) ack 4294967195 <TS val 1001 ecr 1>\n"
		"0.0201 A > B . ack 201 <TS val 21 ecr 1001>\n"
		"0.1 A > B . 4294967195:4294967295(100) ack 201 <TS val 101 ecr 1001>\n"
		"0.4 A > B . 4294967195:4294967295(100) ack 201 <TS val 401 ecr 1001>\n"
		"1.0 A > B . 4294967195:4294967295(100) ack 201 <TS val 1001 ecr 1001>\n"
		"1.02 B > A . ack 4294967295 <TS val 2002 ecr 101>\n";

	tracked_check(script, 4, "data,retransmission.spurious,retransmission,retransmission.rto");
	tracked_check(script, 5, "data,retransmission.spurious,retransmission,retransmission.rto");
}
END_TEST

/* Of two resends one was needed: the timer was right, and what followed goes again after it. */
START_TEST(one_resend_too_many_ends_no_recovery)
{
	const char *script = TRACKED_ENDS
		"0.00 A > B S 4294967194:4294967194(0) <TS val 1 ecr 0>\n"
		"0.02 B > A S. 200:200(0) ack 4294967195 <TS val 1001 ecr 1>\n"
		"0.0201 A > B . ack 201 <TS val 21 ecr 1001>\n"
		"0.1 A > B . 4294967195:4294967295(100) ack 201 <TS val 101 ecr 1001>\n"
		"0.1 A > B . 4294967295:99(100) ack 201 <TS val 101 ecr 1001>\n"
		"0.4 A > B . 4294967195:4294967295(100) ack 201 <TS val 401 ecr 1001>\n"
		"1.0 A > B . 4294967195:4294967295(100) ack 201 <TS val 1001 ecr 1001>\n"
		"1.01 B > A . ack 4294967295 <TS val 2002 ecr 401>\n"
		"1.0101 A > B . 4294967295:99(100) ack 201 <TS val 1011 ecr 2002>\n";

	tracked_check(script, 5, "data,retransmission,retransmission.rto");
	tracked_check(script, 6, "data,retransmission.spurious,retransmission,retransmission.rto");
	tracked_check(script, 8, "data,retransmission,retransmission.slowstart");
}
END_TEST

Suite *recovery_suite(void)
{
	Suite *suite = suite_create("recovery");
	TCase *tcase = tcase_create("recovery");

	tcase_add_test(tcase, resend_that_arrives_shows_what_is_lost);
	tcase_add_test(tcase, resend_that_arrives_shows_nothing_of_later_bytes);
	tcase_add_test(tcase, probe_is_told_by_what_the_timer_resends);
	tcase_add_test(tcase, probe_is_not_told_by_itself);
	tcase_add_test(tcase, answer_older_than_every_resend);
	tcase_add_test(tcase, one_resend_too_many_ends_no_recovery);
	suite_add_tcase(suite, tcase);
	return suite;
}
