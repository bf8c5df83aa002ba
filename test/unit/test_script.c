/* Tests of the notation that other tests and the sample captures are written in. */
#include <string.h>

#include "script/wire.h"
#include "tcpladder/script.h"
#include "unit/suites.h"

#define NAMES "A 10.0.0.1:40000\nB [2001:db8::2]:80\nC 10.0.0.3:1\n"

static struct script *parse(const char *text)
{
	struct error error = {""};
	struct script *script = script_parse(text, &error);

	ck_assert_msg(script != NULL, "%s", error.text);
	return script;
}

START_TEST(reads_every_part_of_a_line)
{
	struct script *script =
		parse(NAMES "start 1700000000\n# a comment\n\n"
			    "0.300 A > C  P. 4294967290:94(100) ack 2001 win 5 "
			    "<mss 1460,sackOK,TS val 5 ecr 6,wscale 7,sack 1:2 3:4> "
			    "urg 3 ttl 9 ipid 77 ce lost # end\n");
	const struct script_line *line = &script->lines[0];
	const struct segment *s = &line->packet.segment;

	ck_assert_uint_eq(script->count, 1);
	ck_assert_int_eq(line->line, 7);
	ck_assert_uint_eq(line->marks, SCRIPT_LOST);
	ck_assert_int_eq(line->packet.time_ns, 1700000000300000000);
	ck_assert_uint_eq(line->packet.from.port, 40000);
	ck_assert_uint_eq(line->packet.to.port, 1);
	ck_assert_uint_eq(s->flags, TCP_PSH | TCP_ACK);
	ck_assert_uint_eq(s->seq, 4294967290);
	ck_assert_uint_eq(s->len, 100);
	ck_assert_uint_eq(s->ack, 2001);
	ck_assert_uint_eq(s->window, 5);
	ck_assert_uint_eq(s->urgent, 3);
	ck_assert_uint_eq(s->ttl, 9);
	ck_assert_uint_eq(s->ip_id, 77);
	ck_assert_uint_eq(s->ip_ecn, 3);
	ck_assert_uint_eq(s->options.present,
			  OPT_MSS | OPT_SACK_PERMITTED | OPT_TIMESTAMPS | OPT_WSCALE | OPT_SACK);
	ck_assert_uint_eq(s->options.mss, 1460);
	ck_assert_uint_eq(s->options.tsval, 5);
	ck_assert_uint_eq(s->options.tsecr, 6);
	ck_assert_uint_eq(s->options.sack_count, 2);
	ck_assert_uint_eq(s->options.sack[1].right, 4);
	script_free(script);
}
END_TEST

START_TEST(continues_where_the_sender_stood)
{
	struct script *script = parse(NAMES "ipid A 65535\n1 A > C S 4294967295:4294967295(0)\n"
					    "+0.000000001 A > C . ack 5\n"
					    "+1 A > C F. 0:10(10) ack 5\n"
					    "9 A > C R\n");

	ck_assert_uint_eq(script->lines[1].packet.segment.seq, 0);
	ck_assert_uint_eq(script->lines[0].packet.segment.ip_id, 65535);
	ck_assert_uint_eq(script->lines[1].packet.segment.ip_id, 0);
	ck_assert_int_eq(script->lines[1].packet.time_ns, 1000000001);
	ck_assert_int_eq(script->lines[2].packet.time_ns, 2000000001);
	ck_assert_uint_eq(script->lines[3].packet.segment.seq, 11);
	script_free(script);
}
END_TEST

START_TEST(missing_lines_have_no_frame)
{
	struct script *script = parse(NAMES "0 A > C S\n1 A > C S missing\n2 A > C S\n");

	ck_assert_uint_eq(script->lines[0].packet.frame, 1);
	ck_assert_uint_eq(script->lines[1].packet.frame, 0);
	ck_assert_uint_eq(script->lines[2].packet.frame, 2);
	script_free(script);
}
END_TEST

