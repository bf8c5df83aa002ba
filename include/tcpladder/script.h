/*
 * Segments from text, in the notation of tcpdump and packetdrill: what unit tests are driven by
 * and what the sample captures are made from.
 *
 *	A 10.0.0.1:40000                  # an endpoint: one capital letter, IPv4 or [IPv6]:port
 *	B 10.0.0.2:80
 *	start 1700000000                  # seconds since 1970, added to every time; else 0
 *	ipid A 7001                       # A's IPv4 identification counts up from here; else it is
 *	0.000000 A > B  S 1000:1000(0) win 64240 <mss 1460,sackOK,TS val 5 ecr 0,nop,wscale 7>
 *	+0.02    B > A  S. 2000:2000(0) ack 1001
 *	0.300    A > B  P. 1301:1401(100) ack 2001 lost
 *	0.310    B > A  . ack 1301 <sack 1401:1501>
 *
 * Time is when the segment was captured, in seconds, or after a + since the line before. Flags
 * are tcpdump's: S F R P . U E W e, or - for none. Numbers are absolute. Left out, the sequence
 * numbers begin where the sender's last line ended, the window is 64240 and the rest is zero.
 *
 * Options: mss N, wscale N, sackOK, sack L:R [L:R …], TS val N ecr N, nop, uto SECONDS,
 * tfo [HEX], mptcp SUBTYPE, kind N (unknown, without data).
 * At the end of a line, in any order: urg N, ipid N, ttl N, ce, ect0, ect1, and the marks below.
 */
#ifndef TCPLADDER_SCRIPT_H
#define TCPLADDER_SCRIPT_H

#include <stddef.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/segment.h"

enum script_mark {
	SCRIPT_LOST = 1 << 0,    /* "lost": captured at the sender, never arrived: the truth */
	SCRIPT_MISSING = 1 << 1, /* "missing": was on the wire, is not in the capture */
	SCRIPT_CORRUPT = 1 << 2  /* "corrupt": its checksum is wrong */
};

struct script_line {
	struct packet packet; /* frame and offset count from 1, without the missing ones (0) */
	unsigned marks;
	int line; /* in the text, from 1 */
};

struct script {
	struct script_line *lines;
	size_t count;
};

/* NULL and *error ("line 3: …") where the text does not follow the notation. */
struct script *script_parse(const char *text, struct error *error);

/* The same from a file. */
struct script *script_load(const char *path, struct error *error);

/* NULL is allowed. */
void script_free(struct script *script);

/* Writes a classic pcap file (µs, Ethernet, little-endian) of what is not missing. -1: refused. */
int script_write_pcap(const struct script *script, FILE *out);

#endif
