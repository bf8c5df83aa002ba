/* The JSON lines where packets and names are odd: what is no flag, and no text. */
#include "support/lines.h"
#include "support/tracked.h"
#include "unit/suites.h"

/* Once agreed, the bits of accurate ECN are a number (RFC 9768 §3.2.2), in the handshake flags. */
START_TEST(a_counter_is_no_flag)
{
	static const char script[] = TRACKED_ENDS "0.0 A > B SEWe 1000:1000(0)\n"
						  "0.02 B > A S.e 2000:2000(0) ack 1001\n"
						  "0.0201 A > B .W 1001:1001(0) ack 2001\n"
						  "0.1 B > A .Ee 2001:2001(0) ack 1001\n";
	struct lines_stub stub = {NULL, NULL};
	struct lines lines = lines_of_script(script, &stub);

	lines_equal(json_object_get(lines.line[0], "flags"), "[\"SYN\", \"ECE\", \"CWR\", \"AE\"]");
	lines_equal(json_object_get(lines.line[1], "flags"), "[\"SYN\", \"ACK\", \"AE\"]");
	ck_assert(!json_object_get(lines.line[1], "ace"));
	lines_equal(json_object_get(lines.line[2], "flags"), "[\"ACK\"]");
	ck_assert_int_eq(lines_number(lines.line[2], "ace"), 2);
	lines_equal(json_object_get(lines.line[3], "flags"), "[\"ACK\"]");
	ck_assert_int_eq(lines_number(lines.line[3], "ace"), 5);
	lines_free(&lines);
}
END_TEST

Suite *json_text_suite(void)
{
	Suite *suite = suite_create("json-text");
	TCase *tcase = tcase_create("json");

	tcase_add_test(tcase, a_counter_is_no_flag);
	suite_add_tcase(suite, tcase);
	return suite;
}
