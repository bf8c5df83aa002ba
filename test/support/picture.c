/* What a canvas shows, as text. */
#include "support/picture.h"

#include <assert.h>
#include <string.h>

const char *picture_row(const struct canvas *canvas, int y)
{
	static char text[4096];
	size_t length = 0;

	for (int x = 0; x < canvas_width(canvas); x++) {
		assert(length + CELL_TEXT < sizeof(text));
		canvas_cell_text(canvas, x, y, text + length);
		length += strlen(text + length);
	}
	while (length > 0 && text[length - 1] == ' ')
		length--;
	text[length] = '\0';
	return text;
}

struct ladder picture_ladder(const struct tracker *tracker, int width)
{
	return (struct ladder){
		.flow = tracker_flow(tracker, 0),
		.lang = lang_default(),
		.width = width,
		.selected = SIZE_MAX,
	};
}

struct ladder picture_scale(const struct tracker *tracker)
{
	struct ladder ladder = picture_ladder(tracker, 80);

	ladder.style = LADDER_SCALE;
	return ladder;
}

struct canvas *picture_of(const struct ladder *ladder, enum glyphs glyphs)
{
	struct canvas *canvas;
	int rows = 0;

	for (size_t i = 0; i < flow_events(ladder->flow); i++)
		rows += ladder_rows(ladder, i);
	canvas = canvas_new(ladder->width, rows, glyphs);
	ladder_draw(ladder, canvas, 0, rows, (struct ladder_place){0, 0});
	return canvas;
}
