/* Searching: what a text finds, round which end, and events. */
#include "support/rig.h"
#include "support/screen.h"
#include "support/tracked.h"
#include "tui/search.h"
#include "tui/seek.h"
#include "unit/suites.h"

#include <stdio.h>
#include <string.h>

static const char sample[] = TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201 lost\n"
					  "1.2 A > B P. 4294967001:705(1000) ack 4294967201\n"
					  "1.22 B > A . ack 705 win 0\n"
					  "1.3 B > A . ack 705 win 5\n"
					  "2.0 A > B F. 705:705(0) ack 4294967201\n"
					  "2.02 B > A FE. 4294967201:4294967201(0) ack 706\n"
					  "2.04 A > B . ack 4294967202\n";

static const struct {
	const char *text;
	const char *found; /* the events that show it, from 1 */
} finds[] = {
	/* flags as they are written: not the ACK that goes with data */
	{"SYN", "1 2"},
	{"syn+ack", "2"},
	{"fin", "8 9"},
	{"ece", "1 9"}, /* SYN-RECEIVED too */
	{"psh", "4 5"},
	{"rst", ""},
	/* numbers, relative and as sent */
	{"1001", "6 7 8"},
	{"705", "6 7 8"},
	{"seq=1001", "8"},
	{"ack=705", "6 7"},
	{"len=1000", "4 5"},
	{"1000", "4 5"},
	{"win=5", "7"},
	{"100", ""},
	{"99999999999", ""},
	/* labels in words and by name, states where they come about */
	{"sent again", "5"},
	{"SENT AGAIN (time", "5"},
	{"retransmission.timer", "5"},
	{"lost", "4"},
	{"zero window", "6"},
	{"zero-window", "6"},
	{"hs.syn-ack", "2"},
	{"phase.close", "8 9 10"},
	{"established", "2 3"},
	{"time-wait", "9"},
	/* who sent it */
	{"10.0.0.2", "2 6 7 9"},
	{":40000", "1 3 4 5 8 10"},
	{"", ""},
	{"xyzzy", ""},
};

START_TEST(a_text_finds_what_shows_it)
{
	struct tracker *tracker = tracked(sample);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct flow_summary summary = flow_summary(flow);
	struct search search;
	char found[128] = "";

	search_read(&search, finds[_i].text, lang_default());
	for (size_t i = 0; i < flow_events(flow); i++)
		if (search_event(&search, &summary, flow, i))
			snprintf(found + strlen(found), sizeof(found) - strlen(found), "%s%zu",
				 *found ? " " : "", i + 1);
	ck_assert_msg(strcmp(found, finds[_i].found) == 0, "%s: %s", finds[_i].text, found);
	tracker_free(tracker);
}
END_TEST

START_TEST(korean_words_are_found_in_korean)
{
	struct tracker *tracker = tracked(sample);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct flow_summary summary = flow_summary(flow);
	struct search search;

	search_read(&search, "재전송", lang_find("ko"));
	ck_assert(search_event(&search, &summary, flow, 4));
	ck_assert(!search_event(&search, &summary, flow, 3));
	tracker_free(tracker);
}
END_TEST

START_TEST(bytes_are_searched_without_case)
{
	struct search search;

	search_read(&search, "Host:", lang_default());
	ck_assert(search_bytes(&search, (const uint8_t *)"GET /\r\nhost: x", 14));
	ck_assert(!search_bytes(&search, (const uint8_t *)"GET /\r\nhost", 11));
	ck_assert(!search_bytes(&search, NULL, 0));
	search_read(&search, "", lang_default());
	ck_assert(!search_bytes(&search, (const uint8_t *)"x", 1));
}
END_TEST

/* --- on the screens --- */

static void open_sample(struct rig *rig)
{
	rig_open(rig, tracked(sample));
	app_loaded(&rig->app, false);
}

START_TEST(n_goes_round_the_end_and_says_so)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "/fin\n");
	ck_assert_int_eq(rig_frame(&rig), 8);
	rig_press(&rig, "n");
	ck_assert_int_eq(rig_frame(&rig), 9);
	ck_assert(!rig_shows(&rig, "went on"));
	rig_press(&rig, "n");
	ck_assert_int_eq(rig_frame(&rig), 8);
	ck_assert(rig_shows(&rig, "went on from the start"));
	rig_press(&rig, "N");
	ck_assert_int_eq(rig_frame(&rig), 9);
	ck_assert(rig_shows(&rig, "went on from the end"));
	rig_press(&rig, "g/\n");
	ck_assert_int_eq(rig_frame(&rig), 8);
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_nowhere_is_said)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "jj/xyzzy\n");
	ck_assert(rig_shows(&rig, "not found: xyzzy"));
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_press(&rig, "/syn+\033");
	ck_assert_int_eq(rig_frame(&rig), 3);
	rig_press(&rig, "n");
	ck_assert(rig_shows(&rig, "not found: xyzzy"));
	rig_close(&rig);
}
END_TEST

