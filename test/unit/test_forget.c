/* What a tracker with a bound forgets, and that nothing else changes by it. */
#include <stdlib.h>
#include <string.h>

#include "support/stage.h"
#include "support/variants.h"
#include "unit/suites.h"

/* --- the same with a bound and without --- */

static void compare(void play(struct stage *stage), size_t bound)
{
	struct stage all = stage_new(0), some = stage_new(bound);
	char difference[256];

	play(&all);
	play(&some);
	if (!variant_equal(all.tracker, some.tracker, 0, difference, sizeof(difference)))
		ck_abort_msg("%s", difference);
	ck_assert_uint_gt(tracker_forgotten(some.tracker).segments, 0);
	ck_assert_uint_le(tracker_size(some.tracker), bound + 8192);
	ck_assert_uint_eq(tracker_segments(some.tracker), tracker_segments(all.tracker));
	tracker_free(all.tracker);
	tracker_free(some.tracker);
}

/* B's only data: of two with the same bytes, the one with the older stamp was sent first. */
static void answer(struct stage *stage, struct speaker *talk, uint32_t stamp)
{
	struct packet packet = stage_packet(talk, true);

	packet.segment.len = 10;
	packet.segment.options.present = OPT_TIMESTAMPS;
	packet.segment.options.tsval = stamp;
	stage_pass(stage, packet, STAGE_MS);
}

static void play_long_flow(struct stage *stage)
{
	struct speaker talk = speaker_of(1 << 16 | 4000);

	stage_open(stage, &talk);
	answer(stage, &talk, 1000);
	for (int i = 0; i < 30000; i++) {
		talk.patience = i % 5000 < 2000 ? 5 : 500;
		stage_say(stage, &talk);
	}
	answer(stage, &talk, 900);
}

/* Nothing is acknowledged: what is outstanding has no end. */
static void play_one_way(struct stage *stage)
{
	struct speaker talk = speaker_of(1 << 16 | 4000);

	for (int i = 0; i < 60000; i++) {
		struct packet packet = stage_packet(&talk, false);

		packet.segment.len = STAGE_MSS;
		talk.sent += STAGE_MSS;
		stage_pass(stage, packet, STAGE_MS);
	}
}

START_TEST(one_way_alone_is_forgotten)
{
	compare(play_one_way, 5 << 19);
}
END_TEST

START_TEST(a_long_flow_loses_its_beginning)
{
	struct stage stage = stage_new(1 << 19);
	const struct flow *flow;

	compare(play_long_flow, 1 << 19);
	play_long_flow(&stage);
	flow = tracker_flow(stage.tracker, 0);
	ck_assert_uint_gt(flow_first(flow), 20000);
	ck_assert(event_has(flow_event(flow, flow_events(flow) - 1), NOTE_OUT_OF_ORDER));
	ck_assert(flow_has(flow, flow_first(flow)) && !flow_has(flow, flow_first(flow) - 1));
	ck_assert_uint_eq(flow_summary(flow).segments, flow_events(flow));
	ck_assert_int_eq(flow_summary(flow).first_ns, STAGE_MS);
	ck_assert_uint_eq(tracker_forgotten(stage.tracker).segments, flow_first(flow));
	ck_assert_uint_eq(tracker_forgotten(stage.tracker).flows, 0);
	tracker_free(stage.tracker);
}
END_TEST

/* Each of B's segments in 2 to 5 fragments, at the frames that end on so many. */
static void say_in_fragments(struct stage *stage, struct speaker *talk)
{
	struct packet packet = stage_packet(talk, true);

	packet.segment.len = 10;
	packet.segment.capture |= SEGMENT_FRAGMENTED;
	packet.segment.fragments = (uint16_t)(2 + (stage->frame + 1) % 4);
	stage_pass(stage, packet, STAGE_MS);
}

START_TEST(fragments_are_counted_of_what_is_kept)
{
	struct stage stage = stage_new(1 << 19);
	struct speaker talk = speaker_of(1 << 16 | 4000);
	const struct flow *flow;

	stage_open(&stage, &talk);
	for (int i = 0; i < 20000; i++) {
		talk.patience = 5;
		stage_say(&stage, &talk);
		say_in_fragments(&stage, &talk);
	}
	flow = tracker_flow(stage.tracker, 0);
	ck_assert_uint_gt(flow_first(flow), 20000);
	for (size_t i = flow_first(flow); i < flow_events(flow); i++) {
		const struct event *event = flow_event(flow, i);
		bool counted = event_has(event, NOTE_FRAGMENT);

		ck_assert_uint_eq(flow_fragments(flow, i), counted ? 2 + event->frame % 4 : 0);
	}
	ck_assert_uint_eq(flow_fragments(flow, 0), 0);
	tracker_free(stage.tracker);
}
END_TEST

static void play_short_flows(struct stage *stage)
{
	for (uint32_t i = 0; i < 5000; i++)
		stage_short(stage, i);
}

