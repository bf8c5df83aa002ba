/* Notes that seldom come up, and who may claim them: driven by scripts. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "support/edges.h"
#include "unit/suites.h"

/* A sender that numbers all of its packets alike gives a retransmission that number, too. */
START_TEST(a_number_that_all_bear_tells_no_copy)
{
	const char *script = TRACKED_ENDS "0.00 A > B S 100:100(0) ipid 1\n"
					  "0.02 B > A S. 200:200(0) ack 101 ipid 1\n"
					  "0.03 A > B . 101:101(0) ack 201 ipid 1\n"
					  "0.04 A > B P. 101:111(10) ack 201 ipid 1\n"
					  "0.042 A > B P. 101:111(10) ack 201 ipid 1\n"
					  "0.0421 A > B P. 101:111(10) ack 201 ipid 1\n";

	tracked_check(script, 4, "data,retransmission,retransmission.unknown");
	tracked_check(script, 5, "data,duplicate");
}
END_TEST

/* What comes again is acknowledged again: an answer, however like the first. */
START_TEST(an_ack_that_was_provoked_is_no_copy)
{
	const char *script = TRACKED_ENDS "0.00 A > B S 100:100(0) ipid 0\n"
					  "0.02 B > A S. 200:200(0) ack 101 ipid 0\n"
					  "0.0201 A > B . 101:101(0) ack 201 ipid 0\n"
					  "0.0202 B > A S. 200:200(0) ack 101 ipid 5\n"
					  "0.02021 A > B . 101:101(0) ack 201 ipid 0\n"
					  "0.02022 A > B . 101:101(0) ack 201 ipid 0\n";

	tracked_check(script, 4, "ack,repeated-ack");
	tracked_check(script, 5, "ack,duplicate");
}
END_TEST

/* An update overtook it: no room is taken back. */
START_TEST(an_overtaken_window_is_no_smaller_one)
{
	const char *script =
		TRACKED_OPEN "1.0 A > B P. 4294967001:4294967011(10) ack 4294967201 win 500\n"
			     "1.1 B > A . ack 4294967011 win 400 <nop,nop,TS val 9 ecr 1>\n"
			     "1.2 B > A . ack 4294967011 win 300 <nop,nop,TS val 8 ecr 1>\n"
			     "1.3 B > A . ack 4294967011 win 300 <nop,nop,TS val 9 ecr 1>\n";

	tracked_check(script, 5, "ack,old-ack");
	tracked_check(script, 6, "ack,window-shrink");
}
END_TEST

/* Every packet again 20 µs later, both ways: a port that mirrors what comes and what goes. */
START_TEST(copies_both_ways_are_the_captures)
{
	const char *script = TRACKED_ENDS "0.00 A > B S 100:100(0) ipid 7\n"
					  "0.00002 A > B S 100:100(0) ipid 7\n"
					  "0.02 B > A S. 200:200(0) ack 101 ipid 9\n"
					  "0.02002 B > A S. 200:200(0) ack 101 ipid 9\n"
					  "0.03 A > B . 101:101(0) ack 201 ipid 8\n"
					  "0.03002 A > B . 101:101(0) ack 201 ipid 8\n";

	tracked_check(script, 1, "hs.syn,duplicate,duplicate.capture");
	tracked_check(script, 5, "hs.ack,duplicate,duplicate.capture");
}
END_TEST

/* One way only, the network may as well have made them. */
START_TEST(copies_one_way_are_anybodys)
{
	tracked_check(TRACKED_OPEN
		      "0.1 A > B . 4294967001:4294967101(100) ack 4294967201 ipid 7\n"
		      "0.10002 A > B . 4294967001:4294967101(100) ack 4294967201 ipid 7\n",
		      4, "data,duplicate");
}
END_TEST

/* B's window is closed; A asks with a new byte. */
#define NOTES_PROBE                                                                                \
	TRACKED_OPEN "0.05 A > B . 4294967001:4294967101(100) ack 4294967201 ipid 6\n"             \
		     "0.07 B > A . ack 4294967101 win 0\n"                                         \
		     "0.5 A > B . 4294967101:4294967102(1) ack 4294967201 ipid 7\n"
