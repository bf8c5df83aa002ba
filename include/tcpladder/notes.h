/*
 * Notes: what is to be said of a segment beside its role and its phase, and sets of them.
 */
#ifndef TCPLADDER_NOTES_H
#define TCPLADDER_NOTES_H

#include <stdbool.h>
#include <stdint.h>

/* The lines of notes.def. */
enum note {
#define NOTE(identifier, name, weight, reference) NOTE_##identifier,
#include "tcpladder/notes.def"
#undef NOTE
	NOTE_COUNT
};

/* The machine name, the weight on the ladder and the section of a note. */
const char *note_name(enum note note);
int note_weight(enum note note);
const char *note_reference(enum note note);

/* The first 64 notes are the common ones: an event has but a few bits for the others. */
#define NOTE_RARE 64u
enum { NOTE_RARE_BITS = 8 };

_Static_assert((unsigned)NOTE_COUNT <= NOTE_RARE + NOTE_RARE_BITS, "the last note has no bit");

/* Made by {0}. */
struct note_set {
	uint64_t word[2]; /* the common ones, the rare ones */
};

static inline bool note_set_has(struct note_set set, enum note note)
{
	return (set.word[note / NOTE_RARE] >> note % NOTE_RARE & 1) != 0;
}

static inline void note_set_add(struct note_set *set, enum note note)
{
	set->word[note / NOTE_RARE] |= UINT64_C(1) << note % NOTE_RARE;
}

static inline void note_set_drop(struct note_set *set, enum note note)
{
	set->word[note / NOTE_RARE] &= ~(UINT64_C(1) << note % NOTE_RARE);
}

/* Whether some note is in both. */
static inline bool note_sets_meet(struct note_set x, struct note_set y)
{
	return ((x.word[0] & y.word[0]) | (x.word[1] & y.word[1])) != 0;
}

#endif
