/*
 * Characters: reading and writing UTF-8, their width, and what stands for them in ASCII.
 */
#ifndef LADDER_GLYPH_H
#define LADDER_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

/* Stands for what cannot be shown. */
#define GLYPH_REPLACEMENT UINT32_C(0xfffd)

/*
 * Takes the next character off *text, which is not at its end. Broken UTF-8 (one byte of it) and
 * what would not print where it stands (controls, bidirectional marks, private use) come out as
 * GLYPH_REPLACEMENT.
 */
uint32_t glyph_next(const char **text);

enum { GLYPH_TEXT = 5 };

/* Writes the character as UTF-8 with an end; out has room for GLYPH_TEXT. Returns its length. */
int glyph_write(uint32_t code, char *out);

/* 0 for a combining mark, 2 for a wide character, else 1. Known without a locale. */
int glyph_width(uint32_t code);

/* The character of the same meaning in ASCII, '?' where there is none. */
char glyph_ascii(uint32_t code);

/* One of ' - . _ for braille dots in the ASCII form, by their height in the cell. */
char glyph_ascii_dots(uint8_t dots);

#endif
