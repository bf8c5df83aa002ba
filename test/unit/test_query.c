/* Queries: what they mean, where they are wrong, and how they are completed. */
#include "tcpladder/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/tracked.h"
#include "unit/suites.h"

/* A loss and its resend, a dup ACK, a close that ends in TIME-WAIT, from 10.0.0.1 to port 80. */
static const char sample[] = TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201 lost\n"
					  "1.2 A > B P. 4294967001:705(1000) ack 4294967201\n"
					  "1.22 B > A . ack 705 win 0\n"
					  "2.0 A > B F. 705:705(0) ack 4294967201\n"
					  "2.02 B > A F. 4294967201:4294967201(0) ack 706\n"
					  "2.04 A > B . ack 4294967202\n";

static struct query *query_of(const char *text)
{
	struct query_error error = {0, 0, MSG_COUNT};
	struct query *query = query_parse(text, &error);

	ck_assert_msg(query != NULL, "%s: wrong at %zu: %s", text, error.at,
		      query ? "" : lang_text(lang_default(), error.expected));
	return query;
}

/* The events of the first flow that match: their frames' numbers from 1, as "4 5". */
static const char *matching(const struct flow *flow, const struct query *query)
{
	static char text[256];
	struct query_scan scan = query_scan_of(query, flow);

	text[0] = '\0';
	for (size_t i = 0; i < flow_events(flow); i++)
		if (query_scan_matches(&scan, flow_event(flow, i)))
			snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%zu",
				 *text ? " " : "", i + 1);
	return text;
}

#define EVERY "1 2 3 4 5 6 7 8 9"

static const struct {
	const char *text;
	bool flow;          /* does it match? */
	const char *events; /* and which of its segments */
} meanings[] = {
	/* ends */
	{"port 80", true, EVERY},
	{"port http", true, EVERY},
	{"port 443", false, ""},
	{"port 1-79", false, ""},
	{"port 79-81", true, EVERY},
	{"host 10.0.0.2", true, EVERY},
	{"host 10.0.0.3", false, ""},
	{"net 10.0.0.0/8", true, EVERY},
	{"net 10.0.0.2/31", true, EVERY},
	{"net 10.0.0.4/30", false, ""},
	{"net 0.0.0.0/0", true, EVERY},
	{"net ::/0", false, ""},
	{"host ::1", false, ""},
	{"10.0.0.2", true, EVERY},
	{"10.0.0.2:80", true, EVERY},
	{"10.0.0.2:81", false, ""},
	{"[::1]:80", false, ""},
	{"src port 80", true, "2 6 8"},
	{"dst host 10.0.0.2", true, "1 3 4 5 7 9"},
	{"src 10.0.0.1", true, "1 3 4 5 7 9"},
	{"from b", true, "2 6 8"},
	/* flags and labels */
	{"syn", true, "1 2"},
	{"SYN+ACK", true, "2"},
	{"rst", false, ""},
	{"not rst", true, EVERY},
	{"fin", true, "7 8"},
	{"retransmission", true, "5"},
	{"resend", true, "5"},
	{"timer", true, "5"},
	{"retransmission.timer", true, "5"},
	{"fast", false, ""},
	{"lost", true, "4"},
	{"lost.data", true, "4"},
	{"lost.ack", false, ""},
	{"zero-window", true, "6"},
	{"zero_window", true, "6"},
	{"data", true, "4 5"},
	{"hs.syn", true, "1"},
	{"phase.close", true, "7 8 9"},
	/* numbers */
	{"len > 999", true, "4 5"},
	{"len>999", true, "4 5"},
	{"len >= 1k", true, "4 5"},
	{"len > 1k", false, ""},
	{"len != 0", true, "4 5"},
	{"len 1000", true, "4 5"},
	{"seq 1", true, "3 4 5 6 8"},
	{"seq = 4294967001", true, "3 4 5"},
	{"ack 1001", true, "6"},
	{"frame < 3", true, "1 2"},
	{"time > 1.99s", true, "7 8 9"},
	{"window = 0", true, "6"},
	{"flow 1", true, EVERY},
	{"flow 2", false, ""},
	{"bytes > 999", true, EVERY},
	{"bytes > 1M", false, ""},
	{"sent-a = 1000", true, EVERY},
	{"lost > 0", true, EVERY},
	{"resent 1", true, EVERY},
	{"trouble = 3", true, EVERY},
	{"segments 9", true, EVERY},
	{"duration > 2", true, EVERY},
	{"duration > 3s", false, ""},
	{"rtt > 20ms", true, EVERY},
	{"rtt < 0.0202", true, EVERY},
	{"rtt > 100ms", false, ""},
	/* states: of the flow now, of a segment after it */
	{"state time-wait", true, "8 9"},
	{"state TIMEWAIT", true, "8 9"},
	{"state established", false, "2 3 4 5 6"},
	{"state fin-wait", false, "7"},
	{"state fin-wait-2", false, ""},
	{"state closed", true, "9"},
	/* joined */
	{"retransmission and lost", true, ""},
	{"retransmission lost", true, ""},
	{"retransmission or lost", true, "4 5"},
	{"retransmission || lost", true, "4 5"},
	{"data and not lost", false, "5"},
	{"not (syn or len > 0)", false, "3 6 7 8 9"},
	{"!(syn || len > 0) && from a", false, "3 7 9"},
	{"syn and fin or rst", true, ""},
	{"rst and fin or syn", true, "1 2"},
	{"rst and (fin or syn)", false, ""},
	{"not not syn", true, "1 2"},
};

