/*
 * A capture read and tracked in a changed form, and two results compared.
 */
#ifndef TEST_SUPPORT_VARIANTS_H
#define TEST_SUPPORT_VARIANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpladder/flow.h"

struct variant {
	const char *way;   /* in words */
	uint32_t shift[2]; /* added to the numbers of the lower endpoint, of the higher one */
	int64_t slower;    /* times between packets are so many times as long; 0 for as they are */
	int64_t later_ns;
	bool mirror;       /* the two addresses of every packet exchange their values */
	bool doubled;      /* every packet twice, at the same time */
	uint32_t padding;  /* bytes appended to every frame that is whole */
	uint32_t snapshot; /* frames cut to this, behind the TCP header; 0 for none */
	size_t bound;      /* of the tracker, which forgets what is beyond; 0 for none */
};

/* The flows of the file so changed; the caller frees the tracker. What fails ends the test. */
struct tracker *variant_track(const char *path, const struct variant *variant);

/* Whether every IPv4 packet of the file has an identification that is not 0. */
bool variant_has_ids(const char *path);

/*
 * Whether both have the same flows with the same events: who sent, labels but those in except
 * (bits of event.notes), states. Else difference says where. What y has forgotten is not
 * compared.
 */
bool variant_equal(const struct tracker *x, const struct tracker *y, uint64_t except,
		   char *difference, size_t size);

#endif
