/* JSON lines lines into memory and parsed back. */
#include "support/lines.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "support/tracked.h"

static const char *stub_error(void *context, size_t index)
{
	const struct lines_stub *stub = context;

	return index == 0 ? stub->error : NULL;
}

static const char *stub_not_drawn(void *context)
{
	(void)context;
	return "";
}

static bool stub_reread(void *context, const struct event *event, struct packet *packet)
{
	const struct lines_stub *stub = context;

	(void)event;
	if (stub->packet)
		*packet = *stub->packet;
	return stub->packet != NULL;
}

static const char *const one_file[] = {"one.pcap"};

struct render_source lines_source(struct lines_stub *stub)
{
	return (struct render_source){
		.context = stub,
		.files = one_file,
		.file_count = 1,
		.frames = 9,
		.counts = {[DECODED_TCP] = 7, [DECODED_OTHER] = 2},
		.error = stub_error,
		.about = stub_not_drawn,
		.not_drawn = stub_not_drawn,
		.reread = stub_reread,
	};
}

static struct lines parse(char *text)
{
	struct lines lines = {.count = 0};

	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		json_error_t error;
		json_t *object = json_loads(line, JSON_REJECT_DUPLICATES, &error);

		ck_assert_msg(json_is_object(object), "%s: %s", error.text, line);
		ck_assert_uint_lt(lines.count, LINES_MAX);
		lines.line[lines.count++] = object;
	}
	return lines;
}

void lines_free(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		json_decref(lines->line[i]);
}

struct lines lines_print(const struct tracker *tracker, const struct render_source *source,
			 bool list)
{
	const struct renderer *renderer = renderer_find("json");
	size_t indices[LINES_MAX];
	char *text = NULL;
	size_t size = 0;
	struct render render = {.out = open_memstream(&text, &size),
				.source = source,
				.tracker = tracker,
				.ladder = {.lang = lang_default(), .width = 80}};
	struct lines lines;
	struct error error;

	for (size_t i = 0; i < tracker_flows(tracker); i++)
		indices[i] = i;
	ck_assert_int_eq(list ? renderer->list(&render, indices, tracker_flows(tracker), &error)
			      : renderer->flows(&render, indices, tracker_flows(tracker), &error),
			 0);
	ck_assert_int_eq(renderer->end(&render, &error), 0);
	fclose(render.out);
	ck_assert_int_eq(text[size - 1], '\n');
	lines = parse(text);
	free(text);
	return lines;
}

struct lines lines_of_script(const char *script, struct lines_stub *stub)
{
	struct tracker *tracker = tracked(script);
	struct render_source source = lines_source(stub);
	struct lines lines = lines_print(tracker, &source, false);

	tracker_free(tracker);
	return lines;
}

const char *lines_word(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

json_int_t lines_number(const json_t *object, const char *key)
{
	ck_assert_msg(json_is_integer(json_object_get(object, key)), "%s", key);
	return json_integer_value(json_object_get(object, key));
}

bool lines_has(const json_t *object, const char *key)
{
	return json_object_get(object, key) != NULL;
}

void lines_equal(const json_t *value, const char *text)
{
	json_t *want = json_loads(text, JSON_DECODE_ANY, NULL);
	char *got = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

	ck_assert_msg(want != NULL, "%s", text);
	ck_assert_msg(json_equal(value, want), "%s, not %s", got ? got : "nothing", text);
	free(got);
	json_decref(want);
}

void lines_keys(const json_t *object, const char *keys)
{
	char text[512] = "";
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		strcat(text, *text ? " " : "");
		strcat(text, key);
	}
	ck_assert_str_eq(text, keys);
}
