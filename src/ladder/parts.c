/* The parts of a segment's rows: bands, states, waits, and the arrow last. */
#include "ladder/arrow.h"
#include "ladder/draw.h"
#include "ladder/label.h"

#include <stdio.h>

/* --- how many rows --- */

static bool begins_midway(const struct event *event, size_t index)
{
	return index == 0 && !(event->flags & TCP_SYN);
}

/* Those before it that are not shown. */
static size_t left_out(const struct ladder *ladder, size_t index)
{
	size_t before = ladder_before(ladder, index);

	return before == SIZE_MAX ? index : index - before - 1;
}

/*
 * The event before, of those whose phase and states are told; SIZE_MAX for none. To scale all are,
 * shown or not.
 */
static size_t told_before(const struct ladder *ladder, size_t index)
{
	if (ladder->style != LADDER_SCALE)
		return ladder_before(ladder, index);
	return index > flow_first(ladder->flow) ? index - 1 : SIZE_MAX;
}

/* To scale, only what was forgotten: what lies before it has no time either. */
static int left_out_rows(const struct ladder *ladder, size_t index)
{
	if (ladder->style == LADDER_SCALE)
		return index > 0 && index == flow_first(ladder->flow);
	return left_out(ladder, index) > 0;
}

static bool is_forgotten(const struct ladder *ladder, size_t index)
{
	return index == flow_first(ladder->flow) && ladder_before(ladder, index) == SIZE_MAX;
}

static int midway_rows(const struct ladder *ladder, size_t index)
{
	return begins_midway(flow_event(ladder->flow, index), index);
}

/* A flow that was picked up mid-way is taken for one that had come to its data. */
static int band_rows(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);
	size_t before = told_before(ladder, index);

	if (before != SIZE_MAX)
		return event->phase != flow_event(ladder->flow, before)->phase;
	return !begins_midway(event, index) || event->phase != PHASE_DATA;
}

static int before_rows(const struct ladder *ladder, size_t index)
{
	return index == 0 && !begins_midway(flow_event(ladder->flow, index), index);
}

static int wait_rows(const struct ladder *ladder, size_t index)
{
	if (segment_wait(ladder, index) == 0 || ladder_is_blank(ladder, index, BLANK_CAUSE))
		return 0;
	return arrow_wait_rows(ladder);
}

static int unseen_rows(const struct ladder *ladder, size_t index)
{
	if (!segment_has_unseen(flow_event(ladder->flow, index), index))
		return 0;
	return arrow_rows(ladder);
}

static int own_rows(const struct ladder *ladder, size_t index)
{
	(void)index;
	return arrow_rows(ladder);
}

/* --- how they are drawn --- */

void lifelines_draw(const struct view *view, int y, int rows)
{
	for (int row = 0; row < rows; row++) {
		canvas_text(view->canvas, view->layout.a_x, y + row, 1, INK_DIM, "│");
		canvas_text(view->canvas, view->layout.b_x, y + row, 1, INK_DIM, "│");
	}
}

static void draw_state_text(const struct view *view, enum side side, const char *text, int y)
{
	const struct layout *layout = &view->layout;
	int x = layout->b_x + 2;

	if (side == SIDE_A)
		x = layout->a_x - 1 - canvas_text_width(view->canvas, text);
	canvas_text(view->canvas, x, y, layout->state_width, INK_STATE, text);
}

void state_draw(const struct view *view, enum side side, uint8_t state, int y)
{
	char text[STATE_TEXT];

	state_text(state, view->layout.state_width, text);
	draw_state_text(view, side, text, y);
}

static bool is_free(const struct view *view, int x, int y)
{
	const struct cell *cell = canvas_cell(view->canvas, x, y);

	return !cell->text && !cell->dots;
}

/* To scale, arrows may cross the line. */
static void draw_rule(const struct view *view, const char *text, int y)
{
	const struct layout *layout = &view->layout;
	int x = canvas_text(view->canvas, 0, y, layout->width, INK_BAND, "── ");

	x += canvas_text(view->canvas, x, y, layout->width - x, INK_BAND, text);
	x += canvas_text(view->canvas, x, y, layout->width - x, INK_BAND, " ");
	for (; x < layout->width; x++)
		if (is_free(view, x, y))
			canvas_text(view->canvas, x, y, 1, INK_BAND, "─");
}

