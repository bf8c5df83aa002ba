/* Which segments of a flow are asked about, where there are more than anybody answers. */
#include "tcpladder/quiz.h"

#include "support/tracked.h"
#include "unit/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000, SEED = 5, SOME = 20 };

struct lesson {
	struct tracker *tracker;
	struct ladder ladder;
};

static void lesson_open(struct lesson *lesson, const char *script)
{
	lesson->tracker = tracked(script);
	lesson->ladder = (struct ladder){.flow = tracker_flow(lesson->tracker, 0),
					 .lang = lang_default(),
					 .width = 80,
					 .selected = SIZE_MAX};
}

/* A long flow of one side's data, with a loss in its midst. */
static void long_open(struct lesson *lesson)
{
	size_t size = ROUNDS * 64;
	char *script = malloc(size);
	size_t used = (size_t)snprintf(script, size, "A > B syn\nB > A syn ack\nA > B ack\n");

	ck_assert_ptr_nonnull(script);
	for (int i = 0; i < ROUNDS; i++)
		used += (size_t)snprintf(script + used, size - used,
					 i == ROUNDS / 2 ? "A > B data 9 lost\nwait 1\n"
							   "A > B again\nB > A ack\n"
							 : "A > B data 9\nB > A ack\n");
	lesson_open(lesson, script);
	free(script);
}

static bool plan_has_topic(const struct lesson *lesson, const struct quiz_plan *plan,
			   enum quiz_topic topic)
{
	struct quiz quiz;

	for (size_t i = 0; i < plan->count; i++)
		if (quiz_ask(&lesson->ladder, plan->event[i], SEED, &quiz) && quiz.topic == topic)
			return true;
	return false;
}

START_TEST(of_many_some_of_every_kind_are_planned)
{
	struct lesson lesson;
	struct quiz_plan plan, other;

	long_open(&lesson);
	quiz_plan(&lesson.ladder, SEED, SOME, &plan);
	ck_assert_uint_eq(plan.count, SOME);
	ck_assert(!plan.all);
	for (size_t i = 1; i < plan.count; i++)
		ck_assert_uint_lt(plan.event[i - 1], plan.event[i]);
	ck_assert(plan_has_topic(&lesson, &plan, QUIZ_LOSS));
	ck_assert(plan_has_topic(&lesson, &plan, QUIZ_ACK));
	ck_assert(plan_has_topic(&lesson, &plan, QUIZ_SEQ));
	ck_assert_uint_gt(plan.event[plan.count - 1], ROUNDS);
	quiz_plan(&lesson.ladder, SEED + 1, SOME, &other);
	ck_assert(memcmp(plan.event, other.event, SOME * sizeof(*plan.event)) != 0);
	tracker_free(lesson.tracker);
}
END_TEST

/* Little by little it comes to the same, and may be given up. */
START_TEST(a_plan_is_made_little_by_little)
{
	struct lesson lesson;
	struct quiz_planner *planner;
	struct quiz_plan whole, plan;
	size_t steps = 0;
	int percent = 0;

	long_open(&lesson);
	quiz_plan(&lesson.ladder, SEED, SOME, &whole);
	ck_assert_uint_eq(whole.end, flow_events(lesson.ladder.flow));
	planner = quiz_planner_new(&lesson.ladder, SEED, SOME);
	for (; quiz_planner_step(planner, 7, &plan); steps++) {
		ck_assert_int_ge(quiz_planner_percent(planner), percent);
		percent = quiz_planner_percent(planner);
	}
	ck_assert_int_eq(percent, 100);
	ck_assert_uint_gt(steps, whole.end / 7);
	ck_assert_uint_eq(plan.count, whole.count);
	ck_assert_mem_eq(plan.event, whole.event, whole.count * sizeof(*plan.event));
	ck_assert(!plan.all);
	quiz_planner_free(planner);
	planner = quiz_planner_new(&lesson.ladder, SEED, SOME);
	ck_assert(quiz_planner_step(planner, 7, &plan));
	quiz_planner_free(planner);
	tracker_free(lesson.tracker);
}
END_TEST

/* A says as much again, after the last ACK of B. */
static void goes_on(const struct lesson *lesson)
{
	const struct flow *flow = lesson->ladder.flow;
	struct event last = *flow_event(flow, flow_events(flow) - 1);
	char script[256];

	for (int i = 0; i < ROUNDS; i++, last.ack += 9) {
		snprintf(script, sizeof(script),
			 TRACKED_ENDS "%d A > B P. %u:%u(9) ack %u\n%d.1 B > A . ack %u\n", 100 + i,
			 last.ack, last.ack + 9, last.seq, 100 + i, last.ack + 9);
		tracked_more(lesson->tracker, script);
	}
}

/* What comes once they are being chosen is no longer counted: there are as many as wanted. */
START_TEST(what_comes_late_is_not_planned)
{
	struct lesson lesson;
	struct quiz_planner *planner;
	struct quiz_plan plan;
	size_t end;

	long_open(&lesson);
	end = flow_events(lesson.ladder.flow);
	planner = quiz_planner_new(&lesson.ladder, SEED, SOME);
	ck_assert(quiz_planner_step(planner, end + 1, &plan));
	goes_on(&lesson);
	ck_assert_uint_gt(flow_events(lesson.ladder.flow), end);
	while (quiz_planner_step(planner, 7, &plan))
		;
	ck_assert_uint_eq(plan.end, end);
	ck_assert_uint_eq(plan.count, SOME);
	for (size_t i = 0; i < plan.count; i++)
		ck_assert_uint_lt(plan.event[i], end);
	quiz_planner_free(planner);
	tracker_free(lesson.tracker);
}
END_TEST

START_TEST(few_are_planned_all)
{
	struct lesson lesson;
	struct quiz_plan plan;
	struct quiz quiz;
	size_t asked = 0;

	lesson_open(&lesson, TRACKED_OPEN "0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
					  "0.2 B > A . ack 4294967101\n");
	for (size_t i = 0; i < flow_events(lesson.ladder.flow); i++)
		asked += quiz_ask(&lesson.ladder, i, SEED, &quiz);
	quiz_plan(&lesson.ladder, SEED, asked, &plan);
	ck_assert(plan.all);
	ck_assert_uint_eq(plan.count, asked);
	quiz_plan(&lesson.ladder, SEED, asked - 1, &plan);
	ck_assert(!plan.all);
	ck_assert_uint_eq(plan.count, asked - 1);
	tracker_free(lesson.tracker);
}
END_TEST

Suite *quiz_plan_suite(void)
{
	Suite *suite = suite_create("quiz_plan");
	TCase *tests = tcase_create("plans");

	tcase_add_test(tests, of_many_some_of_every_kind_are_planned);
	tcase_add_test(tests, a_plan_is_made_little_by_little);
	tcase_add_test(tests, what_comes_late_is_not_planned);
	tcase_add_test(tests, few_are_planned_all);
	suite_add_tcase(suite, tests);
	return suite;
}
