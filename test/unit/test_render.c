/* The text renderer: windows that join, colours, and streams that refuse. */
#include "tcpladder/render.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "support/picture.h"
#include "support/tracked.h"
#include "unit/suites.h"

enum { MANY = 200 }; /* segments: several windows */

/* A flow whose rows take several windows. */
static struct tracker *many(void)
{
	struct tracker *tracker = tracked(TRACKED_OPEN);
	char line[128];

	for (unsigned i = 0; i < MANY; i++) {
		snprintf(line, sizeof(line), TRACKED_ENDS "%u A > B . %u:%u(1) ack 4294967201\n",
			 i + 1, 4294967001u + i, 4294967002u + i);
		tracked_more(tracker, line);
	}
	return tracker;
}

static struct render render_of(const struct tracker *tracker, FILE *out)
{
	return (struct render){
		.out = out,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = 80},
		.glyphs = GLYPHS_UTF8,
	};
}

/* What the renderer writes of the tracker's first flow, or of its list; the caller frees it. */
static char *rendered(const struct tracker *tracker, bool list, bool color)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct render render = render_of(tracker, out);
	const struct renderer *renderer = renderer_find("text");
	const size_t indices[] = {0, 1};
	struct error error;

	render.color = color;
	ck_assert_uint_le(tracker_flows(tracker), 2);
	ck_assert_int_eq(list ? renderer->list(&render, indices, tracker_flows(tracker), &error)
			      : renderer->flows(&render, indices, 1, &error),
			 0);
	fclose(out);
	return text;
}

START_TEST(windows_join_into_the_whole)
{
	struct tracker *tracker = many();
	char *text = rendered(tracker, false, false);
	struct ladder ladder = {.flow = tracker_flow(tracker, 0),
				.lang = lang_default(),
				.width = 80,
				.selected = SIZE_MAX};
	struct canvas *whole = picture_of(&ladder, GLYPHS_UTF8);
	char *line = strtok(text, "\n");

	ck_assert_ptr_nonnull(strstr(line, "flow 1 of 1 "));
	ck_assert_ptr_nonnull(strstr(strtok(NULL, "\n"), "A 10.0.0.1:40000"));
	for (int y = 0; y < canvas_height(whole); y++) {
		line = strtok(NULL, "\n");
		ck_assert_ptr_nonnull(line);
		ck_assert_str_eq(line, picture_row(whole, y));
	}
	ck_assert_ptr_null(strtok(NULL, "\n"));
	canvas_free(whole);
	tracker_free(tracker);
	free(text);
}
END_TEST

/* Takes the escape sequences out. */
static void strip(char *text)
{
	char *to = text;

	while (*text)
		if (*text == '\033')
			text = strchr(text, 'm') + 1;
		else
			*to++ = *text++;
	*to = '\0';
}

START_TEST(colors_change_nothing_else)
{
	struct tracker *tracker = many();
	char *plain = rendered(tracker, _i, false);
	char *color = rendered(tracker, _i, true);

	ck_assert_ptr_null(strchr(plain, '\033'));
	ck_assert_ptr_nonnull(strchr(color, '\033'));
	ck_assert_ptr_nonnull(strstr(color, "\033[0m\n"));
	strip(color);
	ck_assert_str_eq(color, plain);
	free(plain);
	free(color);
	tracker_free(tracker);
}
END_TEST

START_TEST(no_line_ends_in_a_blank)
{
	struct tracker *tracker = many();
	char *text = rendered(tracker, _i, false);

	ck_assert_ptr_null(strstr(text, " \n"));
	ck_assert_int_eq(text[strlen(text) - 1], '\n');
	free(text);
	tracker_free(tracker);
}
END_TEST

START_TEST(a_full_disk_is_an_error)
{
	struct tracker *tracker = many();
	FILE *full = fopen("/dev/full", "w");
	struct render render = render_of(tracker, full);
	const size_t first = 0;
	struct error error = {{0}};
	int result;

	if (!full)
		return; /* no such device here */
	setvbuf(full, NULL, _IONBF, 0);
	result = _i ? renderer_find("text")->list(&render, &first, 1, &error)
		    : renderer_find("text")->flows(&render, &first, 1, &error);
	ck_assert_int_eq(result, -1);
	ck_assert_int_eq(errno, ENOSPC);
	ck_assert_ptr_nonnull(strstr(error.text, strerror(ENOSPC)));
	fclose(full);
	tracker_free(tracker);
}
END_TEST

START_TEST(the_list_has_a_row_for_each_flow)
{
	struct tracker *tracker = tracked(TRACKED_OPEN);
	char *text;

	tracked_more(tracker, "A 10.0.0.3:1\nB 10.0.0.2:80\n5 A > B S 4294967000:4294967000(0)\n");
	text = rendered(tracker, true, false);
	ck_assert_ptr_nonnull(strstr(text, "\n   1 10.0.0.1:40000 "));
	ck_assert_ptr_nonnull(strstr(text, "\n   2 10.0.0.3:1 "));
	free(text);
	tracker_free(tracker);
}
END_TEST

START_TEST(unknown_renderers_are_not_found)
{
	ck_assert_ptr_null(renderer_find("woodcut"));
	ck_assert_str_eq(renderer_find("text")->name, "text");
}
END_TEST

Suite *render_suite(void)
{
	Suite *suite = suite_create("render");
	TCase *tcase = tcase_create("text");

	tcase_add_test(tcase, windows_join_into_the_whole);
	tcase_add_loop_test(tcase, colors_change_nothing_else, 0, 2);
	tcase_add_loop_test(tcase, no_line_ends_in_a_blank, 0, 2);
	tcase_add_loop_test(tcase, a_full_disk_is_an_error, 0, 2);
	tcase_add_test(tcase, the_list_has_a_row_for_each_flow);
	tcase_add_test(tcase, unknown_renderers_are_not_found);
	suite_add_tcase(suite, tcase);
	return suite;
}
