/*
 * How long the viewer takes to answer a key, small and large: keys SEGMENTS FLOWS.
 *
 * A ladder of one flow of so many segments and all screens above it, a list of so many flows: on
 * each screen, in each style, every key of the key table is pressed, at the beginning, in the
 * middle and at the end; searches and filters are typed, edited and stopped; what was said is
 * written, until a key stops that; and the screen is left and entered again. What is timed is the
 * processor's time for the key and for the screen that answers it, of what takes long until the
 * next look at the keyboard, and for a slice of what goes on between two keys; a key may have to
 * wait for one. The terminal's own time is not ours. Prints the slowest of each in ms, and both
 * beside a frame's time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support/frames.h"
#include "support/large.h"
#include "tcpladder/flow_list.h"
#include "tcpladder/theme.h"
#include "tui/app.h"

enum {
	TIMES = 3,
	SLICES_MOST = 20,
	LOOKS_MOST = 200, /* at the keyboard while a file is written */
	FRAME_MS = 16,
	ESCAPE = 0x1b
};

/* The smallest terminal that is designed for, and one with a segment beside the ladder. */
static const struct size {
	int width, height;
} sizes[] = {{80, 24}, {250, 70}};

struct slowest {
	double key_ms, slice_ms;
	int key;
};

struct bench {
	struct app app;
	struct tui tui;
	struct tui_source source;
	struct slowest slowest;
	double since_ms; /* when the key was pressed, or the keyboard last looked at */
	int looks;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* --- a viewer of a tracker --- */

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
	const struct bench *bench = context;

	return frames_reread_of(tracker_flow(bench->tui.tracker, bench->app.flow), event,
				dissection, error);
}

/* The key, or what has been done of it since the keyboard was last looked at. */
static void note_key(struct bench *bench, int key)
{
	double took = now_ms() - bench->since_ms;

	if (took <= bench->slowest.key_ms)
		return;
	bench->slowest.key_ms = took;
	bench->slowest.key = key;
}

static bool look_at_keyboard(void *context)
{
	struct bench *bench = context;

	note_key(bench, '\n');
	bench->since_ms = now_ms();
	return ++bench->looks < LOOKS_MOST;
}

/* What the viewer puts together itself, to nowhere; what others write is not the viewer's time. */
static enum tui_saved save(void *context, const struct tui_save *what, struct error *said)
{
	FILE *out = fopen("/dev/null", "w");
	bool done = out && (!what->fill || what->fill(what->fill_context, out, said));

	(void)context;
	if (out)
		fclose(out);
	if (done && !what->fill)
		error_set(said, "not written");
	return done ? TUI_SAVED : TUI_SAVE_FAILED;
}

static void open_viewer(struct bench *bench, struct tracker *tracker, struct size size)
{
	memset(bench, 0, sizeof(*bench));
	bench->source = (struct tui_source){
		.context = bench,
		.percent = percent,
		.message = message,
		.look = look,
		.reread = reread,
		.save = save,
	};
	bench->tui = (struct tui){
		.source = &bench->source,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = size.width, .selected = SIZE_MAX},
		.glyphs = GLYPHS_UTF8,
		.theme = theme_mono(),
		.title = "bench",
		.flow = SIZE_MAX,
	};
	app_open(&bench->app, &bench->tui, size.width, size.height);
	bench->app.pause = look_at_keyboard;
	bench->app.pause_context = bench;
	app_loaded(&bench->app, false);
	app_draw(&bench->app);
}

static enum screen_kind shown(const struct bench *bench)
{
	return bench->app.stack[bench->app.depth - 1].view->screen;
}

/* --- pressing --- */

static void press(struct bench *bench, int key)
{
	bench->looks = 0;
	bench->since_ms = now_ms();
	app_key(&bench->app, key);
	app_draw(&bench->app);
	note_key(bench, key);
}

/* Up to so many slices of what goes on between two keys. */
static void wait_for(struct bench *bench, int slices)
{
	for (bool more = true; more && slices-- > 0;) {
		double start = now_ms(), took;

		more = app_work(&bench->app, APP_SLICE_NS);
		app_draw(&bench->app);
		took = now_ms() - start;
		if (took > bench->slowest.slice_ms)
			bench->slowest.slice_ms = took;
	}
}

static void type(struct bench *bench, const char *keys)
{
	while (*keys)
		press(bench, *keys++);
}

static void report(struct bench *bench, const char *what)
{
	char name[KEY_NAMES];
	const struct slowest *slowest = &bench->slowest;
	double both = slowest->key_ms + slowest->slice_ms;

	key_text(slowest->key, GLYPHS_ASCII, name);
	printf("%-22s %8.2f  %-9s %8.2f %8.2f %6d%s\n", what, slowest->key_ms, name,
	       slowest->slice_ms, both, FRAME_MS, both > FRAME_MS ? "  over" : "");
	fflush(stdout);
	bench->slowest = (struct slowest){0};
}

/* Every key of a line that is typed, but those that end it. */
static void edit_line(struct bench *bench)
{
	const struct key_row *row;

	for (size_t i = 0; (row = key_row(i)); i++) {
		if (!(row->screens >> SCREEN_PROMPT & 1) || row->action == ACTION_ACCEPT ||
		    row->action == ACTION_CANCEL)
			continue;
		type(bench, "len > 100");
		press(bench, row->codes[0]);
	}
	type(bench, "\025");
}

