/* Why segments were sent again, and what only looks like it: driven by scripts. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/tracked.h"
#include "unit/suites.h"

START_TEST(fin_whose_ack_is_still_on_its_way)
{
	/* Captured at A: the ACK has B's FIN, and needs another 10 ms to B. */
	tracked_check(TRACKED_OPEN "0.1 B > A F. ack 4294967001\n"
				   "0.13 A > B . ack 4294967202\n"
				   "0.135 B > A F. 4294967201:4294967201(0) ack 4294967001\n",
		      5, "close.fin,retransmission.spurious,retransmission,retransmission.timer");
}
END_TEST

START_TEST(fin_whose_ack_had_come)
{
	tracked_check(TRACKED_OPEN "0.1 A > B F. ack 4294967201\n"
				   "0.12 B > A . ack 4294967002\n"
				   "0.34 A > B F. 4294967001:4294967001(0) ack 4294967201\n",
		      5, "close.fin,retransmission.spurious,retransmission,retransmission.unknown");
}
END_TEST

#define RESENDS_REPORTED                                                                           \
	TRACKED_ENDS "0.000 B > A S 100:100(0) <mss 1000,sackOK>\n"                                \
		     "0.0001 A > B S. 200:200(0) ack 101 <mss 1000,sackOK>\n"                      \
		     "0.0201 B > A . ack 201\n"                                                    \
		     "0.1 B > A . 101:301(200) ack 201 missing\n"                                  \
		     "0.1 B > A . 301:501(200) ack 201\n"                                          \
		     "0.1001 A > B . ack 101 <sack 301:501>\n"                                     \
		     "0.11 B > A . 501:701(200) ack 201\n"                                         \
		     "0.1101 A > B . ack 101 <sack 301:701>\n"

START_TEST(report_brings_a_fast_resend)
{
	tracked_check(RESENDS_REPORTED "0.1301 B > A . 101:301(200) ack 201\n", 7,
		      "data,retransmission,retransmission.fast");
}
END_TEST

/* The fast resend did not come here either: only the timer waits so long. */
START_TEST(silence_after_the_report_is_the_timer)
{
	tracked_check(RESENDS_REPORTED "0.3501 B > A . 101:301(200) ack 201\n", 7,
		      "data,retransmission,retransmission.rto");
}
END_TEST

/* One report is not enough for RFC 6675, and a quarter of a round trip is long over. */
#define RESENDS_THINLY_REPORTED(and)                                                               \
	TRACKED_ENDS "0.000 B > A S 100:100(0) <mss 1000,sackOK>\n"                                \
		     "0.0001 A > B S. 200:200(0) ack 101 <mss 1000,sackOK>\n"                      \
		     "0.1001 B > A . ack 201\n"                                                    \
		     "0.1002 A > B . 201:401(200) ack 101\n"                                       \
		     "0.2002 B > A . ack 401\n"                                                    \
		     "0.2003 A > B . 401:1401(1000) ack 101\n"                                     \
		     "0.2003 A > B . 1401:2401(1000) ack 101\n"                                    \
		     "0.2003 A > B . 2401:3401(1000) ack 101\n"                                    \
		     "0.2003 A > B . 3401:4401(1000) ack 101\n"                                    \
		     "0.3100 B > A . ack 401 <sack 1401:" and                                      \
		">\n"

START_TEST(thin_report_brings_a_fast_resend_soon)
{
	tracked_check(RESENDS_THINLY_REPORTED("2401") "0.3360 A > B . 401:1401(1000) ack 101\n", 10,
		      "data,retransmission,retransmission.fast");
}
END_TEST

START_TEST(thin_report_leaves_it_to_the_timer)
{
	tracked_check(RESENDS_THINLY_REPORTED("2401") "0.3360 B > A . 101:201(100) ack 401\n"
						      "0.4800 A > B . 201:201(0) ack 201\n"
						      "0.5600 A > B . 401:1401(1000) ack 201\n",
		      12, "data,retransmission,retransmission.rto");
}
END_TEST

/* More than two segments' bytes above: lost by RFC 6675 §4, whenever it is sent. */
START_TEST(ample_report_brings_a_fast_resend)
{
	tracked_check(RESENDS_THINLY_REPORTED("4401") "0.3360 B > A . 101:201(100) ack 401\n"
						      "0.4800 A > B . 201:201(0) ack 201\n"
						      "0.5600 A > B . 401:1401(1000) ack 201\n",
		      12, "data,retransmission,retransmission.fast");
}
END_TEST

