/*
 * What somebody types who does not know what to type: keys of every screen, clicks, a few whole
 * sentences, now and then another size of the terminal or a stop.
 */
#ifndef TEST_SUPPORT_BABBLE_H
#define TEST_SUPPORT_BABBLE_H

#include <stddef.h>
#include <stdint.h>

enum { BABBLE_ROOM = 32 };

enum babble { BABBLE_KEYS, BABBLE_SIZE, BABBLE_STOP };

/* The next number below that one; the seed moves on. */
uint64_t babble_draw(uint64_t *seed, uint64_t below);

/* What comes next. Keys are *size bytes, as a terminal sends them, which end in NUL. */
enum babble babble(uint64_t *seed, char keys[BABBLE_ROOM], size_t *size);

#endif
