/* Ladders, JSON lines and captures to files. */
#include "load/save.h"

#include "load/order.h"
#include "load/state.h"
#include "tcpladder/newfile.h"
#include "tcpladder/render.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Extensions that are no renderer's name. */
static const struct {
	const char *extension;
	const char *renderer;
} aliases[] = {{"txt", "text"}, {"jsonl", "json"}, {"ndjson", "json"}};

static const char *extension_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot ? dot + 1 : "";
}

static const struct renderer *renderer_of(const char *extension)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (strcmp(aliases[i].extension, extension) == 0)
			return renderer_find(aliases[i].renderer);
	return renderer_find(extension);
}

/* --- flows by a renderer --- */

static bool render_flows(struct load *load, const struct tui_save *what, FILE *out,
			 struct error *said)
{
	const struct renderer *renderer = renderer_of(extension_of(what->path));
	struct render_source source = load_render_source(load);
	struct render render = {
		.out = out,
		.source = &source,
		.tracker = load_tracker(load),
		.ladder = what->ladder,
		.glyphs = what->glyphs,
	};

	render.ladder.selected = SIZE_MAX;
	return renderer->flows(&render, what->flows, what->count, said) == 0 &&
	       renderer->end(&render, said) == 0;
}

/* --- flows as a capture --- */

enum { FRAMES_A_LOOK = 1024 }; /* between two looks at whether it goes on */

struct exporting {
	struct frame_order *order;
	struct newfile *file;
	size_t frames;
	bool stopped;
};

static bool next_frame(void *context, uint64_t *offset)
{
	struct exporting *exporting = context;
	const struct event *event = frame_order_next(exporting->order);

	/* Frames that cannot be read again are nothing written, however many they are. */
	if (event && ++exporting->frames % FRAMES_A_LOOK == 0)
		exporting->stopped = !newfile_goes_on(exporting->file);
	if (!event || exporting->stopped)
		return false;
	*offset = event->offset;
	return true;
}

static bool export_flows(struct load *load, const struct tui_save *what, struct newfile *file,
			 struct error *said)
{
	struct exporting exporting = {
		.order = frame_order_new(load_tracker(load), what->flows, what->count),
		.file = file,
	};
	struct capture_export export = {
		.next = next_frame,
		.context = &exporting,
		.out = newfile_stream(file),
		.pcapng = strcmp(extension_of(what->path), "pcapng") == 0,
	};
	bool done = load_export(load, &export, said) && !exporting.stopped;

	frame_order_free(exporting.order);
	if (exporting.stopped)
		error_set(said, "%s", strerror(ECANCELED));
	else if (done && export.lost > 0)
		error_set(said, lang_text(what->ladder.lang, MSG_SAVED_PART), what->path,
			  (unsigned long long)export.written, (unsigned long long)export.lost);
	return done;
}

/* --- all --- */

static bool is_capture(const char *extension)
{
	return strcmp(extension, "pcap") == 0 || strcmp(extension, "pcapng") == 0;
}

static bool is_known(const struct tui_save *what)
{
	const char *extension = extension_of(what->path);

	return what->fill || is_capture(extension) || renderer_of(extension);
}

/* Whose name would not do under any extension. */
static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool fill(struct load *load, const struct tui_save *what, struct newfile *file,
		 struct error *said)
{
	FILE *out = newfile_stream(file);

	if (what->fill)
		return what->fill(what->fill_context, out, said);
	if (is_capture(extension_of(what->path)))
		return export_flows(load, what, file, said);
	return render_flows(load, what, out, said);
}

/* Begins with the name, unless it does already. */
static void name_it(const struct tui_save *what, struct error *said)
{
	struct error plain = *said;

	if (strncmp(said->text, what->path, strlen(what->path)) != 0)
		error_set(said, "%s: %s", what->path, plain.text);
}

/* Who started as root is no longer: then it is not plain why a file cannot be written. */
static void explain_denied(const struct load *load, const struct lang *lang, struct error *said)
{
	const char *denied = strerror(EACCES);
	size_t length = strlen(said->text), tail = strlen(denied);
	struct error plain = *said;

	if (load->became && length >= tail && strcmp(said->text + length - tail, denied) == 0)
		error_set(said, lang_text(lang, MSG_SAVE_DENIED), plain.text, load->became);
}

enum tui_saved save_file(struct load *load, const struct tui_save *what, struct error *said)
{
	const struct lang *lang = what->ladder.lang;
	struct newfile *file;
	bool exists;

	said->text[0] = '\0';
	if (!is_known(what) && !is_folder(what->path)) {
		error_set(said, lang_text(lang, MSG_SAVE_WHICH), what->path);
		return TUI_SAVE_FAILED;
	}
	if (load_reads(load, what->path)) {
		error_set(said, lang_text(lang, MSG_SAVE_READ), what->path);
		return TUI_SAVE_FAILED;
	}
	file = newfile_open(what->path, what->overwrite, &exists, said);
	if (!file)
		explain_denied(load, lang, said);
	if (!file)
		return exists ? TUI_SAVE_EXISTS : TUI_SAVE_FAILED;
	if (what->goes_on)
		newfile_watch(file, what->goes_on, what->goes_on_context);
	if (!fill(load, what, file, said)) {
		newfile_drop(file);
		name_it(what, said);
		return TUI_SAVE_FAILED;
	}
	if (!newfile_keep(file, said))
		return TUI_SAVE_FAILED;
	if (!said->text[0])
		error_set(said, lang_text(lang, MSG_SAVED), what->path);
	return TUI_SAVED;
}
