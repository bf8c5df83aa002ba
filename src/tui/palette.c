/* The looks of the inks, with colours after Okabe and Ito where there are 256. */
#include "tui/palette.h"

#include <curses.h>

enum {
	DEFAULT_COLOR = -1,
	PAIR_SELECTED = INK_COUNT + 1,
	SELECTED_INK = 231,
	SELECTED_GROUND = 24
};

static const struct {
	attr_t attributes;  /* with and without colours */
	short color_of_256; /* of middle lightness: read on black and on white */
	short color_of_8;
} looks[INK_COUNT] = {
	[INK_PLAIN] = {A_NORMAL, DEFAULT_COLOR, DEFAULT_COLOR},
	[INK_DIM] = {A_DIM, DEFAULT_COLOR, DEFAULT_COLOR},
	[INK_A] = {A_NORMAL, 32, COLOR_CYAN},
	[INK_B] = {A_NORMAL, 36, COLOR_GREEN},
	[INK_STATE] = {A_NORMAL, DEFAULT_COLOR, DEFAULT_COLOR},
	[INK_BAND] = {A_BOLD, DEFAULT_COLOR, DEFAULT_COLOR},
	[INK_LOST] = {A_BOLD, 166, COLOR_RED},
	[INK_RESENT] = {A_BOLD, 172, COLOR_YELLOW},
	[INK_NOTICE] = {A_BOLD, 169, COLOR_MAGENTA},
	[INK_TITLE] = {A_REVERSE, DEFAULT_COLOR, DEFAULT_COLOR},
	[INK_HEADING] = {A_BOLD, DEFAULT_COLOR, DEFAULT_COLOR},
};

static void add_color(struct terminal_look *look, short pair, short color)
{
	if (color == DEFAULT_COLOR || init_pair(pair, color, DEFAULT_COLOR) == ERR)
		return;
	look->pair = pair;
}

void palette_choose(struct terminal *terminal, bool color)
{
	bool colored = color && has_colors() && start_color() == OK && use_default_colors() == OK;
	bool many = colored && COLORS >= 256 && COLOR_PAIRS > PAIR_SELECTED;

	for (short i = 0; i < INK_COUNT; i++) {
		terminal->look[i].attributes = looks[i].attributes;
		if (colored)
			add_color(&terminal->look[i], (short)(i + 1),
				  many ? looks[i].color_of_256 : looks[i].color_of_8);
	}
	terminal->selected = (struct terminal_look){A_REVERSE, 0};
	if (many && init_pair(PAIR_SELECTED, SELECTED_INK, SELECTED_GROUND) == OK)
		terminal->selected = (struct terminal_look){A_BOLD, PAIR_SELECTED};
}
