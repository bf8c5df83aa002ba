/* The table of themes. */
#include "tcpladder/theme.h"

#include <stdio.h>
#include <string.h>

#define COLOR(value, many, few)                                                                    \
	{                                                                                          \
		true, value, many, few                                                             \
	}

struct theme {
	const char *name;
	struct theme_look look[INK_COUNT];
	struct theme_look selected;
};

/* clang-format off */
/* What holds without any colour, and in every theme. */
#define PLAIN_INKS \
	[INK_DIM] = {.faint = true}, \
	[INK_STATE] = {.bold = true}, \
	[INK_BAND] = {.bold = true}, \
	[INK_TITLE] = {.reverse = true}, \
	[INK_HEADING] = {.bold = true}

static const struct theme themes[] = {
	/* After Okabe and Ito, of middle lightness: reads on black and on white, for all eyes. */
	{"okabe-ito", {
		PLAIN_INKS,
		[INK_A] = {.ink = COLOR(0x0087d7, 32, 6)},                    /* blue */
		[INK_B] = {.ink = COLOR(0x009e73, 29, 2)},                    /* bluish green */
		[INK_LOST] = {.bold = true, .ink = COLOR(0xd75f00, 166, 1)},  /* vermilion */
		[INK_RESENT] = {.bold = true, .ink = COLOR(0xcc79a7, 169, 5)}, /* reddish purple */
		[INK_NOTICE] = {.bold = true, .ink = COLOR(0xc88000, 136, 3)}, /* orange */
	}, {.bold = true, .ink = COLOR(0xffffff, 231, 15), .ground = COLOR(0x005f87, 24, 4)}},
	{"dark", {
		PLAIN_INKS,
		[INK_A] = {.ink = COLOR(0x5fafff, 75, 14)},
		[INK_B] = {.ink = COLOR(0x5fd787, 78, 10)},
		[INK_LOST] = {.bold = true, .ink = COLOR(0xff5f5f, 203, 9)},
		[INK_RESENT] = {.bold = true, .ink = COLOR(0xd787ff, 177, 13)},
		[INK_NOTICE] = {.bold = true, .ink = COLOR(0xffd75f, 221, 11)},
	}, {.bold = true, .ink = COLOR(0xffffff, 231, 15), .ground = COLOR(0x303050, 236, 4)}},
	{"light", {
		PLAIN_INKS,
		[INK_A] = {.ink = COLOR(0x005faf, 25, 4)},
		[INK_B] = {.ink = COLOR(0x00693e, 22, 2)},
		[INK_LOST] = {.bold = true, .ink = COLOR(0xaf0000, 124, 1)},
		[INK_RESENT] = {.bold = true, .ink = COLOR(0x870087, 90, 5)},
		[INK_NOTICE] = {.bold = true, .ink = COLOR(0x875f00, 94, 3)},
	}, {.bold = true, .ink = COLOR(0x000000, 16, 0), .ground = COLOR(0xafd7ff, 153, 6)}},
	{"mono", {
		PLAIN_INKS,
		[INK_LOST] = {.bold = true},
		[INK_RESENT] = {.bold = true},
		[INK_NOTICE] = {.bold = true},
	}, {.reverse = true}},
};
/* clang-format on */

enum { THEMES = sizeof(themes) / sizeof(*themes) };

const char *theme_name(size_t index)
{
	return index < THEMES ? themes[index].name : NULL;
}

const struct theme *theme_find(const char *name)
{
	for (size_t i = 0; i < THEMES; i++)
		if (strcmp(themes[i].name, name) == 0)
			return &themes[i];
	return NULL;
}

const struct theme *theme_default(void)
{
	return &themes[0];
}

const struct theme *theme_mono(void)
{
	return &themes[THEMES - 1];
}

const struct theme *theme_next(const struct theme *theme)
{
	return &themes[(size_t)(theme - themes + 1) % THEMES];
}

const char *theme_title(const struct theme *theme)
{
	return theme->name;
}

struct theme_look theme_look(const struct theme *theme, enum ink ink)
{
	return theme->look[ink];
}

struct theme_look theme_selected(const struct theme *theme)
{
	return theme->selected;
}

static bool has(const char *text, const char *part)
{
	return text && strstr(text, part);
}

enum theme_depth theme_depth(const char *colorterm, const char *term)
{
	if (has(colorterm, "truecolor") || has(colorterm, "24bit") || has(term, "-direct"))
		return THEME_TRUE;
	return !term || !*term || has(term, "256color") ? THEME_256 : THEME_16;
}

static void add_color(const struct theme_color *color, bool ground, enum theme_depth depth,
		      char *out)
{
	int base = ground ? 40 : 30;
	size_t used = strlen(out);
	char *end = out + used;
	size_t room = THEME_ESCAPE - used;
	const char *gap = used > 0 ? ";" : "";
	int few = color->of_16 < 8 ? base + color->of_16 : base + 60 + color->of_16 - 8;

	if (!color->set)
		return;
	if (depth == THEME_TRUE)
		snprintf(end, room, "%s%d;2;%u;%u;%u", gap, base + 8, color->rgb >> 16,
			 color->rgb >> 8 & 0xff, color->rgb & 0xff);
	else if (depth == THEME_256)
		snprintf(end, room, "%s%d;5;%d", gap, base + 8, color->of_256);
	else
		snprintf(end, room, "%s%d", gap, few);
}

void theme_escape(const struct theme_look *look, enum theme_depth depth, char out[THEME_ESCAPE])
{
	snprintf(out, THEME_ESCAPE, "%s%s%s", look->bold ? "1;" : "", look->faint ? "2;" : "",
		 look->reverse ? "7;" : "");
	if (*out)
		out[strlen(out) - 1] = '\0';
	add_color(&look->ink, false, depth, out);
	add_color(&look->ground, true, depth, out);
}
