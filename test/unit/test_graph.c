/* Graphs: what the index says of each segment, pieces, and what is drawn where. */
#include "tcpladder/graph.h"

#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

#define MS INT64_C(1000000)

struct fixture {
	struct tracker *tracker;
	const struct flow *flow;
	struct graph_index *index;
};

static struct fixture index_of(struct tracker *tracker)
{
	struct fixture f = {tracker, tracker_flow(tracker, 0), NULL};

	f.index = graph_index_new(f.flow);
	while (graph_index_read(f.index, 1000, flow_events(f.flow)))
		continue;
	ck_assert_uint_eq(graph_index_events(f.index), flow_events(f.flow));
	return f;
}

static void fixture_free(struct fixture *f)
{
	graph_index_free(f->index);
	tracker_free(f->tracker);
}

static struct graph graph_over(const struct fixture *f, enum graph_kind kind, enum side side)
{
	struct flow_summary flow = flow_summary(f->flow);

	return (struct graph){.index = f->index,
			      .flow = f->flow,
			      .lang = lang_default(),
			      .kind = kind,
			      .side = side,
			      .from_ns = flow.first_ns,
			      .to_ns = flow.last_ns};
}

/* Numbers pass 2^32 in the first data segment. */
static const char exchange[] =
	TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201 win 500\n"
		     "0.11 A > B P. 705:1705(1000) ack 4294967201 win 500\n"
		     "0.12 B > A . ack 705 win 5000\n"
		     "0.14 B > A . ack 1705 win 4000\n";

START_TEST(each_segment_says_what_is_known)
{
	struct fixture f = index_of(tracked(exchange));
	struct graph_item at = graph_at(f.index, SIDE_A, 4);

	ck_assert_int_eq(at.span[CHANNEL_SENT].low, 1001);
	ck_assert_int_eq(at.span[CHANNEL_SENT].high, 2001);
	ck_assert_int_eq(at.span[CHANNEL_ACKED].high, 1);
	ck_assert_int_eq(at.span[CHANNEL_FLIGHT].high, 2000);
	at = graph_at(f.index, SIDE_A, 5);
	ck_assert_int_eq(at.span[CHANNEL_ACKED].high, 1001);
	ck_assert_int_eq(at.span[CHANNEL_EDGE].high, 6001);
	ck_assert_int_eq(at.span[CHANNEL_WINDOW].high, 5000);
	ck_assert_int_eq(at.span[CHANNEL_FLIGHT].high, 1000);
	ck_assert_int_gt(at.span[CHANNEL_SENT].low, at.span[CHANNEL_SENT].high);
	fixture_free(&f);
}
END_TEST

START_TEST(an_ack_measures_the_last_segment_it_covers)
{
	struct fixture f = index_of(tracked_numbered(exchange, _i));
	size_t each = (size_t)_i + 1; /* events: the packet, and its copies */

	ck_assert_int_eq(graph_at(f.index, SIDE_A, each).span[CHANNEL_RTT].low, 20 * MS);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 5 * each).span[CHANNEL_RTT].low, 20 * MS);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 6 * each).span[CHANNEL_RTT].low, 30 * MS);
	ck_assert_int_eq(graph_at(f.index, SIDE_B, 2 * each).span[CHANNEL_RTT].low, MS / 10);
	fixture_free(&f);
}
END_TEST

/* Karn: which copy is acknowledged nobody knows. What is sent after measures again. */
START_TEST(what_was_sent_twice_measures_nothing)
{
	struct fixture f =
		index_of(tracked(TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201\n"
					      "1.1 A > B P. 4294967001:705(1000) ack 4294967201\n"
					      "1.12 B > A . ack 705\n"
					      "1.2 A > B P. 705:1705(1000) ack 4294967201\n"
					      "1.25 B > A . ack 1705\n"));
	struct graph_item at = graph_at(f.index, SIDE_A, 5);

	ck_assert_int_gt(at.span[CHANNEL_RTT].low, at.span[CHANNEL_RTT].high);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 4).span[CHANNEL_RESENT].low, 1);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 4).span[CHANNEL_RESENT].high, 1001);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 3).span[CHANNEL_LOST].low, 1);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 7).span[CHANNEL_RTT].low, 50 * MS);
	ck_assert_int_eq(graph_rtt_until(f.index, SIDE_A, 0), -1);
	ck_assert_int_eq(graph_rtt_until(f.index, SIDE_A, 6), 20 * MS);
	ck_assert_int_eq(graph_rtt_until(f.index, SIDE_A, 7), 50 * MS);
	fixture_free(&f);
}
END_TEST

