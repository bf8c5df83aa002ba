/* The viewer's screens on a canvas. */
#include "support/rig.h"

#include "support/screen.h"

#include <stdlib.h>
#include <string.h>

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

void rig_open(struct rig *rig, struct tracker *tracker)
{
	memset(rig, 0, sizeof(*rig));
	rig->tracker = tracker;
	rig->source = (struct tui_source){rig, NULL, NULL, rig_percent, rig_message, rig_look};
	rig->look.condition = "";
	rig->tui = (struct tui){
		.source = &rig->source,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = RIG_WIDTH, .selected = SIZE_MAX},
		.glyphs = GLYPHS_ASCII,
		.title = "/some/where/sample.pcap",
		.flow = SIZE_MAX,
	};
	app_open(&rig->app, &rig->tui, RIG_WIDTH, RIG_HEIGHT);
}

void rig_reopen(struct rig *rig)
{
	app_close(&rig->app);
	app_open(&rig->app, &rig->tui, RIG_WIDTH, RIG_HEIGHT);
}

void rig_close(struct rig *rig)
{
	app_close(&rig->app);
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
	app_draw(&rig->app);
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
