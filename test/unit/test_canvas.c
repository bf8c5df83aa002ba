/* The canvas: text, wide characters, dots, clipping, and the ASCII form of them all. */
#include "tcpladder/canvas.h"

#include <string.h>

#include "unit/suites.h"

enum { ROW_TEXT = 512 };

/* The row as it would be printed, lent until the next call. */
static const char *row(const struct canvas *canvas, int y)
{
	static char text[ROW_TEXT];
	size_t length = 0;

	for (int x = 0; x < canvas_width(canvas); x++) {
		ck_assert_uint_lt(length + CELL_TEXT, sizeof(text));
		canvas_cell_text(canvas, x, y, text + length);
		length += strlen(text + length);
	}
	text[length] = '\0';
	return text;
}

START_TEST(text_is_put_where_asked)
{
	struct canvas *c = canvas_new(8, 2, GLYPHS_UTF8);

	ck_assert_int_eq(canvas_text(c, 2, 1, -1, INK_STATE, "abc"), 3);
	ck_assert_str_eq(row(c, 0), "        ");
	ck_assert_str_eq(row(c, 1), "  abc   ");
	ck_assert_int_eq(canvas_cell(c, 2, 1)->ink, INK_STATE);
	ck_assert_int_eq(canvas_cell(c, 1, 1)->ink, INK_PLAIN);
	canvas_clear(c);
	ck_assert_str_eq(row(c, 1), "        ");
	canvas_free(c);
}
END_TEST

START_TEST(text_is_clipped_on_every_side)
{
	struct canvas *c = canvas_new(4, 1, GLYPHS_UTF8);

	canvas_text(c, -2, 0, -1, INK_PLAIN, "abcdefgh");
	ck_assert_str_eq(row(c, 0), "cdef");
	canvas_clear(c);
	canvas_text(c, 0, -1, -1, INK_PLAIN, "x");
	canvas_text(c, 0, 1, -1, INK_PLAIN, "x");
	ck_assert_int_eq(canvas_text(c, 9, 0, -1, INK_PLAIN, "x"), 0);
	ck_assert_str_eq(row(c, 0), "    ");
	ck_assert_int_eq(canvas_text(c, 0, 0, 2, INK_PLAIN, "abc"), 2);
	ck_assert_str_eq(row(c, 0), "ab  ");
	canvas_free(c);
}
END_TEST

START_TEST(wide_characters_take_two_cells)
{
	struct canvas *c = canvas_new(5, 1, GLYPHS_UTF8);

	ck_assert_int_eq(canvas_text_width(c, "한국"), 4);
	ck_assert_int_eq(canvas_text(c, 0, 0, -1, INK_PLAIN, "한국어"), 4);
	ck_assert_uint_eq(canvas_cell(c, 1, 0)->text, CELL_RIGHT);
	ck_assert_str_eq(row(c, 0), "한국 ");
	canvas_text(c, 1, 0, -1, INK_PLAIN, "x");
	ck_assert_str_eq(row(c, 0), " x국 ");
	canvas_text(c, 2, 0, -1, INK_PLAIN, "y");
	ck_assert_str_eq(row(c, 0), " xy  ");
	canvas_clear(c);
	canvas_text(c, -1, 0, -1, INK_PLAIN, "한국");
	ck_assert_str_eq(row(c, 0), " 국  ");
	canvas_free(c);
}
END_TEST

START_TEST(marks_sit_on_their_character)
{
	struct canvas *c = canvas_new(4, 1, GLYPHS_UTF8);
	struct canvas *a = canvas_new(4, 1, GLYPHS_ASCII);

	ck_assert_int_eq(canvas_text(c, 0, 0, -1, INK_PLAIN,
				     "\xcc\x81"
				     "e\xcc\x81x"),
			 2);
	ck_assert_str_eq(row(c, 0), "e\xcc\x81x  ");
	ck_assert_int_eq(canvas_text(a, 0, 0, -1, INK_PLAIN, "e\xcc\x81x"), 2);
	ck_assert_str_eq(row(a, 0), "ex  ");
	canvas_free(c);
	canvas_free(a);
}
END_TEST

