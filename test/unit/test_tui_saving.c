/* Asking where to write, and whether what is there may go. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

static void rig_ladder(struct rig *rig)
{
	rig_open(rig, sample_flows(3, 1));
	app_loaded(&rig->app, false);
	rig_press(rig, "j\n");
	ck_assert_int_eq(rig_shown(rig), SCREEN_LADDER);
}

START_TEST(a_name_is_asked_for_and_suggested)
{
	struct rig rig;

	rig_ladder(&rig);
	rig_press(&rig, "w");
	ck_assert(rig_shows(&rig, " write to (.txt .json .pcap .pcapng): flow-2.txt_"));
	rig_press(&rig, "\025/tmp/x.pcap\n");
	ck_assert(rig_shows(&rig, " asked to write /tmp/x.pcap"));
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	app_key(&rig.app, KEY_FUNCTION | KEY_F(2));
	ck_assert(rig_shows(&rig, "pcapng): flow-2.txt_"));
	/* Keys of the screen below are letters now. */
	rig_press(&rig, "qjG");
	ck_assert(rig_shows(&rig, "pcapng): qjG_"));
	rig_press(&rig, "\033");
	ck_assert(rig_shows(&rig, " nothing is written"));
	ck_assert_int_eq(rig_shown(&rig), SCREEN_FLOWS);
	rig_close(&rig);
}
END_TEST

/* Who types a name means that name; who edits the one that is offered keeps it. */
START_TEST(a_typed_name_takes_the_place_of_the_offered)
{
	static const struct {
		const char *keys, *name;
	} cases[] = {
		{"x.pcap", "x.pcap_"},
		{"~/x", "~/x_"},
		{"\177\177\177pcap", "flow-2.pcap_"},
		{"\005x", "flow-2.txtx_"},
		{"\001x", "xflow-2.txt"},
		{"a\025b", "b_"},
		{"\t.txt", ".txt_"},
	};
	struct rig rig;

	rig_ladder(&rig);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char shown[128];

		rig_press(&rig, "w");
		rig_press(&rig, cases[i].keys);
		snprintf(shown, sizeof(shown), "pcapng): %s", cases[i].name);
		ck_assert_msg(rig_shows(&rig, shown), "%s", shown);
		rig_press(&rig, "\033");
	}
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_there_is_asked_about)
{
	struct rig rig;

	rig_ladder(&rig);
	rig_press(&rig, "w\025there.txt\n");
	ck_assert(rig_shows(&rig, " there.txt is there already: overwrite it? y n"));
	rig_press(&rig, "y");
	ck_assert(rig_shows(&rig, " asked to write there.txt"));
	rig_press(&rig, "w\025there.txt\nq");
	ck_assert(rig_shows(&rig, " nothing is written"));
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_press(&rig, "w\025\n");
	ck_assert(rig_shows(&rig, " nothing is written"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_name_that_will_not_do_may_be_mended)
{
	struct rig rig;

	rig_ladder(&rig);
	rig_press(&rig, "wlocked.txt\n");
	ck_assert_str_eq(rig_row(&rig, RIG_HEIGHT - 2), " locked.txt: is locked");
	ck_assert(rig_shows(&rig, "pcapng): locked.txt_"));
	rig_press(&rig, "x");
	ck_assert(!rig_shows(&rig, "is locked"));
	ck_assert(rig_shows(&rig, "pcapng): locked.txtx_"));
	rig_press(&rig, "\025free.txt\n");
	ck_assert(rig_shows(&rig, " asked to write free.txt"));
	rig_press(&rig, "wlocked.txt\n\033");
	ck_assert(rig_shows(&rig, " nothing is written"));
	ck_assert(!rig_shows(&rig, "is locked"));
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_press(&rig, "w");
	ck_assert(!rig_shows(&rig, "is locked"));
	ck_assert(rig_shows(&rig, "pcapng): flow-2.txt_"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_tilde_is_the_home_folder)
{
	struct rig rig;

	rig_ladder(&rig);
	setenv("HOME", "/home-of-mine", 1);
	rig_press(&rig, "w\025~/x.txt\n");
	ck_assert(rig_shows(&rig, " asked to write /home-of-mine/x.txt"));
	rig_press(&rig, "w\025~x.txt\n");
	ck_assert(rig_shows(&rig, " asked to write ~x.txt"));
	rig_press(&rig, "w\025~\n");
	ck_assert(rig_shows(&rig, " asked to write /home-of-mine"));
	rig_close(&rig);
}
END_TEST

START_TEST(without_a_flow_there_is_nothing_to_write)
{
	struct rig rig;

	rig_open(&rig, tracker_new());
	app_loaded(&rig.app, false);
	rig_press(&rig, "w");
	ck_assert(!rig_shows(&rig, "write to"));
	rig_close(&rig);
}
END_TEST

START_TEST(selected_flows_are_written_together)
{
	struct rig rig;

	rig_open(&rig, sample_flows(3, 1));
	app_loaded(&rig.app, false);
	rig_press(&rig, "  w");
	ck_assert(rig_shows(&rig, "pcapng): flows.txt_"));
	rig_press(&rig, "\n");
	ck_assert(rig_shows(&rig, " asked to write 2 flows to flows.txt"));
	rig_press(&rig, "\nw\n");
	ck_assert(rig_shows(&rig, " asked to write flow-3.txt"));
	rig_close(&rig);
}
END_TEST

/* The user looks at the screen, and goes on or not. */
struct patience {
	struct rig *rig;
	bool goes_on;
	int looks;
};

static bool look(void *context)
{
	struct patience *patience = context;

	patience->looks++;
	ck_assert(rig_shows(patience->rig, " written 2.0 MB so far; any key stops"));
	return patience->goes_on;
}

START_TEST(a_key_stops_what_takes_long)
{
	struct rig rig;
	struct patience patience = {&rig, false, 0};

	rig_ladder(&rig);
	rig.app.pause = look;
	rig.app.pause_context = &patience;
	rig_press(&rig, "w\n");
	ck_assert(rig_shows(&rig, " nothing is written"));
	ck_assert_int_eq(patience.looks, 1);
	patience.goes_on = true;
	rig_press(&rig, "w\n");
	ck_assert(rig_shows(&rig, " asked to write flow-2.txt"));
	ck_assert_int_eq(patience.looks, 2);
	rig_close(&rig);
}
END_TEST

Suite *tui_saving_suite(void)
{
	Suite *suite = suite_create("tui saving");
	TCase *tcase = tcase_create("questions");

	tcase_add_test(tcase, a_name_is_asked_for_and_suggested);
	tcase_add_test(tcase, a_typed_name_takes_the_place_of_the_offered);
	tcase_add_test(tcase, what_is_there_is_asked_about);
	tcase_add_test(tcase, a_name_that_will_not_do_may_be_mended);
	tcase_add_test(tcase, a_tilde_is_the_home_folder);
	tcase_add_test(tcase, without_a_flow_there_is_nothing_to_write);
	tcase_add_test(tcase, selected_flows_are_written_together);
	tcase_add_test(tcase, a_key_stops_what_takes_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
