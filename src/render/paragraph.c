/* Breaks text into lines of a canvas' width. */
#include "render/paragraph.h"

#include "render/rows.h"

#include <string.h>

enum { LINE_TEXT = 8192 };

static int write_line(const struct render *render, struct canvas *canvas,
		      const struct paragraph *paragraph, const char *line, bool first,
		      struct error *error)
{
	int x = first ? paragraph->first : paragraph->rest;

	canvas_clear(canvas);
	if (first && paragraph->sign)
		canvas_text(canvas, 0, 0, x, INK_DIM, paragraph->sign);
	canvas_text(canvas, x, 0, -1, paragraph->ink, line);
	return rows_write(render, canvas, 1, error);
}

static int write_one(const struct render *render, struct canvas *canvas,
		     const struct paragraph *paragraph, const char *text, struct error *error)
{
	bool first = true;
	char line[LINE_TEXT];

	for (; *text; first = false) {
		int room = canvas_width(canvas) - (first ? paragraph->first : paragraph->rest);
		size_t length = canvas_text_fit(canvas, text, room);

		snprintf(line, sizeof(line), "%.*s", (int)length, text);
		if (write_line(render, canvas, paragraph, line, first, error) < 0)
			return -1;
		text += length;
		text += strspn(text, " ");
	}
	return 0;
}

int paragraph_write(const struct render *render, struct canvas *canvas,
		    const struct paragraph *paragraph, const char *text, struct error *error)
{
	char part[LINE_TEXT];

	while (*text) {
		size_t length = strcspn(text, "\n");

		snprintf(part, sizeof(part), "%.*s", (int)length, text);
		if (write_one(render, canvas, paragraph, part, error) < 0)
			return -1;
		text += length;
		text += *text == '\n';
	}
	return 0;
}

int paragraph_about(const struct render *render, struct canvas *canvas, struct error *error)
{
	static const struct paragraph about = {INK_NOTICE, 2, 2, "#"};
	const struct render_source *source = render->source;
	const char *text = source ? source->about(source->context) : "";

	if (!*text)
		return 0;
	if (paragraph_write(render, canvas, &about, text, error) < 0)
		return -1;
	canvas_clear(canvas);
	return rows_write(render, canvas, 1, error);
}