static enum message band_message(const struct ladder *ladder, const struct flow_summary *flow,
				 enum phase phase)
{
	static const enum message opening[] = {
		[OPENING_NOT_CAPTURED] = MSG_BAND_OPEN,
		[OPENING_THREE_WAY] = MSG_BAND_OPEN_THREE_WAY,
		[OPENING_SIMULTANEOUS] = MSG_BAND_OPEN_SIMULTANEOUS,
		[OPENING_REFUSED] = MSG_BAND_OPEN_REFUSED,
		[OPENING_NO_ANSWER] = MSG_BAND_OPEN_NO_ANSWER,
	};
	static const enum message closing[] = {
		[CLOSING_NONE] = MSG_BAND_CLOSE,
		[CLOSING_FOUR_WAY] = MSG_BAND_CLOSE_FOUR_WAY,
		[CLOSING_THREE_WAY] = MSG_BAND_CLOSE_THREE_WAY,
		[CLOSING_SIMULTANEOUS] = MSG_BAND_CLOSE_SIMULTANEOUS,
	};

	if (phase == PHASE_OPEN && flow->opening == OPENING_NO_ANSWER && ladder->goes_on)
		return MSG_BAND_OPEN;
	switch (phase) {
	case PHASE_OPEN: return opening[flow->opening];
	case PHASE_CLOSE: return closing[flow->closing];
	case PHASE_RESET: return MSG_BAND_RESET;
	default: return MSG_BAND_DATA;
	}
}

/* An RST may come from where no connection is left: it does not tell that there was one. */
static enum message midway_message(const struct event *first)
{
	return first->flags & TCP_RST ? MSG_BAND_START_UNSEEN : MSG_BAND_MIDWAY;
}

enum message ladder_band(const struct ladder *ladder, size_t index)
{
	const struct event *event = flow_event(ladder->flow, index);
	struct flow_summary flow = flow_summary(ladder->flow);

	if (band_rows(ladder, index) > 0)
		return band_message(ladder, &flow, event->phase);
	return midway_rows(ladder, index) > 0 ? midway_message(event) : MSG_COUNT;
}

/* "⋮ 12 segments left out", in the middle between the lifelines. */
static void draw_left_out(const struct view *view, size_t index, int y)
{
	const struct lang *lang = view->ladder->lang;
	bool forgotten = is_forgotten(view->ladder, index);
	size_t count = forgotten ? index : left_out(view->ladder, index);
	char text[96];
	int cells;

	if (count == 1)
		snprintf(text, sizeof(text), "%s",
			 lang_text(lang, forgotten ? MSG_FORGOTTEN_ONE : MSG_LEFT_OUT_ONE));
	else
		snprintf(text, sizeof(text),
			 lang_text(lang, forgotten ? MSG_FORGOTTEN : MSG_LEFT_OUT), count);
	cells = canvas_text_width(view->canvas, text);
	lifelines_draw(view, y, 1);
	canvas_text(view->canvas, view->layout.a_x + 1 + (view->layout.inner - cells) / 2, y,
		    view->layout.inner, INK_DIM, text);
}

static void draw_midway(const struct view *view, size_t index, int y)
{
	enum message message = midway_message(view_event(view, index));

	draw_rule(view, lang_text(view->ladder->lang, message), y);
}

static void draw_band(const struct view *view, size_t index, int y)
{
	enum phase phase = view_event(view, index)->phase;

	draw_rule(view,
		  lang_text(view->ladder->lang, band_message(view->ladder, &view->flow, phase)), y);
}

/* The side that answers the first SYN was listening, unless it opened too or refused. */
static uint8_t state_before(const struct view *view, enum side side)
{
	const struct event *first = view_event(view, 0);
	bool sends = (enum side)first->side == side;
	bool opens = segment_answers_unseen_syn(first, 0) ? !sends : sends;
	bool listens = !opens && view->flow.opening != OPENING_SIMULTANEOUS &&
		       view->flow.opening != OPENING_REFUSED;

	return listens ? STATE_LISTEN : STATE_CLOSED;
}

static void draw_before(const struct view *view, size_t index, int y)
{
	(void)index;
	lifelines_draw(view, y, 1);
	state_draw(view, SIDE_A, state_before(view, SIDE_A), y);
	state_draw(view, SIDE_B, state_before(view, SIDE_B), y);
}

void beside_draw(const struct view *view, enum side side, const struct beside *beside, int y)
{
	const struct layout *layout = &view->layout;
	int room = side == SIDE_A ? layout->a_x - 2 : layout->state_width - 1;
	const char *words = beside->full;
	int width = canvas_text_width(view->canvas, words);
	int gap;

	if (width > room) {
		words = beside->brief;
		width = canvas_text_width(view->canvas, words);
	}
	gap = width < room ? 1 : 0;
	if (side == SIDE_A) {
		canvas_text(view->canvas, layout->a_x - 2, y, 1, INK_NOTICE, beside->sign);
		canvas_text(view->canvas, layout->a_x - 2 - gap - width, y, width, INK_NOTICE,
			    words);
		return;
	}
	canvas_text(view->canvas, layout->b_x + 2, y, 1, INK_NOTICE, beside->sign);
	canvas_text(view->canvas, layout->b_x + 3 + gap, y, width, INK_NOTICE, words);
}

