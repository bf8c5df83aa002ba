/* Questions about segments: what is asked, what is not, and which answers are right. */
#include "tcpladder/quiz.h"

#include "support/tracked.h"
#include "unit/suites.h"

#include <string.h>

static const char with_timer[] = "A 10.0.0.1:40000\n"
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
				 "1.22 B > A . ack 1202\n"
				 "1.30 B > A F. 2001:2001(0) ack 1202\n"
				 "1.32 A > B . ack 2002\n";

enum { SYN, SYN_ACK, ACK, DATA, DATA_ACK, LOST, AGAIN, LAST_ACK, FIN, FIN_ACK, FIN_B, END, EVENTS };

/* The second of five segments is lost. */
static const char with_duplicates[] = "A 10.0.0.1:40000 sack\n"
				      "B 10.0.0.2:80\n"
				      "A > B syn\nB > A syn ack\nA > B ack\n"
				      "A > B data 100\n"
				      "A > B data 100 lost\n"
				      "A > B data 100\nA > B data 100\nA > B data 100\n"
				      "B > A ack\nB > A ack\nB > A ack\nB > A ack\n"
				      "A > B again\n"
				      "B > A ack\n"
				      "A > B data 1\n";

enum { FIRST_ACK = 8, DUP_1, DUP_2, DUP_3, FAST, FILLED, ONE };

/* What B answers to the SYN; and A's FIN with B's in one segment with its ACK. */
static const char refused[] = "A 10.0.0.1:40000\nB 10.0.0.2:80\nA > B syn\nB > A rst\n";
static const char in_three[] = "A 10.0.0.1:40000\nB 10.0.0.2:80\n"
			       "A > B syn\nB > A syn ack\nA > B ack\n"
			       "A > B data 10\nA > B data 20\nA > B data 30\nB > A ack\n"
			       "A > B fin\nB > A fin\nA > B ack\n";

enum { SEEDS = 64 };

struct lesson {
	struct tracker *tracker;
	struct ladder ladder;
};

static void lesson_open(struct lesson *lesson, const char *script, const char *language)
{
	lesson->tracker = tracked(script);
	lesson->ladder = (struct ladder){
		.flow = tracker_flow(lesson->tracker, 0),
		.lang = lang_find(language),
		.width = 80,
		.selected = SIZE_MAX,
	};
}

/* The first seed's question of that topic with that answer; false where none has it. */
static bool find(const struct lesson *lesson, size_t event, enum quiz_topic topic,
		 const char *answer, struct quiz *quiz)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++)
		if (quiz_ask(&lesson->ladder, event, seed, quiz) && quiz->topic == topic &&
		    strcmp(quiz->answer, answer) == 0)
			return true;
	return false;
}

/* Does any seed ask a question about the event with these words in it? */
static bool asks(const struct lesson *lesson, size_t event, const char *words, struct quiz *quiz)
{
	for (uint64_t seed = 0; seed < SEEDS; seed++)
		if (quiz_ask(&lesson->ladder, event, seed, quiz) && strstr(quiz->question, words))
			return true;
	return false;
}

