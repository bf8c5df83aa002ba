/*
 * How long the viewer takes to answer a key: keys SEGMENTS FLOWS.
 *
 * A ladder of one flow of so many segments, in every style, with each of its keys pressed at the
 * beginning, in the middle and at the end; then a list of so many flows, moved in and sorted by
 * each column. What is timed is the processor's time for the key and for the screen that answers
 * it; the terminal's own is not ours. Prints the slowest key of each in ms.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tcpladder/theme.h"
#include "tui/app.h"

enum { WIDTH = 200, HEIGHT = 50, MSS = 1448, LOSS_EACH = 1000, ROUND = 3, PLACES = 3, TIMES = 5 };

struct slowest {
	double ms;
	int key;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* --- flows --- */

static struct endpoint endpoint_of(uint32_t number, uint16_t port)
{
	struct endpoint e = {.address = {.version = IP_VERSION_4, .bytes = {10}}, .port = port};

	for (int i = 1; i < 4; i++)
		e.address.bytes[i] = (uint8_t)(number >> 8 * (3 - i));
	return e;
}

static struct packet packet_of(bool of_server, uint32_t flow, uint64_t number)
{
	struct endpoint client = endpoint_of(1 + flow % 0x3fffff, (uint16_t)(40000 + flow % 20000));
	struct endpoint server = endpoint_of(0xff0001, 80);

	return (struct packet){
		.from = of_server ? server : client,
		.to = of_server ? client : server,
		.frame = number,
		.time_ns = (int64_t)number * 20000,
		.segment = {.window = 64240, .ttl = 64, .flags = TCP_ACK},
	};
}

/* Two segments of data, then an ACK; each thousandth is sent again after a while. */
static struct packet of_large(uint64_t number)
{
	uint64_t round = number / ROUND, within = number % ROUND;
	struct packet packet = packet_of(within < ROUND - 1, 0, number + 1);
	uint32_t before = (uint32_t)(round * (ROUND - 1) * MSS);

	packet.segment.seq = 1;
	packet.segment.ack = before + (ROUND - 1) * MSS;
	if (within == ROUND - 1)
		return packet;
	packet.segment.ack = 1;
	packet.segment.len = MSS;
	packet.segment.seq = before + (uint32_t)within * MSS;
	if (round % LOSS_EACH == LOSS_EACH - 1 && within == 1)
		packet.segment.seq -= MSS;
	return packet;
}

static struct tracker *one_large_flow(uint64_t segments)
{
	struct tracker *tracker = tracker_new();

	for (uint64_t i = 0; i < segments; i++) {
		struct packet packet = of_large(i);

		tracker_add(tracker, &packet);
	}
	return tracker;
}

static struct tracker *many_flows(uint64_t flows)
{
	struct tracker *tracker = tracker_new();

	for (uint64_t i = 0; i < flows; i++) {
		struct packet packet = packet_of(false, (uint32_t)(i * 2654435761u), i + 1);

		packet.segment.flags = TCP_SYN;
		packet.segment.seq = (uint32_t)i;
		tracker_add(tracker, &packet);
	}
	return tracker;
}

/* --- a viewer of them --- */

static int percent(void *context)
{
	(void)context;
	return 100;
}

static const char *message(void *context)
{
	(void)context;
	return NULL;
}

static void look(void *context, struct tui_look *out)
{
	(void)context;
	*out = (struct tui_look){.condition = ""};
}

static bool reread(void *context, const struct event *event, struct dissection *dissection,
		   struct error *error)
{
	(void)context;
	(void)event;
	(void)dissection;
	error_set(error, "nothing is kept");
	return false;
}

static const struct tui_source source = {
	.percent = percent, .message = message, .look = look, .reread = reread};

static void open_viewer(struct app *app, struct tui *tui, const struct tracker *tracker)
{
	*tui = (struct tui){
		.source = &source,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = WIDTH, .selected = SIZE_MAX},
		.glyphs = GLYPHS_UTF8,
		.theme = theme_mono(),
		.title = "bench",
		.flow = SIZE_MAX,
	};
	app_open(app, tui, WIDTH, HEIGHT);
	app_loaded(app, false);
	app_draw(app);
}

