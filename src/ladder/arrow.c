/* Arrows: sloped over two rows, or straight in one, with their words around or upon them. */
#include "ladder/arrow.h"

#include "ladder/draw.h"
#include "ladder/label.h"

enum {
	DOTTED = 4,       /* dots from one to the next */
	LABEL_MARGIN = 2, /* blanks between a label and the line, and the lifeline */
	WORDS_MIN = 19,   /* cells: "seq=1301  100 bytes" */
	STRAIGHT_ENDS = 3 /* line, line or mark, blank: before and after a label in a line */
};

struct arrow arrow_of(const struct event *event)
{
	struct arrow arrow = {.side = event->side};

	arrow.lost = segment_is_lost(event);
	arrow.resent = segment_is_resent(event);
	arrow.damaged = event_has(event, NOTE_CORRUPT);
	arrow.ink = arrow.side == SIDE_A ? INK_A : INK_B;
	if (arrow.lost || arrow.damaged || (event->flags & TCP_RST))
		arrow.ink = INK_LOST;
	else if (event_has(event, NOTE_DUPLICATE))
		arrow.ink = INK_DIM;
	else if (arrow.resent)
		arrow.ink = INK_RESENT;
	return arrow;
}

int arrow_column(const struct view *view, const struct arrow *arrow, int n)
{
	return arrow->side == SIDE_A ? view->layout.a_x + 1 + n : view->layout.b_x - 1 - n;
}

void arrow_mark(const struct view *view, const struct arrow *arrow, struct dot at, const char *text)
{
	canvas_text(view->canvas, arrow_column(view, arrow, at.x), at.y, 1, arrow->ink, text);
}

void arrow_mark_end(const struct view *view, const struct arrow *arrow, int n, int y)
{
	static const char *const heads[] = {[SIDE_A] = "►", [SIDE_B] = "◄"};

	arrow_mark(view, arrow, (struct dot){n, y},
		   arrow->lost || arrow->damaged ? "✗" : heads[arrow->side]);
}

void arrow_mark_again(const struct view *view, const struct arrow *arrow, int n, int y)
{
	if (arrow->resent)
		arrow_mark(view, arrow, (struct dot){n, y}, "↻");
}

int arrow_break(const struct view *view)
{
	return view->layout.inner / 2 + view->layout.inner / 8;
}

/* How many cells from the tail it has come where its way ends in that cell. */
static int way_cells(const struct view *view, const struct arrow *arrow, int end)
{
	int cells = arrow->way > 0 ? view->layout.inner * arrow->way / LADDER_WAY : end;

	return cells < end ? cells : end;
}

/* --- sloped --- */

/* Clears what is beyond its way in both rows. */
static void sloped_cut(const struct view *view, const struct arrow *arrow, int cells, int y)
{
	for (int n = cells; n < view->layout.inner; n++)
		for (int row = y; row < y + 2; row++)
			arrow_mark(view, arrow, (struct dot){n, row}, " ");
}

static void sloped_line(const struct view *view, const struct arrow *arrow, int y)
{
	int left = 2 * (view->layout.a_x + 1);
	int right = 2 * view->layout.b_x - 1;
	int end = arrow->lost ? arrow_break(view) : view->layout.inner - 1;
	bool from_a = arrow->side == SIDE_A;
	struct dot tail = {from_a ? left : right, 4 * y};
	struct dot head = {from_a ? right : left, 4 * y + 7};

	canvas_line(view->canvas, tail, head, arrow->unseen ? DOTTED : 1, arrow->ink);
	arrow_mark_again(view, arrow, view->layout.inner / 2 - 1, y);
	if (way_cells(view, arrow, end) < end) {
		sloped_cut(view, arrow, way_cells(view, arrow, end), y);
		return;
	}
	for (int n = end + 1; n < view->layout.inner; n++)
		arrow_mark(view, arrow, (struct dot){n, y + 1}, " ");
	arrow_mark_end(view, arrow, end, y + 1);
}

static struct label_room sloped_room(const struct view *view, const struct arrow *arrow)
{
	int cells = view->layout.inner / 2 - LABEL_MARGIN;

	(void)arrow;
	return (struct label_room){2, {cells, cells}};
}

/* The first line's triangle is empty on the head's side, the second's on the tail's. */
static void sloped_label(const struct view *view, const struct arrow *arrow,
			 const struct label *label, int y)
{
	for (int line = 0; line < LABEL_LINES; line++) {
		const struct label_line *words = &label->line[line];
		bool left = (line == 0) == (arrow->side == SIDE_B);
		int x = left ? view->layout.a_x + 2 : view->layout.b_x - 1 - words->width;

		label_draw(view, words, x, y + line);
	}
}

