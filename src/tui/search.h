/*
 * What the user looks for, made ready to be asked of ten million segments.
 *
 * A text finds a segment by what the ladder writes on it (flags, numbers, labels, states), by the
 * machine names of its labels, by its frame's number ("17" or "#17"), its sender's address, and by
 * its data. Numbers are found whole, relative or as sent; "seq=", "ack=", "len=" and "win=" tell
 * one from another. Large and small letters are the same.
 */
#ifndef TUI_SEARCH_H
#define TUI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"
#include "tcpladder/lang.h"

enum { SEARCH_TEXT = 512 };

/* Which of a segment's numbers is meant: bits. */
enum search_number {
	NUMBER_SEQ = 1 << 0,
	NUMBER_ACK = 1 << 1,
	NUMBER_LEN = 1 << 2,
	NUMBER_WINDOW = 1 << 3,
	NUMBER_FRAME = 1 << 4
};

struct search {
	char text[SEARCH_TEXT];
	const struct lang *lang;
	unsigned numbers; /* NUMBER_…; 0 where the text is no number */
	uint32_t number;
	struct note_set notes;
	bool counted; /* the text has a digit: a note that counts may show it */
	uint16_t roles, phases, causes, states;
	uint32_t flags; /* a bit for each set of the flags that the ladder writes */
	uint16_t flag;  /* those that it does not write */
};

/* Makes the text ready; lang is borrowed. */
void search_read(struct search *search, const char *text, const struct lang *lang);

/* Does the event of the flow show it? Its data is not looked at. */
bool search_event(const struct search *search, const struct flow_summary *summary,
		  const struct flow *flow, size_t index);

/* Is it worth looking for in the data? "#17" is a frame and nothing else. */
bool search_reads_data(const struct search *search);

/* Do the bytes have it in them? */
bool search_bytes(const struct search *search, const uint8_t *bytes, size_t size);

/* Does the flow's row in the list show it: number, ends, states? */
bool search_flow(const struct search *search, const struct flow_summary *flow);

#endif
