/* A flow's life in a few cells: how much was sent when, and where it went wrong. */
#include "ladder/life.h"

/* From what is drawn last to what is drawn before all others. */
enum mark { MARK_SYN, MARK_FIN, MARK_ZERO_WINDOW, MARK_AGAIN, MARK_LOST, MARK_RST, MARKS };

static const struct {
	const char *sign;
	enum ink ink;
} signs[MARKS] = {
	[MARK_SYN] = {"S", INK_STATE},          [MARK_FIN] = {"F", INK_STATE},
	[MARK_ZERO_WINDOW] = {"0", INK_NOTICE}, [MARK_AGAIN] = {"↻", INK_RESENT},
	[MARK_LOST] = {"✗", INK_LOST},          [MARK_RST] = {"R", INK_LOST},
};

static uint8_t marks_of(const struct event *event)
{
	bool lost = event_has(event, NOTE_LOST_DATA) || event_has(event, NOTE_LOST_ACK);
	bool again = event_has(event, NOTE_RETRANSMISSION) || event_has(event, NOTE_SPURIOUS);
	unsigned marks = 0;

	marks |= (unsigned)((event->flags & TCP_SYN) != 0) << MARK_SYN;
	marks |= (unsigned)((event->flags & TCP_FIN) != 0) << MARK_FIN;
	marks |= (unsigned)((event->flags & TCP_RST) != 0) << MARK_RST;
	marks |= (unsigned)event_has(event, NOTE_ZERO_WINDOW) << MARK_ZERO_WINDOW;
	marks |= (unsigned)again << MARK_AGAIN;
	marks |= (unsigned)lost << MARK_LOST;
	return (uint8_t)marks;
}

/* Makes the time of a flow that has gone on fit, two slots into one. */
static void stretch(struct flow_life *life)
{
	for (int i = 0; i < LIFE_SLOTS; i++) {
		uint32_t segments = 0;
		unsigned marks = 0;

		for (int from = 2 * i; from < 2 * i + 2 && from < LIFE_SLOTS; from++) {
			segments += life->segments[from];
			marks |= life->marks[from];
		}
		life->segments[i] = segments;
		life->marks[i] = (uint8_t)marks;
	}
	life->span_ns = life->span_ns < INT64_MAX / 2 ? life->span_ns * 2 : INT64_MAX;
}

/* How far into the flow; times may go back, and lie as far apart as 64 bits let them. */
static int64_t since_first(const struct flow_life *life, int64_t time_ns)
{
	int64_t since;

	if (__builtin_sub_overflow(time_ns, life->first_ns, &since))
		return time_ns < life->first_ns ? 0 : INT64_MAX - 1;
	return since < 0 ? 0 : since;
}

static size_t slot_of(const struct flow_life *life, int64_t since)
{
	size_t slot = (size_t)((double)since / (double)life->span_ns * LIFE_SLOTS);

	return slot < LIFE_SLOTS ? slot : LIFE_SLOTS - 1;
}

static void look_at(struct flow_life *life, const struct event *event)
{
	int64_t since = since_first(life, event->time_ns);
	size_t slot;

	while (since >= life->span_ns)
		stretch(life);
	slot = slot_of(life, since);
	life->segments[slot]++;
	life->marks[slot] |= marks_of(event);
}

bool flow_life_look(struct flow_life *life, const struct flow *flow, size_t most)
{
	size_t count = flow_events(flow);

	if (life->seen == 0) {
		life->first_ns = flow_summary(flow).first_ns;
		life->span_ns = since_first(life, flow_summary(flow).last_ns) + 1;
	}
	if (life->seen < flow_first(flow))
		life->seen = flow_first(flow);
	life->last_ns = flow_summary(flow).last_ns;
	for (; life->seen < count && most > 0; life->seen++, most--)
		look_at(life, flow_event(flow, life->seen));
	return life->seen < count;
}

/*
 * The slots that a cell of the strip shows, first and one past the last, of those in use. Where
 * these are fewer than the cells, each has one cell, and the others stay empty.
 */
static void slots_of(const struct flow_life *life, int cell, int width, int *from, int *to)
{
	int used = (int)slot_of(life, since_first(life, life->last_ns)) + 1;

	*from = (cell * used + width - 1) / width;
	*to = ((cell + 1) * used + width - 1) / width;
}

/* More segments are a higher column: four heights, each for eight times as many. */
static void draw_count(struct canvas *canvas, struct dot at, uint32_t segments)
{
	int height = segments == 0    ? 0
		     : segments < 8   ? 1
		     : segments < 64  ? 2
		     : segments < 512 ? 3
				      : 4;

	for (int i = 0; i < height; i++) {
		struct dot from = {at.x * 2, at.y * 4 + 3 - i};
		struct dot to = {at.x * 2 + 1, at.y * 4 + 3 - i};

		canvas_line(canvas, from, to, 1, INK_PLAIN);
	}
}

static void draw_marks(struct canvas *canvas, struct dot at, unsigned marks)
{
	for (int mark = MARKS - 1; mark >= 0; mark--) {
		if (!(marks >> mark & 1))
			continue;
		canvas_text(canvas, at.x, at.y, 1, signs[mark].ink, signs[mark].sign);
		return;
	}
}

void life_draw(const struct flow_life *life, struct canvas *canvas, struct dot at, int width)
{
	for (int cell = 0; cell < width && life->seen > 0; cell++, at.x++) {
		uint32_t segments = 0;
		unsigned marks = 0;
		int from, to;

		slots_of(life, cell, width, &from, &to);
		for (int slot = from; slot < to; slot++) {
			segments += life->segments[slot];
			marks |= life->marks[slot];
		}
		draw_count(canvas, at, segments);
		draw_marks(canvas, at, marks);
	}
}
