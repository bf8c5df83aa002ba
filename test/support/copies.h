/*
 * A capture that has every packet twice at once says of the first ones what it says without the
 * second ones, which are duplicates.
 */
#ifndef TEST_SUPPORT_COPIES_H
#define TEST_SUPPORT_COPIES_H

#include <stddef.h>

#include "tcpladder/flow.h"

struct copies_difference {
	const char *what; /* in words; NULL for no difference */
	size_t flow;
	size_t event; /* without the copies */
};

/* Where what was found out with every packet twice differs. */
struct copies_difference copies_compare(const struct tracker *once, const struct tracker *twice);

#endif
