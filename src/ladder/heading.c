/* The heading over a ladder, and the title that says which flow it is. */
#include "tcpladder/ladder.h"

#include "ladder/draw.h"
#include "ladder/style.h"

#include <stdio.h>

enum {
	NAME_TEXT = ENDPOINT_TEXT + 8,
	TITLE_TEXT = 256,
	TITLE_LEAST = 9 /* cells for which a title is shortened */
};

/* "A 10.0.0.1:40000" */
static void name_text(const struct view *view, enum side side, int width, char *out)
{
	char endpoint[ENDPOINT_TEXT];

	endpoint_fit(&view->flow.half[side].endpoint, width - 2, endpoint);
	snprintf(out, NAME_TEXT, "%c %s", side == SIDE_A ? 'A' : 'B', endpoint);
}

/*
 * A's name begins at its lifeline and B's ends at its own. Names too long to stand between the
 * lifelines move outwards, and only then are shortened.
 */
static void draw_names(const struct view *view, int left, int y)
{
	const struct layout *layout = &view->layout;
	char a[NAME_TEXT];
	char b[NAME_TEXT];
	int half = (layout->width - left - 2) / 2;
	int a_x = layout->a_x;
	int b_end = layout->b_x + 1;
	int width_a;
	int width_b;

	name_text(view, SIDE_A, half, a);
	name_text(view, SIDE_B, half, b);
	width_a = canvas_text_width(view->canvas, a);
	width_b = canvas_text_width(view->canvas, b);
	if (a_x + width_a + 2 + width_b > b_end) {
		b_end = a_x + width_a + 2 + width_b;
		b_end = b_end > layout->width ? layout->width : b_end;
		a_x = b_end - width_b - 2 - width_a;
		a_x = a_x > layout->a_x ? layout->a_x : a_x;
	}
	canvas_text(view->canvas, a_x, y, width_a, INK_HEADING, a);
	canvas_text(view->canvas, b_end - width_b, y, width_b, INK_HEADING, b);
}

int ladder_heading_rows(const struct ladder *ladder)
{
	return style_of(ladder)->heading ? 2 : 1;
}

void ladder_heading(const struct ladder *ladder, struct canvas *canvas, int y)
{
	struct view view = view_of(ladder, canvas);
	const struct layout *layout = &view.layout;
	const char *text = lang_text(ladder->lang, MSG_HEADING_TIME);
	int end = layout->time_x + layout->time_width;

	canvas_text(canvas, end - canvas_text_width(canvas, text), y, -1, INK_HEADING, text);
	draw_names(&view, end + 1, y);
	if (style_of(ladder)->heading)
		style_of(ladder)->heading(&view, y + 1);
}

static const char *vantage_text(const struct ladder *ladder, enum vantage vantage)
{
	static const enum message messages[] = {
		[VANTAGE_UNKNOWN] = MSG_CAPTURED_UNKNOWN,
		[VANTAGE_AT_A] = MSG_CAPTURED_AT_A,
		[VANTAGE_AT_B] = MSG_CAPTURED_AT_B,
		[VANTAGE_ON_PATH] = MSG_CAPTURED_ON_PATH,
	};

	return lang_text(ladder->lang, messages[vantage]);
}

/* What a title may consist of, from the fullest; the last is shortened to fit. */
struct title_parts {
	bool number, ends, vantage, rtt;
};

static const struct title_parts choices[] = {{true, true, true, true},
					     {true, true, true, false},
					     {true, true, false, false},
					     {false, true, false, false}};

/* Where a heading has the ends, they give way to what it has not. */
static const struct title_parts choices_over_heading[] = {{true, true, true, true},
							  {true, true, true, false},
							  {true, false, true, true},
							  {true, false, true, false}};

enum { CHOICES = sizeof(choices) / sizeof(*choices) };

/* "   RTT 20.1 ms": both ways through the capture, of the handshake; "" where not measured. */
static void rtt_text(const struct view *view, char *out, size_t size)
{
	const int64_t *ways = view->flow.handshake_ns;
	char wait[TIME_TEXT], rtt[TIME_TEXT + 16];

	*out = '\0';
	if (ways[0] < 0)
		return;
	wait_text(ways[0] + ways[1], wait);
	snprintf(rtt, sizeof(rtt), lang_text(view->ladder->lang, MSG_TITLE_RTT), wait);
	snprintf(out, size, "   %s", rtt);
}

static int title_text(const struct view *view, const struct title_parts *parts, const char *number,
		      int width, char *out)
{
	char a[ENDPOINT_TEXT];
	char b[ENDPOINT_TEXT];
	char rtt[TITLE_TEXT / 4];

	endpoint_fit(&view->flow.half[SIDE_A].endpoint, width, a);
	endpoint_fit(&view->flow.half[SIDE_B].endpoint, width, b);
	rtt_text(view, rtt, sizeof(rtt));
	snprintf(out, TITLE_TEXT, "%s%s%s%s%s%s%s%s", parts->number ? number : "",
		 parts->number && parts->ends ? "   " : "", parts->ends ? a : "",
		 parts->ends ? " ⇄ " : "", parts->ends ? b : "", parts->vantage ? "   " : "",
		 parts->vantage ? vantage_text(view->ladder, view->flow.vantage) : "",
		 parts->rtt ? rtt : "");
	return canvas_text_width(view->canvas, out);
}

static int write_title(const struct view *view, const struct title_parts *from,
		       struct title_room place, size_t flows)
{
	int room = place.end - place.x, width = 0;
	char number[TITLE_TEXT / 4];
	char title[TITLE_TEXT];

	snprintf(number, sizeof(number), lang_text(view->ladder->lang, MSG_TITLE_FLOW),
		 view->flow.number, flows);
	for (size_t i = 0; i < CHOICES; i++) {
		width = title_text(view, &from[i], number, ENDPOINT_TEXT, title);
		if (width <= room)
			break;
	}
	if (room < TITLE_LEAST)
		return place.x;
	if (width > room)
		title_text(view, &choices[CHOICES - 1], number, (room - 3) / 2, title);
	return place.x + canvas_text(view->canvas, place.x, 0, room, INK_TITLE, title);
}

int ladder_title(const struct ladder *ladder, struct canvas *canvas, struct title_room place,
		 size_t flows)
{
	struct view view = view_of(ladder, canvas);

	return write_title(&view, choices, place, flows);
}

int ladder_title_over_heading(const struct ladder *ladder, struct canvas *canvas,
			      struct title_room place, size_t flows)
{
	struct view view = view_of(ladder, canvas);
	bool more = view.flow.vantage != VANTAGE_UNKNOWN || view.flow.handshake_ns[0] >= 0;

	return write_title(&view, more ? choices_over_heading : choices, place, flows);
}