static const struct {
	const char *script;
	size_t event;
	enum quiz_topic topic;
	const char *answer;
	const char *right[10], *wrong[10]; /* the last is NULL */
} cases[] = {
	{with_timer,
	 SYN_ACK,
	 QUIZ_ACK,
	 "1",
	 {"1", "1001", "ack=1,001", "ack = 1", "1 001", "1.001", "1'001", "0 + 1", "1 = 0+1"},
	 {"0", "1000", "", "x", "10,01", "1 1001", "-1", "1 = 0"}},
	{with_timer,
	 SYN_ACK,
	 QUIZ_FLAGS,
	 "SYN+ACK",
	 {"syn ack", "ACK+SYN", "SYN,ACK", "S.", "[S.]", "SA", "syn/ack", "syn and ack"},
	 {"ACK", "", "SYNC", "S", ".", "SYN+ACK+FIN", "PSH"}},
	{with_timer, ACK, QUIZ_FLAGS, "ACK", {"ack", " ACK ", ".", "A"}, {"SYN+ACK", "P.", "1"}},
	{with_timer, ACK, QUIZ_ACK, "1", {"2001", "1"}, {"2000", "99999999999999999999"}},
	{with_timer, DATA, QUIZ_SEQ, "1", {"1", "1001", "seq 1001"}, {"101", "1101"}},
	{with_timer,
	 DATA_ACK,
	 QUIZ_ACK,
	 "101",
	 {"101", "1101", "1+100 = 101", "1101 = 1001 + 100", "1+100", "ACK 101"},
	 {"1", "1001", "1+100 = 102", "1+101"}},
	{with_timer,
	 AGAIN,
	 QUIZ_LOSS,
	 "1, its timer",
	 {"1", "timer", "its timer", "Timeout", "RTO", "the retransmission timer ran out"},
	 {"2", "", "3", "dup acks", "11", "timer or duplicate ACKs", "ack"}},
	{with_timer, AGAIN, QUIZ_LOSS, "101", {"101", "1101", "seq=1,101"}, {"201"}},
	{with_timer,
	 FIN,
	 QUIZ_STATE,
	 "FIN-WAIT-1",
	 {"fin-wait-1", "FIN_WAIT1", "FIN-W-1", "fin wait 1"},
	 {"FIN-WAIT-2", "FIN"}},
	{with_timer, FIN_ACK, QUIZ_ACK, "202", {"202", "1202"}, {"201", "1201"}},
	{with_timer, FIN_ACK, QUIZ_FLAGS, "ACK", {"ack"}, {"FIN+ACK"}},
	{with_timer,
	 FIN_B,
	 QUIZ_STATE,
	 "TIME-WAIT",
	 {"time-wait", "TIME_WAIT", "timewait", "Time wait"},
	 {"LAST-ACK", "FIN-WAIT-2"}},
	{with_timer, END, QUIZ_STATE, "CLOSED", {"closed"}, {"CLOSE-WAIT"}},
	{with_duplicates, DUP_2, QUIZ_ACK, "101", {"101", "1101"}, {"301", "401"}},
	{with_duplicates,
	 FAST,
	 QUIZ_LOSS,
	 "2, duplicate ACKs",
	 {"2", "dup ACKs", "three duplicate acks", "fast retransmit", "SACK"},
	 {"1", "timer", "rto", "ack"}},
	{with_duplicates, FAST, QUIZ_LOSS, "101", {"101", "1101"}, {"501", "1001"}},
	{with_duplicates, FILLED, QUIZ_ACK, "501", {"501", "1501"}, {"201", "101"}},
	{refused,
	 SYN_ACK,
	 QUIZ_FLAGS,
	 "RST+ACK",
	 {"RST", "rst ack", "R.", "R"},
	 {"ACK", "SYN+ACK", "FIN+ACK"}},
	{refused, SYN_ACK, QUIZ_STATE, "CLOSED", {"CLOSED"}, {"SYN-SENT"}},
	{in_three, 8, QUIZ_FLAGS, "FIN+ACK", {"fin ack", "F."}, {"ACK", "FIN"}},
};

START_TEST(answers_are_right_or_wrong)
{
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, cases[_i].script, "en");
	ck_assert_msg(find(&lesson, cases[_i].event, cases[_i].topic, cases[_i].answer, &quiz),
		      "case %d", _i);
	for (size_t i = 0; cases[_i].right[i]; i++)
		ck_assert_msg(quiz_right(&quiz, cases[_i].right[i]), "%s", cases[_i].right[i]);
	for (size_t i = 0; cases[_i].wrong[i]; i++)
		ck_assert_msg(!quiz_right(&quiz, cases[_i].wrong[i]), "%s", cases[_i].wrong[i]);
	tracker_free(lesson.tracker);
}
END_TEST

/* Only the topics that a seed may choose count: what is not fair is never asked. */
static bool is_asked(const struct lesson *lesson, size_t event, enum quiz_topic topic)
{
	struct quiz quiz;

	for (uint64_t seed = 0; seed < SEEDS; seed++)
		if (quiz_ask(&lesson->ladder, event, seed, &quiz) && quiz.topic == topic)
			return true;
	return false;
}

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

	lesson_open(&lesson, with_timer, "en");
	ck_assert(!is_asked(&lesson, unfair[_i].event, unfair[_i].topic));
	tracker_free(lesson.tracker);
}
END_TEST

