/* What the ends said, in its order: resent bytes once, holes as holes. */
#include "tcpladder/transcript.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/tracked.h"
#include "unit/suites.h"

/* Data of A begins at 4294967001, of B at 4294967201: both pass 2^32. */

/* Every piece as "A 0+100 #3", a missing one as "A 0+100 ?". */
static const char *said(const char *script, bool finish)
{
	static char text[4096];
	struct tracker *tracker = tracked(script);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct transcript *transcript = transcript_new(flow);
	struct piece piece;

	ck_assert(!transcript_take(transcript, flow_events(flow), finish, SIZE_MAX));
	text[0] = '\0';
	for (size_t i = 0; transcript_piece(transcript, i, &piece); i++)
		sprintf(text + strlen(text),
			piece.missing ? "%s%c %" PRId64 "+%" PRIu64 " ?"
				      : "%s%c %" PRId64 "+%" PRIu64 " #%u",
			i > 0 ? ", " : "", piece.side == SIDE_A ? 'A' : 'B', piece.offset,
			piece.len, piece.event + 1);
	transcript_free(transcript);
	tracker_free(tracker);
	return text;
}

START_TEST(question_and_answer)
{
	ck_assert_str_eq(said(TRACKED_OPEN
			      "+0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			      "+0.1 B > A P. 4294967201:105(200) ack 4294967101\n"
			      "+0.1 A > B P. 4294967101:5(200) ack 105\n",
			      true),
			 "A 0+100 #4, B 0+200 #5, A 100+200 #6");
}
END_TEST

START_TEST(bytes_sent_again_are_said_once)
{
	ck_assert_str_eq(said(TRACKED_OPEN
			      "+0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			      "+1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			      "+0.1 A > B P. 4294967051:4294967151(100) ack 4294967201\n"
			      "+0.1 B > A . ack 4294967151\n",
			      true),
			 "A 0+100 #4, A 100+50 #6");
}
END_TEST

START_TEST(what_came_too_early_waits)
{
	ck_assert_str_eq(said(TRACKED_OPEN
			      "+0.1 A > B P. 4294967101:4294967201(100) ack 4294967201\n"
			      "+0.01 A > B P. 4294967201:5(100) ack 4294967201\n"
			      "+0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n",
			      true),
			 "A 0+100 #6, A 100+100 #4, A 200+100 #5");
}
END_TEST

#define GAP                                                                                        \
	TRACKED_OPEN                                                                               \
	"+0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"                                \
	"+0.1 A > B P. 4294967201:5(100) ack 4294967201\n"                                         \
	"+0.1 B > A . ack 5\n"

START_TEST(what_was_not_captured_is_a_hole)
{
	ck_assert_str_eq(said(GAP, true), "A 0+100 #4, A 100+100 ?, A 200+100 #5");
	/* More may come: nothing is claimed yet. */
	ck_assert_str_eq(said(GAP, false), "A 0+100 #4");
}
END_TEST

/* Not in the next events either: it will not come. */
START_TEST(patience_ends)
{
	char script[8192] = GAP;

	for (int i = 0; i < 70; i++)
		sprintf(script + strlen(script), "+0.1 B > A P. %u:%u(1) ack 5\n",
			4294967201u + (unsigned)i, 4294967202u + (unsigned)i);
	ck_assert_ptr_nonnull(strstr(said(script, false), "A 100+100 ?, A 200+100 #5, B 0+1 #7"));
	ck_assert_ptr_nonnull(strstr(said(script, false), "B 69+1 #76"));
}
END_TEST

/* The ACK was captured before what it acknowledges. */
START_TEST(what_is_captured_late_is_no_hole)
{
	ck_assert_str_eq(said(GAP "+0.1 B > A P. 4294967201:4294967211(10) ack 5\n"
				  "+0.1 A > B P. 4294967101:4294967201(100) ack 4294967211\n",
			      true),
			 "A 0+100 #4, B 0+10 #7, A 100+100 #8, A 200+100 #5");
}
END_TEST

