/* Labels of retransmissions, losses, gaps and ACKs, driven by scripts that start below 2^32. */
#include <check.h>
#include <ctype.h>
#include <string.h>

#include "support/tracked.h"
#include "unit/suites.h"

/* The labels that the last events of the script's only flow must carry; events before are plain. */
static void check_last(const char *script, const char *const *expected)
{
	struct tracker *tracker = tracked(script);
	size_t count = 0, events;

	while (expected[count])
		count++;
	ck_assert_uint_eq(tracker_flows(tracker), 1);
	events = flow_events(tracker_flow(tracker, 0));
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(tracked_labels(tracker, 0, events - count + i), expected[i]);
	tracker_free(tracker);
}

START_TEST(roles_of_a_whole_connection)
{
	const char *const labels[] = {"hs.syn",    "hs.syn-ack", "hs.ack",    "data",      "ack",
				      "close.fin", "close.ack",  "close.fin", "close.ack", NULL};

	check_last(TRACKED_OPEN "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
				"0.12 B > A . ack 205\n"
				"1.0 A > B F. ack 4294967201\n"
				"1.1 B > A . ack 206\n"
				"1.2 B > A F. ack 206\n"
				"1.3 A > B . ack 4294967202\n",
		   labels);
}
END_TEST

START_TEST(timeout_and_the_lost_copy)
{
	const char *const labels[] = {"data,lost.data", "data,retransmission,retransmission.timer",
				      "ack", NULL};
	struct tracker *tracker;
	const char *script = TRACKED_OPEN "0.1 A > B P. 4294967001:205(500) ack 4294967201 lost\n"
					  "0.5 A > B P. 4294967001:205(500) ack 4294967201\n"
					  "0.52 B > A . ack 205\n";

	check_last(script, labels);
	tracker = tracked(script);
	ck_assert_uint_eq(flow_event(tracker_flow(tracker, 0), 4)->about, 3);
	ck_assert_uint_eq(flow_summary(tracker_flow(tracker, 0)).lost, 1);
	tracker_free(tracker);
}
END_TEST

START_TEST(without_sack_only_the_timer_resends)
{
	const char *const labels[] = {"data,retransmission,retransmission.rto", NULL};

	check_last(TRACKED_ENDS "0.0 A > B S 4294967290:4294967290(0)\n"
				"0.1 B > A S. 100:100(0) ack 4294967291\n"
				"0.1001 A > B . ack 101\n"
				"0.2 A > B . 4294967291:95(100) ack 101\n"
				"0.7 A > B . 4294967291:95(100) ack 101\n",
		   labels);
}
END_TEST

START_TEST(three_dup_acks_and_the_fast_resend)
{
	const char *const labels[] = {"ack",
				      "ack,dup-ack",
				      "ack,dup-ack",
				      "ack,dup-ack",
				      "data,retransmission,retransmission.fast",
				      "ack",
				      NULL};

	check_last(TRACKED_OPEN "0.10 A > B . 4294967001:4294967201(200) ack 4294967201\n"
				"0.1001 A > B . 4294967201:105(200) ack 4294967201 lost\n"
				"0.1002 A > B . 105:305(200) ack 4294967201\n"
				"0.1003 A > B . 305:505(200) ack 4294967201\n"
				"0.1004 A > B . 505:705(200) ack 4294967201\n"
				"0.1200 B > A . ack 4294967201\n"
				"0.1201 B > A . ack 4294967201 <sack 105:305>\n"
				"0.1202 B > A . ack 4294967201 <sack 105:505>\n"
				"0.1203 B > A . ack 4294967201 <sack 105:705>\n"
				"0.1204 A > B . 4294967201:105(200) ack 4294967201\n"
				"0.1404 B > A . ack 705\n",
		   labels);
}
END_TEST

