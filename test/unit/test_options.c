/* Tests of the command line. */
#include <stdlib.h>
#include <string.h>

#include "options/options.h"
#include "unit/suites.h"

enum { WORDS_MAX = 16 };

/* Reads a command line given as words with spaces between them. */
static int read_line(const char *line, struct options *options, struct error *error)
{
	static char copy[512];
	char *argv[WORDS_MAX + 1] = {"tcpladder"};
	int argc = 1;

	strcpy(copy, line);
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	return options_read(options, &(struct command_line){argc, argv, NULL}, error);
}

static struct options good(const char *line)
{
	struct options options;
	struct error error = {""};

	ck_assert_msg(read_line(line, &options, &error) == 0, "%s", error.text);
	return options;
}

START_TEST(files_come_from_words_and_r)
{
	struct options options = good("a.pcap -r b.pcap - -c 5 -f tcp");

	ck_assert_uint_eq(options.file_count, 3);
	ck_assert_str_eq(options.files[0], "b.pcap");
	ck_assert_str_eq(options.files[1], "a.pcap");
	ck_assert_str_eq(options.files[2], "-");
	ck_assert_uint_eq(options.max_frames, 5);
	ck_assert_str_eq(options.filter, "tcp");
	options_free(&options);
}
END_TEST

START_TEST(words_behind_an_interface_are_a_filter)
{
	struct options options = good("-i any -s 96 -p -B 64 --keep 5M --memory 32M tcp port 80");

	ck_assert_str_eq(options.live.interface, "any");
	ck_assert_int_eq(options.live.snaplen, 96);
	ck_assert_int_eq(options.live.buffer_kib, 64);
	ck_assert(options.live.modest);
	ck_assert_uint_eq(options.keep, 5 << 20);
	ck_assert_uint_eq(options.memory, 32 << 20);
	ck_assert_str_eq(options.filter, "tcp port 80");
	ck_assert_uint_eq(options.file_count, 0);
	options_free(&options);
	options = good("");
	ck_assert_int_eq(options.action, ACTION_BEGIN);
	options_free(&options);
}
END_TEST

START_TEST(nothing_is_set_by_default)
{
	struct options options = good("a.pcap");

	ck_assert_int_eq(options.action, ACTION_DRAW);
	ck_assert_int_eq(options.flow.by, PICK_ALL);
	ck_assert_int_eq(options.time, NOT_SAID);
	ck_assert_int_eq(options.style, NOT_SAID);
	ck_assert_int_eq(options.absolute, NOT_SAID);
	ck_assert_int_eq(options.utf8, WHEN_AUTO);
	ck_assert_int_eq(options.color, WHEN_AUTO);
	ck_assert(!options.text && !options.list);
	ck_assert_int_eq(options.width, 0);
	ck_assert_ptr_null(options.format);
	options_free(&options);
}
END_TEST

/* What the capture's author says counts where the user has not spoken. */
START_TEST(a_view_fills_in_what_was_not_said)
{
	struct options options = good("a.pcap --seq=relative");

	options_view(&options, " --seq=absolute  --style=compact --width=1000 --nonsense ");
	ck_assert_int_eq(options.absolute, false);
	ck_assert_int_eq(options.style, LADDER_COMPACT);
	ck_assert_int_eq(options.time, TIME_RELATIVE);
	ck_assert_int_eq(options.width, 0);
	options_view(&options, "--style=scale");
	ck_assert_int_eq(options.style, LADDER_COMPACT);
	options_free(&options);
}
END_TEST

START_TEST(words_choose_modes)
{
	struct options options =
		good("a --format=json -t e --style=compact --color never --seq=absolute "
		     "--ascii --width 132 --text --flows");

	ck_assert_int_eq(options.time, TIME_EPOCH);
	ck_assert_int_eq(options.style, LADDER_COMPACT);
	ck_assert_int_eq(options.color, WHEN_NEVER);
	ck_assert_int_eq(options.utf8, WHEN_NEVER);
	ck_assert_int_eq(options.width, 132);
	ck_assert_str_eq(options.format, "json");
	ck_assert(options.absolute && options.text && options.list);
	options_free(&options);
}
END_TEST

START_TEST(the_last_of_two_counts)
{
	struct options options = good("a -S --seq=relative --ascii --utf8");

	ck_assert(!options.absolute);
	ck_assert_int_eq(options.utf8, WHEN_ALWAYS);
	options_free(&options);
}
END_TEST

START_TEST(flow_by_number_and_by_endpoints)
{
	struct options options = good("a --flow 7");

	ck_assert_int_eq(options.flow.by, PICK_NUMBER);
	ck_assert_uint_eq(options.flow.number, 7);
	options_free(&options);
	options = good("a --flow [2001:db8::1]:80-10.0.0.1:4000");
	ck_assert_int_eq(options.flow.by, PICK_ENDPOINTS);
	ck_assert_uint_eq(options.flow.ends[0].address.version, IP_VERSION_6);
	ck_assert_uint_eq(options.flow.ends[1].port, 4000);
	options_free(&options);
}
END_TEST

