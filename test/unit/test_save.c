/* What the viewer writes to files: each form, and what it refuses. */
#include "load/order.h"
#include "load/save.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/loaded.h"
#include "support/pcap.h"
#include "support/saver.h"
#include "support/stage.h"
#include "unit/suites.h"

#define FLOW(port)                                                                                 \
	"A 10.0.0.1:" port "\nB 10.0.0.2:80\n"                                                     \
	"0 A > B S 1000:1000(0)\n+0.02 B > A S. 2000:2000(0) ack 1001\n"                           \
	"+0.01 A > B . ack 2001\n+0.1 A > B P. 1001:1101(100) ack 2001\n"

/* The capture of these scripts, one behind another, read to its end; *path is borrowed by it. */
static struct load *load_scripts(const char *const *scripts, const char *const *path)
{
	struct error error = {""};
	FILE *out = fopen(*path, "wb");

	pcap_start(out);
	for (; *scripts; scripts++) {
		struct script *script = script_parse(*scripts, &error);

		ck_assert_msg(script != NULL, "%s", error.text);
		for (size_t i = 0; i < script->count; i++)
			pcap_packet(out, &script->lines[i].packet);
		script_free(script);
	}
	fclose(out);
	return loaded(path);
}

static const char *const two[] = {FLOW("40000"), FLOW("40001"), NULL};

static const size_t all[] = {0, 1};

/* The two flows' load, in a folder of its own, and what is written there: each test's. */
static struct {
	struct load *load;
	const char *files[1]; /* in */
	char in[SAVER_PATH];
	char out[SAVER_PATH];
	struct error said;
} bench;

static void start_with(const char *const *scripts)
{
	saver_folder();
	bench.files[0] = saver_path("in.pcap", bench.in);
	saver_path("out.pcap", bench.out);
	bench.load = load_scripts(scripts, bench.files);
	strcpy(bench.said.text, "");
}

static void start(void)
{
	start_with(two);
}

static void finish(void)
{
	load_close(bench.load);
	saver_clean();
}

/* The first flow's ladder, to bench.out. */
static struct tui_save first_flow(void)
{
	return (struct tui_save){
		.path = bench.out,
		.flows = all,
		.count = 1,
		.ladder = {.lang = lang_default(), .width = 80, .selected = 2},
		.glyphs = GLYPHS_ASCII,
	};
}

static enum tui_saved save(const char *name, size_t first, size_t count)
{
	struct tui_save what = first_flow();

	saver_path(name, bench.out);
	what.flows += first;
	what.count = count;
	return save_file(bench.load, &what, &bench.said);
}

/* The whole file; the caller frees it. */
static char *text_of(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = memory_zero(1, 1 << 16);

	ck_assert_ptr_nonnull(in);
	ck_assert_uint_lt(fread(text, 1, (1 << 16) - 1, in), (1 << 16) - 1);
	fclose(in);
	return text;
}

static void has(const char *want, bool there)
{
	char *text = text_of(bench.out);

	ck_assert_msg((strstr(text, want) != NULL) == there, "%s in %s", want, text);
	free(text);
}

START_TEST(a_ladder_is_text)
{
	ck_assert_int_eq(save("out.txt", 1, 1), TUI_SAVED);
	ck_assert_msg(strstr(bench.said.text, "out.txt is written"), "%s", bench.said.text);
	has("flow 2 of 2   10.0.0.1:40001 - 10.0.0.2:80", true);
	has("PSH+ACK", false);
	has("100 bytes", true);
	has("40000", false);
}
END_TEST

START_TEST(flows_are_json_lines)
{
	ck_assert_int_eq(save("out.json", 0, 1), TUI_SAVED);
	has("\"type\":\"segment\"", true);
	has("\"type\":\"summary\"", true);
	has("40001", false);
	ck_assert_int_eq(save("out.jsonl", 0, 2), TUI_SAVED);
	has("40001", true);
}
END_TEST

/* Reads the capture that was written, and finds as many segments in as many flows. */
static void check_capture(size_t flows, uint64_t frames)
{
	const char *files[] = {bench.out};
	struct load *load = loaded(files);

	ck_assert_ptr_null(load_error(load, 0));
	ck_assert_uint_eq(load_frames(load), frames);
	ck_assert_uint_eq(tracker_flows(load_tracker(load)), flows);
	ck_assert_int_eq(flow_event(tracker_flow(load_tracker(load), 0), 1)->time_ns, 20000000);
	load_close(load);
}

START_TEST(packets_are_a_capture)
{
	static const char *const names[] = {"out.pcap", "out.pcapng"};
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(save(names[i], 0, 1), TUI_SAVED);
		check_capture(1, 4);
		unlink(bench.out);
		ck_assert_int_eq(save(names[i], 0, 2), TUI_SAVED);
		check_capture(2, 8);
	}
}
END_TEST

START_TEST(what_cannot_be_is_refused_in_a_sentence)
{
	ck_assert_int_eq(save("out.doc", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "has to end in .txt"));
	ck_assert_int_eq(save("out", 0, 1), TUI_SAVE_FAILED);
	ck_assert_int_eq(save("a.txt/out", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "has to end in .txt"));
	ck_assert_int_eq(save(".", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "Is a directory"));
	ck_assert_int_eq(save("none/out.txt", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "No such file"));
	ck_assert_int_eq(save("in.pcap", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "is read, and must not be written"));
}
END_TEST