START_TEST(needless_resend_is_proved_by_dsack)
{
	const char *const labels[] = {
		"data,retransmission.spurious,retransmission,retransmission.timer", "ack",
		"ack,dsack", NULL};

	check_last(TRACKED_OPEN "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
				"0.5 A > B P. 4294967001:205(500) ack 4294967201\n"
				"0.515 B > A . ack 205\n"
				"0.52 B > A . ack 205 <sack 4294967001:205>\n",
		   labels);
}
END_TEST

START_TEST(part_of_a_segment_again)
{
	const char *const labels[] = {"data,retransmission,retransmission.unknown", "ack", NULL};

	/* 1 old byte and 49 new ones. */
	check_last(TRACKED_OPEN "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
				"0.5 A > B P. 204:254(50) ack 4294967201\n"
				"0.52 B > A . ack 254\n",
		   labels);
}
END_TEST

START_TEST(gap_that_is_acknowledged_was_not_captured)
{
	const char *const labels[] = {"data,not-captured,gap", "ack", NULL};

	check_last(TRACKED_OPEN "0.1 A > B . 4294967001:4294967201(200) ack 4294967201\n"
				"0.1 A > B . 4294967201:105(200) ack 4294967201 missing\n"
				"0.1 A > B . 105:305(200) ack 4294967201\n"
				"0.12 B > A . ack 305\n",
		   labels);
}
END_TEST

START_TEST(keep_alive_and_its_answer)
{
	const char *const labels[] = {"ack,keep-alive", "ack,keep-alive-ack", NULL};

	check_last(TRACKED_OPEN "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
				"0.12 B > A . ack 205\n"
				"75.0 A > B . 204:204(0) ack 4294967201\n"
				"75.02 B > A . ack 205\n",
		   labels);
}
END_TEST

START_TEST(one_byte_again_is_no_keep_alive)
{
	const char *const labels[] = {"data,retransmission,retransmission.timer", NULL};

	check_last(TRACKED_OPEN "0.1 A > B P. 4294967001:4294967002(1) ack 4294967201\n"
				"0.4 A > B P. 4294967001:4294967002(1) ack 4294967201\n",
		   labels);
}
END_TEST

START_TEST(closed_window_is_probed)
{
	const char *const labels[] = {"ack,zero-window", "ack,zero-window-probe",
				      "ack,zero-window,zero-window-probe-ack", "ack,window-update",
				      NULL};

	check_last(TRACKED_OPEN "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
				"0.12 B > A . ack 205 win 0\n"
				"0.5 A > B . 204:204(0) ack 4294967201\n"
				"0.52 B > A . ack 205 win 0\n"
				"0.9 B > A . ack 205 win 500\n",
		   labels);
}
END_TEST

START_TEST(overtaken_ack_moves_nothing)
{
	const char *const labels[] = {"ack", "ack,old-ack", "data", NULL};

	check_last(TRACKED_OPEN "0.1 A > B . 4294967001:4294967201(200) ack 4294967201\n"
				"0.1001 A > B . 4294967201:105(200) ack 4294967201\n"
				"0.12 B > A . ack 105\n"
				"0.1201 B > A . ack 4294967201\n"
				"0.13 A > B . 105:305(200) ack 4294967201\n",
		   labels);
}
END_TEST

/* The phases of the last events, a letter each, and which of them are of a half-closed flow. */
static void check_phases(const char *script, const char *expected)
{
	static const char letters[] = {
		[PHASE_OPEN] = 'o', [PHASE_DATA] = 'd', [PHASE_CLOSE] = 'c', [PHASE_RESET] = 'r'};
	struct tracker *tracker = tracked(script);
	const struct flow *flow = tracker_flow(tracker, 0);
	size_t count = strlen(expected), first = flow_events(flow) - count;

	for (size_t i = 0; i < count; i++) {
		const struct event *event = flow_event(flow, first + i);
		bool half = event_has(event, NOTE_HALF_CLOSED);
		char letter = letters[event->phase];

		ck_assert_msg((half ? toupper(letter) : letter) == expected[i], "event %zu is %c%s",
			      i, letter, half ? ", half-closed" : "");
	}
	tracker_free(tracker);
}

