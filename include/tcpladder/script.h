/*
 * Connections written down as text, in the notation of tcpdump and packetdrill: what lessons,
 * sample captures and unit tests are made from. The manual tcpladder-script(5) has the whole
 * language; in short:
 *
 *	A 10.0.0.1:40000 isn 1000         # an endpoint: one capital letter, IPv4 or [IPv6]:port
 *	B 10.0.0.2:80 isn 2000
 *	start 1700000000                  # seconds since 1970, added to every time; else 0
 *	0.000000 A > B  S 1000:1000(0) win 64240 <mss 1460,sackOK,TS val 5 ecr 0,nop,wscale 7>
 *	+0.02    B > A  S. 2000:2000(0) ack 1001
 *	0.300    A > B  P. 1301:1401(100) ack 2001 lost
 *	0.310    B > A  . ack 1301 <sack 1401:1501>
 *
 * Time is when the segment was captured, in seconds, or after a + since the line before. Flags
 * are tcpdump's: S F R P . U E W e, or - for none. Numbers are absolute. Left out, the sequence
 * numbers begin where the sender's last line ended, the window is 64240 and the rest is zero.
 *
 * In words, everything that follows from the lines before may be left out: times from the round
 * trip, numbers from what was sent and has arrived (RFC 9293 §3.4, §3.10.7.4), acknowledgments of
 * what came out of order at once (RFC 5681 §4.2).
 *
 *	A > B syn
 *	B > A syn ack
 *	A > B ack
 *	A > B data 100 lost
 *	wait 1.02
 *	A > B again
 *	B > A ack
 */
#ifndef TCPLADDER_SCRIPT_H
#define TCPLADDER_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

#include "tcpladder/error.h"
#include "tcpladder/segment.h"

enum script_mark {
	SCRIPT_LOST = 1 << 0,    /* "lost": never arrived: the truth */
	SCRIPT_MISSING = 1 << 1, /* "missing": was on the wire, is not in the capture */
	SCRIPT_CORRUPT = 1 << 2  /* "corrupt": its checksum is wrong */
};

struct script_line {
	struct packet packet; /* frame and offset count from 1, without the missing ones (0) */
	unsigned marks;
	int line;       /* in the text, from 1 */
	char *data;     /* packet.segment.len bytes that were written down, or NULL for filling */
	char *comments; /* as frame.comments, or NULL */
};

/* In order of capture. */
struct script {
	struct script_line *lines;
	size_t count;
	char *comments; /* of the whole, as frame.comments: title, what to look for; or NULL */
};

/*
 * NULL and *error ("line 3, character 9: …", with a caret in the line) where the text does not
 * follow the notation. The caller frees the script.
 */
struct script *script_parse(const char *text, struct error *error);

/* NULL is allowed. */
void script_free(struct script *script);

enum { SCRIPT_FRAME_MAX = 66000 };

/*
 * Writes the Ethernet frame of a line into out, which has room for SCRIPT_FRAME_MAX bytes, and
 * returns its length. Octets that no text gives follow from their sequence numbers, so that a
 * retransmission carries what the first copy did. The same line gives the same bytes, always.
 */
size_t script_frame(const struct script *script, size_t line, uint8_t *out);

#endif
