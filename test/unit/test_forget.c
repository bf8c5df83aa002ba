/* What a tracker with a bound forgets, and that nothing else changes by it. */
#include <stdlib.h>
#include <string.h>

#include "support/variants.h"
#include "unit/suites.h"

/* --- a connection that goes badly, made by a die --- */

struct talk {
	uint32_t client; /* the last bytes of its address and its port */
	uint32_t sent, acked,
		hole; /* offsets of A's bytes; hole: the first that B misses, or sent */
	uint32_t die;
	uint32_t patience; /* a hole stays for about so many segments */
	uint16_t id;
};

struct stage {
	struct tracker *tracker;
	uint64_t frame;
	int64_t now_ns;
};

enum { MSS = 1000, MS = 1000000 };

static const uint32_t isn_a = 0xfffff000u, isn_b = 77000;

static uint32_t roll(struct talk *talk, uint32_t sides)
{
	talk->die = talk->die * 1664525u + 1013904223u;
	return (talk->die >> 8) % sides;
}

static struct endpoint client_of(const struct talk *talk)
{
	struct endpoint end = {.address.version = IP_VERSION_4, .port = (uint16_t)talk->client};

	memcpy(end.address.bytes,
	       (uint8_t[]){10, 1, (uint8_t)(talk->client >> 24), (uint8_t)(talk->client >> 16)}, 4);
	return end;
}

static struct packet packet_of(struct talk *talk, bool answer)
{
	struct endpoint server = {.address = {IP_VERSION_4, {10, 0, 0, 1}}, .port = 80};
	struct endpoint client = client_of(talk);

	return (struct packet){
		.from = answer ? server : client,
		.to = answer ? client : server,
		.segment = {.seq = answer ? isn_b + 1 : isn_a + 1 + talk->sent,
			    .ack = answer ? isn_a + 1 + talk->acked : isn_b + 1,
			    .flags = TCP_ACK,
			    .window = 64000,
			    .have_ip_id = true,
			    .ip_id = ++talk->id},
	};
}

static void pass(struct stage *stage, struct packet packet, int64_t after_ns)
{
	packet.frame = ++stage->frame;
	packet.offset = stage->frame;
	packet.time_ns = stage->now_ns += after_ns;
	packet.segment.header_hash = packet.segment.seq ^ packet.segment.ack * 31;
	tracker_add(stage->tracker, &packet);
	if (tracker_full(stage->tracker))
		tracker_forget(stage->tracker);
}

static void syn(struct stage *stage, struct talk *talk)
{
	struct packet packet = packet_of(talk, false);

	packet.segment.seq = isn_a;
	packet.segment.ack = 0;
	packet.segment.flags = TCP_SYN;
	pass(stage, packet, MS);
}

static void open_flow(struct stage *stage, struct talk *talk)
{
	struct packet packet = packet_of(talk, true);

	syn(stage, talk);
	packet.segment.seq = isn_b;
	packet.segment.flags = TCP_SYN | TCP_ACK;
	packet.segment.ack = isn_a + 1;
	pass(stage, packet, 20 * MS);
	pass(stage, packet_of(talk, false), MS / 10);
}

static void acknowledge(struct stage *stage, struct talk *talk)
{
	struct packet packet = packet_of(talk, true);

	if (talk->hole < talk->sent) {
		packet.segment.options.present = OPT_SACK;
		packet.segment.options.sack_count = 1;
		packet.segment.options.sack[0] =
			(struct sack_block){isn_a + 1 + talk->hole + MSS, isn_a + 1 + talk->sent};
	}
	pass(stage, packet, MS / 5);
}

static void resend(struct stage *stage, struct talk *talk)
{
	struct packet packet = packet_of(talk, false);

	packet.segment.seq = isn_a + 1 + talk->hole;
	packet.segment.len = MSS;
	pass(stage, packet, roll(talk, 4) == 0 ? 300 * MS : MS);
	talk->acked = talk->hole = talk->sent;
}

/* One segment of data, now and then lost, twice or late, and what the peer says about it. */
static void say(struct stage *stage, struct talk *talk)
{
	struct packet packet = packet_of(talk, false);
	uint32_t luck = roll(talk, 40);

	packet.segment.len = MSS;
	if (luck != 1) /* else it was lost before the capture, with 3 behind it */
		pass(stage, packet, MS / 2);
	if (luck == 2)
		pass(stage, packet, 1000);
	if (luck > 1 && luck != 3 && talk->hole == talk->sent)
		talk->acked = talk->hole = talk->sent + MSS;
	talk->sent += MSS;
	acknowledge(stage, talk);
	if (talk->hole < talk->sent && roll(talk, talk->patience) == 0)
		resend(stage, talk);
	if (talk->hole == talk->sent)
		acknowledge(stage, talk);
}

static void close_flow(struct stage *stage, struct talk *talk)
{
	struct packet fin = packet_of(talk, false), answer;

	fin.segment.flags = TCP_FIN | TCP_ACK;
	pass(stage, fin, MS);
	talk->acked = talk->sent + 1;
	answer = packet_of(talk, true);
	answer.segment.flags = TCP_FIN | TCP_ACK;
	pass(stage, answer, 20 * MS);
	fin = packet_of(talk, false);
	fin.segment.seq++;
	fin.segment.ack++;
	pass(stage, fin, MS / 10);
}

static struct talk talk_of(uint32_t client)
{
	return (struct talk){.client = client, .die = client + 1, .patience = 5};
}