#define NOTES_PROBE_COPY "0.53 A > B . 4294967101:4294967102(1) ack 4294967201 ipid 7\n"

START_TEST(copy_of_a_probe_comes_behind_its_answer)
{
	tracked_check(NOTES_PROBE "0.52 B > A . ack 4294967101 win 0\n" NOTES_PROBE_COPY, 7,
		      "data,duplicate");
	tracked_check(NOTES_PROBE "0.52 B > A . ack 4294967102 win 0\n" NOTES_PROBE_COPY, 7,
		      "data,duplicate");
}
END_TEST

#define NOTES_WINDOW                                                                               \
	TRACKED_ENDS "0.00 A > B S 100:100(0) win 9000 <mss 9000>\n"                               \
		     "0.02 B > A S. 200:200(0) ack 101 win 500 <mss 9000>\n"                       \
		     "0.0201 A > B . ack 201 win 9000\n"                                           \
		     "0.03 A > B . 101:401(300) ack 201 win 9000\n"                                \
		     "0.05 B > A . ack 401 win 500\n"

START_TEST(window_may_be_left_and_taken_back)
{
	tracked_check(NOTES_WINDOW "0.06 A > B . 401:901(500) ack 201 win 9000\n", 5,
		      "data,window-full");
	tracked_check(NOTES_WINDOW "0.06 A > B . 401:902(501) ack 201 win 9000\n", 5,
		      "data,beyond-window");
	tracked_check(NOTES_WINDOW "0.06 B > A . ack 401 win 400\n", 5, "ack,window-shrink");
}
END_TEST

#define NOTES_STAMPS                                                                               \
	TRACKED_ENDS "0.00 A > B S 100:100(0) <mss 1000,TS val 10 ecr 0>\n"                        \
		     "0.02 B > A S. 200:200(0) ack 101 <mss 1000,TS val 50 ecr 10>\n"              \
		     "0.0201 A > B . ack 201 <TS val 30 ecr 50>\n"                                 \
		     "0.03 A > B . 101:201(100) ack 201 <TS val 31 ecr 50>\n"                      \
		     "0.05 B > A . ack 201 <TS val 60 ecr 31>\n"                                   \
		     "0.06 A > B . 201:301(100) ack 201 <TS val 61 ecr 60>\n"                      \
		     "0.08 B > A . ack 301 <TS val 90 ecr 61>\n"

START_TEST(older_stamp_than_one_that_was_taken)
{
	const char *script = NOTES_STAMPS "0.09 A > B . 101:201(100) ack 201 <TS val 20 ecr 50>\n";
	struct tracker *tracker = tracked(script);

	ck_assert(event_has(flow_event(tracker_flow(tracker, 0), 7), NOTE_PAWS_OLD));
	tracker_free(tracker);
}
END_TEST

START_TEST(ack_below_what_was_sent)
{
	tracked_check(NOTES_WINDOW "0.06 A > B . 150:150(0) ack 201 win 9000\n", 5,
		      "ack,repeated-ack,odd.seq");
}
END_TEST

/* The end of all data is told by a flag of DSS alone: RFC 8684 §3.3.3. */
START_TEST(mptcp_data_ends_with_a_flag)
{
	const char *script = TRACKED_OPEN
		"0.1 A > B . 4294967001:4294967101(100) ack 4294967201 <mptcp 2>\n"
		"0.2 A > B . 4294967101:4294967201(100) ack 4294967201 <mptcp 2 fin>\n";

	tracked_check(script, 3, "data,mptcp");
	tracked_check(script, 4, "data,mptcp,mptcp.data-fin");
}
END_TEST

START_TEST(mptcp_options_have_names)
{
	struct tracker *tracker =
		tracked(TRACKED_ENDS "0.00 A > B S 100:100(0) <mptcp 0>\n"
				     "0.02 B > A S. 200:200(0) ack 101 <mptcp 0>\n"
				     "0.03 A > B . ack 201 <mptcp 2>\n");
	const char *labels[EVENT_LABELS];
	size_t count = event_labels(flow_event(tracker_flow(tracker, 0), 2), labels);
	bool found = false;

	for (size_t i = 0; i < count; i++)
		found |= strcmp(labels[i], "mptcp.dss") == 0;
	ck_assert(found);
	tracker_free(tracker);
}
END_TEST

