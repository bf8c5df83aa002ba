/* What is known about one segment: its numbers in a line, and below what they mean. */
#include "tui/ladder/explain.h"

#include "tcpladder/error.h"
#include "tcpladder/explain.h"
#include "tui/line.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
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

/* The sentences that there is room for, in a row, and the sections that they rest on. */
struct meaning {
	const struct explanation *explanation;
	bool left_out[SENTENCES_MAX];
	size_t count; /* not left out */
	char text[MEANING_TEXT];
	int x, y; /* where it ends */
	struct line reference;
};

static void join(struct meaning *meaning)
{
	size_t used = 0;

	meaning->text[0] = '\0';
	for (size_t i = 0; i < meaning->explanation->count && used < MEANING_TEXT; i++)
		if (!meaning->left_out[i])
			used += (size_t)snprintf(meaning->text + used, MEANING_TEXT - used, "%s%s",
						 used > 0 ? " " : "",
						 meaning->explanation->sentence[i].text);
}

/* The least of them; of several the last. */
static size_t least(const struct meaning *meaning)
{
	const struct explanation *explanation = meaning->explanation;
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < explanation->count; i++)
		if (!meaning->left_out[i] &&
		    (found == SIZE_MAX ||
		     explanation->sentence[i].weight <= explanation->sentence[found].weight))
			found = i;
	return found;
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

/* Leaves out what matters least until the rest fits; one sentence is told in any case. */
static void choose_sentences(const struct app *app, struct meaning *meaning, int most)
{
	meaning->count = meaning->explanation->count;
	join(meaning);
	while (meaning->count > 1 &&
	       !fits(app, meaning->text, meaning->explanation->reference, most)) {
		meaning->left_out[least(meaning)] = true;
		meaning->count--;
		join(meaning);
	}
}

/* "RFC 9293 §3.4, §3.5" and "RFC 9293 §3.3.2" share the name of the document. */
static const char *behind_document(const char *reference, const char *before)
{
	const char *section = strstr(reference, " §");
	size_t length = section ? (size_t)(section - reference) : 0;

	if (length > 0 && strncmp(reference, before, length) == 0 && !strchr(section, ','))
		return section + 1;
	return reference;
}

/*
 * The section of what matters most, then those of the other sentences while there is room. Says
 * whether there was room for all.
 */
static bool add_references(const struct app *app, struct meaning *meaning, int room)
{
	const struct explanation *explanation = meaning->explanation;
	const char *before = explanation->reference;

	bool all = true;

	meaning->reference.used = 0;
	line_add(&meaning->reference, "%s", before);
	for (size_t i = 0; i < explanation->count; i++) {
		const char *whole = explanation->sentence[i].reference;
		struct line longer = meaning->reference;

		if (meaning->left_out[i] || !whole)
			continue;
		line_add(&longer, ", %s", behind_document(whole, before));
		if (strstr(meaning->reference.text, behind_document(whole, before)))
			continue;
		if (canvas_text_width(app->canvas, longer.text) > room) {
			all = false;
			continue;
		}
		meaning->reference = longer;
		before = whole;
	}
	return all;
}

static bool read_again(const struct app *app, const struct event *event, struct packet *packet)
{
	const struct tui_source *source = app->tui->source;
	struct dissection parts;
	struct error error;

	if (!source->reread || !source->reread(source->context, event, &parts, &error))
		return false;
	*packet = parts.packet;
	return true;
}

/* A segment's options and its TTL are not kept: they are read again, where that can be. */
static struct explain_reread reread_of(const struct app *app, const struct flow *flow,
				       const struct event *event, struct packet *packet)
{
	struct packet original;
	bool both;

	if (!read_again(app, event, packet))
		return (struct explain_reread){.options = NULL};
	both = explain_wants_original(event) && flow_has(flow, event->about) &&
	       read_again(app, flow_event(flow, event->about), &original);
	return explain_reread_of(event, &packet->segment, both ? &original.segment : NULL);
}

/* Writes the text below the numbers, and notes where it ends. */
static void draw_text(struct app *app, const struct explain_box *box, struct meaning *meaning)
{
	const char *text = meaning->text;
	char line[MEANING_TEXT];

	meaning->x = 1;
	meaning->y = box->y;
	while (*text && meaning->y + 1 < box->y + box->lines) {
		size_t length = canvas_text_fit(app->canvas, text, text_width(app));

		snprintf(line, sizeof(line), "%.*s", (int)length, text);
		meaning->x = app_write(app, 1, ++meaning->y, INK_PLAIN, line);
		text += length;
		text += strspn(text, " ");
	}
}

/* Behind the text; on a line of their own where there is one and not all fit. */
static void draw_references(struct app *app, const struct explain_box *box, struct meaning *meaning)
{
	bool last = meaning->y + 1 == box->y + box->lines;
	bool all = add_references(app, meaning, text_width(app) - meaning->x - 1);

	if ((all || last) && draw_right(app, meaning->y, meaning->x, meaning->reference.text))
		return;
	if (last)
		return;
	add_references(app, meaning, text_width(app) - 2);
	draw_right(app, meaning->y + 1, 1, meaning->reference.text);
}

static void draw_meaning(struct app *app, const struct explain_box *box)
{
	const struct event *event = flow_event(box->ladder->flow, box->event);
	struct meaning *meaning = memory_zero(1, sizeof(*meaning));
	struct explanation explanation;
	struct packet packet;
	struct explain_reread reread = reread_of(app, box->ladder->flow, event, &packet);

	explain(box->ladder, box->event, &reread, &explanation);
	meaning->explanation = &explanation;
	choose_sentences(app, meaning, box->lines - 1);
	draw_text(app, box, meaning);
	draw_references(app, box, meaning);
	free(meaning);
}

void explain_draw(struct app *app, const struct explain_box *box)
{
	draw_numbers(app, box);
	if (box->lines > 1)
		draw_meaning(app, box);
}
