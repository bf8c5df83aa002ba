/* What is told below the ladder: states, the round trip, bytes sent again. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

enum { LOTS = 200 };

/* Wherever the cursor is, in each style, and however small the screen. */
START_TEST(both_states_are_told_at_the_cursor)
{
	static const int sizes[][2] = {{60, 12}, {80, 24}, {200, 50}, {250, 70}};
	struct rig rig;

	rig_open(&rig, sample_flows(1, LOTS));
	app_loaded(&rig.app, false);
	for (size_t i = 0; i < 4 * LADDER_STYLES; i++) {
		rig_resize(&rig, sizes[i % 4][0], sizes[i % 4][1]);
		rig_press(&rig, "g");
		ck_assert(rig_shows(&rig, "- A SYN-SENT --"));
		ck_assert(rig_shows(&rig, "- B SYN-RECEIVED"));
		rig_press(&rig, "jjjj\006");
		ck_assert(rig_shows(&rig, "- A ESTABLISHED "));
		ck_assert(rig_shows(&rig, "- B ESTABLISHED"));
		rig_press(&rig, "Gk");
		ck_assert(rig_shows(&rig, "- A FIN-WAIT-1 "));
		ck_assert(rig_shows(&rig, "- B CLOSE-WAIT"));
		rig_press(&rig, i % 4 == 3 ? "v" : "");
	}
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_sent_again_are_counted_below_the_ladder)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0 A > B S 1000:1000(0) win 64240\n"
			 "0.02 B > A S. 2000:2000(0) ack 1001 win 65535\n"
			 "0.0201 A > B . ack 2001 win 502\n"
			 "0.1 A > B P. 1001:1101(100) ack 2001 win 502\n");
	ck_assert(!rig_shows(&rig, "sent again: A"));
	rig_close(&rig);
	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0 A > B S 1000:1000(0) win 64240\n"
			 "0.02 B > A S. 2000:2000(0) ack 1001 win 65535\n"
			 "0.0201 A > B . ack 2001 win 502\n"
			 "0.1 A > B P. 1001:1101(100) ack 2001 win 502\n"
			 "1.2 A > B P. 1001:1101(100) ack 2001 win 502\n");
	ck_assert(rig_shows(&rig, "- sent again: A 100, B 0 bytes -"));
	rig_press(&rig, "G");
	ck_assert(rig_shows(&rig, "- RTT at A 20.0 ms (#2) -"));
	ck_assert(rig_shows(&rig, "- again A 100 -"));
	app_resize(&rig.app, 100, RIG_HEIGHT);
	ck_assert(rig_shows(&rig, "- sent again: A 100, B 0 bytes -"));
	app_resize(&rig.app, APP_MIN_WIDTH, APP_MIN_HEIGHT);
	ck_assert(rig_shows(&rig, " RTT 20.0 ms "));
	ck_assert(rig_shows(&rig, " again A 100 "));
	rig_press(&rig, "g");
	ck_assert(!rig_shows(&rig, " RTT 20.0 ms "));
	ck_assert(rig_shows(&rig, " again A 100 "));
	rig_press(&rig, "fsyn\n");
	ck_assert(!rig_shows(&rig, "again A"));
	rig_close(&rig);
}
END_TEST

/* Picked up mid-way, nobody knows where: two parts of a round trip, each as it is measured. */
START_TEST(the_ways_to_both_ends_are_told_below_the_ladder)
{
	struct rig rig;

	rig_script(&rig, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			 "0 A > B P. 1001:1101(100) ack 2001 win 502\n"
			 "0.02 B > A P. 2001:2051(50) ack 1101 win 502\n"
			 "0.025 A > B . ack 2051 win 502\n");
	ck_assert(rig_shows(&rig, "- no RTT so far -"));
	rig_press(&rig, "j");
	ck_assert(rig_shows(&rig, "- RTT to B 20.0 ms (#2) -"));
	rig_press(&rig, "j");
	ck_assert(rig_shows(&rig, "- RTT to A 5.0 ms, to B 20.0 ms -"));
	app_resize(&rig.app, APP_MIN_WIDTH, APP_MIN_HEIGHT);
	ck_assert(rig_shows(&rig, "- RTT to B 20.0 ms -"));
	rig_close(&rig);
}
END_TEST

Suite *tui_foot_suite(void)
{
	Suite *suite = suite_create("tui foot");
	TCase *tcase = tcase_create("foot");

	tcase_add_test(tcase, both_states_are_told_at_the_cursor);
	tcase_add_test(tcase, bytes_sent_again_are_counted_below_the_ladder);
	tcase_add_test(tcase, the_ways_to_both_ends_are_told_below_the_ladder);
	suite_add_tcase(suite, tcase);
	return suite;
}
