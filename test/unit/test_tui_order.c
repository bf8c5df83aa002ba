/* The order of the flow list: made in slices, it is what it would be made at once. */
#include "support/large.h"
#include "support/rig.h"
#include "support/screen.h"
#include "tcpladder/flow_list.h"
#include "tui/flows/order.h"
#include "unit/suites.h"

#include <stdlib.h>
#include <string.h>

enum { FLOWS = 5000, NO_TIME = 1, BREAKS = 20, SLICES_APART = 20 };

static int compare_numbers(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int compare_places(const struct flow_order *order, size_t x, size_t y)
{
	struct flow_summary first =
		flow_summary(tracker_flow(order->tracker, flow_order_at(order, x)));
	struct flow_summary second =
		flow_summary(tracker_flow(order->tracker, flow_order_at(order, y)));

	for (int i = 0; i < FLOW_KEYS; i++) {
		uint64_t a = flow_list_key(order->column, &first, i);
		uint64_t b = flow_list_key(order->column, &second, i);

		if (a != b)
			return a < b ? -1 : 1;
	}
	return 0;
}

/* Every order is one of all flows, and no flow stands before a smaller one. */
START_TEST(the_index_is_in_order)
{
	struct tracker *tracker = large_crowd(FLOWS);
	struct flow_order order = flow_order_of(tracker);
	struct flow_news news = {.flows = FLOWS, .number = 1};
	uint32_t seen[FLOWS];

	flow_order_sort(&order, (enum flow_column)_i);
	ck_assert(flow_order_refresh(&order, &news, INT64_MAX));
	ck_assert(!flow_order_refresh(&order, &news, INT64_MAX));
	ck_assert(!flow_order_is_busy(&order));
	ck_assert_uint_eq(order.count, FLOWS);
	for (size_t i = 0; i < FLOWS; i++) {
		int sign = i > 0 ? compare_places(&order, i - 1, i) : 0;

		ck_assert(order.descending ? sign >= 0 : sign <= 0);
		if (sign == 0 && i > 0)
			ck_assert_uint_lt(flow_order_at(&order, i - 1), flow_order_at(&order, i));
		seen[i] = (uint32_t)flow_order_at(&order, i);
		ck_assert_uint_eq(flow_order_find(&order, seen[i]), i);
	}
	qsort(seen, FLOWS, sizeof(*seen), compare_numbers);
	for (uint32_t i = 0; i < FLOWS; i++)
		ck_assert_uint_eq(seen[i], i);
	flow_order_close(&order);
	tracker_free(tracker);
}
END_TEST

/* --- in slices --- */

/* Goes on as little as it can at a time; in how many slices. */
static int finish(struct flow_order *order)
{
	int slices = 0;

	for (; flow_order_is_busy(order); slices++)
		(void)flow_order_work(order, NO_TIME);
	return slices;
}

START_TEST(slices_make_the_same_order)
{
	struct tracker *tracker = large_crowd(FLOWS);
	struct flow_order once = flow_order_of(tracker), sliced = flow_order_of(tracker);
	struct flow_news news = {.flows = FLOWS, .number = 1};
	struct query_error error;
	struct query *query = query_parse("len > 100 or port 40000-45000", &error);

	ck_assert_ptr_nonnull(query);
	for (int filtered = 0; filtered < 2; filtered++) {
		flow_order_pick(&once, filtered ? query : NULL);
		flow_order_pick(&sliced, filtered ? query : NULL);
		flow_order_sort(&once, (enum flow_column)_i);
		flow_order_sort(&sliced, (enum flow_column)_i);
		(void)flow_order_refresh(&once, &news, INT64_MAX);
		(void)flow_order_refresh(&sliced, &news, NO_TIME);
		if (filtered || _i != COLUMN_NUMBER)
			ck_assert_int_gt(finish(&sliced), 1);
		ck_assert_uint_eq(once.count, sliced.count);
		ck_assert(filtered ? once.count < FLOWS && once.count > 0 : once.count == FLOWS);
		for (size_t i = 0; i < once.count; i++)
			ck_assert_uint_eq(flow_order_at(&once, i), flow_order_at(&sliced, i));
	}
	query_free(query);
	flow_order_close(&once);
	flow_order_close(&sliced);
	tracker_free(tracker);
}
END_TEST

/* What is found is listed while the rest is looked at, in the order that the list has. */
START_TEST(a_filter_lists_what_it_finds)
{
	struct tracker *tracker = large_crowd(FLOWS);
	struct flow_order order = flow_order_of(tracker);
	struct flow_news news = {.flows = FLOWS, .number = 1};
	struct query_error error;
	struct query *query = query_parse("len > 500", &error);
	size_t before = 0;
	int grew = 0;

	flow_order_pick(&order, query);
	ck_assert(flow_order_refresh(&order, &news, NO_TIME));
	for (; flow_order_is_busy(&order); grew += order.count > before) {
		before = order.count;
		(void)flow_order_work(&order, NO_TIME);
		ck_assert_uint_ge(order.count, before);
		ck_assert_int_le(flow_order_percent(&order), 100);
	}
	ck_assert_int_gt(grew, 1);
	ck_assert_int_eq(flow_order_percent(&order), -1);
	query_free(query);
	flow_order_close(&order);
	tracker_free(tracker);
}
END_TEST

/* Flows that come while it works are taken in afterwards. */
START_TEST(news_are_taken_in)
{
	struct tracker *tracker = large_crowd(FLOWS);
	struct flow_order order = flow_order_of(tracker);
	struct flow_news news = {.flows = FLOWS / 2, .number = 1};

	flow_order_sort(&order, COLUMN_SEGMENTS);
	(void)flow_order_refresh(&order, &news, NO_TIME);
	news = (struct flow_news){.flows = FLOWS, .number = 2};
	ck_assert(!flow_order_refresh(&order, &news, NO_TIME));
	(void)finish(&order);
	ck_assert_uint_eq(order.count, FLOWS / 2);
	ck_assert(!order.waits);
	(void)flow_order_refresh(&order, &news, NO_TIME);
	ck_assert(!order.waits);
	(void)finish(&order);
	ck_assert_uint_eq(order.count, FLOWS);
	flow_order_close(&order);
	tracker_free(tracker);
}
END_TEST

/* So many slices into one order another is asked for: nothing of the first is left. */
START_TEST(another_order_begins_in_the_middle)
{
	struct tracker *tracker = large_crowd(FLOWS);
	struct flow_order whole = flow_order_of(tracker), broken = flow_order_of(tracker);
	struct flow_news news = {.flows = FLOWS, .number = 1};

	flow_order_sort(&whole, COLUMN_TROUBLE);
	ck_assert(flow_order_refresh(&whole, &news, INT64_MAX));
	flow_order_sort(&broken, COLUMN_A);
	(void)flow_order_refresh(&broken, &news, NO_TIME);
	for (int i = 0; i < _i * SLICES_APART && flow_order_is_busy(&broken); i++)
		(void)flow_order_work(&broken, NO_TIME);
	flow_order_sort(&broken, COLUMN_TROUBLE);
	(void)flow_order_refresh(&broken, &news, NO_TIME);
	(void)finish(&broken);
	ck_assert_uint_eq(broken.count, FLOWS);
	for (size_t i = 0; i < FLOWS; i++)
		ck_assert_uint_eq(flow_order_at(&broken, i), flow_order_at(&whole, i));
	flow_order_close(&whole);
	flow_order_close(&broken);
	tracker_free(tracker);
}
END_TEST

/* --- keys meanwhile --- */

static void open_crowd(struct rig *rig, int64_t patience_ns)
{
	rig_open(rig, large_crowd(FLOWS));
	rig->app.patience_ns = patience_ns;
	app_loaded(&rig->app, false);
	app_draw(&rig->app);
}

/* Presses them as fast as fingers can: nothing is done between two but one small slice. */
static void press_fast(struct rig *rig, const char *keys)
{
	for (; *keys; keys++) {
		app_key(&rig->app, *keys);
		app_draw(&rig->app);
		(void)app_work(&rig->app, NO_TIME);
	}
}

START_TEST(the_title_says_that_it_sorts)
{
	struct rig rig;

	open_crowd(&rig, NO_TIME);
	app_key(&rig.app, '!');
	ck_assert(rig_shows(&rig, "sorting by trouble"));
	ck_assert(rig_shows(&rig, ">   1 ")); /* the list is as it was */
	app_key(&rig.app, 'G');
	ck_assert_uint_eq(rig.app.flow, 0);
	rig_press(&rig, "");
	ck_assert(rig_shows(&rig, "by trouble"));
	ck_assert(!rig_shows(&rig, "sorting"));
	ck_assert_uint_ne(rig.app.flow, 0); /* the last one, as was asked for meanwhile */
	rig_close(&rig);
}
END_TEST

START_TEST(the_title_says_that_it_filters)
{
	struct rig rig;

	open_crowd(&rig, NO_TIME);
	for (const char *key = "fport 1\n"; *key; key++)
		app_key(&rig.app, *key);
	ck_assert(rig_shows(&rig, "filtering, "));
	ck_assert(rig_shows(&rig, "no flow matches the filter so far"));
	rig_press(&rig, "");
	ck_assert(!rig_shows(&rig, "filtering"));
	ck_assert(rig_shows(&rig, "no flow matches the filter; "));
	rig_close(&rig);
}
END_TEST

static const char *const walks[] = {
	">G",
	">>Gz",
	"!jjj\n",
	"<\006\006z\002",
	"jjj>>>>Gk",
	"!Gkkz>gj <<G",
	">>/443\n",
	"!/ffff\n",
	"Gflen > 500\n",
	"jjjjflen > 500\n",
	">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>G<<<<<<<<<<<<<<<<<<<<<<<<zGk",
	"!gjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj"
	"jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj",
};

/* However fast they are pressed, keys lead to where they lead one by one. */
START_TEST(fast_keys_lead_to_the_same_place)
{
	char title[SCREEN_ROW], other[SCREEN_ROW];
	struct rig slow, fast;

	open_crowd(&slow, INT64_MAX);
	open_crowd(&fast, NO_TIME);
	rig_press(&slow, walks[_i]);
	press_fast(&fast, walks[_i]);
	rig_press(&fast, "");
	ck_assert_uint_eq(slow.app.flow, fast.app.flow);
	ck_assert_uint_eq(slow.app.marks.count, fast.app.marks.count);
	ck_assert_int_eq(rig_shown(&slow), rig_shown(&fast));
	canvas_row(slow.app.canvas, 0, title);
	canvas_row(fast.app.canvas, 0, other);
	ck_assert_str_eq(title, other);
	rig_close(&slow);
	rig_close(&fast);
}
END_TEST

START_TEST(who_leaves_need_not_wait)
{
	struct rig rig;

	open_crowd(&rig, NO_TIME);
	press_fast(&rig, "!cq");
	ck_assert(rig.app.leaving);
	rig_close(&rig);
}
END_TEST

Suite *tui_order_suite(void)
{
	Suite *suite = suite_create("tui order");
	TCase *tcase = tcase_create("order");

	tcase_add_loop_test(tcase, the_index_is_in_order, 0, COLUMN_COUNT);
	tcase_add_loop_test(tcase, slices_make_the_same_order, 0, COLUMN_COUNT);
	tcase_add_loop_test(tcase, another_order_begins_in_the_middle, 0, BREAKS);
	tcase_add_test(tcase, a_filter_lists_what_it_finds);
	tcase_add_test(tcase, news_are_taken_in);
	tcase_add_test(tcase, the_title_says_that_it_sorts);
	tcase_add_test(tcase, the_title_says_that_it_filters);
	tcase_add_loop_test(tcase, fast_keys_lead_to_the_same_place, 0,
			    sizeof(walks) / sizeof(*walks));
	tcase_add_test(tcase, who_leaves_need_not_wait);
	suite_add_tcase(suite, tcase);
	return suite;
}
