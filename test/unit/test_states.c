/* The state columns of RFC 9293's figures, line by line, and the starts and shapes beside them. */
#include <check.h>

#include "support/tracked.h"
#include "unit/suites.h"

/* What the script must yield: the states after each captured segment, a NULL at the end. */
static void check_states(const char *script, const char *const *expected)
{
	struct tracker *tracker = tracked(script);
	size_t i = 0;

	ck_assert_uint_eq(tracker_flows(tracker), 1);
	for (; expected[i]; i++)
		ck_assert_str_eq(tracked_states(tracker, 0, i), expected[i]);
	ck_assert_uint_eq(flow_events(tracker_flow(tracker, 0)), i);
	tracker_free(tracker);
}

START_TEST(figure_6_three_way_handshake)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "ESTABLISHED ESTABLISHED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 B > A S. 300:300(0) ack 101\n"
				  "0.2 A > B . 101:101(0) ack 301\n"
				  "0.3 A > B . 101:111(10) ack 301\n",
		     states);
}
END_TEST

START_TEST(figure_7_simultaneous_open)
{
	const char *const states[] = {"SYN-SENT CLOSED",         "SYN-RECEIVED SYN-SENT",
				      "SYN-RECEIVED SYN-SENT",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", NULL};

	/*
	 * B's own SYN proves that A's had not arrived, and B's SYN+ACK that A's SYN+ACK had not
	 * (lines 2, 3, 6 and 7 of the figure): what was assumed is taken back.
	 */
	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 B > A S 300:300(0)\n"
				  "0.2 A > B S. 100:100(0) ack 301\n"
				  "0.3 B > A S. 300:300(0) ack 101\n"
				  "0.4 A > B . 101:101(0) ack 301\n",
		     states);
}
END_TEST

START_TEST(figure_8_old_duplicate_syn)
{
	struct tracker *tracker = tracked(TRACKED_ENDS "0.0 A > B S 90:90(0)\n"
						       "0.1 A > B S 100:100(0)\n"
						       "0.2 B > A S. 300:300(0) ack 91\n"
						       "0.3 A > B R 91:91(0)\n"
						       "0.4 B > A S. 400:400(0) ack 101\n"
						       "0.5 A > B . 101:101(0) ack 401\n");

	/* Lines 2 to 7. The old SYN is a flow of its own; its SYN+ACK is disowned. */
	ck_assert_str_eq(tracked_states(tracker, 1, 0), "SYN-SENT SYN-RECEIVED");
	ck_assert_str_eq(tracked_states(tracker, 1, 1), "SYN-SENT SYN-RECEIVED");
	ck_assert_str_eq(tracked_states(tracker, 1, 2), "SYN-SENT LISTEN");
	ck_assert_uint_eq(tracker_flows(tracker), 2);
	ck_assert_str_eq(tracked_states(tracker, 1, 3), "ESTABLISHED SYN-RECEIVED");
	ck_assert_str_eq(tracked_states(tracker, 1, 4), "ESTABLISHED ESTABLISHED");
	tracker_free(tracker);
}
END_TEST

/* Picked up mid-way, so A and B are as seen: the figure's Peer B is A here, having sent first. */
START_TEST(figure_9_half_open)
{
	const char *const states[] = {"ESTABLISHED? ESTABLISHED?",
				      "ESTABLISHED? ESTABLISHED?",
				      "ESTABLISHED? ESTABLISHED?",
				      "ESTABLISHED? ESTABLISHED?",
				      "CLOSED CLOSED",
				      NULL};

	check_states(TRACKED_ENDS "0.0 A > B . 300:310(10) ack 100\n"
				  "0.1 B > A . 100:100(0) ack 310\n"
				  "0.2 B > A S 400:400(0)\n"
				  "0.3 A > B . 310:310(0) ack 100\n"
				  "0.4 B > A R 100:100(0)\n",
		     states);
}
END_TEST

START_TEST(figure_10_data_to_a_closed_endpoint)
{
	const char *const states[] = {"ESTABLISHED? ESTABLISHED?", "CLOSED CLOSED", NULL};

	check_states(TRACKED_ENDS "0.0 B > A . 300:310(10) ack 100\n"
				  "0.1 A > B R 100:100(0)\n",
		     states);
}
END_TEST

