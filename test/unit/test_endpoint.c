/* Endpoints as text, back, and in order. */
#include <string.h>

#include "tcpladder/segment.h"
#include "unit/suites.h"

static const char *const texts[] = {
	"10.0.0.1:80",
	"0.0.0.0:0",
	"255.255.255.255:65535",
	"[2001:db8::1]:443",
	"[::]:0",
	"[2001:db8:0:1:1:1:1:1]:1", /* one zero is not shortened, RFC 5952 §4.2.2 */
	"[2001:0:0:1::1]:1",        /* the longest run is, §4.2.3 */
	"[2001:db8::1:0:0:1]:1",    /* the first of equal ones */
	"[::ffff:192.0.2.1]:1",
};

START_TEST(text_and_back)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct endpoint endpoint;
		char text[ENDPOINT_TEXT];

		ck_assert_msg(endpoint_parse(texts[i], &endpoint), "%s", texts[i]);
		endpoint_text(&endpoint, text);
		ck_assert_str_eq(text, texts[i]);
	}
}
END_TEST

START_TEST(the_longest_text_fits)
{
	struct endpoint endpoint = {.address = {.version = IP_VERSION_6}, .port = 65535};
	char text[ENDPOINT_TEXT], address[ADDRESS_TEXT];

	memset(endpoint.address.bytes, 0xab, 16);
	endpoint_text(&endpoint, text);
	ck_assert_str_eq(text, "[abab:abab:abab:abab:abab:abab:abab:abab]:65535");
	address_text(&endpoint.address, address);
	ck_assert_str_eq(address, "abab:abab:abab:abab:abab:abab:abab:abab");
}
END_TEST

START_TEST(what_is_no_endpoint_is_refused)
{
	static const char *const wrong[] = {"",
					    "10.0.0.1",
					    "10.0.0.1:",
					    "10.0.0.1:65536",
					    "10.0.0.1:-1",
					    "10.0.0.1: 80",
					    "10.0.0.256:80",
					    "10.0.0.1:80x",
					    "2001:db8::1",
					    "[2001:db8::1]",
					    "[10.0.0.1]:80",
					    "[2001:db8::1]80",
					    "[2001:db8::1",
					    "[2001:db8::g]:1",
					    ":80",
					    "10.0.0.1:000080"};
	struct endpoint endpoint = {.port = 7};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		ck_assert_msg(!endpoint_parse(wrong[i], &endpoint), "%s", wrong[i]);
	ck_assert_uint_eq(endpoint.port, 7);
}
END_TEST

START_TEST(order_is_version_address_port)
{
	static const char *const ascending[] = {"9.0.0.0:9",  "10.0.0.1:79", "10.0.0.1:80",
						"10.0.1.0:1", "[::1]:1",     "[::2]:0"};
	struct endpoint a, b;

	for (size_t i = 0; i < sizeof(ascending) / sizeof(*ascending); i++)
		for (size_t j = 0; j < sizeof(ascending) / sizeof(*ascending); j++) {
			ck_assert(endpoint_parse(ascending[i], &a));
			ck_assert(endpoint_parse(ascending[j], &b));
			ck_assert_int_eq(endpoint_compare(&a, &b) < 0, i < j);
			ck_assert_int_eq(endpoint_compare(&a, &b) == 0, i == j);
		}
}
END_TEST

Suite *endpoint_suite(void)
{
	Suite *suite = suite_create("endpoint");
	TCase *tcase = tcase_create("text");

	tcase_add_test(tcase, text_and_back);
	tcase_add_test(tcase, the_longest_text_fits);
	tcase_add_test(tcase, what_is_no_endpoint_is_refused);
	tcase_add_test(tcase, order_is_version_address_port);
	suite_add_tcase(suite, tcase);
	return suite;
}
