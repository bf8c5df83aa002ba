/* The screen of one segment: its headers field by field, and its bytes. */
#include "tui/segment/sighting.h"

#include "tcpladder/error.h"
#include "tui/ladder/explain.h"
#include "tui/segment/about.h"
#include "tui/segment/layout.h"

#include <stdlib.h>
#include <string.h>

struct segment_view {
	struct sighting segment;
	size_t field; /* under the cursor */
	size_t byte;  /* under the cursor, where it is among the bytes */
	bool on_bytes;
	enum bytes_mode bytes;
	int top;         /* first line of the sheet that is shown */
	size_t byte_top; /* first row of bytes */
	bool opened;     /* the sheet is to be shown from the TCP header on */
};

enum {
	RULER_LINES = 3, /* kept in sight above the first fields */
	UNREAD_LINES = 5 /* about a segment whose frame cannot be read */
};

static struct layout layout_of(const struct app *app, const struct segment_view *view)
{
	return lay_out(app, view->bytes, view->segment.size);
}

/* --- the segment --- */

static size_t tcp_field(const struct segment_view *view, enum field_name name)
{
	const struct dissection *parts = &view->segment.parts;

	for (size_t i = parts->tcp; i < parts->count; i++)
		if (parts->field[i].name == name)
			return i;
	return parts->tcp;
}

/* Another segment, with the cursor on the field of the same name. */
static void load(struct app *app, struct segment_view *view)
{
	enum field_name name = FIELD_TCP_SEQ;

	if (view->segment.have)
		name = view->segment.parts.field[view->field].name;
	sighting_read(&view->segment, app, app->event);
	view->field = view->segment.have ? tcp_field(view, name) : 0;
	view->byte = view->segment.have ? view->segment.parts.field[view->field].offset : 0;
}

static void *segment_open(struct app *app)
{
	struct segment_view *view = memory_zero(1, sizeof(*view));

	view->opened = true;
	load(app, view);
	if (app->bytes_wanted) {
		view->bytes = BYTES_SHOWN;
		view->on_bytes = view->segment.have;
	}
	return view;
}

static void segment_close(void *state)
{
	struct segment_view *view = state;

	sighting_free(&view->segment);
	free(view);
}

static void go_to_segment(struct app *app, struct segment_view *view, bool further)
{
	const struct flow *flow = tracker_flow(app->tui->tracker, app->flow);
	size_t end = app_events_end(app, flow);
	size_t count = end > 0 ? end : flow_events(flow);

	if (further ? app->event + 1 >= count : app->event <= flow_first(flow)) {
		app_note(app, "%s",
			 app_text(app, further ? MSG_NO_MORE_SEGMENTS : MSG_NO_EARLIER_SEGMENTS));
		return;
	}
	app->event = further ? app->event + 1 : app->event - 1;
	app->jump = app->event;
	load(app, view);
}

/* --- moving --- */

static struct sheet sheet_of(struct app *app, struct segment_view *view,
			     const struct layout *layout, const struct reading *reading)
{
	return (struct sheet){
		.app = app,
		.reading = reading,
		.width = layout->sheet_width,
		.y = LAYOUT_Y - view->top,
		.chosen = view->field,
	};
}

/* The sheet as it would be drawn now, without drawing it. */
static void measure(struct app *app, struct sheet *sheet)
{
	canvas_clip(app->canvas, 0, 0);
	sheet_draw(sheet);
	canvas_clip(app->canvas, 0, -1);
}

static size_t field_of_byte(const struct segment_view *view, const struct sheet *sheet)
{
	const struct dissection *parts = &view->segment.parts;

	for (size_t i = 0; i < parts->count; i++)
		if (view->byte >= parts->field[i].offset && sheet->spot[i].width > 0 &&
		    view->byte < parts->field[i].offset + parts->field[i].size)
			return i;
	return view->field;
}

static void move_byte(const struct app *app, struct segment_view *view, enum action action)
{
	struct layout layout = layout_of(app, view);
	size_t per_row = (size_t)hex_per_row(layout.bytes.width);
	size_t page = (size_t)layout.bytes.height * per_row;
	size_t size = view->segment.size;

	switch (action) {
	case ACTION_LEFT: view->byte = list_move(ACTION_UP, view->byte, size, 1); break;
	case ACTION_RIGHT: view->byte = list_move(ACTION_DOWN, view->byte, size, 1); break;
	case ACTION_DOWN:
		view->byte = view->byte + per_row < size ? view->byte + per_row : view->byte;
		break;
	case ACTION_UP:
		view->byte = view->byte >= per_row ? view->byte - per_row : view->byte;
		break;
	default: view->byte = list_move(action, view->byte, size, page); break;
	}
}