/* What is typed behind a key that opens a line, and how that is taken back. */
static void finish_line(struct bench *bench, enum action action)
{
	switch (action) {
	case ACTION_SEARCH:
		edit_line(bench);
		type(bench, "zebra\n");
		wait_for(bench, SLICES_MOST);
		type(bench, "j");
		break;
	case ACTION_FILTER:
		edit_line(bench);
		type(bench, "len > 1000 and lost\n");
		wait_for(bench, 1);
		type(bench, "GkgjG");
		wait_for(bench, SLICES_MOST);
		type(bench, "GkgjG");
		type(bench, "f\025\n");
		break;
	case ACTION_SAVE:
		type(bench, "\033w");
		edit_line(bench);
		type(bench, "x.txt\n");
		break;
	default: break;
	}
}

static bool leaves(enum action action)
{
	return action == ACTION_QUIT || action == ACTION_BACK;
}

/* The screen that the keys lead to, and how many lie below it. */
struct place {
	enum screen_kind screen;
	int depth;
	const char *keys;
};

static struct place place_of(const struct bench *bench, const char *keys)
{
	return (struct place){shown(bench), bench->app.depth, keys};
}

/* Back to the place, from above it or from below. */
static void come_back(struct bench *bench, const struct place *place)
{
	wait_for(bench, bench->app.held.count > 0 ? INT32_MAX : 2);
	while (bench->app.depth > place->depth)
		press(bench, ESCAPE);
	if (bench->app.depth == place->depth)
		return;
	type(bench, place->keys);
	wait_for(bench, INT32_MAX);
}

static void press_row(struct bench *bench, const struct key_row *row, const struct place *place)
{
	for (int times = 0; times < TIMES; times++) {
		press(bench, row->codes[0]);
		finish_line(bench, row->action);
		come_back(bench, place);
	}
}

/* Every key of the screen, each some times with a slice between; those that leave it at last. */
static void press_all(struct bench *bench, const char *keys)
{
	struct place place = place_of(bench, keys);
	const struct key_row *row;

	for (int leaving = 0; leaving < 2; leaving++)
		for (size_t i = 0; (row = key_row(i)); i++)
			if ((row->screens >> place.screen & 1) && leaves(row->action) == leaving &&
			    !(row->action == ACTION_QUIT && app_at_top(&bench->app)))
				press_row(bench, row, &place);
	wait_for(bench, INT32_MAX);
}

/* --- the screens --- */

/* At the beginning, in the middle and at the end. */
static void press_everywhere(struct bench *bench)
{
	char middle[64];

	snprintf(middle, sizeof(middle), "/#%zu\n",
		 flow_events(tracker_flow(bench->tui.tracker, 0)) / 2);
	press(bench, 'g');
	press_all(bench, "\n");
	type(bench, middle);
	wait_for(bench, INT32_MAX);
	press_all(bench, "\n");
	press(bench, 'G');
	press_all(bench, "\n");
}

/* The screens above a ladder, and the keys that lead there from it. */
static const struct {
	const char *name;
	const char *keys;
} above[] = {
	{"segment", "\n"},
	{"stream", "b"},
	{"graph, sequences", "o"},
	{"graph, second", "o\t"},
	{"graph, third", "o\t\t"},
	{"compare", " kk "},
	{"step", "S"},
	{"step, all", "SG"},
	{"predict", "P1\n"},
	{"help", "?"},
};

static void press_above(struct bench *bench)
{
	for (size_t i = 0; i < sizeof(above) / sizeof(*above); i++) {
		for (const char *from = "gG"; *from; from++) {
			press(bench, *from);
			type(bench, above[i].keys);
			wait_for(bench, SLICES_MOST);
			press_all(bench, above[i].keys);
			while (bench->app.depth > 2)
				press(bench, ESCAPE);
		}
		report(bench, above[i].name);
	}
}

static void time_ladder(struct tracker *tracker, struct size size)
{
	static const char *const styles[LADDER_STYLES] = {
		[LADDER_SLOPED] = "ladder", [LADDER_COMPACT] = "compact", [LADDER_SCALE] = "scale"};
	struct bench bench;

	open_viewer(&bench, tracker, size);
	for (int style = 0; style < LADDER_STYLES; style++) {
		bench.app.show.style = (enum ladder_style)style;
		press_everywhere(&bench);
		report(&bench, styles[style]);
	}
	press_above(&bench);
	app_close(&bench.app);
}

static void time_list(struct tracker *tracker, struct size size)
{
	struct bench bench;

	open_viewer(&bench, tracker, size);
	press_all(&bench, "");
	report(&bench, "list");
	for (int column = 0; column < COLUMN_COUNT; column++) {
		for (const char *key = ">zz"; *key; key++) {
			press(&bench, *key);
			wait_for(&bench, 1);
			type(&bench, "jGk\002\006gj\006 ");
			wait_for(&bench, INT32_MAX);
			type(&bench, "jGk\002\006gj\006 ");
		}
	}
	report(&bench, "list, sorted");
	press_all(&bench, "");
	report(&bench, "list, by another column");
	app_close(&bench.app);
}

static void time_all(struct tracker *tracker, void (*time)(struct tracker *, struct size))
{
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		printf("%d x %d\n", sizes[i].width, sizes[i].height);
		time(tracker, sizes[i]);
	}
	tracker_free(tracker);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: keys SEGMENTS FLOWS\n");
		return 2;
	}
	printf("%-22s %8s  %-9s %8s %8s %6s\n", "screen", "key", "", "slice", "both", "frame");
	time_all(large_flow(strtoull(argv[1], NULL, 10)), time_ladder);
	time_all(large_crowd(strtoull(argv[2], NULL, 10)), time_list);
	return 0;
}