static void short_flow(struct stage *stage, uint32_t client)
{
	struct talk talk = talk_of(client << 16 | 4000);

	open_flow(stage, &talk);
	for (int i = 0; i < 5; i++)
		say(stage, &talk);
	close_flow(stage, &talk);
}

static struct stage stage_of(size_t bound)
{
	struct stage stage = {.tracker = tracker_new()};

	tracker_bound(stage.tracker, bound);
	return stage;
}

/* --- the same with a bound and without --- */

static void compare(void play(struct stage *stage), size_t bound)
{
	struct stage all = stage_of(0), some = stage_of(bound);
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
static void answer(struct stage *stage, struct talk *talk, uint32_t stamp)
{
	struct packet packet = packet_of(talk, true);

	packet.segment.len = 10;
	packet.segment.options.present = OPT_TIMESTAMPS;
	packet.segment.options.tsval = stamp;
	pass(stage, packet, MS);
}

static void play_long_flow(struct stage *stage)
{
	struct talk talk = talk_of(1 << 16 | 4000);

	open_flow(stage, &talk);
	answer(stage, &talk, 1000);
	for (int i = 0; i < 30000; i++) {
		talk.patience = i % 5000 < 2000 ? 5 : 500;
		say(stage, &talk);
	}
	answer(stage, &talk, 900);
}

/* Nothing is acknowledged: what is outstanding has no end. */
static void play_one_way(struct stage *stage)
{
	struct talk talk = talk_of(1 << 16 | 4000);

	for (int i = 0; i < 60000; i++) {
		struct packet packet = packet_of(&talk, false);

		packet.segment.len = MSS;
		talk.sent += MSS;
		pass(stage, packet, MS);
	}
}

START_TEST(one_way_alone_is_forgotten)
{
	compare(play_one_way, 5 << 19);
}
END_TEST

START_TEST(a_long_flow_loses_its_beginning)
{
	struct stage stage = stage_of(1 << 19);
	const struct flow *flow;

	compare(play_long_flow, 1 << 19);
	play_long_flow(&stage);
	flow = tracker_flow(stage.tracker, 0);
	ck_assert_uint_gt(flow_first(flow), 20000);
	ck_assert(event_has(flow_event(flow, flow_events(flow) - 1), NOTE_OUT_OF_ORDER));
	ck_assert(flow_has(flow, flow_first(flow)) && !flow_has(flow, flow_first(flow) - 1));
	ck_assert_uint_eq(flow_summary(flow).segments, flow_events(flow));
	ck_assert_int_eq(flow_summary(flow).first_ns, MS);
	ck_assert_uint_eq(tracker_forgotten(stage.tracker).segments, flow_first(flow));
	ck_assert_uint_eq(tracker_forgotten(stage.tracker).flows, 0);
	tracker_free(stage.tracker);
}
END_TEST

static void play_short_flows(struct stage *stage)
{
	for (uint32_t i = 0; i < 5000; i++)
		short_flow(stage, i);
}

START_TEST(of_many_flows_the_oldest_go)
{
	struct stage stage = stage_of(1 << 20);
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
		struct talk talk = talk_of(i << 8 | (i & 1));

		syn(stage, &talk);
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
	struct talk talks[50];

	for (uint32_t i = 0; i < 50; i++) {
		talks[i] = talk_of(i << 16 | 9000);
		open_flow(stage, &talks[i]);
		flood(stage, 10);
	}
	for (uint32_t round = 0; round < 300; round++) {
		for (uint32_t i = 0; i < 50; i++)
			say(stage, &talks[i]);
		for (uint32_t i = 0; i < 20; i++)
			short_flow(stage, 1000 + round * 20 + i);
	}
}

START_TEST(open_flows_stay_beside_those_that_come_and_go)
{
	struct stage stage = stage_of(6 << 19);
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
	struct stage stage = stage_of(1 << 19);
	const size_t held[] = {0, 7};

	for (uint32_t i = 0; i < 10; i++)
		short_flow(&stage, i);
	tracker_hold(stage.tracker, held, 2);
	for (uint32_t i = 10; i < 3000; i++)
		short_flow(&stage, i);
	ck_assert(tracker_has(stage.tracker, 0) && tracker_has(stage.tracker, 7));
	ck_assert(!tracker_has(stage.tracker, 1));
	ck_assert_uint_eq(flow_first(tracker_flow(stage.tracker, 7)), 0);
	tracker_hold(stage.tracker, NULL, 0);
	for (uint32_t i = 3000; i < 6000; i++)
		short_flow(&stage, i);
	ck_assert(!tracker_has(stage.tracker, 0));
	tracker_free(stage.tracker);
}
END_TEST

/* Too many are open at once to keep what labels rest on: memory comes first. */
START_TEST(the_bound_holds_with_open_flows_alone)
{
	struct stage stage = stage_of(1 << 20);
	struct talk *talks = calloc(3000, sizeof(*talks));

	for (uint32_t i = 0; i < 3000; i++) {
		talks[i] = talk_of(i << 16 | 5000);
		open_flow(&stage, &talks[i]);
		for (int k = 0; k < 20; k++)
			say(&stage, &talks[i]);
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

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, a_long_flow_loses_its_beginning);
	tcase_add_test(tcase, one_way_alone_is_forgotten);
	tcase_add_test(tcase, of_many_flows_the_oldest_go);
	tcase_add_test(tcase, a_flood_of_syns_is_forgotten);
	tcase_add_test(tcase, open_flows_stay_beside_those_that_come_and_go);
	tcase_add_test(tcase, what_is_looked_at_stays);
	tcase_add_test(tcase, the_bound_holds_with_open_flows_alone);
	suite_add_tcase(suite, tcase);
	return suite;
}
