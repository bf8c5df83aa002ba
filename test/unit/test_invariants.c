/*
 * What must not change a label: where sequence numbers and time begin, padding, the snapshot
 * length, which side is which; and what a doubled capture may change.
 *
 * Runs over the sample captures and over those that a file lists, one a line, where the environment
 * names one: TCPLADDER_CAPTURES=list.txt build/release/unit
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/copies.h"
#include "support/variants.h"
#include "unit/suites.h"

static const char *const samples[] = {
	"captures/blog.pcap",         "captures/loss.pcap",       "captures/http.pcap",
	"captures/http-loss.pcap",    "captures/half-close.pcap", "captures/refused.pcap",
	"captures/http-timeout.pcap",
};

/* So far back copies are looked for that are long acknowledged. */
enum { RESEND_LOOK = 512 };

/* Bytes that flows need at the least for all that labels rest on, a few at a time. */
enum { BOUND_LEAST = 1 << 18 };

enum { SAMPLES = sizeof(samples) / sizeof(*samples) };

typedef void check_file(const char *path);

static void check_listed_files(check_file *check)
{
	const char *list = getenv("TCPLADDER_CAPTURES");
	FILE *file = list ? fopen(list, "r") : NULL;
	char *path = NULL;
	size_t size = 0;

	ck_assert_msg(!list || file, "cannot read %s", list);
	while (file && getline(&path, &size, file) > 0) {
		path[strcspn(path, "\n")] = '\0';
		check(path);
	}
	free(path);
	if (file)
		fclose(file);
}

