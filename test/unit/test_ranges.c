/* Ranges of sequence space against a plain array that remembers every byte. */
#include "track/ranges.h"

#include <stdbool.h>
#include <stdlib.h>

#include "unit/suites.h"

enum { SPACE = 300, ROUNDS = 4000 };

static const int64_t base = (INT64_C(1) << 32) - SPACE / 2;

/* Every byte of the model lies in the range of its event, and no other byte in any. */
static void compare(const struct ranges *ranges, const uint32_t *model)
{
	for (int i = 0; i < SPACE; i++) {
		const struct range *r = ranges_after(ranges, base + i);
		bool inside = r && r->from <= base + i;

		ck_assert(inside == (model[i] != 0));
		if (inside)
			ck_assert_uint_eq(r->event, model[i]);
		ck_assert_int_eq(ranges_covered(ranges, base + i, base + i + 1), model[i] != 0);
	}
}

/* The ends of the model are those of the first and the last range. */
static void compare_ends(const struct ranges *ranges, const uint32_t *model)
{
	const struct range *first = ranges_first(ranges), *last = ranges_last(ranges);
	int low = 0, high = SPACE;

	while (low < SPACE && model[low] == 0)
		low++;
	while (high > 0 && model[high - 1] == 0)
		high--;
	ck_assert_int_eq(first ? first->from - base : SPACE, low);
	ck_assert_int_eq(last ? last->to - base : 0, high);
	ck_assert_ptr_eq(ranges_after(ranges, INT64_MIN), first);
}

static void put(struct ranges *ranges, uint32_t *model, uint32_t event)
{
	int from = rand() % SPACE, to = from + 1 + rand() % 40;

	if (to > SPACE)
		to = SPACE;
	ranges_put(ranges, (struct range){base + from, base + to, event});
	for (int i = from; i < to; i++)
		model[i] = event;
}

static void drop(struct ranges *ranges, uint32_t *model)
{
	struct range first = *ranges_first(ranges);

	ranges_drop_first(ranges);
	for (int64_t i = first.from; i < first.to; i++)
		model[i - base] = 0;
}

START_TEST(any_puts_and_drops_match_a_byte_array)
{
	struct ranges ranges = ranges_of(7);
	uint32_t model[SPACE] = {0};

	srand(1);
	for (uint32_t event = 1; event <= ROUNDS; event++) {
		put(&ranges, model, event);
		if (event % 3 == 0)
			drop(&ranges, model);
		compare_ends(&ranges, model);
		if (event % 50 == 0)
			compare(&ranges, model);
	}
	compare(&ranges, model);
	while (ranges_first(&ranges)) {
		drop(&ranges, model);
		compare_ends(&ranges, model);
	}
	put(&ranges, model, 1);
	compare_ends(&ranges, model);
	ranges_free(&ranges);
}
END_TEST

/* Ranges behind one another, dropped from the front, now and then one across some of them. */
START_TEST(queues_and_trees_match_a_byte_array)
{
	struct ranges ranges = ranges_of(7);
	uint32_t model[SPACE] = {0}, event = 0;

	srand(2);
	for (int round = 0; round < ROUNDS / 10; round++) {
		for (int at = 0; at + 9 < SPACE; at += 10) {
			ranges_put(&ranges, (struct range){base + at, base + at + 7, ++event});
			for (int i = at; i < at + 7; i++)
				model[i] = event;
			while (ranges.count > (uint32_t)(round % 20))
				drop(&ranges, model);
			if (rand() % 50 == 0)
				put(&ranges, model, ++event);
			compare_ends(&ranges, model);
			if (rand() % 20 == 0)
				compare(&ranges, model);
		}
		while (ranges_first(&ranges))
			drop(&ranges, model);
	}
	ranges_free(&ranges);
}
END_TEST

START_TEST(a_million_holes_stay_quick)
{
	struct ranges ranges = ranges_of(99);
	enum { MANY = 1000000 };

	for (int64_t i = 0; i < MANY; i++)
		ranges_put(&ranges, (struct range){4 * i + 1, 4 * i + 2, 1});
	for (int64_t i = MANY; i-- > 0;)
		ranges_put(&ranges, (struct range){4 * i + 3, 4 * i + 4, 2});
	ck_assert_uint_eq(ranges.count, 2 * MANY);
	ck_assert_int_eq(ranges_first(&ranges)->from, 1);
	ck_assert_int_eq(ranges_last(&ranges)->to, 4 * (int64_t)MANY);
	ranges_put(&ranges, (struct range){0, 4 * (int64_t)MANY, 3});
	ck_assert_uint_eq(ranges.count, 1);
	ranges_free(&ranges);
}
END_TEST

START_TEST(empty)
{
	struct ranges ranges = ranges_of(0);

	ck_assert_ptr_null(ranges_first(&ranges));
	ck_assert_ptr_null(ranges_last(&ranges));
	ck_assert_ptr_null(ranges_after(&ranges, 0));
	ck_assert_int_eq(ranges_covered(&ranges, 0, 100), 0);
	ranges_free(&ranges);
}
END_TEST

Suite *ranges_suite(void)
{
	Suite *suite = suite_create("ranges");
	TCase *tcase = tcase_create("treap");

	tcase_add_test(tcase, any_puts_and_drops_match_a_byte_array);
	tcase_add_test(tcase, queues_and_trees_match_a_byte_array);
	tcase_add_test(tcase, a_million_holes_stay_quick);
	tcase_add_test(tcase, empty);
	suite_add_tcase(suite, tcase);
	return suite;
}
