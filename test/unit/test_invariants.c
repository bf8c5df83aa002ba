/*
 * What must not change a label: where sequence numbers and time begin, padding, the snapshot
 * length, which side is which; and what a doubled capture may change.
 *
 * Runs over the sample captures and, where the environment names one, over a list of files:
 * TCPLADDER_CAPTURES='a.pcap b.pcap' build/release/unit
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/variants.h"
#include "unit/suites.h"

static const char *const samples[] = {
	"captures/blog.pcap",         "captures/loss.pcap",       "captures/http.pcap",
	"captures/http-loss.pcap",    "captures/half-close.pcap", "captures/refused.pcap",
	"captures/http-timeout.pcap",
};

enum { SAMPLES = sizeof(samples) / sizeof(*samples) };

typedef void check_file(const char *path);

static void check_named_files(check_file *check)
{
	const char *list = getenv("TCPLADDER_CAPTURES");
	char *copy = list ? strdup(list) : NULL;
	char *rest = NULL;

	if (!copy)
		return;
	for (char *path = strtok_r(copy, " \n", &rest); path; path = strtok_r(NULL, " \n", &rest))
		check(path);
	free(copy);
}

static void check_all(check_file *check)
{
	for (int i = 0; i < SAMPLES; i++)
		check(samples[i]);
	check_named_files(check);
}

/* The variant must have the same events with the same labels, but for the notes left out. */
static void same_labels(const char *path, const struct variant *variant, uint64_t except)
{
	const struct variant plain = {.way = "as it is"};
	struct tracker *expected = variant_track(path, &plain);
	struct tracker *tracker = variant_track(path, variant);
	char difference[256];

	if (!variant_equal(expected, tracker, except, difference, sizeof(difference)))
		ck_abort_msg("%s, %s: %s", path, variant->way, difference);
	tracker_free(expected);
	tracker_free(tracker);
}

static void shifted_numbers(const char *path)
{
	static const uint32_t shifts[][2] = {
		{0x80000000u, 0}, {0, 0xfffffff0u}, {12345, 0xdeadbeefu}};

	for (int i = 0; i < 3; i++) {
		struct variant variant = {.way = "sequence numbers shifted",
					  .shift = {shifts[i][0], shifts[i][1]}};

		same_labels(path, &variant, 0);
	}
}

static void shifted_time(const char *path)
{
	struct variant variant = {.way = "an hour later", .later_ns = INT64_C(3600000000000)};

	same_labels(path, &variant, 0);
}

static void mirrored(const char *path)
{
	struct variant variant = {.way = "addresses exchanged", .mirror = true};

	same_labels(path, &variant, 0);
}

static void padded(const char *path)
{
	struct variant variant = {.way = "padded", .padding = 20};

	same_labels(path, &variant, 0);
}

/* Cut payloads cannot be checked: that they are cut and that they are damaged may change. */
static void cut(const char *path)
{
	struct variant variant = {.way = "cut to 96 bytes", .snapshot = 96};

	same_labels(path, &variant, UINT64_C(1) << NOTE_TRUNCATED | UINT64_C(1) << NOTE_CORRUPT);
}

static void doubled(const char *path)
{
	struct variant variant = {.way = "doubled", .doubled = true};
	struct tracker *tracker;

	/* Only with an IP ID, or without any timer near, is a copy surely told from a resend. */
	if (!variant_has_ids(path))
		return;
	tracker = variant_track(path, &variant);
	for (size_t f = 0; f < tracker_flows(tracker); f++)
		for (size_t i = 1; i < flow_events(tracker_flow(tracker, f)); i += 2)
			ck_assert_msg(
				event_has(flow_event(tracker_flow(tracker, f), i), NOTE_DUPLICATE),
				"%s, doubled: flow %zu event %zu is no duplicate", path, f, i);
	tracker_free(tracker);
}

START_TEST(numbers_may_begin_anywhere)
{
	check_all(shifted_numbers);
}
END_TEST

START_TEST(time_may_begin_anywhere)
{
	check_all(shifted_time);
}
END_TEST

START_TEST(sides_may_be_exchanged)
{
	check_all(mirrored);
}
END_TEST

START_TEST(padding_is_no_data)
{
	check_all(padded);
}
END_TEST

START_TEST(a_snapshot_length_cuts_no_label)
{
	check_all(cut);
}
END_TEST

START_TEST(copies_are_only_copies)
{
	check_all(doubled);
}
END_TEST

Suite *invariants_suite(void)
{
	Suite *suite = suite_create("invariants");
	TCase *tcase = tcase_create("labels");

	tcase_set_timeout(tcase, 600);
	tcase_add_test(tcase, numbers_may_begin_anywhere);
	tcase_add_test(tcase, time_may_begin_anywhere);
	tcase_add_test(tcase, sides_may_be_exchanged);
	tcase_add_test(tcase, padding_is_no_data);
	tcase_add_test(tcase, a_snapshot_length_cuts_no_label);
	tcase_add_test(tcase, copies_are_only_copies);
	suite_add_tcase(suite, tcase);
	return suite;
}
