/* The viewer's screens on a canvas. */
#include "support/rig.h"

#include "support/frames.h"
#include "support/loaded.h"
#include "support/pcap.h"
#include "support/screen.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tcpladder/script.h"

static int rig_percent(void *context)
{
	return ((struct rig *)context)->percent;
}

static const char *rig_message(void *context)
{
	return ((struct rig *)context)->message;
}

static void rig_look(void *context, struct tui_look *look)
{
	*look = ((struct rig *)context)->look;
}

static bool rig_reread(void *context, const struct event *event, struct dissection *dissection,
		       struct error *error)
{
	return frames_reread(((struct rig *)context)->tracker, event, dissection, error);
}

/* Without a load there is nothing to write: says what was asked for, once 2 MB are said to be. */
static enum tui_saved rig_save(void *context, const struct tui_save *what, struct error *said)
{
	(void)context;
	if (!what->goes_on(what->goes_on_context, 2000000)) {
		error_set(said, "stopped");
		return TUI_SAVE_FAILED;
	}
	if (strstr(what->path, "locked")) {
		error_set(said, "%s: is locked", what->path);
		return TUI_SAVE_FAILED;
	}
	if (what->count > 1)
		error_set(said, "asked to write %zu flows to %s", what->count, what->path);
	else
		error_set(said, "asked to write %s", what->path);
	return strstr(what->path, "there") && !what->overwrite ? TUI_SAVE_EXISTS : TUI_SAVED;
}

void rig_open(struct rig *rig, struct tracker *tracker)
{
	memset(rig, 0, sizeof(*rig));
	rig->tracker = tracker;
	rig->source = (struct tui_source){
		.context = rig,
		.percent = rig_percent,
		.message = rig_message,
		.look = rig_look,
		.reread = rig_reread,
		.save = rig_save,
	};
	rig->look.condition = "";
	rig->tui = (struct tui){
		.source = &rig->source,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = RIG_WIDTH, .selected = SIZE_MAX},
		.glyphs = GLYPHS_ASCII,
		.theme = theme_mono(),
		.title = "/some/where/sample.pcap",
		.flow = SIZE_MAX,
	};
	app_open(&rig->app, &rig->tui, RIG_WIDTH, RIG_HEIGHT);
}

void rig_capture(struct rig *rig, const char *path)
{
	rig_open(rig, NULL);
	ck_assert_uint_lt(strlen(path), sizeof(rig->path));
	rig->files[0] = strcpy(rig->path, path);
	rig->load = loaded(rig->files);
	rig->tracker = (struct tracker *)load_tracker(rig->load);
	rig->source = load_source(rig->load);
	rig->tui.tracker = rig->tracker;
	rig_reopen(rig);
	app_loaded(&rig->app, false);
}

void rig_script(struct rig *rig, const char *text)
{
	char name[] = "/tmp/tcpladder-rig-XXXXXX";
	FILE *file = fdopen(mkstemp(name), "wb");
	struct error error = {""};
	struct script *script = script_parse(text, &error);

	ck_assert_msg(script != NULL, "%s", error.text);
	ck_assert_ptr_nonnull(file);
	pcap_script(file, script);
	fclose(file);
	script_free(script);
	rig_capture(rig, name);
	unlink(name);
}

void rig_step(struct rig *rig, size_t exchanges)
{
	rig_open(rig, sample_flows(1, exchanges));
	rig->app.patience_ns = INT64_MAX; /* how long it takes decides nothing */
	app_loaded(&rig->app, false);
	rig_press(rig, "S");
	ck_assert_int_eq(rig_shown(rig), SCREEN_STEP);
	ck_assert_int_eq(rig_arrows(rig), 0);
}

static bool is_gone(void *context, const struct event *event, struct dissection *parts,
		    struct error *error)
{
	(void)context;
	(void)event;
	(void)parts;
	error_set(error, "eth0: is not kept any more");
	return false;
}

void rig_lose_frames(struct rig *rig)
{
	rig->source.reread = is_gone;
}

void rig_reopen(struct rig *rig)
{
	app_close(&rig->app);
	app_open(&rig->app, &rig->tui, RIG_WIDTH, RIG_HEIGHT);
}

void rig_close(struct rig *rig)
{
	app_close(&rig->app);
	if (rig->load)
		load_close(rig->load);
	else
		tracker_free(rig->tracker);
}

enum screen_kind rig_shown(const struct rig *rig)
{
	return rig->app.stack[rig->app.depth - 1].view->screen;
}

void rig_press(struct rig *rig, const char *keys)
{
	for (; *keys; keys++)
		app_key(&rig->app, *keys);
	while (app_work(&rig->app, INT64_MAX))
		continue;
	app_draw(&rig->app);
}

void rig_walk(struct rig *rig, size_t index)
{
	rig_press(rig, "g");
	while (index-- > 0)
		rig_press(rig, "j");
}

const char *rig_row(struct rig *rig, int y)
{
	static char text[SCREEN_ROW];

	app_draw(&rig->app);
	canvas_row(rig->app.canvas, y, text);
	return text;
}

long rig_arrows(struct rig *rig)
{
	char row[SCREEN_ROW];

	strcpy(row, rig_row(rig, canvas_height(rig->app.canvas) - 1));
	if (!strstr(row, " / "))
		return 0;
	*strstr(row, " / ") = '\0';
	return strtol(strrchr(row, ' ') ? strrchr(row, ' ') : row, NULL, 10);
}

bool rig_shows(struct rig *rig, const char *text)
{
	app_draw(&rig->app);
	return canvas_shows(rig->app.canvas, text);
}

long rig_frame(const struct rig *rig)
{
	char row[SCREEN_ROW];

	for (int y = 0; y < canvas_height(rig->app.canvas); y++) {
		canvas_row(rig->app.canvas, y, row);
		if (strncmp(row, " #", 2) == 0)
			return strtol(row + 2, NULL, 10);
	}
	return -1;
}

void rig_resize(struct rig *rig, int width, int height)
{
	app_resize(&rig->app, width, height);
	app_draw(&rig->app);
}

const char *rig_lit(struct rig *rig, int x, int y, int width, int height)
{
	static char text[SCREEN_ROW];
	char cell[CELL_TEXT];
	size_t used = 0;

	app_draw(&rig->app);
	for (int row = y; row < y + height; row++) {
		for (int column = x; column < x + width; column++) {
			if (!(canvas_cell(rig->app.canvas, column, row)->ink & INK_SELECTED))
				continue;
			canvas_cell_text(rig->app.canvas, column, row, cell);
			if (used + strlen(cell) + 1 < sizeof(text))
				used += (size_t)sprintf(text + used, "%s", cell);
		}
	}
	text[used] = '\0';
	return text;
}

int rig_keys(enum screen_kind screen, void (*check)(enum action action, int key))
{
	const struct key_row *row;
	int keys = 0;

	for (size_t i = 0; (row = key_row(i)) != NULL; i++)
		for (size_t j = 0; j < KEY_CODES && row->codes[j]; j++)
			if (row->screens >> screen & 1) {
				check(row->action, row->codes[j]);
				keys++;
			}
	return keys;
}
