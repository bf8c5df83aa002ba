/* The heading over a ladder, and the title that says which flow it is. */
#include "tcpladder/ladder.h"

#include "ladder/draw.h"
#include "ladder/style.h"
#include "tcpladder/words.h"

#include <stdio.h>

enum {
	NAME_TEXT = ENDPOINT_TEXT + 8,
	TITLE_TEXT = 256,
	TITLE_LEAST = 9 /* cells for which a title is shortened */
};

/* "A 10.0.0.1:40000" */
static void name_text(const struct view *view, enum side side, int width, char *out)
{
	char endpoint[ENDPOINT_TEXT];

	endpoint_fit(&view->flow.half[side].endpoint, width - 2, endpoint);
	snprintf(out, NAME_TEXT, "%c %s", side == SIDE_A ? 'A' : 'B', endpoint);
}

/*
 * A's name begins at its lifeline and B's ends at its own. Names too long to stand between the
 * lifelines move outwards, and only then are shortened.
 */
static void draw_names(const struct view *view, int left, int y)
{
	const struct layout *layout = &view->layout;
	char a[NAME_TEXT];
	char b[NAME_TEXT];
	int half = (layout->width - left - 2) / 2;
	int a_x = layout->a_x;
	int b_end = layout->b_x + 1;
	int width_a;
	int width_b;

	name_text(view, SIDE_A, half, a);
	name_text(view, SIDE_B, half, b);
	width_a = canvas_text_width(view->canvas, a);
	width_b = canvas_text_width(view->canvas, b);
	if (a_x + width_a + 2 + width_b > b_end) {
		b_end = a_x + width_a + 2 + width_b;
		b_end = b_end > layout->width ? layout->width : b_end;
		a_x = b_end - width_b - 2 - width_a;
		a_x = a_x > layout->a_x ? layout->a_x : a_x;
	}
	canvas_text(view->canvas, a_x, y, width_a, INK_HEADING, a);
	canvas_text(view->canvas, b_end - width_b, y, width_b, INK_HEADING, b);
}

int ladder_heading_rows(const struct ladder *ladder)
{
	return style_of(ladder)->heading ? 2 : 1;
}

void ladder_heading(const struct ladder *ladder, struct canvas *canvas, int y)
{
	struct view view = view_of(ladder, canvas);
	const struct layout *layout = &view.layout;
	const char *text = lang_text(ladder->lang, MSG_HEADING_TIME);
	int end = layout->time_x + layout->time_width;

	canvas_text(canvas, end - canvas_text_width(canvas, text), y, -1, INK_HEADING, text);
	draw_names(&view, end + 1, y);
	if (style_of(ladder)->heading)
		style_of(ladder)->heading(&view, y + 1);
}

static const char *vantage_text(const struct ladder *ladder, enum vantage vantage)
{
	static const enum message messages[] = {
		[VANTAGE_UNKNOWN] = MSG_CAPTURED_UNKNOWN,
		[VANTAGE_AT_A] = MSG_CAPTURED_AT_A,
		[VANTAGE_AT_B] = MSG_CAPTURED_AT_B,
		[VANTAGE_ON_PATH] = MSG_CAPTURED_ON_PATH,
	};

	return lang_text(ladder->lang, messages[vantage]);
}

/* What a title may consist of. */
struct title_parts {
	bool number, ends, vantage, rtt;
};

/* Titles from the fullest to the briefest. */
struct title_choices {
	struct title_parts from[5];
	size_t count;
};

/* The last is shortened to fit. */
static const struct title_choices choices = {{{true, true, true, true},
					      {true, true, true, false},
					      {true, true, false, false},
					      {false, true, false, false}},
					     4};

/* Where a heading has the ends, they give way to what it has not. */
static const struct title_choices choices_over_heading = {{{true, true, true, true},
							   {true, true, true, false},
							   {true, false, true, true},
							   {true, false, true, false},
							   {true, false, false, false}},
							  5};

/* Of a title that may have two rows the first, and the second to it. */
static const struct title_parts first_rows[] = {
	{true, true, true, true}, {true, true, false, false}, {true, false, true, true}};
static const struct title_parts second_rows[] = {
	{false, false, false, false}, {false, false, true, true}, {false, true, false, false}};

enum { FIRST_ROWS = sizeof(first_rows) / sizeof(*first_rows) };

