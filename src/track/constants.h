/*
 * The numbers that rules rest on, each with its reason.
 */
#ifndef TRACK_CONSTANTS_H
#define TRACK_CONSTANTS_H

#include <stdint.h>

#define NS_PER_US INT64_C(1000)
#define NS_PER_MS INT64_C(1000000)
#define NS_PER_S  INT64_C(1000000000)

/* RFC 6298 §2.1 before any sample; the floor is what real stacks have (§2.4 says 1 s). */
#define RTO_FIRST_NS (1000 * NS_PER_MS)
#define RTO_FLOOR_NS (200 * NS_PER_MS)

/* No timer is known to wait longer (Linux; RFC 6298 §2.5 allows a bound of 60 s or more). */
#define RTO_MOST_NS (120 * NS_PER_S)

/* Twice what a segment may live (RFC 9293 §3.4.2: MSL): what took longer is no round trip. */
#define RTT_MOST_NS (240 * NS_PER_S)

/* RFC 5681 §3.2. */
enum { DUP_THRESHOLD = 3 };

/*
 * Copies of one packet: the smallest real retransmission timer bounds the age where the IP ID
 * matches (a resend may reuse it: RFC 9293 §3.8.1 MAY-4); without an ID nothing resends so fast.
 */
#define COPY_AGE_NS       (200 * NS_PER_MS)
#define COPY_AGE_NO_ID_NS (500 * NS_PER_US)
enum { COPY_LOOK_BACK = 64 }; /* mirror ports repeat within a few packets */

/*
 * IP IDs tell the order of sending where nearly all steps are small ones forward. Where few are
 * known, or wide ones after a silence, it is likely at best: as many again for each second.
 */
enum { ID_STEP_MAX = 3999, ID_GOOD_PERCENT = 90, ID_SAMPLES = 2 };

/*
 * Counters of one socket step by one for each packet; a timer ends no shorter silence than this,
 * and a window that a capture missed as a whole is no longer than that.
 */
enum { ID_EXACT_SAMPLES = 3, ID_EXACT_PERCENT = 95, UNSEEN_MAX = 1000 };
#define UNSEEN_SILENCE_NS (150 * NS_PER_MS)

/* Copies made by the capture follow their originals at once, and always after the same while. */
enum { COPIES_BOTH_WAYS = 3 };
#define COPY_OFFSET_NS (1 * NS_PER_MS)
#define COPY_JITTER_NS (50 * NS_PER_US)

/* Sooner than any reaction of the sender could be: this share of its fastest response. */
enum { REORDER_PERCENT = 90 };

/* RFC 7323 §2.3: no window is shifted further. */
enum { SHIFT_MOST = 14 };

/* Windows remembered: the sender acts on one that is about a response old (RFC 9293 §3.8.6). */
enum { EDGES = 16 };

/* Nothing answers sooner than this share of the fastest answer: what comes then was under way. */
enum { UNDER_WAY_PERCENT = 50 };

/* What an arrival brings about follows it within the answers of that end, or this. */
#define ANSWER_SLACK_NS (1 * NS_PER_MS)

/* A SYN+ACK again this soon after the SYN again answers it. */
#define REPLY_SLACK_NS (50 * NS_PER_MS)

/* A probe is repeated after about the same wait, a timer's resend after twice (RFC 6298 §5.5). */
enum { BACK_OFF_PERCENT = 160 };

/* Complaints remembered, for resends that come after their own acknowledgment. */
enum { VIEWS = 8 };

/*
 * Acknowledged ranges kept, so that a needless resend still finds what it repeats: with a few that
 * are outstanding they fill a queue of 32.
 */
enum { HISTORY = 24 };

/* Events in which the copy of a forgotten range is looked for: bounded, whatever is sent. */
enum { COPY_SEARCH = 512 };

/* A wrong checksum is damage only where nearly all others, nine of ten, are right. */
enum { CHECKSUMS_RIGHT_PER_WRONG = 9 };

/* A DSACK names a segment or two; one that claims a million must not cost a million. */
enum { DSACK_LOOK = 64 };

/* Copies of one range among which a timestamp's echo is looked for: RFC 1122 has 3 to 15 sent. */
enum { ECHO_LOOK = 32 };

/* The vantage point: one way through the capture so many times shorter than the other. */
enum { MUCH_CLOSER = 10 };

#endif
