/*
 * How each ink looks on this terminal: attributes that say it without colour, and the theme's
 * colours, as many as the terminal has.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include <stdbool.h>

#include "tcpladder/theme.h"
#include "tui/terminal.h"

/* Whether the terminal has colours; makes it ready for them. */
bool palette_can_color(void);

/* Fills in the looks; without colours where it has none (colored is what was found above). */
void palette_choose(struct terminal *terminal, const struct theme *theme, bool colored);

#endif
