/* Tests of the capture, decoder and tracker in one piece. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/load.h"
#include "support/loaded.h"
#include "support/pcap.h"
#include "tcpladder/script.h"
#include "unit/suites.h"

/* A capture file of its own, removed by the test that asked for it. */
static FILE *new_file(char *name)
{
	int fd;

	strcpy(name, "/tmp/tcpladder-test-XXXXXX");
	fd = mkstemp(name);
	ck_assert_int_ge(fd, 0);
	return fdopen(fd, "wb");
}

static void write_script(FILE *out, const char *text)
{
	struct error error = {""};
	struct script *script = script_parse(text, &error);

	ck_assert_msg(script != NULL, "%s", error.text);
	pcap_script(out, script);
	script_free(script);
}

static const char handshake[] = "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
				"0.00 A > B S 4294967290:4294967290(0)\n"
				"0.02 B > A S. 4294967295:4294967295(0) ack 4294967291\n"
				"0.03 A > B . ack 0\n";

/* Each test's capture file, and its load. */
static struct {
	char name[64];
	const char *files[1]; /* name */
	FILE *out;
	struct load *load;
} bench;

static void start(void)
{
	bench.out = new_file(bench.name);
	bench.files[0] = bench.name;
}

static void start_handshake(void)
{
	start();
	write_script(bench.out, handshake);
}

static void finish(void)
{
	load_close(bench.load);
	unlink(bench.name);
}

/* The file is written. */
static struct load *open_file(void)
{
	fclose(bench.out);
	bench.load = loaded_none(bench.files);
	return bench.load;
}

static struct load *load_file(void)
{
	loaded_rest(open_file());
	return bench.load;
}

START_TEST(frames_become_flows)
{
	struct load *load = load_file();

	ck_assert_uint_eq(load_frames(load), 3);
	ck_assert_uint_eq(tracker_flows(load_tracker(load)), 1);
	ck_assert_uint_eq(flow_events(tracker_flow(load_tracker(load), 0)), 3);
	ck_assert_str_eq(load_not_drawn(load), "");
	ck_assert_ptr_null(load_error(load, 0));
}
END_TEST

START_TEST(no_budget_reads_nothing)
{
	struct load *load = open_file();

	ck_assert(load_pump(load, 0));
	ck_assert_uint_eq(load_frames(load), 0);
}
END_TEST

/* An ARP request and a frame that ends within its IP header. */
static void write_others(FILE *file)
{
	static const uint8_t records[] = {
		0, 0,  0, 0, 0, 0, 0, 0, 42, 0, 0, 0, 42, 0, 0, 0, 255, 255, 255, 255,  255, 255, 2,
		0, 0,  0, 0, 1, 8, 6, 0, 1,  8, 0, 6, 4,  0, 1, 2, 0,   0,   0,   0,    1,   10,  0,
		0, 1,  0, 0, 0, 0, 0, 0, 10, 0, 0, 2, 0,  0, 0, 0, 0,   0,   0,   0,    16,  0,   0,
		0, 60, 0, 0, 0, 2, 0, 0, 0,  0, 2, 2, 0,  0, 0, 0, 1,   8,   0,   0x45, 0,
	};

	fwrite(records, 1, sizeof(records), file);
}

START_TEST(what_is_not_drawn_is_counted)
{
	struct load *load;
	struct tui_source source;

	write_others(bench.out);
	load = open_file();
	source = load_source(load);
	ck_assert_ptr_null(source.message(source.context));
	while (source.pump(source.context, 1000000))
		;
	ck_assert_uint_eq(load_count(load, DECODED_OTHER), 1);
	ck_assert_uint_eq(load_count(load, DECODED_CUT), 1);
	ck_assert_str_eq(load_not_drawn(load), "2 frames not drawn: 1 without TCP, "
					       "1 cut before the TCP header");
	ck_assert_str_eq(source.message(source.context), load_not_drawn(load));
	ck_assert_int_eq(source.percent(source.context), 100);
}
END_TEST

START_TEST(a_cut_file_is_named_after_what_it_held)
{
	struct load *load;
	struct tui_source source;

	fflush(bench.out);
	ck_assert_int_eq(ftruncate(fileno(bench.out), ftell(bench.out) - 5), 0);
	load = load_file();
	source = load_source(load);
	ck_assert_uint_eq(load_frames(load), 2);
	ck_assert_ptr_nonnull(load_error(load, 0));
	ck_assert_ptr_null(load_error(load, 1));
	ck_assert_ptr_nonnull(strstr(load_error(load, 0), bench.name));
	ck_assert_str_eq(source.message(source.context), load_error(load, 0));
}
END_TEST

START_TEST(segments_are_read_again)
{
	struct load *load;
	struct render_source source;
	struct packet packet;
	const struct flow *flow;

	start();
	write_script(bench.out, "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
				"0.00 A > B S 4294967290:4294967290(0) <mss 1400>\n"
				"0.02 B > A S. 7:7(0) ack 4294967291 <mss 1300,sackOK>\n");
	load = load_file();
	source = load_render_source(load);
	flow = tracker_flow(load_tracker(load), 0);
	ck_assert(source.reread(source.context, flow_event(flow, 1), &packet));
	ck_assert_uint_eq(packet.segment.options.mss, 1300);
	ck_assert(source.reread(source.context, flow_event(flow, 0), &packet));
	ck_assert_uint_eq(packet.segment.options.mss, 1400);
	ck_assert_uint_eq(packet.segment.options.present, OPT_MSS);
	ck_assert_uint_eq(packet.frame, 1);
	finish();
}
END_TEST

START_TEST(another_packet_is_not_taken_for_the_segment)
{
	struct load *load = load_file();
	struct packet packet;
	struct event event;

	event = *flow_event(tracker_flow(load_tracker(load), 0), 0);
	event.seq++;
	ck_assert(!load_reread(load, &event, &packet));
}
END_TEST

START_TEST(a_missing_file_is_an_error)
{
	const char *files[] = {"/nowhere/at/all.pcap"};
	struct capture_spec spec = {.files = files, .file_count = 1};
	struct error error = {""};

	ck_assert_ptr_null(load_open(&spec, lang_default(), &error));
	ck_assert_ptr_nonnull(strstr(error.text, "/nowhere/at/all.pcap"));
}
END_TEST

Suite *load_suite(void)
{
	Suite *suite = suite_create("load");
	TCase *tcase = tcase_create("a handshake"), *own = tcase_create("others");

	tcase_add_checked_fixture(tcase, start_handshake, finish);
	tcase_add_test(tcase, frames_become_flows);
	tcase_add_test(tcase, no_budget_reads_nothing);
	tcase_add_test(tcase, what_is_not_drawn_is_counted);
	tcase_add_test(tcase, a_cut_file_is_named_after_what_it_held);
	tcase_add_test(tcase, another_packet_is_not_taken_for_the_segment);
	suite_add_tcase(suite, tcase);
	tcase_add_test(own, segments_are_read_again);
	tcase_add_test(own, a_missing_file_is_an_error);
	suite_add_tcase(suite, own);
	return suite;
}
