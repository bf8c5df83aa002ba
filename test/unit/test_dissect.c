/* Where layers and fields lie: in every kind of frame, cut at every length. */
#include "tcpladder/dissect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { TEXT = 8192 };

/* What is found in the first caplen bytes of the frame; the caller frees it. NULL: nothing. */
static struct dissection *take_apart(const uint8_t *data, size_t size, size_t caplen, int link_type)
{
	struct dissection *parts = memory_zero(1, sizeof(*parts));
	struct decoder *decoder = decoder_new();
	uint8_t *exact = memory_alloc(caplen);
	struct frame frame = {.data = exact,
			      .caplen = (uint32_t)caplen,
			      .len = (uint32_t)size,
			      .link_type = link_type};

	memcpy(exact, data, caplen);
	if (!dissect(decoder, &frame, 0, parts)) {
		free(parts);
		parts = NULL;
	} else {
		ck_assert_ptr_eq(parts->frame.data, exact);
	}
	decoder_free(decoder);
	free(exact);
	return parts;
}

/* Each layer once with its bytes: "Ethernet 0-13, IPv4 14-33, TCP 34-63". */
static void layers_of(const struct dissection *parts, char *text)
{
	const struct field *before = NULL;
	uint32_t end = 0;

	text[0] = '\0';
	for (size_t i = 0; i <= parts->count; i++) {
		const struct field *field = i < parts->count ? &parts->field[i] : NULL;

		if (before && (!field || field->header != before->header))
			sprintf(text + strlen(text), "%s%s %u-%u", *text ? ", " : "", before->layer,
				before->header, end - 1);
		if (field)
			end = field->offset + field->size;
		before = field;
	}
}

static const struct {
	const char *words;
	int link_type;
	const char *layers;
} frames[] = {
	{"ether:0800 tcp4", 1, "Ethernet 0-13, IPv4 14-33, TCP 34-63"},
	{"ether:86dd tcp6", 1, "Ethernet 0-13, IPv6 14-53, TCP 54-83"},
	{"ether:8100 0064 0800 tcp4", 1, "Ethernet 0-13, 802.1Q 14-17, IPv4 18-37, TCP 38-67"},
	{"ether:8847 00064140 tcp4", 1, "Ethernet 0-13, MPLS 14-17, IPv4 18-37, TCP 38-67"},
	{"ether:0800 ip4:47 00006558 ether:0800 tcp4", 1,
	 "Ethernet 0-13, IPv4 14-33, GRE 34-37, Ethernet 38-51, IPv4 52-71, TCP 72-101"},
	{"ether:0800 ip4:17 udp:4789 08000000 00000100 ether:0800 tcp4", 1,
	 "Ethernet 0-13, IPv4 14-33, UDP 34-41, VXLAN 42-49, Ethernet 50-63, IPv4 64-83, TCP "
	 "84-113"},
	{"ether:86dd ip6:0 0600 0104 0000 0000 seg6", 1,
	 "Ethernet 0-13, IPv6 14-53, Hop-by-Hop Options 54-61, TCP 62-91"},
	{"0000 0001 0006 0200000000010000 0800 tcp4", 113, "LINUX_SLL 0-15, IPv4 16-35, TCP 36-65"},
	{"tcp4", 101, "IPv4 0-19, TCP 20-49"},
	{"0802 0000 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800 tcp4", 105,
	 "802.11 0-23, LLC 24-31, IPv4 32-51, TCP 52-81"},
	{"ether:0800 tcp4 000000000000", 1, "Ethernet 0-13, IPv4 14-33, TCP 34-63, Ethernet 64-69"},
};

enum { FRAMES = sizeof(frames) / sizeof(*frames) };

START_TEST(each_layer_is_where_it_lies)
{
	uint8_t data[LAYERS_ROOM];
	size_t size = layers_build(frames[_i].words, data);
	struct dissection *parts = take_apart(data, size, size, frames[_i].link_type);
	char text[TEXT];

	ck_assert_ptr_nonnull(parts);
	layers_of(parts, text);
	ck_assert_str_eq(text, frames[_i].layers);
	free(parts);
}
END_TEST

/* Fields that share no bits: every byte of a layer belongs to one, in order, none is beyond. */
static void check_order(const struct dissection *parts, size_t caplen)
{
	uint32_t end = 0;

	for (size_t i = 0; i < parts->count; i++) {
		const struct field *field = &parts->field[i];

		ck_assert_uint_gt(field->size, 0);
		ck_assert_uint_le(field->offset, end);
		ck_assert_uint_le(field->offset + field->size, caplen);
		end = field->offset + field->size > end ? field->offset + field->size : end;
	}
	ck_assert_uint_eq(end, caplen);
}

START_TEST(every_byte_is_in_a_field_wherever_it_is_cut)
{
	uint8_t data[LAYERS_ROOM];
	size_t size = layers_build(frames[_i].words, data);
	int found = 0;

	for (size_t cut = 0; cut <= size; cut++) {
		struct dissection *parts = take_apart(data, size, cut, frames[_i].link_type);

		if (!parts)
			continue;
		check_order(parts, cut);
		found++;
		free(parts);
	}
	ck_assert_int_ge(found, 10);
}
END_TEST

