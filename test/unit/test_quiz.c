/* Questions about segments: what is asked, what is not, and which answers are right. */
#include "tcpladder/quiz.h"

#include "tcpladder/script.h"
#include "unit/suites.h"

#include <string.h>

static const char script[] = "A 10.0.0.1:40000\n"
			     "B 10.0.0.2:80\n"
			     "0.00 A > B S 1000:1000(0)\n"
			     "0.02 B > A S. 2000:2000(0) ack 1001\n"
			     "0.02 A > B . ack 2001\n"
			     "0.10 A > B P. 1001:1101(100) ack 2001\n"
			     "0.12 B > A . ack 1101\n"
			     "0.13 A > B P. 1101:1201(100) ack 2001\n"
			     "1.15 A > B P. 1101:1201(100) ack 2001\n"
			     "1.17 B > A . ack 1201\n"
			     "1.20 A > B F. 1201:1201(0) ack 2001\n"
			     "1.22 B > A . ack 1202\n";

enum { SYN, SYN_ACK, ACK, DATA, DATA_ACK, LOST, AGAIN, LAST_ACK, FIN, FIN_ACK, EVENTS, SEEDS = 64 };

struct lesson {
	struct tracker *tracker;
	struct ladder ladder;
};

static void lesson_open(struct lesson *lesson, const char *language)
{
	struct error error = {""};
	struct script *parsed = script_parse(script, &error);

	ck_assert_msg(parsed != NULL, "%s", error.text);
	lesson->tracker = tracker_new();
	for (size_t i = 0; i < parsed->count; i++)
		tracker_add(lesson->tracker, &parsed->lines[i].packet);
	script_free(parsed);
	lesson->ladder = (struct ladder){
		.flow = tracker_flow(lesson->tracker, 0),
		.lang = lang_find(language),
		.width = 80,
		.selected = SIZE_MAX,
	};
	ck_assert_uint_eq(flow_events(lesson->ladder.flow), EVENTS);
}

/* The first seed's question of that topic about the event; false where no seed has one. */
static bool find(const struct lesson *lesson, size_t event, enum quiz_topic topic,
		 struct quiz *quiz)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++)
		if (quiz_ask(&lesson->ladder, event, seed, quiz) && quiz->topic == topic)
			return true;
	return false;
}

static const struct {
	size_t event;
	enum quiz_topic topic;
	const char *answer;
	const char *right[6], *wrong[6];
} cases[] = {
	{SYN, QUIZ_STATE, "SYN-SENT", {"SYN-SENT", "syn_sent", " syn sent"}, {"SYN", "", "1"}},
	{SYN_ACK, QUIZ_ACK, "1", {"1", "1001", "ack=1,001", "ack = 1"}, {"0", "1000", "", "x"}},
	{SYN_ACK, QUIZ_FLAGS, "SYN+ACK", {"syn ack", "ACK+SYN", "SYN,ACK"}, {"ACK", "", "SYNC"}},
	{ACK, QUIZ_FLAGS, "ACK", {"ack", " ACK "}, {"SYN+ACK", "A"}},
	{ACK, QUIZ_ACK, "1", {"2001", "1"}, {"2000", "99999999999999999999"}},
	{DATA, QUIZ_SEQ, "1", {"1", "1001", "seq 1001"}, {"101", "1101"}},
	{DATA_ACK, QUIZ_ACK, "101", {"101", "1101", "1+100 = 101"}, {"1", "1001"}},
	{AGAIN, QUIZ_LOSS, "1", {"1"}, {"2", "", "3"}},
	{FIN, QUIZ_STATE, "FIN-WAIT-1", {"fin-wait-1", "FIN_WAIT1"}, {"FIN-WAIT-2", "FIN"}},
	{FIN_ACK, QUIZ_ACK, "202", {"202", "1202"}, {"201", "1201"}},
};

START_TEST(answers_are_right_or_wrong)
{
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, "en");
	ck_assert_msg(find(&lesson, cases[_i].event, cases[_i].topic, &quiz), "case %d", _i);
	ck_assert_str_eq(quiz.answer, cases[_i].answer);
	for (size_t i = 0; cases[_i].right[i]; i++)
		ck_assert_msg(quiz_right(&quiz, cases[_i].right[i]), "%s", cases[_i].right[i]);
	for (size_t i = 0; cases[_i].wrong[i]; i++)
		ck_assert_msg(!quiz_right(&quiz, cases[_i].wrong[i]), "%s", cases[_i].wrong[i]);
	tracker_free(lesson.tracker);
}
END_TEST

static const struct {
	size_t event;
	enum quiz_topic topic;
} unfair[] = {
	{SYN, QUIZ_SEQ},        /* an ISN cannot be known */
	{SYN, QUIZ_ACK},        /* it has none */
	{DATA, QUIZ_ACK},       /* it acknowledges nothing new */
	{AGAIN, QUIZ_SEQ},      /* asked as what follows a loss */
	{DATA_ACK, QUIZ_STATE}, /* it stays what it was */
	{DATA_ACK, QUIZ_FLAGS}, /* data may come with it */
	{DATA, QUIZ_LOSS},
};

START_TEST(what_is_not_fair_is_not_asked)
{
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, "en");
	ck_assert(!find(&lesson, unfair[_i].event, unfair[_i].topic, &quiz));
	tracker_free(lesson.tracker);
}
END_TEST

START_TEST(a_seed_asks_the_same_and_seeds_differ)
{
	struct lesson lesson;
	struct quiz one = {0}, two = {0};
	size_t differ = 0;

	lesson_open(&lesson, "en");
	for (size_t i = 0; i < EVENTS; i++) {
		bool asked = quiz_ask(&lesson.ladder, i, 7, &one);

		ck_assert_int_eq(quiz_ask(&lesson.ladder, i, 7, &two), asked);
		if (asked)
			ck_assert_str_eq(one.question, two.question);
		for (uint64_t seed = 0; asked && seed < SEEDS; seed++)
			differ += quiz_ask(&lesson.ladder, i, seed, &two) && two.topic != one.topic;
	}
	ck_assert_uint_gt(differ, 0);
	tracker_free(lesson.tracker);
}
END_TEST

START_TEST(the_language_is_the_ladders)
{
	static const struct {
		const char *language, *question, *why;
	} words[] = {{"en", "B answers. Which ACK number does it send?", "ACK 101 = 1 + 100"},
		     {"ko", "B의 응답입니다. ACK 번호는 얼마일까요?", "101 = 1 + 100"}};
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, words[_i].language);
	ck_assert(find(&lesson, DATA_ACK, QUIZ_ACK, &quiz));
	ck_assert_str_eq(quiz.question, words[_i].question);
	ck_assert_msg(strstr(quiz.why, words[_i].why) != NULL, "%s", quiz.why);
	lesson.ladder.absolute = true;
	ck_assert(find(&lesson, DATA_ACK, QUIZ_ACK, &quiz));
	ck_assert_str_eq(quiz.answer, "1101");
	tracker_free(lesson.tracker);
}
END_TEST

Suite *quiz_suite(void)
{
	Suite *suite = suite_create("quiz");
	TCase *tests = tcase_create("questions");

	tcase_add_loop_test(tests, answers_are_right_or_wrong, 0,
			    (int)(sizeof(cases) / sizeof(*cases)));
	tcase_add_loop_test(tests, what_is_not_fair_is_not_asked, 0,
			    (int)(sizeof(unfair) / sizeof(*unfair)));
	tcase_add_test(tests, a_seed_asks_the_same_and_seeds_differ);
	tcase_add_loop_test(tests, the_language_is_the_ladders, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}
