/*
 * What there is to say about a segment, before anybody asks whether it fits.
 */
#ifndef LADDER_WORDS_H
#define LADDER_WORDS_H

#include "ladder/label.h"

enum { FORMS = 4 };

/* In order of importance: the first is placed first. */
enum word {
	WORD_VERDICT,
	WORD_FLAGS,
	WORD_SEQ,
	WORD_ACK,
	WORD_SUM, /* the ACK's sum, where it must stand apart from it */
	WORD_LENGTH,
	WORD_ALSO,
	WORD_COUNT
};

struct offer {
	char form[FORMS][PIECE_TEXT]; /* from the fullest to the shortest; "" for no more */
	enum ink ink;
	int chosen; /* the form that is placed, -1 for none */
	int line;
};

struct offers {
	const struct view *view;
	const struct event *event;
	size_t index;
	struct offer word[WORD_COUNT];
};

/* Fill in the forms of every word that the segment at offers->index has. */
void words_segment(struct offers *offers);
void words_unseen(struct offers *offers);

#endif
