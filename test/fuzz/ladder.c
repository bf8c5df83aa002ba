/*
 * Fuzzes the ladder: bytes become a few packets, and how and where to draw them. Going up must undo
 * going down, and a window must show the same cells as a drawing of the whole.
 */
#include <string.h>

#include "support/fuzzer.h"
#include "tcpladder/flow_list.h"
#include "tcpladder/ladder.h"

enum { PACKETS = 24, WIDTHS = 200 };

/* --- packets --- */

struct talk {
	struct endpoint end[2];
	uint32_t next[2]; /* what each side would send next */
	int64_t time_ns;
	uint32_t frame;
};

/* Mostly IPv4; long IPv6 addresses for what must be shortened. */
static struct endpoint make_end(uint8_t byte, int side)
{
	struct endpoint end = {.port = (uint16_t)(side == 0 ? 40000 + byte : 80)};

	end.address.version = byte & 0x80 ? IP_VERSION_6 : IP_VERSION_4;
	memset(end.address.bytes, byte, byte & 0x80 ? 16 : 4);
	end.address.bytes[3] = (uint8_t)side;
	return end;
}

static uint16_t make_flags(uint8_t byte)
{
	static const uint16_t usual[] = {TCP_SYN, TCP_SYN | TCP_ACK, TCP_ACK,
					 TCP_ACK, TCP_ACK | TCP_PSH, TCP_ACK | TCP_FIN,
					 TCP_RST, TCP_RST | TCP_ACK};
	unsigned any = ((unsigned)byte << 2 | (byte & 3u)) & 0x1ffu;

	return byte & 0x80 ? (uint16_t)any : usual[byte & 7];
}

/* Near where the side stands, or far away. */
static uint32_t make_number(uint32_t near, uint8_t byte)
{
	static const uint32_t steps[] = {0, 0, 1, 100, 1000, 65536, UINT32_MAX, 1u << 31};

	return near + (byte & 8 ? steps[byte & 7] : 0u - steps[byte & 7]);
}

static void add_packet(struct tracker *tracker, struct talk *talk, struct bytes *input)
{
	uint8_t who = next_byte(input), when = next_byte(input), length = next_byte(input);
	int side = who & 1;
	struct packet packet = {.from = talk->end[side], .to = talk->end[1 - side]};
	struct segment *s = &packet.segment;

	s->flags = make_flags(next_byte(input));
	s->len = length & 0x40 ? (uint32_t)(length & 0x3f) * 1000 : length & 3;
	s->seq = make_number(talk->next[side], next_byte(input));
	s->ack = make_number(talk->next[1 - side], next_byte(input));
	s->window = (uint16_t)(next_byte(input) >> 4 << 8);
	s->header_hash = ++talk->frame;
	talk->next[side] = s->seq + segment_span(s);
	talk->time_ns += ((int64_t)when - 8) * (who & 2 ? 1000000000 : 10000);
	if (who == 0xff)
		talk->time_ns = (int64_t)when * INT64_C(3600000000000000);
	packet.time_ns = talk->time_ns;
	packet.frame = talk->frame;
	tracker_add(tracker, &packet);
}

static struct tracker *make_tracker(struct bytes *input)
{
	struct tracker *tracker = tracker_new();
	struct talk talk = {.next = {4294967000u, 4294967200u}};

	talk.end[0] = make_end(next_byte(input), 0);
	talk.end[1] = make_end(next_byte(input), 1);
	while (input->left > 0 && talk.frame < PACKETS)
		add_packet(tracker, &talk, input);
	return tracker;
}

/* --- what must hold --- */

static void check_walk(const struct ladder *ladder)
{
	struct ladder_place place = {0, 0};
	int rows = 1;
	int sum = 0;

	for (size_t i = 0; i < flow_events(ladder->flow); i++)
		sum += ladder_rows(ladder, i);
	for (;;) {
		struct ladder_place next = place;
		struct ladder_place back;

		if (!ladder_down(ladder, &next))
			break;
		back = next;
		require(ladder_up(ladder, &back), "there is a row above");
		require(back.event == place.event && back.row == place.row, "up undoes down");
		place = next;
		rows++;
	}
	require(rows == sum, "every row is passed");
	for (size_t i = place.event + 1; i < flow_events(ladder->flow); i++)
		require(ladder_rows(ladder, i) == 0, "the last row is the last event's");
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->text == b->text && a->mark == b->mark && a->dots == b->dots && a->ink == b->ink;
}

