/* Looking for text and bytes in what was said. */
#include "support/screen.h"
#include "support/talk.h"
#include "unit/suites.h"

/* Letters run on in each direction: "hijk" begins at bytes 21, 47, 73, 99 … of A, 9 … of B. */
static const char *lit(struct rig *rig)
{
	return rig_lit(rig, 12, 1, 68, 20);
}

START_TEST(text_is_found_over_the_edges_of_segments)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "/HIJK");
	ck_assert(rig_shows(&rig, "search: HIJK_"));
	rig_press(&rig, "\n");
	ck_assert_str_eq(lit(&rig), "hijk");
	talk_begins(&rig, 1, ">#4      A> nopqrstuvwxyz");
	/* The fourth begins in #4 and ends in #7, with what B says in #6 between them. */
	rig_press(&rig, "nnn");
	talk_begins(&rig, 2, ">        A> cdefghijkl");
	ck_assert_str_eq(lit(&rig), "hijk");
	ck_assert_str_eq(rig_lit(&rig, 12, 2, 68, 1), "hi");
	ck_assert_str_eq(rig_lit(&rig, 12, 8, 68, 1), "jk");
	rig_press(&rig, "n");
	talk_begins(&rig, 3, ">#6      B> ");
	rig_press(&rig, "N");
	talk_begins(&rig, 2, ">        A> cdefghijkl");
	rig_press(&rig, "NNNN");
	ck_assert(rig_shows(&rig, "past the start; went on from the end"));
	ck_assert(rig_shows(&rig, "#8: A says bytes 601 to 700 "));
	rig_press(&rig, "n");
	ck_assert(rig_shows(&rig, "past the end; went on from the start"));
	talk_begins(&rig, 1, ">#4      A> nopqrstuvwxyz");
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_are_found_as_digits)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "x/0x68 696A6b\n");
	ck_assert_str_eq(lit(&rig), "68696a6bhijk");
	talk_begins(&rig, 2, ">00000010 A> ");
	rig_press(&rig, "/0x48494a4b\n");
	ck_assert(rig_shows(&rig, "not found: 0x48494a4b"));
	/* No whole bytes: text. */
	rig_press(&rig, "/0x6\n");
	ck_assert(rig_shows(&rig, "not found: 0x6"));
	rig_close(&rig);
}
END_TEST

START_TEST(only_who_is_shown_is_searched)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "\t\t/hijk\n");
	talk_begins(&rig, 1, ">#6      B> ");
	rig_press(&rig, "N");
	talk_begins(&rig, 5, ">        B> ");
	ck_assert(rig_shows(&rig, "past the start; went on from the end"));
	rig_close(&rig);
}
END_TEST

START_TEST(nothing_is_found_over_a_hole)
{
	struct rig rig;

	/* Bytes 500 and 601 of A: 'f' and 'c'. */
	talk_open(&rig, 0, 80, 24);
	rig_press(&rig, "/fc\n");
	ck_assert(rig_shows(&rig, "not found: fc"));
	rig_close(&rig);
}
END_TEST

/* What is far away is looked for in slices, and any key stops that. */
START_TEST(a_search_goes_on_between_keys)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 3000));
	app_loaded(&rig.app, false);
	rig_press(&rig, "b");
	rig.app.patience_ns = 0;
	rig_press(&rig, "/0x00");
	app_key(&rig.app, '\n');
	ck_assert(app_work(&rig.app, 1));
	app_key(&rig.app, 'j');
	ck_assert(rig_shows(&rig, "stopped"));
	ck_assert(!app_work(&rig.app, 1));
	rig_press(&rig, "n");
	while (app_work(&rig.app, 1000000))
		continue;
	ck_assert(rig_shows(&rig, "not found: 0x00"));
	rig_press(&rig, "/\n");
	rig_press(&rig, "q");
	ck_assert_int_eq(rig_shown(&rig), SCREEN_LADDER);
	rig_close(&rig);
}
END_TEST

Suite *tui_stream_search_suite(void)
{
	Suite *suite = suite_create("tui stream search");
	TCase *tcase = tcase_create("search");

	tcase_add_test(tcase, text_is_found_over_the_edges_of_segments);
	tcase_add_test(tcase, bytes_are_found_as_digits);
	tcase_add_test(tcase, only_who_is_shown_is_searched);
	tcase_add_test(tcase, nothing_is_found_over_a_hole);
	tcase_add_test(tcase, a_search_goes_on_between_keys);
	suite_add_tcase(suite, tcase);
	return suite;
}