START_TEST(a_fin_is_no_byte)
{
	ck_assert_str_eq(said(TRACKED_OPEN
			      "+0.1 A > B F. 4294967001:4294967101(100) ack 4294967201\n"
			      "+0.1 B > A . ack 4294967102\n",
			      true),
			 "A 0+100 #4");
	/* Nor is one that was not captured. */
	ck_assert_str_eq(said(TRACKED_OPEN
			      "+0.1 A > B P. 4294967001:4294967101(100) ack 4294967201\n"
			      "+0.1 B > A . ack 4294967102\n",
			      true),
			 "A 0+100 #4");
}
END_TEST

START_TEST(one_side_alone_leaves_holes)
{
	ck_assert_str_eq(said(TRACKED_OPEN "+0.1 B > A P. 4294967201:105(200) ack 4294967101\n"
					   "+0.1 B > A P. 105:205(100) ack 5\n",
			      true),
			 "A 0+100 ?, B 0+200 #4, A 100+200 ?, B 200+100 #5");
}
END_TEST

START_TEST(midway_it_begins_where_it_does)
{
	ck_assert_str_eq(said(TRACKED_ENDS "0 A > B P. 1001:1101(100) ack 9000\n"
					   "0.1 B > A P. 9000:9010(10) ack 1101\n",
			      true),
			 "A 0+100 #1, B 0+10 #2");
}
END_TEST

/* Any piece is the same, whichever way one comes to it; small steps take the same as large ones. */
START_TEST(blocks_agree)
{
	enum { PIECES = 10000 };
	struct tracker *tracker = tracked(TRACKED_OPEN);
	const struct flow *flow = tracker_flow(tracker, 0);
	struct transcript *transcript;
	char script[256];
	struct piece piece;

	for (uint32_t i = 0; i < PIECES; i++) {
		sprintf(script, TRACKED_ENDS "%u A > B P. %u:%u(7) ack 4294967201\n", i + 1,
			4294967001u + 7 * i, 4294967001u + 7 * i + 7);
		tracked_more(tracker, script);
	}
	transcript = transcript_new(flow);
	while (transcript_take(transcript, flow_events(flow), true, 13))
		continue;
	ck_assert_uint_eq(transcript_pieces(transcript), PIECES);
	for (size_t i = 0; i < PIECES; i++) {
		size_t at = i * 7919 % PIECES;

		ck_assert(transcript_piece(transcript, at, &piece));
		ck_assert_int_eq(piece.offset, (int64_t)at * 7);
		ck_assert_uint_eq(piece.event, at + 3);
	}
	ck_assert(!transcript_piece(transcript, PIECES, &piece));
	transcript_free(transcript);
	tracker_free(tracker);
}
END_TEST

/* Far more segments without data than one looks back over: pieces before and behind are found. */
START_TEST(much_without_data_lies_between)
{
	enum { ROUNDS = 4, ACKS = 20000, AT_ONCE = 100 };
	struct tracker *tracker = tracked(TRACKED_OPEN);
	const struct flow *flow = tracker_flow(tracker, 0);
	char script[AT_ONCE * 64];
	struct transcript *transcript;
	struct piece piece;

	for (unsigned i = 0; i < ROUNDS; i++) {
		unsigned end = 4294967001u + 7 * i + 7;
		size_t used = (size_t)sprintf(script, TRACKED_ENDS);

		sprintf(script + used, "+1 A > B P. %u:%u(7) ack 4294967201\n", end - 7, end);
		tracked_more(tracker, script);
		for (int k = 0; k < AT_ONCE; k++)
			used += (size_t)sprintf(script + used, "+0 B > A . ack %u\n", end);
		for (int k = 0; k < ACKS / AT_ONCE; k++)
			tracked_more(tracker, script);
	}
	transcript = transcript_new(flow);
	while (transcript_take(transcript, flow_events(flow), true, 999))
		continue;
	ck_assert_uint_eq(transcript_pieces(transcript), ROUNDS);
	for (size_t i = ROUNDS; i-- > 0;) {
		ck_assert(transcript_piece(transcript, i, &piece));
		ck_assert_int_eq(piece.offset, (int64_t)i * 7);
		ck_assert_uint_eq(piece.event, 3 + i * (ACKS + 1));
	}
	transcript_free(transcript);
	tracker_free(tracker);
}
END_TEST

