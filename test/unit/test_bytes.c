/* The checked reader: what fits is read, what does not changes nothing. */
#include "tcpladder/bytes.h"

#include "unit/suites.h"

static const uint8_t data[] = {0x01, 0x02, 0x03, 0x04, 0x05};

START_TEST(reads_in_both_orders)
{
	struct bytes b = bytes_of(data, sizeof(data));
	struct bytes c = b;
	uint16_t v16;
	uint32_t v32;

	ck_assert(bytes_be16(&b, &v16));
	ck_assert_uint_eq(v16, 0x0102);
	ck_assert(bytes_le16(&b, &v16));
	ck_assert_uint_eq(v16, 0x0403);
	ck_assert(bytes_be32(&c, &v32));
	ck_assert_uint_eq(v32, 0x01020304);
	c = bytes_of(data, 4);
	ck_assert(bytes_le32(&c, &v32));
	ck_assert_uint_eq(v32, 0x04030201);
}
END_TEST

START_TEST(what_does_not_fit_changes_nothing)
{
	struct bytes b = bytes_of(data, 3);
	struct bytes part = bytes_of(data, 1);
	uint32_t v32 = 7;
	uint8_t to[4] = {9};

	ck_assert(!bytes_be32(&b, &v32));
	ck_assert(!bytes_le32(&b, &v32));
	ck_assert(!bytes_copy(&b, to, 4));
	ck_assert(!bytes_take(&b, 4, &part));
	ck_assert(!bytes_skip(&b, 4));
	ck_assert_uint_eq(b.left, 3);
	ck_assert_ptr_eq(b.data, data);
	ck_assert_uint_eq(v32, 7);
	ck_assert_uint_eq(to[0], 9);
	ck_assert_uint_eq(part.left, 1);
}
END_TEST

START_TEST(takes_clips_and_peeks)
{
	struct bytes b = bytes_of(data, sizeof(data));
	struct bytes part;
	uint8_t v;

	ck_assert(bytes_take(&b, 2, &part));
	ck_assert_uint_eq(part.left, 2);
	ck_assert_uint_eq(b.left, 3);
	bytes_clip(&b, 9);
	ck_assert_uint_eq(b.left, 3);
	bytes_clip(&b, 1);
	ck_assert(bytes_peek(&b, 0, &v));
	ck_assert_uint_eq(v, 3);
	ck_assert(!bytes_peek(&b, 1, &v));
	ck_assert(bytes_u8(&b, &v));
	ck_assert(!bytes_u8(&b, &v));
}
END_TEST

START_TEST(nothing_at_all_is_a_reader_too)
{
	struct bytes b = bytes_of(NULL, 5);
	struct bytes part;

	ck_assert_uint_eq(b.left, 0);
	ck_assert(bytes_take(&b, 0, &part));
	ck_assert(!bytes_skip(&b, 1));
}
END_TEST

Suite *bytes_suite(void)
{
	Suite *suite = suite_create("bytes");
	TCase *tcase = tcase_create("reader");

	tcase_add_test(tcase, reads_in_both_orders);
	tcase_add_test(tcase, what_does_not_fit_changes_nothing);
	tcase_add_test(tcase, takes_clips_and_peeks);
	tcase_add_test(tcase, nothing_at_all_is_a_reader_too);
	suite_add_tcase(suite, tcase);
	return suite;
}