/* Captured near B. A numbers its packets one by one, and two of them did not come here. */
#define NOTES_COUNTED                                                                              \
	TRACKED_ENDS "0.0000 A > B S 100:100(0) <mss 1000,sackOK> ipid 10\n"                       \
		     "0.0001 B > A S. 200:200(0) ack 101 <mss 1000,sackOK>\n"                      \
		     "0.0201 A > B . 101:101(0) ack 201 ipid 11\n"                                 \
		     "0.0202 A > B . 101:201(100) ack 201 ipid 12\n"                               \
		     "0.0203 B > A . ack 201\n"                                                    \
		     "0.0301 A > B . 201:301(100) ack 201 ipid 13\n"                               \
		     "0.0302 B > A . ack 301\n"                                                    \
		     "0.0401 A > B . 301:401(100) ack 201 ipid 14\n"                               \
		     "0.0402 B > A . ack 401\n"

START_TEST(what_was_lost_before_the_capture_is_counted)
{
	const char *script = NOTES_COUNTED "0.3 A > B . 401:501(100) ack 201 ipid 17\n";
	struct tracker *tracker = tracked(script);

	ck_assert_str_eq(tracked_labels(tracker, 0, 9), "data,retransmission,retransmission.rto");
	ck_assert_int_eq(flow_event(tracker_flow(tracker, 0), 9)->confidence, GUESS);
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 9)->count, 2);
	tracker_free(tracker);
}
END_TEST

START_TEST(nothing_is_missing_without_a_number_or_a_silence)
{
	tracked_check(NOTES_COUNTED "0.3 A > B . 401:501(100) ack 201 ipid 15\n", 9, "data");
	tracked_check(NOTES_COUNTED "0.1 A > B . 401:501(100) ack 201 ipid 17\n", 9, "data");
}
END_TEST

/* How far the loss reached shows at the gap: what fills it follows the timer's resend. */
START_TEST(hole_behind_an_unseen_timeout_is_slow_start)
{
	tracked_check(NOTES_COUNTED "0.30 A > B . 401:501(100) ack 201 ipid 17\n"
				    "0.3001 B > A . ack 501\n"
				    "0.32 A > B . 601:701(100) ack 201 ipid 18\n"
				    "0.3201 B > A . ack 501 <sack 601:701>\n"
				    "0.34 A > B . 501:601(100) ack 201 ipid 19\n",
		      13, "data,retransmission,retransmission.slowstart");
}
END_TEST

START_TEST(probe_may_find_the_window_open)
{
	tracked_check(NOTES_WINDOW "0.06 A > B . 401:901(500) ack 201 win 9000\n"
				   "0.08 B > A . ack 901 win 0\n"
				   "0.30 A > B . 900:900(0) ack 201 win 9000\n"
				   "0.32 B > A . ack 901 win 500\n",
		      8, "ack,zero-window-probe-ack,window-update");
}
END_TEST

/* Less than half of what an answer takes after the probe: the receiver has read, and says so. */
START_TEST(window_may_open_before_the_probe_comes)
{
	tracked_check(NOTES_WINDOW "0.06 A > B . 401:901(500) ack 201 win 9000\n"
				   "0.08 B > A . ack 901 win 0\n"
				   "0.30 A > B . 900:900(0) ack 201 win 9000\n"
				   "0.305 B > A . ack 901 win 500\n",
		      8, "ack,window-update");
}
END_TEST

/* Captured where the answers come from: they take no time, now more and now less of it. */
START_TEST(near_answers_may_be_quick)
{
	tracked_check(TRACKED_ENDS "0.0 A > B S 100:100(0) <mss 1000>\n"
				   "0.0005 B > A S. 200:200(0) ack 101 <mss 1000>\n"
				   "0.0205 A > B . ack 201\n"
				   "0.03 A > B . 101:201(100) ack 201\n"
				   "0.0305 B > A . ack 201\n"
				   "9.0 A > B . 200:200(0) ack 201\n"
				   "9.00001 B > A . ack 201\n",
		      6, "ack,keep-alive-ack");
}
END_TEST

