/* Every link type of the table brings the segment out; a row without a case here fails. */
#include "decode/link.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

/* SNAP with an EtherType, and a data frame of 802.11 as an access point sends it. */
#define SNAP_IPV4 "aaaa03 000000 0800"
#define WLAN      "0802 0000 020000000001 020000000002 020000000003 1000 "

static const struct link_case {
	int type;
	const char *words;
} cases[] = {
	{1, "ether:0800 tcp4"},
	{0, "02000000 tcp4"},
	{6, "10 40 c00000000001 020000000001 " SNAP_IPV4 " tcp4"},
	{7, "01 02 d4 00 0001 tcp4"},
	{9, "0021 tcp4"},
	{10, "57 020000000002 020000000001 " SNAP_IPV4 " tcp4"},
	{11, SNAP_IPV4 " tcp4"},
	{12, "tcp4"},
	{14, "tcp4"},
	{50, "ff03 0021 tcp4"},
	{51, "1100 0001 @2 0021 tcp4"},
	{100, SNAP_IPV4 " tcp4"},
	{101, "tcp4"},
	{104, "0f00 0800 tcp4"},
	{105, WLAN SNAP_IPV4 " tcp4"},
	{107, "1841 03 cc tcp4"},
	{108, "00000002 tcp4"},
	{109, "02000000 00000001 00000000 tcp4"},
	{113, "0000 0001 0006 0200000000010000 0800 tcp4"},
	{117, "05020000 00000000 tcp4"},
	{122, "0000020000000002 0000020000000001 " SNAP_IPV4 " tcp4"},
	{127, "0000 0800 00000000 " WLAN SNAP_IPV4 " tcp4"},
	{129, "01 02 0000 d4 00 0001 tcp4"},
	{138, "0200000000000002 0200000000000001 0800 tcp4"},
	{163, "80211001 00000010 0000000000000000 " WLAN SNAP_IPV4 " tcp4"},
	{166, "00 03 0021 tcp4"},
	{178, "4d474380 0006 010203040506 ether:0800 tcp4"},
	{192, "00000800 01000000 ether:0800 tcp4"},
	{204, "01 ff03 0021 tcp4"},
	{226, "0102000000000000 00000000 00000000 00000000 00000000 tcp4"},
	{228, "tcp4"},
	{229, "tcp6"},
	{239, "02000000 08000a0000000001 <2 0900 tcp4"},
	{240, "00000000 ether:0800 tcp4"},
	{241, "00000000 55555555555555d5 ether:0800 tcp4"},
	{258, "0c000000 01000000 0c000000 tcp4"},
	{274, "55555555555555d5 ether:0800 tcp4"},
	{276, "0800 0000 00000001 0001 00 06 0200000000010000 tcp4"},
};

/* Prism's header is 144 bytes, too many to write out above. */
static const char *case_of(int type)
{
	static char prism[512];
	size_t at = 0;

	if (type == 119) {
		for (; at < 288; at++)
			prism[at] = '0';
		snprintf(prism + at, sizeof(prism) - at, " " WLAN SNAP_IPV4 " tcp4");
		return prism;
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (cases[i].type == type)
			return cases[i].words;
	return NULL;
}

START_TEST(every_row_has_a_case_and_brings_the_segment_out)
{
	size_t count;
	const struct link_row *rows = link_rows(&count);
	struct packets *packets = memory_alloc(sizeof(*packets));

	ck_assert_uint_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		const char *words = case_of(rows[i].type);
		uint8_t version = rows[i].type == 229 ? IP_VERSION_6 : IP_VERSION_4;

		ck_assert_msg(words, "no case for %s", rows[i].name);
		ck_assert_msg(layers_run(words, rows[i].type, packets) == DECODED_TCP, "%s",
			      rows[i].name);
		layers_expect(packets, version, rows[i].name);
	}
	free(packets);
}
END_TEST

START_TEST(every_row_survives_every_cut)
{
	size_t count;
	const struct link_row *rows = link_rows(&count);

	for (size_t i = 0; i < count; i++)
		layers_cut(case_of(rows[i].type), rows[i].type);
}
END_TEST

START_TEST(types_stand_once)
{
	size_t count;
	const struct link_row *rows = link_rows(&count);

	for (size_t i = 0; i < count; i++)
		ck_assert_ptr_eq(link_find(rows[i].type), &rows[i]);
	ck_assert_ptr_null(link_find(-1));
}
END_TEST

