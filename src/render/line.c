/* A segment in one line: flow, time, number, direction, header, both states, verdict. */
#include "render/line.h"

#include <inttypes.h>
#include <string.h>

#include "render/rows.h"
#include "tcpladder/explain.h"

enum {
	LINE_WIDTH = 512,
	TEXT = 256,
	FLOW_WIDTH = 3,
	TIME_WIDTH = 10,
	NUMBER_WIDTH = 7,  /* "#12345" and a blank */
	HEADER_WIDTH = 45, /* "SYN+ACK  seq=1401 ack=2001 len=100 win=64240" */
	STATE_WIDTH = 13
};

/* The line while it is written. */
struct pen {
	const struct render *render;
	const struct event *event;
	struct ladder ladder;
	size_t index; /* of the event */
	struct canvas *canvas;
	int x;
};

/* Writes the text, and blanks up to where the next column begins. */
static void put(struct pen *pen, enum ink ink, int width, const char *text)
{
	int used = canvas_text(pen->canvas, pen->x, 0, -1, ink, text);

	pen->x += used < width ? width : used + (width > 0);
}

static void put_right(struct pen *pen, enum ink ink, int width, const char *text)
{
	int used = canvas_text_width(pen->canvas, text);

	pen->x += used < width ? width - used : 0;
	put(pen, ink, used + 1, text);
}

static const char *say(const struct pen *pen, enum message message)
{
	return lang_text(pen->ladder.lang, message);
}

/* --- verdict --- */

/* How many of its notes the ladder would tell. */
static int told_notes(const struct event *event)
{
	int count = 0;

	for (int note = 0; note < NOTE_COUNT; note++)
		count += event_has(event, (enum note)note) && note_weight((enum note)note) > 0;
	return count;
}

static enum ink verdict_ink(const struct event *event)
{
	if (event_has(event, NOTE_LOST_DATA) || event_has(event, NOTE_LOST_ACK))
		return INK_LOST;
	return event_has(event, NOTE_RETRANSMISSION) ? INK_RESENT : INK_NOTICE;
}

static void add_frame(const struct pen *pen, enum message message, size_t index, char *out)
{
	size_t used = strlen(out);

	if (flow_has(pen->ladder.flow, index))
		snprintf(out + used, EXPLAIN_NOTES + TEXT - used, say(pen, message),
			 flow_event(pen->ladder.flow, index)->frame);
}

/* "lost (inferred), sent again as #15"; "" where there is nothing to tell. */
static void verdict_text(const struct pen *pen, char out[EXPLAIN_NOTES + TEXT])
{
	int notes = told_notes(pen->event);
	struct proof proof;

	out[0] = '\0';
	if (notes == 0)
		return;
	explain_notes(&pen->ladder, pen->index, notes, out);
	add_frame(pen, MSG_LINE_SEE, pen->event->about, out);
	if (flow_proof(pen->ladder.flow, pen->index, NOTE_LOST_DATA, &proof))
		add_frame(pen, MSG_LINE_SENT_AGAIN_AS, proof.by, out);
}

static void state_text(uint8_t state, char out[TEXT])
{
	const char *name = state_name(state & STATE_MASK);

	snprintf(out, TEXT, "%s%s", *name ? name : "-", state & STATE_GUESSED ? "?" : "");
}

/* --- the line --- */

/* "  1   0.120200  #8" */
static void put_place(struct pen *pen, const struct flow_summary *flow)
{
	char text[TEXT];

	snprintf(text, sizeof(text), "%" PRIu32, flow->number);
	put_right(pen, INK_DIM, FLOW_WIDTH, text);
	ladder_time_since(&pen->ladder, pen->index, tracker_start_ns(pen->render->tracker), text);
	put_right(pen, INK_PLAIN, TIME_WIDTH, text);
	snprintf(text, sizeof(text), "#%" PRIu32, pen->event->frame);
	put(pen, INK_PLAIN, NUMBER_WIDTH, text);
}

static void put_header(struct pen *pen)
{
	enum ink ink = pen->event->side == SIDE_A ? INK_A : INK_B;
	const char *arrow = pen->render->glyphs == GLYPHS_UTF8 ? "→" : "->";
	char header[EXPLAIN_NUMBERS], text[EXPLAIN_NUMBERS + 16];
	bool from_a = pen->event->side == SIDE_A;

	explain_numbers(&pen->ladder, pen->index, header);
	snprintf(text, sizeof(text), "%c %s %c  %s", from_a ? 'A' : 'B', arrow, from_a ? 'B' : 'A',
		 header);
	put(pen, ink, HEADER_WIDTH + canvas_text_width(pen->canvas, arrow) + 6, text);
}

static void put_states(struct pen *pen)
{
	char text[TEXT];

	for (int side = 0; side < 2; side++) {
		state_text(pen->event->state[side], text);
		put(pen, INK_STATE, STATE_WIDTH, text);
	}
}

static void put_revision(struct pen *pen, const struct render_line *line)
{
	char verdict[EXPLAIN_NOTES + TEXT], text[EXPLAIN_NOTES + 2 * TEXT];
	char a[TEXT], b[TEXT];

	if (line->claims) {
		verdict_text(pen, verdict);
		snprintf(text, sizeof(text), say(pen, MSG_LINE_REVISED),
			 *verdict ? verdict : say(pen, MSG_LINE_NOTHING));
		put(pen, verdict_ink(pen->event), 0, text);
		return;
	}
	state_text(pen->event->state[SIDE_A], a);
	state_text(pen->event->state[SIDE_B], b);
	snprintf(text, sizeof(text), say(pen, MSG_LINE_REVISED_STATES), a, b);
	put(pen, INK_STATE, 0, text);
}

static int write_flow(struct pen *pen, const struct flow_summary *flow, struct error *error)
{
	char a[ENDPOINT_TEXT], b[ENDPOINT_TEXT], text[TEXT];

	endpoint_text(&flow->half[SIDE_A].endpoint, a);
	endpoint_text(&flow->half[SIDE_B].endpoint, b);
	snprintf(text, sizeof(text), say(pen, MSG_LINE_FLOW), flow->number, a, b);
	put(pen, INK_HEADING, 0, text);
	return rows_write(pen->render, pen->canvas, 1, error);
}

static int write_segment(struct pen *pen, const struct flow_summary *flow,
			 const struct render_line *line, struct error *error)
{
	char verdict[EXPLAIN_NOTES + TEXT];

	canvas_clear(pen->canvas);
	pen->x = 0;
	put_place(pen, flow);
	if (line->revised) {
		put_revision(pen, line);
	} else {
		put_header(pen);
		put_states(pen);
		if (line->moved) {
			put_revision(pen, line);
		} else {
			verdict_text(pen, verdict);
			put(pen, verdict_ink(pen->event), 0, verdict);
		}
	}
	return rows_write(pen->render, pen->canvas, 1, error);
}

int text_line(const struct render *render, const struct render_line *line, struct error *error)
{
	struct pen pen = {.render = render, .ladder = render->ladder, .index = line->event};
	struct flow_summary flow;
	int result = 0;

	pen.ladder.flow = tracker_flow(render->tracker, line->flow);
	pen.event = flow_event(pen.ladder.flow, line->event);
	pen.canvas = canvas_new(LINE_WIDTH, 1, render->glyphs);
	flow = flow_summary(pen.ladder.flow);
	if (line->event == 0 && !line->revised)
		result = write_flow(&pen, &flow, error);
	if (result == 0)
		result = write_segment(&pen, &flow, line, error);
	canvas_free(pen.canvas);
	return result;
}