/* As many lines of the sheet as a page has, field by field. */
static size_t move_lines(const struct sheet *sheet, size_t field, int lines)
{
	int step = lines < 0 ? -1 : 1;
	int from = sheet->spot[field].y;
	size_t next;

	while ((sheet->spot[field].y - from) * step < lines * step) {
		next = sheet_beside(sheet, field, step);
		if (next == field)
			break;
		field = next;
	}
	return field;
}

static size_t move_field(const struct sheet *sheet, size_t field, enum action action, int page)
{
	size_t count = sheet->reading->parts->count;

	switch (action) {
	case ACTION_LEFT: return sheet_next(sheet, field, -1);
	case ACTION_RIGHT: return sheet_next(sheet, field, 1);
	case ACTION_DOWN: return sheet_beside(sheet, field, 1);
	case ACTION_UP: return sheet_beside(sheet, field, -1);
	case ACTION_PAGE_DOWN: return move_lines(sheet, field, page);
	case ACTION_PAGE_UP: return move_lines(sheet, field, -page);
	case ACTION_HALF_DOWN: return move_lines(sheet, field, page / 2);
	case ACTION_HALF_UP: return move_lines(sheet, field, -page / 2);
	case ACTION_FIRST: return 0;
	case ACTION_LAST: return sheet_next(sheet, count, -1);
	default: return field;
	}
}

static void move(struct app *app, struct segment_view *view, enum action action)
{
	struct layout layout = layout_of(app, view);
	struct reading reading = sighting_reading(&view->segment, app);
	struct sheet *sheet;

	if (!view->segment.have)
		return;
	sheet = memory_alloc(sizeof(*sheet));
	*sheet = sheet_of(app, view, &layout, &reading);
	measure(app, sheet);
	if (view->on_bytes) {
		move_byte(app, view, action);
		view->field = field_of_byte(view, sheet);
	} else {
		view->field = move_field(sheet, view->field, action, layout.sheet_height);
		view->byte = view->segment.parts.field[view->field].offset;
	}
	free(sheet);
}

static void switch_panes(struct segment_view *view)
{
	view->on_bytes = !view->on_bytes && view->segment.have;
	if (view->on_bytes)
		view->bytes = BYTES_SHOWN;
}

static void show_bytes(const struct app *app, struct segment_view *view)
{
	bool shown = layout_of(app, view).bytes.height > 0;

	view->bytes = shown ? BYTES_HIDDEN : BYTES_SHOWN;
	view->on_bytes = view->on_bytes && !shown;
}

static void segment_act(struct app *app, void *state, enum action action)
{
	struct segment_view *view = state;

	switch (action) {
	case ACTION_NEXT_SEGMENT: go_to_segment(app, view, true); break;
	case ACTION_PREVIOUS_SEGMENT: go_to_segment(app, view, false); break;
	case ACTION_SEGMENT: switch_panes(view); break;
	case ACTION_BYTES: show_bytes(app, view); break;
	case ACTION_NUMBERS: app->show.absolute = !app->show.absolute; break;
	default: move(app, view, action); break;
	}
}

static void point_at_field(struct segment_view *view, const struct sheet *sheet, int x, int y)
{
	size_t field = sheet_field_at(sheet, x, y - LAYOUT_Y + view->top);

	if (field == SIZE_MAX)
		return;
	view->field = field;
	view->byte = view->segment.parts.field[field].offset;
	view->on_bytes = false;
}

static void segment_point(struct app *app, void *state, int x, int y)
{
	struct segment_view *view = state;
	struct layout layout = layout_of(app, view);
	struct reading reading = sighting_reading(&view->segment, app);
	struct sheet *sheet;
	size_t byte;

	if (!view->segment.have)
		return;
	sheet = memory_alloc(sizeof(*sheet));
	*sheet = sheet_of(app, view, &layout, &reading);
	measure(app, sheet);
	byte = hex_at(&layout.bytes, view->byte_top, x, y);
	if (byte < view->segment.size) {
		view->byte = byte;
		view->on_bytes = true;
		view->field = field_of_byte(view, sheet);
	} else if (y >= LAYOUT_Y && y < LAYOUT_Y + layout.sheet_height && x < layout.sheet_width) {
		point_at_field(view, sheet, x, y);
	}
	free(sheet);
}

/* --- drawing --- */