/* --- many --- */

enum { MANY = 40000, AGAIN_EACH = 1000 };

static void add_data(struct tracker *tracker, struct packet *packet, uint32_t seq)
{
	packet->time_ns += MS / 10;
	packet->frame++;
	packet->segment = (struct segment){.seq = seq,
					   .ack = 4294967201u,
					   .len = 100,
					   .flags = TCP_ACK,
					   .window = 1000,
					   .header_hash = (uint16_t)packet->frame};
	tracker_add(tracker, packet);
}

/* Each thousandth segment is sent again at once. */
static struct tracker *many(void)
{
	struct tracker *tracker = tracked(TRACKED_OPEN);
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));
	struct packet packet = {.from = flow.half[0].endpoint,
				.to = flow.half[1].endpoint,
				.time_ns = flow.last_ns,
				.frame = 3};

	for (uint32_t i = 0; i < MANY; i++) {
		add_data(tracker, &packet, 4294967001u + 100 * i);
		if (i % AGAIN_EACH == AGAIN_EACH / 2)
			add_data(tracker, &packet, 4294967001u + 100 * i - 300);
	}
	return tracker;
}

struct seen {
	size_t items, resent, events;
	int64_t sent_to;
	int64_t last_ns;
};

static void see(const struct graph_item *item, void *context)
{
	struct seen *seen = context;

	seen->items++;
	seen->events += item->end - item->first;
	seen->resent += item->span[CHANNEL_RESENT].low <= item->span[CHANNEL_RESENT].high;
	if (item->span[CHANNEL_SENT].high > seen->sent_to)
		seen->sent_to = item->span[CHANNEL_SENT].high;
	ck_assert_int_ge(item->from_ns, seen->last_ns);
	seen->last_ns = item->to_ns;
}

START_TEST(a_stamp_tells_which_copy_is_timed)
{
	struct fixture f = index_of(tracked(
		TRACKED_OPEN "0.1 A > B . 4294967001:5(300) ack 4294967201 <TS val 1 ecr 1>\n"
			     "0.4 A > B . 4294967001:5(300) ack 4294967201 <TS val 4 ecr 1>\n"
			     "0.43 B > A . 4294967201:4294967201(0) ack 5 <TS val 9 ecr 4>\n"
			     "0.5 A > B . 5:105(100) ack 4294967201 <TS val 5 ecr 9>\n"
			     "0.9 A > B . 5:105(100) ack 4294967201 <TS val 5 ecr 9>\n"
			     "0.93 B > A . 4294967201:4294967201(0) ack 105 <TS val 9 ecr 5>\n"));

	ck_assert_uint_eq(flow_echoed(f.flow, 5), 4);
	ck_assert_uint_eq(flow_echoed(f.flow, 8), EVENT_NONE);
	ck_assert_int_eq(graph_at(f.index, SIDE_A, 5).span[CHANNEL_RTT].low, 30 * MS);
	ck_assert_int_eq(graph_rtt_until(f.index, SIDE_A, 8), 30 * MS);
	fixture_free(&f);
}
END_TEST

START_TEST(pieces_lose_nothing_that_was_sent_again)
{
	struct fixture f = index_of(many());
	struct flow_summary flow = flow_summary(f.flow);
	struct seen seen = {0};

	ck_assert(!graph_walk(f.index, SIDE_A, flow.first_ns, flow.last_ns, see, &seen));
	ck_assert_uint_eq(seen.events, flow_events(f.flow));
	ck_assert_uint_lt(seen.items, MANY / 100);
	ck_assert_uint_eq(seen.resent, MANY / AGAIN_EACH);
	ck_assert_int_eq(seen.sent_to, 1 + 100 * MANY);
	fixture_free(&f);
}
END_TEST

START_TEST(few_are_visited_one_by_one)
{
	struct fixture f = index_of(many());
	struct flow_summary flow = flow_summary(f.flow);
	int64_t middle = flow.first_ns + (flow.last_ns - flow.first_ns) / 2;
	struct seen seen = {0};

	/* 100 ms, a segment each 0.1 ms; a piece has 128 of them, and one lies on either side. */
	ck_assert(graph_walk(f.index, SIDE_A, middle, middle + 100 * MS, see, &seen));
	ck_assert_uint_eq(seen.items, seen.events);
	ck_assert_uint_ge(seen.items, 1000);
	ck_assert_uint_le(seen.items, 1000 + 4 * 128);
	fixture_free(&f);
}
END_TEST

