/* The screen that sets two segments side by side. */
#include "tui/segment/difference.h"

#include "tcpladder/error.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Where the two columns of values begin, and how wide each is. */
struct columns {
	int name;
	int value[2];
	int width;
};

struct compare {
	struct sighting one, other;
	struct differences differences;
	size_t *shown; /* the rows that are shown */
	size_t count;
	bool only;     /* what differs */
	size_t cursor; /* among those shown */
	size_t top;
	struct columns columns;
};

enum {
	SUMMARY_Y = 1,
	HEADING_Y = 2,
	ROWS_Y = 3,
	FRAME_ROWS = 2,   /* rule, key line */
	ABOUT_WIDTH = 80, /* narrower, what a field is for takes two rows */
	NAME_X = 3,       /* the cursor's and the difference's signs before it */
	NAME_MOST = 32,
	VALUE_MOST = 56, /* farther apart the two are hard to compare */
	GAP = 2
};

static int about_rows(const struct app *app)
{
	return canvas_width(app->canvas) < ABOUT_WIDTH ? 2 : 1;
}

static size_t rows_height(const struct app *app)
{
	int below = FRAME_ROWS + about_rows(app);

	return (size_t)(canvas_height(app->canvas) - ROWS_Y - below);
}

static bool is_read(const struct compare *compare)
{
	return compare->one.have && compare->other.have;
}

/* Chooses the rows again; the cursor stays on its field, or goes to the next that is shown. */
static void choose(struct compare *compare)
{
	size_t on = compare->count > 0 ? compare->shown[compare->cursor] : 0;

	compare->count = compare->cursor = 0;
	for (size_t i = 0; i < compare->differences.count; i++) {
		if (compare->only && !compare->differences.rows[i].differs)
			continue;
		if (i <= on)
			compare->cursor = compare->count;
		compare->shown[compare->count++] = i;
	}
}

static void *compare_open(struct app *app)
{
	struct compare *compare = memory_zero(1, sizeof(*compare));

	sighting_read(&compare->one, app, app->other);
	sighting_read(&compare->other, app, app->event);
	if (!is_read(compare))
		return compare;
	differences_of(&compare->one, &compare->other, &compare->differences);
	compare->shown = memory_zero(compare->differences.count + 1, sizeof(*compare->shown));
	choose(compare);
	return compare;
}

static void compare_close(void *state)
{
	struct compare *compare = state;

	sighting_free(&compare->one);
	sighting_free(&compare->other);
	differences_free(&compare->differences);
	free(compare->shown);
	free(compare);
}

static void compare_act(struct app *app, void *state, enum action action)
{
	struct compare *compare = state;
	size_t page = rows_height(app);

	switch (action) {
	case ACTION_DIFFERENCES:
		compare->only = !compare->only;
		choose(compare);
		break;
	case ACTION_NUMBERS: app->show.absolute = !app->show.absolute; break;
	default:
		compare->cursor = list_move(action, compare->cursor, compare->count, page);
		compare->top = list_turn(action, compare->top, compare->count, page);
		break;
	}
}

static enum action compare_point(struct app *app, void *state, int x, int y)
{
	struct compare *compare = state;
	size_t line = (size_t)(y - ROWS_Y);

	(void)x;
	if (y >= ROWS_Y && line < rows_height(app) && compare->top + line < compare->count)
		compare->cursor = compare->top + line;
	return ACTION_NONE;
}

/* --- drawing --- */

static void draw_title(struct app *app, const struct compare *compare)
{
	char text[LINE_TEXT];

	snprintf(text, sizeof(text), app_text(app, MSG_COMPARE_TITLE), compare->one.event->frame,
		 compare->other.event->frame, compare->one.flow.number);
	app_title_text(app, text);
}

