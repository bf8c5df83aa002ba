/* Arrows: sloped over two rows, or straight in one, with their words around or upon them. */
#include "ladder/draw.h"
#include "ladder/label.h"

enum {
	DOTTED = 4,       /* dots from one to the next */
	LABEL_MARGIN = 2, /* blanks between a label and the line, and the lifeline */
	STRAIGHT_ENDS = 3 /* line, line or mark, blank: before and after a label in a line */
};

struct arrow {
	enum side side; /* who sends */
	bool lost;
	bool resent;
	bool unseen;
	enum ink ink;
};

static struct arrow arrow_of(const struct event *event)
{
	struct arrow arrow = {.side = event->side};

	arrow.lost = segment_is_lost(event);
	arrow.resent = segment_is_resent(event);
	arrow.ink = arrow.side == SIDE_A ? INK_A : INK_B;
	if (arrow.lost || (event->flags & TCP_RST))
		arrow.ink = INK_LOST;
	else if (arrow.resent)
		arrow.ink = INK_RESENT;
	return arrow;
}

/* The canvas column of the cell that is n cells from the arrow's tail. */
static int column(const struct view *view, const struct arrow *arrow, int n)
{
	return arrow->side == SIDE_A ? view->layout.a_x + 1 + n : view->layout.b_x - 1 - n;
}

static void mark(const struct view *view, const struct arrow *arrow, int n, int y)
{
	static const char *const heads[] = {[SIDE_A] = "►", [SIDE_B] = "◄"};
	const char *text = heads[arrow->side];

	if (n < view->layout.inner - 1)
		text = arrow->lost && n >= view->layout.inner / 2 ? "✗" : "↻";
	canvas_text(view->canvas, column(view, arrow, n), y, 1, arrow->ink, text);
}

/* A lost segment's line goes on a little beyond the middle. */
static int break_cell(const struct view *view)
{
	return view->layout.inner / 2 + view->layout.inner / 8;
}

/* --- sloped --- */

static void sloped_line(const struct view *view, const struct arrow *arrow, int y)
{
	int left = 2 * (view->layout.a_x + 1);
	int right = 2 * view->layout.b_x - 1;
	bool from_a = arrow->side == SIDE_A;
	struct dot tail = {from_a ? left : right, 4 * y};
	struct dot head = {from_a ? right : left, 4 * y + 7};

	canvas_line(view->canvas, tail, head, arrow->unseen ? DOTTED : 1, arrow->ink);
	if (arrow->resent)
		mark(view, arrow, view->layout.inner / 2 - 1, y);
	if (!arrow->lost) {
		mark(view, arrow, view->layout.inner - 1, y + 1);
		return;
	}
	for (int n = break_cell(view); n < view->layout.inner; n++)
		canvas_text(view->canvas, column(view, arrow, n), y + 1, 1, INK_PLAIN, " ");
	mark(view, arrow, break_cell(view), y + 1);
}

static struct label_room sloped_room(const struct view *view)
{
	return (struct label_room){2, view->layout.inner / 2 - LABEL_MARGIN};
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

static struct label_room straight_room(const struct view *view)
{
	return (struct label_room){1, view->layout.inner - 2 * STRAIGHT_ENDS};
}

/* Leaves the cells of the words and a blank beside them free of the line. */
static bool is_of_words(const struct label_line *words, int n)
{
	return words->count > 0 && n >= STRAIGHT_ENDS - 1 && n <= STRAIGHT_ENDS + words->width;
}

static void straight_line(const struct view *view, const struct arrow *arrow,
			  const struct label_line *words, int y)
{
	int last = view->layout.inner - 1;
	int after = words->width + STRAIGHT_ENDS + LABEL_MARGIN;

	if (arrow->lost)
		last = after > break_cell(view) ? after : break_cell(view);
	if (last > view->layout.inner - LABEL_MARGIN && arrow->lost)
		last = view->layout.inner - LABEL_MARGIN;
	for (int n = 0; n < last; n++)
		if (!is_of_words(words, n))
			canvas_text(view->canvas, column(view, arrow, n), y, 1, arrow->ink,
				    arrow->unseen ? "╌" : "─");
	if (arrow->resent)
		mark(view, arrow, 1, y);
	mark(view, arrow, last, y);
}

static void straight_label(const struct view *view, const struct arrow *arrow,
			   const struct label_line *words, int y)
{
	int end = arrow->side == SIDE_A ? STRAIGHT_ENDS : STRAIGHT_ENDS + words->width - 1;

	label_draw(view, words, column(view, arrow, end), y);
}

/* --- both --- */

static void draw(const struct view *view, const struct arrow *arrow, const struct label *label,
		 int y)
{
	if (view->ladder->style == LADDER_COMPACT) {
		straight_line(view, arrow, &label->line[0], y);
		straight_label(view, arrow, &label->line[0], y);
		return;
	}
	sloped_line(view, arrow, y);
	sloped_label(view, arrow, label, y);
}

static struct label_room room_of(const struct view *view)
{
	return view->ladder->style == LADDER_COMPACT ? straight_room(view) : sloped_room(view);
}

void arrow_draw(const struct view *view, size_t index, int y)
{
	struct arrow arrow = arrow_of(view_event(view, index));
	struct label label;

	label_segment(view, index, room_of(view), &label);
	draw(view, &arrow, &label, y);
}

void arrow_draw_unseen(const struct view *view, size_t index, int y)
{
	struct arrow arrow = {.unseen = true, .ink = INK_NOTICE};
	struct label label;

	arrow.side = unseen_side(view_event(view, index), index);
	label_unseen(view, index, room_of(view), &label);
	draw(view, &arrow, &label, y);
}
