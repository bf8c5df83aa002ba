/*
 * A script tracked: text in the notation of script.h, and what the tracker says of each segment.
 * A mistake in the script ends the test.
 */
#ifndef TEST_SUPPORT_TRACKED_H
#define TEST_SUPPORT_TRACKED_H

#include <stddef.h>

#include "tcpladder/flow.h"

/* Endpoints A and B, and a three-way handshake with ISNs 4294967000 and 4294967200. */
#define TRACKED_ENDS "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
#define TRACKED_OPEN                                                                               \
	TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"                  \
		     "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"  \
		     "0.0201 A > B . ack 4294967201\n"

/* The flows of the script's captured segments; the caller frees the tracker. */
struct tracker *tracked(const char *script);

/* What the capture did to the segment of a script, counted from 1: SEGMENT_… */
struct tracked_mark {
	size_t segment;
	uint16_t capture;
};

/* The same with those marks. */
struct tracker *tracked_marked(const char *script, const struct tracked_mark *marks, size_t count);

/*
 * The same with an IP ID of its own for each packet, from 1 on, and so many copies of each at once:
 * what is sent again is told from a copy.
 */
struct tracker *tracked_numbered(const char *script, int copies);

/* Adds the segments of one more script to it. */
void tracked_more(struct tracker *tracker, const char *script);

/*
 * Machine names, joined by commas: role, notes in the order of notes.def, "retransmission.cause".
 * Good until the next call.
 */
const char *tracked_labels(const struct tracker *tracker, size_t flow, size_t event);

/* Fails unless the event of the script's first flow has these labels. */
void tracked_check(const char *script, size_t event, const char *labels);

/* "SYN-SENT SYN-RECEIVED": A's and B's state after the event, '?' where guessed. As above. */
const char *tracked_states(const struct tracker *tracker, size_t flow, size_t event);

#endif
