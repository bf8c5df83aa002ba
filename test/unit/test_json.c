/* The JSON lines: what is in them, in which order, and that they are always valid. */
#include "tcpladder/render.h"

#include <errno.h>
#include <string.h>

#include "support/lines.h"
#include "support/tracked.h"
#include "unit/suites.h"

/* --- what is in them --- */

static const char exchange[] =
	TRACKED_OPEN "0.100 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
		     "0.120 B > A . ack 4294967101\n"
		     "0.200 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
		     "1.300 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
		     "1.320 B > A . ack 4294967201\n";

START_TEST(every_key_is_there)
{
	struct packet packet = {.segment = {.options = {.present = OPT_MSS, .mss = 1000}}};
	struct lines_stub stub = {&packet, NULL};
	struct lines lines = lines_of_script(exchange, &stub);

	ck_assert_uint_eq(lines.count, 10);
	lines_keys(lines.line[1],
		   "type frame flow time_ns time_s from flags seq ack seq_relative ack_relative "
		   "len_bytes window window_bytes options role phase labels confidence why states");
	lines_keys(
		lines.line[8],
		"type flow first_frame last_frame first_time_ns last_time_ns duration_ns "
		"syn_to_syn_ack_ns syn_ack_to_ack_ns captured_at opening closing states segments "
		"retransmissions lost resets zero_windows a b");
	lines_keys(json_object_get(lines.line[8], "a"),
		   "address port base isn mss_bytes window_shift segments data_bytes "
		   "retransmissions data_bytes_again response_ns response_fastest_ns rto_ns "
		   "in_flight_bytes in_flight_peak_bytes");
	lines_keys(lines.line[9],
		   "type files frames tcp_frames segments flows not_decoded damaged");
	lines_free(&lines);
}
END_TEST

START_TEST(a_segment_in_full)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(exchange, &stub);
	const json_t *again = lines.line[6];

	ck_assert_str_eq(lines_word(again, "type"), "segment");
	ck_assert_int_eq(lines_number(again, "frame"), 7);
	ck_assert_int_eq(lines_number(again, "flow"), 1);
	ck_assert_int_eq(lines_number(again, "time_ns"), 1300000000);
	lines_equal(json_object_get(again, "time_s"), "1.3");
	ck_assert_str_eq(lines_word(again, "from"), "A");
	lines_equal(json_object_get(again, "flags"), "[\"PSH\", \"ACK\"]");
	ck_assert_int_eq(lines_number(again, "seq"), 4294967101);
	ck_assert_int_eq(lines_number(again, "seq_relative"), 101);
	ck_assert_int_eq(lines_number(again, "len_bytes"), 100);
	ck_assert_int_eq(lines_number(again, "window_bytes"), 64240);
	ck_assert_str_eq(lines_word(again, "role"), "data");
	ck_assert_str_eq(lines_word(again, "phase"), "data");
	lines_equal(json_object_get(again, "labels"),
		    "[\"phase.data\", \"data\", \"retransmission\", \"retransmission.timer\"]");
	ck_assert_int_eq(lines_number(again, "about"), 6);
	lines_equal(json_object_get(again, "why"), "[6]");
	lines_equal(json_object_get(again, "states"),
		    "{\"a\": {\"state\": \"ESTABLISHED\", \"certain\": true},"
		    " \"b\": {\"state\": \"ESTABLISHED\", \"certain\": true}}");
	lines_free(&lines);
}
END_TEST

START_TEST(an_arrival_is_not_certain_before_the_answer)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(exchange, &stub);

	lines_equal(json_object_get(lines.line[0], "states"),
		    "{\"a\": {\"state\": \"SYN-SENT\", \"certain\": true},"
		    " \"b\": {\"state\": \"SYN-RECEIVED\", \"certain\": false}}");
	lines_free(&lines);
}
END_TEST

START_TEST(hindsight_names_the_frames_that_prove_it)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(exchange, &stub);
	const json_t *lost = lines.line[5];

	lines_equal(json_object_get(lost, "labels"), "[\"phase.data\", \"data\", \"lost.data\"]");
	lines_equal(json_object_get(lost, "why"), "[7, 8]");
	ck_assert_str_eq(lines_word(lost, "confidence"), "likely");
	lines_free(&lines);
}
END_TEST