/* The bytes of a TCP header's options, and of the data behind them. */
static struct dissection *with_options(const char *hex, const char *words)
{
	uint8_t data[LAYERS_ROOM];
	char text[256];
	unsigned length = 20 + (unsigned)strlen(hex) / 2;
	size_t size;

	snprintf(text, sizeof(text),
		 "ether:0800 ip4:6 9c40 0050 00000001 00000002 %x018 0100 0000 0000 %s %s",
		 length / 4, hex, words);
	size = layers_build(text, data);
	return take_apart(data, size, size, 1);
}

/* "MSS 54+4, NOP 58+1, Data 59+2": names, offsets and sizes behind the fixed header. */
static const char *names(const struct dissection *parts)
{
	static char text[TEXT];

	ck_assert_ptr_nonnull(parts);
	text[0] = '\0';
	for (size_t i = parts->tcp; i < parts->count; i++)
		if (parts->field[i].name >= FIELD_OPTION_END)
			sprintf(text + strlen(text), "%s%s %u+%u", *text ? ", " : "",
				field_text(parts->field[i].name), parts->field[i].offset,
				parts->field[i].size);
	return text;
}

static void check_options(const char *hex, const char *words, const char *want)
{
	struct dissection *parts = with_options(hex, words);

	ck_assert_str_eq(names(parts), want);
	free(parts);
}

START_TEST(options_are_told_apart)
{
	check_options("", "6869", "Data 54+2");
	check_options("020405b4"
		      "0402"
		      "0101",
		      "", "MSS 54+4, SACK Permitted 58+2, NOP 60+1, NOP 61+1");
	check_options("0101"
		      "080a0000000100000002"
		      "030307"
		      "00",
		      "68",
		      "NOP 54+1, NOP 55+1, Timestamps 56+10, Window Scale 66+3, End of Options "
		      "69+1, Data 70+1");
	check_options("00010203", "", "End of Options 54+1, Padding 55+3");
	check_options("fe06f98901020000", "",
		      "Fast Open Cookie 54+6, End of Options 60+1, Padding 61+1");
	check_options("63040102", "", "Option 54+4");
}
END_TEST

START_TEST(lengths_that_cannot_be_are_said)
{
	check_options("02010101", "", "Malformed 54+4");
	check_options("01020a01", "68", "NOP 54+1, Malformed 55+3, Data 58+1");
	check_options("01010102", "", "NOP 54+1, NOP 55+1, NOP 56+1, Malformed 57+1");
}
END_TEST

START_TEST(values_are_those_of_the_bits)
{
	struct dissection *parts = with_options("", "");
	uint64_t values[FIELD_COUNT] = {0};

	ck_assert_ptr_nonnull(parts);
	for (size_t i = 0; i < parts->count; i++)
		values[parts->field[i].name] = parts->field[i].value;
	ck_assert_uint_eq(values[FIELD_ETHERNET_TYPE], 0x0800);
	ck_assert_uint_eq(values[FIELD_IPV4_VERSION], 4);
	ck_assert_uint_eq(values[FIELD_IPV4_IHL], 5);
	ck_assert_uint_eq(values[FIELD_IPV4_LENGTH], 40);
	ck_assert_uint_eq(values[FIELD_IPV4_PROTOCOL], 6);
	ck_assert_uint_eq(values[FIELD_TCP_SOURCE], 40000);
	ck_assert_uint_eq(values[FIELD_TCP_DESTINATION], 80);
	ck_assert_uint_eq(values[FIELD_TCP_SEQ], 1);
	ck_assert_uint_eq(values[FIELD_TCP_ACK], 2);
	ck_assert_uint_eq(values[FIELD_TCP_OFFSET], 5);
	ck_assert_uint_eq(values[FIELD_TCP_FLAG_ACK], 1);
	ck_assert_uint_eq(values[FIELD_TCP_FLAG_PSH], 1);
	ck_assert_uint_eq(values[FIELD_TCP_FLAG_SYN], 0);
	ck_assert_uint_eq(values[FIELD_TCP_WINDOW], 256);
	free(parts);
}
END_TEST

START_TEST(every_field_has_a_name)
{
	for (enum field_name name = 0; name < FIELD_COUNT; name++)
		ck_assert_str_ne(field_text(name), "");
}
END_TEST

Suite *dissect_suite(void)
{
	Suite *suite = suite_create("dissect");
	TCase *tcase = tcase_create("fields");

	tcase_add_loop_test(tcase, each_layer_is_where_it_lies, 0, FRAMES);
	tcase_add_loop_test(tcase, every_byte_is_in_a_field_wherever_it_is_cut, 0, FRAMES);
	tcase_add_test(tcase, options_are_told_apart);
	tcase_add_test(tcase, lengths_that_cannot_be_are_said);
	tcase_add_test(tcase, values_are_those_of_the_bits);
	tcase_add_test(tcase, every_field_has_a_name);
	suite_add_tcase(suite, tcase);
	return suite;
}