static void draw_title(struct app *app, const struct segment_view *view)
{
	const struct event *event = view->segment.event;
	const struct flow_summary *flow = &view->segment.flow;
	bool utf8 = app->tui->glyphs != GLYPHS_ASCII;
	char from[ENDPOINT_TEXT], to[ENDPOINT_TEXT], ends[2 * ENDPOINT_TEXT + 8], sides[16];
	const char *arrow = utf8 ? "→" : "->";
	char text[LINE_TEXT];

	endpoint_text(&flow->half[event->side].endpoint, from);
	endpoint_text(&flow->half[!event->side].endpoint, to);
	snprintf(sides, sizeof(sides), "%c %s %c", event->side == SIDE_A ? 'A' : 'B', arrow,
		 event->side == SIDE_A ? 'B' : 'A');
	snprintf(ends, sizeof(ends), "%s %s %s", from, arrow, to);
	snprintf(text, sizeof(text), app_text(app, MSG_SEGMENT_TITLE), event->frame, sides,
		 flow->number, ends);
	app_title_text(app, text);
}

/* Scrolls the sheet as little as shows the field under the cursor, or to the TCP header. */
static void follow_field(struct segment_view *view, const struct sheet *sheet, int height)
{
	const struct spot *spot = &sheet->spot[view->field];
	int most = sheet->height > height ? sheet->height - height : 0;

	if (view->opened)
		view->top = sheet->tcp_y;
	view->opened = false;
	if (spot->y - RULER_LINES < view->top)
		view->top = spot->y > RULER_LINES ? spot->y - RULER_LINES : 0;
	if (spot->y + spot->height > view->top + height)
		view->top = spot->y + spot->height - height;
	view->top = view->top > most ? most : view->top;
}

static void draw_sheet(struct app *app, struct segment_view *view, const struct layout *layout,
		       const struct reading *reading)
{
	struct sheet *sheet = memory_alloc(sizeof(*sheet));

	*sheet = sheet_of(app, view, layout, reading);
	measure(app, sheet);
	follow_field(view, sheet, layout->sheet_height);
	sheet->y = LAYOUT_Y - view->top;
	canvas_clip(app->canvas, LAYOUT_Y, layout->sheet_height);
	sheet_draw(sheet);
	canvas_clip(app->canvas, 0, -1);
	free(sheet);
}

/* The TCP header stands out from what lies around it, and the data is its sender's. */
static enum ink byte_ink(const void *context, size_t offset)
{
	const struct sighting *segment = context;
	const struct dissection *parts = &segment->parts;
	const struct field *last = &parts->field[parts->count - 1];

	if (offset < parts->field[parts->tcp].offset)
		return INK_DIM;
	if (last->name == FIELD_TRAILER && offset >= last->offset)
		return INK_DIM;
	if (offset < segment->data_offset)
		return INK_PLAIN;
	return segment->event->side == SIDE_A ? INK_A : INK_B;
}

static void draw_bytes(struct app *app, struct segment_view *view, const struct layout *layout)
{
	const struct field *field = &view->segment.parts.field[view->field];
	struct hex hex = {
		.data = view->segment.data,
		.size = view->segment.size,
		.first = field->offset,
		.end = field->offset + field->size,
		.cursor = view->on_bytes ? view->byte : SIZE_MAX,
		.ink = byte_ink,
		.context = &view->segment,
	};
	size_t per_row = (size_t)hex_per_row(layout->bytes.width);
	size_t rows = (hex.size + per_row - 1) / per_row;

	if (layout->bytes.height == 0)
		return;
	view->byte_top = list_scroll(view->byte_top, view->byte / per_row, rows,
				     (size_t)layout->bytes.height);
	hex_draw(&hex, app->canvas, &layout->bytes, view->byte_top);
	if (layout->bytes.y > LAYOUT_Y)
		app_rule(app, layout->bytes.y - 1);
}

/* Of a segment whose frame cannot be read: why, and what is known of it nevertheless. */
static void draw_unread(struct app *app, const struct segment_view *view)
{
	struct ladder ladder = app->show;
	struct explain_box what = {&ladder, app->event, LAYOUT_Y + 3, UNREAD_LINES};

	ladder.flow = tracker_flow(app->tui->tracker, app->flow);
	app_write(app, 1, LAYOUT_Y + 1, INK_NOTICE, view->segment.why.text);
	/* It may have been forgotten meanwhile. */
	if (flow_event(ladder.flow, app->event)->frame == view->segment.event->frame)
		explain_draw(app, &what);
}

static void segment_draw(struct app *app, void *state)
{
	struct segment_view *view = state;
	struct layout layout = layout_of(app, view);
	struct reading reading = sighting_reading(&view->segment, app);

	draw_title(app, view);
	if (!view->segment.have) {
		draw_unread(app, view);
		return;
	}
	draw_sheet(app, view, &layout, &reading);
	draw_bytes(app, view, &layout);
	app_rule(app, layout.about_y - 1);
	about_draw(app, &view->segment, view->field, &layout);
}

const struct view view_segment = {
	.screen = SCREEN_SEGMENT,
	.open = segment_open,
	.close = segment_close,
	.draw = segment_draw,
	.act = segment_act,
	.point = segment_point,
};
