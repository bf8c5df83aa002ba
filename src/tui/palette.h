/*
 * How each ink looks: attributes that say it without colour, and colours that the colour-blind
 * tell apart, on dark and on light ground.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include <stdbool.h>

#include "tui/terminal.h"

/* Fills in the looks; color asks for colours where the terminal has them. */
void palette_choose(struct terminal *terminal, bool color);

#endif