static void check_cells(const struct canvas *whole, const struct canvas *window, int from, int y)
{
	char text[CELL_TEXT];

	for (int x = 0; x < canvas_width(window); x++) {
		require(same_cell(canvas_cell(whole, x, from), canvas_cell(window, x, y)),
			"a window shows what the whole shows");
		canvas_cell_text(window, x, y, text);
		require(strlen(text) < CELL_TEXT, "a cell's text fits");
		require(canvas_glyphs(window) == GLYPHS_UTF8 || (unsigned char)text[0] < 0x80,
			"the ASCII form is ASCII");
	}
}

static void check_window(const struct ladder *ladder, const struct canvas *whole, int skip,
			 int height)
{
	struct canvas *window = canvas_new(ladder->width, height + 2, canvas_glyphs(whole));
	struct ladder_place place = {0, 0};
	int from = 0;

	while (from < skip && ladder_down(ladder, &place))
		from++;
	ladder_draw(ladder, window, 1, height, place);
	for (int y = 0; y < height && from + y < canvas_height(whole); y++)
		check_cells(whole, window, from + y, 1 + y);
	for (int x = 0; x < ladder->width; x++)
		require(!canvas_cell(window, x, 0)->text && !canvas_cell(window, x, 0)->dots &&
				!canvas_cell(window, x, height + 1)->text,
			"the rows around a window are left alone");
	canvas_free(window);
}

static void check_flow(const struct ladder *ladder, enum glyphs glyphs, struct bytes *how)
{
	struct ladder_place top = {0, 0};
	struct flow_summary flow = flow_summary(ladder->flow);
	struct flow_list list = {.lang = ladder->lang, .flows = 7};
	struct flow_life life = {.seen = 0};
	struct canvas *whole;
	int rows = 0;

	check_walk(ladder);
	for (size_t i = 0; i < flow_events(ladder->flow); i++)
		rows += ladder_rows(ladder, i);
	whole = canvas_new(ladder->width, rows, glyphs);
	ladder_draw(ladder, whole, 0, rows, top);
	check_window(ladder, whole, next_byte(how) % rows, 1 + next_byte(how) % 8);
	check_window(ladder, whole, next_byte(how), 12);
	canvas_clear(whole);
	ladder_heading(ladder, whole, 0);
	ladder_title(ladder, whole, (struct title_room){next_byte(how) % 90, next_byte(how)}, 7);
	list.sorted = (enum flow_column)(next_byte(how) % (COLUMN_COUNT + 1));
	flow_list_heading(&list, whole, 0);
	flow_life_look(&life, ladder->flow, SIZE_MAX);
	flow_list_row(&list, whole, 0, &flow, &life);
	canvas_free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes how = bytes_of(data, size < 7 ? size : 7);
	struct bytes input = bytes_of(data + how.left, size - how.left);
	uint8_t style = next_byte(&how), scale = next_byte(&how);
	struct tracker *tracker = make_tracker(&input);
	struct ladder ladder = {
		.lang = lang_default(),
		.width = LADDER_MIN_WIDTH + next_byte(&how) % WIDTHS,
		.style = (enum ladder_style)((style & 1) + (scale & 1)),
		.time = (enum ladder_time)(style >> 1 & 3),
		.absolute = (style & 8) != 0,
		.selected = style >> 5,
		.row_ns = scale >> 1 ? INT64_C(100) << (scale >> 1) % 32 : 0,
	};

	for (size_t i = 0; i < tracker_flows(tracker); i++) {
		ladder.flow = tracker_flow(tracker, i);
		check_flow(&ladder, style & 16 ? GLYPHS_ASCII : GLYPHS_UTF8, &how);
	}
	tracker_free(tracker);
	return 0;
}