static void draw_bracket(const struct view *view, enum side side, const char *word,
			 const char *seconds, int y)
{
	const struct beside rows[3] = {
		{side == SIDE_A ? "┌" : "┐", "", ""},
		{"│", word, word},
		{side == SIDE_A ? "└" : "┘", seconds, seconds},
	};

	for (int row = 0; row < 3; row++)
		beside_draw(view, side, &rows[row], y + row);
}

const char *wait_word(const struct view *view, size_t index)
{
	enum cause cause = view_event(view, index)->cause;

	return lang_text(view->ladder->lang, cause == CAUSE_TLP ? MSG_PROBE : MSG_TIMEOUT);
}

static void draw_wait(const struct view *view, size_t index, int y)
{
	const struct event *event = view_event(view, index);
	const char *word = wait_word(view, index);
	char seconds[TIME_TEXT];
	char both[TIME_TEXT * 4];

	wait_text(segment_wait(view->ladder, index), seconds);
	lifelines_draw(view, y, part_rows(view->ladder, index, PART_WAIT));
	if (arrow_wait_rows(view->ladder) > 1) {
		draw_bracket(view, event->side, word, seconds, y);
		return;
	}
	snprintf(both, sizeof(both), "%s %s", word, seconds);
	beside_draw(view, event->side, &(struct beside){"┊", both, seconds}, y);
}

static void draw_unseen(const struct view *view, size_t index, int y)
{
	lifelines_draw(view, y, part_rows(view->ladder, index, PART_UNSEEN));
	arrow_draw_unseen(view, index, y);
}

bool state_is_news(const struct view *view, size_t index, enum side side)
{
	const struct event *event = view_event(view, index);
	uint8_t before = STATE_UNKNOWN;

	size_t told = told_before(view->ladder, index);

	if (told != SIZE_MAX)
		before = view_event(view, told)->state[side];
	else if (before_rows(view->ladder, index))
		before = state_before(view, side);
	return (before & STATE_MASK) != (event->state[side] & STATE_MASK);
}

/* A state is written where it becomes another. */
static void draw_state_news(const struct view *view, size_t index, enum side side, int y)
{
	enum ladder_blank_part part = side == SIDE_A ? BLANK_STATE_A : BLANK_STATE_B;

	if (ladder_is_blank(view->ladder, index, part))
		draw_state_text(view, side, "________", y);
	else if (state_is_news(view, index, side))
		state_draw(view, side, view_event(view, index)->state[side], y);
}

static void draw_arrow(const struct view *view, size_t index, int y)
{
	const struct event *event = view_event(view, index);
	int rows = arrow_rows(view->ladder);
	enum side peer = event->side == SIDE_A ? SIDE_B : SIDE_A;
	const struct layout *layout = &view->layout;
	char time[TIME_TEXT];

	time_text(view, index, time);
	canvas_text(view->canvas,
		    layout->time_x + layout->time_width - canvas_text_width(view->canvas, time), y,
		    layout->time_width, INK_DIM, time);
	lifelines_draw(view, y, rows);
	draw_state_news(view, index, event->side, y);
	draw_state_news(view, index, peer, y + rows - 1);
	arrow_draw(view, index, y);
	if (view->ladder->selected == index) {
		canvas_text(view->canvas, 0, y, 1, INK_PLAIN, ">");
		canvas_select(view->canvas, 0, y, layout->width, rows);
	}
}

/* --- the table --- */

static const struct {
	int (*rows)(const struct ladder *ladder, size_t index);
	void (*draw)(const struct view *view, size_t index, int y);
} parts[PART_COUNT] = {
	[PART_LEFT_OUT] = {left_out_rows, draw_left_out},
	[PART_MIDWAY] = {midway_rows, draw_midway},
	[PART_BAND] = {band_rows, draw_band},
	[PART_BEFORE] = {before_rows, draw_before},
	[PART_REMARK] = {remark_rows, remark_draw},
	[PART_WAIT] = {wait_rows, draw_wait},
	[PART_UNSEEN] = {unseen_rows, draw_unseen},
	[PART_ARROW] = {own_rows, draw_arrow},
};

int part_rows(const struct ladder *ladder, size_t index, enum part part)
{
	return parts[part].rows(ladder, index);
}

void part_draw(const struct view *view, size_t index, enum part part, int y)
{
	parts[part].draw(view, index, y);
}
