/*
 * The slots of the sentences: {seq} and the like, each with what puts in its words.
 */
#ifndef EXPLAIN_SLOTS_H
#define EXPLAIN_SLOTS_H

#include "explain/subject.h"

enum { SLOT_TEXT = 160 };

/* out has room for SLOT_TEXT bytes. */
struct slot {
	const char *name;
	void (*put)(const struct subject *subject, char *out);
};

/* What is counted, and what is measured; the last of each has no name. */
extern const struct slot number_slots[];
extern const struct slot measured_slots[];

/* Among slots of which the last has no name; NULL where there is none of that many bytes. */
const struct slot *slot_find(const struct slot *among, const char *name, size_t length);

/* "#5"; "?" for none. */
void slot_frame(const struct event *event, char *out);

/* The time between the two, whichever comes first. */
void slot_wait(const struct subject *subject, const struct event *other, char *out);

#endif
