/* Tests of assertions: what they find, what they say, what they do not understand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/tracked.h"
#include "tcpladder/grade.h"
#include "unit/suites.h"

/* A connection with a loss and a four-way close; then a port where nobody listens. */
static const char two_flows[] =
	"A > B syn isn 4294967000\nB > A syn ack\nA > B ack\nA > B data 500\nB > A ack\n"
	"A > B data 100 lost\nwait 1.02\nA > B again\nB > A ack\nA > B fin\nB > A ack\n"
	"B > A fin\nA > B ack\n"
	"B 10.0.0.2:81\nA > B syn isn 7\nB > A rst\n";

/* What is said of the first flows of the script: "" where all holds. */
static char *verdict(const char *assertions, size_t flows)
{
	struct tracker *tracker = tracked(two_flows);
	struct error error = {""};
	struct grade *grade = grade_parse(assertions, &error);
	const size_t indices[] = {0, 1};
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	bool good;

	ck_assert_msg(grade != NULL, "%s", error.text);
	ck_assert_uint_eq(tracker_flows(tracker), 2);
	good = grade_check(grade, tracker, indices, flows, out);
	fclose(out);
	ck_assert(good == (*text == '\0'));
	grade_free(grade);
	tracker_free(tracker);
	return text;
}

static const struct {
	const char *assertions;
	size_t flows;
	const char *verdict;
} rows[] = {
	{"handshake=complete retransmissions>=1 close=fin", 1, ""},
	{" lost=1, retransmission.rto==1; data!=0 ", 1, ""},
	{"opening=three-way closing=four-way captured=a state-a=time-wait state-b=CLOSED", 1, ""},
	{"rtt<21ms rtt>0.02 duration>1s bytes=600 bytes-a>=0.6k bytes-b=0 segments=12", 1, ""},
	{"flows=2 hs.syn=2 resets=1", 2, ""},
	{"rtt=20.1ms rtt=0.0201s rtt=20100us", 1, ""},
	{"state-a=TIME_WAIT state-b!=Time_Wait", 1, ""},
	{"retransmissions>2", 1, "retransmissions is 1, asserted >2\n"},
	{"close=reset", 1, "flow 1: close is fin, asserted =reset\n"},
	{"close!=fin", 1, "flow 1: close is fin, asserted !=fin\n"},
	{"handshake=complete flows<2", 2,
	 "flow 2: handshake is refused, asserted =complete; flows is 2, asserted <2\n"},
	{"rtt<1ms", 1, "flow 1: rtt is 20.1ms, asserted <1ms\n"},
	{"rtt<1s", 2, "flow 2: rtt is not known, asserted <1s\n"},
	{"lost<=0 close=fin", 0, "close is not known, asserted =fin\n"},
};

START_TEST(says_what_is_not_so)
{
	char *text = verdict(rows[_i].assertions, rows[_i].flows);

	ck_assert_str_eq(text, rows[_i].verdict);
	free(text);
}
END_TEST

/* A flood that nobody answers. */
START_TEST(of_many_flows_some_are_told)
{
	struct tracker *tracker = tracked("A 10.0.0.1:40000\nB 10.0.0.2:80\n"
					  "C 10.0.0.1:40001\nD 10.0.0.1:40002\nE 10.0.0.1:40003\n"
					  "F 10.0.0.1:40004\nG 10.0.0.1:40005\nH 10.0.0.1:40006\n"
					  "A > B syn\nC > B syn\nD > B syn\nE > B syn\n"
					  "F > B syn\nG > B syn\nH > B syn\n");
	const size_t indices[] = {0, 1, 2, 3, 4, 5, 6};
	struct error error = {""};
	struct grade *grade = grade_parse("handshake=complete close=none close=fin", &error);
	char text[1024] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");

	ck_assert_uint_eq(tracker_flows(tracker), 7);
	ck_assert(!grade_check(grade, tracker, indices, 7, out));
	fclose(out);
	ck_assert_ptr_nonnull(strstr(text,
				     "flow 5: handshake is unanswered, asserted =complete; "
				     "and 2 flows more; flow 1: close is none, asserted =fin"));
	ck_assert_ptr_null(strstr(text, "flow 6"));
	grade_free(grade);
	tracker_free(tracker);
}
END_TEST

static const struct {
	const char *assertions;
	const char *sentence;
} wrong[] = {
	{"", "expected an assertion such as"},
	{"handshakes=complete",
	 "expected the name of a fact or of a label at 'handshakes=complete'"},
	{"handshake", "expected a fact with =, "},
	{"handshake=maybe", "expected complete, incomplete, unanswered, refused or not-captured "
			    "at 'maybe'"},
	{"state-a=asleep", "expected the name of a state at 'asleep'"},
	{"close>=fin", "expected a fact that is a number at 'close'"},
	{"lost=few", "expected a number at 'few'"},
	{"lost=1ms", "expected a number at '1ms'"},
	{"rtt<5x", "expected a time such as 100ms at '5x'"},
	{"lost=", "expected a number at ''"},
};

START_TEST(says_what_it_does_not_understand)
{
	struct error error = {""};

	ck_assert_ptr_null(grade_parse(wrong[_i].assertions, &error));
	ck_assert_msg(strstr(error.text, wrong[_i].sentence) != NULL, "%s", error.text);
}
END_TEST

Suite *grade_suite(void)
{
	Suite *suite = suite_create("grade");
	TCase *grading = tcase_create("grading");

	tcase_add_loop_test(grading, says_what_is_not_so, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(grading, of_many_flows_some_are_told);
	tcase_add_loop_test(grading, says_what_it_does_not_understand, 0,
			    sizeof(wrong) / sizeof(*wrong));
	suite_add_tcase(suite, grading);
	return suite;
}