/* What has more than one form within one link type. */
static const struct form {
	int type;
	uint8_t version;
	const char *words;
} forms[] = {
	{0, 4, "00000002 tcp4"},
	{0, 6, "1e000000 tcp6"},
	{0, 6, "0000001c tcp6"},
	{108, 6, "00000018 tcp6"},
	{9, 4, "21 tcp4"},
	{9, 6, "ff03 0057 tcp6"},
	{9, 4, "003d c0000001 0021 tcp4"},
	{9, 4, "0031 0001 ether:0800 tcp4"},
	{9, 4, "0281 00001140 tcp4"},
	{104, 6, "0f00 86dd tcp6"},
	{104, 4, "0f00 fefe 03 cc tcp4"},
	{107, 4, "1841 0800 tcp4"},
	{107, 6, "18400001 03 8e tcp6"},
	{107, 4, "1841 03 00 80 000000 0800 tcp4"},
	{107, 4, "1841 03 80 0080c2 0007 ether:0800 tcp4"},
	{113, 4, "0000 0001 0006 0200000000010000 0004 " SNAP_IPV4 " tcp4"},
	{129, 4, "01 02 0000 f0 tcp4"},
	{129, 4, "01 02 0000 d4 ff 0000 d4 00 0001 tcp4"},
	{105, 6,
	 "0803 0000 020000000001 020000000002 020000000003 1000 020000000004 "
	 "aaaa03 000000 86dd tcp6"},
	{105, 4, "8802 0000 020000000001 020000000002 020000000003 1000 0000 " SNAP_IPV4 " tcp4"},
	{127, 4,
	 "0000 0900 02000000 20 8802 0000 020000000001 020000000002 020000000003 1000 "
	 "0000 0000 " SNAP_IPV4 " tcp4"},
	{127, 4,
	 "0000 1100 03000000 0000000000000000 20 8802 0000 020000000001 020000000002 "
	 "020000000003 1000 0000 0000 " SNAP_IPV4 " tcp4"},
	{6, 4, "10 40 c00000000001 820000000001 0270 " SNAP_IPV4 " tcp4"},
	{178, 4, "4d474302 ether:0800 tcp4"},
};

START_TEST(other_forms_of_the_same_link)
{
	struct packets *packets = memory_alloc(sizeof(*packets));

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		ck_assert_msg(layers_run(forms[i].words, forms[i].type, packets) == DECODED_TCP,
			      "%s", forms[i].words);
		layers_expect(packets, forms[i].version, forms[i].words);
		layers_cut(forms[i].words, forms[i].type);
	}
	free(packets);
}
END_TEST

/* Frames without a segment to show, and why. */
static const struct refusal {
	int type;
	enum decoded result;
	const char *words;
} refusals[] = {
	{147, DECODED_UNKNOWN_LINK, "tcp4"},
	{1, DECODED_OTHER, "ether:0806 0001"},
	{1, DECODED_OTHER, "ether:0800 ip4:1 00000000"},
	{1, DECODED_MALFORMED, "020000000002"},
	{1, DECODED_MALFORMED, "ether:0800 5500002800000000400600000a0000010a000002"},
	{105, DECODED_ENCRYPTED, "0842 0000 020000000001 020000000002 020000000003 1000 00000000"},
	{105, DECODED_FRAGMENT, "0806 0000 020000000001 020000000002 020000000003 1000 00000000"},
	{105, DECODED_FRAGMENT, "0802 0000 020000000001 020000000002 020000000003 1100 00000000"},
	{105, DECODED_OTHER, "d400 0000 020000000001"},
	{105, DECODED_OTHER, "4802 0000 020000000001 020000000002 020000000003 1000"},
	{9, DECODED_FRAGMENT, "003d 80000001 0021 tcp4"},
	{10, DECODED_OTHER, "4f 020000000002 020000000001 aaaa03 000000 0800 tcp4"},
	{113, DECODED_OTHER, "0000 0001 0006 0200000000010000 0001 tcp4"},
	{192, DECODED_UNKNOWN_LINK, "00000800 93000000 tcp4"},
	{192, DECODED_MALFORMED, "00000400 01000000 ether:0800 tcp4"},
	{274, DECODED_FRAGMENT, "5555555555555561 ether:0800 tcp4"},
	{178, DECODED_MALFORMED, "00000000 ether:0800 tcp4"},
};

START_TEST(what_holds_no_segment_says_why)
{
	struct packets *packets = memory_alloc(sizeof(*packets));

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		enum decoded got = layers_run(refusals[i].words, refusals[i].type, packets);

		ck_assert_msg(got == refusals[i].result, "%s: %d", refusals[i].words, got);
	}
	free(packets);
}
END_TEST

Suite *link_suite(void)
{
	Suite *suite = suite_create("link");
	TCase *tcase = tcase_create("types");

	tcase_add_test(tcase, every_row_has_a_case_and_brings_the_segment_out);
	tcase_add_test(tcase, every_row_survives_every_cut);
	tcase_add_test(tcase, types_stand_once);
	tcase_add_test(tcase, other_forms_of_the_same_link);
	tcase_add_test(tcase, what_holds_no_segment_says_why);
	suite_add_tcase(suite, tcase);
	return suite;
}
