/* What is known about one segment: its numbers in a line, and below what they mean. */
#include "tui/explain.h"

#include "tcpladder/explain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	WIDTH_MOST = 124, /* further right than any ladder it would be overlooked */
	MEANING_TEXT = 4096
};

static int text_width(const struct app *app)
{
	int width = canvas_width(app->canvas) - 2;

	return width < WIDTH_MOST ? width : WIDTH_MOST;
}

/* At the right end of the row, if it fits after what ends at x; false where it does not. */
static bool draw_right(struct app *app, int y, int x, const char *text)
{
	int at = 1 + text_width(app) - canvas_text_width(app->canvas, text);

	if (at <= x + 1)
		return false;
	canvas_text(app->canvas, at, y, -1, INK_NOTICE, text);
	return true;
}

/* "#6  A → B  PSH+ACK  seq=1401 …", and what fits of its notes at the right. */
static void draw_numbers(struct app *app, const struct explain_box *box)
{
	const struct event *event = flow_event(box->ladder->flow, box->event);
	const char *arrow = app->tui->glyphs == GLYPHS_UTF8 ? "→" : "->";
	char numbers[EXPLAIN_NUMBERS], notes[EXPLAIN_NOTES], line[EXPLAIN_NUMBERS + 32];
	int end;

	explain_numbers(box->ladder, box->event, numbers);
	snprintf(line, sizeof(line), "#%" PRIu32 "  %c %s %c  %s", event->frame,
		 event->side == SIDE_A ? 'A' : 'B', arrow, event->side == SIDE_A ? 'B' : 'A',
		 numbers);
	end = app_write(app, 1, box->y, INK_PLAIN, line);
	for (int most = NOTE_COUNT; most > 0; most = most > 1 ? 1 : 0) {
		explain_notes(box->ladder, box->event, most, notes);
		if (draw_right(app, box->y, end, notes))
			return;
	}
}

/* --- what it means --- */

/* The sentences from one to before another, in a row. */
static void join(const struct explanation *explanation, size_t from, size_t to, char *text)
{
	size_t used = 0;

	*text = '\0';
	for (size_t i = from; i < to && used < MEANING_TEXT; i++)
		used += (size_t)snprintf(text + used, MEANING_TEXT - used, "%s%s",
					 i > from ? " " : "", explanation->sentence[i].text);
}

/* How many lines the text takes; *last is how wide the last one is. */
static int count_lines(const struct app *app, const char *text, int *last)
{
	int lines = 0;

	for (; *text; lines++) {
		size_t length = canvas_text_fit(app->canvas, text, text_width(app));

		text += length;
		text += strspn(text, " ");
		if (*text == '\0')
			*last = canvas_text_width(app->canvas, text - length);
	}
	return lines;
}

/* Whether there is room for the text, and behind it or on a line of its own for the reference. */
static bool fits(const struct app *app, const char *text, const char *reference, int most)
{
	int width = canvas_text_width(app->canvas, reference);
	int last = 0;
	int lines = count_lines(app, text, &last);

	return lines < most || (lines == most && last + 1 + width < text_width(app));
}

/*
 * As many whole sentences as there is room for. Why it is labelled matters more than what it says,
 * where both do not fit; one sentence is told in any case.
 */
static void choose_sentences(const struct app *app, const struct explanation *explanation, int most,
			     char *text)
{
	size_t from = 0, to = explanation->count;

	join(explanation, from, to, text);
	while (to > from + 1 && !fits(app, text, explanation->reference, most)) {
		if (--to == explanation->why && from == 0 && to > 0) {
			from = explanation->why;
			to = explanation->count;
		}
		join(explanation, from, to, text);
	}
}

/* A SYN's offers and an ACK's SACK are not kept: they are read again. NULL where they cannot be. */
static const struct tcp_options *options_of(const struct app *app, const struct event *event,
					    struct dissection *parts)
{
	const struct tui_source *source = app->tui->source;
	struct error error;

	if ((!(event->flags & TCP_SYN) && event->len > 0) || !source->reread ||
	    !source->reread(source->context, event, parts, &error))
		return NULL;
	return &parts->packet.segment.options;
}

static void draw_meaning(struct app *app, const struct explain_box *box)
{
	const struct event *event = flow_event(box->ladder->flow, box->event);
	struct explanation explanation;
	struct dissection parts;
	int end = box->y + box->lines;
	int y = box->y + 1;
	char meaning[MEANING_TEXT], line[MEANING_TEXT];
	const char *text = meaning;
	int x = 1;

	explain(box->ladder, box->event, options_of(app, event, &parts), &explanation);
	choose_sentences(app, &explanation, box->lines - 1, meaning);
	for (; *text && y < end; y++) {
		size_t length = canvas_text_fit(app->canvas, text, text_width(app));

		snprintf(line, sizeof(line), "%.*s", (int)length, text);
		x = app_write(app, 1, y, INK_PLAIN, line);
		text += length;
		text += strspn(text, " ");
	}
	if (!draw_right(app, y - 1, x, explanation.reference) && y < end)
		draw_right(app, y, 1, explanation.reference);
}

void explain_draw(struct app *app, const struct explain_box *box)
{
	draw_numbers(app, box);
	if (box->lines > 1)
		draw_meaning(app, box);
}