/* A title being put together, and the number that it may begin with. */
struct title {
	const struct view *view;
	char number[TITLE_TEXT / 4];
	char text[TITLE_TEXT];
};

static struct title title_of(const struct view *view, size_t flows)
{
	struct title title = {.view = view};

	snprintf(title.number, sizeof(title.number), lang_text(view->ladder->lang, MSG_TITLE_FLOW),
		 view->flow.number, flows);
	return title;
}

static void add_part(struct words *words, const char *text)
{
	words_add(words, "%s%s", words->used > 0 ? "   " : "", text);
}

static void add_ends(struct words *words, const struct view *view, int width)
{
	char a[ENDPOINT_TEXT];
	char b[ENDPOINT_TEXT];

	endpoint_fit(&view->flow.half[SIDE_A].endpoint, width, a);
	endpoint_fit(&view->flow.half[SIDE_B].endpoint, width, b);
	add_part(words, a);
	words_add(words, " ⇄ %s", b);
}

/* "RTT 20.1 ms": both ways through the capture, of the handshake; nothing where not measured. */
static void add_rtt(struct words *words, const struct view *view)
{
	const int64_t *ways = view->flow.handshake_ns;
	char wait[TIME_TEXT], rtt[TIME_TEXT + 16];

	if (ways[0] < 0)
		return;
	wait_text(ways[0] + ways[1], wait);
	snprintf(rtt, sizeof(rtt), lang_text(view->ladder->lang, MSG_TITLE_RTT), wait);
	add_part(words, rtt);
}

/* Each end in width columns at most; returns the width of the whole. */
static int title_fill(struct title *title, struct title_parts parts, int width)
{
	struct words words = {title->text, sizeof(title->text), 0};
	const struct view *view = title->view;

	*title->text = '\0';
	if (parts.number)
		add_part(&words, title->number);
	if (parts.ends)
		add_ends(&words, view, width);
	if (parts.vantage)
		add_part(&words, vantage_text(view->ladder, view->flow.vantage));
	if (parts.rtt)
		add_rtt(&words, view);
	return canvas_text_width(view->canvas, title->text);
}

/* Fills the title with the first of the choices that fits, or the last, which may be too long. */
static size_t title_choose(struct title *title, const struct title_parts *from, size_t count,
			   int room)
{
	size_t chosen = 0;

	while (title_fill(title, from[chosen], ENDPOINT_TEXT) > room && chosen + 1 < count)
		chosen++;
	return chosen;
}

/* Both ends share the room. */
static void title_shorten(struct title *title, int room)
{
	if (canvas_text_width(title->view->canvas, title->text) > room)
		title_fill(title, (struct title_parts){.ends = true}, (room - 3) / 2);
}

static int write_title(const struct view *view, const struct title_choices *titles,
		       struct title_room place, size_t flows)
{
	struct title title = title_of(view, flows);
	int room = place.end - place.x;

	if (room < TITLE_LEAST)
		return place.x;
	title_choose(&title, titles->from, titles->count, room);
	title_shorten(&title, room);
	return place.x + canvas_text(view->canvas, place.x, 0, room, INK_TITLE, title.text);
}

int ladder_title(const struct ladder *ladder, struct canvas *canvas, struct title_room place,
		 size_t flows)
{
	struct view view = view_of(ladder, canvas);

	return write_title(&view, &choices, place, flows);
}

int ladder_title_over_heading(const struct ladder *ladder, struct canvas *canvas,
			      struct title_room place, size_t flows)
{
	struct view view = view_of(ladder, canvas);
	bool more = view.flow.vantage != VANTAGE_UNKNOWN || view.flow.handshake_ns[0] >= 0;

	return write_title(&view, more ? &choices_over_heading : &choices, place, flows);
}

int ladder_title_rows(const struct ladder *ladder, struct canvas *canvas, size_t flows)
{
	enum { X = 1 };
	struct view view = view_of(ladder, canvas);
	struct title title = title_of(&view, flows);
	int room = ladder->width - X;
	size_t chosen = title_choose(&title, first_rows, FIRST_ROWS, room);

	canvas_text(canvas, X, 0, room, INK_TITLE, title.text);
	if (chosen == 0)
		return 1;
	title_fill(&title, second_rows[chosen], ENDPOINT_TEXT);
	title_shorten(&title, room);
	canvas_text(canvas, X, 1, room, INK_TITLE, title.text);
	return 2;
}
