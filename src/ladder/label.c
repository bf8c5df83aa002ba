/* The words on an arrow, and the fixed order in which they give way where there is no room. */
#include "ladder/label.h"

#include "ladder/glyph.h"
#include "ladder/words.h"

#include <string.h>

/* The order in which they are read. */
static const enum word reading_order[LABEL_LINES][WORD_COUNT] = {
	{WORD_FLAGS, WORD_SEQ, WORD_LENGTH, WORD_ACK, WORD_SUM, WORD_VERDICT, WORD_ALSO},
	{WORD_VERDICT, WORD_ALSO, WORD_FLAGS, WORD_SEQ, WORD_LENGTH, WORD_ACK, WORD_SUM},
};

/* The line of a label of two that each stands in where it can. */
static const int own_line[WORD_COUNT] = {
	[WORD_VERDICT] = 1, [WORD_ACK] = 1, [WORD_SUM] = 1, [WORD_ALSO] = 1};

static int width_of(const struct offers *offers, enum word word, int form)
{
	return canvas_text_width(offers->view->canvas, offers->word[word].form[form]);
}

/* Cells used in a line with so many blanks between the words. */
static int line_width(const struct offers *offers, int line, int gap)
{
	int width = 0;

	for (int word = 0; word < WORD_COUNT; word++) {
		const struct offer *offer = &offers->word[word];

		if (offer->chosen >= 0 && offer->line == line)
			width += (width > 0 ? gap : 0) +
				 width_of(offers, (enum word)word, offer->chosen);
	}
	return width;
}

static bool fits(struct offers *offers, enum word word, struct label_room room)
{
	int line = offers->word[word].line;

	return line_width(offers, line, 1) <= room.cells[line];
}

/* Tries every form from that one on, in the word's own line and then in the other. */
static void place_from(struct offers *offers, enum word word, int first, struct label_room room)
{
	struct offer *offer = &offers->word[word];
	int own = room.lines > 1 ? own_line[word] : 0;

	for (int i = 0; i < room.lines; i++) {
		offer->line = i == 0 ? own : 1 - own;
		for (int form = first; form < FORMS && *offer->form[form]; form++) {
			offer->chosen = form;
			if (fits(offers, word, room))
				return;
		}
	}
	offer->chosen = -1;
}

/* Leaves so many cells of the text, the last of them an ellipsis. */
static void cut_text(char *text, int cells)
{
	const char *at = text;
	int used = 0;

	while (*at && at - text < PIECE_TEXT - GLYPH_TEXT) {
		const char *next = at;
		int width = glyph_width(glyph_next(&next));

		if (used + width > cells - 1)
			break;
		used += width;
		at = next;
	}
	glyph_write(0x2026, text + (at - text));
}

static void place(struct offers *offers, enum word word, struct label_room room)
{
	place_from(offers, word, 0, room);
}

/* A verdict is told whatever the room: cut, where no form of it fits. */
static void place_cut(struct offers *offers, enum word word, struct label_room room)
{
	struct offer *offer = &offers->word[word];

	if (!*offer->form[0] || offer->chosen >= 0)
		return;
	offer->chosen = *offer->form[1] ? 1 : 0;
	offer->line = room.lines > 1 ? own_line[word] : 0;
	cut_text(offer->form[offer->chosen], room.cells[offer->line]);
}

static void fill_line(const struct offers *offers, int line, struct label_room room,
		      struct label_line *out)
{
	const enum word *order = reading_order[room.lines > 1 ? line : 0];

	out->gap = line_width(offers, line, 2) <= room.cells[line] ? 2 : 1;
	out->width = line_width(offers, line, out->gap);
	out->count = 0;
	for (int i = 0; i < WORD_COUNT; i++) {
		const struct offer *offer = &offers->word[order[i]];
		struct piece *piece = &out->piece[out->count];

		if (offer->chosen < 0 || offer->line != line)
			continue;
		memcpy(piece->text, offer->form[offer->chosen], PIECE_TEXT);
		piece->ink = offer->ink;
		out->count++;
	}
}

/* Puts the word into the line, in the form that it has been given, if it fits there. */
static bool put(struct offers *offers, enum word word, int line, struct label_room room)
{
	struct offer *offer = &offers->word[word];

	offer->line = line;
	if (fits(offers, word, room))
		return true;
	offer->chosen = -1;
	return false;
}

/*
 * An ACK and its sum stand together where they can. Where they cannot and the segment says little
 * else, the ACK stands in the first line and its sum in the second.
 */
static void place_ack(struct offers *offers, struct label_room room)
{
	struct offer *ack = &offers->word[WORD_ACK];
	struct offer *sum = &offers->word[WORD_SUM];
	bool apart = room.lines > 1 && *sum->form[0] && !*offers->word[WORD_LENGTH].form[0];

	ack->chosen = 0;
	if (*ack->form[0] && put(offers, WORD_ACK, room.lines - 1, room))
		return;
	ack->chosen = 1;
	if (apart && put(offers, WORD_ACK, 0, room)) {
		sum->chosen = 0;
		if (put(offers, WORD_SUM, 1, room))
			return;
	}
	place(offers, WORD_ACK, room);
}

/* Places every word, the verdict in a form that is not fuller than asked. */
static void place_all(struct offers *offers, int verdict, struct label_room room)
{
	for (int word = 0; word < WORD_COUNT; word++)
		offers->word[word].chosen = -1;
	place_from(offers, WORD_VERDICT, verdict, room);
	place_cut(offers, WORD_VERDICT, room);
	place(offers, WORD_FLAGS, room);
	place(offers, WORD_SEQ, room);
	place_ack(offers, room);
	place(offers, WORD_LENGTH, room);
	place(offers, WORD_ALSO, room);
}

static bool misses(const struct offers *offers, enum word word)
{
	return *offers->word[word].form[0] && offers->word[word].chosen < 0;
}

/* A verdict is told first, but a shorter form of it is better than no numbers. */
static void choose(struct offers *offers, struct label_room room, struct label *label)
{
	const struct offer *verdict = &offers->word[WORD_VERDICT];
	int form = 0;

	do
		place_all(offers, form, room);
	while ((misses(offers, WORD_FLAGS) || misses(offers, WORD_SEQ) ||
		misses(offers, WORD_ACK)) &&
	       ++form < FORMS && *verdict->form[form]);
	for (int line = 0; line < LABEL_LINES; line++)
		fill_line(offers, line, room, &label->line[line]);
}

void label_segment(const struct view *view, size_t index, struct label_room room,
		   struct label *label)
{
	struct offers offers = {.view = view, .index = index, .event = view_event(view, index)};

	words_segment(&offers);
	choose(&offers, room, label);
}

void label_unseen(const struct view *view, size_t index, struct label_room room,
		  struct label *label)
{
	struct offers offers = {.view = view, .index = index, .event = view_event(view, index)};

	words_unseen(&offers);
	choose(&offers, room, label);
}

void label_draw(const struct view *view, const struct label_line *line, int x, int y)
{
	for (int i = 0; i < line->count; i++) {
		const struct piece *piece = &line->piece[i];

		x += canvas_text(view->canvas, x, y, -1, piece->ink, piece->text);
		if (i + 1 < line->count)
			x += canvas_text(view->canvas, x, y, -1, piece->ink, &"  "[2 - line->gap]);
	}
}
