/* Segments in lines of their own: when they are written, in which order, and what is revised. */
#include "follow.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "support/tracked.h"
#include "tcpladder/script.h"
#include "unit/suites.h"

static const int64_t second_ns = 1000000000;

struct rig {
	struct tracker *tracker;
	struct render render;
	struct follow *follow;
	char *text;
	size_t size;
	size_t read; /* of text */
	uint32_t frames;
};

static void open_rig(struct rig *rig, struct follow_pick pick)
{
	*rig = (struct rig){.tracker = tracker_new()};
	rig->render = (struct render){
		.out = open_memstream(&rig->text, &rig->size),
		.tracker = rig->tracker,
		.ladder = {.lang = lang_default(), .width = 80, .selected = SIZE_MAX},
		.glyphs = GLYPHS_ASCII,
	};
	rig->follow = follow_new(&rig->render, renderer_find("text"), pick);
}

static void rig_open(struct rig *rig)
{
	open_rig(rig, (struct follow_pick){NULL, NULL});
}

static void rig_close(struct rig *rig)
{
	follow_free(rig->follow);
	fclose(rig->render.out);
	free(rig->text);
	tracker_free(rig->tracker);
}

#define ENDS "A 10.0.0.1:40000\nB 10.0.0.2:80\n"

static void come_between(struct rig *rig, const char *ends, const char *lines)
{
	char text[1024];
	struct error error;
	struct script *script;
	size_t flow;

	snprintf(text, sizeof(text), "%s%s", ends, lines);
	script = script_parse(text, &error);
	ck_assert_msg(script != NULL, "%s", error.text);
	for (size_t i = 0; i < script->count; i++) {
		script->lines[i].packet.frame = ++rig->frames;
		tracker_add_batch(rig->tracker, &script->lines[i].packet, 1, &flow);
		follow_news(rig->follow, &flow, 1);
	}
	script_free(script);
}

static void come(struct rig *rig, const char *lines)
{
	come_between(rig, ENDS, lines);
}

/* What was written since the last call. */
static const char *written(struct rig *rig)
{
	const char *text;

	fflush(rig->render.out);
	text = rig->text + rig->read;
	rig->read = rig->size;
	return text;
}

static void later(struct rig *rig, int64_t now_ns)
{
	struct error error;

	ck_assert_int_eq(follow_write(rig->follow, now_ns, &error), 0);
}

static const char opening[] = "0.000 A > B S 1000:1000(0) win 64240\n"
			      "0.020 B > A S. 2000:2000(0) ack 1001 win 65535\n"
			      "0.021 A > B . ack 2001 win 64240\n";

/* --- when --- */

START_TEST(a_segment_waits_for_its_answer)
{
	struct rig rig;

	rig_open(&rig);
	come(&rig, "0.000 A > B S 1000:1000(0) win 64240\n");
	ck_assert_str_eq(written(&rig), "");
	come(&rig, "0.020 B > A S. 2000:2000(0) ack 1001 win 65535\n");
	ck_assert_str_eq(
		written(&rig),
		"flow 1: A 10.0.0.1:40000, B 10.0.0.2:80\n"
		"  1   0.000000 #1     A -> B  SYN  seq=0 len=0 win=64240                   "
		"SYN-SENT     SYN-RECEIVED\n");
	rig_close(&rig);
}
END_TEST

START_TEST(a_pure_ack_waits_for_anything_from_the_other_side)
{
	struct rig rig;

	rig_open(&rig);
	come(&rig, opening);
	written(&rig);
	come(&rig, "0.030 A > B P. 1001:1101(100) ack 2001\n");
	ck_assert_str_eq(written(&rig), "");
	come(&rig, "0.050 B > A . ack 1101\n");
	ck_assert_ptr_nonnull(strstr(written(&rig), "#3 "));
	ck_assert_ptr_nonnull(strstr(rig.text, "#4 "));
	ck_assert_ptr_null(strstr(rig.text, "#5 "));
	rig_close(&rig);
}
END_TEST

