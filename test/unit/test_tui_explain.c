/* The viewer's explanations, its themes, and what it looks like in Korean. */
#include "support/rig.h"
#include "support/screen.h"
#include "unit/suites.h"

#include <string.h>

START_TEST(each_segment_is_explained)
{
	static const char *const words[] = {
		"A asks to open the connection",
		"B agrees: ACK 1 = 0 + 1",
		"the handshake is complete",
		"A sends bytes 1 to 100: 1 + 100 = 101",
		"B has every byte before 101 and expects 101 next",
		"A has no more data to send.",
		"B acknowledges A's FIN, ACK 102 = 101 + 1",
	};
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	app_loaded(&rig.app, false);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		ck_assert_msg(rig_shows(&rig, words[i]), "%s", words[i]);
		ck_assert(rig_shows(&rig, "RFC 9293"));
		rig_press(&rig, "j");
	}
	ck_assert(rig_shows(&rig, "FIN-WAIT-2: its FIN is acknowledged"));
	rig_close(&rig);
}
END_TEST

static bool reread_offers(void *context, const struct event *event, struct dissection *dissection,
			  struct error *error)
{
	(void)context;
	(void)error;
	dissection->packet.segment.options = (struct tcp_options){
		.present = OPT_UNKNOWN, .unknown_count = 1, .unknown_kind = {77}};
	if (event->flags & TCP_SYN)
		dissection->packet.segment.options = (struct tcp_options){
			.present = OPT_MSS | OPT_WSCALE, .mss = 1460, .wscale = 7};
	return true;
}

START_TEST(what_options_say_is_told)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 1));
	rig.source.reread = reread_offers;
	app_loaded(&rig.app, false);
	app_resize(&rig.app, 120, 40);
	ck_assert(rig_shows(&rig, "1460"));
	ck_assert(rig_shows(&rig, "scale 7)"));
	rig_press(&rig, "jjj");
	ck_assert(!rig_shows(&rig, "scale 7)"));
	ck_assert(rig_shows(&rig, "options of kind 77"));
	rig_close(&rig);
}
END_TEST

/* Where there is room: the round trip, what is in flight, and the states in force. */
START_TEST(what_is_measured_is_told)
{
	struct rig rig;

	rig_open(&rig, sample_flows(1, 2));
	app_loaded(&rig.app, false);
	app_resize(&rig.app, 130, 40);
	rig_press(&rig, "jjj");
	ck_assert(rig_shows(&rig, "Not acknowledged yet: 100 bytes of A; B's window has room for "
				  "64140"));
	ck_assert(rig_shows(&rig, "A is ESTABLISHED, B is ESTABLISHED."));
	ck_assert(rig_shows(&rig, "RFC 9293 S3.4, S3.3.1, S3.3.2"));
	rig_press(&rig, "j");
	ck_assert(rig_shows(&rig, "Everything that A sent is acknowledged."));
	ck_assert(rig_shows(&rig, "(RTT) as A measures it."));
	ck_assert(rig_shows(&rig, "RFC 9293 S3.4, RFC 6298 S3"));
	rig_close(&rig);
}
END_TEST

START_TEST(the_explanation_folds_away)
{
	struct rig rig;
	char row[SCREEN_ROW];

	rig_open(&rig, sample_flows(1, 5));
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "A asks to open"));
	rig_press(&rig, "i");
	ck_assert(!rig_shows(&rig, "A asks to open"));
	canvas_row(rig.app.canvas, RIG_HEIGHT - 2, row);
	ck_assert(strstr(row, "#1  A -> B  SYN"));
	rig_press(&rig, "i");
	ck_assert(rig_shows(&rig, "A asks to open"));
	app_resize(&rig.app, RIG_WIDTH, APP_MIN_HEIGHT);
	ck_assert(!rig_shows(&rig, "A asks to open"));
	rig_press(&rig, "i");
	ck_assert(rig_shows(&rig, "A asks to open"));
	rig_close(&rig);
}
END_TEST

START_TEST(themes_come_round)
{
	struct rig rig;

	rig_open(&rig, sample_flows(2, 5));
	rig.tui.theme = theme_default();
	rig_reopen(&rig);
	app_loaded(&rig.app, false);
	rig_press(&rig, "c");
	ck_assert(rig_shows(&rig, "theme: dark"));
	ck_assert_ptr_eq(rig.app.theme, theme_find("dark"));
	rig_press(&rig, "\nc");
	ck_assert(rig_shows(&rig, "theme: light"));
	rig_press(&rig, "?cc");
	ck_assert_ptr_eq(rig.app.theme, theme_default());
	rig_close(&rig);
}
END_TEST

/* The second half of a wide character has its first half beside it. */
static void check_rows(const struct canvas *canvas)
{
	for (int y = 0; y < canvas_height(canvas); y++)
		for (int x = 0; x < canvas_width(canvas); x++)
			if (canvas_cell(canvas, x, y)->text == CELL_RIGHT)
				ck_assert(x > 0 && canvas_cell(canvas, x - 1, y)->text >= 0x1100);
}

START_TEST(hangul_stays_in_its_cells)
{
	static const int sizes[][2] = {{60, 12}, {80, 24}, {200, 50}};
	struct rig rig;

	rig_open(&rig, sample_flows(2, 5));
	rig.tui.ladder.lang = lang_find("ko");
	rig.tui.glyphs = _i < 3 ? GLYPHS_UTF8 : GLYPHS_MIXED;
	rig_reopen(&rig);
	app_resize(&rig.app, sizes[_i % 3][0], sizes[_i % 3][1]);
	app_loaded(&rig.app, false);
	ck_assert(rig_shows(&rig, "흐름 2개") && rig_shows(&rig, "끝내기"));
	rig_press(&rig, "\n");
	ck_assert(rig_shows(&rig, "흐름 1 / 2") && rig_shows(&rig, "3방향 핸드셰이크"));
	check_rows(rig.app.canvas);
	if (sizes[_i % 3][1] < 20)
		rig_press(&rig, "i");
	ck_assert(rig_shows(&rig, "A가 연결을 요청합니다"));
	check_rows(rig.app.canvas);
	rig_press(&rig, "?");
	ck_assert(rig_shows(&rig, "하나 아래로") && !rig_shows(&rig, "one down"));
	check_rows(rig.app.canvas);
	rig_close(&rig);
}
END_TEST

Suite *tui_explain_suite(void)
{
	Suite *suite = suite_create("tui explain");
	TCase *tcase = tcase_create("explain");

	tcase_add_test(tcase, each_segment_is_explained);
	tcase_add_test(tcase, what_options_say_is_told);
	tcase_add_test(tcase, what_is_measured_is_told);
	tcase_add_test(tcase, the_explanation_folds_away);
	tcase_add_test(tcase, themes_come_round);
	tcase_add_loop_test(tcase, hangul_stays_in_its_cells, 0, 6);
	suite_add_tcase(suite, tcase);
	return suite;
}