/* No timer is so fast: the second SYN+ACK answers the second SYN, the first was late. */
START_TEST(syn_acks_in_a_row_answer_a_syn)
{
	tracked_check(TRACKED_ENDS "0.0 A > B S 100:100(0) <mss 1000>\n"
				   "1.0 A > B S 100:100(0) <mss 1000>\n"
				   "1.016 B > A S. 200:200(0) ack 101 <mss 1000>\n"
				   "1.0161 A > B . ack 201\n"
				   "1.028 B > A S. 200:200(0) ack 101 <mss 1000>\n",
		      4, "hs.syn-ack,retransmission,retransmission.reply");
}
END_TEST

/* Alike in every byte, but a SYN came between them. */
START_TEST(answer_to_a_copied_syn_is_no_copy)
{
	tracked_check(TRACKED_ENDS "ipid A 7\n"
				   "0.0 A > B S 100:100(0) <mss 1000>\n"
				   "0.00001 B > A S. 200:200(0) ack 101 <mss 1000>\n"
				   "0.0001 A > B S 100:100(0) <mss 1000> ipid 7\n"
				   "0.00011 B > A S. 200:200(0) ack 101 <mss 1000>\n",
		      3, "hs.syn-ack,retransmission,retransmission.reply");
}
END_TEST

START_TEST(pushed_byte_again_is_no_keep_alive)
{
	const char *script = TRACKED_OPEN "0.1 B > A P. 4294967201:4294967202(1) ack 4294967001\n"
					  "0.101 A > B . ack 4294967202\n"
					  "0.4 B > A P. 4294967201:4294967202(1) ack 4294967001\n"
					  "0.401 A > B . ack 4294967202 <sack "
					  "4294967201:4294967202>\n";

	tracked_check(script, 5,
		      "data,retransmission.spurious,retransmission,retransmission.timer");
	tracked_check(script, 6, "ack,dsack");
}
END_TEST

START_TEST(keep_alives_that_cross_are_both_answered)
{
	const char *script = TRACKED_ENDS "0.00 A > B S 0:0(0)\n"
					  "0.02 B > A S. 0:0(0) ack 1\n"
					  "0.0201 A > B . ack 1\n"
					  "0.1 A > B P. 1:101(100) ack 1\n"
					  "0.12 B > A P. 1:101(100) ack 101\n"
					  "0.1201 A > B . ack 101\n"
					  "60.0 A > B . 100:100(0) ack 101\n"
					  "60.01 B > A . 100:100(0) ack 101\n"
					  "60.0101 A > B . 101:101(0) ack 101\n"
					  "60.02 B > A . 101:101(0) ack 101\n"
					  "61.00 B > A . 101:101(0) ack 101\n";

	tracked_check(script, 8, "ack,keep-alive-ack");
	tracked_check(script, 9, "ack,keep-alive-ack");
	tracked_check(script, 10, "ack,repeated-ack");
}
END_TEST

/* The report is a whole window behind what was acknowledged meanwhile. */
START_TEST(repeat_is_reported_a_window_later)
{
	enum { SEGMENTS = 80, LEN = 100 };
	char *script = NULL;
	size_t size;
	FILE *text = open_memstream(&script, &size);

	fputs(TRACKED_ENDS "0.0 A > B S 0:0(0) <mss 1000,sackOK>\n"
			   "0.02 B > A S. 0:0(0) ack 1 <mss 1000,sackOK>\n"
			   "0.0201 A > B . ack 1\n",
	      text);
	for (int i = 0; i < SEGMENTS; i++)
		fprintf(text, "0.1 A > B . %d:%d(100) ack 1\n", 1 + i * LEN, 1 + (i + 1) * LEN);
	fprintf(text, "0.12 B > A . ack 1 <sack 101:401>\n"
		      "0.1201 A > B . 1:101(100) ack 1\n");
	for (int i = 0; i < SEGMENTS / 2; i++)
		fprintf(text, "0.125 A > B . %d:%d(100) ack 1\n", 1 + (SEGMENTS + i) * LEN,
			1 + (SEGMENTS + i + 1) * LEN);
	fprintf(text, "0.13 B > A . ack %d\n", 1 + SEGMENTS * LEN);
	fprintf(text, "0.14 B > A . ack %d <sack 1:101>\n", 1 + SEGMENTS * LEN);
	fclose(text);
	tracked_check(script, 3 + SEGMENTS + 1,
		      "data,retransmission.spurious,retransmission,retransmission.fast");
	free(script);
}
END_TEST

/* The SYN that was answered had none: its data was lost with the first, not refused. */
START_TEST(syn_data_that_was_lost_with_its_syn)
{
	const char *script = TRACKED_ENDS "0.0 A > B S 100:200(100) <mss 1000,tfo 01020304>\n"
					  "1.0 A > B S 100:100(0) <mss 1000>\n"
					  "1.02 B > A S. 200:200(0) ack 101 <mss 1000>\n"
					  "1.0201 A > B P. 101:201(100) ack 201\n";

	tracked_check(script, 2, "hs.syn-ack");
	tracked_check(script, 3, "data,retransmission,retransmission.slowstart");
}
END_TEST