START_TEST(acks_of_data_before_the_fin_belong_to_closing)
{
	check_phases(TRACKED_OPEN "0.1 A > B . 4294967001:4294967201(200) ack 4294967201 lost\n"
				  "0.1001 A > B . 4294967201:105(200) ack 4294967201\n"
				  "0.1002 A > B F. 105:105(0) ack 4294967201\n"
				  "0.12 B > A . ack 4294967001\n"
				  "0.4 A > B . 4294967001:4294967201(200) ack 4294967201\n"
				  "0.42 B > A . ack 106\n"
				  "0.43 B > A F. ack 106\n"
				  "0.44 A > B . ack 4294967202\n",
		     "ddcccccc");
}
END_TEST

START_TEST(a_half_closed_flow_carries_data)
{
	check_phases(TRACKED_OPEN "0.1 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
				  "0.12 B > A . ack 4294967002\n"
				  "0.2 B > A P. 4294967201:5(100) ack 4294967002\n"
				  "0.21 A > B . ack 5\n"
				  "0.3 B > A F. 5:5(0) ack 4294967002\n"
				  "0.31 A > B . ack 6\n",
		     "ccDdcc");
}
END_TEST

/* RFC 9293 §3.5, Figure 7: both answer the other's SYN, and A's ACK counts as the last. */
START_TEST(both_open_at_once)
{
	const char *const labels[] = {
		"hs.syn", "hs.syn,simultaneous-open", "hs.syn-ack", "hs.syn-ack", "ack", "hs.ack",
		NULL};

	check_last(TRACKED_ENDS "0.0 B > A S 200:200(0)\n"
				"0.01 A > B S 100:100(0)\n"
				"0.0101 B > A S. 200:200(0) ack 101\n"
				"0.02 A > B S. 100:100(0) ack 201\n"
				"0.0201 B > A . 201:201(0) ack 101\n"
				"0.03 A > B . 101:101(0) ack 201\n",
		   labels);
}
END_TEST

/* Whichever has the lower address: the first ACK after a SYN+ACK answers the other's SYN+ACK. */
START_TEST(both_open_at_once_and_one_answers_twice)
{
	const char *const a[] = {"hs.syn-ack", "hs.ack", "ack,repeated-ack", NULL};
	const char *const b[] = {"hs.syn-ack", "ack", "ack,repeated-ack", NULL};

	check_last(TRACKED_ENDS "0.0 B > A S 200:200(0)\n"
				"0.01 A > B S 100:100(0)\n"
				"0.02 A > B S. 100:100(0) ack 201\n"
				"0.03 A > B . 101:101(0) ack 201\n"
				"0.04 A > B . 101:101(0) ack 201\n",
		   a);
	check_last(TRACKED_ENDS "0.0 A > B S 200:200(0)\n"
				"0.01 B > A S 100:100(0)\n"
				"0.02 B > A S. 100:100(0) ack 201\n"
				"0.03 B > A . 101:101(0) ack 201\n"
				"0.04 B > A . 101:101(0) ack 201\n",
		   b);
}
END_TEST

/* Who is A in a simultaneous open is nothing that happened: the ACK of data stays one. */
START_TEST(both_open_at_once_and_send)
{
	const char *const labels[] = {"hs.syn-ack", "data", "ack", NULL};

	check_last(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				"0.01 B > A S 200:200(0)\n"
				"0.02 A > B S. 100:100(0) ack 201\n"
				"0.03 B > A S. 200:200(0) ack 101\n"
				"0.04 B > A P. 201:211(10) ack 101\n"
				"0.05 A > B . 101:101(0) ack 211\n",
		   labels);
}
END_TEST