/* What matters first: whether the data is the same, and how many fields are not. */
static void draw_summary(struct app *app, const struct compare *compare)
{
	struct line line = {.used = 0};
	unsigned number;
	enum message data = difference_data(&compare->one, &compare->other, &number);

	line_add(&line, app_text(app, data), number);
	line_add(&line, app_text(app, MSG_COMPARE_FIELDS), compare->differences.differing,
		 compare->differences.count);
	app_write(app, 1, SUMMARY_Y, INK_BAND, line.text);
}

static void draw_heading(struct app *app, const struct compare *compare)
{
	const struct sighting *const both[] = {&compare->one, &compare->other};
	bool utf8 = app->tui->glyphs != GLYPHS_ASCII;
	struct columns columns = compare->columns;
	int64_t wait_ns = both[1]->event->time_ns - both[0]->event->time_ns;

	for (int i = 0; i < 2; i++) {
		struct line line = {.used = 0};
		bool a = both[i]->event->side == SIDE_A;

		line_add(&line, "#%" PRIu32 "  %c %s %c", both[i]->event->frame, a ? 'A' : 'B',
			 utf8 ? "→" : "->", a ? 'B' : 'A');
		if (i == 1)
			line_add(&line, "  %+.6f s", (double)wait_ns / 1e9);
		/* Right of the second nothing needs room. */
		app_write_cut(app,
			      (struct title_room){columns.value[i],
						  i == 1 ? canvas_width(app->canvas)
							 : columns.value[i] + columns.width},
			      HEADING_Y, INK_HEADING, line.text);
	}
}

static void say_value(const struct reading *reading, const struct field *field, struct line *line)
{
	if (!field)
		line_add(line, "%s", lang_text(reading->lang, MSG_COMPARE_NONE));
	else
		field_value(reading, field, line);
	if (line->used == 0)
		line_add(line, "✓");
}

/* What stands in brackets explains the value, and goes where there is no room for both. */
static void fit_value(const struct app *app, const struct field *field, int room, struct line *line)
{
	char *bracket = strstr(line->text, " (");

	if (bracket && field->name != FIELD_DATA &&
	    canvas_text_width(app->canvas, line->text) > room)
		*bracket = '\0';
}

/* One of the two values, and by how much the second is away from the first. */
struct shown_value {
	const struct field *field;
	struct line step, line;
};

static void fill_value(const struct app *app, const struct compare *compare,
		       const struct difference *row, int which, struct shown_value *value)
{
	const struct sighting *one = &compare->one, *other = &compare->other;
	struct reading reading = sighting_reading(which == 0 ? one : other, app);

	value->field = row->field[which];
	value->step.used = value->line.used = 0;
	say_value(&reading, value->field, &value->line);
	if (which == 1)
		difference_step(one, other, row, &value->step);
}

static void say_name(const struct difference *row, struct line *name)
{
	const struct field *field = row->field[0] ? row->field[0] : row->field[1];

	line_add(name, "%s %s", field->layer, field_text(field->name));
}

static struct columns columns_with(const struct app *app, int name)
{
	int width = canvas_width(app->canvas);
	int gap = width < ABOUT_WIDTH ? 1 : GAP;
	int room = (width - 1 - name - GAP - gap) / 2;
	int value = room < VALUE_MOST ? room : VALUE_MOST;

	return (struct columns){name, {name + GAP, name + GAP + value + gap}, value};
}

/* The cells of the widest value that is whole in so many, but for what may go. */
static int widest_whole(const struct app *app, const struct compare *compare, int room)
{
	int widest = 0;

	for (size_t i = 0; i < 2 * compare->count; i++) {
		struct shown_value value;
		int used;

		fill_value(app, compare, &compare->differences.rows[compare->shown[i / 2]],
			   (int)(i % 2), &value);
		if (value.field)
			fit_value(app, value.field, 0, &value.line);
		used = canvas_text_width(app->canvas, value.line.text);
		if (value.step.used > 0)
			used += canvas_text_width(app->canvas, value.step.text) + GAP;
		if (used <= room && used > widest)
			widest = used;
	}
	return widest;
}

