/* Prints every key of the viewer, which the man page is held to. */
#include <locale.h>

#include "tcpladder/tui.h"

int main(void)
{
	setlocale(LC_CTYPE, "");
	tui_print_keys(stdout, lang_default());
	return 0;
}