/* Resent and lost again: the next report brings it, not the timer, however long that took. */
START_TEST(report_brings_it_again)
{
	tracked_check(TRACKED_OPEN "0.1000 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.1001 A > B . 4294967101:4294967201(100) ack 4294967201\n"
				   "0.1002 A > B . 4294967201:5(100) ack 4294967201\n"
				   "0.1200 B > A . ack 4294967001 <sack 4294967101:5>\n"
				   "0.1201 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.1202 A > B . 5:105(100) ack 4294967201\n"
				   "0.4000 B > A . ack 4294967001 <sack 4294967101:105>\n"
				   "0.4001 A > B . 4294967001:4294967101(100) ack 4294967201\n",
		      10, "data,retransmission,retransmission.fast");
}
END_TEST

/* Without SACK there is no probe, and no timer is so fast: some stacks send a FIN with each ACK. */
START_TEST(fin_with_every_ack)
{
	tracked_check(TRACKED_ENDS "0.00 A > B S 100:100(0)\n"
				   "0.01 B > A S. 200:200(0) ack 101\n"
				   "0.04 A > B . ack 201\n"
				   "0.05 B > A F. ack 101\n"
				   "0.13 A > B . 101:201(100) ack 201\n"
				   "0.1301 B > A F. 201:201(0) ack 201\n",
		      5, "close.fin,retransmission,retransmission.unknown");
}
END_TEST

/* That a pure ACK shows the hole does not date it: the data may have been sent again since. */
START_TEST(hole_below_an_ack_may_be_old)
{
	tracked_check(TRACKED_OPEN "0.1 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.12 B > A . ack 4294967101\n"
				   "0.2 A > B . 4294967201:4294967201(0) ack 4294967201\n"
				   "0.21 A > B . 4294967101:4294967201(100) ack 4294967201\n",
		      6, "data,late");
}
END_TEST

/* Sent again as one: the second half arrives so for the first time, and was needed. */
START_TEST(report_of_a_part)
{
	tracked_check(TRACKED_OPEN "0.1 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.1001 A > B . 4294967101:4294967201(100) ack 4294967201\n"
				   "0.105 A > B . 4294967001:4294967201(200) ack 4294967201\n"
				   "0.12 B > A . ack 4294967101\n"
				   "0.13 B > A . ack 4294967201 <sack 4294967001:4294967101>\n",
		      5, "data,retransmission,retransmission.unknown");
}
END_TEST

/* The timer's resend, and then one that B's data brings about sooner than any answer. */
START_TEST(fin_again_with_the_ack_of_data)
{
	const char *script = TRACKED_OPEN "1.00 A > B F. ack 4294967201\n"
					  "1.85 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
					  "1.855 B > A . 4294967201:5(100) ack 4294967001\n"
					  "1.8551 A > B F. 4294967001:4294967001(0) ack 5\n";

	tracked_check(script, 4, "close.fin,retransmission,retransmission.timer");
	tracked_check(script, 6, "close.fin,retransmission,retransmission.unknown");
}
END_TEST

/* RFC 8985 §4. */
START_TEST(no_probe_without_sack)
{
	tracked_check(TRACKED_ENDS "0.00 A > B S 100:100(0)\n"
				   "0.02 B > A S. 200:200(0) ack 101\n"
				   "0.0201 A > B . ack 201\n"
				   "0.1 A > B . 101:201(100) ack 201\n"
				   "0.1001 A > B . 201:301(100) ack 201\n"
				   "0.5 A > B . 201:301(100) ack 201\n",
		      5, "data,retransmission,retransmission.unknown");
}
END_TEST

/* The timer's, though sooner than from so slow an answer it was to be expected. */
START_TEST(nothing_came_that_clocks_it)
{
	tracked_check(TRACKED_ENDS "0.0 A > B S 100:100(0) <sackOK>\n"
				   "1.0 B > A S. 200:200(0) ack 101 <sackOK>\n"
				   "1.0001 A > B . ack 201\n"
				   "2.0 A > B . 101:201(100) ack 201\n"
				   "2.0001 A > B . 201:301(100) ack 201\n"
				   "3.2 A > B . 101:201(100) ack 201\n"
				   "4.3 A > B . 101:201(100) ack 201\n",
		      6, "data,retransmission,retransmission.rto");
}
END_TEST

/* The FIN is reported, and not the data before it. */
START_TEST(report_of_its_end_brings_it)
{
	tracked_check(TRACKED_OPEN "0.1000 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.1001 A > B F. 4294967101:4294967101(0) ack 4294967201\n"
				   "0.1300 B > A . ack 4294967001 <sack 4294967101:4294967102>\n"
				   "0.1301 A > B FP. 4294967001:4294967101(100) ack 4294967201\n",
		      6, "close.fin,retransmission,retransmission.fast");
}
END_TEST

