/* The list of flows: its columns at every width and what stands in them. */
#include "tcpladder/flow_list.h"

#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

static const char closed[] = TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201 lost\n"
					  "1.2 A > B P. 4294967001:705(1000) ack 4294967201\n"
					  "1.22 B > A . ack 705\n"
					  "2.0 B > A F. 4294967201:4294967201(0) ack 705\n"
					  "2.02 A > B F. 705:705(0) ack 4294967202\n"
					  "2.04 B > A . ack 706\n";

/* A list that begins so long before the flow. */
static struct flow_list list_from(const struct flow_summary *flow, int64_t before_ns)
{
	return (struct flow_list){
		.lang = lang_default(),
		.start_ns = flow->first_ns - before_ns,
		.flows = 1,
		.sorted = COLUMN_COUNT,
		.troubled = flow_trouble(flow) > 0,
	};
}

static const char *list_row(const char *script, int width)
{
	struct tracker *tracker = tracked(script);
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));
	struct canvas *canvas = canvas_new(width, 1, GLYPHS_UTF8);
	struct flow_list list = list_from(&flow, 500000000);
	struct flow_life life = {.seen = 0};
	const char *row;

	while (flow_life_look(&life, tracker_flow(tracker, 0), 2))
		continue;
	flow_list_row(&list, canvas, 0, &flow, &life);
	row = picture_row(canvas, 0);
	canvas_free(canvas);
	tracker_free(tracker);
	return row;
}

static const struct {
	const char *script;
	int width;
	const char *row;
} rows[] = {
	{closed, 60, "   1 10.0.0.1:40000  10.0.0.2:80         9 ✗1 ↻1     closed"},
	{closed, 80,
	 "   1 10.0.0.1:40000        10.0.0.2:80           2.040 s     9 ✗1 ↻1     "
	 "closed"},
	{closed, 140,
	 "   1 10.0.0.1:40000             10.0.0.2:80                 0.500000 2.040 s 20.1 ms     "
	 "9 "
	 "  1000      0 open data close ✗1 ↻1     closed"},
	{closed, 220,
	 "   1 10.0.0.1:40000             10.0.0.2:80                 0.500000 2.040 s 20.1 ms     "
	 "9 "
	 "  1000      0 SYN SYN+ACK ACK · data · FIN FIN S✗            ↻        F     1 ✗ 1 lost ↻ "
	 "1 "
	 "again       CLOSED, TIME-WAIT"},
	{TRACKED_ENDS "0.1 A > B S 4294967000:4294967000(0)\n", 80,
	 "   1 10.0.0.1:40000        10.0.0.2:80                       1           opening"},
	{TRACKED_ENDS "0.1 A > B S 4294967000:4294967000(0)\n0.2 B > A R. 0:0(0) ack 4294967001\n",
	 60, "   1 10.0.0.1:40000  10.0.0.2:80         2 RST       refused"},
	{TRACKED_OPEN "0.3 A > B R 4294967001:4294967001(0)\n", 60,
	 "   1 10.0.0.1:40000  10.0.0.2:80         4 RST       reset"},
	{TRACKED_OPEN "0.3 A > B F. 4294967001:4294967001(0) ack 4294967201\n", 60,
	 "   1 10.0.0.1:40000        10.0.0.2:80         4 closing"},
	{TRACKED_OPEN "0.3 A > B . ack 4294967201 win 0\n", 60,
	 "   1 10.0.0.1:40000  10.0.0.2:80         4 1 zero    open"},
	{"A 192.168.100.200:54321\nB 10.0.0.2:80\n0.1 A > B . 1:1(0) ack 4\n", 60,
	 "   1 192.168.100.200:54321 10.0.0.2:80         1 open"},
};

START_TEST(rows_read)
{
	ck_assert_str_eq(list_row(rows[_i].script, rows[_i].width), rows[_i].row);
}
END_TEST

/* All five kinds of segment, of which one says less; and a handshake that data completed. */
START_TEST(phases_read)
{
	static const char reset[] =
		TRACKED_OPEN "0.1 A > B P. 4294967001:705(1000) ack 4294967201\n"
			     "2.0 B > A F. 4294967201:4294967201(0) ack 705\n"
			     "2.02 A > B F. 705:705(0) ack 4294967202\n"
			     "2.04 A > B R 706:706(0)\n";
	static const char early[] =
		TRACKED_ENDS "0.000 A > B S 4294967000:4294967000(0)\n"
			     "0.020 B > A S. 4294967200:4294967200(0) ack 4294967001\n"
			     "0.021 A > B P. 4294967001:705(1000) ack 4294967201\n";

	ck_assert_ptr_nonnull(strstr(list_row(reset, 200), " SYN SYN+ACK ACK·data·FIN FIN·RST "));
	ck_assert_ptr_nonnull(strstr(list_row(early, 200), " SYN SYN+ACK · data "));
	ck_assert_ptr_nonnull(strstr(list_row(early, 140), " open data · "));
}
END_TEST

