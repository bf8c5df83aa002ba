/* Tests of the notation that other tests and the sample captures are written in. */
#include <stdio.h>
#include <stdlib.h>
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
	{"0 A > C S\n",
	 "line 1, character 7: expected an endpoint that was named above at the caret: 0 A > ^C S"},
	{NAMES "0 A > C S 1:3(1)\n", "line 4, character 16: expected END = SEQ + LEN"},
	{NAMES "0 A > C .\n", "line 4, character 10: expected ack"},
	{NAMES "0 A > C S ack 1\n", "line 4, character 14: expected ack"},
	{NAMES "0 A > C S 1:1(0) <mss>\n", "line 4, character 22: expected a number"},
	{NAMES "0 A > C S 1:1(0) <msss 1>\n",
	 "line 4, character 19: expected the name of an option"},
	{NAMES "0 A > C S win 65536\n", "line 4, character 15: expected a number from 0 to 65535"},
	{NAMES "0 A > C S surely\n", "line 4, character 11: expected a mark"},
	{NAMES "0 A C S\n", "line 4, character 5: expected '>'"},
	{NAMES "0 A > C x\n", "line 4, character 9: expected flags, or a word"},
	{"a 10.0.0.1:1\n", "line 1, character 1: expected a capital letter"},
	{"[en] title\n", "line 1, character 1: expected a capital letter, a time, start"},
	{"A 10.0.0:1\n", "line 1, character 11: expected an address"},
	{"A 10.0.0.1:65536\n",
	 "line 1, character 17: expected '>' and an endpoint, or ADDRESS:PORT"},
	{"A > B dta 5\n", "line 1, character 7: expected syn, ack, data"},
	{"A > B again\n", "line 1, character 12: expected something that is not acknowledged"},
	{"A > B data \"x\n", "line 1, character 14: expected some text and a closing"},
	{"A > B data \"\\q\"\n", "line 1, character 13: expected \\r"},
	{"A < B syn\n", "line 1, character 4: expected '>' and an endpoint"},
	{"A > A syn\n", "line 1, character 6: expected another endpoint"},
	{"B [::1]:80\nA > B syn\n",
	 "line 2, character 6: expected an endpoint of the same version"},
	{"at C\n", "line 1, character 4: expected an endpoint that was named above"},
	{"view --seq=absolute --colour\n", "line 1, character 21: expected --seq=absolute or"},
	{"view\n", "line 1, character 5: expected --seq=absolute or"},
	{"A 10.0.0.1:1 wscale 15\n", "line 1, character 21: expected a number from 0 to 14"},
	{"wait now\n", "line 1, character 6: expected a time"},
	{"rtt 20ms 5\n", "line 1, character 10: expected the end of the line"},
};

START_TEST(says_what_is_wrong_and_where)
{
	struct error error = {""};

	ck_assert_ptr_null(script_parse(wrong[_i].text, &error));
	ck_assert_msg(strncmp(error.text, wrong[_i].sentence, strlen(wrong[_i].sentence)) == 0,
		      "%s", error.text);
}
END_TEST

/* "0.02005 B>A 12 2000:0(0) ack 1001" for every line, in the order captured. */
static char *listed(const char *text)
{
	struct script *script = parse(text);
	char *list = NULL;
	size_t size;
	FILE *out = open_memstream(&list, &size);

	for (size_t i = 0; i < script->count; i++) {
		const struct packet *packet = &script->lines[i].packet;
		const struct segment *s = &packet->segment;

		fprintf(out, "%.5f %s %02x %u(%u) %u", (double)packet->time_ns / 1e9,
			packet->from.port == 80 ? "B>A" : "A>B", s->flags, s->seq, s->len, s->ack);
		for (int b = 0; b < s->options.sack_count; b++)
			fprintf(out, " %u:%u", s->options.sack[b].left, s->options.sack[b].right);
		fprintf(out, "%s\n", script->lines[i].marks & SCRIPT_MISSING ? " missing" : "");
	}
	fclose(out);
	script_free(script);
	return list;
}

