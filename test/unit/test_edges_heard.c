/*
 * ACKs, windows, resets, openings and options.
 * Each situation is at the boundary of a rule; its labels were written down before they were
 * compared. Sequence numbers pass 2^32 on the way.
 */
#include <check.h>

#include "support/edges.h"
#include "unit/suites.h"

/* A sends more than a window without a shift can hold. */
#define EDGE_LONG                                                                                  \
	"0.1 A > B . 4294967001:29705(30000) ack 4294967201\n"                                     \
	"0.12 B > A . ack 29705\n"                                                                 \
	"0.1201 A > B . 29705:59705(30000) ack 4294967201\n"                                       \
	"0.14 B > A . ack 59705\n"                                                                 \
	"0.1401 A > B . 59705:69705(10000) ack 4294967201\n"                                       \
	"0.16 B > A . ack 69705\n"

/* Picked up while both send; B's windows hold 1000 bytes as sent. */
#define EDGE_MIDSTREAM                                                                             \
	TRACKED_ENDS                                                                               \
	"0.1 A > B . 500:1000(500) ack 1\n"                                                        \
	"0.12 B > A . 1:1(0) ack 1000 win 1000\n"

/* What it shows, the script, and the labels of its last flow's last segments. */
static const struct edge_case cases[] = {
	{"window moves and nothing is sacked", /* RFC 9293 §3.8.6.2.2 */
	 EDGE_NO_SACK "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		      "0.1001 A > B . 205:705(500) ack 4294967201\n"
		      "0.12 B > A . ack 205\n"
		      "0.121 B > A . ack 205 win 65000\n",
	 "ack; ack,window-update"},
	{"window moves and something is sacked", /* RFC 6675 §2 */
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201 lost\n"
		   "0.1001 A > B . 205:705(500) ack 4294967201\n"
		   "0.12 B > A . ack 4294967001 win 63000 <sack 205:705>\n",
	 "data; data; ack,dup-ack"},
	{"nothing outstanding is no dup ack", /* RFC 5681 §2 */
	 EDGE_AT_A EDGE_ANSWERED "0.13 B > A . ack 205\n"
				 "0.14 B > A . ack 205\n",
	 "ack; ack,repeated-ack; ack,repeated-ack"},
	{"overtaken ack moves nothing", /* RFC 9293 §3.10.7.4 */
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		   "0.1001 A > B . 205:705(500) ack 4294967201\n"
		   "0.12 B > A . ack 705 win 500\n"
		   "0.1201 B > A . ack 205 win 9000\n"
		   "0.1202 A > B P. 705:1205(500) ack 4294967201\n",
	 "ack; ack,old-ack; data,window-full"},
	{"window full but for a byte",
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 205 win 500\n"
		   "0.1201 A > B P. 205:704(499) ack 4294967201\n"
		   "0.1202 A > B P. 704:705(1) ack 4294967201\n"
		   "0.1203 A > B P. 705:706(1) ack 4294967201\n",
	 "data; data,window-full; data,beyond-window"},
	{"acknowledged before it was captured",
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 705\n"
		   "0.1201 A > B . 205:705(500) ack 4294967201\n",
	 "ack; data,captured-late"},
	{"acknowledged and never captured",
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 705\n"
		   "0.5 A > B . 705:1205(500) ack 4294967201\n",
	 "ack,ack-unseen; data,not-captured,gap"},
	{"not captured, but for the half that comes late",
	 EDGE_AT_A "0.12 B > A . ack 205\n"
		   "0.2 A > B . 205:305(100) ack 4294967201\n"
		   "0.3 A > B . 4294967001:4294967251(250) ack 4294967201\n",
	 "ack,ack-unseen; data,not-captured,gap; data,captured-late"},
	{"not captured, until both halves come late",
	 EDGE_AT_A "0.12 B > A . ack 205\n"
		   "0.2 A > B . 205:305(100) ack 4294967201\n"
		   "0.3 A > B . 4294967251:205(250) ack 4294967201\n"
		   "0.4 A > B . 4294967001:4294967251(250) ack 4294967201\n",
	 "ack; data,gap; data,captured-late; data,captured-late"},
	{"not captured, of which more is missing when half comes late",
	 EDGE_AT_A "0.12 B > A . ack 405\n"
		   "0.2 A > B . 205:305(100) ack 4294967201\n"
		   "0.3 A > B . 4294967001:205(500) ack 4294967201\n",
	 "ack,ack-unseen; data,captured-late,gap; data,captured-late"},
	{"port reuse with a lower isn", /* RFC 9293 §3.6.1 */
	 EDGE_AT_A "1.0 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
		   "1.02 B > A F. 4294967201:4294967201(0) ack 4294967002\n"
		   "1.0201 A > B . ack 4294967202\n"
		   "2.0 A > B S 100:100(0) <mss 1000,sackOK>\n"
		   "2.02 B > A S. 50:50(0) ack 101 <mss 1000,sackOK>\n",
	 "hs.syn,port-reuse; hs.syn-ack"},
	{"port reuse with the same isn after a reset",
	 EDGE_AT_A "1.0 A > B R. 4294967001:4294967001(0) ack 4294967201\n"
		   "2.0 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n",
	 "hs.syn,port-reuse"},
	{"another attempt while nobody answers",
	 TRACKED_ENDS "0.0 A > B S 1000:1000(0)\n"
		      "1.0 A > B S 1000:1000(0)\n"
		      "3.0 A > B S 5000:5000(0)\n",
	 "hs.syn,port-reuse"},
	{"syn in a connection is challenged", /* RFC 9293 Figure 9 */
	 EDGE_AT_A EDGE_ANSWERED "5.0 A > B S 77:77(0)\n"
				 "5.02 B > A . ack 205\n"
				 "5.0201 A > B R 205:205(0)\n",
	 "hs.syn,syn-in-connection; ack,challenge-ack; close.rst,close.rst.no-such-connection"},
	{"number that fits nothing is answered", /* RFC 9293 §3.5.2 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B . 104:104(0) ack 4294967201\n"
				 "0.22 B > A . ack 205\n",
	 "ack,repeated-ack,odd.seq; ack,challenge-ack"},
	{"copy of a syn with a fin",
	 TRACKED_ENDS "0.0 A > B SF 4294967000:4294967000(0) ipid 7\n"
		      "0.0 A > B SF 4294967000:4294967000(0) ipid 7\n",
	 "hs.syn,duplicate"},
	{"copy of a doubtful syn that was sent again",
	 EDGE_AT_A EDGE_ANSWERED "5.0 A > B S 77:77(0) ipid 7\n"
				 "6.0 A > B S 77:77(0) ipid 8\n"
				 "6.0 A > B S 77:77(0) ipid 8\n",
	 "hs.syn,syn-in-connection; hs.syn,syn-in-connection; hs.syn,duplicate"},
	{"copy of a syn that an earlier answer does not acknowledge",
	 TRACKED_ENDS "0.0 B > A S. 50:50(0) ack 4294967001\n"
		      "0.1 A > B S 4294967100:4294967100(0) ipid 7\n"
		      "0.1 A > B S 4294967100:4294967100(0) ipid 7\n",
	 "hs.syn,syn-in-connection; hs.syn,duplicate"},
	{"bytes below the number of the SYN fit nothing", /* RFC 9293 §3.4 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B P. 4294966500:4294966600(100) ack 4294967201\n"
				 "0.4 A > B P. 4294966500:4294966600(100) ack 4294967201\n",
	 "ack; data,odd.seq; data,odd.seq"},
	{"ack too soon to answer a number that fits nothing",
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B . 104:104(0) ack 4294967201\n"
				 "0.2001 B > A . ack 205\n",
	 "ack,repeated-ack,odd.seq; ack,repeated-ack"},
	{"number that fits nothing while data is outstanding",
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B P. 205:705(500) ack 4294967201\n"
				 "0.2001 A > B . 104:104(0) ack 4294967201\n"
				 "0.22 B > A . ack 205\n",
	 "data; ack,repeated-ack,odd.seq; ack,dup-ack"},
	{"keep-alives that cross on a path that got faster",
	 EDGE_AT_A EDGE_ANSWERED "75.0 A > B . 204:204(0) ack 4294967201\n"
				 "75.004 B > A . 4294967200:4294967200(0) ack 205\n"
				 "75.0041 A > B . 205:205(0) ack 4294967201\n"
				 "75.0165 B > A . 4294967201:4294967201(0) ack 205\n"
				 "75.03 B > A . 4294967201:4294967201(0) ack 205\n",
	 "ack,keep-alive; ack,keep-alive; ack,keep-alive-ack; ack,keep-alive-ack; "
	 "ack,repeated-ack"},
	{"reset that is not the next number is challenged", /* RFC 5961 §3.2 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B R 305:305(0)\n"
				 "0.22 B > A . ack 205\n",
	 "close.rst,rst.challenged; ack,challenge-ack"},
	{"stamp too old for paws is answered", /* RFC 7323 §5.3 */
	 EDGE_TIMES_B "0.1 A > B P. 4294967001:205(500) ack 4294967201 <TS val 20 ecr 100>\n"
		      "0.1001 B > A . ack 205\n"
		      "0.2 A > B P. 4294967001:205(500) ack 4294967201 <TS val 10 ecr 100>\n"
		      "0.2001 B > A . ack 205\n",
	 "data,out-of-order,paws.old; ack,challenge-ack"},
	{"ack of what was never sent", /* RFC 5961 §5.2 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 B > A . 4294967201:4294967201(0) ack 705\n"
				 "0.2001 A > B . 205:205(0) ack 4294967201\n"
				 "0.3 A > B P. 205:305(100) ack 4294967201\n"
				 "0.32 B > A . 4294967201:4294967201(0) ack 305\n",
	 "ack,ack-unseen; ack,challenge-ack; data; ack"},
	{"ack of what was not captured", /* A goes on behind it */
	 EDGE_AT_A EDGE_ANSWERED "0.2 B > A . 4294967201:4294967201(0) ack 705\n"
				 "0.2001 A > B . 705:705(0) ack 4294967201\n",
	 "ack,ack-unseen; ack,not-captured,gap,repeated-ack"},
	{"ack older than any window", /* RFC 5961 §5.2: by 70000 */
	 EDGE_AT_A EDGE_LONG "0.3 B > A . 4294967201:4294967201(0) ack 4294967001\n"
			     "0.3001 A > B . 69705:69705(0) ack 4294967201\n",
	 "ack,old-ack; ack,challenge-ack"},
	{"ack that a window may be behind", /* by 64000 */
	 EDGE_AT_A EDGE_LONG "0.3 B > A . 4294967201:4294967201(0) ack 5705\n"
			     "0.3001 A > B . 69705:69705(0) ack 4294967201\n",
	 "ack,old-ack; ack,repeated-ack"},
	{"refused", /* RFC 9293 §3.5.2 */
	 TRACKED_ENDS "0.0 A > B S 1000:1000(0)\n"
		      "0.02 B > A R. 0:0(0) ack 1001\n",
	 "hs.syn; close.rst,close.rst.refused"},
	{"reset with a wrong ack in syn sent", /* RFC 9293 §3.5.3 */
	 TRACKED_ENDS "0.0 A > B S 1000:1000(0)\n"
		      "0.02 B > A R. 0:0(0) ack 900\n",
	 "hs.syn; close.rst,rst.ignored"},
	{"reset of a forgotten connection", /* RFC 9293 Figure 10 */
	 EDGE_AT_A EDGE_ANSWERED "9.0 B > A P. 4294967201:5(100) ack 205\n"
				 "9.0001 A > B R 205:205(0)\n",
	 "data; close.rst,close.rst.no-such-connection"},
	{"reset with data unread", /* RFC 9293 §3.6.1, SHLD-3 */
	 EDGE_AT_A "0.1 B > A P. 4294967201:5(100) ack 4294967001\n"
		   "0.1001 A > B R. 4294967001:4294967001(0) ack 4294967201\n",
	 "data; close.rst,close.rst.abort.unread"},
	{"reset that aborts", /* RFC 9293 §3.5.3 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B R. 205:205(0) ack 4294967201\n",
	 "ack; close.rst,close.rst.abort"},
	{"reset below what is expected", /* RFC 5961 §3.2 */
	 EDGE_AT_A EDGE_ANSWERED "0.2 A > B R 104:104(0)\n", "ack; close.rst,rst.ignored"},
	{"reset beyond the window", /* RFC 5961 §3.2 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 205 win 1000\n"
		   "0.2 A > B R 1205:1205(0)\n",
	 "ack; close.rst,rst.ignored"},
	{"reset at the end of the window", /* RFC 5961 §3.2 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 205 win 1000\n"
		   "0.2 A > B R 1204:1204(0)\n",
	 "ack; close.rst,rst.challenged"},
	{"reset in a window of unknown scale, which may be larger",
	 EDGE_MIDSTREAM "0.2 A > B R 1999:1999(0)\n"
			"0.3 A > B R 2000:2000(0)\n",
	 "close.rst,rst.challenged; close.rst"},
	{"reset beyond any window of that number", /* 1000 << 14 */
	 EDGE_MIDSTREAM "0.2 A > B R 16385000:16385000(0)\n",
	 "ack,wscale.unknown; close.rst,rst.ignored"},
	{"more in flight than the window as sent", /* 8 * 1000 holds 5000 */
	 EDGE_MIDSTREAM "0.13 A > B . 1000:6000(5000) ack 1\n"
			"0.15 B > A . 1:1(0) ack 6000 win 1000\n"
			"0.2 A > B R 13999:13999(0)\n"
			"0.3 A > B R 14000:14000(0)\n",
	 "data; ack; close.rst,rst.challenged; close.rst"},
	{"syn ack alone tells the scale of its sender", /* RFC 7323 §1.3 */
	 TRACKED_ENDS "0.0 B > A S. 0:0(0) ack 1000 win 5000 <mss 1000,wscale 4>\n"
		      "0.01 A > B . 1000:1000(0) ack 1\n"
		      "0.02 B > A . 1:1(0) ack 1000 win 1000\n"
		      "0.2 A > B R 16999:16999(0)\n"
		      "0.3 A > B R 17000:17000(0)\n",
	 "close.rst,rst.challenged; close.rst"},
	{"reset after the close",
	 EDGE_AT_A "1.0 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
		   "1.02 B > A F. 4294967201:4294967201(0) ack 4294967002\n"
		   "1.0201 A > B . ack 4294967202\n"
		   "1.1 B > A R. 4294967202:4294967202(0) ack 4294967002\n",
	 "close.rst,close.rst.after-close"},
	{"both close at once", /* RFC 9293 Figure 13 */
	 EDGE_AT_A "1.0 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
		   "1.01 B > A F. 4294967201:4294967201(0) ack 4294967001\n"
		   "1.0101 A > B . 4294967002:4294967002(0) ack 4294967202\n"
		   "1.02 B > A . 4294967202:4294967202(0) ack 4294967002\n",
	 "close.fin; close.fin,simultaneous-close; close.ack; close.ack"},
	{"tfo cookie asked for", /* RFC 7413 §4.1.1 */
	 TRACKED_ENDS "0.0 A > B S 1000:1000(0) <mss 1000,tfo>\n"
		      "0.02 B > A S. 2000:2000(0) ack 1001 <mss 1000,tfo aabbccdd>\n",
	 "hs.syn,tfo.request; hs.syn-ack"},
	{"tfo taken", /* RFC 7413 §4.2.2 */
	 TRACKED_ENDS "0.0 A > B S 1000:1100(100) <mss 1000,tfo aabbccdd>\n"
		      "0.02 B > A S. 2000:2000(0) ack 1101 <mss 1000>\n"
		      "0.0201 A > B . 1101:1101(0) ack 2001\n",
	 "hs.syn,tfo; hs.syn-ack,tfo.accepted; hs.ack"},
	{"half closed and data the other way", /* RFC 9293 §3.6.1 */
	 EDGE_AT_A "1.0 A > B F. 4294967001:4294967001(0) ack 4294967201\n"
		   "1.02 B > A . ack 4294967002\n"
		   "1.5 B > A P. 4294967201:5(100) ack 4294967002\n"
		   "1.5001 A > B . ack 5\n",
	 "close.ack; data,half-closed; ack"},
	{"stamp too old for paws", /* RFC 7323 §5.3 */
	 EDGE_TIMES_B "0.1 A > B . 4294967001:205(500) ack 4294967201 <TS val 20 ecr 100>\n"
		      "0.2 A > B . 205:705(500) ack 4294967201 <TS val 10 ecr 100>\n",
	 "data; data,paws.old"},
	{"accurate ecn is a counter", /* RFC 9768 §3.2.2 */
	 TRACKED_ENDS "0.0 A > B SEWe 1000:1000(0)\n"
		      "0.02 B > A S.W 2000:2000(0) ack 1001\n"
		      "0.0201 A > B .W 1001:1001(0) ack 2001\n"
		      "0.1 A > B P.WE 1001:1101(100) ack 2001\n",
	 "hs.syn; hs.syn-ack; hs.ack,ace; data,ace"},
	{"classic ecn when the other knows no more", /* RFC 9768 §3.1.2 */
	 TRACKED_ENDS "0.0 A > B SEWe 1000:1000(0)\n"
		      "0.02 B > A S.E 2000:2000(0) ack 1001\n"
		      "0.0201 A > B . 1001:1001(0) ack 2001\n"
		      "0.1 A > B P.W 1001:1101(100) ack 2001\n",
	 "hs.syn; hs.syn-ack,ecn.setup-synack; hs.ack; data,ecn.cwr"},
	{"urgent pointer without its flag", /* RFC 9293 §3.8.5 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:4294967101(100) ack 4294967201 urg 10\n"
		   "0.2 A > B PU. 4294967101:4294967201(100) ack 4294967201 urg 10\n",
	 "data; data,urgent"},
	{"mss plus one is several", /* RFC 9293 §3.7.1 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:705(1000) ack 4294967201\n"
		   "0.12 B > A . ack 705\n"
		   "0.2 A > B P. 705:1706(1001) ack 4294967201\n",
	 "data; ack; data,offload"},
	{"ack inside a segment",
	 EDGE_AT_A "0.1 A > B P. 4294967001:705(1000) ack 4294967201\n"
		   "0.12 B > A . ack 204\n"
		   "0.13 B > A . ack 705\n",
	 "ack,ack.partial; ack"},
	{"starts with a fin",
	 TRACKED_ENDS "0.0 A > B F. 1000:1000(0) ack 2000\n"
		      "0.02 B > A F. 2000:2000(0) ack 1001\n"
		      "0.0201 A > B . 1001:1001(0) ack 2001\n",
	 "close.fin,wscale.unknown; close.fin,wscale.unknown; close.ack"},
};

START_TEST(labels_at_the_edge)
{
	edges_check(&cases[_i]);
}
END_TEST

START_TEST(copies_change_nothing)
{
	edges_check_doubled(&cases[_i]);
}
END_TEST

Suite *edges_heard_suite(void)
{
	Suite *suite = suite_create("edges heard");
	TCase *tcase = tcase_create("edges heard");

	tcase_add_loop_test(tcase, labels_at_the_edge, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_loop_test(tcase, copies_change_nothing, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