START_TEST(a_reset_waits_for_nothing)
{
	struct rig rig;

	rig_open(&rig);
	come(&rig, "0.000 A > B S 1000:1000(0)\n0.020 B > A R. 0:0(0) ack 1001\n");
	ck_assert_ptr_nonnull(strstr(written(&rig), "refused"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_second_is_enough)
{
	struct rig rig;

	rig_open(&rig);
	later(&rig, 5 * second_ns);
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	later(&rig, 6 * second_ns - 1);
	ck_assert_str_eq(written(&rig), "");
	ck_assert_int_eq(follow_wait_ns(rig.follow, 6 * second_ns - 1), 1);
	later(&rig, 6 * second_ns);
	ck_assert_ptr_nonnull(strstr(written(&rig), "#1 "));
	ck_assert_int_eq(follow_wait_ns(rig.follow, 6 * second_ns), second_ns);
	rig_close(&rig);
}
END_TEST

START_TEST(a_second_of_the_capture_is_one_too)
{
	struct rig rig;

	rig_open(&rig);
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	come_between(&rig, "A 10.0.0.3:1\nB 10.0.0.2:80\n", "0.999 A > B S 1:1(0)\n");
	ck_assert_str_eq(written(&rig), "");
	come_between(&rig, "A 10.0.0.4:1\nB 10.0.0.2:80\n", "1.000 A > B S 1:1(0)\n");
	ck_assert_ptr_nonnull(strstr(written(&rig), "#1 "));
	ck_assert_ptr_null(strstr(rig.text, "#2 "));
	rig_close(&rig);
}
END_TEST

START_TEST(lines_keep_the_order_of_the_capture)
{
	struct rig rig;
	struct error error;
	const char *text;

	rig_open(&rig);
	come(&rig, "0.000 A > B S 1000:1000(0)\n");
	come_between(&rig, "A 10.0.0.3:1\nB 10.0.0.2:80\n",
		     "0.001 A > B S 1:1(0)\n0.002 B > A R. 0:0(0) ack 2\n");
	ck_assert_str_eq(written(&rig), "");
	ck_assert_int_eq(follow_end(rig.follow, &error), 0);
	text = written(&rig);
	ck_assert_ptr_nonnull(strstr(text, "#1 "));
	ck_assert_ptr_nonnull(strstr(text, "flow 2: A 10.0.0.3:1, B 10.0.0.2:80\n"));
	ck_assert(strstr(text, "#1 ") < strstr(text, "flow 2"));
	ck_assert(strstr(text, "#2 ") < strstr(text, "#3 "));
	rig_close(&rig);
}
END_TEST

/* --- what is revised --- */

START_TEST(what_was_lost_is_revised)
{
	struct rig rig;
	const char *text;
	struct error error;

	rig_open(&rig);
	come(&rig, opening);
	come(&rig, "0.100 A > B P. 1001:1101(100) ack 2001\n"
		   "1.200 A > B P. 1001:1101(100) ack 2001\n");
	text = written(&rig);
	ck_assert_ptr_nonnull(strstr(text, "#4 "));
	ck_assert_ptr_null(strstr(text, "lost"));
	come(&rig, "1.220 B > A . ack 1101\n");
	ck_assert_int_eq(follow_end(rig.follow, &error), 0);
	text = written(&rig);
	ck_assert(strstr(text, "#6 ") < strstr(text, "revised"));
	ck_assert_ptr_nonnull(strstr(text, "sent again (RTO), see #4\n"));
	ck_assert_ptr_nonnull(
		strstr(text, "  1   0.100000 #4     revised: lost (inferred), sent again as #5\n"));
	rig_close(&rig);
}
END_TEST

START_TEST(what_was_not_written_yet_is_not_revised)
{
	struct rig rig;

	rig_open(&rig);
	come(&rig, opening);
	come(&rig, "0.100 A > B P. 1001:1101(100) ack 2001\n"
		   "0.400 A > B P. 1001:1101(100) ack 2001\n0.420 B > A . ack 1101\n");
	ck_assert_ptr_null(strstr(written(&rig), "revised"));
	rig_close(&rig);
}
END_TEST

/* A SYN within a connection turns out to have begun another. */
START_TEST(what_goes_to_another_flow_is_written_there)
{
	struct rig rig;
	const char *text;

	rig_open(&rig);
	come(&rig, opening);
	come(&rig, "9.000 A > B S 900000:900000(0)\n");
	later(&rig, 10 * second_ns);
	ck_assert_ptr_nonnull(strstr(written(&rig), "  1   9.000000 #4 "));
	come(&rig, "9.020 B > A S. 70000:70000(0) ack 900001\n9.021 A > B . ack 70001\n");
	text = written(&rig);
	ck_assert_ptr_nonnull(strstr(text, "flow 2: "));
	ck_assert_ptr_nonnull(strstr(text, "  2   9.000000 #4 "));
	ck_assert_ptr_nonnull(strstr(text, "revised: port reused"));
	ck_assert_ptr_nonnull(strstr(text, "  2   9.020000 #5 "));
	rig_close(&rig);
}
END_TEST

/* --- which --- */

static bool is_second(const void *context, const struct flow *flow)
{
	(void)context;
	return flow_summary(flow).number == 2;
}

START_TEST(only_the_flows_asked_for)
{
	struct rig rig;
	struct error error;

	open_rig(&rig, (struct follow_pick){is_second, NULL});
	come(&rig, opening);
	come_between(&rig, "A 10.0.0.3:1\nB 10.0.0.2:80\n", "0.5 A > B S 1:1(0)\n");
	ck_assert_int_eq(follow_end(rig.follow, &error), 0);
	ck_assert_ptr_null(strstr(written(&rig), "flow 1"));
	ck_assert_ptr_nonnull(strstr(rig.text, "  2   0.500000 #4 "));
	rig_close(&rig);
}
END_TEST

START_TEST(a_full_disk_is_reported)
{
	FILE *full = fopen("/dev/full", "w");
	struct rig rig;
	struct error error;

	rig_open(&rig);
	if (full) {
		setvbuf(full, NULL, _IONBF, 0);
		fclose(rig.render.out);
		rig.render.out = full;
		come(&rig, opening);
		ck_assert_int_eq(follow_write(rig.follow, 0, &error), -1);
		ck_assert_ptr_nonnull(strstr(error.text, strerror(ENOSPC)));
		ck_assert_int_eq(follow_end(rig.follow, &error), -1);
	}
	rig_close(&rig);
}
END_TEST

Suite *follow_suite(void)
{
	Suite *suite = suite_create("follow");
	TCase *tcase = tcase_create("lines");

	tcase_add_test(tcase, a_segment_waits_for_its_answer);
	tcase_add_test(tcase, a_pure_ack_waits_for_anything_from_the_other_side);
	tcase_add_test(tcase, a_reset_waits_for_nothing);
	tcase_add_test(tcase, a_second_is_enough);
	tcase_add_test(tcase, a_second_of_the_capture_is_one_too);
	tcase_add_test(tcase, lines_keep_the_order_of_the_capture);
	tcase_add_test(tcase, what_was_lost_is_revised);
	tcase_add_test(tcase, what_was_not_written_yet_is_not_revised);
	tcase_add_test(tcase, what_goes_to_another_flow_is_written_there);
	tcase_add_test(tcase, only_the_flows_asked_for);
	tcase_add_test(tcase, a_full_disk_is_reported);
	suite_add_tcase(suite, tcase);
	return suite;
}
