/*
 * The keys that the screens ask for.
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "tcpladder/keymap.h"
#include "tui/keys.h"

/* The row at index, of one screen; NULL beyond the last. Lent until the map is changed. */
const struct key_row *keymap_row(const struct keymap *keymap, size_t index);

/* What the key does on that screen; ACTION_NONE for nothing. */
enum action keymap_action(const struct keymap *keymap, enum screen_kind screen, int key);

#endif
