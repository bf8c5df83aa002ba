/*
 * tcpladder: from packets to ladder diagrams. This comment is the map of the program.
 *
 * The program is a pipe of stages, each a folder, each handing the next one plain values; the
 * header of each in include/tcpladder/ is its contract:
 *
 *	capture/   files, pipes, interfaces to frames; the only one with libpcap and libarchive
 *	decode/    a frame's bytes to the TCP segments in it; no state but IP fragments
 *	track/     segments to flows: the two endpoints' states and what each segment means
 *	ladder/    a flow to rows, and rows to a canvas of cells; no terminal, no colours
 *	explain/   what a segment says and why it is labelled so, in sentences; no terminal
 *	quiz/      what a segment could be asked, and whether an answer is right; no terminal
 *	graph/     a flow over time: numbers, round trips, bytes in flight; no terminal
 *	theme/     how each ink looks, as values that both sinks turn into colours
 *	render/    canvases to a stream, flows to JSON lines; the only one that knows jansson
 *	tui/       canvases to a terminal, keys to moves; the only one that knows curses; below it
 *	           a folder for each screen: flows, ladder, segment, stream, graph, lesson
 *
 * Beside the pipe: base/ reads bytes and words errors, lang/ has every word that a user reads,
 * sandbox/ gives up what the process does not need before it looks at packets (guard.c says
 * when), query/ picks flows and segments by what is asked in words, script/ makes segments of
 * connections that are written down, options/ reads what is asked for on the command line and in
 * the configuration, load/ is the first three stages in one piece, with what a live capture
 * suffers from and what is saved. language.c chooses the language, world.c knows what the terminal
 * and the environment allow, pick.c picks flows, print.c prints them, or with follow.c segments
 * while they come. This file decides what the user asked for, runs the pipe and sets the exit
 * code: 0, 1 where something could not be read or written, 2 where the command line is wrong.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "demo.h"
#include "guard.h"
#include "language.h"
#include "load/load.h"
#include "load/stop.h"
#include "options/config.h"
#include "options/options.h"
#include "pick.h"
#include "print.h"
#include "tcpladder/render.h"
#include "world.h"

enum { EXIT_USAGE = 2 };

/* Long enough for the first ladder, short enough not to be noticed. */
static const int64_t first_slice_ns = 10000000, second_ns = 1000000000;

static int refuse(const char *sentence)
{
	complain(sentence);
	return EXIT_USAGE;
}

/* The reader of a pipe has seen enough: no reason to make a noise. */
static void on_closed_pipe(int signal)
{
	(void)signal;
	_exit(EXIT_SUCCESS);
}

static struct ladder choose_ladder(const struct options *options, const struct lang *lang)
{
	return (struct ladder){
		.lang = lang,
		.width = world_width(options),
		.style = (enum ladder_style)options->style,
		.time = (enum ladder_time)options->time,
		.absolute = options->absolute,
		.selected = SIZE_MAX,
		.row_ns = options->row_ns,
	};
}

/* --- printing --- */

/* Other questions each time, unless they are to be the same. */
static uint64_t choose_seed(const struct options *options)
{
	return options->seeded ? options->seed : (uint64_t)time(NULL);
}

static struct render choose_render(const struct options *options, const struct load *load,
				   const struct lang *lang)
{
	return (struct render){
		.out = stdout,
		.tracker = load_tracker(load),
		.ladder = choose_ladder(options, lang),
		.glyphs = world_glyphs(options, lang),
		.color = world_color(options),
		.theme = world_theme(options),
		.seed = choose_seed(options),
		.depth = theme_depth(getenv("COLORTERM"), getenv("TERM")),
	};
}

static int print_everything(struct load *load, const struct options *options,
			    const struct lang *lang)
{
	struct ladder_remarks remarks = load_remarks(load);
	struct render render = choose_render(options, load, lang);

	render.ladder.remarks = &remarks;
	return print_all(load, &render, options);
}

/* A full disk shows when the last bytes are written, or not before the file is closed. */
static int close_output(int code)
{
	bool failed = ferror(stdout) != 0;
	struct error error;

	if ((fclose(stdout) == 0 && !failed) || stop_wanted() == SIGPIPE)
		return code;
	error_set(&error, "standard output: %s", strerror(errno));
	return code == EXIT_SUCCESS ? complain(error.text) : code;
}

/* --- viewer --- */

/*
 * Reads until the flow that was asked for is there. SIZE_MAX for the list. What comes as it happens
 * is waited for in the viewer.
 */
static size_t find_first(struct load *load, const struct flow_pick *pick)
{
	bool more = load_pump(load, first_slice_ns);

	if (load_is_live(load))
		return pick->by == PICK_NUMBER ? pick->number - 1 : SIZE_MAX;
	if (pick->by == PICK_ALL)
		return SIZE_MAX;
	while (more &&
	       pick_next(load_tracker(load), pick, 0) == tracker_flows(load_tracker(load))) {
		load_wait(load, second_ns);
		more = load_pump(load, first_slice_ns);
	}
	return pick_next(load_tracker(load), pick, 0);
}

/* The keyboard, even where standard input is the capture. */
static FILE *open_keyboard(void)
{
	return isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "r");
}

