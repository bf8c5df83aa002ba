/* The screen of one segment: its headers field by field, and its bytes. */
#include "tui/segment/picture.h"

#include "tcpladder/error.h"
#include "tui/ladder/explain.h"
#include "tui/segment/about.h"

#include <stdlib.h>
#include <string.h>

struct segment_view {
	struct picture picture; /* its field is under the cursor, or its byte */
	enum bytes_mode bytes;
};

enum { UNREAD_LINES = 5 }; /* about a segment whose frame cannot be read */

static struct layout layout_of(const struct app *app, const struct segment_view *view)
{
	return lay_out(app, view->bytes, view->picture.segment.size);
}

/* --- the segment --- */

static size_t tcp_field(const struct picture *picture, enum field_name name)
{
	const struct dissection *parts = &picture->segment.parts;

	for (size_t i = parts->tcp; i < parts->count; i++)
		if (parts->field[i].name == name)
			return i;
	return parts->tcp;
}

/* Another segment, with the cursor on the field of the same name. */
static void load(struct app *app, struct segment_view *view)
{
	struct picture *picture = &view->picture;
	enum field_name name = FIELD_TCP_SEQ;

	if (picture->segment.have)
		name = picture->segment.parts.field[picture->field].name;
	sighting_read(&picture->segment, app, app->event);
	picture->field = picture->segment.have ? tcp_field(picture, name) : 0;
	picture->byte =
		picture->segment.have ? picture->segment.parts.field[picture->field].offset : 0;
}

static void *segment_open(struct app *app)
{
	struct segment_view *view = memory_zero(1, sizeof(*view));
	struct picture *picture = &view->picture;

	picture->from_tcp = true;
	load(app, view);
	if (app->bytes_wanted) {
		view->bytes = BYTES_SHOWN;
		picture->on_bytes = picture->segment.have;
	}
	return view;
}

static void segment_close(void *state)
{
	struct segment_view *view = state;

	sighting_free(&view->picture.segment);
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

static size_t field_of_byte(const struct picture *picture, const struct sheet *sheet)
{
	const struct dissection *parts = &picture->segment.parts;

	for (size_t i = 0; i < parts->count; i++)
		if (picture->byte >= parts->field[i].offset && sheet->spot[i].width > 0 &&
		    picture->byte < parts->field[i].offset + parts->field[i].size)
			return i;
	return picture->field;
}

static void move_byte(const struct app *app, struct segment_view *view, enum action action)
{
	struct picture *picture = &view->picture;
	struct layout layout = layout_of(app, view);
	size_t per_row = (size_t)hex_per_row(layout.bytes.width);
	size_t page = (size_t)layout.bytes.height * per_row;
	size_t size = picture->segment.size;

	switch (action) {
	case ACTION_LEFT: picture->byte = list_move(ACTION_UP, picture->byte, size, 1); break;
	case ACTION_RIGHT: picture->byte = list_move(ACTION_DOWN, picture->byte, size, 1); break;
	case ACTION_DOWN:
		picture->byte =
			picture->byte + per_row < size ? picture->byte + per_row : picture->byte;
		break;
	case ACTION_UP:
		picture->byte = picture->byte >= per_row ? picture->byte - per_row : picture->byte;
		break;
	default: picture->byte = list_move(action, picture->byte, size, page); break;
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
	size_t count = sheet->reading.parts->count;

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
	struct picture *picture = &view->picture;
	struct layout layout = layout_of(app, view);
	struct sheet *sheet;

	if (!picture->segment.have)
		return;
	sheet = picture_sheet(app, picture, &layout);
	if (picture->on_bytes) {
		move_byte(app, view, action);
		picture->field = field_of_byte(picture, sheet);
	} else {
		picture->field = move_field(sheet, picture->field, action, layout.sheet.height);
		picture->byte = picture->segment.parts.field[picture->field].offset;
	}
	free(sheet);
}

static void switch_panes(struct segment_view *view)
{
	struct picture *picture = &view->picture;

	picture->on_bytes = !picture->on_bytes && picture->segment.have;
	if (picture->on_bytes)
		view->bytes = BYTES_SHOWN;
}

static void show_bytes(const struct app *app, struct segment_view *view)
{
	bool shown = layout_of(app, view).bytes.height > 0;

	view->bytes = shown ? BYTES_HIDDEN : BYTES_SHOWN;
	view->picture.on_bytes = view->picture.on_bytes && !shown;
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

static void point_at_field(struct picture *picture, const struct sheet *sheet, int x, int y)
{
	size_t field = sheet_field_at(sheet, x, y - LAYOUT_Y + picture->top);

	if (field == SIZE_MAX)
		return;
	picture->field = field;
	picture->byte = picture->segment.parts.field[field].offset;
	picture->on_bytes = false;
}

static enum action segment_point(struct app *app, void *state, int x, int y)
{
	struct segment_view *view = state;
	struct picture *picture = &view->picture;
	struct layout layout = layout_of(app, view);
	struct sheet *sheet;
	size_t byte;

	if (!picture->segment.have)
		return ACTION_NONE;
	sheet = picture_sheet(app, picture, &layout);
	byte = hex_at(&layout.bytes, picture->byte_top, x, y);
	if (byte < picture->segment.size) {
		picture->byte = byte;
		picture->on_bytes = true;
		picture->field = field_of_byte(picture, sheet);
	} else if (y >= LAYOUT_Y && y < LAYOUT_Y + layout.sheet.height && x < layout.sheet.width) {
		point_at_field(picture, sheet, x, y);
	}
	free(sheet);
	return ACTION_NONE;
}

/* --- drawing --- */

static void draw_title(struct app *app, const struct sighting *segment)
{
	struct line line = {.used = 0};

	picture_title(app, segment, &line);
	app_title_text(app, line.text);
}

/* Of a segment whose frame cannot be read: why, and what is known of it nevertheless. */
static void draw_unread(struct app *app, const struct segment_view *view)
{
	struct ladder ladder = app->show;
	struct explain_box what = {&ladder, app->event, LAYOUT_Y + 3, UNREAD_LINES};

	ladder.flow = tracker_flow(app->tui->tracker, app->flow);
	app_write(app, 1, LAYOUT_Y + 1, INK_NOTICE, view->picture.segment.why.text);
	/* It may have been forgotten meanwhile. */
	if (flow_event(ladder.flow, app->event)->frame == view->picture.segment.event->frame)
		explain_draw(app, &what);
}

static void segment_draw(struct app *app, void *state)
{
	struct segment_view *view = state;
	struct picture *picture = &view->picture;
	struct layout layout = layout_of(app, view);

	draw_title(app, &picture->segment);
	if (!picture->segment.have) {
		draw_unread(app, view);
		return;
	}
	picture_draw(app, picture, &layout);
	app_rule(app, layout.about_y - 1);
	about_draw(app, &picture->segment, picture->field, &layout);
}

const struct view view_segment = {
	.screen = SCREEN_SEGMENT,
	.open = segment_open,
	.close = segment_close,
	.draw = segment_draw,
	.act = segment_act,
	.point = segment_point,
};