/* Without timestamps the sender cannot know that its timer was wrong: it goes on. */
START_TEST(likely_needless_timer)
{
	tracked_check(TRACKED_OPEN "0.1000 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.1001 A > B . 4294967101:4294967201(100) ack 4294967201\n"
				   "0.1002 A > B . 4294967201:5(100) ack 4294967201\n"
				   "0.4000 A > B . 4294967001:4294967101(100) ack 4294967201\n"
				   "0.4050 B > A . ack 4294967101 <sack 4294967201:5>\n"
				   "0.4051 A > B . 4294967101:4294967201(100) ack 4294967201\n",
		      8, "data,retransmission,retransmission.slowstart");
}
END_TEST

/* Captured at B, where the SYN+ACK goes out at once: the wait until it goes again is no way. */
START_TEST(syn_ack_lost_on_its_way)
{
	const char *script = TRACKED_ENDS "0.0 A > B S 100:100(0) <mss 1000>\n"
					  "0.0001 B > A S. 200:200(0) ack 101 <mss 1000>\n"
					  "0.3001 B > A S. 200:200(0) ack 101 <mss 1000>\n"
					  "0.3261 A > B . ack 201\n";
	struct tracker *tracker = tracked(script);

	ck_assert_uint_eq(flow_summary(tracker_flow(tracker, 0)).vantage, VANTAGE_AT_B);
	ck_assert_str_eq(tracked_labels(tracker, 0, 1), "hs.syn-ack,lost.data");
	tracker_free(tracker);
}
END_TEST

/* The ACK echoes the first SYN+ACK: that was not lost. */
START_TEST(syn_ack_slow_on_its_way)
{
	tracked_check(TRACKED_ENDS "0.0 A > B S 100:100(0) <mss 1000,TS val 1 ecr 0>\n"
				   "0.0001 B > A S. 200:200(0) ack 101 <mss 1000,TS val 5 ecr 1>\n"
				   "0.3001 B > A S. 200:200(0) ack 101 <mss 1000,TS val 9 ecr 1>\n"
				   "0.3261 A > B . ack 201 <TS val 2 ecr 5>\n",
		      1, "hs.syn-ack");
}
END_TEST

/* Older than what fills its place, but acknowledged before: only the capture swapped them. */
START_TEST(acknowledged_before_it_was_captured)
{
	tracked_check(TRACKED_OPEN "0.1 B > A . 4294967201:5(100) ack 4294967001\n"
				   "0.1001 A > B . ack 5\n"
				   "0.2 A > B . 4294967101:4294967201(100) ack 5\n"
				   "0.22 B > A . 5:5(0) ack 4294967201\n"
				   "0.23 A > B . 4294967001:4294967101(100) ack 4294967201\n",
		      7, "data,captured-late");
}
END_TEST

Suite *resends_suite(void)
{
	Suite *suite = suite_create("resends");
	TCase *tcase = tcase_create("resends");

	tcase_add_test(tcase, fin_whose_ack_is_still_on_its_way);
	tcase_add_test(tcase, fin_whose_ack_had_come);
	tcase_add_test(tcase, report_brings_a_fast_resend);
	tcase_add_test(tcase, silence_after_the_report_is_the_timer);
	tcase_add_test(tcase, thin_report_brings_a_fast_resend_soon);
	tcase_add_test(tcase, thin_report_leaves_it_to_the_timer);
	tcase_add_test(tcase, ample_report_brings_a_fast_resend);
	tcase_add_test(tcase, syn_acks_in_a_row_answer_a_syn);
	tcase_add_test(tcase, answer_to_a_copied_syn_is_no_copy);
	tcase_add_test(tcase, pushed_byte_again_is_no_keep_alive);
	tcase_add_test(tcase, keep_alives_that_cross_are_both_answered);
	tcase_add_test(tcase, repeat_is_reported_a_window_later);
	tcase_add_test(tcase, syn_data_that_was_lost_with_its_syn);
	tcase_add_test(tcase, report_brings_it_again);
	tcase_add_test(tcase, fin_with_every_ack);
	tcase_add_test(tcase, hole_below_an_ack_may_be_old);
	tcase_add_test(tcase, report_of_a_part);
	tcase_add_test(tcase, fin_again_with_the_ack_of_data);
	tcase_add_test(tcase, no_probe_without_sack);
	tcase_add_test(tcase, nothing_came_that_clocks_it);
	tcase_add_test(tcase, report_of_its_end_brings_it);
	tcase_add_test(tcase, likely_needless_timer);
	tcase_add_test(tcase, syn_ack_lost_on_its_way);
	tcase_add_test(tcase, syn_ack_slow_on_its_way);
	tcase_add_test(tcase, acknowledged_before_it_was_captured);
	suite_add_tcase(suite, tcase);
	return suite;
}