START_TEST(a_flow_in_full)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(exchange, &stub);
	const json_t *flow = lines.line[8], *a = json_object_get(flow, "a");

	ck_assert_str_eq(lines_word(flow, "type"), "flow");
	ck_assert_int_eq(lines_number(flow, "first_frame"), 1);
	ck_assert_int_eq(lines_number(flow, "last_frame"), 8);
	ck_assert_int_eq(lines_number(flow, "duration_ns"), 1320000000);
	ck_assert_int_eq(lines_number(flow, "syn_to_syn_ack_ns"), 20000000);
	ck_assert_int_eq(lines_number(flow, "syn_ack_to_ack_ns"), 100000);
	ck_assert_str_eq(lines_word(flow, "captured_at"), "A");
	ck_assert_str_eq(lines_word(flow, "opening"), "three-way");
	ck_assert_str_eq(lines_word(flow, "closing"), "none");
	ck_assert_int_eq(lines_number(flow, "retransmissions"), 1);
	ck_assert_int_eq(lines_number(flow, "lost"), 1);
	ck_assert_str_eq(lines_word(a, "address"), "10.0.0.1");
	ck_assert_int_eq(lines_number(a, "port"), 40000);
	ck_assert_int_eq(lines_number(a, "isn"), 4294967000);
	ck_assert_int_eq(lines_number(a, "segments"), 5);
	ck_assert_int_eq(lines_number(a, "data_bytes"), 200);
	ck_assert_int_eq(lines_number(a, "data_bytes_again"), 100);
	ck_assert(!lines_has(a, "mss_bytes"));
	lines_free(&lines);
}
END_TEST

START_TEST(the_summary_counts_by_reason)
{
	struct lines_stub stub = {NULL, "one.pcap: cut off"};
	struct lines lines = lines_of_script(exchange, &stub);
	const json_t *summary = lines.line[lines.count - 1];
	const json_t *reasons = json_object_get(summary, "not_decoded");

	ck_assert_str_eq(lines_word(summary, "type"), "summary");
	lines_equal(json_object_get(summary, "files"), "[\"one.pcap\"]");
	ck_assert_int_eq(lines_number(summary, "frames"), 9);
	ck_assert_int_eq(lines_number(summary, "tcp_frames"), 7);
	ck_assert_int_eq(lines_number(summary, "segments"), 8);
	ck_assert_int_eq(lines_number(summary, "flows"), 1);
	ck_assert_uint_eq(json_object_size(reasons), DECODED_COUNT - 1);
	ck_assert_int_eq(lines_number(reasons, "no_tcp"), 2);
	ck_assert_int_eq(lines_number(reasons, "malformed"), 0);
	lines_equal(json_object_get(summary, "damaged"), "[\"one.pcap: cut off\"]");
	lines_free(&lines);
}
END_TEST

START_TEST(the_list_has_no_segments)
{
	struct tracker *tracker = tracked(exchange);
	struct packet packet = {.segment = {.options = {.present = OPT_MSS, .mss = 1000}}};
	struct lines_stub stub = {&packet, NULL};
	struct render_source source = lines_source(&stub);
	struct lines lines = lines_print(tracker, &source, true);

	ck_assert_uint_eq(lines.count, 2);
	ck_assert_str_eq(lines_word(lines.line[0], "type"), "flow");
	ck_assert_str_eq(lines_word(lines.line[1], "type"), "summary");
	ck_assert_int_eq(lines_number(json_object_get(lines.line[0], "b"), "mss_bytes"), 1000);
	lines_free(&lines);
	tracker_free(tracker);
}
END_TEST

START_TEST(what_is_not_known_is_left_out)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines =
		lines_of_script(TRACKED_ENDS "0.1 A > B P. 4294967290:4(10) ack 7 win 500\n"
					     "0.2 B > A R 7:7(0)\n",
				&stub);
	const json_t *data = lines.line[0], *reset = lines.line[1], *flow = lines.line[2];

	ck_assert(lines_number(data, "window") == 500 && !lines_has(data, "window_bytes"));
	ck_assert(!lines_has(data, "options") && !lines_has(data, "about"));
	ck_assert_int_eq(lines_number(data, "window_at_least_bytes"), 500);
	lines_equal(json_object_get(data, "why"), "[]");
	ck_assert(lines_has(data, "ack") && !lines_has(reset, "window_at_least_bytes"));
	ck_assert(!lines_has(reset, "ack") && !lines_has(reset, "ack_relative"));
	ck_assert(!lines_has(flow, "syn_to_syn_ack_ns") &&
		  !lines_has(json_object_get(flow, "a"), "isn"));
	ck_assert(!lines_has(json_object_get(flow, "a"), "window_shift"));
	lines_free(&lines);
}
END_TEST

START_TEST(times_lose_nothing)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(
		TRACKED_ENDS "start 1700000000\n0.123456789 A > B S 4294967290:4294967290(0)\n",
		&stub);

	ck_assert_int_eq(lines_number(lines.line[0], "time_ns"), 1700000000123456789);
	ck_assert_double_eq_tol(json_real_value(json_object_get(lines.line[0], "time_s")),
				1700000000.123457, 1e-6);
	lines_free(&lines);
}
END_TEST