/* Where several answers would do, the question says which is meant. */
static const struct {
	const char *script;
	size_t event;
	const char *question, *answer, *why;
} questions[] = {
	{with_timer, DATA_ACK, "B answers. Which ACK", "101", "ACK 101 = 1 + 100"},
	{in_three, 6, "B acknowledges all that A has sent.", "61", "ACK 61 = 31 + 30"},
	{with_duplicates, FIRST_ACK, "up to the segment with SEQ 1.", "101", "ACK 101 = 1 + 100"},
	{with_duplicates, DUP_3, "arrived behind a gap, and B", "101", "it still needs 101"},
	{with_duplicates, FILLED, "B acknowledges all", "501", "ACK 501 = 401 + 100"},
	{with_duplicates, ONE, "A sends 1 byte.", "501", "401 + 100 = 501"},
	{with_timer, DATA, "A sends 100 bytes.", "1", "SYN used up one number: 0 + 1 = 1"},
	{with_timer, LOST, "A sends 100 bytes.", "101", "its bytes before ended: 1 + 100 = 101"},
	{with_timer, AGAIN, "A's timer has run out.", "101", "B's last ACK was 101"},
	{with_timer, AGAIN, "1 its timer, or 2", "1, its timer",
	 "from 101 on came for 1.020 s: A's timer ran out"},
	{with_duplicates, FAST, "Duplicate ACKs tell A", "101", "B's last ACK was 101"},
	{with_duplicates, FAST, "1 its timer, or 2", "2, duplicate ACKs",
	 "3 duplicate ACKs asked for 101"},
	{refused, SYN_ACK, "Nobody listens at this port of B", "RST+ACK", "0 + 1 = 1"},
	{with_timer, FIN_ACK, "its own direction stays open.", "ACK", "ACK 202 = 201 + 1"},
	{with_timer, END, "its own FIN was sent before.", "ACK", "ACK 2 = 1 + 1"},
	{in_three, 8, "closes its own direction with it.", "FIN+ACK",
	 "ACK answers A's FIN: 61 + 1 = 62"},
	{with_timer, FIN, "which state does B enter", "CLOSE-WAIT", "B is in CLOSE-WAIT"},
	{with_timer, SYN, "Which state does A enter", "SYN-SENT", "A is in SYN-SENT"},
	{with_timer, SYN_ACK, "which state does A enter", "ESTABLISHED", "A is ESTABLISHED"},
};

START_TEST(one_answer_follows_from_a_question)
{
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, questions[_i].script, "en");
	ck_assert_msg(asks(&lesson, questions[_i].event, questions[_i].question, &quiz), "%s",
		      questions[_i].question);
	ck_assert_str_eq(quiz.answer, questions[_i].answer);
	ck_assert_msg(strstr(quiz.why, questions[_i].why) != NULL, "%s", quiz.why);
	ck_assert_uint_eq(quiz.blank.event, questions[_i].event);
	ck_assert_uint_ne(quiz.blank.parts, 0);
	tracker_free(lesson.tracker);
}
END_TEST

START_TEST(a_seed_asks_the_same_and_seeds_differ)
{
	struct lesson lesson;
	struct quiz one = {0}, two = {0};
	size_t differ = 0;

	lesson_open(&lesson, with_timer, "en");
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

	lesson_open(&lesson, with_timer, words[_i].language);
	ck_assert(find(&lesson, DATA_ACK, QUIZ_ACK, "101", &quiz));
	ck_assert_str_eq(quiz.question, words[_i].question);
	ck_assert_msg(strstr(quiz.why, words[_i].why) != NULL, "%s", quiz.why);
	lesson.ladder.absolute = true;
	ck_assert(find(&lesson, DATA_ACK, QUIZ_ACK, "1101", &quiz));
	tracker_free(lesson.tracker);
}
END_TEST

START_TEST(korean_takes_korean_words)
{
	static const char *const timer[] = {"타이머", "재전송 타이머", "타임아웃", "timeout", "1"};
	static const char *const duplicates[] = {"중복 ACK", "빠른 재전송", "dup ack", "2"};
	struct lesson lesson;
	struct quiz quiz;

	lesson_open(&lesson, with_timer, "ko");
	ck_assert(find(&lesson, AGAIN, QUIZ_LOSS, "1, 타이머", &quiz));
	for (size_t i = 0; i < sizeof(timer) / sizeof(*timer); i++)
		ck_assert_msg(quiz_right(&quiz, timer[i]), "%s", timer[i]);
	for (size_t i = 0; i < sizeof(duplicates) / sizeof(*duplicates); i++)
		ck_assert_msg(!quiz_right(&quiz, duplicates[i]), "%s", duplicates[i]);
	tracker_free(lesson.tracker);
	lesson_open(&lesson, with_duplicates, "ko");
	ck_assert(find(&lesson, FAST, QUIZ_LOSS, "2, 중복 ACK", &quiz));
	for (size_t i = 0; i < sizeof(duplicates) / sizeof(*duplicates); i++)
		ck_assert_msg(quiz_right(&quiz, duplicates[i]), "%s", duplicates[i]);
	for (size_t i = 0; i < sizeof(timer) / sizeof(*timer); i++)
		ck_assert_msg(!quiz_right(&quiz, timer[i]), "%s", timer[i]);
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
	tcase_add_loop_test(tests, one_answer_follows_from_a_question, 0,
			    (int)(sizeof(questions) / sizeof(*questions)));
	tcase_add_test(tests, korean_takes_korean_words);
	tcase_add_test(tests, a_seed_asks_the_same_and_seeds_differ);
	tcase_add_loop_test(tests, the_language_is_the_ladders, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}
