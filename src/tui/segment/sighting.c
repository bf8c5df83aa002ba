/* Reading a segment again. */
#include "tui/segment/sighting.h"

#include <stdlib.h>
#include <string.h>

void sighting_free(struct sighting *sighting)
{
	free(sighting->data);
	sighting->data = NULL;
}

static size_t find_data(const struct sighting *sighting)
{
	const struct dissection *parts = &sighting->parts;

	for (size_t i = parts->tcp; i < parts->count; i++)
		if (parts->field[i].name == FIELD_DATA)
			return parts->field[i].offset;
	return sighting->size;
}

void sighting_read(struct sighting *sighting, struct app *app, size_t event)
{
	const struct tui_source *source = app->tui->source;
	const struct flow *flow = tracker_flow(app->tui->tracker, app->flow);

	sighting_free(sighting);
	sighting->copy = *flow_event(flow, event);
	sighting->event = &sighting->copy;
	sighting->flow = flow_summary(flow);
	sighting->have =
		source->reread(source->context, sighting->event, &sighting->parts, &sighting->why);
	if (!sighting->have)
		return;
	sighting->size = sighting->parts.frame.caplen;
	sighting->data = memory_alloc(sighting->size);
	memcpy(sighting->data, sighting->parts.frame.data, sighting->size);
	sighting->parts.frame.data = sighting->data;
	sighting->data_offset = find_data(sighting);
}

struct reading sighting_reading(const struct sighting *sighting, const struct app *app)
{
	return (struct reading){
		.lang = app->show.lang,
		.parts = &sighting->parts,
		.data = sighting->data,
		.event = sighting->event,
		.flow = &sighting->flow,
		.absolute = app->show.absolute,
	};
}