/* An index that is read in any steps is the same. */
START_TEST(steps_make_no_difference)
{
	struct fixture f = index_of(many());
	struct graph_index *other = graph_index_new(f.flow);
	size_t step = 1;

	while (graph_index_read(other, step, flow_events(f.flow)))
		step = step * 3 % 1009 + 1;
	for (int kind = 0; kind < GRAPH_KINDS; kind++) {
		struct graph graph = graph_over(&f, (enum graph_kind)kind, SIDE_A);
		struct canvas *a = canvas_new(80, 24, GLYPHS_UTF8);
		struct canvas *b = canvas_new(80, 24, GLYPHS_UTF8);
		char row[1024];

		graph_draw(&graph, a, (struct graph_box){0, 0, 80, 24});
		graph.index = other;
		graph_draw(&graph, b, (struct graph_box){0, 0, 80, 24});
		for (int y = 0; y < 24; y++) {
			strcpy(row, picture_row(a, y));
			ck_assert_str_eq(picture_row(b, y), row);
		}
		canvas_free(a);
		canvas_free(b);
	}
	graph_index_free(other);
	fixture_free(&f);
}
END_TEST

/* --- drawing --- */

enum { WIDTH = 60, HEIGHT = 14, AXIS_X = 9 };

static const struct graph_box box = {0, 0, WIDTH, HEIGHT};

/* Lost after half a second, sent again after a whole one. */
static const char lossy[] =
	"start 1700000000\n" TRACKED_OPEN "0.5 A > B P. 4294967001:705(1000) ack 4294967201 lost\n"
	"1.0 A > B P. 4294967001:705(1000) ack 4294967201\n"
	"1.02 B > A . ack 705\n"
	"2.0 A > B P. 705:1705(1000) ack 4294967201\n";

/* The column of the first such character; -1 for none. */
static int column_of(const struct canvas *canvas, uint32_t code)
{
	for (int y = 0; y < canvas_height(canvas); y++)
		for (int x = 0; x < canvas_width(canvas); x++)
			if (canvas_cell(canvas, x, y)->text == code)
				return x;
	return -1;
}

START_TEST(marks_stand_at_their_times)
{
	struct fixture f = index_of(tracked(lossy));
	struct graph graph = graph_over(&f, GRAPH_SEQUENCE, SIDE_A);
	struct canvas *canvas = canvas_new(WIDTH, HEIGHT, GLYPHS_UTF8);
	int cells = WIDTH - AXIS_X;

	graph.selected = 6;
	graph_draw(&graph, canvas, box);
	ck_assert_int_eq(column_of(canvas, 0x2717), AXIS_X + cells / 4);
	ck_assert_int_eq(column_of(canvas, 0x21bb), AXIS_X + cells / 2);
	ck_assert_int_eq(column_of(canvas, 0x25b2), WIDTH - 1);
	ck_assert_uint_eq(graph_event_at(&graph, box, AXIS_X + cells / 2), 4);
	ck_assert_uint_eq(graph_event_at(&graph, box, 0), 0);
	ck_assert_uint_eq(graph_event_at(&graph, box, WIDTH - 1), 6);
	canvas_free(canvas);
	fixture_free(&f);
}
END_TEST

/* Today, doubles of nanoseconds since 1970 are 256 apart. */
START_TEST(a_view_of_nanoseconds_tells_them_apart)
{
	struct fixture f = index_of(tracked(lossy));
	struct graph graph = graph_over(&f, GRAPH_SEQUENCE, SIDE_A);
	struct canvas *canvas = canvas_new(WIDTH, HEIGHT, GLYPHS_UTF8);
	int64_t resent_ns = flow_event(f.flow, 4)->time_ns;

	graph.from_ns = resent_ns - 10;
	graph.to_ns = resent_ns + 10;
	graph_draw(&graph, canvas, box);
	ck_assert_int_eq(column_of(canvas, 0x21bb), AXIS_X + (WIDTH - AXIS_X) / 2);
	canvas_free(canvas);
	fixture_free(&f);
}
END_TEST