START_TEST(windows_are_shifted_as_agreed)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(
		TRACKED_ENDS "0 A > B S 4294967290:4294967290(0) win 100 <wscale 7>\n"
			     "0.1 B > A S. 7:7(0) ack 4294967291 win 200 <wscale 2>\n"
			     "0.2 A > B . ack 8 win 300\n"
			     "0.3 B > A . ack 4294967291 win 400\n",
		&stub);
	static const json_int_t bytes[] = {100, 200, 300 << 7, 400 << 2};

	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(lines_number(lines.line[i], "window_bytes"), bytes[i]);
	ck_assert_int_eq(lines_number(json_object_get(lines.line[4], "a"), "window_shift"), 7);
	lines_free(&lines);
}
END_TEST

/* --- options --- */

static const struct {
	struct tcp_options options;
	const char *json;
} sets[] = {
	{{.present = 0, .mss = 5}, "{}"},
	{{.present = OPT_MSS | OPT_WSCALE | OPT_SACK_PERMITTED, .mss = 1460, .wscale = 7},
	 "{\"mss_bytes\": 1460, \"window_shift\": 7, \"sack_permitted\": true}"},
	{{.present = OPT_TIMESTAMPS, .tsval = UINT32_MAX, .tsecr = 1},
	 "{\"tsval\": 4294967295, \"tsecr\": 1}"},
	{{.present = OPT_SACK, .sack_count = 1, .sack = {{4294967290, 4}}},
	 "{\"sack\": [{\"left\": 4294967290, \"right\": 4, \"left_relative\": 4294967290,"
	 " \"right_relative\": 4}]}"},
	{{.present = OPT_USER_TIMEOUT | OPT_ACCECN, .user_timeout_s = 30, .accecn_length = 9},
	 "{\"user_timeout_s\": 30, \"accecn_len_bytes\": 9}"},
	{{.present = OPT_MPTCP, .mptcp_subtype = 8, .mptcp_bits = 0x103},
	 "{\"mptcp_subtype\": 8, \"mptcp_reset_reason\": 3, \"mptcp_reset_transient\": true}"},
	{{.present = OPT_FAST_OPEN}, "{\"fast_open_cookie\": \"\"}"},
	{{.present = OPT_FAST_OPEN, .fast_open_length = 4, .fast_open_cookie = {1, 2, 0xab, 0xff}},
	 "{\"fast_open_cookie\": \"0102abff\"}"},
	{{.present = OPT_UNKNOWN | OPT_CUT | OPT_MALFORMED,
	  .unknown_count = 2,
	  .unknown_kind = {9, 253}},
	 "{\"unknown_kinds\": [9, 253], \"cut\": true, \"malformed\": true}"},
};

START_TEST(options_by_name)
{
	struct packet packet = {.segment = {.options = sets[_i].options}};
	struct lines_stub stub = {&packet, NULL};
	struct lines lines =
		lines_of_script(TRACKED_ENDS "0 A > B S 4294967290:4294967290(0)\n", &stub);

	lines_equal(json_object_get(lines.line[0], "options"), sets[_i].json);
	lines_free(&lines);
}
END_TEST

/* --- their order --- */

/* "1/2 1. ." for frame 2 of flow 1, the end of that flow, and the summary. */
static void order_is(const char *script, const char *want)
{
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(script, &stub);
	char got[256] = "";

	for (size_t i = 0; i < lines.count; i++) {
		const json_t *line = lines.line[i];
		const char *type = lines_word(line, "type");
		size_t used = strlen(got);

		if (strcmp(type, "segment") == 0)
			snprintf(got + used, sizeof(got) - used, "%lld/%lld ",
				 lines_number(line, "flow"), lines_number(line, "frame"));
		else if (strcmp(type, "flow") == 0)
			snprintf(got + used, sizeof(got) - used, "%lld. ",
				 lines_number(line, "flow"));
		else
			strcat(got, ".");
	}
	ck_assert_str_eq(got, want);
	lines_free(&lines);
}

#define ENDS "A 10.0.0.1:1\nB 10.0.0.2:80\nC 10.0.0.3:1\nD 10.0.0.4:1\nE 10.0.0.5:1\n"

START_TEST(segments_come_in_the_order_of_the_capture)
{
	order_is(ENDS "0.1 A > B S 4294967290:4294967290(0)\n"
		      "0.2 C > B S 4294967290:4294967290(0)\n"
		      "0.3 D > B S 4294967290:4294967290(0)\n"
		      "0.4 B > C R. 0:0(0) ack 4294967291\n"
		      "0.5 B > A R. 0:0(0) ack 4294967291\n"
		      "0.6 B > D S. 7:7(0) ack 4294967291\n"
		      "0.7 D > B . ack 8\n",
		 "1/1 2/2 3/3 2/4 2. 1/5 1. 3/6 3/7 3. .");
}
END_TEST