/* The data of the frames that are read again is the alphabet, over and over. */
START_TEST(data_is_read_again)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "/LMNOPQRSTUVWXYZABC\n");
	ck_assert_int_eq(rig_frame(&rig), 4);
	rig_press(&rig, "n");
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_press(&rig, "n");
	ck_assert_int_eq(rig_frame(&rig), 4);
	rig_press(&rig, "/lmnopqrsx\n");
	ck_assert(rig_shows(&rig, "not found"));
	rig_close(&rig);
}
END_TEST

START_TEST(n_without_a_text_asks_for_one)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "n");
	ck_assert(rig_shows(&rig, "search: _"));
	rig_press(&rig, "zero\n");
	ck_assert_int_eq(rig_frame(&rig), 6);
	rig_close(&rig);
}
END_TEST

START_TEST(flows_are_found_in_their_order)
{
	struct rig rig;

	rig_open(&rig, sample_flows(5, 1));
	app_loaded(&rig.app, false);
	rig_press(&rig, "/4\n");
	ck_assert_uint_eq(rig.app.flow, 3);
	rig_press(&rig, "/10.0.0\n");
	ck_assert_uint_eq(rig.app.flow, 4);
	rig_press(&rig, "n");
	ck_assert_uint_eq(rig.app.flow, 0);
	ck_assert(rig_shows(&rig, "went on from the start"));
	rig_press(&rig, "zn");
	ck_assert_uint_eq(rig.app.flow, 4);
	rig_press(&rig, "/nobody\n");
	ck_assert(rig_shows(&rig, "not found: nobody"));
	ck_assert_uint_eq(rig.app.flow, 4);
	rig_press(&rig, "/fin-wait-2\n");
	ck_assert_uint_eq(rig.app.flow, 3);
	rig_close(&rig);
}
END_TEST

/* --- the ladder's filter --- */

START_TEST(a_filter_leaves_segments_out)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "fretransmission or lost or zero-window\n");
	ck_assert(rig_shows(&rig, "3 of 10: retransmission or lost"));
	ck_assert(rig_shows(&rig, ": 3 segments left out"));
	ck_assert(rig_shows(&rig, "again (timeout)"));
	ck_assert(!rig_shows(&rig, "SYN+ACK"));
	ck_assert_int_eq(rig_frame(&rig), 4);
	rig_press(&rig, "j");
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_press(&rig, "G");
	ck_assert_int_eq(rig_frame(&rig), 6);
	rig_press(&rig, "jk\002\002\006\006\025g");
	ck_assert_int_eq(rig_frame(&rig), 4);
	rig_press(&rig, "/10.0.0.2\n");
	ck_assert_int_eq(rig_frame(&rig), 6);
	rig_press(&rig, "eE");
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_press(&rig, "f\025\n");
	ck_assert(!rig_shows(&rig, "left out"));
	ck_assert(!rig_shows(&rig, "filter:"));
	ck_assert_int_eq(rig_frame(&rig), 5);
	rig_close(&rig);
}
END_TEST

START_TEST(a_filter_is_kept_in_every_style)
{
	static const char keys[] = "jjjkGkkgjej\006\002\025\004jj";
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "ffrom b\n");
	for (int style = 0; style < LADDER_STYLES; style++) {
		for (size_t i = 0; keys[i]; i++) {
			long frame;

			rig_press(&rig, (char[]){keys[i], '\0'});
			frame = rig_frame(&rig);
			ck_assert_msg(frame == 2 || frame == 6 || frame == 7 || frame == 9,
				      "style %d, key %zu: %ld", style, i, frame);
			ck_assert(!rig_shows(&rig, "lost"));
		}
		rig_press(&rig, "v");
	}
	rig_close(&rig);
}
END_TEST

