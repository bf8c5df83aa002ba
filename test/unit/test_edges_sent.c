/*
 * Resends, copies, holes and probes.
 * Each situation is at the boundary of a rule; its labels were written down before they were
 * compared. Sequence numbers pass 2^32 on the way.
 */
#include <check.h>

#include "support/edges.h"
#include "unit/suites.h"

/*
 * Captured at B: what A sent was held on the way, and let go at once with what it sent again
 * meanwhile, all with the options given: of the first copies, of a probe and of a timer's resend.
 */
#define EDGE_HELD(sent, probe, timer)                                                              \
	TRACKED_ENDS                                                                               \
	"0.000 A > B S 4294967000:4294967000(0) <mss 1000,sackOK,TS val 0 ecr 0>\n"                \
	"0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK,TS val 1 ecr "   \
	"0>\n"                                                                                     \
	"0.0201 A > B . 4294967001:4294967001(0) ack 4294967201 <TS val 20 ecr 1>\n"               \
	"0.8700 A > B . 4294967001:205(500) ack 4294967201 " sent "\n"                             \
	"0.8701 B > A . ack 205 <TS val 870 ecr 21>\n"                                             \
	"0.8702 A > B P. 205:705(500) ack 4294967201 " sent "\n"                                   \
	"0.8703 B > A . ack 705 <TS val 870 ecr 21>\n"                                             \
	"0.8708 A > B P. 205:705(500) ack 4294967201 " probe "\n"                                  \
	"0.87081 B > A . ack 705 <sack 205:705>\n"                                                 \
	"0.8709 A > B . 4294967001:205(500) ack 4294967201 " timer "\n"