/* Sets *ended_by to the signal that ended the viewer, or 0. */
static int view(struct load *load, const struct options *options, const struct lang *lang,
		int *ended_by)
{
	static const enum tui_lesson lessons[] = {
		[TEACH_NOT] = LESSON_NONE,
		[TEACH_STEP] = LESSON_STEP,
		[TEACH_PLAY] = LESSON_STEP,
		[TEACH_PREDICT] = LESSON_PREDICT,
	};
	struct ladder_remarks remarks = load_remarks(load);
	struct tui_source source = load_source(load);
	struct tui tui = {
		.source = &source,
		.tracker = load_tracker(load),
		.ladder = choose_ladder(options, lang),
		.glyphs = world_glyphs(options, lang),
		.keymap = options->keymap,
		.theme = world_color(options) ? world_theme(options) : theme_mono(),
		.filter = options->filter,
		.title = options->live.interface ? options->live.interface : options->files[0],
		.more_files = options->file_count > 1 ? options->file_count - 1 : 0,
		.only = options->only,
		.lesson = lessons[options->teach],
		.play = options->play,
		.seed = choose_seed(options),
		.flow = find_first(load, &options->flow),
		.in = open_keyboard(),
		.out = stdout,
	};
	bool more = load_pump(load, 0);
	struct error error;
	int result;

	*ended_by = 0;
	tui.ladder.remarks = &remarks;
	if (load_is_live(load) && options->flow.by == PICK_ENDPOINTS)
		tui.ends = options->flow.ends;
	if (!tui.in || (tracker_flows(tui.tracker) == 0 && !more))
		return print_everything(load, options, lang);
	if (!(more && load_is_live(load)) && !pick_is_there(tui.tracker, &options->flow, &error))
		return complain(error.text);
	result = tui_run(&tui, &error);
	if (tui.in != stdin)
		fclose(tui.in);
	if (result < 0)
		return complain(error.text);
	*ended_by = result;
	return EXIT_SUCCESS;
}

/* --- both --- */

/* Everything is closed: a signal that asked for the end does what it would have done. */
static int end_as_asked(const struct options *options, int ended_by, int code)
{
	if (ended_by)
		stop_end(ended_by);
	if (stop_wanted() == SIGPIPE)
		return EXIT_SUCCESS;
	if (print_given_up(options))
		stop_end(stop_wanted());
	return code;
}

static int draw(struct options *options, bool utf8)
{
	static const char *const needs_viewer[] = {
		[TEACH_STEP] = "--step opens the viewer: it needs a terminal, and prints nothing",
		[TEACH_PLAY] = "--play opens the viewer: it needs a terminal, and prints nothing",
		[TEACH_PREDICT] =
			"--predict asks in the viewer, on a terminal; --predict=print does not",
	};
	const struct lang *lang = language_choose(options->lang, utf8);
	struct capture_spec spec = {
		.files = options->files,
		.file_count = options->file_count,
		.filter = options->filter,
		.max_frames = options->max_frames,
		.max_bytes = options->max_bytes,
		.max_ns = options->max_ns,
		.write = options->write,
		.live = options->live,
		.keep = options->keep,
	};
	bool viewer = !options->text && !options->format && !options->list && !options->lines &&
		      !options->grade && world_is_terminal();
	struct guard guard;
	struct error error;
	struct load *load;
	int code, ended_by = 0;

	if (options->teach != TEACH_NOT && !viewer)
		return refuse(needs_viewer[options->teach]);
	if (demo_find(options, &spec.script, &error) < 0)
		return refuse(error.text);
	if (guard_hook(&guard, options, &spec, &error) < 0)
		return complain(error.text);
	load = load_open(&spec, lang, &error);
	if (!load) {
		guard_free(&guard);
		return complain(error.text);
	}
	load_bound(load, options->memory);
	options_view(options, load_view(load));
	guard_close(&guard, load, viewer);
	if (options->verbose)
		guard_tell(&guard, load, options);
	stop_take();
	code = viewer ? view(load, options, lang, &ended_by)
		      : print_everything(load, options, lang);
	load_close(load);
	guard_free(&guard);
	return end_as_asked(options, ended_by, code);
}

static int list_interfaces(FILE *out)
{
	struct error error;
	int count = capture_interfaces(out, &error);

	if (count < 0)
		return complain(error.text);
	if (count == 0)
		fputs("no interface that this user may capture from\n", out);
	return EXIT_SUCCESS;
}

/* As the configuration has them, and could have them. */
static void list_keys(const struct options *options, bool utf8)
{
	struct keymap *keymap = options->keymap ? NULL : keymap_new();

	keymap_print(keymap ? keymap : options->keymap, stdout,
		     language_choose(options->lang, utf8));
	keymap_free(keymap);
}

/* Nothing to draw is named. */
static int tell_beginning(void)
{
	int code = refuse("name a capture file, or an interface behind -i; --help has more");

	list_interfaces(stderr);
	return code;
}

int main(int argc, char **argv)
{
	char config[CONFIG_PATH];
	struct command_line line = {argc, argv, config_path(config) ? config : NULL};
	struct options options;
	struct error error;
	bool utf8 = language_take_locale();
	int code = EXIT_SUCCESS;

	signal(SIGPIPE, on_closed_pipe);
	if (options_read(&options, &line, &error) < 0) {
		code = refuse(error.text);
	} else if (options.action == ACTION_BEGIN) {
		code = tell_beginning();
	} else if (options.action == ACTION_INTERFACES) {
		code = list_interfaces(stdout);
	} else if (options.action == ACTION_KEYS) {
		list_keys(&options, utf8);
	} else if (options.action == ACTION_LESSONS) {
		demo_list(stdout, language_choose(options.lang, utf8));
	} else if (options.action == ACTION_HELP) {
		options_help(stdout);
	} else if (options.action == ACTION_VERSION) {
		options_version(stdout);
	} else {
		code = draw(&options, utf8);
	}
	options_free(&options);
	return close_output(code);
}
