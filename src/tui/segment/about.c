/* The foot of the segment's screen. */
#include "tui/segment/about.h"

static void wrap(struct app *app, int y, int lines, const char *text)
{
	struct pane pane = {1, y, canvas_width(app->canvas) - 2, lines};

	app_wrap(app, pane, INK_PLAIN, text);
}

/* "TCP Window: how many bytes more may be sent" */
static void draw_brief(struct app *app, const struct field *field, const struct layout *layout)
{
	struct line line = {.used = 0};

	line_add(&line, "%s %s: %s", field->layer, field_text(field->name),
		 field_about(app->show.lang, field->name));
	wrap(app, layout->about_y, layout->about_lines, line.text);
}

/* "Window 502 x 128 = 64256   bytes 48-49: 01 f6" and the section, then what it is for. */
void about_draw(struct app *app, const struct sighting *segment, size_t index,
		const struct layout *layout)
{
	enum { BYTES_LISTED = 8 };
	const struct field *field = &segment->parts.field[index];
	const char *reference = field_reference(field->name);
	const char *about = field_about(app->show.lang, field->name);
	int end = canvas_width(app->canvas) - 1 - canvas_text_width(app->canvas, reference);
	struct reading reading = sighting_reading(segment, app);
	struct line line = {.used = 0};

	if (layout->brief) {
		draw_brief(app, field, layout);
		return;
	}
	line_add(&line, "%s %s ", field->layer, field_text(field->name));
	field_value(&reading, field, &line);
	line_add(&line, "  ");
	line_add(&line, app_text(app, field->size == 1 ? MSG_BYTE_AT : MSG_BYTES_AT), field->offset,
		 field->offset + field->size - 1);
	for (uint32_t i = 0; i < field->size && i < BYTES_LISTED; i++)
		line_add(&line, "%s%02x", i > 0 ? " " : "", segment->data[field->offset + i]);
	line_add(&line, "%s", field->size > BYTES_LISTED ? " …" : "");
	/* Of the two the reference is the one to look up: bytes are on the screen as well. */
	app_write_cut(app, (struct title_room){1, *reference ? end - 2 : end}, layout->about_y,
		      INK_PLAIN, line.text);
	wrap(app, layout->about_y + 1, layout->about_lines - 1, about);
	canvas_text(app->canvas, end, layout->about_y, -1, INK_NOTICE, reference);
}
