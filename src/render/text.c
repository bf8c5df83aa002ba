/* Ladders and flow lists to a stream: a window of rows at a time, in constant memory. */
#include "render/text.h"

#include "render/paragraph.h"
#include "render/rows.h"
#include "render/stream.h"
#include "tcpladder/canvas.h"
#include "tcpladder/flow_list.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 64 }; /* rows drawn at once */

/* Goes down by so many rows; returns how many there were. */
static int walk(const struct ladder *ladder, struct ladder_place *place, int rows, bool *more)
{
	int gone = 0;

	*more = true;
	while (gone < rows && *more) {
		*more = ladder_down(ladder, place);
		gone++;
	}
	return gone;
}

static int write_ladder(const struct render *render, const struct ladder *ladder,
			struct canvas *canvas, struct error *error)
{
	struct ladder_place place = {flow_first(ladder->flow), 0};
	bool more = flow_events(ladder->flow) > 0;

	while (more) {
		struct ladder_place from = place;
		int rows = walk(ladder, &place, WINDOW, &more);

		canvas_clear(canvas);
		ladder_draw(ladder, canvas, 0, rows, from);
		if (rows_write(render, canvas, rows, error) < 0)
			return -1;
	}
	return 0;
}

static int write_flow(const struct render *render, size_t index, struct error *error)
{
	struct ladder ladder = render->ladder;
	struct canvas *canvas;
	int result, title;

	ladder.flow = tracker_flow(render->tracker, index);
	ladder.selected = SIZE_MAX;
	canvas = canvas_new(ladder.width, WINDOW, render->glyphs);
	title = ladder_title_rows(&ladder, canvas, tracker_flows(render->tracker));
	ladder_heading(&ladder, canvas, title);
	result = rows_write(render, canvas, title + ladder_heading_rows(&ladder), error);
	if (result == 0)
		result = write_ladder(render, &ladder, canvas, error);
	if (result == 0) {
		fputc('\n', render->out);
		result = stream_check(render->out, error);
	}
	canvas_free(canvas);
	return result;
}

int text_flows(const struct render *render, const size_t *indices, size_t count,
	       struct error *error)
{
	struct canvas *canvas = canvas_new(render->ladder.width, 1, render->glyphs);
	int result = paragraph_about(render, canvas, error);

	canvas_free(canvas);
	for (size_t i = 0; i < count && result == 0; i++)
		result = write_flow(render, indices[i], error);
	return result;
}

/* The columns are as wide as the flows need that are listed. */
static struct flow_list list_of(const struct render *render, const size_t *indices, size_t count)
{
	struct flow_list list = {
		.lang = render->ladder.lang,
		.flows = tracker_flows(render->tracker),
		.sorted = COLUMN_COUNT,
	};
	struct flow_summary flow;

	list.start_ns = tracker_start_ns(render->tracker);
	for (size_t i = 0; i < count; i++) {
		flow = flow_summary(tracker_flow(render->tracker, indices[i]));
		flow_list_fit(&list, &flow);
	}
	return list;
}

static void draw_list_row(const struct flow_list *list, struct canvas *canvas,
			  const struct flow *flow)
{
	struct flow_summary summary = flow_summary(flow);
	struct flow_life life = {.seen = 0};

	if (flow_list_has_life(list, canvas))
		flow_life_look(&life, flow, SIZE_MAX);
	canvas_clear(canvas);
	flow_list_row(list, canvas, 0, &summary, &life);
}

int text_list(const struct render *render, const size_t *indices, size_t count, struct error *error)
{
	struct flow_list list = list_of(render, indices, count);
	struct canvas *canvas = canvas_new(render->ladder.width, 1, render->glyphs);
	int result;

	flow_list_heading(&list, canvas, 0);
	result = rows_write(render, canvas, 1, error);
	for (size_t i = 0; i < count && result == 0; i++) {
		draw_list_row(&list, canvas, tracker_flow(render->tracker, indices[i]));
		result = rows_write(render, canvas, 1, error);
	}
	canvas_free(canvas);
	return result;
}

int text_end(const struct render *render, struct error *error)
{
	const struct render_source *source = render->source;
	const char *line = source->not_drawn(source->context);

	if (source->frames == 0 && !source->error(source->context, 0))
		line = lang_text(render->ladder.lang, MSG_NO_FRAMES);
	if (*line)
		fprintf(render->out, "%s\n", line);
	line = source->health(source->context);
	if (*line)
		fprintf(render->out, "%s\n", line);
	return stream_check(render->out, error);
}