START_TEST(what_is_there_is_asked_about)
{
	struct tui_save what = first_flow();

	ck_assert_int_eq(save("out.txt", 0, 1), TUI_SAVED);
	ck_assert_int_eq(save("out.txt", 1, 1), TUI_SAVE_EXISTS);
	has("flow 1 of 2", true);
	what.overwrite = true;
	what.flows = all + 1;
	ck_assert_int_eq(save_file(bench.load, &what, &bench.said), TUI_SAVED);
	has("flow 2 of 2", true);
}
END_TEST

/* Of a capture that has lost its bytes there is nothing to write. */
START_TEST(what_is_gone_leaves_no_file)
{
	ck_assert_int_eq(truncate(bench.in, 24), 0);
	ck_assert_int_eq(save("out.pcap", 0, 1), TUI_SAVE_FAILED);
	ck_assert(strstr(bench.said.text, "out.pcap: "));
	ck_assert(strstr(bench.said.text, "has changed since it was read"));
	ck_assert_int_ne(access(bench.out, F_OK), 0);
}
END_TEST

static bool count_looks(void *context, uint64_t bytes)
{
	int *looks = context;

	ck_assert_uint_eq(bytes, 0);
	return --*looks > 0;
}

/* Many frames that cannot be read again write nothing: one can stop that all the same. */
START_TEST(what_writes_nothing_is_stopped)
{
	enum { FRAMES = 5000 };
	char *script = memory_zero(FRAMES + 1, 64);
	const char *const scripts[] = {script, NULL};
	struct tui_save what;
	size_t used = (size_t)sprintf(script, "A 10.0.0.1:1\nB 10.0.0.2:2\n");
	int looks;

	for (int i = 0; i < FRAMES; i++)
		used += (size_t)sprintf(script + used, "+1 A > B . 1:1(0) ack 1\n");
	start_with(scripts);
	what = first_flow();
	what.goes_on = count_looks;
	ck_assert_int_eq(truncate(bench.in, 24), 0);
	for (int most = 2; most < 5; most++) {
		looks = most;
		what.goes_on_context = &looks;
		ck_assert_int_eq(save_file(bench.load, &what, &bench.said), TUI_SAVE_FAILED);
		ck_assert_msg(strstr(bench.said.text, "anceled"), "%s", bench.said.text);
		ck_assert_int_eq(looks, 0);
		ck_assert_int_ne(access(bench.out, F_OK), 0);
	}
	free(script);
	finish();
}
END_TEST

/* Flows that go on side by side: their frames ascend, and each is there once. */
START_TEST(frames_come_as_they_were_captured)
{
	enum { FLOWS = 5, ROUNDS = 200 };
	static const size_t flows[FLOWS] = {0, 1, 2, 3, 4};
	struct stage stage = stage_new(0);
	struct speaker talk[FLOWS];
	struct frame_order *order;
	const struct event *event;
	size_t events = 0;
	uint32_t before = 0;

	for (uint32_t i = 0; i < FLOWS; i++) {
		talk[i] = speaker_of(i);
		stage_open(&stage, &talk[i]);
	}
	for (uint32_t i = 0; i < ROUNDS; i++)
		stage_say(&stage, &talk[i * i % 7 % FLOWS]);
	ck_assert_uint_eq(tracker_flows(stage.tracker), FLOWS);
	for (size_t i = 0; i < FLOWS; i++)
		events += flow_events(tracker_flow(stage.tracker, i));
	order = frame_order_new(stage.tracker, flows, FLOWS);
	for (; (event = frame_order_next(order)); events--) {
		ck_assert_uint_gt(event->frame, before);
		before = event->frame;
	}
	ck_assert_uint_eq(events, 0);
	frame_order_free(order);
	order = frame_order_new(stage.tracker, flows, 0);
	ck_assert_ptr_null(frame_order_next(order));
	frame_order_free(order);
	tracker_free(stage.tracker);
}
END_TEST

static bool fill(void *context, FILE *out, struct error *said)
{
	error_set(said, "three letters");
	fputs(context, out);
	return true;
}

START_TEST(the_viewers_own_goes_under_any_name)
{
	struct tui_save what = {
		.path = bench.out,
		.ladder = {.lang = lang_default()},
		.fill = fill,
		.fill_context = "abc",
	};

	saver_path("said", bench.out);
	ck_assert_int_eq(save_file(bench.load, &what, &bench.said), TUI_SAVED);
	has("abc", true);
	ck_assert_str_eq(bench.said.text, "three letters");
}
END_TEST

Suite *save_suite(void)
{
	Suite *suite = suite_create("save");
	TCase *two_flows = tcase_create("two flows"), *others = tcase_create("others");

	tcase_add_checked_fixture(two_flows, start, finish);
	tcase_add_test(two_flows, a_ladder_is_text);
	tcase_add_test(two_flows, flows_are_json_lines);
	tcase_add_test(two_flows, packets_are_a_capture);
	tcase_add_test(two_flows, what_cannot_be_is_refused_in_a_sentence);
	tcase_add_test(two_flows, what_is_there_is_asked_about);
	tcase_add_test(two_flows, what_is_gone_leaves_no_file);
	tcase_add_test(others, what_writes_nothing_is_stopped);
	tcase_add_test(others, frames_come_as_they_were_captured);
	tcase_add_test(two_flows, the_viewers_own_goes_under_any_name);
	suite_add_tcase(suite, two_flows);
	suite_add_tcase(suite, others);
	return suite;
}
