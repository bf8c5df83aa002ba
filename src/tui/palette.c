/* A theme on a terminal, with as many of its colours as that has. */
#include "tui/palette.h"

#include <curses.h>

enum { DEFAULT_COLOR = -1, PAIR_SELECTED = INK_COUNT + 1, COLORS_DIRECT = 1 << 24, COLORS_8 = 8 };

static attr_t attributes_of(const struct theme_look *look)
{
	return (look->bold ? A_BOLD : A_NORMAL) | (look->faint ? A_DIM : A_NORMAL) |
	       (look->reverse ? A_REVERSE : A_NORMAL);
}

/* The colour's number on this terminal. */
static int number_of(const struct theme_color *color)
{
	if (!color->set)
		return DEFAULT_COLOR;
	if (COLORS >= COLORS_DIRECT)
		return (int)color->rgb;
	if (COLORS >= 256)
		return color->of_256;
	return COLORS > COLORS_8 ? color->of_16 : color->of_16 % COLORS_8;
}

static struct terminal_look look_of(const struct theme_look *look, int pair, bool colored)
{
	struct terminal_look out = {attributes_of(look), 0};
	int ink = number_of(&look->ink), ground = number_of(&look->ground);

	/* Eight colours cannot tell the ground of the cursor from what lies on it. */
	if (look->ground.set && (!colored || COLORS < 16))
		return (struct terminal_look){A_REVERSE, 0};
	if (colored && (look->ink.set || look->ground.set) &&
	    init_extended_pair(pair, ink, ground) == OK)
		out.pair = (short)pair;
	return out;
}

bool palette_can_color(void)
{
	return has_colors() && start_color() == OK && use_default_colors() == OK &&
	       COLOR_PAIRS > PAIR_SELECTED;
}

void palette_choose(struct terminal *terminal, const struct theme *theme, bool colored)
{
	struct theme_look selected = theme_selected(theme);

	for (int i = 0; i < INK_COUNT; i++) {
		struct theme_look look = theme_look(theme, (enum ink)i);

		terminal->look[i] = look_of(&look, i + 1, colored);
	}
	terminal->selected = look_of(&selected, PAIR_SELECTED, colored);
}
