/* Tests of choosing among comments by language, and of what they look like on a ladder. */
#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "tcpladder/comment.h"
#include "unit/suites.h"

static const struct {
	const char *comments; /* '|' for NUL */
	const char *language;
	const char *text;
} rows[] = {
	{"[en] one|[ko] 하나|", "en", "one"},      {"[en] one|[ko] 하나|", "ko", "하나"},
	{"[en] one|[ko] 하나|", "de", "one"},      {"[fr] un|[ko] 하나|", "de", "un"},
	{"plain|[ko] 하나|", "en", "plain"},       {"plain|[ko] 하나|too|", "en", "plain too"},
	{"[ko] 하나|[ko]둘|", "ko", "하나 둘"},    {"tcpladder: -S|", "en", ""},
	{"[x] not a tag|", "en", "[x] not a tag"}, {"", "en", ""},
};

static void split(const char *text, char *list)
{
	for (; *text; text++)
		*list++ = *text == '|' ? '\0' : *text;
	*list = '\0';
}

START_TEST(speaks_the_readers_language)
{
	char list[128], text[128];
	size_t length;

	split(rows[_i].comments, list);
	length = comment_text(list, rows[_i].language, text, sizeof(text));
	ck_assert_str_eq(text, rows[_i].text);
	ck_assert_uint_eq(length, strlen(text));
}
END_TEST

START_TEST(cuts_between_characters)
{
	char list[] = "하나\0", text[6];

	ck_assert_uint_eq(comment_text(list, "ko", text, sizeof(text)), 3);
	ck_assert_str_eq(text, "하");
	ck_assert_uint_eq(comment_text(NULL, "ko", text, sizeof(text)), 0);
	ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(finds_what_the_author_wants_to_be_seen)
{
	ck_assert_str_eq(comment_view("[en] x\0tcpladder: --seq=absolute\0"), "--seq=absolute");
	ck_assert_ptr_null(comment_view("[en] x\0"));
	ck_assert_ptr_null(comment_view(NULL));
}
END_TEST

static const char *remark(void *context, const struct event *event)
{
	ck_assert(event->commented);
	return context;
}

/* The row of a ladder of one commented segment, in which the remark begins is row 2. */
static struct canvas *remarked(const char *text, struct tracker **tracker)
{
	struct ladder_remarks remarks = {(void *)(uintptr_t)text, remark};
	struct packet packet = {
		.from = {.address = {IP_VERSION_4, {10, 0, 0, 1}}, .port = 1},
		.to = {.address = {IP_VERSION_4, {10, 0, 0, 2}}, .port = 2},
		.segment = {.seq = UINT32_MAX, .flags = TCP_SYN, .capture = SEGMENT_COMMENTED},
	};
	struct ladder ladder = {.lang = lang_default(), .width = 60, .selected = SIZE_MAX};

	*tracker = tracker_new();
	tracker_add(*tracker, &packet);
	ladder.flow = tracker_flow(*tracker, 0);
	ladder.remarks = &remarks;
	return picture_of(&ladder, GLYPHS_UTF8);
}

START_TEST(remarks_break_at_blanks)
{
	struct tracker *tracker;
	struct canvas *canvas = remarked(
		"One two three four five six seven eight nine ten eleven twelve.\nAnd more\033.",
		&tracker);

	ck_assert_str_eq(picture_row(canvas, 2),
			 "  # One two three four five six seven eight nine ten eleven");
	ck_assert_str_eq(picture_row(canvas, 3), "    twelve.");
	ck_assert_str_eq(picture_row(canvas, 4), "    And more\xef\xbf\xbd.");
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 1), "CLOSED"));
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 5), "SYN-"));
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

START_TEST(long_words_are_broken_where_they_must)
{
	char word[201];
	struct tracker *tracker;
	struct canvas *canvas;

	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	canvas = remarked(word, &tracker);
	ck_assert_uint_eq(strlen(picture_row(canvas, 2)), 59);
	ck_assert_uint_eq(strlen(picture_row(canvas, 5)), 4 + 200 - 3 * 55);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

Suite *comment_suite(void)
{
	Suite *suite = suite_create("comment");
	TCase *choosing = tcase_create("choosing");
	TCase *drawing = tcase_create("drawing");

	tcase_add_loop_test(choosing, speaks_the_readers_language, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(choosing, cuts_between_characters);
	tcase_add_test(choosing, finds_what_the_author_wants_to_be_seen);
	tcase_add_test(drawing, remarks_break_at_blanks);
	tcase_add_test(drawing, long_words_are_broken_where_they_must);
	suite_add_tcase(suite, choosing);
	suite_add_tcase(suite, drawing);
	return suite;
}