START_TEST(queries_mean)
{
	struct tracker *tracker = tracked(sample);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct query *query = query_of(meanings[_i].text);

	ck_assert_msg(query_matches(query, flow) == meanings[_i].flow, "%s: the flow",
		      meanings[_i].text);
	ck_assert_msg(strcmp(matching(flow, query), meanings[_i].events) == 0, "%s: %s, not %s",
		      meanings[_i].text, matching(flow, query), meanings[_i].events);
	query_free(query);
	tracker_free(tracker);
}
END_TEST

static const struct {
	const char *text;
	size_t at;
	size_t length;
	enum message expected;
} mistakes[] = {
	{"", 0, 0, MSG_QUERY_WANT_TERM},
	{"  ", 2, 0, MSG_QUERY_WANT_TERM},
	{"port", 4, 0, MSG_QUERY_WANT_PORT},
	{"port 70000", 5, 5, MSG_QUERY_WANT_PORT},
	{"port 90-80", 5, 5, MSG_QUERY_WANT_PORT},
	{"port 99999999999999999999", 5, 20, MSG_QUERY_WANT_PORT},
	{"host 10.0.0", 5, 6, MSG_QUERY_WANT_ADDRESS},
	{"net 10.0.0.0/33", 4, 11, MSG_QUERY_WANT_ADDRESS},
	{"net 10.0.0.0/", 4, 9, MSG_QUERY_WANT_ADDRESS},
	{"src syn", 4, 3, MSG_QUERY_WANT_ADDRESS},
	{"state open", 6, 4, MSG_QUERY_WANT_STATE},
	{"state -", 6, 1, MSG_QUERY_WANT_STATE},
	{"from c", 5, 1, MSG_QUERY_WANT_SIDE},
	{"rtt", 3, 0, MSG_QUERY_WANT_COMPARISON},
	{"len > x", 6, 1, MSG_QUERY_WANT_NUMBER},
	{"len > 1ms", 6, 3, MSG_QUERY_WANT_NUMBER},
	{"rtt > 1k", 6, 2, MSG_QUERY_WANT_TIME},
	{"syn retransmision", 4, 13, MSG_QUERY_WANT_TERM},
	{"(syn", 4, 0, MSG_QUERY_WANT_CLOSE},
	{"syn)", 3, 1, MSG_QUERY_WANT_JOINT},
	{"syn and", 7, 0, MSG_QUERY_WANT_TERM},
	{"syn \303\251", 4, 2, MSG_QUERY_WANT_JOINT},
	{"not", 3, 0, MSG_QUERY_WANT_TERM},
	{"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 0, 52, MSG_QUERY_WANT_TERM},
};

START_TEST(mistakes_are_placed)
{
	struct query_error error = {99, 99, MSG_COUNT};
	const char *text = mistakes[_i].text;

	ck_assert_msg(query_parse(text, &error) == NULL, "%s", text);
	ck_assert_msg(error.at == mistakes[_i].at, "%s: at %zu", text, error.at);
	ck_assert_msg(error.length == mistakes[_i].length, "%s: %zu long", text, error.length);
	ck_assert_msg(error.expected == mistakes[_i].expected, "%s: %s", text,
		      lang_text(lang_default(), error.expected));
}
END_TEST

/* So many copies of a piece. */
static char *repeated(const char *piece, size_t times)
{
	size_t length = strlen(piece);
	char *text = calloc(length * times + 1, 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * length, piece, length);
	return text;
}

START_TEST(depth_and_length_are_bounded)
{
	static const struct {
		const char *piece;
		enum message expected;
	} endless[] = {
		{"(", MSG_QUERY_TOO_DEEP},
		{"not ", MSG_QUERY_TOO_DEEP},
		{"!", MSG_QUERY_TOO_DEEP},
		{"syn ", MSG_QUERY_TOO_LONG},
	};
	struct query_error error;
	char *text = repeated(endless[_i].piece, 100000);

	ck_assert_ptr_null(query_parse(text, &error));
	ck_assert_int_eq(error.expected, endless[_i].expected);
	free(text);
}
END_TEST

START_TEST(as_many_terms_as_fit_all_count)
{
	struct tracker *tracker = tracked(sample);
	char *text = repeated("rst or ", 63);
	char whole[512];
	struct query *query;

	snprintf(whole, sizeof(whole), "%slost", text);
	query = query_of(whole);
	ck_assert(query_matches(query, tracker_flow(tracker, 0)));
	ck_assert_str_eq(matching(tracker_flow(tracker, 0), query), "4");
	query_free(query);
	free(text);
	tracker_free(tracker);
}
END_TEST

START_TEST(the_state_of_a_query_is_every_name)
{
	for (int i = STATE_CLOSED; i < STATE_COUNT; i++) {
		char text[64];

		snprintf(text, sizeof(text), "state %s", state_name((enum tcp_state)i));
		query_free(query_of(text));
	}
	for (int note = 0; note < NOTE_COUNT; note++)
		query_free(query_of(note_name((enum note)note)));
}
END_TEST

static const struct {
	const char *text;
	size_t begun;
	const char *words; /* the first three */
} completions[] = {
	{"retr", 0, "retransmission retransmission.fast retransmission.reply"},
	{"port 80 ra", 8, ""},
	{"port 80 zero", 8, "zero-window zero-window-probe zero-window-probe-ack"},
	{"state t", 6, "TIME-WAIT"},
	{"state fin", 6, "FIN-WAIT-1 FIN-WAIT-2"},
	{"from ", 5, "a b"},
	{"src p", 4, "port"},
	{"port 4", 5, ""},
	{"not (dup", 5, "dup-ack duplicate duplicate.capture"},
	{"", 0, "ace ack ack-unseen"},
};

START_TEST(words_are_completed)
{
	char words[256] = "";
	size_t begun;

	for (size_t i = 0; i < 3; i++) {
		const char *word = query_completion(completions[_i].text, i, &begun);

		ck_assert_uint_eq(begun, completions[_i].begun);
		if (word)
			strcat(strcat(words, *words ? " " : ""), word);
	}
	ck_assert_str_eq(words, completions[_i].words);
}
END_TEST

START_TEST(every_completion_is_a_word)
{
	size_t begun;
	const char *word;
	size_t count = 0;

	for (size_t i = 0; (word = query_completion("", i, &begun)); i++) {
		struct query_error error;
		struct query *query = query_parse(word, &error);

		/* Those that want more behind them are not refused themselves. */
		ck_assert_msg(query || error.at != 0 || strcmp(word, "and") == 0 ||
				      strcmp(word, "or") == 0,
			      "%s", word);
		query_free(query);
		count++;
	}
	ck_assert_uint_gt(count, NOTE_COUNT);
}
END_TEST

Suite *query_suite(void)
{
	Suite *suite = suite_create("query");
	TCase *tcase = tcase_create("queries");

	tcase_add_loop_test(tcase, queries_mean, 0, sizeof(meanings) / sizeof(*meanings));
	tcase_add_loop_test(tcase, mistakes_are_placed, 0, sizeof(mistakes) / sizeof(*mistakes));
	tcase_add_loop_test(tcase, depth_and_length_are_bounded, 0, 4);
	tcase_add_test(tcase, as_many_terms_as_fit_all_count);
	tcase_add_test(tcase, the_state_of_a_query_is_every_name);
	tcase_add_loop_test(tcase, words_are_completed, 0,
			    sizeof(completions) / sizeof(*completions));
	tcase_add_test(tcase, every_completion_is_a_word);
	suite_add_tcase(suite, tcase);
	return suite;
}