START_TEST(the_heading_stands_over_its_columns)
{
	struct flow_list list = {.lang = lang_default(), .sorted = COLUMN_COUNT};
	struct canvas *canvas = canvas_new(80, 1, GLYPHS_UTF8);

	flow_list_heading(&list, canvas, 0);
	ck_assert_str_eq(picture_row(canvas, 0),
			 "   # A                     B"
			 "                       lasts  segs trouble   state");
	canvas_free(canvas);
}
END_TEST

/* Ends of 45 characters together: the rest shows more of them, of the longer one first. */
START_TEST(what_is_left_goes_to_the_ends)
{
	static const char script[] = "A [2001:db8:10::10]:42000\nB [2001:db8:20::20]:9000\n"
				     "0.1 A > B . 1:1(0) ack 4\n";
	static const char *const shown[] = {
		"   1 [2001:db8:10::10]:42000 [2001…:20]:9000       1 open",
		"   1 [2001:db8:10::10]:42000 [2001:db8:20::20]:9000             1           open",
	};
	struct tracker *tracker = tracked(script);
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));
	struct flow_list list = list_from(&flow, 0);

	flow_list_fit(&list, &flow);
	for (int i = 0; i < 2; i++) {
		struct canvas *canvas = canvas_new(i == 0 ? 60 : 83, 1, GLYPHS_UTF8);

		flow_list_row(&list, canvas, 0, &flow, NULL);
		ck_assert_str_eq(picture_row(canvas, 0), shown[i]);
		canvas_free(canvas);
	}
	tracker_free(tracker);
}
END_TEST

START_TEST(every_width_has_a_row)
{
	for (int width = 1; width <= 260; width++) {
		const char *row = list_row(closed, width);

		if (width >= 60)
			ck_assert_ptr_nonnull(strstr(row, " 10.0.0.2:80"));
	}
}
END_TEST

START_TEST(numbers_beyond_their_column_are_rounded_down)
{
	struct tracker *tracker = tracked(closed);
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));
	struct flow_list list = list_from(&flow, 0);
	struct canvas *canvas = canvas_new(100, 1, GLYPHS_UTF8);

	flow.segments = 99999;
	flow.half[SIDE_A].bytes = 100000;
	flow.half[SIDE_B].bytes = UINT64_MAX;
	flow_list_row(&list, canvas, 0, &flow, NULL);
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 0), " 99999   100k  18.4E "));
	flow.half[SIDE_A].bytes = 1299999;
	flow.segments = 123456789;
	canvas_clear(canvas);
	flow_list_row(&list, canvas, 0, &flow, NULL);
	ck_assert_ptr_nonnull(strstr(picture_row(canvas, 0), "  123M   1.2M  18.4E "));
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

/* What lasts so long stands in seven cells with its unit. */
static const struct {
	int64_t ns;
	const char *text;
} durations[] = {
	{999000, " 999 µs "},         {99949000, " 99.9 ms "},       {99950000, " 0.100 s "},
	{9999499000, " 9.999 s "},    {9999500000, " 10.00 s "},     {45750000000, " 45.75 s "},
	{99994000000, " 99.99 s "},   {99995000000, " 100.0 s "},    {999949000000, " 999.9 s "},
	{999950000000, " 1000 s "},   {99999499000000, " 99999 s "}, {99999500000000, " 28 h "},
	{999999000000000, " 278 h "}, {1000000000000000, " 12 d "},
};

START_TEST(every_duration_has_its_unit)
{
	struct tracker *tracker = tracked(closed);
	struct flow_summary flow = flow_summary(tracker_flow(tracker, 0));
	struct canvas *canvas = canvas_new(80, 1, GLYPHS_UTF8);
	struct flow_list list = list_from(&flow, 0);
	const char *row;

	flow.last_ns = flow.first_ns + durations[_i].ns;
	flow_list_row(&list, canvas, 0, &flow, NULL);
	row = picture_row(canvas, 0);
	ck_assert_msg(strstr(row, durations[_i].text) != NULL, "%s", row);
	canvas_free(canvas);
	tracker_free(tracker);
}
END_TEST

Suite *list_suite(void)
{
	Suite *suite = suite_create("list");
	TCase *tcase = tcase_create("columns");

	tcase_add_loop_test(tcase, rows_read, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_test(tcase, phases_read);
	tcase_add_test(tcase, the_heading_stands_over_its_columns);
	tcase_add_test(tcase, what_is_left_goes_to_the_ends);
	tcase_add_test(tcase, every_width_has_a_row);
	tcase_add_test(tcase, numbers_beyond_their_column_are_rounded_down);
	tcase_add_loop_test(tcase, every_duration_has_its_unit, 0,
			    sizeof(durations) / sizeof(*durations));
	suite_add_tcase(suite, tcase);
	return suite;
}
