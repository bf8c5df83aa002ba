/* One question or two, and a file. */
#include "tui/app.h"

#include "tui/prompt.h"
#include "tui/saving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void saving_begin(struct app *app, const char *name, saving_fill *fill, void *context)
{
	struct saving *saving = &app->saving;

	prompt_offer(&saving->prompt, name);
	saving->on = true;
	saving->asking = saving->marked = false;
	saving->failed.text[0] = '\0';
	saving->fill = fill;
	saving->context = context;
	saving->label = fill ? MSG_SAVE_PROMPT_SAID : MSG_SAVE_PROMPT;
}

void app_save_flow(struct app *app, void *state)
{
	char name[64];

	(void)state;
	if (app->flow >= app_flows(app))
		return;
	snprintf(name, sizeof(name), "flow-%zu.txt", app->flow + 1);
	saving_begin(app, name, NULL, NULL);
}

void app_save_flows(struct app *app, void *state)
{
	if (app->marks.count == 0) {
		app_save_flow(app, state);
		return;
	}
	saving_begin(app, "flows.txt", NULL, NULL);
	app->saving.marked = true;
}

/* As a shell would: "~" is the home folder, "~/x" in it. */
static void expand(const char *typed, char *path, size_t size)
{
	const char *home = getenv("HOME");

	if ((strcmp(typed, "~") == 0 || strncmp(typed, "~/", 2) == 0) && home && *home)
		snprintf(path, size, "%s%s", home, typed + 1);
	else
		snprintf(path, size, "%s", typed);
}

/* The indices of those that are to be written; the caller frees them. */
static size_t *flows_of(const struct app *app, size_t *count)
{
	size_t flows = app_flows(app);
	size_t *indices = memory_zero(app->marks.count + 1, sizeof(*indices));

	*count = 0;
	if (!app->saving.marked)
		indices[(*count)++] = app->flow;
	for (size_t i = 0; app->saving.marked && marks_next(&app->marks, &i) && i < flows; i++)
		indices[(*count)++] = i;
	return indices;
}

static void size_text(uint64_t bytes, char *text, size_t size)
{
	snprintf(text, size, "%.1f MB", (double)bytes / 1e6);
}

bool saving_goes_on(struct app *app)
{
	struct saving *saving = &app->saving;
	char size[32];

	if (saving->stopped || !app->pause)
		return !saving->stopped;
	size_text(saving->bytes, size, sizeof(size));
	app_note(app, app_text(app, MSG_SAVE_PROGRESS), size);
	saving->stopped = !app->pause(app->pause_context);
	return !saving->stopped;
}

/* Between two pieces that are written. */
static bool goes_on(void *context, uint64_t bytes)
{
	struct app *app = context;

	app->saving.bytes = bytes;
	return saving_goes_on(app);
}

/* What failed is said above the name, which may be mended. */
static void conclude(struct app *app, enum tui_saved result, const struct error *said)
{
	struct saving *saving = &app->saving;

	saving->asking = result == TUI_SAVE_EXISTS;
	saving->on = result != TUI_SAVED && !saving->stopped;
	if (!saving->on) {
		app_note(app, "%s", saving->stopped ? app_text(app, MSG_SAVE_LEFT) : said->text);
		return;
	}
	app->note[0] = '\0';
	saving->prompt.offered = false;
	if (result == TUI_SAVE_FAILED)
		saving->failed = *said;
}

static void write_file(struct app *app, bool overwrite)
{
	enum { PATH_SIZE = PROMPT_SIZE + 256 };
	struct saving *saving = &app->saving;
	const struct tui_source *source = app->tui->source;
	char path[PATH_SIZE];
	size_t count;
	size_t *flows = flows_of(app, &count);
	struct tui_save what = {
		.path = path,
		.overwrite = overwrite,
		.flows = flows,
		.count = count,
		.ladder = app->show,
		.glyphs = app->tui->glyphs,
		.fill = saving->fill,
		.fill_context = saving->context,
		.goes_on = goes_on,
		.goes_on_context = app,
	};
	struct error said;

	expand(saving->prompt.text, path, sizeof(path));
	what.ladder.width = canvas_width(app->canvas);
	saving->on = saving->stopped = false;
	saving->bytes = 0;
	conclude(app, source->save(source->context, &what, &said), &said);
	free(flows);
}

static void give_up(struct app *app)
{
	app->saving.on = false;
	app_note(app, "%s", app_text(app, MSG_SAVE_LEFT));
}

void saving_key(struct app *app, int key)
{
	app->saving.failed.text[0] = '\0';
	if (app->saving.asking) {
		if (key == 'y' || key == 'Y')
			write_file(app, true);
		else
			give_up(app);
		return;
	}
	switch (prompt_key(&app->saving.prompt, key)) {
	case PROMPT_DONE:
		if (app->saving.prompt.text[0])
			write_file(app, false);
		else
			give_up(app);
		break;
	case PROMPT_CANCELLED: give_up(app); break;
	default: break;
	}
}

void saving_draw(struct app *app)
{
	const struct saving *saving = &app->saving;
	char question[PROMPT_SIZE + 128];

	if (!saving->asking) {
		if (saving->failed.text[0])
			app_write_above(app, saving->failed.text);
		prompt_draw(app, &saving->prompt, app_text(app, saving->label));
		return;
	}
	snprintf(question, sizeof(question), app_text(app, MSG_SAVE_OVERWRITE),
		 saving->prompt.text);
	app_fill(app, canvas_height(app->canvas) - 1, INK_TITLE);
	app_write(app, 1, canvas_height(app->canvas) - 1, INK_TITLE, question);
}