static const struct {
	const char *text, *lines;
} inferred[] = {
	/* a handshake: the round trip, ISN + 1 */
	{"A > B syn\nB > A syn ack\nA > B ack\n", "0.00000 A>B 02 1000(0) 0\n"
						  "0.02005 B>A 12 2000(0) 1001\n"
						  "0.02010 A>B 10 1001(0) 2001\n"},
	/* captured at the other end, everything of A's is half a round trip later */
	{"at B\nrtt 10ms\nA > B syn\nB > A syn ack\n", "0.00500 A>B 02 1000(0) 0\n"
						       "0.00505 B>A 12 2000(0) 1001\n"},
	/* one ACK for two segments that came in order; a wait; the number wraps */
	{"A 10.0.0.1:9 isn 4294967294\nA > B data 100\nA > B data 50\nB > A ack\nwait 1\n"
	 "B > A data 7\n",
	 "0.00000 A>B 18 4294967295(100) 2001\n0.00010 A>B 18 99(50) 2001\n"
	 "0.02015 B>A 10 2001(0) 149\n1.02015 B>A 18 2001(7) 149\n"},
	/* what comes out of order is acknowledged at once; the hole is filled */
	{"A > B data 10 lost\nA > B data 10\nA > B data 10\nB > A ack\nB > A ack\n"
	 "A > B again\nB > A ack\n",
	 "0.00000 A>B 18 1001(10) 2001\n0.00010 A>B 18 1011(10) 2001\n"
	 "0.00020 A>B 18 1021(10) 2001\n0.02015 B>A 10 2001(0) 1001\n"
	 "0.02025 B>A 10 2001(0) 1001\n0.02030 A>B 18 1001(10) 2001\n"
	 "0.04035 B>A 10 2001(0) 1031\n"},
	/* the same with SACK, and a DSACK for what was sent needlessly */
	{"A 10.0.0.1:9 sack\nB 10.0.0.2:80 sack\nA > B data 10 lost\nA > B data 10\n"
	 "B > A ack\nA > B again\nA > B again last\nB > A ack\nB > A ack\n",
	 "0.00000 A>B 18 1001(10) 2001\n0.00010 A>B 18 1011(10) 2001\n"
	 "0.02015 B>A 10 2001(0) 1001 1011:1021\n0.02020 A>B 18 1001(10) 2001\n"
	 "0.02030 A>B 18 1011(10) 2001\n0.04025 B>A 10 2001(0) 1021\n"
	 "0.04035 B>A 10 2001(0) 1021 1011:1021\n"},
	/* lost before the capture, late on the way, both at once */
	{"at B\nA > B data 1 lost\nA > B data 1 late 5ms\nA > B data 1\n",
	 "0.01000 A>B 18 1001(1) 2001 missing\n0.01020 A>B 18 1003(1) 2001\n"
	 "0.01510 A>B 18 1002(1) 2001\n"},
	{"A > B syn\nB > A syn crossing\n", "0.00000 A>B 02 1000(0) 0\n0.01010 B>A 02 2000(0) 0\n"},
	/* nobody listens; the connection is gone; the sender gives up */
	{"A > B syn\nB > A rst\n", "0.00000 A>B 02 1000(0) 0\n0.02005 B>A 14 0(0) 1001\n"},
	{"A > B data 5 ack 77\nB > A rst\n", "0.00000 A>B 18 1001(5) 77\n0.02005 B>A 04 77(0) 0\n"},
	{"C 10.0.0.3:9\nA > B syn\nB > A rst\nwait 1\nC > B syn\n",
	 "0.00000 A>B 02 1000(0) 0\n0.02005 B>A 14 0(0) 1001\n1.01005 A>B 02 3000(0) 0\n"},
	{"A > B data 5\nA > B rst\nB > A data 9 crossing\nA > B rst\n",
	 "0.00000 A>B 18 1001(5) 2001\n0.00010 A>B 14 1006(0) 2001\n"
	 "0.01020 B>A 18 2001(9) 1001\n0.01025 A>B 04 1001(0) 0\n"},
	{"A > B data 5\nA > B rst\n", "0.00000 A>B 18 1001(5) 2001\n0.00010 A>B 14 1006(0) 2001\n"},
	/* a byte that was sent, named again; FINs use a number */
	{"A > B data 5 fin\nA > B keep-alive\nB > A ack\nB > A fin\nA > B ack\n",
	 "0.00000 A>B 19 1001(5) 2001\n0.00010 A>B 10 1006(0) 2001\n"
	 "0.02015 B>A 10 2001(0) 1007\n0.02025 B>A 11 2001(0) 1007\n"
	 "0.02030 A>B 10 1007(0) 2002\n"},
	{"A > B data 5 twice\n", "0.00000 A>B 18 1001(5) 2001\n0.00002 A>B 18 1001(5) 2001\n"},
};