/* Names take what they need of the room that no value does. */
static struct columns columns_of(const struct app *app, const struct compare *compare)
{
	int width = canvas_width(app->canvas), longest = 0;
	int name = width / 3 < NAME_MOST ? width / 3 : NAME_MOST;
	int whole = widest_whole(app, compare, columns_with(app, name).width);

	for (size_t i = 0; i < compare->count; i++) {
		struct line text = {.used = 0};
		int cells;

		say_name(&compare->differences.rows[compare->shown[i]], &text);
		cells = canvas_text_width(app->canvas, text.text);
		longest = cells > longest ? cells : longest;
	}
	while (name + 1 < NAME_X + longest && columns_with(app, name + 1).width >= whole)
		name++;
	return columns_with(app, name);
}

static void draw_value(struct app *app, const struct compare *compare, size_t index, int which,
		       int y)
{
	const struct difference *row = &compare->differences.rows[index];
	struct columns columns = compare->columns;
	struct title_room room = {columns.value[which], columns.value[which] + columns.width};
	struct shown_value value;

	fill_value(app, compare, row, which, &value);
	/* The step comes first: it is what the eye looks for. */
	if (value.step.used > 0)
		room.x = app_write_cut(app, room, y, INK_NOTICE, value.step.text) + GAP;
	if (value.field)
		fit_value(app, value.field, room.end - room.x, &value.line);
	if (room.x < room.end)
		app_write_cut(app, room, y, row->differs ? INK_NOTICE : INK_DIM, value.line.text);
}

static void draw_row(struct app *app, const struct compare *compare, size_t index, int y)
{
	const struct difference *row = &compare->differences.rows[index];
	struct line name = {.used = 0};

	say_name(row, &name);
	canvas_text(app->canvas, 1, y, 1, INK_NOTICE,
		    row->differs   ? "≠"
		    : row->crossed ? "⇄"
				   : " ");
	app_write_cut(app, (struct title_room){NAME_X, compare->columns.name + 1}, y,
		      row->differs ? INK_BAND : INK_DIM, name.text);
	draw_value(app, compare, index, 0, y);
	draw_value(app, compare, index, 1, y);
}

static void draw_about(struct app *app, const struct compare *compare)
{
	const struct difference *row;
	const struct field *field;
	int rows = about_rows(app), y = canvas_height(app->canvas) - FRAME_ROWS - rows;
	struct pane pane = {1, y + 1, canvas_width(app->canvas) - 2, rows};

	app_rule(app, y);
	if (compare->count == 0)
		return;
	row = &compare->differences.rows[compare->shown[compare->cursor]];
	field = row->field[0] ? row->field[0] : row->field[1];
	app_wrap(app, pane, INK_PLAIN, field_about(app->show.lang, field->name));
}

static void draw_rows(struct app *app, struct compare *compare)
{
	size_t height = rows_height(app);

	compare->top = list_scroll(compare->top, compare->cursor, compare->count, height);
	for (size_t i = 0; i < height && compare->top + i < compare->count; i++) {
		int y = ROWS_Y + (int)i;

		draw_row(app, compare, compare->shown[compare->top + i], y);
		if (compare->top + i != compare->cursor)
			continue;
		canvas_text(app->canvas, 0, y, 1, INK_PLAIN, ">");
		canvas_select(app->canvas, 0, y, canvas_width(app->canvas), 1);
	}
}

static void compare_draw(struct app *app, void *state)
{
	struct compare *compare = state;
	const struct sighting *gone = compare->one.have ? &compare->other : &compare->one;

	draw_title(app, compare);
	if (!is_read(compare)) {
		app_write(app, 1, ROWS_Y, INK_NOTICE, gone->why.text);
		return;
	}
	compare->columns = columns_of(app, compare);
	draw_summary(app, compare);
	draw_heading(app, compare);
	draw_rows(app, compare);
	draw_about(app, compare);
}

const struct view view_compare = {
	.screen = SCREEN_COMPARE,
	.open = compare_open,
	.close = compare_close,
	.draw = compare_draw,
	.act = compare_act,
	.point = compare_point,
};
