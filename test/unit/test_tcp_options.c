/* TCP options: each by name, unknown ones kept, wrong lengths survived. */
#include "decode/tcp.h"

#include <stdlib.h>
#include <string.h>

#include "support/layers.h"
#include "unit/suites.h"

static struct tcp_options read_hex(const char *hex, bool cut)
{
	uint8_t data[LAYERS_ROOM];
	struct tcp_options options;

	decode_options(bytes_of(data, layers_build(hex, data)), cut, &options);
	return options;
}

START_TEST(a_linux_syn)
{
	struct tcp_options o = read_hex("020405b4 0402 080a fffffffe 00000000 01 030307", false);

	ck_assert_uint_eq(o.present, OPT_MSS | OPT_SACK_PERMITTED | OPT_TIMESTAMPS | OPT_WSCALE);
	ck_assert_uint_eq(o.mss, 1460);
	ck_assert_uint_eq(o.wscale, 7);
	ck_assert_uint_eq(o.tsval, 0xfffffffeu);
	ck_assert_uint_eq(o.tsecr, 0);
}
END_TEST

START_TEST(sack_blocks)
{
	struct tcp_options o = read_hex("0101 0512 fffffff0 00000010 00000020 00000030", false);

	ck_assert_uint_eq(o.present, OPT_SACK);
	ck_assert_uint_eq(o.sack_count, 2);
	ck_assert_uint_eq(o.sack[0].left, 0xfffffff0u);
	ck_assert_uint_eq(o.sack[0].right, 0x10);
	ck_assert_uint_eq(o.sack[1].right, 0x30);
	o = read_hex("0522 00000001 00000002 00000003 00000004 00000005 00000006 00000007 00000008",
		     false);
	ck_assert_uint_eq(o.sack_count, SACK_MAX);
	ck_assert_uint_eq(o.sack[3].right, 8);
}
END_TEST

START_TEST(user_timeout_in_both_units)
{
	ck_assert_uint_eq(read_hex("1c04 0005", false).user_timeout_s, 5);
	ck_assert_uint_eq(read_hex("1c04 8005", false).user_timeout_s, 300);
	ck_assert_uint_eq(read_hex("1c04 ffff", false).user_timeout_s, UINT16_MAX);
	ck_assert_uint_eq(read_hex("1c04 0005", false).present, OPT_USER_TIMEOUT);
}
END_TEST

START_TEST(mptcp_flags_and_reasons)
{
	struct tcp_options o = read_hex("1e04 20 14", false);

	ck_assert(mptcp_ends_data(&o));
	ck_assert(!mptcp_gives_reason(&o));
	o = read_hex("1e04 20 04", false);
	ck_assert(!mptcp_ends_data(&o));
	o = read_hex("1e04 81 03", false);
	ck_assert(mptcp_gives_reason(&o));
	ck_assert(!mptcp_ends_data(&o));
	ck_assert_uint_eq(mptcp_reason(&o), 3);
	ck_assert(mptcp_is_transient(&o));
	o = read_hex("1e04 80 10", false);
	ck_assert_uint_eq(mptcp_reason(&o), 16);
	ck_assert(!mptcp_is_transient(&o));
	ck_assert(!mptcp_ends_data(&o));
}
END_TEST

START_TEST(mptcp_by_subtype)
{
	struct tcp_options o = read_hex("1e0c 20 00 0000000000000000", false);

	ck_assert_uint_eq(o.present, OPT_MPTCP);
	ck_assert_uint_eq(o.mptcp_subtype, 2);
}
END_TEST

