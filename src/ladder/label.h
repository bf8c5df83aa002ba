/*
 * What is written on an arrow: the words, and which of them fit.
 */
#ifndef LADDER_LABEL_H
#define LADDER_LABEL_H

#include "ladder/layout.h"

enum { LABEL_LINES = 2, LABEL_PIECES = 8, PIECE_TEXT = 96 };

struct piece {
	char text[PIECE_TEXT];
	enum ink ink;
};

/* One line of words, in reading order. */
struct label_line {
	struct piece piece[LABEL_PIECES];
	int count;
	int gap;   /* blanks between two pieces */
	int width; /* cells of it all */
};

struct label {
	struct label_line line[LABEL_LINES];
};

/* How much room there is. */
struct label_room {
	int lines; /* 1: everything in line[0]; 2: the verdict and the arithmetic in line[1] */
	int cells[LABEL_LINES];
};

/* The words for the segment at index. */
void label_segment(const struct view *view, size_t index, struct label_room room,
		   struct label *label);

/* The words for what was never captured but must have been sent before the segment at index. */
void label_unseen(const struct view *view, size_t index, struct label_room room,
		  struct label *label);

/* Writes the line from cell x in row y. */
void label_draw(const struct view *view, const struct label_line *line, int x, int y);

/* --- what the words are made of (facts.c) --- */

/* Was it sent again, or is it said to be lost? */
bool segment_is_resent(const struct event *event);
bool segment_is_lost(const struct event *event);

/* Something of the peer or the sender was never captured before this segment. */
bool segment_has_unseen(const struct event *event, size_t index);

/* It is a SYN+ACK and comes first: the SYN is missing. */
bool segment_answers_unseen_syn(const struct event *event, size_t index);

/* Who sent what was never captured. */
enum side unseen_side(const struct event *event, size_t index);

/* The wait that ended with this resend in ns; 0 where no timer is known to have caused it. */
int64_t segment_wait(const struct ladder *ladder, size_t index);

/* Its ACK acknowledges what none of this sender's did before, as far as a short look back tells. */
bool segment_ack_is_news(const struct view *view, size_t index);

/* The peer's segment that ends where this ACK points to; NULL where none was captured of late. */
const struct event *segment_acked(const struct view *view, size_t index);

/* The number as the ladder shows it: relative to the side's base, or as sent. */
enum { NUMBER_TEXT = LADDER_NUMBER };
void number_text(const struct view *view, enum side side, uint32_t seq, char *out);

#endif