/* Flow 4 turns out to have begun before flows 2 and 3, when its SYN is answered. */
START_TEST(a_flow_may_begin_before_those_found_earlier)
{
	order_is(ENDS "0.1 A > B S 4294967290:4294967290(0)\n"
		      "0.2 B > A S. 7:7(0) ack 4294967291\n"
		      "0.3 A > B . ack 8\n"
		      "9.0 A > B S 5000:5000(0)\n"
		      "9.1 C > B S 4294967290:4294967290(0)\n"
		      "9.2 D > B S 4294967290:4294967290(0)\n"
		      "9.3 B > A S. 9000:9000(0) ack 5001\n"
		      "9.4 E > B S 4294967290:4294967290(0)\n",
		 "1/1 1/2 1/3 1. 4/4 2/5 2. 3/6 3. 4/7 4. 5/8 5. .");
}
END_TEST

/* --- text from outside --- */

static const struct {
	const char *name, *json;
} names[] = {
	{"plain.pcap", "\"plain.pcap\""},
	{"\"quoted\\\n\t\x01", "\"\\\"quoted\\\\\\n\\t\\u0001\""},
	{"한국.pcap", "\"한국.pcap\""},
	{"a\xff\xfe.pcap", "\"a\xef\xbf\xbd\xef\xbf\xbd.pcap\""},
	{"cut \xed\x95", "\"cut \xef\xbf\xbd\xef\xbf\xbd\""},
	{"half \xed\xa0\x80 한", "\"half \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd 한\""},
	{"long \xc0\xaf", "\"long \xef\xbf\xbd\xef\xbf\xbd\""},
	{"\xff", "\"\xef\xbf\xbd\""},
	{"", "\"\""},
};

START_TEST(names_become_valid_text)
{
	struct tracker *tracker = tracked(exchange);
	struct lines_stub stub = {NULL, names[_i].name};
	struct render_source source = lines_source(&stub);
	const char *const files[] = {names[_i].name};
	struct lines lines;
	const json_t *summary;

	source.files = files;
	lines = lines_print(tracker, &source, true);
	summary = lines.line[lines.count - 1];
	lines_equal(json_array_get(json_object_get(summary, "files"), 0), names[_i].json);
	lines_equal(json_array_get(json_object_get(summary, "damaged"), 0), names[_i].json);
	lines_free(&lines);
	tracker_free(tracker);
}
END_TEST

START_TEST(a_full_disk_is_an_error)
{
	struct tracker *tracker = tracked(exchange);
	struct lines_stub stub = {NULL, NULL};
	struct render_source source = lines_source(&stub);
	struct render render = {
		.out = fopen("/dev/full", "w"), .source = &source, .tracker = tracker};
	const struct renderer *renderer = renderer_find("json");
	const size_t first = 0;
	struct error error;
	int result;

	if (!render.out)
		return; /* no such device here */
	setvbuf(render.out, NULL, _IONBF, 0);
	result = _i == 0   ? renderer->flows(&render, &first, 1, &error)
		 : _i == 1 ? renderer->list(&render, &first, 1, &error)
			   : renderer->end(&render, &error);
	ck_assert_int_eq(result, -1);
	ck_assert_int_eq(errno, ENOSPC);
	ck_assert_ptr_nonnull(strstr(error.text, strerror(ENOSPC)));
	fclose(render.out);
	tracker_free(tracker);
}
END_TEST

Suite *json_suite(void)
{
	Suite *suite = suite_create("json");
	TCase *tcase = tcase_create("json");

	tcase_add_test(tcase, every_key_is_there);
	tcase_add_test(tcase, a_segment_in_full);
	tcase_add_test(tcase, an_arrival_is_not_certain_before_the_answer);
	tcase_add_test(tcase, hindsight_names_the_frames_that_prove_it);
	tcase_add_test(tcase, a_flow_in_full);
	tcase_add_test(tcase, the_summary_counts_by_reason);
	tcase_add_test(tcase, the_list_has_no_segments);
	tcase_add_test(tcase, what_is_not_known_is_left_out);
	tcase_add_test(tcase, times_lose_nothing);
	tcase_add_test(tcase, windows_are_shifted_as_agreed);
	tcase_add_loop_test(tcase, options_by_name, 0, sizeof(sets) / sizeof(*sets));
	tcase_add_test(tcase, segments_come_in_the_order_of_the_capture);
	tcase_add_test(tcase, a_flow_may_begin_before_those_found_earlier);
	tcase_add_loop_test(tcase, names_become_valid_text, 0, sizeof(names) / sizeof(*names));
	tcase_add_loop_test(tcase, a_full_disk_is_an_error, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