/* One side's pieces are found from any place as if one had gone over all of them. */
static void check_neighbours(struct transcript *transcript, enum side side)
{
	size_t count = transcript_pieces(transcript), before = SIZE_MAX;
	struct piece piece;

	for (size_t i = 0; i <= count; i++) {
		size_t next = i, last = i;

		ck_assert_int_eq(transcript_before(transcript, side, &last), before != SIZE_MAX);
		ck_assert(before == SIZE_MAX || last == before);
		if (i == count || !transcript_piece(transcript, i, &piece) || piece.side != side)
			continue;
		ck_assert(transcript_next(transcript, side, &next));
		ck_assert_uint_eq(next, i);
		next = before == SIZE_MAX ? 0 : before + 1;
		ck_assert(transcript_next(transcript, side, &next));
		ck_assert_uint_eq(next, i);
		before = i;
	}
	before++;
	ck_assert(!transcript_next(transcript, side, &before));
}

START_TEST(one_side_is_found_alone)
{
	enum { ROUNDS = 12000, ANSWER_EACH = 5000 };
	struct tracker *tracker = tracked(TRACKED_OPEN);
	const struct flow *flow = tracker_flow(tracker, 0);
	char script[256];
	struct transcript *transcript;

	for (unsigned i = 0; i < ROUNDS; i++) {
		bool answer = i % ANSWER_EACH == ANSWER_EACH - 1;
		unsigned said = answer ? i / ANSWER_EACH : i - i / ANSWER_EACH;

		sprintf(script, TRACKED_ENDS "+1 %s P. %u:%u(1) ack %u\n",
			answer ? "B > A" : "A > B", (answer ? 4294967201u : 4294967001u) + said,
			(answer ? 4294967202u : 4294967002u) + said,
			answer ? 4294967001u : 4294967201u);
		tracked_more(tracker, script);
	}
	transcript = transcript_new(flow);
	while (transcript_take(transcript, flow_events(flow), true, SIZE_MAX))
		continue;
	ck_assert_uint_eq(transcript_pieces(transcript), ROUNDS);
	check_neighbours(transcript, SIDE_A);
	check_neighbours(transcript, SIDE_B);
	transcript_free(transcript);
	tracker_free(tracker);
}
END_TEST

/* No script holds more than waits: a hundred pieces behind a hole end its waiting. */
START_TEST(what_waits_is_bounded)
{
	char script[16384] = TRACKED_OPEN;

	for (unsigned i = 0; i < 100; i++)
		sprintf(script + strlen(script), "+0.01 A > B P. %u:%u(1) ack 4294967201\n",
			4294967003u + 2 * i, 4294967004u + 2 * i);
	ck_assert(strncmp(said(script, false), "A 0+2 ?, A 2+1 #4", 17) == 0);
}
END_TEST

Suite *transcript_suite(void)
{
	Suite *suite = suite_create("transcript");
	TCase *tcase = tcase_create("pieces");

	tcase_add_test(tcase, question_and_answer);
	tcase_add_test(tcase, bytes_sent_again_are_said_once);
	tcase_add_test(tcase, what_came_too_early_waits);
	tcase_add_test(tcase, what_was_not_captured_is_a_hole);
	tcase_add_test(tcase, patience_ends);
	tcase_add_test(tcase, what_is_captured_late_is_no_hole);
	tcase_add_test(tcase, a_fin_is_no_byte);
	tcase_add_test(tcase, one_side_alone_leaves_holes);
	tcase_add_test(tcase, midway_it_begins_where_it_does);
	tcase_add_test(tcase, blocks_agree);
	tcase_add_test(tcase, one_side_is_found_alone);
	tcase_add_test(tcase, much_without_data_lies_between);
	tcase_add_test(tcase, what_waits_is_bounded);
	suite_add_tcase(suite, tcase);
	return suite;
}
