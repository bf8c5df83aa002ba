/* What stands in the fields of each layer around TCP, in words. */
#include "tui/segment/field.h"

#include <stdlib.h>
#include <string.h>

#include "support/layers.h"
#include "tcpladder/error.h"
#include "unit/suites.h"

enum { TEXT = 4096, ETHERNET = 1 };

#define SNAP      "aaaa03 000000 0800 "
#define ADDRESSES "020000000001 020000000002 020000000003 "
#define IN_IP     "ether:0800 ip4:"
#define IN_IP6    "ether:86dd ip6:"
#define IN_UDP    "ether:0800 ip4:17 udp:"
#define ZEROES    "00000000 00000000 00000000 00000000 "

static const struct layer_case {
	int link_type;
	const char *words;
	const char *layer; /* the first of that name */
	const char *fields;
} cases[] = {
#include "unit/fields.def"
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

static void read_frame(const struct layer_case *test, uint8_t *data, struct dissection *parts)
{
	struct decoder *decoder = decoder_new();
	struct frame frame = {.data = data, .link_type = test->link_type};

	frame.len = frame.caplen = (uint32_t)layers_build(test->words, data);
	ck_assert_msg(dissect(decoder, &frame, 0, parts), "%s", test->words);
	decoder_free(decoder);
}

/* "Label 100, TC 0, S 1, TTL 64": the fields of the layer. */
static void say_layer(const struct dissection *parts, const char *layer, char *text)
{
	struct event event = {.len = 0};
	struct flow_summary flow = {.number = 1};
	struct reading reading = {.lang = lang_default(),
				  .parts = parts,
				  .data = parts->frame.data,
				  .event = &event,
				  .flow = &flow};
	const struct field *first = NULL;

	text[0] = '\0';
	for (size_t i = 0; i < parts->count; i++) {
		const struct field *field = &parts->field[i];
		struct line line = {.used = 0};

		if (strcmp(field->layer, layer) != 0 || (first && field->header != first->header))
			continue;
		first = first ? first : field;
		line_add(&line, "%s%s ", *text ? ", " : "", field_text(field->name));
		field_value(&reading, field, &line);
		ck_assert_uint_lt(strlen(text) + line.used, TEXT);
		strcat(text, line.text);
	}
}

START_TEST(each_field_has_its_value)
{
	const struct layer_case *test = &cases[_i];
	struct dissection *parts = memory_zero(1, sizeof(*parts));
	uint8_t data[LAYERS_ROOM];
	char text[TEXT];

	read_frame(test, data, parts);
	say_layer(parts, test->layer, text);
	ck_assert_str_eq(text, test->fields);
	free(parts);
}
END_TEST

START_TEST(every_byte_is_in_a_field)
{
	layers_cut(cases[_i].words, cases[_i].link_type);
}
END_TEST

/* Every field that is not TCP's nor a radio's is in some frame here. */
START_TEST(each_layer_has_a_case)
{
	struct dissection *parts = memory_zero(1, sizeof(*parts));
	bool seen[FIELD_COUNT] = {false};
	uint8_t data[LAYERS_ROOM];

	for (size_t i = 0; i < CASES; i++) {
		read_frame(&cases[i], data, parts);
		for (size_t j = 0; j < parts->count; j++)
			seen[parts->field[j].name] = true;
	}
	for (enum field_name name = FIELD_REST; name < FIELD_TCP_SOURCE; name++)
		ck_assert_msg(seen[name], "no case has the field %d, %s (%s)", name,
			      field_text(name), field_reference(name));
	free(parts);
}
END_TEST

Suite *fields_suite(void)
{
	Suite *suite = suite_create("fields");
	TCase *tcase = tcase_create("layers");

	tcase_add_loop_test(tcase, each_field_has_its_value, 0, CASES);
	tcase_add_loop_test(tcase, every_byte_is_in_a_field, 0, CASES);
	tcase_add_test(tcase, each_layer_has_a_case);
	suite_add_tcase(suite, tcase);
	return suite;
}