START_TEST(infers_what_is_left_out)
{
	char *list = listed(inferred[_i].text);

	ck_assert_str_eq(list, inferred[_i].lines);
	free(list);
}
END_TEST

/* Every comment behind a '|'. */
static void join(const char *comments, char *out)
{
	*out = '\0';
	for (; comments && *comments; comments += strlen(comments) + 1)
		strcat(strcat(out, "|"), comments);
}

START_TEST(comments_belong_to_what_follows)
{
	struct script *script =
		parse("# Title\n# what to look for\n# [ko] 제목\nview --seq=absolute\n"
		      "# [en] a\n## not said\n# b\n# [ko] 가\n\n"
		      "A > B syn   # [ko] 나\nA > B again\nA > B again # z\n");
	char text[256];

	join(script->comments, text);
	ck_assert_str_eq(text, "|Title\nwhat to look for|[ko] 제목|tcpladder: --seq=absolute");
	join(script->lines[0].comments, text);
	ck_assert_str_eq(text, "|[en] a b|[ko] 가|[ko] 나");
	ck_assert_ptr_null(script->lines[1].comments);
	join(script->lines[2].comments, text);
	ck_assert_str_eq(text, "|z");
	script_free(script);
}
END_TEST

/* The mark that some editors begin a file with is no part of the first line, nor counted in it. */
START_TEST(a_byte_order_mark_is_passed_over)
{
	struct error error = {""};
	struct script *script = parse("\xef\xbb\xbf"
				      "A > B syn\n");

	ck_assert_uint_eq(script->count, 1);
	script_free(script);
	ck_assert_ptr_null(script_parse("\xef\xbb\xbf"
					"A > A syn\n",
					&error));
	ck_assert_msg(strstr(error.text, "line 1, character 6: "), "%s", error.text);
	ck_assert_ptr_null(script_parse("A > B syn\n\xef\xbb\xbf\n", &error));
}
END_TEST

START_TEST(text_lies_where_its_numbers_say)
{
	struct script *script = parse("A > B data \"GET /\\r\\n\"\nA > B again\n"
				      "1 A > B P. 1003:1011(8) ack 2001\n");
	uint8_t frame[SCRIPT_FRAME_MAX];
	size_t size = script_frame(script, 1, frame);

	ck_assert_uint_eq(size, 54 + 7);
	ck_assert_mem_eq(frame + 54, "GET /\r\n", 7);
	ck_assert_uint_eq(script_frame(script, 2, frame), 54 + 8);
	ck_assert_mem_eq(frame + 54, "T /\r\n", 5);
	ck_assert_int_eq(frame[54 + 5], wire_filling(1008));
	script_free(script);
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

	size = wire_frame(&script->lines[0].packet, NULL, frame);
	ck_assert_uint_eq(size, 14 + 20 + 20 + 8 + 101);
	ck_assert_uint_eq(sum_of(ip, 20, 0), 0xffff);
	ck_assert_uint_eq(sum_of(ip + 20, size - 34, sum_of(ip + 12, 8, 6 + 129)), 0xffff);
	size = wire_frame(&script->lines[1].packet, NULL, frame);
	ck_assert_uint_eq(size, 14 + 40 + 20 + 8 + 101);
	ck_assert_uint_eq(sum_of(ip + 40, size - 54, sum_of(ip + 8, 32, 6 + 129)), 0xffff);
	size = wire_frame(&script->lines[2].packet, NULL, frame);
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
	TCase *words = tcase_create("words");
	TCase *wire = tcase_create("wire");

	tcase_add_test(notation, reads_every_part_of_a_line);
	tcase_add_test(notation, continues_where_the_sender_stood);
	tcase_add_test(notation, missing_lines_have_no_frame);
	tcase_add_loop_test(notation, says_what_is_wrong_and_where, 0,
			    sizeof(wrong) / sizeof(*wrong));
	tcase_add_loop_test(words, infers_what_is_left_out, 0,
			    sizeof(inferred) / sizeof(*inferred));
	tcase_add_test(words, comments_belong_to_what_follows);
	tcase_add_test(wire, a_byte_order_mark_is_passed_over);
	tcase_add_test(wire, text_lies_where_its_numbers_say);
	tcase_add_test(wire, bytes_have_right_checksums);
	tcase_add_test(wire, equal_headers_have_equal_hashes);
	suite_add_tcase(suite, notation);
	suite_add_tcase(suite, words);
	suite_add_tcase(suite, wire);
	return suite;
}
