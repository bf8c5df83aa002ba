/*
 * Situations at the boundaries of the rules, as scripts, and a check of their labels.
 */
#ifndef TEST_SUPPORT_EDGES_H
#define TEST_SUPPORT_EDGES_H

#include "support/tracked.h"

struct edge_case {
	const char *what;
	const char *script;
	const char *labels; /* tracked_labels() of the last segments, "; " between them */
};

/* Fails where the last segments of the script's last flow do not have these labels. */
void edges_check(const struct edge_case *edge);

/* Fails where anything but the copies is another with each of its packets twice. */
void edges_check_doubled(const struct edge_case *edge);

/* Three-way handshakes: captured at A, 20 ms from B, and at B; without SACK; with timestamps. */
#define EDGE_AT_A                                                                                  \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"                               \
	"0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"               \
	"0.0201 A > B . ack 4294967201\n"
#define EDGE_AT_B                                                                                  \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"                               \
	"0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"              \
	"0.0201 A > B . ack 4294967201\n"
#define EDGE_NO_SACK                                                                               \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000>\n"                                      \
	"0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000>\n"                      \
	"0.0201 A > B . ack 4294967201\n"
#define EDGE_TIMES_A                                                                               \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK,TS val 4294967290 ecr 0>\n"       \
	"0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK,TS val 100 ecr "  \
	"4294967290>\n"                                                                            \
	"0.0201 A > B . ack 4294967201 <TS val 4294967291 ecr 100>\n"
#define EDGE_TIMES_B                                                                               \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK,TS val 4294967290 ecr 0>\n"       \
	"0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK,TS val 100 ecr " \
	"4294967290>\n"                                                                            \
	"0.0201 A > B . ack 4294967201 <TS val 4294967291 ecr 100>\n"
#define EDGE_IPV6                                                                                  \
	"A [2001:db8::1]:40000\n"                                                                  \
	"B [2001:db8::2]:80\n"                                                                     \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"                               \
	"0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"               \
	"0.0201 A > B . ack 4294967201\n"

/* A sends 500 bytes, which B acknowledges. */
#define EDGE_ANSWERED                                                                              \
	"0.1 A > B P. 4294967001:205(500) ack 4294967201\n"                                        \
	"0.12 B > A . ack 205\n"

#endif