START_TEST(axes_have_units)
{
	static const char *const words[GRAPH_KINDS][2] = {
		{"2000┤", "1.0 s"}, {"20 ms┤", "1.0 s"}, {"1000┤", "1.0 s"}};
	struct fixture f = index_of(tracked(lossy));

	for (int kind = 0; kind < GRAPH_KINDS; kind++) {
		struct graph graph = graph_over(&f, (enum graph_kind)kind, SIDE_A);
		struct canvas *canvas = canvas_new(WIDTH, HEIGHT, GLYPHS_UTF8);

		graph_draw(&graph, canvas, box);
		for (int i = 0; i < 2; i++) {
			bool found = false;

			for (int y = 0; y < HEIGHT; y++)
				found |= strstr(picture_row(canvas, y), words[kind][i]) != NULL;
			ck_assert_msg(found, "graph %d has no %s", kind, words[kind][i]);
		}
		canvas_free(canvas);
	}
	fixture_free(&f);
}
END_TEST

static int two_blocks(void *context, const struct event *event, struct sack_block blocks[SACK_MAX])
{
	(void)event;
	++*(int *)context;
	blocks[0] = (struct sack_block){705, 1705};
	blocks[1] = (struct sack_block){2705, 3705};
	return 2;
}

START_TEST(sacks_are_read_of_those_that_have_them)
{
	struct fixture f = index_of(tracked(TRACKED_OPEN
					    "0.1 A > B . 4294967001:705(1000) ack 4294967201 lost\n"
					    "0.1 A > B . 705:1705(1000) ack 4294967201\n"
					    "0.12 B > A . ack 4294967001 <sack 705:1705>\n"
					    "0.2 A > B . 1705:2705(1000) ack 4294967201\n"));
	struct graph graph = graph_over(&f, GRAPH_SEQUENCE, SIDE_A);
	struct canvas *canvas = canvas_new(WIDTH, HEIGHT, GLYPHS_UTF8);
	int asked = 0, inked = 0;

	graph.sacks = two_blocks;
	graph.context = &asked;
	graph_draw(&graph, canvas, box);
	ck_assert_int_eq(asked, 1);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			inked += canvas_cell(canvas, x, y)->ink == INK_NOTICE;
	ck_assert_int_gt(inked, 2);
	canvas_free(canvas);
	fixture_free(&f);
}
END_TEST

START_TEST(little_is_drawn_too)
{
	struct fixture f = index_of(tracked(TRACKED_ENDS "0.1 A > B P. 5:105(100) ack 9\n"));

	for (int kind = 0; kind < GRAPH_KINDS; kind++) {
		for (int size = 12; size < 40; size += 9) {
			struct graph graph = graph_over(&f, (enum graph_kind)kind, SIDE_B);
			struct canvas *canvas = canvas_new(size, size / 3, GLYPHS_ASCII);

			graph_draw(&graph, canvas, (struct graph_box){0, 0, size, size / 3});
			graph_heading(&graph, canvas, 0);
			graph_readout(&graph, canvas, 1);
			for (int y = 0; y < size / 3; y++)
				ck_assert_ptr_null(strchr(picture_row(canvas, y), '?'));
			canvas_free(canvas);
		}
	}
	fixture_free(&f);
}
END_TEST

Suite *graph_suite(void)
{
	Suite *suite = suite_create("graph");
	TCase *tcase = tcase_create("index");

	tcase_add_test(tcase, each_segment_says_what_is_known);
	tcase_add_loop_test(tcase, an_ack_measures_the_last_segment_it_covers, 0, 2);
	tcase_add_test(tcase, what_was_sent_twice_measures_nothing);
	tcase_add_test(tcase, a_stamp_tells_which_copy_is_timed);
	tcase_add_test(tcase, pieces_lose_nothing_that_was_sent_again);
	tcase_add_test(tcase, few_are_visited_one_by_one);
	tcase_add_test(tcase, steps_make_no_difference);
	tcase_add_test(tcase, marks_stand_at_their_times);
	tcase_add_test(tcase, a_view_of_nanoseconds_tells_them_apart);
	tcase_add_test(tcase, axes_have_units);
	tcase_add_test(tcase, sacks_are_read_of_those_that_have_them);
	tcase_add_test(tcase, little_is_drawn_too);
	suite_add_tcase(suite, tcase);
	return suite;
}