/* B's answers as A times them, smoothed, after an ACK of what was sent at 0.1 and 0.5 s. */
static int64_t response_after(const char *second, const char *ack)
{
	struct tracker *tracker;
	char script[1024];
	int64_t ns;

	snprintf(script, sizeof(script), "%s%s%s",
		 EDGE_TIMES_A
		 "0.1 A > B P. 4294967001:205(500) ack 4294967201 <TS val 10 ecr 100>\n",
		 second, ack);
	tracker = tracked(script);
	ns = flow_summary(tracker_flow(tracker, 0)).half[SIDE_A].response_ns;
	tracker_free(tracker);
	return ns;
}

#define AGAIN(val) "0.5 A > B P. 4294967001:205(500) ack 4294967201 <TS val " val " ecr 100>\n"

/* Karn, but for what a timestamp tells: RFC 6298 §3, RFC 7323 §4.1. An eighth of each is taken. */
START_TEST(an_echo_times_what_was_sent_twice)
{
	enum { MS = 1000000 };
	const int64_t before = 20 * MS;

	ck_assert_int_eq(response_after(AGAIN("410"), "0.56 B > A . ack 205\n"), before);
	ck_assert_int_eq(
		response_after(AGAIN("410"), "0.56 B > A . ack 205 <TS val 130 ecr 410>\n"),
		before + (60 - 20) * MS / 8);
	ck_assert_int_eq(response_after(AGAIN("410"), "0.56 B > A . ack 205 <TS val 130 ecr 10>\n"),
			 before + (460 - 20) * MS / 8);
	ck_assert_int_eq(
		response_after(AGAIN("410"), "0.56 B > A . ack 205 <TS val 130 ecr 400>\n"),
		before);
	ck_assert_int_eq(response_after(AGAIN("10"), "0.56 B > A . ack 205 <TS val 130 ecr 10>\n"),
			 before);
}
END_TEST

/* B answers A's SYN, a round trip before, not the SYN+ACK that crosses its own on the way. */
START_TEST(opened_at_once_measures_only_data)
{
	struct tracker *tracker = tracked(TRACKED_ENDS "0.000 A > B S 1000:1000(0)\n"
						       "0.010 B > A S 2000:2000(0)\n"
						       "0.0101 A > B S. 1000:1000(0) ack 2001\n"
						       "0.020 B > A S. 2000:2000(0) ack 1001\n"
						       "0.1 A > B P. 1001:1101(100) ack 2001\n"
						       "0.12 B > A . 2001:2001(0) ack 1101\n");
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));

	ck_assert_int_eq(flow.half[SIDE_A].fastest_ns, 20000000);
	tracker_free(tracker);
}
END_TEST

Suite *notes_suite(void)
{
	Suite *suite = suite_create("notes");
	TCase *tcase = tcase_create("notes");

	tcase_add_test(tcase, a_number_that_all_bear_tells_no_copy);
	tcase_add_test(tcase, an_ack_that_was_provoked_is_no_copy);
	tcase_add_test(tcase, an_overtaken_window_is_no_smaller_one);
	tcase_add_test(tcase, copies_both_ways_are_the_captures);
	tcase_add_test(tcase, copies_one_way_are_anybodys);
	tcase_add_test(tcase, copy_of_a_probe_comes_behind_its_answer);
	tcase_add_test(tcase, window_may_be_left_and_taken_back);
	tcase_add_test(tcase, older_stamp_than_one_that_was_taken);
	tcase_add_test(tcase, ack_below_what_was_sent);
	tcase_add_test(tcase, mptcp_options_have_names);
	tcase_add_test(tcase, mptcp_data_ends_with_a_flag);
	tcase_add_test(tcase, what_was_lost_before_the_capture_is_counted);
	tcase_add_test(tcase, nothing_is_missing_without_a_number_or_a_silence);
	tcase_add_test(tcase, hole_behind_an_unseen_timeout_is_slow_start);
	tcase_add_test(tcase, probe_may_find_the_window_open);
	tcase_add_test(tcase, window_may_open_before_the_probe_comes);
	tcase_add_test(tcase, near_answers_may_be_quick);
	tcase_add_test(tcase, an_echo_times_what_was_sent_twice);
	tcase_add_test(tcase, opened_at_once_measures_only_data);
	suite_add_tcase(suite, tcase);
	return suite;
}