START_TEST(fast_open_in_both_forms)
{
	struct tcp_options o = read_hex("220a 0102030405060708", false);

	ck_assert_uint_eq(o.present, OPT_FAST_OPEN);
	ck_assert_uint_eq(o.fast_open_length, 8);
	ck_assert_uint_eq(o.fast_open_cookie[7], 8);
	ck_assert_uint_eq(read_hex("2202", false).fast_open_length, 0);
	ck_assert_uint_eq(read_hex("2202", false).present, OPT_FAST_OPEN);
	o = read_hex("fe0c f989 0102030405060708", false);
	ck_assert_uint_eq(o.present, OPT_FAST_OPEN);
	ck_assert_uint_eq(o.fast_open_cookie[0], 1);
	ck_assert_uint_eq(read_hex("fe04 e2d4", false).present, OPT_UNKNOWN);
	ck_assert_uint_eq(read_hex("2214 000000000000000000000000000000000000", false).present,
			  OPT_MALFORMED);
}
END_TEST

START_TEST(accurate_ecn)
{
	ck_assert_uint_eq(read_hex("ac0b 000001 000002 000003", false).present, OPT_ACCECN);
	ck_assert_uint_eq(read_hex("ae05 000001", false).accecn_length, 3);
	ck_assert_uint_eq(read_hex("ae04 0001", false).present, OPT_MALFORMED);
}
END_TEST

START_TEST(unknown_kinds_are_kept)
{
	struct tcp_options o = read_hex("fd04 0000 1312 00000000000000000000000000000000", false);

	ck_assert_uint_eq(o.present, OPT_UNKNOWN);
	ck_assert_uint_eq(o.unknown_count, 2);
	ck_assert_uint_eq(o.unknown_kind[0], 253);
	ck_assert_uint_eq(o.unknown_kind[1], 19);
	o = read_hex("4002 4102 4202 4302 4402 4502 4602 4702 4802 4902", false);
	ck_assert_uint_eq(o.unknown_count, UNKNOWN_OPTION_MAX);
}
END_TEST

START_TEST(the_end_ends)
{
	ck_assert_uint_eq(read_hex("00 020405b4", false).present, 0);
	ck_assert_uint_eq(read_hex("01010101 020405b4 00", false).present, OPT_MSS);
	ck_assert_uint_eq(read_hex("", false).present, 0);
}
END_TEST

/* What came before a wrong length is kept. */
START_TEST(lengths_that_cannot_be)
{
	static const char *const wrong[] = {"0203 05",       "0303",    "0403 00", "0503 00",
					    "0809 00000000", "1c03 00", "1e02",    "0200",
					    "0201",          "02",      "08ff"};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		char hex[64] = "030307 ";
		struct tcp_options o;

		strcat(hex, wrong[i]);
		o = read_hex(hex, false);
		ck_assert_msg(o.present == (OPT_WSCALE | OPT_MALFORMED), "%s: %x", hex, o.present);
		ck_assert_uint_eq(o.wscale, 7);
	}
}
END_TEST

START_TEST(a_header_cut_off_is_no_fault_of_its_options)
{
	struct tcp_options o = read_hex("020405b4 080a 0000", true);

	ck_assert_uint_eq(o.present, OPT_MSS | OPT_CUT);
	ck_assert_uint_eq(o.mss, 1460);
	ck_assert_uint_eq(read_hex("", true).present, OPT_CUT);
}
END_TEST

Suite *tcp_options_suite(void)
{
	Suite *suite = suite_create("tcp options");
	TCase *tcase = tcase_create("by name");

	tcase_add_test(tcase, a_linux_syn);
	tcase_add_test(tcase, sack_blocks);
	tcase_add_test(tcase, user_timeout_in_both_units);
	tcase_add_test(tcase, mptcp_by_subtype);
	tcase_add_test(tcase, mptcp_flags_and_reasons);
	tcase_add_test(tcase, fast_open_in_both_forms);
	tcase_add_test(tcase, accurate_ecn);
	tcase_add_test(tcase, unknown_kinds_are_kept);
	tcase_add_test(tcase, the_end_ends);
	tcase_add_test(tcase, lengths_that_cannot_be);
	tcase_add_test(tcase, a_header_cut_off_is_no_fault_of_its_options);
	suite_add_tcase(suite, tcase);
	return suite;
}
