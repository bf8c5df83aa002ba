/* The screen of what was said: each of its keys, and what is written to a file. */
#include "support/rig.h"
#include "support/screen.h"
#include "support/talk.h"
#include "unit/suites.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- each key --- */

static const struct key_case {
	enum action action;
	const char *before; /* keys */
	const char *about;  /* then it is about this, with the cursor in that row */
	int cursor;
} cases[] = {
	{ACTION_DOWN, "", "#4: A says bytes 1 to 100 ", 2},
	{ACTION_UP, "jj", "#4: A says bytes 1 to 100 ", 2},
	{ACTION_PAGE_DOWN, "", "#7: A says bytes 101 to 500 ", 8},
	{ACTION_PAGE_UP, "G", "#7: A says bytes 101 to 500 ", 1},
	{ACTION_HALF_DOWN, "", "#6: B says bytes 1 to 300 ", 5},
	{ACTION_HALF_UP, "G", "#7: A says bytes 101 to 500 ", 4},
	{ACTION_FIRST, "jjjj", "#4: A says bytes 1 to 100 ", 1},
	{ACTION_LAST, "", "#9: B says bytes 301 to 301 ", 8},
	{ACTION_SIDES, "jjj", "#7: A says bytes 101 to 500 ", 1},
	{ACTION_BYTES, "jjj", "#6: B says bytes 1 to 300 ", 1},
	{ACTION_SAVE, "j", "#4: A says bytes 1 to 100 ", 2},
	{ACTION_SEARCH, "j", "#4: A says bytes 1 to 100 ", 2},
	{ACTION_SEARCH_NEXT, "/hijk\nnnn", "#6: B says bytes 1 to 300 ", 3},
	{ACTION_SEARCH_PREVIOUS, "/hijk\nnnnn", "#4: A says bytes 1 to 100 ", 2},
	{ACTION_REDRAW, "j", "#4: A says bytes 1 to 100 ", 2},
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

static void check_case(const struct key_case *test, int key)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 12);
	rig_press(&rig, test->before);
	app_key(&rig.app, key);
	talk_begins(&rig, 10, " ");
	ck_assert_msg(rig_shows(&rig, test->about), "%s, not %s", talk_row(&rig, 10), test->about);
	ck_assert_msg(talk_row(&rig, test->cursor)[0] == '>', "no cursor in row %d for %s",
		      test->cursor, test->about);
	ck_assert_int_eq(rig_shown(&rig), SCREEN_STREAM);
	rig_close(&rig);
}

static void check_key(enum action action, int key)
{
	int found = 0;
	struct rig rig;

	if (action == ACTION_OPEN || action == ACTION_BACK || action == ACTION_QUIT ||
	    action == ACTION_HELP) {
		talk_open(&rig, 0, 80, 24);
		app_key(&rig.app, key);
		ck_assert_int_eq(rig_shown(&rig),
				 action == ACTION_HELP ? SCREEN_HELP : SCREEN_LADDER);
		rig_close(&rig);
		return;
	}
	for (int i = 0; i < CASES; i++) {
		if (cases[i].action != action)
			continue;
		check_case(&cases[i], key);
		found++;
	}
	ck_assert_msg(found == 1 || action == ACTION_THEME, "no case for the action %d", action);
}

START_TEST(each_key_does_what_it_says)
{
	ck_assert_int_gt(rig_keys(SCREEN_STREAM, check_key), CASES);
}
END_TEST

/* --- files --- */

static void read_file(const char *path, char *text, size_t size)
{
	FILE *in = fopen(path, "rb");

	ck_assert_ptr_nonnull(in);
	text[fread(text, 1, size - 1, in)] = '\0';
	fclose(in);
	unlink(path);
}

static void save(struct rig *rig, const char *keys, char *text, size_t size)
{
	char path[] = "/tmp/tcpladder-said-XXXXXX";
	char typed[128];

	close(mkstemp(path));
	snprintf(typed, sizeof(typed), "%sw\025%s\ny", keys, path);
	rig_press(rig, typed);
	read_file(path, text, size);
}

START_TEST(what_is_shown_is_written)
{
	char text[4096];
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	save(&rig, "", text, sizeof(text));
	ck_assert(strncmp(text, "A> nopqrstuvwxyz", 16) == 0);
	ck_assert_ptr_nonnull(strstr(text, "\nA> \342\213\257 100 bytes not captured\nA> "));
	ck_assert(
		rig_shows(&rig, " 901 bytes are written; 100 were not captured and are left out"));
	rig_press(&rig, "w");
	ck_assert(rig_shows(&rig, "write to: flow-1-said.txt_"));
	rig_press(&rig, "\033\tw");
	ck_assert(rig_shows(&rig, "write to: flow-1-said-A.bin_"));
	rig_press(&rig, "\033");
	save(&rig, "", text, sizeof(text));
	ck_assert_uint_eq(strlen(text), 600);
	ck_assert(strncmp(text, "nopqrstuvwxyza", 14) == 0);
	save(&rig, "\t", text, sizeof(text));
	ck_assert_uint_eq(strlen(text), 301);
	ck_assert(rig_shows(&rig, " 301 bytes are written"));
	rig_close(&rig);
}
END_TEST