/*
 * Captured near B, so that A's knowledge is 20 ms old. What A echoes tells what window it had:
 * 0.0401 ends at an edge that was the limit no more, 0.0402 at the one that was.
 */
#define LABELS_WINDOWS(first, second)                                                              \
	TRACKED_ENDS                                                                               \
	"0.0 A > B S 100:100(0) win 9000 <wscale 0,TS val 10 ecr 0>\n"                             \
	"0.0001 B > A S. 200:200(0) ack 101 win 1000 <wscale 0,TS val 50 ecr 10>\n"                \
	"0.0200 A > B . ack 201 win 9000 <TS val 30 ecr 50>\n"                                     \
	"0.0201 A > B . 101:301(200) ack 201 win 9000 <TS val 30 ecr 50>\n"                        \
	"0.0202 B > A . ack 301 win 1000 <TS val 70 ecr 30>\n"                                     \
	"0.0203 B > A . ack 301 win 1200 <TS val 71 ecr 30>\n"                                     \
	"0.0204 B > A . ack 301 win 1400 <TS val 72 ecr 30>\n"                                     \
	"0.0401 A > B . 301:1301(1000) ack 201 win 9000 <TS val 50 ecr " first ">\n"               \
	"0.0402 A > B . 1301:1501(200) ack 201 win 9000 <TS val 50 ecr " second ">\n"

START_TEST(window_is_full_where_its_sender_knew_the_edge)
{
	const char *const full[] = {"data", "data,window-full", NULL};
	const char *const first[] = {"data,window-full", "data", NULL};

	check_last(LABELS_WINDOWS("71", "71"), full);
	check_last(LABELS_WINDOWS("70", "72"), first);
}
END_TEST

/* After a FIN nothing new can come: whatever repeats its ACK answers something old. */
START_TEST(acks_of_a_fin)
{
	const char *script = TRACKED_OPEN "0.1 A > B F. ack 4294967201\n"
					  "0.12 B > A . ack 4294967002\n"
					  "0.13 B > A . ack 4294967002\n";
	struct tracker *tracker = tracked(script);

	ck_assert(event_has(flow_event(tracker_flow(tracker, 0), 4), NOTE_CLOSE_ACK));
	ck_assert(event_has(flow_event(tracker_flow(tracker, 0), 5), NOTE_CLOSE_ACK));
	tracker_free(tracker);
}
END_TEST

Suite *labels_suite(void)
{
	Suite *suite = suite_create("labels");
	TCase *tcase = tcase_create("labels");

	tcase_add_test(tcase, roles_of_a_whole_connection);
	tcase_add_test(tcase, timeout_and_the_lost_copy);
	tcase_add_test(tcase, without_sack_only_the_timer_resends);
	tcase_add_test(tcase, three_dup_acks_and_the_fast_resend);
	tcase_add_test(tcase, needless_resend_is_proved_by_dsack);
	tcase_add_test(tcase, part_of_a_segment_again);
	tcase_add_test(tcase, gap_that_is_acknowledged_was_not_captured);
	tcase_add_test(tcase, keep_alive_and_its_answer);
	tcase_add_test(tcase, one_byte_again_is_no_keep_alive);
	tcase_add_test(tcase, closed_window_is_probed);
	tcase_add_test(tcase, overtaken_ack_moves_nothing);
	tcase_add_test(tcase, acks_of_data_before_the_fin_belong_to_closing);
	tcase_add_test(tcase, a_half_closed_flow_carries_data);
	tcase_add_test(tcase, both_open_at_once);
	tcase_add_test(tcase, both_open_at_once_and_one_answers_twice);
	tcase_add_test(tcase, both_open_at_once_and_send);
	tcase_add_test(tcase, window_is_full_where_its_sender_knew_the_edge);
	tcase_add_test(tcase, acks_of_a_fin);
	suite_add_tcase(suite, tcase);
	return suite;
}