/* --- straight --- */

/*
 * Words stand upon the line, at its tail. A lost segment's line ends behind them, and the verdict
 * follows in the clear: "── words ──✗ lost (inferred)".
 */
static struct label_room straight_room(const struct view *view, const struct arrow *arrow)
{
	const struct lang *lang = view->ladder->lang;
	int cells = view->layout.inner - 2 * STRAIGHT_ENDS;
	int verdict = canvas_text_width(view->canvas, lang_text(lang, MSG_NOTE_LOST_DATA));

	if (!arrow->lost)
		return (struct label_room){1, {cells, 0}};
	if (cells - 2 - verdict < WORDS_MIN)
		verdict = canvas_text_width(view->canvas, lang_text(lang, MSG_LOST));
	return (struct label_room){2, {cells - 2 - verdict, verdict}};
}

/* Leaves the cells of the words and a blank beside them free of the line. */
static bool is_of_words(const struct label_line *words, int n)
{
	return words->count > 0 && n >= STRAIGHT_ENDS - 1 && n <= STRAIGHT_ENDS + words->width;
}

/* The cell of the head, or of the mark where a lost segment's line breaks. */
static int straight_end(const struct view *view, const struct arrow *arrow,
			const struct label *label)
{
	int end = view->layout.inner - 1;
	int latest = end - LABEL_MARGIN - label->line[1].width;
	int least = STRAIGHT_ENDS + label->line[0].width + LABEL_MARGIN;
	int middle = arrow_break(view) < latest ? arrow_break(view) : latest;

	if (!arrow->lost)
		return end;
	return middle > least ? middle : least;
}

/* Puts the words so that their side nearest to the tail is n cells from it. */
static void straight_words(const struct view *view, const struct arrow *arrow,
			   const struct label_line *words, struct dot at)
{
	int n = arrow->side == SIDE_A ? at.x : at.x + words->width - 1;

	label_draw(view, words, arrow_column(view, arrow, n), at.y);
}

static void straight_draw(const struct view *view, const struct arrow *arrow,
			  const struct label *label, int y)
{
	int end = straight_end(view, arrow, label);
	int way = way_cells(view, arrow, end);

	for (int n = 0; n < way; n++)
		if (!is_of_words(&label->line[0], n))
			canvas_text(view->canvas, arrow_column(view, arrow, n), y, 1, arrow->ink,
				    arrow->unseen ? "╌" : "─");
	arrow_mark_again(view, arrow, 1, y);
	if (way == end)
		arrow_mark_end(view, arrow, end, y);
	straight_words(view, arrow, &label->line[0], (struct dot){STRAIGHT_ENDS, y});
	straight_words(view, arrow, &label->line[1], (struct dot){end + LABEL_MARGIN, y});
}

/* --- both --- */

static void sloped_draw(const struct view *view, const struct arrow *arrow,
			const struct label *label, int y)
{
	sloped_line(view, arrow, y);
	sloped_label(view, arrow, label, y);
}

/* The styles in which each segment has its own rows. */
static const struct form {
	int rows;
	int wait_rows;
	struct label_room (*room)(const struct view *view, const struct arrow *arrow);
	void (*draw)(const struct view *view, const struct arrow *arrow, const struct label *label,
		     int y);
} forms[] = {
	[LADDER_SLOPED] = {2, 3, sloped_room, sloped_draw},
	[LADDER_COMPACT] = {1, 1, straight_room, straight_draw},
};

static const struct form *form_of(const struct ladder *ladder)
{
	return &forms[ladder->style];
}

int arrow_rows(const struct ladder *ladder)
{
	return form_of(ladder)->rows;
}

int arrow_wait_rows(const struct ladder *ladder)
{
	return form_of(ladder)->wait_rows;
}

void arrow_draw(const struct view *view, size_t index, int y)
{
	struct arrow arrow = arrow_of(view_event(view, index));
	struct label label;

	if (index + 1 == view->ladder->end)
		arrow.way = view->ladder->way;
	label_segment(view, index, form_of(view->ladder)->room(view, &arrow), &label);
	form_of(view->ladder)->draw(view, &arrow, &label, y);
}

void arrow_draw_unseen(const struct view *view, size_t index, int y)
{
	struct arrow arrow = {.unseen = true, .ink = INK_NOTICE};
	struct label label;

	arrow.side = unseen_side(view_event(view, index), index);
	label_unseen(view, index, form_of(view->ladder)->room(view, &arrow), &label);
	form_of(view->ladder)->draw(view, &arrow, &label, y);
}
