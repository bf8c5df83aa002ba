/* The rows of a ladder, in whichever style: how many, which is next, and which to draw. */
#include "tcpladder/ladder.h"

#include "ladder/style.h"

static const struct style *const styles[LADDER_STYLES] = {
	[LADDER_SLOPED] = &style_stack,
	[LADDER_COMPACT] = &style_stack,
	[LADDER_SCALE] = &style_scale,
};

const struct style *style_of(const struct ladder *ladder)
{
	return styles[ladder->style];
}

bool ladder_is_blank(const struct ladder *ladder, size_t event, enum ladder_blank_part part)
{
	return ladder->blank.event == event && (ladder->blank.parts & part) != 0;
}

size_t ladder_events(const struct ladder *ladder)
{
	size_t count = flow_events(ladder->flow);

	return ladder->end > 0 && ladder->end < count ? ladder->end : count;
}

static bool has_event(const struct ladder *ladder, size_t event)
{
	return event < ladder_events(ladder) && event >= flow_first(ladder->flow);
}

int ladder_rows(const struct ladder *ladder, size_t event)
{
	return has_event(ladder, event) ? style_of(ladder)->rows(ladder, event) : 0;
}

struct ladder_place ladder_place(const struct ladder *ladder, size_t event)
{
	if (!has_event(ladder, event))
		return (struct ladder_place){flow_first(ladder->flow), 0};
	return style_of(ladder)->place(ladder, event);
}

void ladder_span(const struct ladder *ladder, size_t event, struct ladder_place span[2])
{
	span[0] = span[1] = (struct ladder_place){flow_first(ladder->flow), 0};
	if (has_event(ladder, event))
		style_of(ladder)->span(ladder, event, span);
}

bool ladder_down(const struct ladder *ladder, struct ladder_place *place)
{
	return has_event(ladder, place->event) && style_of(ladder)->down(ladder, place);
}

bool ladder_up(const struct ladder *ladder, struct ladder_place *place)
{
	return has_event(ladder, place->event) && style_of(ladder)->up(ladder, place);
}

void ladder_draw(const struct ladder *ladder, struct canvas *canvas, int y, int height,
		 struct ladder_place place)
{
	struct view view = view_of(ladder, canvas);
	struct window window = {y, height, place};

	if (height < 1 || !has_event(ladder, place.event))
		return;
	canvas_clip(canvas, y, height);
	style_of(ladder)->draw(&view, &window);
	canvas_clip(canvas, 0, -1);
}