static void check_all(check_file *check)
{
	for (int i = 0; i < SAMPLES; i++)
		check(samples[i]);
	check_listed_files(check);
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

/* That payloads are cut changes, of course. */
static void cut(const char *path)
{
	struct variant variant = {.way = "cut to 96 bytes", .snapshot = 96};

	same_labels(path, &variant, UINT64_C(1) << NOTE_TRUNCATED);
}

/* What is kept is as it would be with all that is forgotten: of captures that are large enough. */
static void bounded(const char *path)
{
	struct variant variant = {.way = "with bounded memory", .bound = BOUND_LEAST};

	same_labels(path, &variant, 0);
}

/* Whether two events say the same, wherever in their flows they and those they name stand. */
static bool says_the_same(const struct event *x, const struct event *y, uint64_t except)
{
	except |= UINT64_C(1) << NOTE_TIME_BACKWARDS;
	return x->side == y->side && ((x->notes ^ y->notes) & ~except) == 0 && x->rare == y->rare &&
	       x->role == y->role && x->phase == y->phase && x->state[0] == y->state[0] &&
	       x->state[1] == y->state[1];
}

/* Labels that rest on a time in seconds, not on one relative to what was measured. */
static const uint64_t timed = UINT64_C(1) << NOTE_DUPLICATE |
			      UINT64_C(1) << NOTE_DUPLICATE_CAPTURE | UINT64_C(1) << NOTE_LOST_ACK;

/* Labels that a later segment gives: where that one is judged by time, so are these. */
static const uint64_t revised = UINT64_C(1) << NOTE_LOST_DATA | UINT64_C(1) << NOTE_SPURIOUS;

/* How many events stand before the first whose timed labels differ: what follows may differ too. */
static size_t untimed(const struct flow *x, const struct flow *y)
{
	size_t i = 0;

	while (i < flow_events(x) && !((flow_event(x, i)->notes ^ flow_event(y, i)->notes) & timed))
		i++;
	return i;
}

static void check_slowed(const char *path, const struct flow *plain, const struct flow *slow)
{
	size_t count = flow_events(plain), until;

	ck_assert_uint_eq(flow_events(slow), count);
	until = untimed(plain, slow);
	for (size_t i = 0; i < until; i++)
		ck_assert_msg(says_the_same(flow_event(plain, i), flow_event(slow, i),
					    until < count ? revised : 0),
			      "%s, twice as slow: event %zu differs", path, i);
}

/* Twice as slow; why something was sent again rests on real timers, so it may differ. */
static void slowed(const char *path)
{
	const struct variant plain = {.way = "as it is"};
	struct variant variant = {.way = "twice as slow", .slower = 2};
	struct tracker *expected = variant_track(path, &plain);
	struct tracker *tracker = variant_track(path, &variant);

	ck_assert_uint_eq(tracker_flows(tracker), tracker_flows(expected));
	for (size_t f = 0; f < tracker_flows(tracker); f++)
		check_slowed(path, tracker_flow(expected, f), tracker_flow(tracker, f));
	tracker_free(expected);
	tracker_free(tracker);
}

/* Whether bytes of the event were captured before it, from the same side. */
static bool came_before(const struct flow *flow, size_t index)
{
	const struct event *event = flow_event(flow, index);

	for (size_t i = 0; i < index; i++) {
		const struct event *other = flow_event(flow, i);
		int32_t from = (int32_t)(event->seq - other->seq);

		if (event_has(other, NOTE_FIRST_FRAGMENT) && other->ip_id == event->ip_id)
			continue; /* of the same datagram */
		if (other->side == event->side && other->len > 0 && from < (int32_t)other->len &&
		    from + (int32_t)event->len > 0)
			return true;
	}
	return false;
}

static bool is_older(const struct event *event, const struct event *copy)
{
	bool stamp =
		event->have_tsval && copy->have_tsval && (int32_t)(event->tsval - copy->tsval) < 0;

	return stamp || (int16_t)(event->ip_id - copy->ip_id) < 0;
}

/* Nothing that was captured before is an original overtaken, but by its stamp or number. */
static void check_overtaken(const char *path, const struct flow *flow, size_t i)
{
	const struct event *event = flow_event(flow, i);

	if (!event_has(event, NOTE_OUT_OF_ORDER) || event->len == 0 || !came_before(flow, i))
		return;
	ck_assert_msg(event->about < i && is_older(event, flow_event(flow, event->about)),
		      "%s: event %zu came before and is called out of order", path, i);
}

/* A resend names the copy that it repeats, unless none was captured or the first comes later. */
static void check_resend(const char *path, const struct flow *flow, size_t i)
{
	const struct event *event = flow_event(flow, i);
	struct proof proof;

	if (!event_has(event, NOTE_RETRANSMISSION) || event->about < i)
		return;
	if (flow_proof(flow, i, NOTE_SPURIOUS, &proof))
		return;
	ck_assert_msg(event->len == 0 || !came_before(flow, i) || i > RESEND_LOOK,
		      "%s: event %zu is a resend of something that it does not name", path, i);
}

static void proved(const char *path)
{
	const struct variant plain = {.way = "as it is"};
	struct tracker *tracker = variant_track(path, &plain);

	for (size_t f = 0; f < tracker_flows(tracker); f++)
		for (size_t i = 0; i < flow_events(tracker_flow(tracker, f)); i++) {
			check_overtaken(path, tracker_flow(tracker, f), i);
			check_resend(path, tracker_flow(tracker, f), i);
		}
	tracker_free(tracker);
}

/* The copies of a doubled capture are duplicates, and all else is as without them. */
static void doubled(const char *path)
{
	const struct variant plain = {.way = "as it is"};
	struct copies_difference found;
	struct variant variant = {.way = "doubled", .doubled = true};
	struct tracker *tracker, *expected;

	/* Only with an IP ID, or without any timer near, is a copy surely told from a resend. */
	if (!variant_has_ids(path))
		return;
	expected = variant_track(path, &plain);
	tracker = variant_track(path, &variant);
	found = copies_compare(expected, tracker);
	ck_assert_msg(!found.what, "%s, doubled: %s at event %zu of flow %zu", path, found.what,
		      found.event, found.flow);
	tracker_free(expected);
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

START_TEST(time_may_pass_at_half_the_speed)
{
	check_all(slowed);
}
END_TEST

START_TEST(claims_of_order_have_their_proof)
{
	check_all(proved);
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

START_TEST(forgetting_changes_no_label)
{
	check_all(bounded);
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
	tcase_add_test(tcase, time_may_pass_at_half_the_speed);
	tcase_add_test(tcase, claims_of_order_have_their_proof);
	tcase_add_test(tcase, sides_may_be_exchanged);
	tcase_add_test(tcase, padding_is_no_data);
	tcase_add_test(tcase, a_snapshot_length_cuts_no_label);
	tcase_add_test(tcase, forgetting_changes_no_label);
	tcase_add_test(tcase, copies_are_only_copies);
	suite_add_tcase(suite, tcase);
	return suite;
}