START_TEST(of_many_flows_the_oldest_go)
{
	struct stage stage = stage_new(1 << 20);
	struct forgotten forgotten;
	size_t kept = 0;

	compare(play_short_flows, 1 << 20);
	play_short_flows(&stage);
	ck_assert_uint_eq(tracker_flows(stage.tracker), 5000);
	forgotten = tracker_forgotten(stage.tracker);
	for (size_t i = 0; i < 5000; i++)
		kept += tracker_has(stage.tracker, i);
	ck_assert_uint_eq(kept + forgotten.flows, 5000);
	ck_assert(!tracker_has(stage.tracker, 0) && tracker_has(stage.tracker, 4999));
	ck_assert_uint_eq(flow_first(tracker_flow(stage.tracker, 4999)), 0);
	ck_assert_uint_eq(tracker_next(stage.tracker, 0), 5000 - kept);
	ck_assert_uint_eq(tracker_next(stage.tracker, 5000), 5000);
	tracker_free(stage.tracker);
}
END_TEST

static void flood(struct stage *stage, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct speaker talk = speaker_of(i << 8 | (i & 1));

		stage_syn(stage, &talk);
	}
}

static void play_flood(struct stage *stage)
{
	flood(stage, 50000);
}

START_TEST(a_flood_of_syns_is_forgotten)
{
	compare(play_flood, 1 << 20);
}
END_TEST

/* Open flows go on through a flood, and are found by their endpoints all the while. */
static void play_both(struct stage *stage)
{
	struct speaker talks[50];

	for (uint32_t i = 0; i < 50; i++) {
		talks[i] = speaker_of(i << 16 | 9000);
		stage_open(stage, &talks[i]);
		flood(stage, 10);
	}
	for (uint32_t round = 0; round < 300; round++) {
		for (uint32_t i = 0; i < 50; i++)
			stage_say(stage, &talks[i]);
		for (uint32_t i = 0; i < 20; i++)
			stage_short(stage, 1000 + round * 20 + i);
	}
}

START_TEST(open_flows_stay_beside_those_that_come_and_go)
{
	struct stage stage = stage_new(6 << 19);
	size_t open = 0;

	compare(play_both, 6 << 19);
	play_both(&stage);
	for (size_t i = 0; i < 50 + 10; i++)
		open += tracker_has(stage.tracker, i) &&
			flow_summary(tracker_flow(stage.tracker, i)).seen_data;
	ck_assert_uint_eq(open, 50);
	tracker_free(stage.tracker);
}
END_TEST

START_TEST(what_is_looked_at_stays)
{
	struct stage stage = stage_new(1 << 19);
	const size_t held[] = {0, 7};

	for (uint32_t i = 0; i < 10; i++)
		stage_short(&stage, i);
	tracker_hold(stage.tracker, held, 2);
	for (uint32_t i = 10; i < 3000; i++)
		stage_short(&stage, i);
	ck_assert(tracker_has(stage.tracker, 0) && tracker_has(stage.tracker, 7));
	ck_assert(!tracker_has(stage.tracker, 1));
	ck_assert_uint_eq(flow_first(tracker_flow(stage.tracker, 7)), 0);
	tracker_hold(stage.tracker, NULL, 0);
	for (uint32_t i = 3000; i < 6000; i++)
		stage_short(&stage, i);
	ck_assert(!tracker_has(stage.tracker, 0));
	tracker_free(stage.tracker);
}
END_TEST

/* Too many are open at once to keep what labels rest on: memory comes first. */
START_TEST(the_bound_holds_with_open_flows_alone)
{
	struct stage stage = stage_new(1 << 20);
	struct speaker *talks = calloc(3000, sizeof(*talks));

	for (uint32_t i = 0; i < 3000; i++) {
		talks[i] = speaker_of(i << 16 | 5000);
		stage_open(&stage, &talks[i]);
		for (int k = 0; k < 20; k++)
			stage_say(&stage, &talks[i]);
		ck_assert_uint_le(tracker_size(stage.tracker), (1 << 20) + 8192);
	}
	ck_assert_uint_gt(tracker_forgotten(stage.tracker).flows, 0);
	ck_assert(tracker_has(stage.tracker, 2999));
	free(talks);
	tracker_free(stage.tracker);
}
END_TEST

Suite *forget_suite(void)
{
	Suite *suite = suite_create("forget");
	TCase *tcase = tcase_create("bound");

	tcase_add_test(tcase, a_long_flow_loses_its_beginning);
	tcase_add_test(tcase, fragments_are_counted_of_what_is_kept);
	tcase_add_test(tcase, one_way_alone_is_forgotten);
	tcase_add_test(tcase, of_many_flows_the_oldest_go);
	tcase_add_test(tcase, a_flood_of_syns_is_forgotten);
	tcase_add_test(tcase, open_flows_stay_beside_those_that_come_and_go);
	tcase_add_test(tcase, what_is_looked_at_stays);
	tcase_add_test(tcase, the_bound_holds_with_open_flows_alone);
	suite_add_tcase(suite, tcase);
	return suite;
}
