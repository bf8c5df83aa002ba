/* Keys at random. */
#include "support/babble.h"

#include <stdio.h>
#include <string.h>

static const char plain[] =
	"jjjjkkkk\n\n\n\033\033  \t\tnNeEvvttssiibbxxoodSSPPaA!<>zcp?wf/+-00hlJKgGq";

static const char *const sequences[] = {
	"\033OA", "\033OB", "\033OC", "\033OD",  "\033[5~", "\033[6~",  "\033OH",
	"\033OF", "\033OP", "\033OQ", "\033[3~", "\033[Z",  "\x0c",     "\x15",
	"\x17",   "\x04",   "\x02",   "\x06",    "\x7f",    "\303\251", "\355\225\234",
};

/* Whole sentences, without which random keys would seldom say anything. */
static const char *const sentences[] = {
	"/retransmission\n",
	"/seq\n",
	"fflags.syn\n",
	"f\x15len > 0\n",
	"f\x15lost\t\n",
	"f\x15\n",
	"w\x15out.txt\n",
	"w\x15out.pcapng\ny",
	"w\x15out.json\nyy",
	"bw\x15said\ny",
	"1401\n",
	"ack\n",
	"\033\033gg\n",
	"/\x15RST\nnnN",
	"?/key\nnn\033",
	"SaSa++",
	"Pack\n",
	"o++e\t\tx",
	"v+++---0",
	"\n\txhl",
};

/* What the terminal takes for itself: an end, a stop, holding the output. NUL says nothing. */
static const char to_terminal[] = "\x03\x1c\x1a\x13";

#define SOME(array) (array)[babble_draw(seed, sizeof(array) / sizeof(*(array)))]

uint64_t babble_draw(uint64_t *seed, uint64_t below)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (z ^ z >> 31) % below;
}

static void click(uint64_t *seed, char keys[BABBLE_ROOM])
{
	static const int buttons[] = {0, 64, 65};
	int button = SOME(buttons);
	int x = 1 + (int)babble_draw(seed, 120), y = 1 + (int)babble_draw(seed, 40);

	snprintf(keys, BABBLE_ROOM, "\033[<%d;%d;%dM", button, x, y);
}

static void one(uint64_t *seed, char keys[BABBLE_ROOM])
{
	keys[0] = plain[babble_draw(seed, sizeof(plain) - 1)];
	keys[1] = '\0';
}

static void any(uint64_t *seed, char keys[BABBLE_ROOM])
{
	keys[0] = (char)babble_draw(seed, 256);
	keys[1] = '\0';
	if (strchr(to_terminal, keys[0]))
		keys[0] = ' ';
}

enum babble babble(uint64_t *seed, char keys[BABBLE_ROOM], size_t *size)
{
	uint64_t what = babble_draw(seed, 400);

	keys[0] = '\0';
	if (what < 280)
		one(seed, keys);
	else if (what < 328)
		snprintf(keys, BABBLE_ROOM, "%s", SOME(sequences));
	else if (what < 348)
		any(seed, keys);
	else if (what < 368)
		click(seed, keys);
	else if (what < 390)
		snprintf(keys, BABBLE_ROOM, "%s", SOME(sentences));
	*size = strlen(keys);
	if (*size > 0)
		return BABBLE_KEYS;
	return what < 399 ? BABBLE_SIZE : BABBLE_STOP;
}
