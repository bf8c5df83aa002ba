/* Characters: UTF-8 in and out, and what stands for them in ASCII. */
#include "ladder/glyph.h"

#include <stddef.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* They move the cursor, turn the line round or look like nothing at all. */
static const struct range unprintable[] = {
	{0x0000, 0x001f},   {0x007f, 0x009f},    {0x00ad, 0x00ad}, {0x061c, 0x061c},
	{0x180e, 0x180e},   {0x200b, 0x200f},    {0x2028, 0x202e}, {0x2060, 0x206f},
	{0xd800, 0xf8ff},   {0xfeff, 0xfeff},    {0xfff0, 0xfffb}, {0xfffe, 0xffff},
	{0xe0000, 0xe00ff}, {0xf0000, 0x10ffff},
};

static bool is_printable(uint32_t code)
{
	for (size_t i = 0; i < sizeof(unprintable) / sizeof(*unprintable); i++)
		if (code >= unprintable[i].first && code <= unprintable[i].last)
			return false;
	return true;
}

/* How many bytes follow this first one; -1 where none may be first. */
static int continuation_count(unsigned char lead)
{
	if (lead < 0x80)
		return 0;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 1;
	if (lead >= 0xe0 && lead <= 0xef)
		return 2;
	return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

/* The code of a whole and shortest form, else GLYPH_REPLACEMENT; reads no byte after a bad one. */
static uint32_t decode(const unsigned char *bytes, int count)
{
	static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
	static const unsigned char mask[] = {0x7f, 0x1f, 0x0f, 0x07};
	uint32_t code = bytes[0] & mask[count];

	for (int i = 1; i <= count; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return GLYPH_REPLACEMENT;
		code = code << 6 | (bytes[i] & 0x3f);
	}
	return code >= smallest[count] && code <= 0x10ffff ? code : GLYPH_REPLACEMENT;
}

uint32_t glyph_next(const char **text)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	int count = continuation_count(bytes[0]);
	uint32_t code = count < 0 ? GLYPH_REPLACEMENT : decode(bytes, count);

	/* U+FFFD itself is three bytes and rarely written: one '?' a byte does it no wrong. */
	*text += code == GLYPH_REPLACEMENT ? 1 : count + 1;
	return is_printable(code) ? code : GLYPH_REPLACEMENT;
}

int glyph_write(uint32_t code, char *out)
{
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	int length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	out[length] = '\0';
	for (int i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)(lead[length] | code);
	return length;
}

/* clang-format off */
static const struct {
	uint16_t code;
	char ascii;
} stand_ins[] = {
	/* the drawing */
	{0x2502, '|'}, {0x25ba, '>'}, {0x25c4, '<'}, {0x2717, 'X'}, {0x21bb, '@'}, {0x2500, '-'},
	{0x254c, '.'}, {0x250a, ':'}, {0x22ee, ':'}, {0x250c, '+'}, {0x2510, '+'}, {0x2514, '+'},
	{0x2518, '+'}, {0x251c, '+'}, {0x2524, '+'}, {0x252c, '+'}, {0x2534, '+'}, {0x253c, '+'},
	{0x2573, 'X'}, {0x2588, '#'}, {0x258e, '|'}, {0x2591, '.'},
	/* the words */
	{0x00a0, ' '}, {0x00a7, 'S'}, {0x00b1, '~'}, {0x00b5, 'u'}, {0x00b7, '.'}, {0x00d7, 'x'},
	{0x03bc, 'u'}, {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2014, '-'},
	{0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'}, {0x2022, '*'}, {0x2026, '~'},
	{0x22ef, '~'},
	{0x2190, '<'}, {0x2191, '^'}, {0x2192, '>'}, {0x2193, 'v'}, {0x2194, '-'}, {0x21c4, '-'},
	{0x2212, '-'}, {0x2248, '~'}, {0x2260, '#'}, {0x2264, '<'}, {0x2265, '>'}, {0x25b2, '^'},
	{0x25bc, 'v'}, {0x25b6, '>'}, {0x25c0, '<'}, {0x25cf, '*'}, {0x25cb, 'o'}, {0x2713, '+'},
};
/* clang-format on */

char glyph_ascii(uint32_t code)
{
	if (code < 0x80)
		return (char)code;
	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(*stand_ins); i++)
		if (stand_ins[i].code == code)
			return stand_ins[i].ascii;
	return '?';
}

char glyph_ascii_dots(uint8_t dots)
{
	/* The two dots of each row, from the top. */
	static const uint8_t rows[] = {0x01 | 0x08, 0x02 | 0x10, 0x04 | 0x20, 0x40 | 0x80};
	static const char by_height[] = {'\'', '-', '.', '_'};
	int first = -1;
	int last = 0;

	for (int row = 0; row < 4; row++) {
		if (!(dots & rows[row]))
			continue;
		first = first < 0 ? row : first;
		last = row;
	}
	if (first < 0)
		return ' ';
	return last - first > 2 ? '|' : by_height[(first + last) / 2];
}
