/*
 * Which language is spoken, and in which characters: what the user asked for and what the
 * environment says. No locale of the language need be installed.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>

#include "tcpladder/canvas.h"
#include "tcpladder/lang.h"

/*
 * Takes the environment's locale of characters. Where it names UTF-8 and is not installed, any
 * other that has UTF-8 does. Returns whether characters are UTF-8.
 */
bool language_take_locale(void);

/*
 * The language named by asked, else (where that is NULL) by the first of LC_ALL, LC_MESSAGES and
 * LANG that is set. English where that is none of ours, or where the characters are not UTF-8 and
 * nobody asked for the language by name.
 */
const struct lang *language_choose(const char *asked, bool utf8);

/* What to draw with where lines must be ASCII: words stay what they are but in English. */
enum glyphs language_ascii_glyphs(const struct lang *lang);

#endif