START_TEST(a_filter_that_matches_nothing_shows_all)
{
	struct rig rig;

	open_sample(&rig);
	rig_press(&rig, "frst\n");
	ck_assert(rig_shows(&rig, "no segment matches: rst"));
	ck_assert(!rig_shows(&rig, "filter:"));
	ck_assert(rig_shows(&rig, "SYN+ACK"));
	rig_press(&rig, "f\025len >\n");
	ck_assert(rig_shows(&rig, "expected a number"));
	rig_press(&rig, "\033");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

/* --- what is far away --- */

struct far {
	size_t wanted;
};

static bool is_wanted(void *context, size_t place)
{
	return place == ((struct far *)context)->wanted;
}

/* With no time at all it looks at a few places, and comes back. */
START_TEST(a_long_search_is_done_in_pieces)
{
	struct far far = {900000};
	struct seek_where where = {1000000, is_wanted, &far};
	struct seek seek = {.typing = false};
	struct rig rig;
	size_t place = 0, pieces = 0;

	open_sample(&rig);
	seek_begin(&seek, 10, where.count, _i == 1, true);
	while (seek_look(&rig.app, &seek, &where, 0, &place) == SEEK_GOES_ON)
		pieces++;
	ck_assert_uint_eq(place, far.wanted);
	ck_assert_uint_gt(pieces, 1000);
	ck_assert(!seek.on);
	ck_assert(seek.wrapped == (_i == 1));
	rig_close(&rig);
}
END_TEST

START_TEST(any_key_stops_a_long_search)
{
	struct far far = {900000};
	struct seek_where where = {1000000, is_wanted, &far};
	struct seek seek = {.typing = false};
	struct rig rig;
	bool ready;
	size_t place = 0;

	open_sample(&rig);
	seek_begin(&seek, 500000, where.count, false, true);
	while (seek.left > 750000)
		ck_assert_int_eq(seek_look(&rig.app, &seek, &where, 0, &place), SEEK_GOES_ON);
	ck_assert_str_eq(rig.app.note, "looked through 25 %; any key stops");
	ck_assert(seek_key(&rig.app, &seek, 'j', &ready));
	ck_assert(!ready && !seek.on);
	ck_assert(rig_shows(&rig, "stopped"));
	ck_assert(!seek_key(&rig.app, &seek, 'j', &ready));
	ck_assert_int_eq(seek_look(&rig.app, &seek, &where, 0, &place), SEEK_FAILED);
	rig_close(&rig);
}
END_TEST

START_TEST(events_do_not_go_round)
{
	struct seek seek = {.typing = false};
	struct far far = {5};
	struct seek_where where = {10, is_wanted, &far};
	struct rig rig;
	size_t place = 0;

	open_sample(&rig);
	seek_begin(&seek, 5, 10, false, false);
	ck_assert_int_eq(seek_look(&rig.app, &seek, &where, 0, &place), SEEK_FAILED);
	seek_begin(&seek, 5, 10, true, false);
	ck_assert_int_eq(seek_look(&rig.app, &seek, &where, 0, &place), SEEK_FAILED);
	seek_begin(&seek, 9, 10, false, false);
	ck_assert(!seek.on);
	seek_begin(&seek, 0, 10, true, false);
	ck_assert(!seek.on);
	rig_close(&rig);
}
END_TEST

Suite *tui_search_suite(void)
{
	Suite *suite = suite_create("tui search");
	TCase *tcase = tcase_create("search");

	tcase_add_loop_test(tcase, a_text_finds_what_shows_it, 0, sizeof(finds) / sizeof(*finds));
	tcase_add_test(tcase, korean_words_are_found_in_korean);
	tcase_add_test(tcase, bytes_are_searched_without_case);
	tcase_add_test(tcase, n_goes_round_the_end_and_says_so);
	tcase_add_test(tcase, what_is_nowhere_is_said);
	tcase_add_test(tcase, data_is_read_again);
	tcase_add_test(tcase, n_without_a_text_asks_for_one);
	tcase_add_test(tcase, flows_are_found_in_their_order);
	tcase_add_test(tcase, a_filter_leaves_segments_out);
	tcase_add_test(tcase, a_filter_is_kept_in_every_style);
	tcase_add_test(tcase, a_filter_that_matches_nothing_shows_all);
	tcase_add_loop_test(tcase, a_long_search_is_done_in_pieces, 0, 2);
	tcase_add_test(tcase, any_key_stops_a_long_search);
	tcase_add_test(tcase, events_do_not_go_round);
	suite_add_tcase(suite, tcase);
	return suite;
}
