/*
 * The viewer's keys as the user wants them: the key table, with some actions given other keys.
 *
 * An action is named by its screen and what it does there, "ladder.next-event"; the names follow
 * from the key table. What is typed into a line keeps its keys.
 */
#ifndef TCPLADDER_KEYMAP_H
#define TCPLADDER_KEYMAP_H

#include <stdbool.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/lang.h"

struct keymap;

/* The keys of the table. The caller frees it. Never NULL. */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

/*
 * Gives the action these keys and no others: names with blanks between, "n F2 ^X Space". They are
 * taken from what had them on that screen by the table. false and *error where there is no such
 * action or key, or where the key was given to another action before.
 */
bool keymap_bind(struct keymap *keymap, const char *action, const char *keys, struct error *error);

/* Writes a line for each action, "key ladder.next-event = e", with what it does as a comment. */
void keymap_print(const struct keymap *keymap, FILE *out, const struct lang *lang);

#endif
