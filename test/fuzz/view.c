/*
 * Fuzzes the screens over what a capture holds, without a terminal: the first byte says how to
 * begin, keys follow up to a byte that is none, the rest is a capture file.
 */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load/load.h"
#include "support/fuzzer.h"
#include "tui/app.h"

enum { KEYS_MOST = 200, WIDTH = 80, HEIGHT = 24, WIDTH_MASK = 0x7f, SECOND_NS = 1000000000 };

/* What one byte means; below, a key as it is. */
enum {
	BYTE_NAMED = 0x80, /* the key of that number among those with names */
	BYTE_SIZE = 0xf0,  /* the next two bytes are a width and a height */
	BYTE_CLICK = 0xf1, /* they are a column and a row */
	BYTE_PASS = 0xf2,  /* the next byte is how long nothing is typed, in 50 ms */
	BYTE_FILE = 0xff   /* the file begins */
};

enum {
	HOW_KOREAN = 1,
	HOW_ASCII = 2,
	HOW_COLOR = 4,
	HOW_STEP = 8,
	HOW_PREDICT = 16,
	HOW_OPEN = 32
};

#define FN(key) (KEY_FUNCTION | (key))

static const int named[] = {
	FN(KEY_DOWN), FN(KEY_UP),        FN(KEY_LEFT), FN(KEY_RIGHT), FN(KEY_NPAGE), FN(KEY_PPAGE),
	FN(KEY_HOME), FN(KEY_END),       FN(KEY_F(1)), FN(KEY_F(2)),  FN(KEY_F(7)),  FN(KEY_ENTER),
	FN(KEY_DC),   FN(KEY_BACKSPACE), 0xe9,         0xd55c,        0x1f600,       0x301,
};

enum { NAMED = sizeof(named) / sizeof(*named) };

/* --- the capture --- */

/* The name is borrowed, as capture_spec has it. */
static struct load *load_file(struct bytes bytes, char *const *name)
{
	struct capture_spec spec = {.files = (const char *const *)name, .file_count = 1};
	int fd = mkstemp(*name);
	struct error error;
	struct load *load;

	require(fd >= 0 && write(fd, bytes.data, bytes.left) == (ssize_t)bytes.left,
		"/tmp can be written to");
	close(fd);
	load = load_open(&spec, lang_default(), &error);
	unlink(*name);
	return load;
}

/* Nothing comes into a file: what the viewer puts together goes into memory. */
static enum tui_saved save(void *context, const struct tui_save *what, struct error *said)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool done = true;

	(void)context;
	if (what->fill)
		done = what->fill(what->fill_context, out, said);
	fclose(out);
	free(text);
	error_set(said, "%s: is not written", what->path);
	if (what->path[0] % 2 && !what->overwrite)
		return TUI_SAVE_EXISTS;
	return done ? TUI_SAVED : TUI_SAVE_FAILED;
}

/* --- the screens --- */

static void check_canvas(const struct canvas *canvas)
{
	char text[CELL_TEXT];

	for (int y = 0; y < canvas_height(canvas); y++) {
		for (int x = 0; x < canvas_width(canvas); x++) {
			canvas_cell_text(canvas, x, y, text);
			require(strlen(text) < CELL_TEXT, "a cell's text fits");
			require(!text[0] || ((unsigned char)text[0] >= 0x20 && text[0] != 0x7f),
				"no control character is shown");
			require(canvas_glyphs(canvas) != GLYPHS_ASCII ||
					(unsigned char)text[0] < 0x80,
				"the ASCII form is ASCII");
		}
	}
}

static void draw(struct app *app)
{
	for (int i = 0; i < KEYS_MOST && app_work(app, SECOND_NS); i++)
		continue;
	app_draw(app);
	check_canvas(app->canvas);
}

static void pass(struct app *app, uint8_t ticks)
{
	bool drawing;

	app_wake(app, app->now_ns + ticks * INT64_C(50000000), &drawing);
}

static void resize(struct app *app, struct bytes *input)
{
	int width = (next_byte(input) & WIDTH_MASK) * 2;

	app_resize(app, width, next_byte(input) & WIDTH_MASK);
}

/* Does what the next byte says; false at the end of the keys. */
static bool feed(struct app *app, struct bytes *input)
{
	uint8_t byte = next_byte(input);
	int x;

	if (byte == BYTE_FILE || app->leaving)
		return false;
	if (byte == BYTE_SIZE) {
		resize(app, input);
	} else if (byte == BYTE_CLICK) {
		x = next_byte(input);
		app_point(app, x, next_byte(input));
	} else if (byte == BYTE_PASS) {
		pass(app, next_byte(input));
	} else if (byte < BYTE_NAMED) {
		app_key(app, byte);
	} else {
		app_key(app, named[(size_t)(byte - BYTE_NAMED) % NAMED]);
	}
	return true;
}

/* The keys end where the file begins, or at the end of all. */
static struct bytes file_of(struct bytes input, size_t *keys)
{
	const uint8_t *end = input.left ? memchr(input.data, BYTE_FILE, input.left) : NULL;

	*keys = end ? (size_t)(end - input.data) : input.left;
	if (end)
		bytes_skip(&input, *keys + 1);
	else
		input.left = 0;
	return input;
}

static struct tui tui_of(const struct tui_source *source, struct load *load,
			 const struct ladder_remarks *remarks, uint8_t how)
{
	enum glyphs glyphs = how & HOW_ASCII ? GLYPHS_ASCII : GLYPHS_UTF8;
	bool korean = how & HOW_KOREAN && glyphs == GLYPHS_UTF8;

	return (struct tui){
		.source = source,
		.tracker = load_tracker(load),
		.ladder = {.lang = lang_find(korean ? "ko" : "en"),
			   .width = WIDTH,
			   .selected = SIZE_MAX,
			   .remarks = remarks},
		.glyphs = glyphs,
		.theme = how & HOW_COLOR ? theme_default() : theme_mono(),
		.title = "/some/where/sample.pcap",
		.lesson = how & HOW_STEP      ? LESSON_STEP
			  : how & HOW_PREDICT ? LESSON_PREDICT
					      : LESSON_NONE,
		.play = how & HOW_STEP && how & HOW_PREDICT ? 8 : 0,
		.seed = how,
		.flow = how & HOW_OPEN ? 0 : SIZE_MAX,
	};
}

static void view(struct load *load, uint8_t how, struct bytes keys)
{
	struct tui_source source = load_source(load);
	struct ladder_remarks remarks = load_remarks(load);
	struct tui tui = tui_of(&source, load, &remarks, how);
	struct app app;
	bool more;

	source.save = save;
	app_open(&app, &tui, WIDTH, HEIGHT);
	do {
		more = load_pump(load, SECOND_NS);
		app_loaded(&app, more);
	} while (more);
	for (int i = 0; i < KEYS_MOST && keys.left > 0 && feed(&app, &keys); i++)
		draw(&app);
	draw(&app);
	app_close(&app);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes input = bytes_of(data, size);
	uint8_t how = next_byte(&input);
	size_t length;
	struct bytes file = file_of(input, &length);
	char path[] = "/tmp/tcpladder-fuzz-XXXXXX";
	char *name = path;
	struct load *load = load_file(file, &name);

	bytes_clip(&input, length);
	if (load)
		view(load, how, input);
	load_close(load);
	return 0;
}