/* What it shows, the script, and the labels of its last flow's last segments. */
static const struct edge_case cases[] = {
	{"keep alive with the garbage byte", /* RFC 9293 §3.8.4 */
	 EDGE_AT_A EDGE_ANSWERED "75.0 A > B . 204:205(1) ack 4294967201\n"
				 "75.02 B > A . ack 205\n",
	 "data,keep-alive; ack,keep-alive-ack"},
	{"keep alive of the other side", /* RFC 9293 §3.8.4 */
	 EDGE_AT_A "0.1 B > A P. 4294967201:405(500) ack 4294967001\n"
		   "0.1001 A > B . ack 405\n"
		   "75.0 B > A . 404:404(0) ack 4294967001\n"
		   "75.0001 A > B . ack 405\n",
	 "ack,keep-alive; ack,keep-alive-ack"},
	{"one byte outstanding is sent again", /* RFC 9293 §3.8.4, MUST-26 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:4294967002(1) ack 4294967201\n"
		   "0.5 A > B P. 4294967001:4294967002(1) ack 4294967201\n",
	 "data; data,retransmission,retransmission.timer"},
	{"probe of a closed window without a byte", /* RFC 9293 §3.8.6.1 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 205 win 0\n"
		   "0.4 A > B . 204:204(0) ack 4294967201\n"
		   "0.42 B > A . ack 205 win 0\n"
		   "0.9 B > A . ack 205 win 5000\n",
	 "ack,zero-window; ack,zero-window-probe; ack,zero-window,zero-window-probe-ack; "
	 "ack,window-update"},
	{"probe with a new byte that is taken at last", /* RFC 9293 §3.8.6.1 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.12 B > A . ack 205 win 0\n"
		   "0.4 A > B . 205:206(1) ack 4294967201\n"
		   "0.42 B > A . ack 205 win 0\n"
		   "1.0 A > B . 205:206(1) ack 4294967201\n"
		   "1.02 B > A . ack 206 win 1000\n"
		   "1.0201 A > B . 206:306(100) ack 4294967201\n",
	 "data,zero-window-probe; ack,zero-window,zero-window-probe-ack; data,zero-window-probe; "
	 "ack; data"},
	{"whole segment as a probe", /* beyond the window's edge */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201 win 1000\n"
		   "0.12 B > A . ack 205 win 0\n"
		   "0.4 A > B . 205:705(500) ack 4294967201\n"
		   "0.42 B > A . ack 205 win 0\n",
	 "data,zero-window-probe; ack,zero-window,zero-window-probe-ack"},
	{"dsack inside the second block", /* RFC 2883 §4.1 */
	 EDGE_AT_B "0.1 A > B . 4294967201:105(200) ack 4294967201\n"
		   "0.1001 B > A . ack 4294967001 <sack 4294967201:105>\n"
		   "0.11 A > B . 105:305(200) ack 4294967201\n"
		   "0.1101 B > A . ack 4294967001 <sack 4294967201:305>\n"
		   "0.4 A > B . 105:305(200) ack 4294967201\n"
		   "0.4001 B > A . ack 4294967001 <sack 105:305 4294967201:305>\n",
	 "data,retransmission.spurious,retransmission,retransmission.tlp; ack,dup-ack,dsack"},
	{"as many copies for nothing as reports", /* RFC 2883 §4 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.4 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "1.0 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "1.03 B > A . ack 205\n"
		   "1.0301 B > A . ack 205 <sack 4294967001:205>\n"
		   "1.0302 B > A . ack 205 <sack 4294967001:205>\n",
	 "data; data,retransmission.spurious,retransmission,retransmission.rto; "
	 "data,retransmission.spurious,retransmission,retransmission.rto; ack; ack,dsack; "
	 "ack,dsack"},
	{"few ids that all went forward",
	 TRACKED_ENDS "0.0 A > B S 100:100(0) <mss 1000,sackOK>\n"
		      "1.6 B > A S. 500:500(0) ack 101 ipid 100 <mss 1000,sackOK>\n"
		      "1.6001 A > B P. 101:201(100) ack 501\n"
		      "6.6 B > A . 764:764(0) ack 201 ipid 5500\n"
		      "6.7 B > A P. 501:764(263) ack 201 ipid 5700\n",
	 "ack,lost.upstream,gap; data,retransmission,retransmission.timer"},
	{"syn ack sooner than an answer",
	 TRACKED_ENDS "0.0 A > B S 1000:1100(100) <mss 1000,tfo aabbccdd>\n"
		      "0.025 B > A P. 2001:2301(300) ack 1101\n"
		      "1.011 A > B S 1000:1000(0) <mss 1000>\n"
		      "1.030 B > A S. 2000:2000(0) ack 1101 <mss 1000>\n"
		      "1.038 B > A S. 2000:2000(0) ack 1101 <mss 1000>\n",
	 "hs.syn,retransmission,retransmission.rto; "
	 "hs.syn-ack,retransmission,tfo.accepted,retransmission.rto; "
	 "hs.syn-ack,retransmission,tfo.accepted,retransmission.reply"},
	{"eifel where stamps wrap", /* RFC 3522 §3.2 */
	 EDGE_TIMES_A
	 "0.1 A > B P. 4294967001:205(500) ack 4294967201 <TS val 4294967295 ecr 100>\n"
	 "0.5 A > B P. 4294967001:205(500) ack 4294967201 <TS val 5 ecr 100>\n"
	 "0.56 B > A . ack 205 <TS val 130 ecr 4294967295>\n",
	 "data; data,retransmission.spurious,retransmission,retransmission.timer; ack"},
	{"older stamp across its wrap", /* RFC 7323 §5.2 */
	 EDGE_TIMES_B
	 "0.100 A > B . 4294967001:205(500) ack 4294967201 <TS val 4294967295 ecr 100>\n"
	 "0.101 A > B . 705:1205(500) ack 4294967201 <TS val 2 ecr 100>\n"
	 "0.140 A > B . 205:705(500) ack 4294967201 <TS val 4294967295 ecr 100>\n",
	 "data,gap; data,out-of-order"},
	{"newer stamp across its wrap", /* RFC 7323 §5.2 */
	 EDGE_TIMES_B
	 "0.100 A > B . 4294967001:205(500) ack 4294967201 <TS val 4294967290 ecr 100>\n"
	 "0.101 A > B . 705:1205(500) ack 4294967201 <TS val 4294967295 ecr 100>\n"
	 "0.1011 B > A . ack 205 <TS val 120 ecr 4294967290,sack 705:1205>\n"
	 "0.1231 A > B . 205:705(500) ack 4294967201 <TS val 3 ecr 120>\n",
	 "data,lost.upstream,gap; ack; data,retransmission,retransmission.fast"},
	{"three dups and not two", /* RFC 5681 §3.2 */
	 EDGE_NO_SACK "0.1 A > B . 4294967001:205(500) ack 4294967201 lost\n"
		      "0.1001 A > B . 205:705(500) ack 4294967201\n"
		      "0.1002 A > B . 705:1205(500) ack 4294967201\n"
		      "0.1003 A > B . 1205:1705(500) ack 4294967201\n"
		      "0.12 B > A . ack 4294967001\n"
		      "0.1201 B > A . ack 4294967001\n"
		      "0.1202 B > A . ack 4294967001\n"
		      "0.1203 A > B . 4294967001:205(500) ack 4294967201\n"
		      "0.1403 B > A . ack 1705\n",
	 "data,lost.data; data; data; data; ack,dup-ack; ack,dup-ack; ack,dup-ack; "
	 "data,retransmission,retransmission.fast; ack"},
	{"two dups and a long silence", /* RFC 6298 §5.4 */
	 EDGE_NO_SACK "0.1 A > B . 4294967001:205(500) ack 4294967201 lost\n"
		      "0.1001 A > B . 205:705(500) ack 4294967201\n"
		      "0.1002 A > B . 705:1205(500) ack 4294967201\n"
		      "0.12 B > A . ack 4294967001\n"
		      "0.1201 B > A . ack 4294967001\n"
		      "0.42 A > B . 4294967001:205(500) ack 4294967201\n",
	 "ack,dup-ack; ack,dup-ack; data,retransmission,retransmission.rto"},
	{"window of a syn is not scaled", /* RFC 7323 §2.2 */
	 TRACKED_ENDS
	 "0.000 A > B S 4294967000:4294967000(0) win 500 <mss 1000,wscale 7>\n"
	 "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 win 600 <mss 1000,wscale 7>\n"
	 "0.0201 A > B . ack 4294967201 win 10\n"
	 "0.1 A > B P. 4294967001:305(600) ack 4294967201 win 10\n"
	 "0.12 B > A . ack 305 win 4\n"
	 "0.1201 A > B P. 305:817(512) ack 4294967201 win 10\n",
	 "data,window-full; ack; data,window-full"},
	{"overtaken by ip id",
	 TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0) ipid 65530 <mss 1000,sackOK>\n"
		      "0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"
		      "0.0201 A > B . 4294967001:4294967001(0) ack 4294967201 ipid 65531\n"
		      "0.05 A > B . 4294967001:4294967201(200) ack 4294967201 ipid 65532\n"
		      "0.06 A > B . 4294967201:105(200) ack 4294967201 ipid 65533\n"
		      "0.1 A > B . 305:505(200) ack 4294967201 ipid 65535\n"
		      "0.5 A > B . 105:305(200) ack 4294967201 ipid 65534\n",
	 "data,gap; data,out-of-order"},
	{"sent again by ip id across its wrap",
	 TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0) ipid 65530 <mss 1000,sackOK>\n"
		      "0.0001 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n"
		      "0.0201 A > B . 4294967001:4294967001(0) ack 4294967201 ipid 65531\n"
		      "0.05 A > B . 4294967001:4294967201(200) ack 4294967201 ipid 65532\n"
		      "0.06 A > B . 4294967201:105(200) ack 4294967201 ipid 65533\n"
		      "0.1 A > B . 305:505(200) ack 4294967201 ipid 65535\n"
		      "0.101 A > B . 105:305(200) ack 4294967201 ipid 3\n",
	 "data,lost.upstream,gap; data,retransmission,retransmission.unknown"},
	{"copy of one id 199 ms later", /* sooner than any timer */
	 TRACKED_ENDS
	 "0.000 A > B S 4294967000:4294967000(0) ipid 10 <mss 1000,sackOK>\n"
	 "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 ipid 900 <mss 1000,sackOK>\n"
	 "0.0201 A > B . 4294967001:4294967001(0) ack 4294967201 ipid 11\n"
	 "0.1 A > B P. 4294967001:4294967201(200) ack 4294967201 ipid 12\n"
	 "0.299 A > B P. 4294967001:4294967201(200) ack 4294967201 ipid 12\n",
	 "data; data,duplicate"},
	{"one id 201 ms later is sent again", /* RFC 9293 §3.8.1, MAY-4 */
	 TRACKED_ENDS
	 "0.000 A > B S 4294967000:4294967000(0) ipid 10 <mss 1000,sackOK>\n"
	 "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001 ipid 900 <mss 1000,sackOK>\n"
	 "0.0201 A > B . 4294967001:4294967001(0) ack 4294967201 ipid 11\n"
	 "0.1 A > B P. 4294967001:4294967201(200) ack 4294967201 ipid 12\n"
	 "0.301 A > B P. 4294967001:4294967201(200) ack 4294967201 ipid 12\n",
	 "data; data,retransmission,retransmission.timer"},
	{"copy without an id in time", /* 0.4 ms */
	 EDGE_IPV6 "0.1 A > B P. 4294967001:4294967201(200) ack 4294967201\n"
		   "0.1004 A > B P. 4294967001:4294967201(200) ack 4294967201\n",
	 "data; data,duplicate"},
	{"copy without an id too late", /* 0.6 ms */
	 EDGE_IPV6 "0.1 A > B P. 4294967001:4294967201(200) ack 4294967201\n"
		   "0.1006 A > B P. 4294967001:4294967201(200) ack 4294967201\n",
	 "data; data,retransmission,retransmission.unknown"},
	{"tfo left", /* RFC 7413 §4.2.2 */
	 TRACKED_ENDS "0.0 A > B S 1000:1100(100) <mss 1000,tfo aabbccdd>\n"
		      "0.02 B > A S. 2000:2000(0) ack 1001 <mss 1000>\n"
		      "0.0201 A > B P. 1001:1101(100) ack 2001\n",
	 "hs.syn,tfo; hs.syn-ack,tfo.refused; data,retransmission,retransmission.tfo"},
	{"one way only",
	 TRACKED_ENDS "0.0 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
		      "0.0001 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
		      "0.4 A > B P. 4294967001:4294967101(100) ack 4294967201\n",
	 "data,wscale.unknown; data; data,retransmission,retransmission.rto"},
	{"last of several again", /* RFC 8985 §7.3 */
	 EDGE_AT_A "0.1 A > B . 4294967001:205(500) ack 4294967201\n"
		   "0.1001 A > B P. 205:705(500) ack 4294967201\n"
		   "0.15 A > B P. 205:705(500) ack 4294967201\n",
	 "data; data; data,retransmission,retransmission.tlp"},
	{"second wait as long as the first", /* 1.33 times: the first was a probe */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.4 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.8 A > B P. 4294967001:205(500) ack 4294967201\n",
	 "data; data,retransmission,retransmission.tlp; data,retransmission,retransmission.rto"},
	{"second wait twice the first", /* RFC 6298 §5.5 */
	 EDGE_AT_A "0.1 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "0.4 A > B P. 4294967001:205(500) ack 4294967201\n"
		   "1.0 A > B P. 4294967001:205(500) ack 4294967201\n",
	 "data; data,retransmission,retransmission.rto; data,retransmission,retransmission.rto"},
	{"syn again and its answer again",
	 TRACKED_ENDS
	 "0.0 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"
	 "0.02 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK> missing\n"
	 "1.0 A > B S 4294967000:4294967000(0) <mss 1000,sackOK>\n"
	 "1.02 B > A S. 4294967200:4294967200(0) ack 4294967001 <mss 1000,sackOK>\n",
	 "hs.syn; hs.syn,retransmission,retransmission.rto; hs.syn-ack"},
	{"opening that data ends measures no round trip", /* the ACK was lost */
	 TRACKED_ENDS "0.000 A > B S 1000:1000(0) <mss 1000,sackOK>\n"
		      "0.0001 B > A S. 2000:2000(0) ack 1001 <mss 1000,sackOK>\n"
		      "0.3 A > B P. 1001:1501(500) ack 2001\n"
		      "0.3001 B > A . ack 1501\n"
		      "0.3002 A > B F. 1501:1501(0) ack 2001\n"
		      "0.32 B > A F. 2001:2001(0) ack 1502\n"
		      "0.335 A > B F. 1501:1501(0) ack 2001\n",
	 "close.fin; close.fin,retransmission.spurious,retransmission,retransmission.timer"},
	{"no wait at all is none of a timer",
	 TRACKED_ENDS "0.0 A > B S 1000:1000(0) ipid 1\n"
		      "0.0 A > B S 1000:1000(0) ipid 2\n",
	 "hs.syn; hs.syn,retransmission,retransmission.unknown"},
	{"time that goes back is no wait of a timer",
	 TRACKED_ENDS "5.0 A > B P. 1001:1101(100) ack 2001 ipid 1\n"
		      "5.1 A > B P. 1101:1201(100) ack 2001 ipid 2\n"
		      "4.0 A > B P. 1001:1101(100) ack 2001 ipid 3\n",
	 "data; data,retransmission,time.backwards,retransmission.unknown"},
	{"held on the way, and the sender's clock tells its waits", /* RFC 7323 §5.4 */
	 EDGE_HELD("<TS val 21 ecr 1>", "<TS val 260 ecr 1>", "<TS val 280 ecr 1>"),
	 "data,retransmission.spurious,retransmission,retransmission.timer; ack,dsack; "
	 "data,retransmission.spurious,retransmission,retransmission.rto"},
	{"held on the way, and no clock tells", EDGE_HELD("", "", ""),
	 "data,retransmission.spurious,retransmission,retransmission.unknown; ack,dsack; "
	 "data,retransmission.spurious,retransmission,retransmission.unknown"},
	{"the sender's clock says that it did not wait", /* RFC 6298 §2 */
	 EDGE_HELD("<TS val 21 ecr 1>", "<TS val 39 ecr 1>", "<TS val 40 ecr 1>"),
	 "data,retransmission.spurious,retransmission,retransmission.unknown; ack,dsack; "
	 "data,retransmission.spurious,retransmission,retransmission.unknown"},
	{"ticks of a clock that counts microseconds",
	 EDGE_HELD("<TS val 870000 ecr 1>", "<TS val 870800 ecr 1>", "<TS val 870900 ecr 1>"),
	 "data,retransmission.spurious,retransmission,retransmission.unknown; ack,dsack; "
	 "data,retransmission.spurious,retransmission,retransmission.unknown"},
	{"at the sender its clock proves no more than the capture's",
	 EDGE_TIMES_A "0.1 A > B . 4294967001:205(500) ack 4294967201 <TS val 1 ecr 100>\n"
		      "0.1001 A > B P. 205:705(500) ack 4294967201 <TS val 1 ecr 100>\n"
		      "0.11 A > B . 4294967001:205(500) ack 4294967201 <TS val 500 ecr 100>\n",
	 "data; data; data,retransmission,retransmission.unknown"},
	{"lower copy that is the original",
	 EDGE_TIMES_B "0.100 A > B . 4294967001:205(500) ack 4294967201 <TS val 1 ecr 100>\n"
		      "0.3 A > B . 205:705(500) ack 4294967201 <TS val 300 ecr 100>\n"
		      "0.31 A > B . 205:705(500) ack 4294967201 <TS val 2 ecr 100>\n",
	 "data,retransmission.spurious,retransmission,retransmission.unknown; data,out-of-order"},
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

Suite *edges_sent_suite(void)
{
	Suite *suite = suite_create("edges sent");
	TCase *tcase = tcase_create("edges sent");

	tcase_add_loop_test(tcase, labels_at_the_edge, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_loop_test(tcase, copies_change_nothing, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