/* An old duplicate SYN: whoever it names as its sender resets what the listener answers. */
START_TEST(figure_11_old_duplicate_syn_to_a_listener)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "ESTABLISHED SYN-RECEIVED",
				      "CLOSED LISTEN", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 77:77(0)\n"
				  "0.1 B > A S. 300:300(0) ack 78\n"
				  "0.2 A > B R 78:78(0)\n",
		     states);
}
END_TEST

START_TEST(figure_12_normal_close)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "FIN-WAIT-1 CLOSE-WAIT",
				      "FIN-WAIT-2 CLOSE-WAIT",   "TIME-WAIT LAST-ACK",
				      "TIME-WAIT CLOSED",        NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.1 B > A . ack 4294967002\n"
				  "1.2 B > A F. ack 4294967002\n"
				  "1.3 A > B . ack 4294967202\n",
		     states);
}
END_TEST

START_TEST(figure_13_simultaneous_close)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "FIN-WAIT-1 ESTABLISHED",
				      "CLOSING FIN-WAIT-1",      "CLOSING CLOSING",
				      "TIME-WAIT TIME-WAIT",     NULL};

	/* B's FIN acknowledges nothing of A's: that A's had arrived is taken back. */
	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.001 B > A F. ack 4294967001\n"
				  "1.1 A > B . ack 4294967202\n"
				  "1.101 B > A . ack 4294967002\n",
		     states);
}
END_TEST

START_TEST(three_way_close)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",
				      "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED",
				      "FIN-WAIT-1 CLOSE-WAIT",
				      "TIME-WAIT LAST-ACK",
				      "TIME-WAIT CLOSED",
				      NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.1 B > A F. ack 4294967002\n"
				  "1.2 A > B . ack 4294967202\n",
		     states);
}
END_TEST

/* What a lost segment would have brought about is seen where it is sent again. */
START_TEST(lost_ack_of_a_fin)
{
	const char *const states[] = {
		"SYN-SENT SYN-RECEIVED", "ESTABLISHED SYN-RECEIVED", "ESTABLISHED ESTABLISHED",
		"FIN-WAIT-1 CLOSE-WAIT", "TIME-WAIT LAST-ACK",       "TIME-WAIT LAST-ACK",
		"TIME-WAIT LAST-ACK",    "TIME-WAIT CLOSED",         NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.1 B > A F. ack 4294967002\n"
				  "1.2 A > B . ack 4294967202\n"
				  "2.2 B > A F. 4294967201:4294967201(0) ack 4294967002\n"
				  "2.3 A > B . ack 4294967202\n",
		     states);
}
END_TEST

START_TEST(lost_syn)
{
	const char *const states[] = {"SYN-SENT LISTEN", "SYN-SENT SYN-RECEIVED",
				      "ESTABLISHED SYN-RECEIVED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "1.0 A > B S 100:100(0)\n"
				  "1.1 B > A S. 300:300(0) ack 101\n",
		     states);
}
END_TEST

START_TEST(refused)
{
	/* The RST tells that nobody had listened for the SYN. */
	const char *const states[] = {"SYN-SENT CLOSED", "CLOSED CLOSED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 B > A R. 0:0(0) ack 101\n",
		     states);
}
END_TEST

START_TEST(syn_ack_comes_first)
{
	const char *const states[] = {"ESTABLISHED SYN-RECEIVED", "ESTABLISHED ESTABLISHED", NULL};

	check_states(TRACKED_ENDS "0.0 B > A S. 300:300(0) ack 101\n"
				  "0.1 A > B . 101:101(0) ack 301\n",
		     states);
}
END_TEST

START_TEST(blind_reset_changes_nothing)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "ESTABLISHED ESTABLISHED", NULL};

	check_states(TRACKED_OPEN "1.0 B > A R 1000000:1000000(0)\n", states);
}
END_TEST

START_TEST(fin_above_a_hole_waits)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "FIN-WAIT-1 ESTABLISHED",
				      "FIN-WAIT-1 CLOSE-WAIT",   NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. 5:5(0) ack 4294967201\n"
				  "1.1 A > B . 4294967001:5(300) ack 4294967201\n",
		     states);
}
END_TEST

/* What crossed A's FIN does not acknowledge it: that B had it is as open as before. */
START_TEST(data_that_crossed_a_fin_confirms_nothing)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "FIN-WAIT-1 ESTABLISHED",
				      "FIN-WAIT-1 ESTABLISHED",  "CLOSING FIN-WAIT-1",
				      "CLOSING CLOSING",         NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.001 B > A . 4294967201:5(100) ack 4294967001\n"
				  "1.002 B > A F. 5:5(0) ack 4294967001\n"
				  "1.1 A > B . 4294967002:4294967002(0) ack 6\n",
		     states);
}
END_TEST