static void press(struct app *app, int key, struct slowest *slowest)
{
	double start = now_ms();
	double took;

	app_key(app, key);
	app_draw(app);
	took = now_ms() - start;
	if (took <= slowest->ms)
		return;
	slowest->ms = took;
	slowest->key = key;
}

static void type(struct app *app, const char *text)
{
	struct slowest ignored = {0, 0};

	while (*text)
		press(app, *text++, &ignored);
	while (app_work(app, INT64_MAX))
		continue;
}

static void print(const char *what, const struct slowest *slowest)
{
	char name[KEY_NAMES];

	key_text(slowest->key, GLYPHS_ASCII, name);
	printf("%-36s %8.2f ms  (%s)\n", what, slowest->ms, name);
}

/* --- the ladder --- */

/* Those that move or change what is drawn, and leave neither the screen nor the program. */
static bool is_pressed(const struct key_row *row)
{
	switch (row->action) {
	case ACTION_DOWN:
	case ACTION_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_HALF_DOWN:
	case ACTION_HALF_UP:
	case ACTION_NEXT_EVENT:
	case ACTION_PREVIOUS_EVENT:
	case ACTION_ZOOM_IN:
	case ACTION_ZOOM_OUT:
	case ACTION_ZOOM_RESET:
	case ACTION_TIME:
	case ACTION_NUMBERS:
	case ACTION_EXPLAIN: return true;
	default: return false;
	}
}

static void press_all(struct app *app, struct slowest *slowest)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++)
		for (int times = 0; times < TIMES && is_pressed(row); times++)
			if (row->screens >> SCREEN_LADDER & 1)
				press(app, row->codes[0], slowest);
}

static void time_ladder(const struct tracker *tracker, uint64_t segments)
{
	static const char *const styles[LADDER_STYLES] = {
		[LADDER_SLOPED] = "ladder", [LADDER_COMPACT] = "compact", [LADDER_SCALE] = "scale"};
	struct app app;
	struct tui tui;
	char middle[64], what[64];

	snprintf(middle, sizeof(middle), "/#%llu\n", (unsigned long long)segments / 2);
	open_viewer(&app, &tui, tracker);
	for (int style = 0; style < LADDER_STYLES; style++) {
		struct slowest slowest = {0, 0};

		press(&app, 'g', &slowest);
		press_all(&app, &slowest);
		type(&app, middle);
		press_all(&app, &slowest);
		press(&app, 'G', &slowest);
		press_all(&app, &slowest);
		press(&app, 'g', &slowest);
		press(&app, 'G', &slowest);
		press(&app, 'v', &slowest);
		snprintf(what, sizeof(what), "%s, %llu segments", styles[style],
			 (unsigned long long)segments);
		print(what, &slowest);
	}
	app_close(&app);
}

/* --- the list --- */

static void time_list(const struct tracker *tracker, size_t flows)
{
	struct slowest moves = {0, 0}, sorts = {0, 0};
	struct app app;
	struct tui tui;
	char what[64];

	open_viewer(&app, &tui, tracker);
	for (int column = 0; column < 14; column++) {
		press(&app, '>', &sorts);
		press(&app, 'z', &sorts);
		for (const char *key = "jGk\002\006gj\006"; *key; key++)
			press(&app, *key, &moves);
	}
	snprintf(what, sizeof(what), "list moved in, %zu flows", flows);
	print(what, &moves);
	snprintf(what, sizeof(what), "list sorted, %zu flows", flows);
	print(what, &sorts);
	app_close(&app);
}

int main(int argc, char **argv)
{
	struct tracker *tracker;

	if (argc != 3) {
		fprintf(stderr, "usage: keys SEGMENTS FLOWS\n");
		return 2;
	}
	tracker = one_large_flow(strtoull(argv[1], NULL, 10));
	time_ladder(tracker, strtoull(argv[1], NULL, 10));
	tracker_free(tracker);
	tracker = many_flows(strtoull(argv[2], NULL, 10));
	time_list(tracker, tracker_flows(tracker));
	tracker_free(tracker);
	return 0;
}
