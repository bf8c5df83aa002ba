/* Flows as sentences: the same explanations that the viewer shows, a segment after the other. */
#include "render/narration.h"

#include "render/narration_run.h"
#include "render/paragraph.h"
#include "render/rows.h"
#include "tcpladder/canvas.h"
#include "tcpladder/explain.h"

#include <inttypes.h>
#include <string.h>

enum { ITEM_TEXT = 8192, WIDTH_MOST = 100, INDENT = 4 }; /* longer lines are hard to read */

struct narration {
	const struct render *render;
	struct ladder ladder;
	struct canvas *canvas; /* of one row */
	struct error *error;
};

static int write_row(const struct narration *narration)
{
	return rows_write(narration->render, narration->canvas, 1, narration->error);
}

/* Lines below the first begin after a few blanks. */
static int write_text(const struct narration *narration, enum ink ink, const char *text)
{
	const struct paragraph paragraph = {ink, 0, INDENT, NULL};

	return paragraph_write(narration->render, narration->canvas, &paragraph, text,
			       narration->error);
}

/* "open: three-way handshake", with an empty line before it, where a phase begins. */
static int write_band(const struct narration *narration, size_t index)
{
	enum message band = ladder_band(&narration->ladder, index);

	if (band == MSG_COUNT)
		return 0;
	canvas_clear(narration->canvas);
	if (write_row(narration) < 0)
		return -1;
	return write_text(narration, INK_BAND, lang_text(narration->ladder.lang, band));
}

/* A SYN's offers, an ACK's SACK, a copy's TTL and SEG.UP are not kept: they are read again. */
static struct explain_reread reread_of(const struct narration *narration, const struct event *event,
				       struct packet *packet)
{
	const struct render_source *source = narration->render->source;
	const struct flow *flow = narration->ladder.flow;
	bool copy = explain_wants_original(event) && flow_has(flow, event->about);
	struct packet original;

	if ((!(event->flags & TCP_SYN) && event->len > 0 && !copy &&
	     !explain_wants_urgent(event)) ||
	    !source->reread(source->context, event, packet))
		return (struct explain_reread){.options = NULL};
	copy = copy && source->reread(source->context, flow_event(flow, event->about), &original);
	return explain_reread_of(event, &packet->segment, copy ? &original.segment : NULL);
}

static const char *remark_of(const struct narration *narration, const struct event *event)
{
	const struct ladder_remarks *remarks = narration->ladder.remarks;

	return event->commented && remarks ? remarks->get(remarks->context, event) : "";
}

/* "#6, 0.120200: A sends bytes … (RFC 9293 §3.4)", and first what the capture says of it. */
static int write_segment(const struct narration *narration, size_t index)
{
	const struct event *event = flow_event(narration->ladder.flow, index);
	struct explanation explanation;
	struct explain_reread reread;
	struct packet packet;
	char time[LADDER_WAIT];
	char text[ITEM_TEXT];
	const char *remark;
	size_t used;

	ladder_time(&narration->ladder, index, time);
	used = (size_t)snprintf(text, sizeof(text), "#%" PRIu32 ", %s:", event->frame, time);
	remark = remark_of(narration, event);
	if (*remark)
		used += (size_t)snprintf(text + used, sizeof(text) - used, " %s", remark);
	reread = reread_of(narration, event, &packet);
	explain(&narration->ladder, index, &reread, &explanation);
	for (size_t i = 0; i < explanation.told && used < sizeof(text); i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, " %s",
					 explanation.sentence[i].text);
	if (used < sizeof(text))
		snprintf(text + used, sizeof(text) - used, " (%s)", explanation.reference);
	return write_text(narration, INK_PLAIN, text);
}

/* Tells the segment, or the run that begins with it; *index is the last one told. */
static int write_item(const struct narration *narration, size_t *index)
{
	size_t end = narration_run_end(&narration->ladder, *index);
	char text[ITEM_TEXT];

	if (end == *index)
		return write_segment(narration, *index);
	narration_run_text(&narration->ladder, *index, end, text, sizeof(text));
	*index = end - 1;
	return write_text(narration, INK_PLAIN, text);
}

static int write_heading(const struct narration *narration)
{
	const struct render *render = narration->render;
	struct flow_summary flow = flow_summary(narration->ladder.flow);
	char ends[2][ENDPOINT_TEXT];
	char text[ITEM_TEXT];

	canvas_clear(narration->canvas);
	ladder_title_over_heading(&narration->ladder, narration->canvas,
				  (struct title_room){0, canvas_width(narration->canvas)},
				  tracker_flows(render->tracker));
	if (write_row(narration) < 0)
		return -1;
	endpoint_text(&flow.half[SIDE_A].endpoint, ends[SIDE_A]);
	endpoint_text(&flow.half[SIDE_B].endpoint, ends[SIDE_B]);
	snprintf(text, sizeof(text), lang_text(narration->ladder.lang, MSG_NARRATION_ENDS),
		 ends[SIDE_A], ends[SIDE_B]);
	return write_text(narration, INK_PLAIN, text);
}

static int write_forgotten(const struct narration *narration, size_t count)
{
	const struct lang *lang = narration->ladder.lang;
	char text[ITEM_TEXT];

	snprintf(text, sizeof(text),
		 lang_text(lang, count == 1 ? MSG_FORGOTTEN_ONE : MSG_FORGOTTEN), count);
	return write_text(narration, INK_PLAIN, text);
}

static int write_flow(const struct narration *narration)
{
	int result = write_heading(narration);

	size_t first = flow_first(narration->ladder.flow);

	if (first > 0 && result == 0)
		result = write_forgotten(narration, first);
	for (size_t i = first; i < flow_events(narration->ladder.flow) && result == 0; i++) {
		result = write_band(narration, i);
		if (result == 0)
			result = write_item(narration, &i);
	}
	canvas_clear(narration->canvas);
	return result < 0 ? -1 : write_row(narration);
}

int narration_flows(const struct render *render, const size_t *indices, size_t count,
		    struct error *error)
{
	struct narration narration = {.render = render, .ladder = render->ladder, .error = error};
	int width = render->ladder.width < WIDTH_MOST ? render->ladder.width : WIDTH_MOST;
	int result = 0;

	narration.canvas = canvas_new(width, 1, render->glyphs);
	narration.ladder.selected = SIZE_MAX;
	result = paragraph_about(render, narration.canvas, error);
	for (size_t i = 0; i < count && result == 0; i++) {
		narration.ladder.flow = tracker_flow(render->tracker, indices[i]);
		result = write_flow(&narration);
	}
	canvas_free(narration.canvas);
	return result;
}
