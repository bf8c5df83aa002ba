/* The languages: every message of each can stand where the English one does. */
#include "tcpladder/lang.h"

#include <stdio.h>
#include <string.h>

#include "explain/subject.h"
#include "ladder/glyph.h"
#include "unit/suites.h"

static const char conversions[] = "%diouxXcsp";

/* The conversions of a format and what they convert: "%u of %zu" is "u zu". "%%" is none. */
static void conversions_of(const char *format, char *out)
{
	while ((format = strchr(format, '%'))) {
		size_t length = strcspn(++format, conversions);

		ck_assert_msg(format[length], "a '%%' without an end");
		if (format[length] != '%') {
			memcpy(out, format, length + 1);
			out[length + 1] = ' ';
			out += length + 2;
		}
		format += length + 1;
	}
	*out = '\0';
}

static void check_text(const char *language, const char *name, const char *text)
{
	ck_assert_msg(*text, "%s: %s is empty", language, name);
	ck_assert_msg(!strchr(text, '\n'), "%s: %s has two lines", language, name);
	while (*text)
		ck_assert_msg(glyph_next(&text) != GLYPH_REPLACEMENT, "%s: %s is no UTF-8",
			      language, name);
}

START_TEST(every_message_fits_where_the_english_one_does)
{
	const char *name = lang_name((size_t)_i);
	const struct lang *lang = lang_find(name);
	char want[256], have[256];

	for (enum message i = 0; i < MSG_COUNT; i++) {
		check_text(name, lang_identifier(i), lang_text(lang, i));
		conversions_of(lang_text(lang_default(), i), want);
		conversions_of(lang_text(lang, i), have);
		ck_assert_msg(strcmp(want, have) == 0, "%s: %s converts '%s', not '%s'", name,
			      lang_identifier(i), have, want);
	}
}
END_TEST

/* Every {slot} is one that is filled, and none that English has is missing. */
static void check_slots(const char *name, const char *identifier, const char *text)
{
	for (; (text = strchr(text, '{')); text++)
		ck_assert_msg(slots_have(text + 1, strcspn(text + 1, "}")), "%s: %s has '%s'", name,
			      identifier, text);
}

static void check_same_slots(const char *name, enum message message)
{
	const char *text = lang_text(lang_find(name), message);
	const char *english = lang_text(lang_default(), message);
	char slot[32];

	check_slots(name, lang_identifier(message), text);
	for (; (english = strchr(english, '{')); english++) {
		snprintf(slot, sizeof(slot), "%.*s}", (int)strcspn(english, "}"), english);
		ck_assert_msg(strstr(text, slot), "%s: %s lacks %s", name, lang_identifier(message),
			      slot);
	}
}

START_TEST(every_sentence_has_the_slots_of_the_english_one)
{
	for (enum message i = 0; i < MSG_COUNT; i++)
		check_same_slots(lang_name((size_t)_i), i);
}
END_TEST

START_TEST(the_conversions_of_a_format_are_seen)
{
	char out[64];

	conversions_of("100 %% of %u, %-4.2lld and %s%%", out);
	ck_assert_str_eq(out, "u -4.2lld s ");
}
END_TEST

START_TEST(a_locale_names_a_language)
{
	const struct lang *korean = lang_find("ko");

	ck_assert_ptr_nonnull(korean);
	ck_assert_ptr_ne(korean, lang_default());
	ck_assert_ptr_eq(lang_of_locale("ko"), korean);
	ck_assert_ptr_eq(lang_of_locale("ko_KR.UTF-8"), korean);
	ck_assert_ptr_eq(lang_of_locale("ko@latin"), korean);
	ck_assert_ptr_eq(lang_of_locale("en_GB"), lang_default());
	ck_assert_ptr_null(lang_of_locale("kok_IN"));
	ck_assert_ptr_null(lang_of_locale("C"));
	ck_assert_ptr_null(lang_of_locale(""));
}
END_TEST

Suite *lang_suite(void)
{
	Suite *suite = suite_create("lang");
	TCase *tcase = tcase_create("messages");
	int count = 0;

	while (lang_name((size_t)count))
		count++;
	tcase_add_loop_test(tcase, every_message_fits_where_the_english_one_does, 0, count);
	tcase_add_loop_test(tcase, every_sentence_has_the_slots_of_the_english_one, 0, count);
	tcase_add_test(tcase, the_conversions_of_a_format_are_seen);
	tcase_add_test(tcase, a_locale_names_a_language);
	suite_add_tcase(suite, tcase);
	return suite;
}