/* B's FIN and its ACK of A's came in one segment, and that was lost: A sends its FIN again. */
START_TEST(lost_fin_with_the_ack_of_a_fin)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED",   "ESTABLISHED SYN-RECEIVED",
				      "ESTABLISHED ESTABLISHED", "FIN-WAIT-1 CLOSE-WAIT",
				      "FIN-WAIT-1 LAST-ACK",     "FIN-WAIT-1 LAST-ACK",
				      "FIN-WAIT-2 LAST-ACK",     "TIME-WAIT LAST-ACK",
				      "TIME-WAIT CLOSED",        NULL};

	check_states(TRACKED_OPEN "1.0 A > B F. ack 4294967201\n"
				  "1.02 B > A F. ack 4294967002\n"
				  "2.0 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
				  "2.02 B > A . 4294967202:4294967202(0) ack 4294967002\n"
				  "3.0 B > A F. 4294967201:4294967201(0) ack 4294967002\n"
				  "3.001 A > B . ack 4294967202\n",
		     states);
}
END_TEST

/* Whoever sends its SYN again waits still: the SYN+ACK did not reach it. */
START_TEST(lost_syn_ack)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "SYN-SENT SYN-RECEIVED",
				      "SYN-SENT SYN-RECEIVED", "ESTABLISHED SYN-RECEIVED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.0001 B > A S. 300:300(0) ack 101\n"
				  "1.0 A > B S 100:100(0)\n"
				  "1.0001 B > A S. 300:300(0) ack 101\n",
		     states);
}
END_TEST

START_TEST(one_way_captured)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "ESTABLISHED ESTABLISHED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 A > B . 101:101(0) ack 301\n",
		     states);
}
END_TEST

/* It acknowledges less than the SYN: its sender is not synchronized. */
START_TEST(ack_of_less_than_the_syn)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "SYN-SENT SYN-RECEIVED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 B > A . 300:300(0) ack 100\n",
		     states);
}
END_TEST

/* Without an ACK it is dropped (RFC 9293 §3.10.7.4): the SYN+ACK after it acknowledges no FIN. */
START_TEST(fin_without_an_ack)
{
	const char *const states[] = {"SYN-SENT SYN-RECEIVED", "SYN-SENT SYN-RECEIVED",
				      "ESTABLISHED SYN-RECEIVED", NULL};

	check_states(TRACKED_ENDS "0.0 A > B S 100:100(0)\n"
				  "0.1 A > B F 100:100(0)\n"
				  "0.2 B > A S. 300:300(0) ack 101\n",
		     states);
}
END_TEST

Suite *states_suite(void)
{
	Suite *suite = suite_create("states");
	TCase *figures = tcase_create("figures");
	TCase *shapes = tcase_create("shapes");

	tcase_add_test(figures, figure_6_three_way_handshake);
	tcase_add_test(figures, figure_7_simultaneous_open);
	tcase_add_test(figures, figure_8_old_duplicate_syn);
	tcase_add_test(figures, figure_9_half_open);
	tcase_add_test(figures, figure_10_data_to_a_closed_endpoint);
	tcase_add_test(figures, figure_11_old_duplicate_syn_to_a_listener);
	tcase_add_test(figures, figure_12_normal_close);
	tcase_add_test(figures, figure_13_simultaneous_close);
	suite_add_tcase(suite, figures);
	tcase_add_test(shapes, three_way_close);
	tcase_add_test(shapes, lost_ack_of_a_fin);
	tcase_add_test(shapes, lost_syn);
	tcase_add_test(shapes, refused);
	tcase_add_test(shapes, syn_ack_comes_first);
	tcase_add_test(shapes, blind_reset_changes_nothing);
	tcase_add_test(shapes, fin_above_a_hole_waits);
	tcase_add_test(shapes, data_that_crossed_a_fin_confirms_nothing);
	tcase_add_test(shapes, lost_fin_with_the_ack_of_a_fin);
	tcase_add_test(shapes, lost_syn_ack);
	tcase_add_test(shapes, one_way_captured);
	tcase_add_test(shapes, ack_of_less_than_the_syn);
	tcase_add_test(shapes, fin_without_an_ack);
	suite_add_tcase(suite, shapes);
	return suite;
}
