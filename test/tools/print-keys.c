/* Prints every key of the viewer, which the man pages are held to: print-keys [LANGUAGE]. */
#include <locale.h>

#include "tcpladder/tui.h"

int main(int argc, char **argv)
{
	const struct lang *lang = argc > 1 ? lang_find(argv[1]) : lang_default();

	if (!lang)
		return 2;
	setlocale(LC_CTYPE, "");
	tui_print_keys(stdout, lang);
	return 0;
}