/* --- what is not there --- */

/* A says so many pieces, then comes the end of the script. */
static void open_long(struct rig *rig, int pieces, const char *end)
{
	char *script = memory_zero((size_t)pieces + 9, 64);
	size_t used = (size_t)sprintf(script, "A 10.0.0.1:1\nB 10.0.0.2:2\n"
					      "A > B syn\nB > A syn ack\nA > B ack\n");

	for (int i = 0; i < pieces; i++)
		used += (size_t)sprintf(script + used, "A > B data 9\n");
	strcpy(script + used, end);
	rig_script(rig, script);
	free(script);
}

/* What a side says after much of the other's is looked for little by little; keys wait for it. */
START_TEST(who_says_little_is_found)
{
	struct rig rig;

	open_long(&rig, 14000, "B > A data 5\nB > A data 6\nA > B ack\n");
	rig.app.patience_ns = 0;
	for (const char *key = "b\t\tj"; *key; key++)
		app_key(&rig.app, *key);
	ck_assert_uint_eq(rig.app.held.count, 1);
	ck_assert(rig_shows(&rig, " reading"));
	while (app_work(&rig.app, 0))
		app_draw(&rig.app);
	ck_assert(rig_shows(&rig, " #14005: B says bytes 6 to 11 "));
	ck_assert(rig_row(&rig, 1)[0] == ' ' && strstr(rig_row(&rig, 1), "#14004"));
	ck_assert(strstr(rig_row(&rig, 2), "#14005"));
	rig_press(&rig, "\tk");
	ck_assert(rig_shows(&rig, " #14004: B says bytes 1 to 5 "));
	rig_press(&rig, "g");
	ck_assert(rig_shows(&rig, " #4: A says bytes 1 to 9 "));
	/* Nothing of B is behind it. */
	rig_press(&rig, "\t\tGjj\006");
	ck_assert(rig_shows(&rig, " #14005: B says bytes 6 to 11 "));
	rig_close(&rig);
}
END_TEST

/* A key at that look gives it up. */
static bool look_until(void *context)
{
	int *looks = context;

	return --*looks != 0;
}

/* While it learns what was said, and while it writes, a key stops it. */
START_TEST(a_key_stops_the_writing)
{
	enum { PIECES = 9000 };
	char written[64];
	struct rig rig;
	int looks = -1, all;

	open_long(&rig, PIECES, "");
	rig.app.pause = look_until;
	rig.app.pause_context = &looks;
	rig_press(&rig, "b");
	save(&rig, "", written, sizeof(written));
	all = -1 - looks;
	ck_assert_int_gt(all, PIECES / 64);
	for (int at = 1; at < all; at += 13) {
		looks = at;
		rig_press(&rig, "w\025/tmp/tcpladder-said-not\n");
		ck_assert(rig_shows(&rig, " nothing is written"));
		ck_assert_int_eq(looks, 0);
		ck_assert_int_ne(access("/tmp/tcpladder-said-not", F_OK), 0);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(a_click_moves_the_cursor)
{
	struct rig rig;

	talk_open(&rig, 0, 80, 24);
	app_point(&rig.app, 20, 8);
	ck_assert(rig_shows(&rig, " #7: A says bytes 101 to 500"));
	app_point(&rig.app, 20, 20);
	app_point(&rig.app, 20, 0);
	ck_assert(rig_shows(&rig, " #7: A says bytes 101 to 500"));
	rig_close(&rig);
}
END_TEST

/* The last row of a flow that takes many looks to know; the cursor is always on the screen. */
START_TEST(a_long_flow_is_gone_through)
{
	static const char keys[] = "Gkkkk\002\002gjj\006\006\004\025xG\002ggj";
	struct rig rig;

	rig_open(&rig, sample_flows(1, 3000));
	app_loaded(&rig.app, false);
	rig_press(&rig, "b");
	for (int height = APP_MIN_HEIGHT; height < 40; height += 9) {
		rig_resize(&rig, APP_MIN_WIDTH + height, height);
		for (size_t i = 0; keys[i]; i++) {
			rig_press(&rig, (char[]){keys[i], '\0'});
			while (app_work(&rig.app, 1000000))
				continue;
			ck_assert_msg(*rig_lit(&rig, 0, 1, 1, height - 3), "no cursor after %zu",
				      i);
		}
	}
	rig_press(&rig, "\tG");
	while (app_work(&rig.app, 1000000))
		continue;
	ck_assert(rig_shows(&rig, "A says bytes 299901 to 300000 "));
	rig_close(&rig);
}
END_TEST

Suite *tui_stream_suite(void)
{
	Suite *suite = suite_create("tui stream");
	TCase *tcase = tcase_create("said");

	tcase_add_test(tcase, each_key_does_what_it_says);
	tcase_add_test(tcase, what_is_shown_is_written);
	tcase_add_test(tcase, a_key_stops_the_writing);
	tcase_add_test(tcase, who_says_little_is_found);
	tcase_add_test(tcase, a_click_moves_the_cursor);
	tcase_add_test(tcase, a_long_flow_is_gone_through);
	suite_add_tcase(suite, tcase);
	return suite;
}