START_TEST(help_needs_no_file)
{
	struct options options = good("-h");

	ck_assert_int_eq(options.action, ACTION_HELP);
	options_free(&options);
	options = good("--version");
	ck_assert_int_eq(options.action, ACTION_VERSION);
	options_free(&options);
}
END_TEST

static const struct {
	const char *line;
	const char *sentence;
} wrong[] = {
	{"-i eth0 -r a.pcap", "either -r or -i: a capture file or an interface"},
	{"-i eth0 -f tcp port 80", "'port': the filter is given already, with -f"},
	{"-w - a", "-w: needs a file's name; standard output is drawn on"},
	{"-C 1 a", "-C: needs -w, the file to write"},
	{"-w x -W 2 a", "-W: needs -C, the size of each file"},
	{"-w x -C 0 a", "-C: '0' is no number of millions of bytes"},
	{"-a packets:5 a", "-a: 'packets:5' is neither duration:SECONDS nor filesize:KILOBYTES"},
	{"-a duration: a", "-a: 'duration:' is neither duration:SECONDS nor filesize:KILOBYTES"},
	{"-s 300000 a", "--snapshot-length: '300000' is not from 0 to 262144"},
	{"-B 0 a", "--buffer-size: '0' is not from 1 to 2097151 KiB"},
	{"--keep 5X a", "--keep: '5X' is no size, such as 500M"},
	{"--keep M a", "--keep: 'M' is no size, such as 500M"},
	{"--memory 1K a", "--memory: '1K' is no size of at least 1M, such as 256M"},
	{"--memory no a", "--memory: 'no' is no size of at least 1M, such as 256M"},
	{"--keep 999999G a", "--keep: '999999G' is no size, such as 500M"},
	{"--text -xS a", "-x is no option of this program; see tcpladder --help"},
	{"--frobnicate a", "--frobnicate is no option of this program; see tcpladder --help"},
	{"--text=3 a", "--text=3 takes no argument; see tcpladder --help"},
	{"a -c", "-c needs an argument; see tcpladder --help"},
	{"a --width", "--width needs an argument; see tcpladder --help"},
	{"a -c 0", "--count: '0' is no number of frames"},
	{"a -c -5", "--count: '-5' is no number of frames"},
	{"a --only prot", "--only: 'prot' in 'prot': expected a word such as port, host, len, "
			  "syn or retransmission"},
	{"a -Y port", "--only: 'port' ends too soon: expected a port, such as 443 or 8000-8080"},
	{"a --width 59", "--width: '59' is not from 60 to 1000"},
	{"a --width 80x", "--width: '80x' is not from 60 to 1000"},
	{"a -t x", "--time: 'x' is none of r, d, a, e"},
	{"a --format=xml", "--format: 'xml' is none of text, narration, worksheet, json"},
	{"a --color=red", "--color: 'red' is none of auto, always, never"},
	{"a --flow 0", "--flow: '0' is neither a number nor ADDRESS:PORT-ADDRESS:PORT"},
	{"a --flow 1.2.3.4:5", "--flow: '1.2.3.4:5' is neither a number nor "
			       "ADDRESS:PORT-ADDRESS:PORT"},
	{"a --flow 1.2.3.4:5-x", "--flow: '1.2.3.4:5-x' is neither a number nor "
				 "ADDRESS:PORT-ADDRESS:PORT"},
};

START_TEST(one_sentence_says_what_is_wrong)
{
	struct options options;
	struct error error = {""};

	ck_assert_int_eq(read_line(wrong[_i].line, &options, &error), -1);
	ck_assert_str_eq(error.text, wrong[_i].sentence);
	options_free(&options);
}
END_TEST

START_TEST(help_fits_a_terminal)
{
	char *text = NULL, *at;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	options_help(out);
	fclose(out);
	for (at = text; *at; at += strcspn(at, "\n") + 1)
		ck_assert_msg(strcspn(at, "\n") <= 80, "%.100s", at);
	ck_assert_ptr_nonnull(strstr(text, "  -t, --time=MODE           time: r from start"));
	ck_assert_ptr_nonnull(strstr(text, "  -S                        sequence numbers"));
	free(text);
}
END_TEST

Suite *options_suite(void)
{
	Suite *suite = suite_create("options");
	TCase *right = tcase_create("right");
	TCase *refused = tcase_create("refused");

	tcase_add_test(right, files_come_from_words_and_r);
	tcase_add_test(right, words_behind_an_interface_are_a_filter);
	tcase_add_test(right, nothing_is_set_by_default);
	tcase_add_test(right, a_view_fills_in_what_was_not_said);
	tcase_add_test(right, words_choose_modes);
	tcase_add_test(right, the_last_of_two_counts);
	tcase_add_test(right, flow_by_number_and_by_endpoints);
	tcase_add_test(right, help_needs_no_file);
	tcase_add_test(right, help_fits_a_terminal);
	tcase_add_loop_test(refused, one_sentence_says_what_is_wrong, 0,
			    sizeof(wrong) / sizeof(*wrong));
	suite_add_tcase(suite, right);
	suite_add_tcase(suite, refused);
	return suite;
}