static const struct {
	const char *text;
	const char *sentence;
} wrong[] = {
	{"0 A > C S\n", "line 1: expected endpoints that were named above"},
	{NAMES "0 A > C S 1:3(1)\n", "line 4: expected END = SEQ + LEN"},
	{NAMES "0 A > C .\n", "line 4: expected ack"},
	{NAMES "0 A > C S ack 1\n", "line 4: expected ack"},
	{NAMES "0 A > C S 1:1(0) <mss>\n", "line 4: expected a number"},
	{NAMES "0 A > C S 1:1(0) <msss 1>\n", "line 4: expected the name of an option"},
	{NAMES "0 A > C S win 65536\n", "line 4: expected a number that fits"},
	{NAMES "0 A > C S surely\n", "line 4: expected a mark"},
	{NAMES "0 A C S\n", "line 4: expected '>'"},
	{NAMES "0 A > C x\n", "line 4: expected flags"},
	{"a 10.0.0.1:1\n", "line 1: expected a capital letter"},
	{"A 10.0.0:1\n", "line 1: expected an address"},
};

START_TEST(says_what_is_wrong_and_where)
{
	struct error error = {""};

	ck_assert_ptr_null(script_parse(wrong[_i].text, &error));
	ck_assert_msg(strncmp(error.text, wrong[_i].sentence, strlen(wrong[_i].sentence)) == 0,
		      "%s", error.text);
}
END_TEST

/* The sum of all 16-bit words, checksum included, is 0xffff where the checksum is right. */
static unsigned sum_of(const uint8_t *bytes, size_t size, uint32_t sum)
{
	for (size_t i = 0; i < size; i++)
		sum += i % 2 ? bytes[i] : (uint32_t)bytes[i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

START_TEST(bytes_have_right_checksums)
{
	struct script *script =
		parse(NAMES "D [2001:db8::4]:9\n0 A > C P. 1:102(101) ack 7 <mptcp 2,kind 99>\n"
			    "0 B > D P. 1:102(101) ack 7 <tfo 0102,uto 5>\n"
			    "0 A > C P. 1:102(101) ack 7 corrupt\n");
	uint8_t frame[WIRE_FRAME_MAX];
	uint8_t *ip = frame + WIRE_ETHERNET;
	size_t size;

	size = wire_frame(&script->lines[0].packet, frame);
	ck_assert_uint_eq(size, 14 + 20 + 20 + 8 + 101);
	ck_assert_uint_eq(sum_of(ip, 20, 0), 0xffff);
	ck_assert_uint_eq(sum_of(ip + 20, size - 34, sum_of(ip + 12, 8, 6 + 129)), 0xffff);
	size = wire_frame(&script->lines[1].packet, frame);
	ck_assert_uint_eq(size, 14 + 40 + 20 + 8 + 101);
	ck_assert_uint_eq(sum_of(ip + 40, size - 54, sum_of(ip + 8, 32, 6 + 129)), 0xffff);
	size = wire_frame(&script->lines[2].packet, frame);
	ck_assert_uint_ne(sum_of(ip + 20, size - 34, sum_of(ip + 12, 8, 6 + 121)), 0xffff);
	script_free(script);
}
END_TEST

START_TEST(equal_headers_have_equal_hashes)
{
	struct script *script = parse(NAMES "0 A > C P. 1:2(1) ack 7\n1 A > C P. 1:2(1) ack 7\n"
					    "2 A > C P. 1:2(1) ack 8\n");

	ck_assert_uint_eq(script->lines[0].packet.segment.header_hash,
			  script->lines[1].packet.segment.header_hash);
	ck_assert_uint_ne(script->lines[0].packet.segment.header_hash,
			  script->lines[2].packet.segment.header_hash);
	script_free(script);
}
END_TEST

Suite *script_suite(void)
{
	Suite *suite = suite_create("script");
	TCase *notation = tcase_create("notation");
	TCase *wire = tcase_create("wire");

	tcase_add_test(notation, reads_every_part_of_a_line);
	tcase_add_test(notation, continues_where_the_sender_stood);
	tcase_add_test(notation, missing_lines_have_no_frame);
	tcase_add_loop_test(notation, says_what_is_wrong_and_where, 0,
			    sizeof(wrong) / sizeof(*wrong));
	tcase_add_test(wire, bytes_have_right_checksums);
	tcase_add_test(wire, equal_headers_have_equal_hashes);
	suite_add_tcase(suite, notation);
	suite_add_tcase(suite, wire);
	return suite;
}
