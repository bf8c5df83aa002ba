/* What the terminal, the environment and the options allow together. */
#include "world.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "language.h"

enum { WIDTH_DEFAULT = 80, WIDTH_MOST = 1000 };

bool world_is_terminal(void)
{
	const char *terminal = getenv("TERM");

	return isatty(STDOUT_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

/* Where the locale draws box characters two cells wide, lines made of them do not meet. */
enum glyphs world_glyphs(const struct options *options, const struct lang *lang)
{
	bool lines = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && wcwidth(L'│') != 2;

	if (options->utf8 != WHEN_AUTO)
		lines = options->utf8 == WHEN_ALWAYS;
	return lines ? GLYPHS_UTF8 : language_ascii_glyphs(lang);
}

bool world_color(const struct options *options)
{
	const char *unwanted = getenv("NO_COLOR");

	if (options->color != WHEN_AUTO)
		return options->color == WHEN_ALWAYS;
	return world_is_terminal() && !(unwanted && *unwanted);
}

const struct theme *world_theme(const struct options *options)
{
	return options->theme ? theme_find(options->theme) : theme_default();
}

int world_width(const struct options *options)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int width = options->width;

	if (width == 0 && columns)
		width = atoi(columns);
	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		width = WIDTH_DEFAULT;
	if (width < LADDER_MIN_WIDTH)
		return LADDER_MIN_WIDTH;
	return width > WIDTH_MOST ? WIDTH_MOST : width;
}
