/* Themes: they can be read on their grounds, and are written for each kind of terminal. */
#include "tcpladder/theme.h"

#include <math.h>
#include <string.h>

#include "unit/suites.h"

/* Relative luminance and contrast as WCAG 2.1 define them. */
static double linear(uint32_t value)
{
	double part = (value & 0xff) / 255.0;

	return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

static double contrast(uint32_t x, uint32_t y)
{
	double a = luminance(x) + 0.05, b = luminance(y) + 0.05;

	return a > b ? a / b : b / a;
}

/* Colours 16 to 255 of terminals that have 256: a cube of 6 * 6 * 6, then greys. */
static uint32_t rgb_of_256(unsigned number)
{
	static const uint8_t steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
	unsigned cube = number - 16, grey = 8 + (number - 232) * 10;

	ck_assert_uint_ge(number, 16);
	if (number >= 232)
		return grey << 16 | grey << 8 | grey;
	return (uint32_t)steps[cube / 36] << 16 | (uint32_t)steps[cube / 6 % 6] << 8 |
	       steps[cube % 6];
}

static const struct {
	const char *theme;
	uint32_t ground;
	double least;
} grounds[] =
	{
		{"okabe-ito", 0x000000, 4.5},
		{"okabe-ito", 0xffffff, 3.0}, /* of lines and large or bold text no more is asked */
		{"dark", 0x000000, 4.5},
		{"dark", 0x303030, 4.0},
		{"light", 0xffffff, 4.5},
		{"light", 0xfdf6e3, 4.5},
};

START_TEST(a_theme_can_be_read_on_its_ground)
{
	const struct theme *theme = theme_find(grounds[_i].theme);
	struct theme_look selected = theme_selected(theme);

	for (enum ink ink = 0; ink < INK_COUNT; ink++) {
		struct theme_look look = theme_look(theme, ink);

		if (!look.ink.set)
			continue;
		ck_assert_double_ge(contrast(look.ink.rgb, grounds[_i].ground), grounds[_i].least);
		ck_assert_double_ge(contrast(rgb_of_256(look.ink.of_256), grounds[_i].ground),
				    grounds[_i].least);
	}
	ck_assert_double_ge(contrast(selected.ink.rgb, selected.ground.rgb), 4.5);
	ck_assert_double_ge(
		contrast(rgb_of_256(selected.ink.of_256), rgb_of_256(selected.ground.of_256)), 4.5);
}
END_TEST

START_TEST(every_theme_is_found_and_comes_round)
{
	const struct theme *theme = theme_default();
	size_t count = 0;

	while (theme_name(count))
		count++;
	ck_assert_uint_ge(count, 4);
	for (size_t i = 0; i < count; i++) {
		ck_assert_str_eq(theme_title(theme), theme_name(i));
		ck_assert_ptr_eq(theme_find(theme_name(i)), theme);
		theme = theme_next(theme);
	}
	ck_assert_ptr_eq(theme, theme_default());
	ck_assert_ptr_null(theme_find("pink"));
}
END_TEST

START_TEST(the_theme_without_colours_has_none)
{
	char escape[THEME_ESCAPE];

	for (enum ink ink = 0; ink < INK_COUNT; ink++) {
		struct theme_look look = theme_look(theme_mono(), ink);

		ck_assert(!look.ink.set && !look.ground.set);
		theme_escape(&look, THEME_TRUE, escape);
		ck_assert_ptr_null(strstr(escape, "38"));
	}
	ck_assert(theme_look(theme_mono(), INK_LOST).bold);
}
END_TEST

START_TEST(a_look_is_written_for_each_depth)
{
	struct theme_look lost = theme_look(theme_default(), INK_LOST);
	struct theme_look selected = theme_selected(theme_default());
	struct theme_look plain = theme_look(theme_default(), INK_PLAIN);
	char escape[THEME_ESCAPE];

	theme_escape(&lost, THEME_16, escape);
	ck_assert_str_eq(escape, "1;31");
	theme_escape(&lost, THEME_256, escape);
	ck_assert_str_eq(escape, "1;38;5;166");
	theme_escape(&lost, THEME_TRUE, escape);
	ck_assert_str_eq(escape, "1;38;2;215;95;0");
	theme_escape(&selected, THEME_16, escape);
	ck_assert_str_eq(escape, "1;97;44");
	theme_escape(&plain, THEME_TRUE, escape);
	ck_assert_str_eq(escape, "");
}
END_TEST

START_TEST(the_environment_tells_the_depth)
{
	ck_assert_int_eq(theme_depth(NULL, NULL), THEME_256);
	ck_assert_int_eq(theme_depth(NULL, "xterm-256color"), THEME_256);
	ck_assert_int_eq(theme_depth("", "linux"), THEME_16);
	ck_assert_int_eq(theme_depth("truecolor", "xterm"), THEME_TRUE);
	ck_assert_int_eq(theme_depth("24bit", NULL), THEME_TRUE);
	ck_assert_int_eq(theme_depth(NULL, "xterm-direct"), THEME_TRUE);
}
END_TEST

Suite *theme_suite(void)
{
	Suite *suite = suite_create("theme");
	TCase *tcase = tcase_create("themes");
	int count = (int)(sizeof(grounds) / sizeof(*grounds));

	tcase_add_loop_test(tcase, a_theme_can_be_read_on_its_ground, 0, count);
	tcase_add_test(tcase, every_theme_is_found_and_comes_round);
	tcase_add_test(tcase, the_theme_without_colours_has_none);
	tcase_add_test(tcase, a_look_is_written_for_each_depth);
	tcase_add_test(tcase, the_environment_tells_the_depth);
	suite_add_tcase(suite, tcase);
	return suite;
}