static const struct {
	const char *text;
	const char *utf8;
	const char *ascii;
} hostile[] = {
	{"a\x1b[2Jb", "a\xef\xbf\xbd[2Jb", "a?[2Jb"},
	{"\x7f\xc2\x9b", "\xef\xbf\xbd\xef\xbf\xbd", "??"}, /* DEL, and CSI in two bytes */
	{"\xff\x80", "\xef\xbf\xbd\xef\xbf\xbd", "??"},
	{"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd", "??"}, /* not the shortest form */
	{"\xed\xa0\x80", "\xef\xbf\xbd", "?"},          /* a surrogate */
	{"\xe2\x80\xae", "\xef\xbf\xbd", "?"},          /* turns the line round */
	{"\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd", "??"}, /* cut off */
	{"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "????"},
};

START_TEST(hostile_text_is_made_harmless)
{
	struct canvas *c = canvas_new((int)strlen("a?[2Jb"), 1, GLYPHS_UTF8);
	struct canvas *a = canvas_new((int)strlen("a?[2Jb"), 1, GLYPHS_ASCII);
	size_t wanted;

	canvas_text(c, 0, 0, -1, INK_PLAIN, hostile[_i].text);
	canvas_text(a, 0, 0, -1, INK_PLAIN, hostile[_i].text);
	wanted = strlen(hostile[_i].utf8);
	ck_assert_int_eq(strncmp(row(c, 0), hostile[_i].utf8, wanted), 0);
	wanted = strlen(hostile[_i].ascii);
	ck_assert_int_eq(strncmp(row(a, 0), hostile[_i].ascii, wanted), 0);
	ck_assert_int_eq(canvas_text_width(a, hostile[_i].text), (int)wanted);
	canvas_free(c);
	canvas_free(a);
}
END_TEST

START_TEST(ascii_has_a_stand_in_for_what_we_draw)
{
	struct canvas *a = canvas_new(24, 1, GLYPHS_ASCII);

	canvas_text(a, 0, 0, -1, INK_PLAIN, "│►◄✗↻─┌└⇄…·–×≈→한é");
	ck_assert_str_eq(row(a, 0), "|><X@-++-~.-x~>??       ");
	canvas_free(a);
}
END_TEST

START_TEST(a_line_falls_as_in_the_figure)
{
	struct canvas *c = canvas_new(42, 2, GLYPHS_UTF8);

	canvas_line(c, (struct dot){0, 0}, (struct dot){83, 7}, 1, INK_A);
	ck_assert_str_eq(row(c, 0), "⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀                     ");
	ck_assert_str_eq(row(c, 1), "                     ⠉⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀");
	ck_assert_int_eq(canvas_cell(c, 0, 0)->ink, INK_A);
	canvas_clear(c);
	canvas_line(c, (struct dot){83, 0}, (struct dot){0, 7}, 1, INK_B);
	ck_assert_str_eq(row(c, 0), "                     ⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠉⠉⠉");
	canvas_free(c);
}
END_TEST

START_TEST(ascii_lines_have_a_character_a_quarter)
{
	struct canvas *a = canvas_new(8, 2, GLYPHS_ASCII);

	canvas_line(a, (struct dot){0, 0}, (struct dot){15, 7}, 1, INK_A);
	ck_assert_str_eq(row(a, 0), "'-._    ");
	ck_assert_str_eq(row(a, 1), "    '-._");
	canvas_clear(a);
	canvas_line(a, (struct dot){4, 0}, (struct dot){4, 7}, 1, INK_A);
	ck_assert_str_eq(row(a, 0), "  |     ");
	canvas_clear(a);
	canvas_line(a, (struct dot){0, 0}, (struct dot){15, 0}, 4, INK_A);
	ck_assert_str_eq(row(a, 0), "' ' ' ' ");
	canvas_free(a);
}
END_TEST

START_TEST(text_wins_over_dots_in_any_order)
{
	struct canvas *c = canvas_new(4, 1, GLYPHS_UTF8);

	canvas_text(c, 1, 0, -1, INK_STATE, "x");
	canvas_line(c, (struct dot){0, 0}, (struct dot){7, 0}, 1, INK_A);
	canvas_text(c, 2, 0, -1, INK_STATE, " ");
	ck_assert_str_eq(row(c, 0), "⠉x ⠉");
	ck_assert_int_eq(canvas_cell(c, 1, 0)->ink, INK_STATE);
	canvas_free(c);
}
END_TEST

START_TEST(lines_cross_in_a_cell)
{
	struct canvas *c = canvas_new(1, 1, GLYPHS_UTF8);

	canvas_line(c, (struct dot){0, 0}, (struct dot){1, 3}, 1, INK_A);
	canvas_line(c, (struct dot){1, 0}, (struct dot){0, 3}, 1, INK_B);
	ck_assert_str_eq(row(c, 0), "⣿");
	canvas_free(c);
}
END_TEST

START_TEST(lines_are_clipped_wherever_they_come_from)
{
	struct canvas *c = canvas_new(2, 1, GLYPHS_UTF8);

	canvas_line(c, (struct dot){INT32_MIN, 1}, (struct dot){INT32_MAX, 1}, 1, INK_A);
	ck_assert_str_eq(row(c, 0), "⠒⠒");
	canvas_clear(c);
	canvas_line(c, (struct dot){0, INT32_MAX}, (struct dot){0, INT32_MIN}, 1, INK_A);
	ck_assert_str_eq(row(c, 0), "⡇ ");
	canvas_clear(c);
	canvas_line(c, (struct dot){9, 9}, (struct dot){90, 1}, 1, INK_A);
	canvas_line(c, (struct dot){-9, -9}, (struct dot){-1, -1}, 0, INK_A);
	ck_assert_str_eq(row(c, 0), "  ");
	canvas_line(c, (struct dot){1, 2}, (struct dot){1, 2}, 1, INK_A);
	ck_assert_str_eq(row(c, 0), "⠠ ");
	canvas_free(c);
}
END_TEST

START_TEST(selection_is_clipped_and_keeps_the_ink)
{
	struct canvas *c = canvas_new(3, 2, GLYPHS_UTF8);

	canvas_text(c, 0, 0, -1, INK_STATE, "abc");
	canvas_select(c, -5, -5, 7, 6);
	ck_assert_int_eq(canvas_cell(c, 1, 0)->ink, INK_STATE | INK_SELECTED);
	ck_assert_int_eq(canvas_cell(c, 2, 0)->ink, INK_STATE);
	ck_assert_int_eq(canvas_cell(c, 0, 1)->ink, INK_PLAIN);
	ck_assert_int_eq(canvas_cell(c, 7, 7)->ink, INK_PLAIN);
	canvas_free(c);
}
END_TEST

START_TEST(a_window_of_rows_keeps_the_others)
{
	struct canvas *c = canvas_new(2, 4, GLYPHS_UTF8);

	canvas_clip(c, 1, 2);
	for (int y = 0; y < 4; y++)
		canvas_text(c, 0, y, -1, INK_PLAIN, "x");
	canvas_line(c, (struct dot){2, 0}, (struct dot){2, 15}, 1, INK_A);
	canvas_select(c, 0, 0, 2, 4);
	ck_assert_str_eq(row(c, 0), "  ");
	ck_assert_str_eq(row(c, 1), "x⡇");
	ck_assert_str_eq(row(c, 2), "x⡇");
	ck_assert_str_eq(row(c, 3), "  ");
	ck_assert_int_eq(canvas_cell(c, 0, 3)->ink, INK_PLAIN);
	canvas_clip(c, 3, 9);
	canvas_text(c, 0, 3, -1, INK_PLAIN, "y");
	ck_assert_str_eq(row(c, 3), "y ");
	canvas_clip(c, 0, -1);
	canvas_text(c, 0, 0, -1, INK_PLAIN, "z");
	ck_assert_str_eq(row(c, 0), "z ");
	canvas_free(c);
}
END_TEST

START_TEST(sizes_below_one_count_as_one)
{
	struct canvas *c = canvas_new(-4, 0, GLYPHS_ASCII);

	ck_assert_int_eq(canvas_width(c), 1);
	ck_assert_int_eq(canvas_height(c), 1);
	ck_assert_int_eq(canvas_glyphs(c), GLYPHS_ASCII);
	ck_assert_str_eq(row(c, 0), " ");
	canvas_free(c);
	canvas_free(NULL);
}
END_TEST

static const struct {
	int width;
	const char *text;
	const char *line;
} broken[] = {
	{9, "one two three", "one two"},
	{7, "one two three", "one two"},
	{2, "one two three", "one"},
	{13, "one two three", "one two three"},
	{19, "Next is 1401 = 1301 + 100.", "Next is"},
	{23, "Next is 1401 = 1301 + 100.", "Next is"},
	{26, "Next is 1401 = 1301 + 100.", "Next is 1401 = 1301 + 100."},
	{20, "1401 = 1301 + 100 is next", "1401 = 1301 + 100 is"},
	{8, "1401 = 1301 + 100 is next", "1401 ="},
	{14, "Window 502 × 128 = 64256", "Window"},
	{12, "SYN+ACK seq=1000", "SYN+ACK"},
	{12, "It says ACK 90 = 1 + 89.", "It says"},
	{9, "this ACK of it", "this ACK"},
	{11, "rests (RFC 9293)", "rests"},
	{3, "RFC 9293", "RFC"},
};

START_TEST(a_formula_stays_whole)
{
	struct canvas *c = canvas_new(80, 1, GLYPHS_UTF8);
	size_t length = canvas_text_fit(c, broken[_i].text, broken[_i].width);

	ck_assert_uint_eq(length, strlen(broken[_i].line));
	ck_assert_mem_eq(broken[_i].text, broken[_i].line, length);
	canvas_free(c);
}
END_TEST

static void add_drawing(Suite *suite)
{
	TCase *tcase = tcase_create("lines");

	tcase_add_test(tcase, a_line_falls_as_in_the_figure);
	tcase_add_test(tcase, ascii_lines_have_a_character_a_quarter);
	tcase_add_test(tcase, text_wins_over_dots_in_any_order);
	tcase_add_test(tcase, lines_cross_in_a_cell);
	tcase_add_test(tcase, lines_are_clipped_wherever_they_come_from);
	suite_add_tcase(suite, tcase);
}

Suite *canvas_suite(void)
{
	Suite *suite = suite_create("canvas");
	TCase *tcase = tcase_create("text");

	tcase_add_test(tcase, text_is_put_where_asked);
	tcase_add_test(tcase, text_is_clipped_on_every_side);
	tcase_add_test(tcase, wide_characters_take_two_cells);
	tcase_add_test(tcase, marks_sit_on_their_character);
	tcase_add_loop_test(tcase, hostile_text_is_made_harmless, 0,
			    sizeof(hostile) / sizeof(*hostile));
	tcase_add_test(tcase, ascii_has_a_stand_in_for_what_we_draw);
	tcase_add_test(tcase, selection_is_clipped_and_keeps_the_ink);
	tcase_add_test(tcase, a_window_of_rows_keeps_the_others);
	tcase_add_test(tcase, sizes_below_one_count_as_one);
	tcase_add_loop_test(tcase, a_formula_stays_whole, 0, sizeof(broken) / sizeof(*broken));
	suite_add_tcase(suite, tcase);
	add_drawing(suite);
	return suite;
}
